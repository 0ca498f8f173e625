"""Rows that stand for the whole of the places in the other rows: *Indonesia* below provinces, a province over its
kabupaten, *Kabupaten X* below its kecamatan. Their figures may be shares or means, so adding up cannot find them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .grid import Sheet, Value
from .layout import Table
from .regions import Regions, code_key, name_key
from .rows import BLANK, TEXT, kind_of
from .text import fold, has_digit, squeeze

MAX_ROWS = 2_000
MAX_CODE_COLUMNS = 3
_NATION = frozenset(("indonesia", "nasional", "republikindonesia", "jumlahindonesia", "totalindonesia"))
_PROVINCE = re.compile(r"(provinsi|prov|propinsi)\b\.?\s+")
_SPECIAL = re.compile(
    r"(daerah istimewa|d ?i|daerah khusus ibu ?kota|daerah khusus|dki)\s+(?=yogyakarta|jakarta|aceh)"
)
_ISLANDS = re.compile(r"(kepulauan|kep)\s+(?=bangka)|(?<!\S)kep\s+(?=riau)")
_PLACE = re.compile(r"(kab\.?|kabupaten|kota|provinsi|prov\.?|propinsi) \S.*")
_CODE = re.compile(r"[1-9]\d(\d{2}(\d{3}(\d{3})?)?)?")
_CODE_TITLE = re.compile(r"(kode|kd|id|code)\b.*|.*\b(kode|code)")
_NOUGHTS = {4: 2, 7: 3}


@dataclass(frozen=True)
class Nation:
    """The provinces and their kabupaten and kota: rows with ``kode``, ``nama``, ``induk`` and ``kode_bps``."""

    rows: Callable[[], Iterable[Mapping[str, str]]] = tuple

    @cached_property
    def provinces(self) -> dict[str, str]:
        """Give the code of each province by its name's key."""
        return {_key(row["nama"]): row["kode"] for row in self.rows() if not row["induk"]}

    @cached_property
    def parents(self) -> dict[str, set[str]]:
        """Give the codes of the provinces with a kabupaten or kota of a name, by that name's key."""
        found: dict[str, set[str]] = {}
        for row in self.rows():
            for name in (row["nama"], row.get("nama_bps") or "") if row["induk"] else ():
                if name:
                    found.setdefault(name_key(name), set()).add(row["induk"])
        return found


@dataclass
class Wholes:
    """The rows found: ``sure`` by the list of places or the title, ``maybe`` by their code or place in the table;
    ``bare`` bear no name, or that of the title's region, by which a part of it may be called, too."""

    sure: set[int] = field(default_factory=set)
    maybe: set[int] = field(default_factory=set)
    bare: set[int] = field(default_factory=set)

    @property
    def all(self) -> set[int]:
        """Give all rows found."""
        return self.sure | self.maybe | self.bare


def find_wholes(
    sheet: Sheet,
    table: Table,
    labels: Sequence[str],
    nation: Nation,
    title: str,
    region: str | None = None,
    regions: Regions | None = None,
) -> Wholes:
    """Find the rows that stand for the whole of others. ``labels``: titles of the columns; ``region``: what the title of
    the table names; ``regions``: the portal's own, among which another kabupaten's name is a mistake."""
    found = Wholes()
    if not 3 <= len(table.data_rows) <= MAX_ROWS:
        return found
    names = {row: _first_text(sheet, table, row) for row in table.data_rows}
    named = {row: name for row, name in names.items() if name}
    _by_list(named, nation, found)
    _by_title(named, nation, title, found)
    if regions is not None and _are_own(named.values(), regions):
        found.maybe.clear()
    found.maybe = (found.maybe | _by_code(sheet, table, labels)) - found.sure
    if region and not found.all:
        ends = {min(named, default=0), max(named, default=0)}
        found.bare = {row for row in ends & named.keys() if name_key(named[row]) == name_key(region)}
    last = table.data_rows[-1]
    if [row for row in names if row not in named] == [last] and kind_of(sheet.get(last, table.left)) == BLANK:
        found.bare |= {last} if any(map(_has_digits, sheet.rows[last])) else set()
    return found if len(found.all) * 2 < len(table.data_rows) else Wholes()


