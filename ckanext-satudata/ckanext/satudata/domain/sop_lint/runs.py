"""What a readable SOP would do wrong when it runs: posts nobody can hold, refusals that lead onward, endless deadlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from ..review.model import OPD_POSTS, WALIDATA_POSTS
from ..sop import Deed, Sop, Step
from .flaws import Flaw, Where, flaw

SLOTS = ("produsen", *OPD_POSTS, *WALIDATA_POSTS, "bps", "portal")
MOST_DAYS = 1000
"""Working days that a step may take: four years. The longest step of a real SOP takes 90 days."""


def check(sop: Sop, raw: Mapping[str, Any]) -> Iterator[Flaw]:
    """Flaws of the steps as the engine would run them; ``raw`` is the document they were read from."""
    places = {int(row["nomor"]): index for index, row in enumerate(raw["langkah"])}
    order = {step.id: step.number for step in sop.steps}
    for step in sop.steps:
        where: Where = ("langkah", places[step.row])
        if step.post.slot not in SLOTS:
            slots = ", ".join(SLOTS)
            yield flaw("unknown_slot", where, number=step.row, slot=step.post.slot, slots=slots)
        if step.days > MOST_DAYS:
            yield flaw("time_too_long", where, number=step.row)
        yield from _onward(step, order, where)
        for code, times in Counter(item.code for item in step.checklist).items():
            if times > 1:
                yield flaw("point_repeated", where, number=step.row, code=code)


def _onward(step: Step, order: Mapping[str, int], where: Where) -> Iterator[Flaw]:
    """A gate that refuses gives the work back. (BPS's remarks go on, to who answers them.)"""
    if step.deed is Deed.ANSWER:
        return
    for target in dict.fromkeys((step.on_no, *step.returns)):
        if target is not None and order.get(target, 0) >= step.number:
            yield flaw("refused_onward", where, number=step.row, stage=target)
