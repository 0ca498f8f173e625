"""What was read and must be told or asked, as findings grouped by cause."""

from __future__ import annotations

from collections.abc import Sequence

from .catalogue import spec
from .column import Column
from .display import shown
from .doubtful_rows import ask_doubtful
from .finding import Choice, Finding, Fix, Question
from .grid import address, letter
from .letter_runs import letter_runs
from .questions_codes import region_codes
from .questions_dates import dates
from .questions_layout import layout
from .questions_numbers import (
    clashes,
    doubtful_numbers,
    fractions,
    key_of,
    letters_of,
    place_of,
    set_parts,
    spaces,
)
from .questions_values import behind_numbers, lost_zeros, nil_signs, percents
from .reading import TableReading
from .recipe import Recipe
from .remarks_values import remarks
from .totals import TotalRow

MAX_TOTALS = 3


def ask(reading: TableReading, recipe: Recipe) -> list[Finding]:
    """Give the findings of a reading: what is open in the recipe as questions, the rest as remarks."""
    used = {column.letter: column for column in recipe.used()}
    columns = [column for column in reading.columns if column.letter in used]
    open_figures = [
        column for column in columns if used[column.letter].convention is None and column.is_figures
    ]
    return [
        *_headers(reading, recipe),
        *doubtful_numbers(reading, open_figures),
        *clashes(reading, open_figures),
        *fractions(reading, open_figures),
        *spaces(reading, [c for c in columns if c.decision.spaced and used[c.letter].join_spaces is None]),
        *behind_numbers(reading, [c for c in columns if c.is_figures], recipe),
        *lost_zeros(reading, [c for c in columns if c.is_figures], recipe),
        *percents(reading, [c for c in columns if _percent_doubt(c) and used[c.letter].percent is None]),
        *nil_signs(reading, recipe, columns),
        *dates(reading, columns, recipe),
        *layout(reading, recipe),
        *region_codes(reading, columns, recipe),
        *_years(reading, recipe),
        *_totals(reading, recipe),
        *_rows(reading, recipe),
        *_broken(reading, columns),
        *remarks(reading, columns, recipe),
    ]


def _percent_doubt(column: Column) -> bool:
    return column.percent_fraction or column.percent_mixed


def _headers(reading: TableReading, recipe: Recipe) -> list[Finding]:
    found: list[Finding] = []
    sheet, table = reading.sheet.name, reading.table
    if not table.header_rows:
        facts = {"place": str(table.area), "row": table.first_row}
        found.append(
            Finding(spec("JUDUL_KOLOM_TIDAK_ADA"), {"sheet": sheet, "range": str(table.area)}, facts)
        )
        return found
    unnamed = [column for column in reading.columns if not column.label and column.stats.filled]
    if unnamed:
        choices = [
            Choice("skip", "Lewati kolom", "Skip the column", set_parts(unnamed, skip=True)),
            Choice("keep", "Muat kolom", "Load the column", set_parts(unnamed, skip=False)),
        ]
        question = Question(key_of("KOLOM_TANPA_NAMA", unnamed), choices)
        facts = {"columns": letters_of(unnamed)}
        found.append(Finding(spec("KOLOM_TANPA_NAMA"), place_of(reading, unnamed), facts, question=question))
    by_label: dict[str, list[Column]] = {}
    for column in reading.columns:
        if column.label:
            by_label.setdefault(column.label, []).append(column)
    for label, columns in by_label.items():
        if len(columns) > 1:
            names = [item.name for item in recipe.columns if item.letter in letters_of(columns)]
            facts = {"label": label, "columns": letters_of(columns), "names": names}
            found.append(
                Finding(spec("JUDUL_KOLOM_GANDA"), place_of(reading, columns), facts, count=len(columns))
            )
    return found


def _years(reading: TableReading, recipe: Recipe) -> list[Finding]:
    """Ask for the year where neither a column nor any words say it, and no title does."""
    if "tahun" not in recipe.constants or recipe.constants["tahun"] is not None:
        return []
    fix = Fix("type_year", "Tulis tahun", "Type the year", {"constants": {"tahun": None}})
    return [Finding(spec("TAHUN_BELUM_ADA"), {"sheet": reading.sheet.name}, fixes=[fix])]


