"""Columns as read: name, type, unit, role, and the way numbers are written in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import islice

from .column import (
    BOOLEAN,
    DATE,
    DIMENSION,
    INTEGER,
    MEASURE,
    NUMBER,
    NUMBERING,
    STRING,
    TOTAL,
    YEAR,
    Column,
)
from .column_dates import holds_serials, settle_dates
from .column_evidence import explain
from .conventions import DEGREES, NEVER, UNKNOWN, USUAL, decide
from .dates import is_ambiguous
from .grid import Sheet, Value
from .headers import JOINT
from .label_status import common_status, status_of_label
from .missing import rule_of
from .no_figures import is_clock, is_padded, tell_neighbourhoods
from .numbers import NATIVE, TAIL, TEXT_PLAIN, NumberText, parts_of, read, scale_of, take_odd
from .percents import bare_figures
from .periods import NUMBERED, period_of
from .region_codes import is_code_label, level_of, settle_codes
from .regions import Regions
from .rows import year_of
from .sentinels import stand_for_nothing
from .stats import collect, folded_words
from .text import fold, technical_name, unique_names
from .title_words import said_by
from .totals import is_additive, is_total_column
from .units import RUPIAH, Units

_CODE = re.compile(r"(kode|kd|id|no|nomor|nik|nip|npwp|nisn|npsn|nib|kbli)\b.*")
_NUMBERING = re.compile(r"(no|nomor|no urut|nomor urut|nr|#)")
_YEAR = re.compile(r"(tahun|thn|th|year|tahun data|tahun anggaran|periode tahun)")
_PERIOD = re.compile(
    r"(bulan|triwulan|semester|subround|kuartal|minggu|tahun ajaran|periode|tanggal|jenis kelamin)"
)
_DISTRICT = re.compile(r"(nama )?(kec|kecamatan)\b.*")
_VILLAGE = re.compile(r"(nama )?(desa|kelurahan|desa/? ?kelurahan|kel)\b.*")
_DEGREES = re.compile(r"\b(lintang|bujur|latitude|longitude|lat|lon|long|lng|koordinat)\b")
_NOT_COUNTED = re.compile(
    r".*\b(umur|usia|kelompok|golongan|kelas|keterangan|ket|uraian|catatan|alamat|ukuran|spesifikasi|satuan|jangka)\b.*"
)
_REMARKS = re.compile(r"(keterangan|ket|catatan|alamat|lokasi|uraian)\b.*")
YES_NO = {"ya": True, "tidak": False, "ada": True, "tidak ada": False}


Adds = Callable[[int, str], "bool | None"]


def read_columns(
    sheet: Sheet,
    columns: Sequence[int],
    labels: Sequence[str],
    rows: Sequence[int],
    units: Units,
    regions: Regions,
) -> list[Column]:
    """Read the columns but for their number conventions, which need the totals."""
    read = [
        Column(index, label, collect(sheet, index, rows))
        for index, label in zip(columns, labels, strict=True)
    ]
    for column in read:
        _find_figures(column, units)
        _find_unit(column, units)
        _find_kind(sheet, column, rows, regions)
    tell_neighbourhoods(read)
    settle_codes(sheet, read, rows, regions)
    for column, name in zip(read, unique_names(_names(read)), strict=True):
        column.name = name
        explain(column, regions)
    common = common_status(read)
    for column in read:
        column.places = _places(column, regions) if column.is_figures else {}
        column.status = (status_of_label(column.label) or common) if column.is_figures else None
    return read


def _places(column: Column, regions: Regions) -> dict[str, str]:
    parts = column.label.split(JOINT)
    return {part: found.name for part in parts if (found := regions.named(part, "kecamatan"))}


def _find_figures(column: Column, units: Units) -> None:
    """Tell odd numbers from words: ``15 orang`` is a number in a column of them, not in one of ages or remarks."""
    counted = _NOT_COUNTED.fullmatch(fold(column.label)) is None

    def unit_word(word: str) -> bool:
        return counted and (units.named(word) is not None or scale_of(word, "") is not None)

    unit = units.in_label(column.label)
    column.stats.tell_figures(unit_word, counted and unit is not None and units.counts(unit[0].code))


def _find_unit(column: Column, units: Units) -> None:
    texts = [parts for text in column.stats.numbers.counts if (parts := parts_of(text))]
    named = {parts.tail: units.named(parts.tail) for parts in texts if parts.tail}
    column.tails = {tail: unit.code for tail, unit in named.items() if unit}
    found = units.in_label(column.label)
    if found:
        column.unit, column.unit_evidence = found
    elif texts or column.stats.percents:
        _find_shown_unit(column, texts, units)


def _find_shown_unit(column: Column, texts: Sequence[NumberText], units: Units) -> None:
    """Take the unit that every cell shows: a percent sign, or one and the same word behind the number."""
    stats = column.stats
    codes = set(column.tails.values())
    if len(codes) == 1 and not stats.natives and all(parts.tail in column.tails for parts in texts):
        column.unit, column.unit_evidence = units.by_code[codes.pop()], next(iter(stats.numbers.counts))
    elif stats.percents == stats.natives and 2 * sum(parts.percent for parts in texts) >= len(texts):
        column.unit, column.unit_evidence = units.named("%"), "%"
    elif not stats.natives and all(parts.money for parts in texts) and TAIL not in {p.odd for p in texts}:
        column.unit, column.unit_evidence = units.named("rp"), "Rp"


def is_code_title(label: str) -> bool:
    """Tell whether a column's title says that it holds identifiers, whatever their digits."""
    return _CODE.fullmatch(fold(label)) is not None


