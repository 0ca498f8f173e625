"""The use case *check*: a file and its recipe made canonical, judged, and explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from ...domain.intake.canonical import Canonical, apply_fixes, convert_rows
from ...domain.intake.carry import carry_over
from ...domain.intake.catalogue import spec
from ...domain.intake.catalogue_values import TOLD_VALUES
from ...domain.intake.checks_content import foreign, twin
from ...domain.intake.departures import departures
from ...domain.intake.examine import SILENCES_THE_SCHEMA, beside, beyond_schema, examine, once
from ...domain.intake.excerpt import with_excerpts
from ...domain.intake.finding import Finding, Unusable
from ...domain.intake.grid import Workbook
from ...domain.intake.inspection import about_file, choose, table_question
from ...domain.intake.merge import Merged, MergeError, merge_rows
from ...domain.intake.no_table import no_table
from ...domain.intake.opened import Opened, open_workbook
from ...domain.intake.personal import masked_deep
from ...domain.intake.private import (
    author_findings,
    find_typed,
    forbidden,
    private_columns,
    private_findings,
)
from ...domain.intake.proposal import propose
from ...domain.intake.questions import ask
from ...domain.intake.reading import Reference, TableReading
from ...domain.intake.recipe import Recipe
from ...domain.intake.refusals import refusal
from ...domain.intake.report import Trace, findings_of, order, unexplained, verdict
from ...domain.intake.rerun import best_match, own_reading, rows_to_load, same_table
from ...domain.intake.schema import extend_schema, fill_header, key_of, make_schema
from ...domain.intake.schema_forms import canonical_forms
from ...domain.intake.set_beside import outside_schema, statuses, unread_of_questions
from ...domain.intake.tested import Tested
from .ports import Arbiter, Progress, Reader, Shelf

CANONICAL = "data.csv"


@dataclass
class Job:
    """One check: the file, how to read it, what it must be, and what is known around it."""

    container: dict[str, Any]
    recipe: Mapping[str, Any] | None
    schema: Mapping[str, Any] | None
    context: Mapping[str, Any]
    version: str

    def __post_init__(self) -> None:
        self.schema = canonical_forms(self.schema)


def check_file(
    reader: Reader, job: Job, reference: Reference, arbiter: Arbiter, shelf: Shelf, progress: Progress
) -> dict[str, Any]:
    """Give the result of a check; a file that is no table is told in ``refusal``, never raised."""
    try:
        progress("read")
        workbook = reader.read()
        job.container.update(type=workbook.kind, encoding=workbook.encoding, delimiter=workbook.delimiter)
        progress("tables")
        seen = open_workbook(workbook, reference, str(job.container.get("filename", "")), job.schema)
    except Unusable as unusable:
        return _refused(job, unusable)
    return check_opened(seen, job, reference, arbiter, shelf, progress)


def check_opened(
    seen: Opened, job: Job, reference: Reference, arbiter: Arbiter, shelf: Shelf, progress: Progress
) -> dict[str, Any]:
    """Give the result of the check of a workbook whose tables were read; what was read is changed by it."""
    try:
        return Check(seen.workbook, job, reference, arbiter, shelf, progress).run(seen)
    except Unusable as unusable:
        return _refused(job, unusable)


def _refused(job: Job, unusable: Unusable) -> dict[str, Any]:
    facts = {"filename": job.container.get("filename", ""), **unusable.facts}
    told = masked_deep(refusal(unusable.code, facts))
    return empty_result(job.container, job.version, "fail", refusal=told)


def empty_result(container: Mapping[str, Any], version: str, outcome: str, **parts: Any) -> dict[str, Any]:
    """Give a result without a table, for a refusal, an error or personal data."""
    return {
        "version": 1,
        "verdict": outcome,
        "refusal": None,
        "error": None,
        "container": dict(container),
        "findings": [],
        "open_questions": 0,
        "report": None,
        "canonical": None,
        "schema": None,
        "recipe": None,
        "row_map": [],
        "letters": {},
        "changes": None,
        "validator_version": version,
        **parts,
    }


class Check:
    """One check under way; what it reads and what it makes of it."""

    def __init__(
        self,
        workbook: Workbook,
        job: Job,
        reference: Reference,
        arbiter: Arbiter,
        shelf: Shelf,
        progress: Progress,
    ) -> None:
        self.workbook, self.job, self.reference = workbook, job, reference
        self.arbiter, self.shelf, self.progress = arbiter, shelf, progress
        self.filename = str(job.container.get("filename", ""))
        self.unapplied: list[str] = []
        self.masked: set[int] = set()

    def run(self, seen: Opened) -> dict[str, Any]:
        """Convert, merge, judge, explain."""
        readings, private = seen.readings, [*seen.private, *find_typed(self.job.recipe)]
        if forbidden(private):
            findings = [item.to_dict() for item in private_findings(private)]
            told = empty_result(self.job.container, self.job.version, "fail", findings=findings)
            return cast("dict[str, Any]", masked_deep(told))
        if not readings:
            raise no_table(self.workbook, self.filename)
        reading, recipe, remarks = self._recipe(readings)
        self.masked = private_columns(private, reading.sheet.name)
        remarks += private_findings(private)
        if self.unapplied:
            place = {"sheet": reading.sheet.name}
            remarks.append(Finding(spec("PERBAIKAN_TIDAK_COCOK"), place, {}, self.unapplied))
        reading.table.data_rows = rows_to_load(reading.sheet, recipe)
        self.progress("convert", 0, len(reading.data_rows))
        canonical = convert_rows(reading.sheet, reading.data_rows, recipe, self.reference, self.job.schema)
        self.progress("convert", len(canonical.rows), len(canonical.rows))
        return self._judge(reading, recipe, canonical, remarks)

    def _recipe(self, readings: Sequence[TableReading]) -> tuple[TableReading, Recipe, list[Finding]]:
        hints = {**self.job.context, "schema": self.job.schema}
        if self.job.recipe is None:
            reading = choose(self.workbook, readings, hints)
            recipe = propose(reading, self.reference, hints, self.job.container.get("sha256"))
            return reading, recipe, table_question(readings, reading, hints)
        recipe = Recipe.from_dict(self.job.recipe)
        if recipe.source_sha256 in (None, self.job.container.get("sha256")):
            reading = own_reading(readings, recipe) or readings[0]
            self.unapplied = apply_fixes(reading.sheet, recipe)
            return same_table(reading, recipe, self.reference, self.filename), recipe, []
        matched, _ = best_match(readings, recipe)
        reading = matched or readings[0]
        fresh = propose(reading, self.reference, self._year_hint(recipe), self.job.container.get("sha256"))
        carried, remarks = carry_over(recipe, fresh, reading, self._year())
        self.unapplied = apply_fixes(reading.sheet, carried)
        return reading, carried, remarks

    def _year(self) -> int | None:
        year = self.job.context.get("year")
        return int(year) if year else None

    def _year_hint(self, recipe: Recipe) -> dict[str, Any]:
        year = self.job.context.get("year") if recipe.constant_sources.get("tahun") != "file" else None
        return {"year": year} if year else {}

    def _judge(
        self, reading: TableReading, recipe: Recipe, canonical: Canonical, remarks: list[Finding]
    ) -> dict[str, Any]:
        schema = self._schema(canonical, recipe)
        tested = Tested(reading, recipe, canonical, self.reference, key_of(schema), self.job.context)
        own = self._own_findings(tested, remarks)
        own += self._unjudged()
        header, rows = fill_header(canonical.header, canonical.rows, schema)
        merged, base, clash = self._merge(header, rows, key_of(schema) or recipe.key)
        own += clash
        own += beside(tested, base)
        if merged is not None:
            header, rows = merged.header, merged.rows
            schema = extend_schema(schema, header, recipe, self.reference.units)
            header, rows = fill_header(header, rows, schema)
        row_map = self._row_map(canonical, merged)
        sha256 = self.shelf.write_csv(CANONICAL, header, rows)
        self.progress("judge", 0, len(rows))
        report = self.arbiter.judge(CANONICAL, schema)
        self.progress("judge", len(rows), len(rows))
        trace = Trace(reading.sheet.name, row_map, canonical.letters, _way_back(canonical, merged))
        own = once([*own, *twin(tested, sha256)])
        told = [cell for finding in own for cell in finding.cells if finding.code in _TOLD]
        told += unread_of_questions(canonical.wide or canonical, recipe, own)
        told += ["tahun"] if any(finding.code == "TAHUN_BELUM_ADA" for finding in own) else []
        judged = findings_of(report, schema, recipe, trace, told, canonical)
        findings = [*beyond_schema(own, judged), *judged]
        findings = order([*findings, *unexplained(report, findings, trace)])
        listed = with_excerpts([self._answered(one, recipe) for one in findings], reading, self.masked)
        canonical_facts = {
            "path": CANONICAL,
            "sha256": sha256,
            "rows": len(rows),
            "new_rows": len(canonical.rows),
        }
        return empty_result(
            self.job.container,
            self.job.version,
            verdict(report, listed),
            findings=listed,
            open_questions=sum(bool(item["confirm"]) and item["confirmed"] is None for item in listed),
            report=report,
            canonical={**canonical_facts, "header": list(header)},
            schema=schema,
            recipe=recipe.to_dict(),
            row_map=row_map,
            letters=dict(canonical.letters),
            changes=merged.summary if merged else None,
        )

    def _unjudged(self) -> list[Finding]:
        """Tell of foreign keys that nobody judges."""
        names = list(self.arbiter.unjudged(self.job.schema)) if self.job.schema else []
        return (
            [Finding(spec("ACUAN_TIDAK_DIPERIKSA"), {}, {"names": names}, count=len(names))] if names else []
        )

    def _schema(self, canonical: Canonical, recipe: Recipe) -> dict[str, Any]:
        units = self.reference.units
        if self.job.schema is None:
            return make_schema(canonical.header, recipe, units)
        return extend_schema(self.job.schema, canonical.header, recipe, units)

    def _merge(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], key: Sequence[str]
    ) -> tuple[Merged | None, tuple[Sequence[str], Sequence[Sequence[str]]], list[Finding]]:
        """Join the series; a key column that one of the two lacks is told, and the upload stands alone."""
        base = self.shelf.read_base()
        if base is None:
            return None, ([], []), []
        try:
            return merge_rows(base, (header, rows), key), base, []
        except MergeError as error:
            return None, base, [Finding(spec("SERI_TIDAK_COCOK"), {}, {"names": error.missing})]

    def _row_map(self, canonical: Canonical, merged: Merged | None) -> list[int | None]:
        if merged is None:
            return list(canonical.row_map)
        return [None if at is None else canonical.row_map[at] for at in merged.origin]

    def _own_findings(self, tested: Tested, remarks: list[Finding]) -> list[Finding]:
        reading, recipe, canonical = tested.reading, tested.recipe, tested.canonical
        about = [*about_file(self.workbook, self.job.container), *author_findings(self.workbook)]
        found = [*remarks, *about, *ask(reading, recipe)]
        if not canonical.rows:
            found.append(Finding(spec("TANPA_BARIS"), {"sheet": tested.sheet}))
        found += outside_schema(recipe, self.job.schema, tested.sheet)
        found += departures(tested, self.job.schema)
        found += foreign(tested, self.job.schema)
        found += examine(tested)
        found += statuses(recipe, canonical.wide or canonical, tested.sheet)
        return found

    def _answered(self, finding: Finding, recipe: Recipe) -> dict[str, Any]:
        told = finding.to_dict()
        if finding.question:
            told["confirmed"] = recipe.confirmed.get(finding.question.key)
        return told


def _way_back(canonical: Canonical, merged: Merged | None) -> Callable[[int, str], str | None]:
    """Give the function that finds the source cell of a row and column of the whole table, joined series included."""

    def cell(index: int, name: str) -> str | None:
        at = index if merged is None else merged.origin[index] if 0 <= index < len(merged.origin) else None
        return canonical.cell(at, name) if at is not None and 0 <= at < len(canonical.row_map) else None

    return cell


_TOLD = (*SILENCES_THE_SCHEMA, *TOLD_VALUES)