def _are_own(names: Collection[str], regions: Regions) -> bool:
    own = sum(bool(regions.all_named(name, "kecamatan")) for name in names)
    return own * 2 >= len(names) > 0


def _first_text(sheet: Sheet, table: Table, row: int) -> str:
    """Give the first words with letters of a row."""
    for value in sheet.rows[row][table.left - 1 : table.right]:
        if isinstance(value, str) and kind_of(value) == TEXT and any(map(str.isalpha, value)):
            return squeeze(value)
    return ""


def _has_digits(value: Value) -> bool:
    return has_digit(str(value)) if isinstance(value, (int, float, str)) else False


def _key(name: str) -> str:
    """Give a province's name for comparing: *DI Yogyakarta*, *Kep. Riau* and *Prov. Aceh* as the list has them."""
    plain = _SPECIAL.sub("", _PROVINCE.sub("", fold(name)).replace(".", " ").strip())
    return name_key(_ISLANDS.sub(lambda found: "" if found[1] else "kepulauan ", " ".join(plain.split())))


def _by_list(names: Mapping[int, str], nation: Nation, found: Wholes) -> None:
    keys = {row: name_key(name) for row, name in names.items()}
    nations = {row for row, key in keys.items() if key in _NATION}
    provinces = {
        row: code for row, name in names.items() if (code := nation.provinces.get(_key(name))) is not None
    }
    if not nations and not provinces:
        return
    below = {row: nation.parents[key] for row, key in keys.items() if key in nation.parents}
    for row, code in provinces.items():
        children = [other for other, parents in below.items() if other != row and code in parents]
        itself = code in below.get(row, ()) and not _PROVINCE.match(fold(names[row]))
        twice = any(keys[other] == keys[row] for other in children)
        if len(children) > 1 and (not itself or twice):
            found.sure.add(row)
    others = len(names) - len(nations)
    if nations and 2 * len(provinces.keys() | below.keys()) >= others > 1:
        found.sure |= nations


def _by_title(names: Mapping[int, str], nation: Nation, title: str, found: Wholes) -> None:
    """Take the one row that names a kabupaten, kota or province, at an end of the table, for the whole of it; not where
    the other rows are kabupaten whose kind is left out."""
    rows = sorted(names)
    places = [row for row in rows if _PLACE.fullmatch(fold(names[row]))]
    if len(places) != 1 or len(names) < 4:
        return
    others = sum(name_key(names[row]) in nation.parents for row in rows if row != places[0])
    if others * 3 > len(names):
        return
    row = places[0]
    if re.search(rf"\b{re.escape(fold(names[row]))}\b", fold(title)):
        found.sure.add(row)
    elif row in (rows[0], rows[-1]):
        found.maybe.add(row)


def _by_code(sheet: Sheet, table: Table, labels: Sequence[str]) -> set[int]:
    """Give the rows whose code of a place begins those of others: 1100 over 1101, 3404 over 3404010."""
    for column, label in zip(table.columns, labels[:MAX_CODE_COLUMNS], strict=False):
        if not _CODE_TITLE.fullmatch(fold(label)):
            continue
        codes = {row: code_key(sheet.get(row, column)) for row in table.data_rows}
        known = set(codes.values())
        if len(known) > 2 and all(_CODE.fullmatch(code) for code in known):
            return {row for row, code in codes.items() if _stands_over(code, known)}
    return set()


def _stands_over(code: str, codes: Iterable[str]) -> bool:
    noughts = _NOUGHTS.get(len(code), 0)
    short = code[:-noughts] if noughts and code.endswith("0" * noughts) else code
    own = [other for other in codes if other != code and other.startswith(short) and len(other) > len(short)]
    return len(short) > 1 and len(own) > 1
