"""Chains of SOPs: the office's own gates in front of the walidata's, and short forms of an office's chain."""

from __future__ import annotations

from dataclasses import replace

from .model import END, Chain, Deed, Sop, SopFlawed, Step

FORM_MARK = ":"


def compose(office: Sop, walidata: Sop) -> Sop:
    """One SOP of two: what leaves the office's chain enters the walidata's first gate; returns reach the office's start.

    Identity and version are the walidata's. Raises :class:`SopFlawed` when both use the same step id.
    """
    if office.chain is not Chain.OFFICE or walidata.chain is not Chain.WALIDATA:
        raise SopFlawed(
            office.id, [f"{office.id} dan {walidata.id} tidak dapat dirangkai: rantai opd lalu walidata"]
        )
    handover = {step.id for step in office.steps if step.deed is Deed.HANDOVER}
    entry, old_start, new_start = walidata.start.on_yes, walidata.start.id, office.start.id
    moved = {**dict.fromkeys(handover, entry)}
    first = [_retargeted(step, moved) for step in office.steps if step.id not in handover]
    then = [_retargeted(step, {old_start: new_start}) for step in walidata.steps if step.id != old_start]
    both = {step.id for step in first} & {step.id for step in then}
    if both:
        raise SopFlawed(
            office.id, [f"langkah '{name}' ada di {office.id} dan {walidata.id}" for name in sorted(both)]
        )
    steps = tuple(replace(step, number=number) for number, step in enumerate((*first, *then), start=1))
    slots = {post.slot: post for post in (*office.posts, *walidata.posts)}
    return replace(walidata, posts=tuple(slots.values()), steps=steps)


def _retargeted(step: Step, moved: dict[str, str]) -> Step:
    def there(target: str) -> str:
        return moved.get(target, target)

    return replace(
        step,
        on_yes=there(step.on_yes),
        on_no=there(step.on_no) if step.on_no else None,
        returns=tuple(there(target) for target in step.returns),
    )


def forms(sop: Sop) -> tuple[Sop, ...]:
    """The short forms an SOP offers (``bentuk``), each an SOP of its own with the id ``<id>:<form>``."""
    return tuple(shortened(sop, form) for form in (sop.definition.get("bentuk") or {}))


def shortened(sop: Sop, form: str) -> Sop:
    """The same chain with only the gates of this form: what a missing gate would get back goes to the start.

    Raises :class:`SopFlawed` for a form it does not have.
    """
    offered = sop.definition.get("bentuk") or {}
    if form not in offered:
        raise SopFlawed(sop.id, [f"bentuk '{form}' tidak ada di {sop.id}"])
    gone = {s.id for s in sop.steps if s.deed in (Deed.DECIDE, Deed.WORK) and s.id not in offered[form]}
    kept = [s for s in sop.steps if s.id not in gone]
    steps = tuple(
        replace(
            step,
            number=number,
            on_yes=_next_kept(sop, step.on_yes, gone),
            on_no=sop.start.id if step.on_no in gone else step.on_no,
            returns=tuple(target for target in step.returns if target not in gone),
        )
        for number, step in enumerate(kept, start=1)
    )
    return replace(sop, id=f"{sop.id}{FORM_MARK}{form}", steps=steps)


def _next_kept(sop: Sop, target: str, gone: set[str]) -> str:
    while target != END and target in gone:
        target = sop.step(target).on_yes
    return target
