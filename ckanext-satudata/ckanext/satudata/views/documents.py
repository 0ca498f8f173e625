"""Documents for machines as they are sent: kept by caches, readable from any page, followed by links."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Response

JSON = "application/json"
CSVW = "application/csvm+json"
NEGOTIATED = {"text/turtle": "ttl", "application/ld+json": "jsonld", "application/rdf+xml": "rdf"}
SEE_OTHER = 303
Link = dict[str, str]
"""A link of a page: ``href``, ``rel``, ``type`` and ``title``."""


def answer(content: bytes, media_type: str, changed: datetime | None) -> Response:
    """Send a document, or 304 to whoever has it already. ``changed``: when what it tells changed last."""
    response = Response(content, mimetype=media_type)
    if media_type.startswith("text/") or media_type == JSON:
        response.headers["Content-Type"] = f"{media_type}; charset=utf-8"
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    response.last_modified = changed
    return from_anywhere(response.make_conditional(tk.request))


def from_anywhere(response: Response) -> Response:
    """Let pages of other sites read an answer: it is the same for everybody."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    return response


def as_json(told: Mapping[str, Any]) -> bytes:
    """Write JSON for people too: indented, in the order it was told."""
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def link_header(links: list[Link]) -> str:
    """Write links as the header of that name has them."""
    return ", ".join(f'<{one["href"]}>; rel="{one["rel"]}"; type="{one["type"]}"' for one in links)


def wanted_form() -> str:
    """Give the RDF notation that the asker prefers to a page; empty for a page."""
    best = tk.request.accept_mimetypes.best_match(["text/html", *NEGOTIATED], "text/html")
    return NEGOTIATED.get(best or "", "")


def see_other(address: str) -> Response:
    """Lead to the document that was asked for by its kind."""
    response: Response = tk.redirect_to(address)
    response.status_code = SEE_OTHER
    response.vary.add("Accept")
    return from_anywhere(response)
