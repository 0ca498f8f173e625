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
    yield from _unending(sop, places)
    for step in sop.steps:
        where: Where = ("langkah", places[step.row])
        if step.post.slot not in SLOTS:
            slots = ", ".join(SLOTS)
            yield flaw("unknown_slot", where, number=step.row, slot=step.post.slot, slots=slots)
        elif not _fitting(step):
            yield flaw("unfit_slot", where, number=step.row, slot=step.post.slot, deed=str(step.deed))
        if step.days > MOST_DAYS:
            yield flaw("time_too_long", where, number=step.row)
        yield from _onward(step, order, where)
        for code, times in Counter(item.code for item in step.checklist).items():
            if times > 1:
                yield flaw("point_repeated", where, number=step.row, code=code)


def _fitting(step: Step) -> bool:
    """Whether the post does what this deed is: BPS answers, the portal publishes, people decide."""
    slot = step.post.slot
    match step.deed:
        case Deed.PREPARE:
            return slot == "produsen"
        case Deed.ANSWER:
            return slot == "bps"
        case Deed.DECIDE | Deed.WORK:
            return slot not in ("portal", "produsen")
        case Deed.PUBLISH | Deed.ARCHIVE:
            return slot == "portal"
        case _:
            return True


def _unending(sop: Sop, places: Mapping[int, int]) -> Iterator[Flaw]:
    """Stages that approving comes back to, and stages that no way through the portal leads to."""
    steps = {step.id: step for step in sop.steps}
    passed: list[str] = []
    here = sop.start.id
    while here in steps and here not in passed:
        passed.append(here)
        here = steps[here].on_yes
    if here in passed:
        last = steps[passed[-1]]
        yield flaw("approved_back", ("langkah", places[last.row]), number=last.row, stage=here)
        return
    reached, todo = set(passed), list(passed)
    while todo:
        step = steps[todo.pop()]
        ahead = {name for name in (step.on_yes, step.on_no) if name and name not in reached}
        reached |= ahead
        todo += [name for name in ahead if name in steps]
    for step in sop.steps:
        if step.id not in reached:
            yield flaw("passed_by", ("langkah", places[step.row]), number=step.row, stage=step.id)


def _onward(step: Step, order: Mapping[str, int], where: Where) -> Iterator[Flaw]:
    """A gate that refuses gives the work back. (BPS's remarks go on, to who answers them.)"""
    if step.deed is Deed.ANSWER:
        return
    for target in dict.fromkeys((step.on_no, *step.returns)):
        if target is not None and order.get(target, 0) >= step.number:
            yield flaw("refused_onward", where, number=step.row, stage=target)
