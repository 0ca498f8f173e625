"""Many reviews at once: walked in memory by the rules, written by COPY. For tests of large queues and benchmarks alone.

A review is walked once for each office, state and day of entry by ``decide``; its likes differ in number, ids and in what
a submission tells the queue (title, cycle, findings ...). ``tests/integration/flow/test_queue_rows.py`` shows that such a
row is the row which the use cases write.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from ckanext.satudata.adapters.calendar import OfficeCalendar
from ckanext.satudata.adapters.sql import mapping
from ckanext.satudata.domain.review.clean import is_clean
from ckanext.satudata.domain.review.decide import decide
from ckanext.satudata.domain.review.events import MACHINE
from ckanext.satudata.domain.review.model import (
    Actor,
    BundleBuilt,
    Check,
    CheckAnswer,
    Decide,
    Holding,
    Review,
    Submit,
)
from ckanext.satudata.domain.sop import Sop

DIGEST, TABLE = "d" * 64, "e" * 64
STATES = ("verifikator", "kabid", "kadis", "bps_building", "bps", "terbit", "returned")
SHARES = (0, 0, 0, 1, 1, 2, 3, 4, 5, 6)
"""Which states the reviews of a queue are in, in turn: most of them wait at the first gates."""

CROWDED = (0, 0, 0, 0, 0, 0, 1, 2, 4, 6)
"""The same with most of them at the first gate, so that its page is full with 100 reviews already."""

URUSAN = ("1.01", "1.02", "1.03", "2.12", "3.27")


@dataclass(frozen=True)
class Cast:
    """Who acts in the walks, by user id."""

    producer: str = "produsen"
    verifikator: str = "verifikator"
    kabid: str = "kabid"
    kadis: str = "kadis"
    bps: str = "bps"


@dataclass(frozen=True)
class Told:
    """What a submission tells the queue about its round."""

    title: str
    urusan: str = "1.01"
    cycle: str = "2026"
    priority: bool = False
    findings: Mapping[str, int] = ()  # type: ignore[assignment]

    def on(self, review: Review) -> Review:
        """The review with it."""
        counts = dict(self.findings or {})
        return replace(
            review,
            title=self.title,
            urusan=self.urusan,
            cycle=self.cycle,
            priority=self.priority,
            findings=counts,
            clean=is_clean(counts, {}, None, 0),
        )


def walk(state: str, sop: Sop, office: str, cast: Cast, now: datetime) -> Review:
    """A review of an office brought to a state by ``decide``, as if everything happened at one moment."""
    review = replace(_fresh(sop, office), contributors=frozenset({cast.producer}))
    producer = Actor(cast.producer, cast.producer, (), frozenset({office}))
    review, _ = decide(review, sop, Submit(DIGEST, TABLE), producer, now)
    if state == "returned":
        back = Decide("return", DIGEST, DIGEST, reasons=("SATUAN_KELIRU",))
        return decide(review, sop, back, _holder(cast, "verifikator"), now)[0]
    goal = {"bps_building": "bps"}.get(state, state)
    while review.step != goal:
        post = sop.step(review.step).post.slot
        review, _ = decide(review, sop, _yes(sop, review), _holder(cast, post), now)
        if review.step == "bps" and state != "bps_building":
            review, _ = decide(review, sop, BundleBuilt("b" * 64), MACHINE, now)
    return review


def _yes(sop: Sop, review: Review) -> Decide:
    points = tuple(CheckAnswer(item.code, str(Check.FITS)) for item in sop.step(review.step).checklist)
    return Decide("approve", DIGEST, DIGEST, checklist=points)


def _holder(cast: Cast, post: str) -> Actor:
    user = getattr(cast, post)
    return Actor(user, user, (Holding(post, None),))


def _fresh(sop: Sop, office: str) -> Review:
    return Review("", 0, "", "", office, 0, ((sop.id, sop.version),))


def row_of(
    review: Review, sop: Sop, calendar: OfficeCalendar, opened: datetime, changed: datetime
) -> dict[str, Any]:
    """The row that the use cases would write for this review."""
    step = sop.step(review.step)
    due = calendar.due_at(review.entered_at, step.days) if review.entered_at else None
    more = {"post": step.post.slot, "due_at": due, "opened_at": opened, "updated_at": changed}
    return {**mapping.review_row(review), **more}


def many(
    count: int,
    sop: Sop,
    calendar: OfficeCalendar,
    offices: Sequence[str],
    cast: Cast,
    now: datetime,
    first: int = 1,
    shares: Sequence[int] = SHARES,
) -> Iterator[dict[str, Any]]:
    """``count`` rows of open reviews over these offices, in every state, entered in the last four weeks."""

    @cache
    def like(state: str, office: str, days: int) -> tuple[Review, dict[str, Any]]:
        moment = now - timedelta(days=days)
        review = walk(state, sop, office, cast, moment)
        return review, row_of(review, sop, calendar, moment, moment)

    for place in range(count):
        number = first + place
        state = STATES[shares[place % len(shares)]]
        office = offices[(place // len(shares)) % len(offices)]
        review, row = like(state, office, place * 7 % 28)
        told = Told(
            f"Tabel Statistik Sektoral Nomor {number}",
            URUSAN[hash_of(office) % len(URUSAN)],
            str(now.year - place % 4),
            place % 11 == 0,
            {"tolak": 0, "konfirmasi": place % 3, "peringatan": place % 2},
        )
        named = replace(
            told.on(review), id=f"r-{number}", number=number, draft_id=f"d-{number}", dataset_id=f"s-{number}"
        )
        yield {**row, **mapping.review_row(named)}


def hash_of(text: str) -> int:
    """A number that is the same in every process."""
    return sum(text.encode())


def copy_in(connection: Any, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows of ``satudata_review`` by COPY on a psycopg2 connection; does not commit."""
    rest = iter(rows)
    while portion := list(itertools.islice(rest, 10_000)):
        names = list(portion[0])
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerows([_plain(row[name]) for name in names] for row in portion)
        buffer.seek(0)
        columns = ", ".join(f'"{name}"' for name in names)
        with connection.cursor() as cursor:
            cursor.copy_expert(
                f"COPY satudata_review ({columns}) FROM STDIN (FORMAT csv, NULL '\\N')", buffer
            )


def _plain(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, dict | list):
        return json.dumps(value)
    return value.isoformat() if isinstance(value, datetime) else str(value)


NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
