"""Questions and remarks about columns of region codes."""

from __future__ import annotations

from collections.abc import Sequence

from .catalogue import spec
from .column import Column
from .display import shown
from .finding import Choice, Finding, Question
from .grid import address
from .questions_numbers import key_of, place_of, set_parts
from .reading import TableReading
from .recipe import Recipe
from .regions import BPS, KEMENDAGRI


def region_codes(reading: TableReading, columns: Sequence[Column], recipe: Recipe) -> list[Finding]:
    """Give what must be asked or told about codes: of which list, beginning again, or turned into numbers."""
    used = {column.letter: column for column in recipe.used()}
    found = []
    for column in columns:
        if column.codes is None or not column.region:
            continue
        if column.codes.doubtful and column.coding is None and used[column.letter].coding is None:
            found.append(_system(reading, column))
        if column.relative_codes:
            found.append(_beginning_again(reading, column, recipe))
        if column.codes.repaired:
            found.append(_numbers(reading, column))
    return found


def _system(reading: TableReading, column: Column) -> Finding:
    codes = column.codes
    example = codes.rival if codes else ("", "", "")
    choices = [
        Choice(KEMENDAGRI, "Kode Kemendagri", "Codes of Kemendagri", set_parts([column], coding=KEMENDAGRI)),
        Choice(BPS, "Kode BPS", "Codes of BPS", set_parts([column], coding=BPS)),
    ]
    facts = {"columns": [column.letter], "dagri": example[1], "bps": example[2]}
    question = Question(key_of("KODE_SISTEM", [column]), choices)
    cells = [address(row, column.index) for row in reading.data_rows]
    return Finding(
        spec("KODE_SISTEM"),
        place_of(reading, [column]),
        facts,
        cells,
        len(cells),
        example[0],
        question=question,
    )


def _beginning_again(reading: TableReading, column: Column, recipe: Recipe) -> Finding:
    code, name = f"kode_{column.region}", f"nama_{column.region}"
    derive = [item for item in recipe.derive if item["name"] != code]
    patch = set_parts([column], skip=True)
    patch["derive"] = [*derive, {"name": code, "from": name, "list": "wilayah"}]
    choices = [Choice("from_names", "Ambil kode dari nama wilayah", "Take the codes from the names", patch)]
    cells = [address(row, column.index) for row in reading.data_rows]
    read = shown(reading.sheet.get(reading.data_rows[0], column.index)) if reading.data_rows else ""
    question = Question(key_of("KODE_BERULANG", [column]), choices, "from_names")
    facts = {"columns": [column.letter]}
    place = place_of(reading, [column])
    return Finding(spec("KODE_BERULANG"), place, facts, cells, len(cells), read, question=question)


def _numbers(reading: TableReading, column: Column) -> Finding:
    repaired = column.codes.repaired if column.codes else {}
    rows = [row for row in reading.data_rows if shown(reading.sheet.get(row, column.index)) in repaired]
    cells = [address(row, column.index) for row in rows]
    read, expected = next(iter(repaired.items()))
    facts = {"columns": [column.letter]}
    place = place_of(reading, [column])
    return Finding(spec("KODE_JADI_ANGKA"), place, facts, cells, len(cells), read, expected)
