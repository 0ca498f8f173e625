"""Stays as the database cuts them from events, against a plain cut of the same events one by one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from ckan import model

from ckanext.satudata import wiring
from ckanext.satudata.adapters.sql import statistics as figures
from ckanext.satudata.domain.calendar import END_OF_OFFICE
from ckanext.satudata.domain.statistics.stays import COUNTED, MOVES
from ckanext.satudata.model import tables as t
from support import queue_rows
from support.offices import office

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

SINCE = datetime(2025, 6, 1, 17, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=30)
STEPS = ("verifikator", "kabid", "kadis", "susun", "")
REASONS = ("SATUAN_KELIRU", "GANDA")


@pytest.fixture
def org() -> Iterator[str]:
    """An office; what is written for it stays in one transaction that is given up."""
    yield office(governed=True)
    model.Session.rollback()


def told(org: str, count: int, seed: int) -> list[dict[str, Any]]:
    """Reviews of an office with events at random moments, written; the events in their order."""
    chance = random.Random(seed)  # noqa: S311 - the same rows in every run
    sop = wiring.current_sops()["bawaan"]
    first = 7_000_000 + seed * 1000
    made = queue_rows.many(count, sop, wiring.calendar(), [org], queue_rows.Cast(), SINCE, first=first)
    queue_rows.copy_in(model.Session.connection().connection, made)
    events = []
    for number in range(first, first + count):
        at = SINCE + timedelta(days=chance.randint(-20, 20), minutes=chance.randint(0, 1440))
        for seq in range(chance.randint(1, 7)):
            action = chance.choice([*sorted(COUNTED), "remark", "claimed"])
            data = {
                "to": chance.choice(STEPS),
                "round": seq + 1,
                "reasons": chance.sample(REASONS, k=seq % 3),
            }
            events.append({"review": f"r-{number}", "seq": seq + 1, "at": at, "action": action, "data": data})
            at += timedelta(minutes=chance.choice([0, 300, 1440, 6000]))
    written(events)
    return events


def written(events: list[dict[str, Any]]) -> None:
    """Put events into the table as they are, without chains: they are given up in the end."""
    rows = [
        {
            "subject": one["review"],
            "seq": one["seq"],
            "review_id": one["review"],
            "at": one["at"],
            "action": one["action"],
            "data": one["data"],
            "prev_hash": "",
            "hash": f"{one['review']}-{one['seq']}",
        }
        for one in events
    ]
    model.Session.execute(t.event.insert(), rows)


def plainly(events: list[dict[str, Any]]) -> Counter[tuple[str, date, date | None, bool]]:
    """The stays, cut one by one."""
    found: Counter[tuple[str, date, date | None, bool]] = Counter()
    counted = [one for one in events if one["action"] in COUNTED]
    for place, one in enumerate(counted):
        after = counted[place + 1] if place + 1 < len(counted) else None
        left = after["at"] if after and after["review"] == one["review"] else None
        ends = left is None or SINCE <= left < UNTIL
        if one["action"] in MOVES and one["data"]["to"] and ends:
            entered, gone = (moment and moment.astimezone(wiring.zone()) for moment in (one["at"], left))
            in_hours = bool(gone) and gone.time() <= END_OF_OFFICE
            found[one["data"]["to"], entered.date(), gone and gone.date(), in_hours] += 1
    return found


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_stays_are_those_of_the_events(org: str, seed: int, whole: bool) -> None:
    events = told(org, 60, seed)
    period = figures.Period(SINCE, UNTIL, str(wiring.zone()), END_OF_OFFICE, None if whole else {org})
    found = {
        (one.step, one.entered, one.left, one.in_hours): one.n
        for one in figures.stays(model.Session.connection(), period)
        if one.org_id == org
    }
    assert found == plainly(events)
    assert len(found) > 20


def test_what_happened_is_counted(org: str) -> None:
    events = told(org, 60, 9)
    period = figures.Period(SINCE, UNTIL, str(wiring.zone()), END_OF_OFFICE, {org})
    moved = [one for one in events if one["action"] in COUNTED and SINCE <= one["at"] < UNTIL]
    found = figures.counts(model.Session.connection(), period)
    assert found.actions == Counter(one["action"] for one in moved)
    given = [one for one in moved if one["action"] in ("returned", "remarked", "rejected")]
    assert found.reasons == Counter(code for one in given for code in one["data"]["reasons"])
    assert found.rounds == Counter(one["data"]["round"] for one in moved if one["action"] == "published")
