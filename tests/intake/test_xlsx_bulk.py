"""Sheets read in bulk beside sheets read element by element: the same grid or the same refusal, always."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest
from intake.files import sheets
from intake.files.mutations import damaged
from intake.files.seeds import xlsx

from ckanext.satudata.adapters.intake import xlsx as reader
from ckanext.satudata.adapters.intake import xlsx_rows, xml_bulk, zip_guard
from ckanext.satudata.domain.intake.finding import Unusable
from ckanext.satudata.domain.intake.grid import Sheet
from ckanext.satudata.domain.intake.limits import Limits

CASES = int(os.environ.get("SATUDATA_FUZZ_CASES", "500"))
LIMITS = [
    Limits(),
    Limits(rows=15, columns=3),
    Limits(cells=40),
    Limits(total_chars=150),
    Limits(cell_chars=24),
]


class Both:
    """Reads a workbook both ways."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.monkeypatch, self.path = monkeypatch, folder / "buku.xlsx"
        self.taken = 0
        take = xlsx_rows.RowScan.take

        def counted(scan: Any, text: str) -> bool:
            took = take(scan, text)
            self.taken += took
            return took

        monkeypatch.setattr(xlsx_rows.RowScan, "take", counted)

    def read(self, content: bytes, limits: Limits, block: int) -> tuple[Any, Any]:
        """Give what the reader in bulk made of a workbook, and what the other."""
        self.path.write_bytes(content)
        self.monkeypatch.setattr(xml_bulk, "BLOCK_BYTES", block)
        self.monkeypatch.setattr(zip_guard, "_CHUNK", block)
        self.monkeypatch.setattr(reader, "BULK_FROM", 0)
        bulk = self._one(limits)
        self.monkeypatch.setattr(reader, "BULK_FROM", 1 << 62)
        return bulk, self._one(limits)

    def _one(self, limits: Limits) -> Any:
        try:
            workbook = reader.read_xlsx(self.path, "buku.xlsx", limits)
        except Unusable as unusable:
            return unusable.code, unusable.facts
        return [_plain(sheet) for sheet in workbook.sheets]


def _plain(sheet: Sheet) -> dict[str, Any]:
    """Give all of a sheet with the types of its values."""
    rows = [(row, [(type(value), repr(value)) for value in cells]) for row, cells in sheet.rows.items()]
    formats = vars(sheet.formats)
    return vars(sheet) | {"rows": rows, "formats": formats, "formulas": list(sheet.formulas.items())}


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Both:
    return Both(monkeypatch, tmp_path)


@pytest.mark.parametrize("wild", [0.0, 0.02, 0.3])
def test_sheets_by_chance(both: Both, wild: float) -> None:
    for case in range(CASES):
        dice = random.Random(f"{wild} {case}")  # noqa: S311
        sheet, shared = sheets.sheet(dice, wild), sheets.shared(dice, wild)
        content = sheets.workbook(sheet.encode("utf-8", "replace"), shared.encode("utf-8", "replace"))
        limits = dice.choice(LIMITS) if dice.random() < 0.3 else LIMITS[0]
        bulk, other = both.read(content, limits, dice.choice((40, 300, 1 << 16)))
        assert bulk == other, (case, sheet, shared)
    assert both.taken > CASES * (0.5 if wild < 0.3 else 0.05)


def test_damaged_workbooks(both: Both) -> None:
    seeds = [xlsx()]
    for case in range(CASES):
        dice = random.Random(f"rusak {case}")  # noqa: S311
        if case % 2:
            sheet, shared = sheets.sheet(dice, 0.02), sheets.shared(dice, 0.02)
            content = sheets.workbook(sheet.encode(), shared.encode())
        else:
            content = seeds[0]
        bulk, other = both.read(damaged(content, dice), LIMITS[0], dice.choice((40, 300, 1 << 16)))
        assert bulk == other, case
    assert both.taken > CASES * 0.1


@pytest.mark.parametrize(
    ("stored", "value"), [(".5", 0.5), ("-.5", -0.5), ("5.", 5), ("+5", 5), ("1e3", 1000)]
)
def test_numbers_without_a_first_or_last_figure(both: Both, stored: str, value: float) -> None:
    cell = f'<row r="1"><c r="A1"><v>{stored}</v></c></row>'
    content = sheets.workbook(f"<worksheet><sheetData>{cell}</sheetData></worksheet>".encode(), b"<sst/>")
    bulk, other = both.read(content, LIMITS[0], 1 << 16)
    assert bulk == other
    assert bulk[0]["rows"] == [(1, [(type(value), repr(value))])]
