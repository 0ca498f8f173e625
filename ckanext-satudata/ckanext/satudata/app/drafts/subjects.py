"""Start a draft that is about a published dataset: correct it, bring an earlier edition back, take it down.

Each begins with exactly the content of an edition. A correction may change it; the other two keep it as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ...domain.digest import as_package
from ...domain.draft import Draft
from ...domain.errors import Incomplete, NotAllowed
from ...domain.review.model import REASONS, Actor, Subject
from ..ports import Edition, NewId
from ..publication.ports import Unit
from .create import may_prepare, store, suggested
from .editing import make_room


@dataclass(frozen=True)
class Purpose:
    """What the draft is for, and why. ``edition``: the one to bring back; ``reasons``: coded, for a retraction."""

    subject: Subject
    reason: str
    edition: int | None = None
    reasons: Sequence[str] = ()


def begin(unit: Unit, dataset_id: str, purpose: Purpose, actor: Actor, now: datetime, new_id: NewId) -> Draft:
    """A draft with the content of the current edition, or of the one to bring back.

    Raises ``Incomplete`` (``subject_reason_missing``, ``reason_needed``, ``unknown_reason``, ``edition_is_current``),
    ``NotAllowed`` (``not_published``, ``not_preparer``, ``retracted_already``) and ``Conflict("draft_open")``.
    """
    with unit:
        current = unit.editions.current(dataset_id, lock=True)
        if current is None:
            raise NotAllowed("not_published")
        may_prepare(current.owner_org, actor)
        _told(purpose)
        source = _source(unit, current, purpose)
        make_room(unit, dataset_id, now)
        draft = _copy(unit, source, current.number, purpose, new_id())
        store(unit, draft, as_package(source.metadata), actor, now)
        _with_report(unit, source, draft, now, new_id)
        unit.commit()
    return draft


def _told(purpose: Purpose) -> None:
    if not purpose.reason.strip():
        raise Incomplete("subject_reason_missing", field="reason")
    if unknown := [code for code in purpose.reasons if code not in REASONS]:
        raise Incomplete("unknown_reason", field="reasons", reason=unknown[0])
    if purpose.subject is Subject.RETRACTION and not purpose.reasons:
        raise Incomplete("retraction_reason_needed", field="reasons")


def _source(unit: Unit, current: Edition, purpose: Purpose) -> Edition:
    """The edition whose content the draft holds. The current one comes back only where it was taken down."""
    known = unit.retractions.of(current.dataset_id)
    down = known is not None and known.ended_at is None
    if purpose.subject is Subject.RETRACTION and down:
        raise NotAllowed("retracted_already")
    if purpose.subject is not Subject.ROLLBACK:
        return current
    if purpose.edition is None:
        raise Incomplete("edition_needed", field="number")
    if purpose.edition == current.number and not down:
        raise Incomplete("edition_is_current", field="number")
    return unit.editions.get(current.dataset_id, purpose.edition)


def _copy(unit: Unit, source: Edition, base: int, purpose: Purpose, draft_id: str) -> Draft:
    """The draft that the edition was made of, once more: same files, schema, recipe, so the same table digest."""
    return replace(
        unit.drafts.get(source.draft_id),
        id=draft_id,
        base_edition=base,
        changes={},
        suggested=suggested(source),
        version=0,
        subject=purpose.subject,
        reason=purpose.reason.strip(),
        reasons=tuple(purpose.reasons),
        target_edition=None if purpose.subject is Subject.CORRECTION else source.number,
    )


def _with_report(unit: Unit, source: Edition, draft: Draft, now: datetime, new_id: NewId) -> None:
    """The gate report is about the table, which is the same one."""
    report = unit.reports.latest(source.draft_id)
    if report is not None:
        unit.reports.add(replace(report, id=new_id(), draft_id=draft.id), now)
