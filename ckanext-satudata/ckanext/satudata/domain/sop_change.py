"""What a new version of an SOP changes against another one, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .sop import Sop, Step

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"

COMPARED = (
    "activity",
    "label",
    "post",
    "deed",
    "days",
    "on_yes",
    "on_no",
    "returns",
    "policy",
    "yes_needs_reason",
    "bulk",
)
"""What of a step is compared; ``post`` by its name."""


@dataclass(frozen=True)
class Change:
    """One difference. ``part`` is empty for a step that is new, gone or stands elsewhere."""

    step: str
    label: str
    what: str
    part: str = ""
    before: str = ""
    after: str = ""


def changes(before: Sop, after: Sop) -> tuple[Change, ...]:
    """Every difference between two versions, in the order of the newer one; what is gone comes last."""
    old = {step.id: step for step in before.steps}
    new = {step.id: step for step in after.steps}
    found = list(_of_the_whole(before, after))
    for step in after.steps:
        if step.id not in old:
            found.append(Change(step.id, step.label, ADDED, after=step.post.name))
        else:
            found += _of_a_step(old[step.id], step)
    found += [Change(s.id, s.label, REMOVED, before=s.post.name) for s in before.steps if s.id not in new]
    return (*found, *_order(before, after))


def _of_the_whole(before: Sop, after: Sop) -> Iterator[Change]:
    for part, old, new in (
        ("name", before.name, after.name),
        ("distinct_deciders", before.distinct_deciders, after.distinct_deciders),
    ):
        if old != new:
            yield Change("", "", CHANGED, part, str(old), str(new))


def _of_a_step(old: Step, new: Step) -> Iterator[Change]:
    for part in COMPARED:
        was, now = _value(old, part), _value(new, part)
        if was != now:
            yield Change(new.id, new.label, CHANGED, part, was, now)
    if old.checklist != new.checklist:
        was, now = (", ".join(item.code for item in step.checklist) for step in (old, new))
        yield Change(new.id, new.label, CHANGED, "checklist", was, now)


def _value(step: Step, part: str) -> str:
    value = getattr(step, part)
    if part == "post":
        return str(value.name)
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _order(before: Sop, after: Sop) -> Iterator[Change]:
    """One line when the steps that both have follow each other differently."""
    both = {step.id for step in before.steps} & {step.id for step in after.steps}
    was = [step.id for step in before.steps if step.id in both]
    now = [step.id for step in after.steps if step.id in both]
    if was != now:
        yield Change("", "", MOVED, "order", " > ".join(was), " > ".join(now))
