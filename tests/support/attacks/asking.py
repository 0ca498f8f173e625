"""Ask over HTTP as somebody, and find in an answer what they must not know."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from ckan.tests.helpers import CKANTestApp
from flask import Response

from support.attacks.scene import CANARY, Target
from support.offices import Person

TOKENS = re.compile(
    r'(name="_csrf_token"[^>]*content="[^"]*"|content="[^"]*"[^>]*name="_csrf_token"'
    r'|name="_csrf_token"[^>]*value="[^"]*"|value="[^"]*"[^>]*name="_csrf_token"|data-[a-z-]*csrf[^>]*"[^"]*")'
)


def asked(app: CKANTestApp, who: Person | None, path: str, **how: Any) -> Any:
    """GET a path with this person's token, not following redirects; what CKAN's page lets through is told as its 500."""
    headers = who.headers if who else {}
    try:
        return app.get(path, headers=headers, follow_redirects=False, **how)
    except Exception as fault:
        return Response(repr(fault), 500)


def secrets(targets: Iterable[Target]) -> set[str]:
    """Ids and names of what a stranger may not know of; the canaries all begin with the same word."""
    found = set()
    for target in targets:
        found |= {target.package, target.slug, target.resource, target.review}
        found |= {target.reserved, target.structure}
    return {one for one in found if one}


def told(answer: Any, question: str, hidden: set[str]) -> list[str]:
    """Give what of the secrets stands in body or headers beside what the question itself said."""
    text = answer if isinstance(answer, str) else whole(answer)
    quiet = text.replace(question, "")
    words = {word for word in re.findall(rf"{CANARY}\w*", quiet, re.IGNORECASE) if word not in question}
    return sorted(words | {one for one in hidden if one in quiet and one not in question})


def whole(answer: Any) -> str:
    """Headers and body as text."""
    headers = "\n".join(f"{key}: {value}" for key, value in answer.headers.items())
    return headers + "\n" + text_of(answer)


def text_of(answer: Any) -> str:
    """The body as text; of a workbook or another archive, what is packed in it."""
    body = answer.get_data()
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return str(body.decode("utf-8", errors="replace"))
