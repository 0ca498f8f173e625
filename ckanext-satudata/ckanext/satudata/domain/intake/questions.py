"""What was read and must be told or asked, as findings grouped by cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .catalogue import spec
from .columns import Column, signs_to_ask
from .conventions import example_readings
from .display import shown
from .finding import Choice, Finding, Fix, Question
from .grid import address, letter
from .missing import NULL, ZERO
from .numbers import (
    LOST_DOT,
    NATIVE,
    TEXT_COMMA_DECIMAL,
    TEXT_COMMA_THOUSANDS,
    TEXT_DOT_DECIMAL,
    TEXT_DOT_THOUSANDS,
)
from .reading import TableReading, nil_meaning
from .recipe import Recipe


def ask(reading: TableReading, recipe: Recipe) -> list[Finding]:
    """Give the findings of a reading: what is open in the recipe as questions, the rest as remarks."""
    used = {column.letter: column for column in recipe.used()}
    columns = [column for column in reading.columns if column.letter in used]
    open_figures = [column for column in columns if used[column.letter].convention is None and column.is_figures]
    return [
        *_headers(reading, recipe),
        *_doubtful_numbers(reading, open_figures),
        *_clashes(reading, open_figures),
        *_fractions(reading, open_figures),
        *_spaces(reading, [c for c in columns if c.decision.spaced and used[c.letter].join_spaces is None]),
        *_percents(reading, [c for c in columns if c.percent_fraction and used[c.letter].percent is None]),
        *_nil_signs(reading, recipe, columns),
        *_dates(reading, [c for c in columns if c.date_doubt and used[c.letter].date_order is None]),
        *_years(reading, recipe, columns),
        *_totals(reading, recipe),
        *_rows(reading),
        *_broken(reading, columns),
    ]


def _place(reading: TableReading, columns: Sequence[Column]) -> dict[str, Any]:
    return {"sheet": reading.sheet.name, "column": ",".join(column.letter for column in columns)}


def _key(code: str, columns: Iterable[Column]) -> str:
    return f"{code}:{','.join(column.name for column in columns)}"


def _set(columns: Iterable[Column], **parts: Any) -> dict[str, Any]:
    return {"columns": {column.letter: dict(parts) for column in columns}}


def _letters(columns: Iterable[Column]) -> list[str]:
    return [column.letter for column in columns]


def _headers(reading: TableReading, recipe: Recipe) -> list[Finding]:
    found: list[Finding] = []
    sheet, table = reading.sheet.name, reading.table
    if not table.header_rows:
        facts = {"place": str(table.area), "row": table.first_row}
        found.append(Finding(spec("JUDUL_KOLOM_TIDAK_ADA"), {"sheet": sheet, "range": str(table.area)}, facts))
        return found
    unnamed = [column for column in reading.columns if not column.label and column.stats.filled]
    if unnamed:
        choices = [
            Choice("skip", "Lewati kolom", "Skip the column", _set(unnamed, skip=True)),
            Choice("keep", "Muat kolom", "Load the column", _set(unnamed, skip=False)),
        ]
        question = Question(_key("KOLOM_TANPA_NAMA", unnamed), choices)
        facts = {"columns": _letters(unnamed)}
        found.append(Finding(spec("KOLOM_TANPA_NAMA"), _place(reading, unnamed), facts, question=question))
    by_label: dict[str, list[Column]] = {}
    for column in reading.columns:
        if column.label:
            by_label.setdefault(column.label, []).append(column)
    for label, columns in by_label.items():
        if len(columns) > 1:
            names = [item.name for item in recipe.columns if item.letter in _letters(columns)]
            facts = {"label": label, "columns": _letters(columns), "names": names}
            found.append(
                Finding(spec("JUDUL_KOLOM_GANDA"), _place(reading, columns), facts, count=len(columns))
            )
    return found


def _doubtful_numbers(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    found = []
    for code, grouped, fraction in (
        ("ANGKA_TITIK_RIBUAN", TEXT_DOT_THOUSANDS, TEXT_DOT_DECIMAL),
        ("ANGKA_KOMA", TEXT_COMMA_THOUSANDS, TEXT_COMMA_DECIMAL),
    ):
        group = [column for column in columns if column.decision.ambiguous == code]
        if not group:
            continue
        assert group[0].decision.example is not None
        text, row = group[0].decision.example
        as_group, as_point = example_readings(text)
        facts = {"columns": _letters(group), "as_group": as_group, "as_point": as_point}
        choices = [
            Choice(grouped, "Pemisah ribuan", "Groups of thousands", _set(group, convention=grouped)),
            Choice(fraction, "Tanda desimal", "Decimal sign", _set(group, convention=fraction)),
        ]
        for choice, number in zip(choices, (as_group, as_point), strict=True):
            choice.example = f"{text} = {number}"
        suggested = {column.decision.suggested for column in group}
        question = Question(_key(code, group), choices, suggested.pop() if len(suggested) == 1 else None)
        cells = [address(c.decision.example[1], c.index) for c in group if c.decision.example]
        found.append(
            Finding(
                spec(code),
                _place(reading, group),
                facts,
                [address(row, group[0].index), *cells[1:]],
                sum(column.decision.count for column in group),
                text,
                question=question,
            )
        )
    return found


def _clashes(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    found = []
    for column in columns:
        if column.decision.clash:
            (dot, dot_row), (comma, comma_row) = column.decision.clash
            cells = [address(dot_row, column.index), address(comma_row, column.index)]
            facts = {
                "columns": [column.letter],
                "dot": dot,
                "dot_cell": cells[0],
                "comma": comma,
                "comma_cell": cells[1],
            }
            found.append(Finding(spec("ANGKA_CAMPUR"), _place(reading, [column]), facts, cells))
    return found


def _fractions(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    found = []
    for column in columns:
        if column.decision.ambiguous != "ANGKA_PECAHAN" or column.unit is None:
            continue
        rows = column.stats.fraction_rows
        value = reading.sheet.get(rows[0], column.index)
        choices = [
            Choice(LOST_DOT, "Titik ribuan hilang", "The thousands dot was lost", _set([column], convention=LOST_DOT)),
            Choice(NATIVE, "Memang pecahan", "Fractions indeed", _set([column], convention=NATIVE, type="number")),
        ]
        choices[0].example = f"{shown(value)} = {float(str(value)) * 1000:.0f}"  # type: ignore[arg-type]
        choices[1].example = f"{shown(value)} = {shown(value)}"
        question = Question(_key("ANGKA_PECAHAN", [column]), choices, column.decision.suggested)
        facts = {"columns": [column.letter], "unit": column.unit.label}
        cells = [address(row, column.index) for row in rows[:20]]
        found.append(
            Finding(
                spec("ANGKA_PECAHAN"),
                _place(reading, [column]),
                facts,
                cells,
                column.decision.count,
                shown(value),
                question=question,
            )
        )
    return found


def _spaces(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    if not columns:
        return []
    first = columns[0].decision.spaced
    assert first is not None
    text, row, _ = first
    joined = "".join(text.split())
    choices = [
        Choice("join", "Satu angka", "One number", _set(columns, join_spaces=True), f"{text} = {joined}"),
        Choice("two", "Dua angka; berkas akan diperbaiki", "Two numbers; the file will be mended", _set(columns, join_spaces=False)),
    ]
    count = sum(column.decision.spaced[2] for column in columns if column.decision.spaced)
    question = Question(_key("ANGKA_SPASI", columns), choices)
    facts = {"columns": _letters(columns), "joined": joined}
    cells = [address(c.decision.spaced[1], c.index) for c in columns if c.decision.spaced]
    return [Finding(spec("ANGKA_SPASI"), _place(reading, columns), facts, cells, count, text, question=question)]


def _percents(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    found = []
    for column in columns:
        row = column.stats.fraction_rows[0]
        value = reading.sheet.get(row, column.index)
        choices = [
            Choice("fraction", "Pecahan: kalikan 100", "Fractions: multiply by 100", _set([column], percent="fraction")),
            Choice("percent", "Memang persen", "Percent as they stand", _set([column], percent="percent")),
        ]
        question = Question(_key("PERSEN_PECAHAN", [column]), choices)
        facts = {"columns": [column.letter]}
        cells = [address(row, column.index)]
        found.append(
            Finding(
                spec("PERSEN_PECAHAN"), _place(reading, [column]), facts, cells, None, shown(value), question=question
            )
        )
    return found


def _nil_signs(reading: TableReading, recipe: Recipe, columns: Sequence[Column]) -> list[Finding]:
    by_letter = {column.letter: column for column in recipe.used()}
    group = [
        column
        for column in columns
        if signs_to_ask(column) and any(by_letter[column.letter].missing.get(kind) is None for kind in _asked(column))
    ]
    if not group:
        return []
    choices = [
        Choice(ZERO, "Nol atau tidak ada", "Zero or none", _set(group, missing=_meanings(group, ZERO))),
        Choice(NULL, "Tidak tersedia", "Not available", _set(group, missing=_meanings(group, NULL))),
    ]
    question = Question(_key("TANDA_STRIP", group), choices, nil_meaning(group[0]))
    cells = [
        address(row, column.index) for column in group for text, row in column.stats.signs.first.items() if text.strip()
    ]
    count = sum(signs_to_ask(column) for column in group)
    facts = {"columns": _letters(group)}
    return [Finding(spec("TANDA_STRIP"), _place(reading, group), facts, cells, count, "-", question=question)]


def _asked(column: Column) -> list[str]:
    return [kind for kind in column.stats.sign_kinds if kind == "-"]


def _meanings(columns: Sequence[Column], nil: str) -> dict[str, str]:
    rest = {"...": NULL, "NA": "suppressed", "~0": "negligible"}
    kinds = {kind for column in columns for kind in column.stats.sign_kinds}
    return {kind: nil if kind == "-" else rest[kind] for kind in sorted(kinds)}


def _dates(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    found = []
    for column in columns:
        text, row = next(iter(column.stats.dated.first.items()))
        choices = [
            Choice("day_first", "Hari dulu (hari/bulan/tahun)", "Day first", _set([column], date_order="day_first")),
            Choice("month_first", "Bulan dulu (bulan/hari/tahun)", "Month first", _set([column], date_order="month_first")),
        ]
        question = Question(_key("TANGGAL_AMBIGU", [column]), choices, "day_first")
        cells = [address(row, column.index)]
        count = column.stats.dated.total
        facts = {"columns": [column.letter]}
        found.append(
            Finding(spec("TANGGAL_AMBIGU"), _place(reading, [column]), facts, cells, count, text, question=question)
        )
    return found


def _years(reading: TableReading, recipe: Recipe, columns: Sequence[Column]) -> list[Finding]:
    found = []
    titled = [column for column in columns if column.year]
    if len(titled) > 1 and "tahun" not in recipe.constants:
        choices = [
            Choice(
                str(column.year),
                f"Muat tahun {column.year} saja",
                f"Load {column.year} only",
                {**_set([c for c in titled if c is not column], skip=True), "constants": {"tahun": column.year}},
            )
            for column in titled
        ]
        choices.append(Choice("keep", "Biarkan tahun sebagai kolom", "Leave years as columns"))
        key = _key("TAHUN_SEBAGAI_KOLOM", titled)
        if key not in recipe.confirmed:
            facts = {"columns": _letters(titled), "years": [str(column.year) for column in titled]}
            found.append(
                Finding(spec("TAHUN_SEBAGAI_KOLOM"), _place(reading, titled), facts, question=Question(key, choices))
            )
    elif "tahun" in recipe.constants and recipe.constants["tahun"] is None:
        fix = Fix("type_year", "Tulis tahun", "Type the year", {"constants": {"tahun": None}})
        found.append(Finding(spec("TAHUN_BELUM_ADA"), {"sheet": reading.sheet.name}, fixes=[fix]))
    return found


def _totals(reading: TableReading, recipe: Recipe) -> list[Finding]:
    found = []
    dropped = {item["row"] for item in recipe.drop_rows}
    for total in reading.totals:
        if total.row in dropped:
            facts = {"row": total.row, "label": total.label, **_evidence(total.matching, total.mean)}
            fix = Fix("keep_row", "Baca sebagai data", "Read as data", {"keep_rows": [total.row]})
            place = {"sheet": reading.sheet.name, "row": total.row}
            found.append(Finding(spec("BARIS_JUMLAH"), place, facts, fixes=[fix]))
    for total in reading.doubtful_totals:
        key = f"BARIS_JUMLAH_DUGAAN:{total.label or total.row}"
        if key in recipe.confirmed:
            continue
        facts = {"row": total.row, "label": total.label, **_evidence(total.matching, False)}
        drop = {"drop_rows": [{"row": total.row, "reason": "total_row"}]}
        choices = [
            Choice("total", "Jumlah: keluarkan", "A total: set apart", drop),
            Choice("data", "Data: muat", "Data: load it", {"keep_rows": [total.row]}),
        ]
        place = {"sheet": reading.sheet.name, "row": total.row}
        question = Question(key, choices, "total" if total.matching else None)
        found.append(Finding(spec("BARIS_JUMLAH_DUGAAN"), place, facts, question=question))
    return found


def _evidence(matching: Sequence[int], mean: bool) -> dict[str, str]:
    if mean:
        return {"evidence": "namanya rata-rata", "evidence_en": "its label says mean"}
    if not matching:
        return {"evidence": "namanya jumlah, angkanya tidak diuji", "evidence_en": "its label says total; not tested"}
    letters = ", ".join(letter(column) for column in matching)
    return {"evidence": f"kolom {letters} cocok", "evidence_en": f"columns {letters} add up"}


def _rows(reading: TableReading) -> list[Finding]:
    found = []
    sheet, table = reading.sheet, reading.table
    blank = [row for item in table.set_apart if item.kind == "blank" for row in item.rows]
    if blank:
        words = ", ".join(str(row) for row in blank[:5]) + (", \u2026" if len(blank) > 5 else "")
        facts = {"where": f"baris {words}", "where_en": f"rows {words}"}
        place = {"sheet": sheet.name, "row": blank[0]}
        found.append(Finding(spec("BARIS_KOSONG"), place, facts, count=len(blank)))
    for item in table.set_apart:
        if item.kind == "sample":
            place = {"sheet": sheet.name, "row": item.rows[0]}
            found.append(Finding(spec("BARIS_CONTOH"), place, {"row": item.rows[0]}, read=item.text))
        elif item.kind == "note":
            place = {"sheet": sheet.name, "row": item.rows[0]}
            found.append(Finding(spec("BARIS_KETERANGAN"), place, {"row": item.rows[0]}, read=item.text[:80]))
    return found


def _broken(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    found = []
    errors = [(row, column.index) for column in columns for row in column.stats.errors]
    uncached = [(row, column.index) for column in columns for row in column.stats.uncached]
    for code, cells in (("RUMUS_GALAT", errors), ("RUMUS_TANPA_NILAI", uncached)):
        if cells:
            value = shown(reading.sheet.get(*cells[0]))
            places = [address(*cell) for cell in cells[:20]]
            place = {"sheet": reading.sheet.name, "cell": places[0]}
            found.append(Finding(spec(code), place, {}, places, len(cells), value))
    return found
