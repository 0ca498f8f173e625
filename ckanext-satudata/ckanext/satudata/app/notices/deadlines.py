"""Deadlines are a stored projection: computed anew from when each turn began, the SOP's days and the calendar."""

from __future__ import annotations

from ..ports import Unit
from ..review.due import due_of
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
                due = due_of(unit, review, unit.sops.get(review.sop_ids))
                changed += due is not None and due != kept and turns.set_due(review, due)
            unit.commit()
        looked += len(rows)
        if len(rows) < BATCH:
            return looked, changed
        number = rows[-1][0].number
