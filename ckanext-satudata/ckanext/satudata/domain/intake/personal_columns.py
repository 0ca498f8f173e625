"""Personal data in the cells of a sheet, decided per column by likelihood and by title, not per cell.

A random number of sixteen digits has the structure of a NIK in three cases of a hundred, with a real province in
front in seven; a column of them has it in all. So a share decides, and a single look-alike among amounts does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .grid import Sheet, Value, address
from .personal import (
    CARD,
    EMAIL,
    KK,
    NIK,
    NIP,
    NOTHING,
    NPWP,
    NUMBER,
    PHONE,
    Seen,
    digits_of,
    look,
    passes_luhn,
)
from .text import fold, squeeze

SURE_SHARE = 0.3
MONEY_SHARE = 0.9
MANY = 5
REVIEW_HITS = 3
SHORTEST = 9
REMEMBERED = 200_000
_MONEY = re.compile(
    r"\b(rp|rupiah|nilai|anggaran|pagu|realisasi|aset|belanja|pendapatan|harga|saldo|modal)\b"
)
_NO = r"(?:no|nomor|nmr)?\.? ?"
_TITLES: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = (
    (re.compile(_NO + r"(kk|kartu keluarga)"), re.compile(r"\d{16}"), KK),
    (
        re.compile(_NO + r"(nik|ktp|nik ?/ ?ktp|ktp ?/ ?nik|induk kependudukan)\b.*"),
        re.compile(r"\d{15,16}"),
        NIK,
    ),
    (re.compile(_NO + r"nip\b.*"), re.compile(r"\d{9}|\d{18}"), NIP),
    (re.compile(_NO + r"npwp\b.*"), re.compile(r"\d{15,16}"), NPWP),
    (
        re.compile(_NO + r"(nuptk|paspor|sim|bpjs|bpjs kesehatan|kartu bpjs|jkn)\b.*"),
        re.compile(r"\w{8,16}"),
        NUMBER,
    ),
    (re.compile(_NO + r"nisn\b.*"), re.compile(r"\d{10}"), NUMBER),
    (
        re.compile(_NO + r"(rekening|rek|kartu kredit|kartu debit|kartu atm)( bank)?"),
        re.compile(r"\d{9,19}"),
        CARD,
    ),
    (
        re.compile(_NO + r"(hp|telp|tlp|telepon|telpon|handphone|ponsel|wa|whatsapp|kontak)\b.*"),
        re.compile(r"\+?(?:62|0)?8\d{8,12}"),
        PHONE,
    ),
)
_MAIL_TITLE = re.compile(r"(alamat )?(e ?-?mail|surel)( pribadi)?")
_MASKED_NIK = re.compile(r"\d{4,12}[*xX\u2022]{3,12}\d{0,4}")


@dataclass
class Found:
    """One kind of personal data in one place. ``sure``: it must go; otherwise a person is asked."""

    kind: str
    sheet: str
    column: int | None
    cells: list[str]
    count: int
    sure: bool = True
    where: tuple[str, str] | None = None


@dataclass
class _Tally:
    hits: dict[str, list[int]] = field(default_factory=dict)
    natives: set[int] = field(default_factory=set)
    inside: set[int] = field(default_factory=set)
    long: int = 0
    luhn: int = 0


TitleOf = Callable[[int], str]


def scan_cells(sheet: Sheet, title_of: TitleOf) -> list[Found]:
    """Find personal data in the cells of a sheet, one entry per kind and column. ``title_of``: a column's title."""
    tallies: dict[int, _Tally] = {}
    known: dict[str, Seen] = {}
    for number in sheet.numbers():
        for column, value in enumerate(sheet.rows[number], 1):
            seen = _seen(value, known)
            if seen is not NOTHING:
                _count(tallies.setdefault(column, _Tally()), seen, number, value)
        if len(known) > REMEMBERED:
            known.clear()
    return [
        item
        for column, tally in sorted(tallies.items())
        for item in _decide(sheet, column, tally, title_of(column))
    ]


def _seen(value: Value, known: dict[str, Seen]) -> Seen:
    """Look at a cell; short texts and small numbers, which are nearly all, are passed over at once."""
    if isinstance(value, str):
        if len(value) < SHORTEST:
            return NOTHING
        found = known.get(value)
        if found is None:
            found = known[value] = look(value)
        return found
    return look(value) if isinstance(value, (int, float)) and value >= 1e15 else NOTHING


