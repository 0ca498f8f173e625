"""Errors of the rules. Each carries a code and facts; one table (``logic/errors.py``) turns them into CKAN's errors."""

from __future__ import annotations

from typing import Any


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
