"""The draft's file: received, read, confirmed, checked. Reading and checking happen in the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from ...domain.description.infer import Proposal
from ...domain.description.keep import merged
from ...domain.draft import Draft, Intake, Report
from ...domain.errors import Conflict, Incomplete
from ...domain.intake.private import find_typed
from ...domain.intake.recipe import Recipe, RecipeError, answer
from ...domain.review.model import Actor
from ..ports import NewId, Unit, Work
from .editing import editable

HINTS = frozenset({"table", "sheet", "year"})


@dataclass(frozen=True)
class Checked:
    """What the check of one file gave. ``canonical_sha`` is empty when no table could be read.

    ``known``: what the whole table tells about its description.
    """

    verdict: str
    findings: tuple[Mapping[str, Any], ...]
    frictionless: Mapping[str, Any]
    validator: str
    canonical_sha: str
    rows: int
    schema: Mapping[str, Any]
    recipe: Mapping[str, Any]
    changes: Mapping[str, Any]
    error: Mapping[str, Any]
    known: Mapping[str, Proposal] = field(default_factory=dict)


def receive(
    unit: Unit, draft_id: str, sha256: str, name: str, size: int, actor: Actor, now: datetime
) -> Draft:
    """Take a file (already stored by its hash) as the draft's original and queue its reading."""
    with unit:
        draft = editable(unit, draft_id, actor)
        replaced = draft.original_sha
        draft = replace(
            _without_table(draft),
            original_sha=sha256,
            original_name=name,
            original_size=size,
            inspection={},
            intake=Intake.INSPECTING,
        )
        draft = _changed(unit, draft, actor, now)
        unit.work.add("inspect", draft_id, f"v{draft.version}", _payload(draft))
        if replaced not in ("", sha256):
            unit.work.add("discard", draft_id, f"v{draft.version}", {"sha256": replaced})
        unit.commit()
    return draft


def inspect_again(unit: Unit, draft_id: str, hints: Mapping[str, Any], actor: Actor, now: datetime) -> Draft:
    """Read the file again with a hint of the producer: another ``table`` or ``sheet``, the ``year`` meant.

    Raises ``Incomplete("hint_unknown")`` for any other hint.
    """
    unknown = sorted(set(hints) - HINTS)
    if unknown:
        raise Incomplete("hint_unknown", field="hints", name=unknown[0], known=", ".join(sorted(HINTS)))
    with unit:
        draft = editable(unit, draft_id, actor)
        _has_file(draft)
        draft = replace(_without_table(draft), intake=Intake.INSPECTING)
        draft = _changed(unit, draft, actor, now)
        payload = {**_payload(draft), "hints": dict(hints)}
        unit.work.add("inspect", draft_id, f"v{draft.version}", payload)
        unit.commit()
    return draft


def stop(unit: Unit, draft_id: str, actor: Actor, now: datetime) -> Draft:
    """Stop the reading or the check under way; file, recipe and answers stay.

    Raises ``Conflict("intake_idle")`` when nothing is under way (any more).
    """
    with unit:
        draft = editable(unit, draft_id, actor)
        if draft.intake not in (Intake.INSPECTING, Intake.CHECKING):
            raise Conflict("intake_idle", id=draft_id)
        unit.work.cancel(("inspect", "check"), draft_id)
        draft = unit.drafts.save(replace(draft, intake=Intake.STOPPED), now)
        unit.commit()
    return draft


def inspected(
    unit: Unit,
    work: Work,
    inspection: Mapping[str, Any],
    suggested: Mapping[str, Proposal],
    settled: bool,
    now: datetime,
) -> None:
    """Keep what was read. ``settled``: the recipe of last time fits without a question, so the check follows."""
    with unit:
        draft = unit.drafts.get(work.subject, lock=True)
        if draft.version == work.payload["version"]:
            _keep_reading(unit, draft, inspection, suggested, settled, now)
        unit.work.finish(work)
        unit.commit()


def inspected_and_checked(
    unit: Unit,
    work: Work,
    inspection: Mapping[str, Any],
    suggested: Mapping[str, Proposal],
    result: Checked,
    now: datetime,
    new_id: NewId,
) -> None:
    """Keep what was read by the recipe of last time, and its check, which followed at once."""
    with unit:
        draft = unit.drafts.get(work.subject, lock=True)
        if draft.version == work.payload["version"]:
            kept = merged(draft.suggested, suggested)
            draft = replace(draft, inspection=inspection, suggested=kept, recipe=inspection["proposal"])
            _keep_check(unit, draft, result, now, new_id)
        unit.work.finish(work)
        unit.commit()


def _keep_reading(
    unit: Unit,
    draft: Draft,
    inspection: Mapping[str, Any],
    suggested: Mapping[str, Proposal],
    settled: bool,
    now: datetime,
) -> None:
    refusal = inspection.get("refusal")
    kept = merged(draft.suggested, suggested)
    draft = replace(draft, inspection=inspection, suggested=kept, intake_error=refusal or {})
    if refusal:
        unit.drafts.save(replace(draft, intake=Intake.REFUSED), now)
    elif settled:
        draft = replace(draft, recipe=inspection["proposal"], intake=Intake.CHECKING)
        _queue_check(unit, unit.drafts.save(draft, now))
    else:
        unit.drafts.save(replace(draft, intake=Intake.TO_CONFIRM), now)


