"""Rows that title columns though they hold numbers: numbering, years, months, ages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from .dates import looks_dated
from .grid import Row, Value
from .rows import NUMERIC, TEXT, Profile, filled_cells, is_pair, kind_of, year_of
from .text import fold, squeeze

_NUMBERING = re.compile(r"[(\[]?\s*(\d{1,3})[a-z]?\s*[)\]]?\s*(?:[=:]\s*[\d\s+\-\u2013*x/:.,()\[\]%]+\)?)?")
_LETTERING = re.compile(r"[(\[]?\s*([a-z])\s*[)\].]?", re.IGNORECASE)
_COUNTING = frozenset("([0123456789")
_DIMENSION = re.compile(
    r"(no|nomor|no urut|bulan|tahun|tanggal|indikator|komoditas|kelas|umur|rincian|uraian|unit|unit kerja|instansi|opd|"
    r"lokasi|stasiun|puskesmas|sekolah|golongan|lapangan usaha|sektor|variabel|bidang|program|jabatan|partai|agama|"
    r"pendidikan|pekerjaan|"
    r"district|subdistrict|village|regency|year|month|name|"
    r"(kecamatan|kec|desa|kelurahan|wilayah|kabupaten|kota|provinsi|daerah)( ?/.*)?|"
    r"(kode|nama|jenis|kategori|kelompok|tingkat)( [a-z/ ]{1,25})?)( ?\(.*\))?"
)


def names_dimension(text: str) -> bool:
    """Tell whether a title names what rows are about: *Kecamatan*, *No*, *Jenis Ternak*; a place's own name does not."""
    return _DIMENSION.fullmatch(fold(text)) is not None


def is_numbering(row: Row, following: Row | None, above: Row | None = None) -> bool:
    """Tell whether the row numbers the columns: ``(1) (2) (3)``, ``A B C``, ``5=3+4``; or 1 2 3 where the next row
    holds words, or where titles stand above and the next row does not count on."""
    cells = [(index, value) for index, value in enumerate(row, 1) if value is not None]
    if len(cells) < 2:
        return False
    numbers, brackets, lettered = _counted(cells)
    if len(numbers) < len(cells) or numbers[0] not in (0, 1):
        return False
    if any(right - left not in (0, 1) for left, right in pairwise(numbers)):
        return False
    if brackets == len(cells):
        return True
    if len(cells) < 3:
        return False
    if lettered:
        return len(set(numbers)) == len(numbers)
    return _words_below(cells, following) or _titles_above(cells, numbers, following, above)


def _counted(cells: Sequence[tuple[int, Value]]) -> tuple[list[int], int, bool]:
    """Give the numbers of the cells up to the first that counts nothing, how many have brackets, whether letters."""
    numbers: list[int] = []
    brackets, letters = 0, 0
    for _, value in cells:
        text = squeeze(value) if isinstance(value, str) else str(value) if type(value) is int else ""
        match = _NUMBERING.fullmatch(text) if text[:1] in _COUNTING else None
        lettered = _LETTERING.fullmatch(text) if match is None else None
        if match is None and lettered is None:
            break
        numbers.append(int(match[1]) if match else ord(lettered[1].lower()) - 96 if lettered else 0)
        brackets += text[:1] in "(["
        letters += lettered is not None
        if letters not in (0, len(numbers)):
            break
    return (numbers, brackets, letters > 0) if letters in (0, len(numbers)) else ([], 0, False)


def _words_below(cells: Sequence[tuple[int, Value]], following: Row | None) -> bool:
    return following is not None and any(
        kind_of(following[column - 1]) == TEXT for column, _ in cells if column <= len(following)
    )


def _titles_above(
    cells: Sequence[tuple[int, Value]], numbers: Sequence[int], following: Row | None, above: Row | None
) -> bool:
    if above is None or following is None or len(set(numbers)) < len(numbers):
        return False
    titled = sum(column <= len(above) and kind_of(above[column - 1]) == TEXT for column, _ in cells)
    first = cells[0][0]
    next_value = following[first - 1] if first <= len(following) else None
    return titled * 10 >= len(cells) * 6 and str(next_value).strip() not in ("2", "2.0")


