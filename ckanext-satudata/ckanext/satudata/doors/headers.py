"""Headers on every answer: what a browser may load, who may frame it, and what must not stay in a cache."""

from __future__ import annotations

import re

from ckan.common import current_user
from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: https:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
NO_FRAMES = POLICY.replace("frame-ancestors 'self'", "frame-ancestors 'none'")
WORK_PAGES = ("/kerja", "/kabar", "/akun", "/rancangan", "/antrean", "/pengajuan", "/bps", "/surat", "/user")
YEAR = 31_536_000
_DIGEST = re.compile(r".*/[0-9a-f]{8}_[^/]+$")


def register(app: Flask) -> None:
    """Set the headers after each request."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Add what the answer does not set itself."""
    headers = response.headers
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    headers.setdefault("Content-Security-Policy", NO_FRAMES if _is_work_page() else POLICY)
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")
    if _is_private():
        request.environ["__no_cache__"] = True
        response.cache_control.no_store = True
    elif _named_by_content() and response.status_code in (200, 304):
        _keep_for_good(response)
    return response


def _named_by_content() -> bool:
    """Style and script carry a digest of what they hold in their names: another content has another address."""
    return (request.endpoint or "").startswith("webassets") and bool(_DIGEST.match(request.path))


def _keep_for_good(response: Response) -> None:
    """Let browsers ask once. CKAN would have them ask again at each page; told not to, it only adds *private*."""
    request.environ["__no_cache__"] = True
    control = response.cache_control
    control.no_cache = control.must_revalidate = None
    control.max_age, control.immutable = YEAR, True


def _is_work_page() -> bool:
    return any(request.path == page or request.path.startswith(f"{page}/") for page in WORK_PAGES)


def _is_private() -> bool:
    """Pages of people at work, and whatever a logged-in person gets from a page or the API, stay out of caches."""
    endpoint = request.endpoint or "static"
    if endpoint == "static" or endpoint.startswith("webassets"):
        return False
    return _is_work_page() or bool(current_user.is_authenticated)