def _count(tally: _Tally, seen: Seen, row: int, value: Value) -> None:
    if seen.kind is not None:
        tally.hits.setdefault(seen.kind, []).append(row)
        if seen.native:
            tally.natives.add(row)
        if seen.inside:
            tally.inside.add(row)
    if seen.long:
        tally.long += 1
        digits = digits_of(value)
        tally.luhn += not seen.native and len(digits) == 16 and passes_luhn(digits)


def _decide(sheet: Sheet, column: int, tally: _Tally, title: str) -> list[Found]:
    found = []
    if tally.long >= MANY and tally.luhn >= MONEY_SHARE * tally.long:
        rows = tally.hits.pop(NIK, [])
        found.append(_found(CARD, sheet, column, rows or _long_rows(sheet, column), tally.long))
    rounded = tally.hits.pop(NUMBER, [])
    if NIK in tally.hits:
        found += _nik(sheet, column, tally, title)
    elif len(rounded) >= REVIEW_HITS and len(rounded) * 2 >= tally.long:
        found.append(_found(NIK, sheet, column, rounded, sure=not _MONEY.search(title)))
    for kind, rows in tally.hits.items():
        inside = not tally.inside.isdisjoint(rows)
        if kind != NIK and (kind != PHONE or inside or _is_phone(sheet, column, rows, title)):
            found.append(_found(kind, sheet, column, rows))
    return found


def _nik(sheet: Sheet, column: int, tally: _Tally, title: str) -> list[Found]:
    """Decide on numbers with the structure of a NIK: in a sentence always, in a column by their share."""
    rows = tally.hits[NIK]
    whole = [row for row in rows if row not in tally.inside]
    share = len(whole) / tally.long if tally.long else 0.0
    money = bool(_MONEY.search(title)) and all(row in tally.natives for row in whole)
    needed = MONEY_SHARE if money else SURE_SHARE
    sure = bool(tally.inside & set(rows)) or (share >= needed and (not money or len(whole) >= MANY))
    if sure:
        return [_found(KK if _TITLES[0][0].fullmatch(title) else NIK, sheet, column, rows)]
    return (
        [_found(NUMBER, sheet, column, whole, sure=False)] if len(whole) >= REVIEW_HITS and not money else []
    )


def _is_phone(sheet: Sheet, column: int, rows: Sequence[int], title: str) -> bool:
    """Tell numbers that begin with 62 and 8 from amounts: a telephone number has its zero or plus."""
    if any(re.match(r"\s*['\u2019]?\(?(\+|0)", str(sheet.get(row, column))) for row in rows):
        return True
    return not _MONEY.search(title) and any("-" in str(sheet.get(row, column)) for row in rows)


def _long_rows(sheet: Sheet, column: int) -> list[int]:
    return [row for row in sheet.numbers() if len(digits_of(sheet.get(row, column))) == 16]


def _found(
    kind: str, sheet: Sheet, column: int, rows: Sequence[int], count: int | None = None, sure: bool = True
) -> Found:
    cells = [address(row, column) for row in rows]
    return Found(kind, sheet.name, column, cells, count if count is not None else len(rows), sure)


def scan_titles(sheet: Sheet, labels: Sequence[tuple[int, str]], rows: Sequence[int]) -> list[Found]:
    """Find columns whose title and whole values together are personal, though the values alone prove nothing."""
    return [
        item
        for column, label in labels
        for item in _by_title(sheet, column, fold(label.split("\u2013")[-1]).replace("_", " "), rows)
    ]


def _by_title(sheet: Sheet, column: int, title: str, rows: Sequence[int]) -> list[Found]:
    kind, shape = next(
        ((k, shape) for pattern, shape, k in _TITLES if pattern.fullmatch(title)), (None, None)
    )
    if kind is not None and shape is not None:
        hits = [row for row in rows if shape.fullmatch(digits_of(sheet.get(row, column)))]
        if hits and len(hits) * 5 >= sum(sheet.get(row, column) is not None for row in rows):
            return [_found(kind, sheet, column, hits)]
    if kind == NIK:
        veiled = [row for row in rows if _MASKED_NIK.fullmatch(squeeze(str(sheet.get(row, column) or "")))]
        return [_found(NUMBER, sheet, column, veiled, sure=False)] if veiled else []
    if _MAIL_TITLE.fullmatch(title):
        hits = [row for row in rows if look(sheet.get(row, column)).kind == EMAIL]
        return [_found(EMAIL, sheet, column, hits)] if hits else []
    return []
