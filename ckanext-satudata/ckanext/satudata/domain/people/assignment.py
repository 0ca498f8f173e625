"""Assignments of posts: what may be given to whom, and when it may end.

Sources: Perpres 39/2019 Ps. 12-24 (the posts), SOP seeds (Plt. and Plh. sign), UU 30/2014 Ps. 14 (Plt. stands in for a
vacant post, Plh. for a holder who is away).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..errors import Incomplete
from ..review.model import Standing

OFFICE_POSTS = ("kasubag", "sekretaris", "kepala_opd")
"""Posts inside an office (OPD): an assignment names the office."""

CENTRAL_POSTS = ("verifikator", "kasi", "staf", "kabid", "kadis", "tim", "bps", "admin_walidata")
"""Posts of the walidata and of BPS: one for all offices."""

POSTS = (*OFFICE_POSTS, *CENTRAL_POSTS)

SINGLE_POSTS = frozenset({"sekretaris", "kepala_opd", "kabid", "kadis"})
"""Posts that one person at a time holds definitively; of the others there may be several."""

ADMINISTRATOR = "admin_walidata"


@dataclass(frozen=True)
class Assignment:
    """One assignment. ``ends_on`` is its last day, None while it is open; ``org_id`` is None for a central post."""

    id: str
    user_id: str
    post: str
    org_id: str | None
    standing: Standing
    decree: str
    starts_on: date
    ends_on: date | None = None

    @property
    def cancelled(self) -> bool:
        """Whether it was ended before its first day."""
        return self.ends_on is not None and self.ends_on < self.starts_on

    def runs_on(self, day: date) -> bool:
        """Whether the post is held on this day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def overlaps(self, other: Assignment) -> bool:
        """Whether there is a day on which both run."""
        if self.cancelled or other.cancelled:
            return False
        begins = max(self.starts_on, other.starts_on)
        return self.runs_on(begins) and other.runs_on(begins)

    def same_place(self, other: Assignment) -> bool:
        """Whether both are about the same post of the same office."""
        return (self.post, self.org_id) == (other.post, other.org_id)


def check_new(wanted: Assignment, others: Iterable[Assignment], giver: str) -> None:
    """Refuse an assignment that cannot be given. Raises :class:`Incomplete` with the field at fault.

    ``others`` are the assignments that exist; ``giver`` is the id of the user who gives it.
    """
    _check_place(wanted)
    _check_dates(wanted)
    _check_letter(wanted)
    if wanted.user_id == giver and wanted.post != ADMINISTRATOR:
        raise Incomplete("post_own", field="user")
    for other in others:
        if not (other.same_place(wanted) and other.overlaps(wanted)):
            continue
        facts = {"slot": wanted.post, "user_id": other.user_id, "since": other.starts_on}
        if other.user_id == wanted.user_id:
            raise Incomplete("post_held", field="user", **facts)
        if _both_definitive(wanted, other) and wanted.post in SINGLE_POSTS:
            raise Incomplete("post_taken", field="post", **facts)


def _check_place(wanted: Assignment) -> None:
    if wanted.post not in POSTS:
        raise Incomplete("post_unknown", field="post", posts=", ".join(POSTS))
    if wanted.post in OFFICE_POSTS and not wanted.org_id:
        raise Incomplete("post_needs_office", field="org_id", slot=wanted.post)
    if wanted.post in CENTRAL_POSTS and wanted.org_id:
        raise Incomplete("post_without_office", field="org_id", slot=wanted.post)


def _check_dates(wanted: Assignment) -> None:
    if wanted.ends_on is not None and wanted.ends_on < wanted.starts_on:
        raise Incomplete("post_dates", field="ends_on", since=wanted.starts_on, until=wanted.ends_on)


def _check_letter(wanted: Assignment) -> None:
    """A Plt. or Plh. acts by a letter; a Plh. only while the holder is away, so the last day is known."""
    if wanted.standing is Standing.DEFINITIVE:
        return
    if not wanted.decree:
        raise Incomplete("post_needs_letter", field="decree")
    if wanted.standing is Standing.PLH and wanted.ends_on is None:
        raise Incomplete("post_needs_end", field="ends_on")


def _both_definitive(one: Assignment, other: Assignment) -> bool:
    return one.standing is Standing.DEFINITIVE and other.standing is Standing.DEFINITIVE


def doubts(wanted: Assignment, others: Iterable[Assignment]) -> Iterator[tuple[str, dict[str, object]]]:
    """What is unusual but allowed, as codes of sentences with their facts."""
    if wanted.standing is not Standing.PLT:
        return
    for other in others:
        definitive = other.standing is Standing.DEFINITIVE
        if definitive and other.same_place(wanted) and other.overlaps(wanted):
            yield (
                "plt_beside_holder",
                {"slot": wanted.post, "user_id": other.user_id, "since": other.starts_on},
            )


def ended(running: Assignment, last_day: date | None, today: date) -> Assignment:
    """The assignment with its last day (default: today). Raises :class:`Incomplete` when that cannot be.

    One that has not begun is cancelled; so is one that began today when its last day is yesterday, or a mistake of this
    morning would stand until midnight.
    """
    if running.ends_on is not None and running.ends_on < today:
        raise Incomplete("post_over", field="ends_on", until=running.ends_on)
    day_before = running.starts_on - timedelta(days=1)
    early = last_day is None or last_day < running.starts_on
    if running.starts_on > today and early:
        return replace(running, ends_on=day_before)
    if running.starts_on == today and last_day == day_before:
        return replace(running, ends_on=day_before)
    day = last_day or today
    if day < running.starts_on:
        raise Incomplete("post_dates", field="ends_on", since=running.starts_on, until=day)
    return replace(running, ends_on=day)
