"""Large plain tables, inspected and checked in pieces: how they are read is settled by their first rows and proved for all.

What the pieces cannot tell is said in the result (``TABEL_BESAR``). A table that is not proved to be plain raises
``NotPlain``, and is then read, or refused, as every other file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from ...domain.intake.canonical import Canonical, convert_rows
from ...domain.intake.catalogue import spec
from ...domain.intake.checks_content import foreign, twin
from ...domain.intake.departures import departures
from ...domain.intake.finding import Finding, Unusable
from ...domain.intake.grid import Area, Sheet
from ...domain.intake.inspection import about_file, inspect_workbook
from ...domain.intake.opened import names_of
from ...domain.intake.plain_rows import NotPlain, PlainRows
from ...domain.intake.private import find_private, find_typed
from ...domain.intake.questions import ask
from ...domain.intake.reading import Reference, TableReading, read_sheet
from ...domain.intake.recipe import Recipe
from ...domain.intake.report import Trace, findings_of, order, unexplained, verdict
from ...domain.intake.report_groups import is_keyless
from ...domain.intake.rerun import rows_to_load
from ...domain.intake.schema import extend_schema, fill_header, key_of
from ...domain.intake.set_beside import outside_schema
from ...domain.intake.tested import Tested
from .check import CANONICAL, Check, Job, empty_result
from .ports import Arbiter, Joined, Pieces, Progress, Shelf

_POSITIONS = re.compile(r'position "?(\d+)')
_FEW = 20
_MOST_ROWS = 9_999_998
_PIECE = 5_000
UPLOAD = "unggahan.csv"


def inspect_bulk(
    source: Pieces,
    container: dict[str, Any],
    reference: Reference,
    hints: Mapping[str, Any],
    progress: Progress,
) -> dict[str, Any]:
    """Give the inspection of a large plain table. Raises ``NotPlain``."""
    sample = source.sample()
    container.update(type=sample.kind, encoding=sample.encoding, delimiter=sample.delimiter)
    recipe = Recipe.from_dict(hints["recipe"]) if hints.get("recipe") else None
    try:
        found = inspect_workbook(sample, container, reference, hints, recipe)
    except Unusable as unusable:
        raise NotPlain(unusable.code) from unusable
    if len(found["tables"]) != 1 or any(item["confirm"] for item in found["questions"]):
        raise NotPlain("more than one table, or a question")
    names = names_of(hints.get("schema"))
    readings = read_sheet(sample.sheets[0], reference, str(container.get("filename", "")), names)
    proof = PlainRows(readings[0], reference)
    for piece in source.pieces():
        proof.take(piece)
        progress("read", proof.rows)
    proof.end()
    return _stretched(found, readings[0], proof)


def _stretched(found: dict[str, Any], reading: TableReading, proof: PlainRows) -> dict[str, Any]:
    """Let the inspection of the first rows tell of all rows."""
    table, area, seen = found["tables"][0], _area(reading, proof.rows), len(reading.data_rows)
    whole = f"{table['sheet']}!{area}"
    table.update(id=whole, range=str(area), last_row=area.bottom, rows=proof.rows)
    for name in ("evidence", "evidence_en"):
        table[name] = [re.sub(rf"^{seen} ", f"{proof.rows} ", text) for text in table[name]]
    missing = {one.index: one.signs | ({"": one.blanks} if one.blanks else {}) for one in proof.columns}
    for column in table["columns"]:
        column["missing"] = missing[column["index"]]
    found["chosen"], found["sheets"][0]["tables"] = whole, [whole]
    found["proposal"].update(range=str(area), last_row=area.bottom)
    return found


def _area(reading: TableReading, rows: int) -> Area:
    return replace(reading.table.area, bottom=rows + 1)


def check_bulk(
    source: Pieces, job: Job, reference: Reference, arbiter: Arbiter, shelf: Shelf, progress: Progress
) -> dict[str, Any]:
    """Give the result of the check of a large plain table. Raises ``NotPlain``."""
    progress("read")
    sample = source.sample()
    job.container.update(type=sample.kind, encoding=sample.encoding, delimiter=sample.delimiter)
    return _Bulk(sample, job, reference, arbiter, shelf, progress).run_in(source)


@dataclass
class _Made:
    """The table that a check makes: how its first rows were read, and what is known when all were written."""

    few: Canonical
    schema: dict[str, Any]
    row_map: list[int | None]
    header: list[str] = field(default_factory=list)
    sha256: str = ""
    new_rows: int = 0
    changes: dict[str, Any] | None = None


class _Bulk(Check):
    def run_in(self, source: Pieces) -> dict[str, Any]:
        """Read the first rows, then prove, convert and write piece by piece, then judge."""
        self.progress("tables")
        names = names_of(self.job.schema)
        readings = read_sheet(self.workbook.sheets[0], self.reference, self.filename, names)
        private = find_private(self.workbook, readings, self.filename) + find_typed(self.job.recipe)
        if private or len(readings) != 1:
            raise NotPlain("personal data, or not one table")
        reading, recipe, remarks = self._recipe(readings)
        remarks += ask(reading, recipe)
        asked = any(item.question for item in remarks)
        if self.unapplied or recipe.fixes or recipe.unpivot or asked:
            raise NotPlain("questions or corrections")
        proof = PlainRows(readings[0], self.reference)
        recipe = self._without_end(recipe, reading)
        few = self._converted(reading.sheet, reading.data_rows[:_FEW], recipe)
        schema = self._schema(few, recipe)
        header, _ = fill_header(few.header, [], schema)
        row_map: list[int | None] = []
        rows = self._rows(source, proof, recipe, schema, row_map)
        key = key_of(schema) or recipe.key
        base = self.shelf.base_header()
        missing = [name for name in key if name not in header or (base is not None and name not in base)]
        made = _Made(few, schema, row_map)
        if base is None or missing:
            if base is not None:
                remarks.append(Finding(spec("SERI_TIDAK_COCOK"), {}, {"names": missing}))
            made.header, made.sha256 = header, self.shelf.write_csv(CANONICAL, header, rows)
            made.new_rows = len(row_map)
        else:
            self.shelf.write_csv(UPLOAD, header, rows)
            self._join(made, recipe, key)
        if recipe.last_row > _MOST_ROWS:
            recipe = replace(recipe, range=str(_area(reading, proof.rows)), last_row=proof.rows + 1)
        return self._told(reading, recipe, remarks, made)

    def _join(self, made: _Made, recipe: Recipe, key: Sequence[str]) -> None:
        """Write the series with the upload in it."""
        joined = self.shelf.join(UPLOAD, key)
        made.schema = extend_schema(made.schema, joined.header, recipe, self.reference.units)
        made.header, _ = fill_header(joined.header, [], made.schema)
        made.sha256 = self.shelf.write_csv(CANONICAL, made.header, self._filled(joined, made.schema))
        made.new_rows = len(made.row_map)
        made.row_map = [None if at is None else made.row_map[at] for at in joined.origin]
        made.changes = joined.summary

    def _filled(self, joined: Joined, schema: Mapping[str, Any]) -> Iterator[list[str]]:
        rows, done = joined.rows(), 0
        while chunk := list(islice(rows, _PIECE)):
            yield from fill_header(joined.header, chunk, schema)[1]
            done += len(chunk)
            self.progress("convert", done, 0)

    def _without_end(self, recipe: Recipe, reading: TableReading) -> Recipe:
        """Give the recipe without an end where that is the end of the first rows; a confirmed one has its own."""
        if recipe.last_row != reading.table.last_row:
            return recipe
        return replace(recipe, range=str(_area(reading, _MOST_ROWS)), last_row=_MOST_ROWS + 1)

    def _converted(self, sheet: Sheet, numbers: list[int], recipe: Recipe) -> Canonical:
        made = convert_rows(sheet, numbers, recipe, self.reference, self.job.schema)
        if any(made.status.values()) or any(made.unread.values()) or made.wide is not None:
            raise NotPlain("cells that cannot be read as they stand")
        return made

    def _rows(
        self,
        source: Pieces,
        proof: PlainRows,
        recipe: Recipe,
        schema: Mapping[str, Any],
        row_map: list[int | None],
    ) -> Iterator[list[str]]:
        """Give the canonical rows while they are proved; ``row_map`` gets their source rows."""
        for piece in source.pieces():
            proof.take(piece)
            numbers = rows_to_load(piece, recipe)
            made = self._converted(piece, numbers, recipe)
            row_map.extend(numbers)
            yield from fill_header(made.header, made.rows, schema)[1]
            self.progress("convert", len(row_map), 0)
        proof.end()

    def _told(
        self,
        reading: TableReading,
        recipe: Recipe,
        remarks: list[Finding],
        made: _Made,
    ) -> dict[str, Any]:
        few, schema, row_map, sha256 = made.few, made.schema, made.row_map, made.sha256
        count = len(row_map)
        self.progress("judge", 0, count)
        report = self.arbiter.judge(CANONICAL, schema)
        self.progress("judge", count, count)
        without = Canonical([], [], [], few.letters, constants=few.constants)
        trace = Trace(reading.sheet.name, row_map, few.letters)
        headed = replace(few, rows=[])
        tested = Tested(reading, recipe, headed, self.reference, key_of(schema), self.job.context)
        own = [*remarks, *about_file(self.workbook, self.job.container), _not_looked_at(reading, count)]
        own += self._unjudged() + outside_schema(recipe, self.job.schema, tested.sheet)
        own += [*departures(tested, self.job.schema), *foreign(tested, self.job.schema)]
        own += [replace(one, count=count) for one in twin(tested, sha256)]
        own += _double_keys(report, list(tested.key), trace)
        told = ["tahun"] if any(one.code == "TAHUN_BELUM_ADA" for one in own) else []
        findings = [*own, *findings_of(report, schema, recipe, trace, told, without)]
        findings = order([*findings, *unexplained(report, findings, trace)])
        listed = [self._answered(one, recipe) for one in findings]
        facts = {"path": CANONICAL, "sha256": sha256, "rows": count, "new_rows": made.new_rows}
        return empty_result(
            self.job.container,
            self.job.version,
            verdict(report, listed),
            findings=listed,
            open_questions=sum(bool(item["confirm"]) and item["confirmed"] is None for item in listed),
            report=report,
            canonical={**facts, "header": list(made.header)},
            schema=schema,
            recipe=recipe.to_dict(),
            row_map=row_map,
            letters=dict(few.letters),
            changes=made.changes,
        )


def _not_looked_at(reading: TableReading, count: int) -> Finding:
    return Finding(spec("TABEL_BESAR"), {"sheet": reading.sheet.name}, {}, count=count)


def _double_keys(report: Mapping[str, Any], key: list[str], trace: Trace) -> list[Finding]:
    """Give the rows with the same key, as Frictionless tells them."""
    errors = [
        item
        for task in report["tasks"]
        for item in task["errors"]
        if item["type"] == "primary-key" and not is_keyless(item)
    ]
    if not errors:
        return []
    name = next((name for name in key if name in trace.letters), key[0])
    cells = [cell for item in errors if (cell := trace.place(item["rowNumber"], name))]
    rows = [*map(int, _POSITIONS.findall(str(errors[0].get("note", "")))), errors[0]["rowNumber"]]
    told = sorted({source for at in rows if (source := trace.row_map[at - 2])})
    facts = {
        "rows": [str(row) for row in told],
        "key": ", ".join(map(str, errors[0].get("fieldCells") or key)),
    }
    place = {"sheet": trace.sheet, "row": told[-1] if told else 0, "cell": cells[0] if cells else ""}
    return [Finding(spec("KUNCI_GANDA"), place, facts, cells, len(errors))]
