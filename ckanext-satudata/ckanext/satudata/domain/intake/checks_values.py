"""Values that cannot be, or hardly: below zero, over 100 percent, fractions of people, places at sea."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from .checks_totals import shown_cell
from .display import number_text
from .finding import Choice, Finding, Fix, Question
from .recipe import RecipeColumn
from .tested import Tested, about_cells
from .text import fold
from .totals import is_additive

_LATITUDE = re.compile(r"(lat|latitude|lintang|garis_lintang|koordinat_lintang|koordinat_y|y)")
_LONGITUDE = re.compile(r"(long?|lng|longitude|bujur|garis_bujur|koordinat_bujur|koordinat_x|x)")
_SOUTH, _NORTH, _WEST, _EAST = Decimal(-12), Decimal(7), Decimal(94), Decimal(142)
_FAR = Decimal(2)
_SENSITIVE = re.compile(
    r"\b(kekerasan|pelecehan|perkosaan|tppo|perdagangan orang|hiv|aids|narkoba|napza|bunuh diri|anak berhadapan|"
    r"eksploitasi|penelantaran)\b"
)
_DELICATE = re.compile(
    r"\b(disabilitas|difabel|odgj|gangguan jiwa|tbc|tuberkulosis|kusta|sifilis|penderita|perceraian|putus sekolah|"
    r"kematian ibu|kematian bayi|terlantar|korban)\b"
)
_NEVER_NEGATIVE = ("hitungan", "panjang", "luas", "berat", "volume", "energi")
_CHANGE = re.compile(
    r"\b(selisih|perubahan|pertumbuhan|pertambahan|penambahan|kenaikan|penurunan|neraca|saldo|surplus|defisit|deviasi|"
    r"migrasi neto|netto|neto|elevasi|ketinggian)\b"
)
_FEW, _VERY_FEW = Decimal(4), Decimal(2)


def negatives(tested: Tested) -> list[Finding]:
    """Find counts, lengths, areas, weights and volumes below zero; changes and balances may be negative."""
    found = []
    for column in tested.figures:
        unit = tested.reference.units.by_code.get(column.unit or "")
        if unit is None or unit.kind not in _NEVER_NEGATIVE or _CHANGE.search(fold(column.source_label)):
            continue
        rows = _where(tested, column, lambda value: value < 0)
        if rows:
            item = about_cells(tested, "NILAI_NEGATIF", column, rows, unit=unit.label)
            item.fixes = [_edit(tested, column, rows)]
            found.append(item)
    return found


def percentages(tested: Tested) -> list[Finding]:
    """Find percentages over 100; they may be right (gross enrolment, targets surpassed)."""
    found = []
    for column in tested.figures:
        if tested.reference.units.is_percent(column.unit):
            rows = _where(tested, column, lambda value: value > 100)
            if rows:
                item = about_cells(tested, "PERSEN_LEBIH", column, rows, f"PERSEN_LEBIH:{column.name}")
                item.fixes = [_edit(tested, column, rows)]
                found.append(item)
    return found


def fractional_counts(tested: Tested) -> list[Finding]:
    """Find fractions of what has none, in columns that were settled as decimal numbers."""
    found = []
    for column in tested.figures:
        whole = tested.reference.units.counts(column.unit) and is_additive(column.source_label, False, False)
        if column.type == "number" and whole and column.convention is not None:
            rows = _where(tested, column, lambda value: value != value.to_integral_value())
            if rows:
                unit = tested.reference.units.by_code[column.unit or ""].label
                key = f"HITUNGAN_PECAHAN:{column.name}"
                found.append(about_cells(tested, "HITUNGAN_PECAHAN", column, rows, key, unit=unit))
    return found


def _where(tested: Tested, column: RecipeColumn, rule: object) -> list[int]:
    test = rule if callable(rule) else bool
    return [at for at, value in enumerate(tested.numbers(column.name)) if value is not None and test(value)]


def _edit(tested: Tested, column: RecipeColumn, rows: Sequence[int]) -> Fix:
    cells = [
        {"cell": cell, "value": _shown(tested, cell)}
        for at in rows[:5]
        for cell in tested.cells(column.name, [at])
    ]
    return Fix("edit_cells", "Perbaiki sel", "Mend the cells", None, cells)


def _shown(tested: Tested, cell: str) -> str:
    letters = "".join(sign for sign in cell if sign.isalpha())
    return shown_cell(tested.reading, letters, int(cell[len(letters) :]))


def places(tested: Tested) -> list[Finding]:
    """Find coordinates that are swapped, outside Indonesia, or far from all others."""
    latitude = next((c for c in tested.figures if _LATITUDE.fullmatch(c.name)), None)
    longitude = next((c for c in tested.figures if _LONGITUDE.fullmatch(c.name)), None)
    if latitude is None or longitude is None:
        return []
    points = [
        (at, y, x)
        for at, (y, x) in enumerate(
            zip(tested.numbers(latitude.name), tested.numbers(longitude.name), strict=True)
        )
        if y is not None and x is not None
    ]
    swapped = [at for at, y, x in points if _inside(x, y) and not _inside(y, x)]
    outside = [at for at, y, x in points if not _inside(y, x) and at not in set(swapped)]
    found = []
    if swapped:
        found.append(_swapped(tested, latitude, longitude, swapped, len(points)))
    if outside:
        item = about_cells(tested, "KOORDINAT_DI_LUAR", latitude, outside, expected="Indonesia")
        item.cells = [
            cell
            for at in outside
            for cell in tested.cells(latitude.name, [at]) + tested.cells(longitude.name, [at])
        ]
        item.read = _point(points, outside[0])
        found.append(item)
    return found + _far(tested, latitude, longitude, [p for p in points if _inside(p[1], p[2])])


def _inside(latitude: Decimal, longitude: Decimal) -> bool:
    return _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST


def _point(points: Sequence[tuple[int, Decimal, Decimal]], at: int) -> str:
    return next(f"{number_text(y)}; {number_text(x)}" for row, y, x in points if row == at)


def _swapped(
    tested: Tested, latitude: RecipeColumn, longitude: RecipeColumn, rows: Sequence[int], count: int
) -> Finding:
    item = about_cells(tested, "KOORDINAT_TERTUKAR", latitude, rows, other=longitude.letter)
    if len(rows) == count and tested.recipe.unpivot is None:
        patch = {
            "columns": {
                latitude.letter: {"name": longitude.name, "title": longitude.title},
                longitude.letter: {"name": latitude.name, "title": latitude.title},
            }
        }
        item.fixes = [Fix("swap", "Tukar kedua kolom", "Swap the two columns", patch)]
    return item


def _far(
    tested: Tested,
    latitude: RecipeColumn,
    longitude: RecipeColumn,
    points: Sequence[tuple[int, Decimal, Decimal]],
) -> list[Finding]:
    if len(points) < 4:
        return []
    middle_y, middle_x = median(y for _, y, _ in points), median(x for _, _, x in points)
    far = [at for at, y, x in points if abs(y - middle_y) > _FAR or abs(x - middle_x) > _FAR]
    if not far or len(far) * 3 > len(points):
        return []
    item = about_cells(tested, "KOORDINAT_JAUH", latitude, far, f"KOORDINAT_JAUH:{latitude.name}")
    item.read = _point(points, far[0])
    item.cells = [
        cell for at in far for cell in tested.cells(latitude.name, [at]) + tested.cells(longitude.name, [at])
    ]
    return [item]


def small_cells(tested: Tested) -> list[Finding]:
    """Find counts so small that, on a sensitive subject and in a small region, they may point at a person."""
    if not any(
        name.startswith(("kode_kecamatan", "nama_kecamatan", "kode_desa", "nama_desa"))
        for name in tested.header
    ):
        return []
    about = fold(" ".join([str(tested.reading.around.title or ""), tested.sheet]))
    found = []
    for column in tested.figures:
        words = f"{about} {fold(column.source_label)} {fold(column.title)}"
        if not tested.reference.units.counts(column.unit) and column.type != "integer":
            continue
        if _SENSITIVE.search(words):
            rows = _where(tested, column, lambda value: 0 < value <= _FEW)
            if rows:
                found.append(_small(tested, column, rows))
        elif _DELICATE.search(words):
            rows = _where(tested, column, lambda value: 0 < value <= _VERY_FEW)
            if rows:
                found.append(about_cells(tested, "SEL_KECIL_PERHATIAN", column, rows))
    return found


def _small(tested: Tested, column: RecipeColumn, rows: Sequence[int]) -> Finding:
    """Ask about small figures; the offered way out writes NA over them."""
    cells = tested.cells(column.name, rows)
    covers = [
        {"cell": cell, "value": "NA", "was": _shown(tested, cell), "code": "SEL_KECIL"}
        for cell in cells[:500]
    ]
    item = about_cells(tested, "SEL_KECIL", column, rows, read=number_text(_FEW))
    shown = Choice("tampilkan", "Tetap tampilkan", "Show them all the same")
    item.question = Question(f"SEL_KECIL:{column.name}", [shown], None, True)
    item.fixes = [Fix("cover", "Tutup semuanya dengan NA", "Cover them all with NA", {"fixes": covers})]
    return item