def _find_kind(sheet: Sheet, column: Column, rows: Sequence[int], regions: Regions) -> None:
    stats, label = column.stats, fold(column.label)
    figures = stats.natives + stats.numbers.total + stats.broken.total
    if _NUMBERING.fullmatch(label) and figures >= stats.words.total:
        column.role, column.skip = NUMBERING, True
    elif is_code_label(label):
        column.region = level_of(label)
    elif is_code_title(label) or is_padded(stats) or is_clock(stats, label):
        column.type = STRING
    elif _is_year(column, label):
        column.type = YEAR
    elif _find_period(sheet, column, label) or _find_words(sheet, column, rows, label, regions):
        return
    elif figures and figures * 10 >= (stats.filled - len(stats.errors) - len(stats.uncached)) * 6:
        _take_for_figures(column, label)
    elif (
        stats.errors
        or stats.uncached
        or (stats.sign_kinds and not stats.words.total and not _REMARKS.fullmatch(label))
        or (not stats.filled and column.unit)
    ):
        column.type, column.role = NUMBER, MEASURE


def _is_year(column: Column, label: str) -> bool:
    if not _YEAR.fullmatch(label):
        return False
    texts = [*column.stats.numbers.counts, *column.stats.words.counts]
    native_years = column.stats.low is None or (column.stats.low >= 1900 and (column.stats.high or 0) <= 2100)
    spans = sum(re.fullmatch(r"\s*\d{4}\s*/\s*\d{2,4}\s*", text) is not None for text in texts)
    return native_years and not (texts and spans == len(texts) and not column.stats.natives)


def _find_period(sheet: Sheet, column: Column, label: str) -> bool:
    """Find months, quarters, half-years and school years; those of a column of their own become their number."""
    stats = column.stats
    if stats.natives or stats.truths or stats.errors or stats.uncached or stats.signs.total:
        return False
    values: list[Value] = [*stats.words.counts, *stats.numbers.counts, *stats.dated.counts]
    if stats.dates and not values and not _PERIOD.match(label):
        return False
    values += [sheet.get(row, column.index) for row in stats.date_rows]
    column.period = period_of(label, values)
    if column.period in NUMBERED:
        column.type = INTEGER
    return column.period is not None


def _find_words(sheet: Sheet, column: Column, rows: Sequence[int], label: str, regions: Regions) -> bool:
    stats = column.stats
    if holds_serials(column):
        column.type, column.date_serials = DATE, True
        return True
    if stats.words.total * 2 > stats.filled:
        _find_region(column, label, regions)
        if len(stats.words.counts) == 2 and folded_words(stats) <= {"ya", "tidak"}:
            column.type = BOOLEAN
        return True
    if stats.truths * 2 > stats.filled:
        column.type = BOOLEAN
        return True
    if (stats.dates + stats.dated.total) * 2 > stats.filled:
        column.type = DATE
        column.date_doubt = any(is_ambiguous(text) for text in stats.dated.counts)
        settle_dates(sheet, column)
        return True
    return False


