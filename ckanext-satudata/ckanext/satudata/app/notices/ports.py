"""What reminders and digests need to know of all reviews at once. Real adapter: ``adapters/sql/turns.py``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from ...domain.review.model import Actor, Review


@dataclass(frozen=True)
class Looking:
    """The moments that bound a look for what is to be said: ``now``; deadlines up to ``soon_until`` may be near, and those
    before ``late_before`` may be passed on to the next post; turns entered since ``today`` are too fresh to be near."""

    now: datetime
    today: datetime
    soon_until: datetime
    late_before: datetime


class Turns(Protocol):
    """Reviews in which somebody is awaited."""

    def to_speak_of(self, looking: Looking) -> Sequence[str]: ...
    def vacant(self) -> Sequence[str]: ...
    def at_posts_of(self, actor: Actor, limit: int) -> Sequence[Review]: ...
    def returned_to(self, actor: Actor, limit: int) -> Sequence[Review]: ...
    def late_in_area(self, actor: Actor, now: datetime, limit: int) -> Sequence[Review]: ...
    def after(self, number: int, limit: int) -> Sequence[tuple[Review, datetime | None]]: ...
    def set_due(self, review: Review, due_at: datetime) -> bool: ...


class Digests(Protocol):
    """Which person was sent the digest of which day."""

    def candidates(self, day: date, now: datetime) -> Sequence[str]: ...
    def open(self, user_id: str, day: date) -> bool: ...
    def newest(self, user_id: str) -> date | None: ...
    def sent(self, user_id: str, day: date, now: datetime) -> None: ...
