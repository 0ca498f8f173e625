"""How sure the place of a table is, and what proves it."""

from __future__ import annotations

from .grid import letter
from .reading import TableReading

Evidence = tuple[str, str]


def table_proof(reading: TableReading) -> tuple[float, list[Evidence]]:
    """Give a confidence from 0.05 to 0.99 that titles, rows and columns are right, with the evidence in two languages."""
    found = [*_titles(reading), *_rows(reading), *_doubts(reading)]
    confidence = 0.9 + sum(weight for weight, _, _ in found)
    return round(min(0.99, max(0.05, confidence)), 2), [(text, text_en) for _, text, text_en in found]


Weighed = tuple[float, str, str]


def _titles(reading: TableReading) -> list[Weighed]:
    table = reading.table
    if not table.header_rows:
        return [(-0.45, "tidak ada judul kolom", "there are no column titles")]
    rows = ", ".join(str(row) for row in table.header_rows)
    found: list[Weighed] = [(0.03, f"judul kolom di baris {rows}", f"column titles in row {rows}")]
    if table.numbering_row:
        row = table.numbering_row
        found.append((0.03, f"nomor kolom di baris {row}", f"numbers of columns in row {row}"))
    unnamed = [letter(column.index) for column in reading.columns if not column.label and column.stats.filled]
    if unnamed:
        letters = ", ".join(unnamed)
        found.append((-0.1, f"kolom {letters} tidak berjudul", f"column {letters} has no title"))
    return found


def _rows(reading: TableReading) -> list[Weighed]:
    count = len(reading.data_rows)
    if not count:
        return [(-0.3, "tidak ada baris data", "there are no rows of data")]
    found: list[Weighed] = [(0.0, f"{count} baris data", f"{count} rows of data")]
    for total in reading.totals[:3]:
        if total.matching:
            letters = ", ".join(letter(column) for column in total.matching[:5])
            text = f"baris {total.row} adalah jumlahnya (kolom {letters})"
            found.append((0.02, text, f"row {total.row} is their sum (column {letters})"))
    if reading.groups is not None:
        text, text_en = reading.groups.evidence
        found.append((0.0, f"nama kelompok: {text}", f"group names: {text_en}"))
    if not any(column.is_figures for column in reading.columns):
        found.append((-0.15, "tidak ada kolom angka", "no column holds figures"))
    return found


def _doubts(reading: TableReading) -> list[Weighed]:
    kinds = [item for item in reading.table.set_apart if item.kind in ("note", "repeated_header", "aside")]
    found: list[Weighed] = []
    inside = [item.rows[0] for item in kinds if item.kind == "note"]
    if inside:
        text = f"{len(inside)} baris keterangan di antara data"
        found.append((-0.05, text, f"{len(inside)} rows of remarks among the data"))
    if any(item.kind == "repeated_header" for item in kinds):
        found.append((-0.03, "judul kolom berulang", "the titles come again"))
    if any(item.facts.get("touching") for item in kinds):
        found.append((-0.3, "ada baris yang lebih panjang dari judulnya", "some rows go on past the titles"))
    for total in reading.doubtful_totals[:3]:
        found.append((-0.1, f"baris {total.row} mungkin jumlah", f"row {total.row} may be a total"))
    return found