def forbidden(unit: Unit, work: Work, sha256: str, finding: Mapping[str, Any], now: datetime) -> None:
    """Refuse a file that holds personal data the law forbids to keep: place and counts stay, the file goes.

    Its deletion is work of its own (``forget``), so that it happens although a worker dies here.
    """
    with unit:
        draft = unit.drafts.get(work.subject, lock=True)
        if draft.version == work.payload["version"]:
            emptied = replace(_without_table(draft), original_sha="", original_size=0, inspection={})
            unit.drafts.save(replace(emptied, intake=Intake.REFUSED, intake_error=finding), now)
        unit.work.add("forget", draft.id, f"v{work.payload['version']}", {"sha256": sha256})
        unit.work.finish(work)
        unit.commit()


def confirm(
    unit: Unit,
    draft_id: str,
    recipe: Mapping[str, Any] | None,
    answers: Mapping[str, Any],
    actor: Actor,
    now: datetime,
    version: int | None = None,
) -> Draft:
    """The producer confirms the reading and answers questions; the check follows.

    ``recipe`` is None to go on with the one at hand; ``answers`` maps a question's key to ``{"value", "reason"}``;
    ``version`` is that of the draft which was looked at, None to take it as it is now.
    Raises ``Incomplete("recipe_wrong")`` with the part that is wrong and what it should be, and
    ``Conflict("intake_moved")`` when the file was read or answered again since.
    """
    with unit:
        draft = editable(unit, draft_id, actor)
        _has_file(draft)
        if version is not None and version != draft.version:
            raise Conflict("intake_moved", id=draft_id)
        start = recipe or reading_at_hand(draft)
        if not start:
            raise Incomplete("file_missing", field="file")
        draft = replace(draft, recipe=_answered(unit, draft, start, answers), intake=Intake.CHECKING)
        draft = _changed(unit, draft, actor, now)
        _queue_check(unit, draft)
        unit.commit()
    return draft


def reading_at_hand(draft: Draft) -> Mapping[str, Any]:
    """The reading that is being confirmed: the proposal for a file just read, else the confirmed recipe."""
    proposal = draft.inspection.get("proposal") or {}
    return proposal if draft.intake is Intake.TO_CONFIRM else draft.recipe or proposal


def _answered(
    unit: Unit, draft: Draft, recipe: Mapping[str, Any], answers: Mapping[str, Any]
) -> Mapping[str, Any]:
    report = unit.reports.latest(draft.id)
    told = [*draft.inspection.get("questions", ()), *(report.findings if report else ())]
    asked = {finding["confirm"]["key"]: finding for finding in told if finding.get("confirm")}
    try:
        for key, given in answers.items():
            if key not in asked:
                raise Incomplete("answer_unasked", field="answers", key=key)
            if not isinstance(given, Mapping):
                raise Incomplete("answer_shapeless", field="answers", key=key)
            recipe = answer(recipe, asked[key], str(given.get("value", "")), given.get("reason"))
        Recipe.from_dict(recipe)
    except RecipeError as wrong:
        raise Incomplete("recipe_wrong", field="recipe", part=wrong.field, expected=wrong.expected) from wrong
    typed = find_typed(recipe)
    if typed:
        raise Incomplete("typed_private", field="recipe", place=(typed[0].where or ("", ""))[1])
    return recipe


def checked(unit: Unit, work: Work, result: Checked, now: datetime, new_id: NewId) -> None:
    """Keep the gate report and the canonical table, unless the draft moved on meanwhile."""
    with unit:
        draft = unit.drafts.get(work.subject, lock=True)
        if draft.version == work.payload["version"]:
            _keep_check(unit, draft, result, now, new_id)
        unit.work.finish(work)
        unit.commit()


def _keep_check(unit: Unit, draft: Draft, result: Checked, now: datetime, new_id: NewId) -> None:
    stopped = Intake.FAILED if result.verdict == "error" else Intake.CHECKED
    state = Intake.REFUSED if result.error else stopped
    draft = replace(
        draft,
        canonical_sha=result.canonical_sha,
        rows=result.rows,
        schema=result.schema,
        recipe=result.recipe or draft.recipe,
        changes=result.changes,
        validator=result.validator,
        suggested=merged(draft.suggested, result.known),
        intake=state,
        intake_error=result.error,
    )
    draft = unit.drafts.save(draft, now)
    report = Report(
        id=new_id(),
        draft_id=draft.id,
        table_digest=draft.table_digest,
        verdict=result.verdict,
        findings=result.findings,
        frictionless=result.frictionless,
        validator=result.validator,
        rows=result.rows,
    )
    unit.reports.add(report, now)
    unit.work.add("report_table", draft.id, report.id)


def _queue_check(unit: Unit, draft: Draft) -> None:
    unit.work.add("check", draft.id, f"v{draft.version}", _payload(draft))


def _payload(draft: Draft) -> dict[str, Any]:
    """What work on a draft's file is about; ``size`` tells workers which work is long."""
    return {"sha256": draft.original_sha, "version": draft.version, "size": draft.original_size}


def _has_file(draft: Draft) -> None:
    if not draft.original_sha:
        raise Incomplete("file_missing", field="file")


def _without_table(draft: Draft) -> Draft:
    return replace(draft, canonical_sha="", rows=0, changes={}, intake_error={})


def _changed(unit: Unit, draft: Draft, actor: Actor, now: datetime) -> Draft:
    unit.drafts.touched_by(draft.id, actor.user_id)
    return unit.drafts.save(draft, now)