def _totals(reading: TableReading, recipe: Recipe) -> list[Finding]:
    found = []
    dropped = {item["row"] for item in recipe.drop_rows}
    told = [total for total in reading.totals if total.row in dropped]
    if len(told) > MAX_TOTALS:
        found.append(_many_totals(reading, told))
    else:
        for total in told:
            facts = {"row": total.row, "label": total.label, **_evidence(total.matching, total.mean)}
            fix = Fix("keep_row", "Baca sebagai data", "Read as data", {"keep_rows": [total.row]})
            place = {"sheet": reading.sheet.name, "row": total.row}
            found.append(Finding(spec("BARIS_JUMLAH"), place, facts, fixes=[fix]))
    for total in reading.doubtful_totals:
        key = f"BARIS_JUMLAH_DUGAAN:{total.label or total.row}"
        if key in recipe.confirmed:
            continue
        facts = {"row": total.row, "label": total.label, **_evidence(total.matching, False, total.differing)}
        drop = {"drop_rows": [{"row": total.row, "reason": "total_row"}]}
        choices = [
            Choice("total", "Jumlah: keluarkan", "A total: set apart", drop),
            Choice("data", "Data: muat", "Data: load it", {"keep_rows": [total.row]}),
        ]
        place = {"sheet": reading.sheet.name, "row": total.row}
        question = Question(key, choices, "total" if total.matching else None)
        found.append(Finding(spec("BARIS_JUMLAH_DUGAAN"), place, facts, question=question))
    return found


def _many_totals(reading: TableReading, totals: Sequence[TotalRow]) -> Finding:
    """Tell of many totals at once: those of blocks of rows."""
    rows = sorted(total.row for total in totals)
    listed = [str(row) for row in rows[:6]] + (["\u2026"] if len(rows) > 6 else [])
    fix = Fix("keep_row", "Baca sebagai data", "Read as data", {"keep_rows": rows})
    facts = {"rows": listed, "label": min(totals, key=lambda total: total.row).label}
    place = {"sheet": reading.sheet.name, "row": rows[0]}
    return Finding(spec("BARIS_SUBJUMLAH"), place, facts, count=len(rows), fixes=[fix])


def _evidence(matching: Sequence[int], mean: bool, differing: Sequence[int] = ()) -> dict[str, str]:
    if mean:
        return {"evidence": "namanya rata-rata", "evidence_en": "its label says mean"}
    if not matching and differing:
        letters = letter_runs([letter(column) for column in differing])
        return {
            "evidence": f"namanya jumlah, tetapi kolom {letters} tidak cocok",
            "evidence_en": f"its label says total, but columns {letters} do not add up",
        }
    if not matching:
        return {
            "evidence": "namanya jumlah, angkanya tidak diuji",
            "evidence_en": "its label says total; not tested",
        }
    letters = letter_runs([letter(column) for column in matching])
    return {"evidence": f"kolom {letters} cocok", "evidence_en": f"columns {letters} add up"}


def _rows(reading: TableReading, recipe: Recipe) -> list[Finding]:
    found = []
    sheet, table = reading.sheet, reading.table
    blank = [row for item in table.set_apart if item.kind == "blank" for row in item.rows]
    if blank:
        words = ", ".join(str(row) for row in blank[:5]) + (", \u2026" if len(blank) > 5 else "")
        facts = {"where": f"baris {words}", "where_en": f"rows {words}"}
        place = {"sheet": sheet.name, "row": blank[0]}
        found.append(Finding(spec("BARIS_KOSONG"), place, facts, count=len(blank)))
    asked, doubtful = ask_doubtful(reading, recipe)
    found += asked
    for item in table.set_apart:
        if item.kind == "sample":
            found += _sample(reading, recipe, item.rows[0], item.text)
        elif item.rows[0] in doubtful:
            continue
        elif item.kind == "note" or item.facts.get("like_a_name"):
            place = {"sheet": sheet.name, "row": item.rows[0]}
            found.append(Finding(spec("BARIS_KETERANGAN"), place, {"row": item.rows[0]}, read=item.text[:80]))
    return found


def _sample(reading: TableReading, recipe: Recipe, row: int, text: str) -> list[Finding]:
    """Tell of the template's example row until a person leaves it out."""
    key = f"BARIS_CONTOH:{row}"
    if key in recipe.confirmed:
        return []
    said = {"code": "BARIS_CONTOH", "value": "keluarkan", "reason": None}
    patch = {"drop_rows": [{"row": row, "reason": "sample"}], "confirmed": {key: said}}
    fix = Fix("drop_rows", f"Keluarkan baris {row}", f"Leave row {row} out", patch)
    place = {"sheet": reading.sheet.name, "row": row}
    return [Finding(spec("BARIS_CONTOH"), place, {"row": row}, read=text, fixes=[fix])]


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