def _find_region(column: Column, label: str, regions: Regions) -> None:
    words = column.stats.words.counts
    named = _most(words, regions.knows)
    for level, pattern in (("kecamatan", _DISTRICT), ("desa", _VILLAGE)):
        of_level = partial(regions.named, level=level)
        if pattern.fullmatch(label) or (named and _most(words, of_level)):
            column.region = level
            return


def _most(words: Collection[str], named: Callable[[str], object]) -> bool:
    """Tell whether at least two words, and six of ten, are names; once too many are not, the rest is not looked at."""
    needed = max(2, -(-len(words) * 6 // 10))
    others = (text for text in words if not named(text))
    return len(words) >= needed and next(islice(others, len(words) - needed, None), None) is None


def _take_for_figures(column: Column, label: str) -> None:
    stats = column.stats
    period = (
        _PERIOD.match(fold(column.label.split("\u2013")[-1])) is not None
        and not stats.fractions
        and not said_by(label)[0]
    )
    column.role = DIMENSION if period else MEASURE
    column.type = INTEGER if period else NUMBER
    if column.role == MEASURE and is_total_column(column.label):
        column.role = TOTAL
    year = year_of(column.label.split("\u2013")[-1])
    column.year = year if column.role == MEASURE else None


def _names(columns: Sequence[Column]) -> list[str]:
    names = []
    for column in columns:
        if column.kept_name:
            names.append(column.kept_name)
        elif column.region:
            stem = "kode" if column.codes is not None else "nama"
            names.append(f"{stem}_{column.region}")
        elif column.type == YEAR:
            names.append("tahun")
        else:
            names.append(technical_name(column.label))
    return names


def settle_convention(column: Column, units: Units, adds: Callable[[str], bool | None]) -> None:
    """Decide the number convention of a column of figures, and from it whether the figures are whole."""
    if column.type not in (INTEGER, NUMBER):
        return
    if column.is_figures:
        stand_for_nothing(column.stats, _fractions(column, units) == NEVER)
    column.decision = decide(column.stats, _fractions(column, units), adds)
    settle_type(column, units)
    if column.is_figures and column.unit is not None and units.is_percent(column.unit.code):
        _settle_percent(column)


def _fractions(column: Column, units: Units) -> str:
    """Tell whether a column's unit never has fractions, usually has them, or is not known."""
    if _DEGREES.search(fold(column.label)):
        return DEGREES
    if not is_additive(column.label, False, False):
        return USUAL
    if column.unit is not None:
        return NEVER if units.counts(column.unit.code) else USUAL
    return UNKNOWN


def _settle_percent(column: Column) -> None:
    """Tell whether percent figures are all fractions of one, or fractions and percents side by side."""
    bare, shown = bare_figures(column.stats, column.decision.kind)
    below = [value for value in bare if 0 < value <= 1]
    fractional = any(value < 1 for value in below)
    if not fractional or min(bare) < 0:
        return
    above = [value for value in bare if value > 1]
    apart = not any(value < 10 for value in above)
    if not above:
        column.percent_fraction, column.percent_mixed = not shown and len(bare) > 1, shown > 0
    elif apart and len(below) > 1 and len(below) * 5 >= len(bare):
        column.percent_mixed = True


def settle_type(column: Column, units: Units) -> None:
    """Tell whether a column's figures are whole, by unit or by how they read."""
    if column.is_figures:
        whole = _is_whole(column, _fractions(column, units) == NEVER)
        column.type = INTEGER if whole else NUMBER


def _is_whole(column: Column, counts_whole: bool) -> bool:
    if counts_whole:
        return True
    decision, stats = column.decision, column.stats
    continuous = column.unit is not None and column.unit.code != RUPIAH
    if continuous or stats.fractions or stats.percents or decision.kind is None:
        return False
    if decision.kind in (NATIVE, TEXT_PLAIN) and not any(map(take_odd, stats.numbers.counts)):
        return True
    found = [read(text, decision.kind, True, {"tail": "drop"}) for text in stats.numbers.counts]
    return all(item is None or item.number == item.number.to_integral_value() for item in found)


def signs_to_ask(column: Column) -> int:
    """Give how many cells of a column of figures hold a sign whose meaning a person must confirm."""
    if not column.is_figures:
        return 0
    return sum(count for kind, count in column.stats.sign_kinds.items() if rule_of(kind).ask)
