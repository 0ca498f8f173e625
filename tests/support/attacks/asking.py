"""Ask over HTTP as somebody, and find in an answer what they must not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ckan.tests.helpers import CKANTestApp

from support.attacks.scene import CANARY, Target
from support.offices import Person

TOKENS = re.compile(
    r'(name="_csrf_token"[^>]*content="[^"]*"|content="[^"]*"[^>]*name="_csrf_token"'
    r'|name="_csrf_token"[^>]*value="[^"]*"|value="[^"]*"[^>]*name="_csrf_token"|data-[a-z-]*csrf[^>]*"[^"]*")'
)
ECHOED_HEADERS = ("Location", "Link", "Content-Disposition")


def asked(app: CKANTestApp, who: Person | None, path: str, **how: Any) -> Any:
    """GET a path with this person's token, not following redirects."""
    headers = who.headers if who else {}
    return app.get(path, headers=headers, follow_redirects=False, **how)


def secrets(targets: Iterable[Target]) -> set[str]:
    """Ids and names of what a stranger may not know of; the canaries all begin with the same word."""
    found = set()
    for target in targets:
        found |= {target.package, target.slug, *(one for one in (target.resource, target.review) if one)}
    return {one for one in found if one}


def told(answer: Any, question: str, hidden: set[str]) -> list[str]:
    """Give what of the secrets stands in body or headers beside what the question itself said."""
    text = answer if isinstance(answer, str) else _whole(answer)
    quiet = text.replace(question, "")
    words = {word for word in re.findall(rf"{CANARY}\w*", quiet, re.IGNORECASE) if word not in question}
    return sorted(words | {one for one in hidden if one in quiet and one not in question})


def _whole(answer: Any) -> str:
    headers = "\n".join(f"{key}: {value}" for key, value in answer.headers.items())
    return headers + "\n" + answer.get_data(as_text=True)


def comparable(answer: Any, replaced: Mapping[str, str]) -> tuple[int, str, dict[str, str]]:
    """Give status, body and telling headers with tokens blanked and the asked ids made alike."""
    body = TOKENS.sub("", answer.get_data(as_text=True))
    headers = {name: answer.headers[name] for name in ECHOED_HEADERS if name in answer.headers}
    for old, new in replaced.items():
        body = body.replace(old, new)
        headers = {name: value.replace(old, new) for name, value in headers.items()}
    return answer.status_code, body, headers
