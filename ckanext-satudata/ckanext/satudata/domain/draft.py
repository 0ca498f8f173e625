"""The draft (rancangan): what a producer edits, and what stands between it and its submission."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from . import digest
from .description.check import standing_in_the_way
from .description.model import Form
from .registry.marks import marked
from .review.model import Subject

PASTED = "tempelan.txt"
"""The name of a table that was copied from Excel and pasted on a page."""


class Intake(StrEnum):
    """Where the draft's file stands."""

    EMPTY = "empty"
    INSPECTING = "inspecting"
    TO_CONFIRM = "to_confirm"
    CHECKING = "checking"
    CHECKED = "checked"
    REFUSED = "refused"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Draft:
    """One draft. Files are named by their SHA-256; ``recipe`` is the confirmed reading of the original file.

    ``base_edition`` is 0 for a first edition. ``columns`` holds the producer's definition of each column. ``reasons``:
    coded reasons of a retraction, beside its ``reason`` in words. ``structure``: ``{"id", "version"}`` of the table
    structure that the file is judged by; empty where there is none.
    """

    id: str
    dataset_id: str
    resource_id: str
    owner_org: str
    base_edition: int = 0
    original_sha: str = ""
    original_name: str = ""
    original_size: int = 0
    canonical_sha: str = ""
    rows: int = 0
    schema: Mapping[str, Any] = field(default_factory=dict)
    recipe: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    inspection: Mapping[str, Any] = field(default_factory=dict)
    changes: Mapping[str, Any] = field(default_factory=dict)
    suggested: Mapping[str, Any] = field(default_factory=dict)
    intake: Intake = Intake.EMPTY
    intake_error: Mapping[str, Any] = field(default_factory=dict)
    validator: str = ""
    version: int = 0
    subject: Subject = Subject.EDITION
    reason: str = ""
    target_edition: int | None = None
    reasons: Sequence[str] = ()
    structure: Mapping[str, str] = field(default_factory=dict)

    @property
    def table_digest(self) -> str:
        """Digest of the table as it stands, or ``""`` when there is none."""
        if not self.canonical_sha:
            return ""
        return digest.table_digest(self.canonical_sha, self.schema, self.recipe, self.validator)

    def content_digest(self, package: Mapping[str, Any]) -> str:
        """Digest of table, metadata and the definitions of columns; of subject and reason where it is no new edition."""
        return digest.content_digest(self.table_digest, package, self.columns, self.about)

    @property
    def about(self) -> dict[str, Any]:
        """What the draft is for, when it is not simply the next edition."""
        if self.subject is Subject.EDITION:
            return {}
        coded = {"reasons": list(self.reasons)} if self.reasons else {}
        return {
            "subject": str(self.subject),
            "reason": self.reason,
            "edition": self.target_edition,
            **coded,
        }

    @property
    def fixed(self) -> bool:
        """Whether the content is that of a published edition, and nobody may change it."""
        return self.subject in (Subject.RETRACTION, Subject.ROLLBACK)

    @property
    def described_schema(self) -> dict[str, Any]:
        """The Table Schema with the producer's definition of each column as its description."""
        fields = [
            {**column, "description": self.columns[column["name"]]}
            if self.columns.get(column["name"])
            else dict(column)
            for column in self.schema.get("fields", ())
        ]
        return {**self.schema, "fields": fields} if fields else dict(self.schema)


@dataclass(frozen=True)
class Report:
    """A gate report about one exact table (``table_digest``). Verdict is ``pass``, ``fail`` or ``error``."""

    id: str
    draft_id: str
    table_digest: str
    verdict: str
    findings: tuple[Mapping[str, Any], ...]
    frictionless: Mapping[str, Any]
    validator: str
    rows: int

    @property
    def counts(self) -> dict[str, int]:
        """Findings by severity."""
        severities = [finding.get("severity") for finding in self.findings]
        return {name: severities.count(name) for name in ("tolak", "konfirmasi", "peringatan")}


@dataclass(frozen=True)
class Lack:
    """One thing that stands in the way of submission: the field (or ``file``, ``report``, ...) and a message code."""

    name: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def open_confirmations(report: Report) -> list[str]:
    """Keys of questions in the report that the producer has not answered (answers are part of the recipe)."""
    return [f["confirm"]["key"] for f in report.findings if f.get("confirm") and f.get("confirmed") is None]


class Content(Protocol):
    """What the public reads of an edition."""

    @property
    def number(self) -> int: ...
    @property
    def canonical_sha(self) -> str: ...
    @property
    def schema(self) -> Mapping[str, Any]: ...
    @property
    def metadata(self) -> Mapping[str, Any]: ...


def lacks(
    draft: Draft,
    package: Mapping[str, Any],
    report: Report | None,
    form: Form,
    base: Content | None = None,
    codes: str = "",
    unexplained: Callable[[], int] = int,
) -> tuple[Lack, ...]:
    """Everything that is missing for a submission, in the order of the producer's four steps.

    The description goes with the data (Perpres 39/2019 Ps. 33: standard and metadata); ``form`` says what it needs.

    What is republished or taken down was checked when it was published; it needs its reason alone. A correction differs
    from the edition that it corrects (``base``). ``codes`` marks the code lists that hold now (``registry.marks``).

    ``unexplained`` counts the answers of the MS forms that break a rule and have no reason; it is asked last, when
    everything that these answers are made from is there.
    """
    if draft.fixed:
        return tuple(_reason_lacks(draft))
    found = (
        *_file_lacks(draft, report, codes),
        *_field_lacks(package, form),
        *_reason_lacks(draft),
        *_change_lacks(draft, package, base),
    )
    if not found and (count := unexplained()):
        return (Lack("ms", "ms_rules_broken", {"count": count}),)
    return found


def _change_lacks(draft: Draft, package: Mapping[str, Any], base: Content | None) -> Iterable[Lack]:
    if draft.subject is not Subject.CORRECTION or base is None:
        return
    same_table = (draft.canonical_sha, draft.described_schema) == (base.canonical_sha, dict(base.schema))
    if same_table and digest.normalise_metadata(package) == dict(base.metadata):
        yield Lack("file", "nothing_corrected", {"edition": base.number})


def _reason_lacks(draft: Draft) -> Iterable[Lack]:
    if draft.subject is not Subject.EDITION and not draft.reason.strip():
        yield Lack("reason", "subject_reason_missing")


def _file_lacks(draft: Draft, report: Report | None, codes: str) -> Iterable[Lack]:
    if not draft.canonical_sha and draft.intake is Intake.EMPTY:
        yield Lack("file", "file_missing")
    elif draft.intake is not Intake.CHECKED:
        yield Lack("file", f"file_{draft.intake}")
    elif report is None or report.table_digest != draft.table_digest:
        yield Lack("report", "report_stale")
    elif marked(draft.validator) != codes:
        yield Lack("report", "report_other_codes")
    else:
        yield from _report_lacks(report)


def _report_lacks(report: Report) -> Iterable[Lack]:
    if report.verdict == "error":
        yield Lack("report", "report_error")
    elif report.counts["tolak"]:
        yield Lack("report", "report_fail", {"count": report.counts["tolak"]})
    elif waiting := open_confirmations(report):
        yield Lack("report", "confirmations_open", {"count": len(waiting)})
    elif report.verdict != "pass":
        yield Lack("report", "report_stale")


def _field_lacks(package: Mapping[str, Any], form: Form) -> Iterable[Lack]:
    for problem in standing_in_the_way(form, package):
        yield Lack(problem.name, problem.code, problem.facts)
