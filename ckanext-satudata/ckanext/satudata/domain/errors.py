"""Errors of the rules. Each carries a code and facts; one table (``logic/errors.py``) turns them into CKAN's errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar


class Refused(Exception):
    """Something is not done, and why. ``code`` names the sentence, ``facts`` fill it."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


class NotAllowed(Refused):
    """The actor may not do this now (HTTP 403)."""


class Conflict(Refused):
    """The world moved on since the actor looked: stale digest, decided already (HTTP 409)."""


class Incomplete(Refused):
    """What was sent is not enough or not well formed (HTTP 400). ``field`` names the part, when one is at fault."""

    def __init__(self, code: str, *, field: str | None = None, **facts: Any) -> None:
        super().__init__(code, **facts)
        self.field = field


class Missing(Refused):
    """The thing asked for does not exist, or not for this actor (HTTP 404)."""


class Answered(Protocol):
    """What the rules say of something: nothing against it, or the code and facts of why not."""

    @property
    def refusal(self) -> str | None: ...
    @property
    def facts(self) -> Mapping[str, Any]: ...


A = TypeVar("A", bound=Answered)


def granted(answer: A) -> A:
    """Give the answer back when nothing speaks against it; else raise ``NotAllowed`` with its reason."""
    if answer.refusal:
        raise NotAllowed(answer.refusal, **answer.facts)
    return answer
