"""Deadlines are a stored projection: computed anew from when each turn began, the SOP's days and the calendar."""

from __future__ import annotations

from ..ports import Unit
from .ports import Turns

BATCH = 500


def rebuild(unit: Unit, turns: Turns) -> tuple[int, int]:
    """Compute the deadline of every review in which somebody is awaited; gives (looked at, changed).

    Batch by batch, each its own transaction. A review that moves on meanwhile gets its deadline there.
    """
    looked = changed = number = 0
    while True:
        with unit:
            rows = turns.after(number, BATCH)
            for review, kept in rows:
                if review.entered_at is None:
                    continue
                days = unit.sops.get(review.sop_ids).step(review.step).days
                due = unit.calendar.due_at(review.entered_at, days)
                changed += due != kept and turns.set_due(review, due)
            unit.commit()
        looked += len(rows)
        if len(rows) < BATCH:
            return looked, changed
        number = rows[-1][0].number
