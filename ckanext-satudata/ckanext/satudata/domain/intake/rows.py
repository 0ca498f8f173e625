"""What kind of row a row is: figures, words, unit, footnote, source, signature, sample."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .dates import looks_dated
from .grid import Row, Value, is_number
from .missing import sign_among_figures
from .numbers import DIGITS, looks_numeric, take_odd
from .odd_numbers import EXPONENT, LETTERS, begins_as_words, broken_kind
from .text import fold, has_digit, is_blank, squeeze

NUMERIC = "n"
TEXT = "t"
BLANK = " "

_SOURCE = re.compile(
    r"(sumber|source)( data)?\s*([:;=/|-]|$)|source url|access time|waktu akses|sumber (data )?(dinas|badan|bps|kantor|"
    r"kementerian|bagian|uptd|rsud|polres|pt|hasil|laporan|olahan|diolah|sekretariat|kecamatan|puskesmas)\b"
)
_NOTE = re.compile(
    r"(catatan|keterangan|ket|note|notes)\s*(\d*\s*)?[:.]|\*+\)?\s*\S|[0-9a-e]\)\s*\S|angka (sangat )?sementara"
)
_SIGNATURE = re.compile(
    r"((mengetahui|menyetujui)(\s*[,:]|$)|kepala (dinas|badan|bidang|bagian|seksi|uptd|subbag\w*)|plt\.? kepala|plh\.? kepala|"
    r"sekretaris (dinas|badan)|pembina( utama| tingkat| tk)?\b|penata( muda| tingkat| tk)?\b|nip\b|ttd\b|"
    r"[a-z .]{3,40}, *\d{0,2} *(januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|"
    r"desember)\b)"
)
_SAMPLE = re.compile(r"(dst|dan seterusnya|dsb)[. \u2026]*|(contoh|cth|misal|misalnya)\b ?[:.)-].*")
_SAMPLE_SIGNS = frozenset("dDcCmM")
_PAIR_NAMES = frozenset(
    ("judul", "wilayah", "satuan", "sumber", "nama data", "instansi", "opd", "produsen", "unit")
)
_YEAR_CELL = re.compile(
    r"(?:tahun\s*)?((?:19|20)\d{2})\s*(?:\*{1,3}\)?|[er]\)?|\(?\s*angka.*)?", re.IGNORECASE
)


@lru_cache(maxsize=65536)
def _text_kind(text: str) -> str:
    if not has_digit(text) or begins_as_words(text):
        if is_blank(text):
            return BLANK
        return TEXT if sign_among_figures(text) is None else NUMERIC
    if looks_numeric(text) or looks_dated(text) or _meant_as_figure(text):
        return NUMERIC
    return TEXT


def _meant_as_figure(text: str) -> bool:
    """Tell whether a text with digits stands in a cell of figures though it is none: ``1O5``, ``1,25E+09``, ``~0``."""
    if sign_among_figures(text) is not None or broken_kind(text) in (LETTERS, EXPONENT):
        return True
    odd = None if text.isascii() else take_odd(text)
    return odd is not None and odd.odd == DIGITS


def kind_of(value: Value) -> str:
    """Tell whether a cell is blank, text, or anything that data columns hold (numbers, dates, signs, errors)."""
    if value is None:
        return BLANK
    return _text_kind(value) if isinstance(value, str) else NUMERIC


class Profile(NamedTuple):
    """A row in brief: how many cells are filled and numeric, where they begin and end, its first text, and one sign
    per cell for its kind."""

    number: int
    filled: int
    numeric: int
    left: int
    right: int
    head: str
    kinds: str


def profile(number: int, row: Row) -> Profile | None:
    """Give the row in brief, ``None`` when it is blank."""
    kinds = sys.intern("".join([kind_of(value) for value in row]).rstrip(BLANK))
    if not kinds:
        return None
    left = len(kinds) - len(kinds.lstrip(BLANK)) + 1
    first = row[left - 1]
    head = fold(first) if isinstance(first, str) and kinds[left - 1] == TEXT else ""
    return Profile(
        number, len(kinds) - kinds.count(BLANK), kinds.count(NUMERIC), left, len(kinds), head, kinds
    )


def rows_between(profiles: Sequence[Profile], first: int, last: int) -> Sequence[Profile]:
    """Give the rows with content from ``first`` to ``last``, both included, without looking at any other."""
    begin = bisect_left(profiles, first, key=_number)
    return profiles[begin : bisect_right(profiles, last, key=_number)]


def _number(item: Profile) -> int:
    return item.number


def filled_cells(row: Row) -> list[tuple[int, Value]]:
    """Give (column, value) of the cells that are not blank."""
    return [(index, value) for index, value in enumerate(row, 1) if kind_of(value) != BLANK]


def year_of(value: Value) -> int | None:
    """Give the year of a cell such as 2025, ``Tahun 2025`` or ``2025*``, ``None`` for anything else."""
    if type(value) is int or isinstance(value, float):
        return int(value) if is_number(value) and 1900 <= value <= 2100 and value == int(value) else None
    if isinstance(value, str):
        match = _YEAR_CELL.fullmatch(squeeze(value))
        return int(match[1]) if match else None
    return None


_FOR_A_FIGURE = re.compile(r"[<>\u2264\u2265~]? ?\d|(tidak|belum|tdk|blm)\b|nihil\b|kosong\b|n\.?a\b|null\b")


def stands_for_figure(text: str) -> bool:
    """Tell whether words stand where a figure should: *belum ada*, *tidak lapor*, *< 5*."""
    return _FOR_A_FIGURE.match(fold(text)) is not None


def is_lone_year(row: Row) -> bool:
    """Tell whether a row holds a year and nothing else, as over the rows of that year."""
    cells = filled_cells(row)
    return len(cells) == 1 and year_of(cells[0][1]) is not None


def footer_kind(head: str) -> str | None:
    """Give ``source``, ``signature`` or ``footnote`` for the first words of a row below or above a table."""
    if _SOURCE.match(head):
        return "source"
    if _SIGNATURE.match(head):
        return "signature"
    if _NOTE.match(head):
        return "footnote"
    return None


def is_sample(row: Row) -> bool:
    """Tell whether the row is a template's own filler (``dst\u2026``)."""
    texts = [value for value in row if isinstance(value, str)]
    likely = [text for text in texts if text[:1] in _SAMPLE_SIGNS or text[:1].isspace()]
    return any(text.lstrip()[:1] in _SAMPLE_SIGNS and _SAMPLE.fullmatch(fold(text)) for text in likely)


def is_dots(row: Row) -> bool:
    """Tell whether dots stand alone in a row, for rows that are left out or to be filled in."""
    cells = filled_cells(row)
    return len(cells) == 1 and isinstance(cells[0][1], str) and not cells[0][1].strip(". \u2026")


def row_text(row: Row) -> str:
    """Give the row's words in one line."""
    return " | ".join(squeeze(str(value)) for _, value in filled_cells(row))


def is_pair(row: Row) -> bool:
    """Tell whether the row is a remark in two cells above a table: ``Tahun | 2025``, ``Judul: | Luas Panen``."""
    cells = filled_cells(row)
    if len(cells) != 2 or not isinstance(cells[0][1], str):
        return False
    name = fold(cells[0][1])
    if name == "tahun" or name == "periode":
        return year_of(cells[1][1]) is not None
    return name in _PAIR_NAMES or squeeze(cells[0][1]).endswith(":")
