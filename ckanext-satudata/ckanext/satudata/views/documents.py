"""Documents for machines as they are sent: kept by caches, readable from any page, followed by links."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Response

MINUTES_IN_CACHES = 5
JSON = "application/json"


def answer(content: bytes, media_type: str, changed: datetime | None, links: str = "") -> Response:
    """Send a document, or 304 to whoever has it already. ``changed``: when what it tells changed last."""
    response = Response(content, mimetype=media_type)
    if media_type.startswith("text/") or media_type == JSON:
        response.headers["Content-Type"] = f"{media_type}; charset=utf-8"
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    response.last_modified = changed
    response.cache_control.public = True
    response.cache_control.max_age = MINUTES_IN_CACHES * 60
    if links:
        response.headers["Link"] = links
    return from_anywhere(response.make_conditional(tk.request))


def from_anywhere(response: Response) -> Response:
    """Let pages of other sites read an answer: it is the same for everybody."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    return response


def as_json(told: Mapping[str, Any]) -> bytes:
    """Write JSON for people too: indented, in the order it was told."""
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def link_header(links: list[dict[str, str]]) -> str:
    """Write links as the header of that name has them."""
    return ", ".join(f'<{one["href"]}>; rel="{one["rel"]}"; type="{one["type"]}"' for one in links)