def is_title_of_numbers(row: Row, item: Profile, following: Row | None, above: Row | None) -> bool:
    """Tell whether a row titles columns with 1, 2, 3 (months, classes) or with dates: it begins with the name of a
    dimension, or that stands above its blank beginning; its numbers count on one by one or are all dates, and the row
    below holds other figures."""
    if item.numeric < 2 or following is None:
        return False
    if is_title_of_days(row, item, following):
        return True
    if not (_DIMENSION.fullmatch(item.head) or _is_titled_above(item, above)):
        return False
    cells = filled_cells(row)
    figures = [(column, value) for column, value in cells if kind_of(value) == NUMERIC]
    below = [following[column - 1] if column <= len(following) else None for column, _ in figures]
    values = [value for _, value in figures]
    if all(isinstance(value, date) for value in values):
        return len(set(values)) == len(values) and not any(isinstance(value, date) for value in below)
    whole = [
        value for value in values if type(value) is int or (isinstance(value, float) and value.is_integer())
    ]
    if len(whole) < len(values) or len(whole) < 3 or not isinstance(whole[0], (int, float)):
        return False
    counted = [int(whole[0]) + step for step in range(len(whole))]
    return whole == counted and whole[0] in (0, 1) and below != values


def is_title_of_days(row: Row, item: Profile, following: Row) -> bool:
    """Tell whether a row titles columns with days, whatever its first word says: all its figures are different days, and
    below them stand figures that are none."""
    figures = [index for index, kind in enumerate(item.kinds) if kind == NUMERIC]
    days = [row[index] for index in figures]
    if (
        item.kinds[item.left - 1] != TEXT
        or not all(map(_is_day, reversed(days)))
        or len(set(days)) < len(days)
    ):
        return False  # from the end, where rows of data have figures: most end there at once
    below = [following[index] if index < len(following) else None for index in figures]
    return all(kind_of(value) == NUMERIC and not _is_day(value) for value in below)


def _is_day(value: Value) -> bool:
    return isinstance(value, date) or (isinstance(value, str) and looks_dated(value))


def _is_titled_above(item: Profile, above: Row | None) -> bool:
    """Tell whether a row of nothing but numbers begins right of the name of a dimension in the row above."""
    if item.numeric < item.filled or above is None:
        return False
    return any(isinstance(value, str) and names_dimension(value) for value in above[: item.left - 1])


def is_year_header(row: Row, following: Row | None) -> bool:
    """Tell whether the row titles columns with years that run up or down, while the next row holds other figures."""
    cells = filled_cells(row)
    dated = [
        (column, year_of(value)) for column, value in cells if kind_of(value) == NUMERIC or year_of(value)
    ]
    years = [year for _, year in dated if year is not None]
    if len(years) < 2 or len(years) != len(dated):
        return _is_single_year_header(cells, following)
    repeated = years[: len(set(years))] * (len(years) // len(set(years)) or 1)
    steps = {right - left for left, right in pairwise(repeated)} if repeated else set()
    named = isinstance(cells[0][1], str) and _DIMENSION.fullmatch(fold(cells[0][1])) is not None
    if len(set(years)) == len(years) and len({abs(step) for step in steps}) > 1 and not named:
        return False
    if len(set(years)) == 1 or following is None:
        return False
    below = [following[column - 1] if column <= len(following) else None for column, _ in dated]
    return sum(year_of(value) is not None for value in below) < len(below)


def _is_single_year_header(cells: Sequence[tuple[int, Value]], following: Row | None) -> bool:
    """Tell whether exactly one numeric cell is a year while a word stands over a figure elsewhere."""
    numeric = [(column, value) for column, value in cells if kind_of(value) == NUMERIC]
    if len(numeric) != 1 or year_of(numeric[0][1]) is None or following is None or len(cells) < 2:
        return False
    column = numeric[0][0]
    below = following[column - 1] if column <= len(following) else None
    words_over_figures = any(
        kind_of(value) == TEXT and at <= len(following) and kind_of(following[at - 1]) == NUMERIC
        for at, value in cells
        if at != column
    )
    named = isinstance(cells[0][1], str) and _DIMENSION.fullmatch(fold(cells[0][1])) is not None
    titled = words_over_figures or (named and not is_pair([value for _, value in cells]))
    return titled and kind_of(below) == NUMERIC and year_of(below) is None
