"""Region names and codes of the portal's own kabupaten or kota, matched after normalising, never guessed.

Kemendagri and BPS code the same places differently, and the same figures may mean another place, so a code is read
under the system that its column uses. A kelurahan is looked up as a desa is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from .grid import Value
from .text import SHORT, distance, fold

_CODE = r"[\[(]?\d[\d.]{0,13}[\])]?[.):\s/-]+\s*"
_PREFIX = re.compile(
    rf"^(?:{_CODE})?(?:(?:kecamatan|kec|kelurahan|kel|desa|ds|kabupaten|kab|kota adm(?:inistrasi)?|distrik|gampong|"
    r"nagari)\b(?![ ./]*(?:$|/))[. :]*)?"
    rf"(?:{_CODE})?"
)
_TAIL_CODE = re.compile(r"\s*[\[(]\s*\d[\d. ]*[\])]\s*$")
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
_VILLAGES = ("desa", "kelurahan")
_REST = re.compile(
    r"(dari )?luar (kabupaten|kab|kota|wilayah|daerah|kecamatan|kec|provinsi)\b.*|lain[- ]?lain|lain[- ]?nya|"
    r"((kecamatan|kec|wilayah|daerah|desa) )?lain|(tidak|belum|tdk) (diketahui|teridentifikasi|terdata)|tanpa (keterangan|alamat)"
)
KEMENDAGRI = "kemendagri"
BPS = "bps"


@dataclass(frozen=True)
class Region:
    """One region with both codes. ``level`` is kabupaten, kecamatan, kelurahan or desa."""

    code: str
    bps: str
    name: str
    level: str
    parent: str


def name_key(text: str) -> str:
    """Give a region name for comparing: no prefix, code, space or punctuation."""
    return _key_known(text) if len(text) <= SHORT else _key(text)


def _key(text: str) -> str:
    name = fold(text)
    if name.endswith(("]", ")")):
        name = _TAIL_CODE.sub("", name)
    return _NOT_LETTER.sub("", _PREFIX.sub("", name, count=1))


_key_known = lru_cache(maxsize=32_768)(_key)


def names_the_rest(text: str) -> bool:
    """Tell whether a text names no region but the rest: *Luar Kabupaten*, *Lainnya*, *Tidak diketahui*."""
    return _REST.fullmatch(fold(text)) is not None


def code_key(value: Value) -> str:
    """Give a code as text without spaces and a closing dot; a whole native number as its digits."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "".join(str(value).split()).strip(".'") if value is not None else ""


def is_relative(code: str) -> bool:
    """Tell whether a code is a number within its kecamatan: ``001``. No whole code is so short."""
    return len(code) <= 4 and code.isdecimal()


def level_key(level: str) -> str:
    """Give the level under which a region is looked up: a kelurahan stands among the desa."""
    return "desa" if level in _VILLAGES else level


class Regions:
    """The regions below one kabupaten or kota."""

    def __init__(self, regions: Iterable[Region], home: str) -> None:
        self.all = [item for item in regions if item.code == home or item.code.startswith(home + ".")]
        self.home = next((item for item in self.all if item.code == home), None)
        self.by_code = {item.code: item for item in self.all}
        self.by_bps = {item.bps: item for item in self.all if item.bps}
        self.by_digits = {item.code.replace(".", ""): item for item in self.all}
        self._home_key = name_key(self.home.name) if self.home else ""
        self._home_letters = re.compile("[^a-z0-9]*".join(self._home_key))
        self._by_name: dict[tuple[str, str], list[Region]] = {}
        for item in self.all:
            self._by_name.setdefault((level_key(item.level), name_key(item.name)), []).append(item)
        self._keys = {key for _, key in self._by_name}

    def level(self, level: str) -> list[Region]:
        """Give the regions of a level, in the order of the list."""
        return [item for item in self.all if level_key(item.level) == level_key(level)]

    def named(self, text: str, level: str, parent: str | None = None) -> Region | None:
        """Give the one region with that name, below the parent's code where one is given; ``None`` when there is none
        or more than one."""
        found = self.all_named(text, level)
        if parent is not None:
            found = [item for item in found if item.parent == parent] or ([] if len(found) > 1 else found)
        return found[0] if len(found) == 1 else None

    def knows(self, text: str) -> bool:
        """Tell whether any region of any level has that name."""
        return name_key(text) in self._keys

    def all_named(self, text: str, level: str) -> list[Region]:
        """Give all regions of a level with that name; desa of the same name lie in different kecamatan."""
        return self._by_name.get((level_key(level), name_key(text)), [])

    def near(self, text: str, level: str) -> list[Region]:
        """Give up to three regions whose names are almost the text, nearest first."""
        key = name_key(text)
        if len(key) < 3:
            return []
        limit = 1 if len(key) < 6 else 2
        known = self.level(level)
        scored = [(distance(key, name_key(item.name), limit), item) for item in known]
        close = sorted(
            (pair for pair in scored if pair[0] <= limit), key=lambda pair: (pair[0], pair[1].code)
        )
        if not close and len(key) > 4:
            close = [(9, item) for item in known if _begins(name_key(item.name), key)]
        return [item for _, item in close[:3]]

    def is_home(self, text: str) -> bool:
        """Tell whether a text names the kabupaten or kota itself."""
        if not self._home_key or (text.isascii() and not self._home_letters.search(text.lower())):
            return False
        return name_key(text) == self._home_key

    def coded(self, value: Value, coding: str | None) -> Region | None:
        """Give the region of a code under one system; without a system only a code with dots is certain."""
        code = code_key(value)
        if coding == BPS:
            return self.by_bps.get(code)
        found = self.by_code.get(code) or self.repaired(value)
        return found or (self.by_digits.get(code) if coding == KEMENDAGRI else None)

    def repaired(self, value: Value) -> Region | None:
        """Give the region whose code Excel took for a number and shortened: 11.1 is 11.10, where only that one is."""
        code = code_key(value)
        short = re.fullmatch(r"(?:\d{2}\.)+\d", code)
        return self.by_code.get(f"{code}0") if short and code not in self.by_code else None

    def coding(self, values: Iterable[Value]) -> str | None:
        """Tell which system a column's codes belong to, ``None`` when neither fits the most of them."""
        return self.judge([(value, "") for value in values], "").coding

    def judge(self, pairs: Iterable[tuple[Value, str]], level: str) -> Coding:
        """Judge a column of codes by all its values and the names that stand beside them."""
        seen = {(key, name) for value, name in pairs if (key := code_key(value))}
        codes = {code for code, _ in seen}
        dagri = {code for code in codes if self.coded(code, KEMENDAGRI)}
        bps = {code for code in codes if code in self.by_bps}
        agree = {
            system: sum(self._agrees(code, name, system, level) for code, name in seen)
            for system in (KEMENDAGRI, BPS)
        }
        if not codes or max(len(dagri), len(bps)) * 2 < len(codes):
            return Coding(None, len(codes), 0, 0, False)
        rivals = {code for code in dagri & bps if self.coded(code, KEMENDAGRI) != self.by_bps[code]}
        repaired = self._repairs(value for value, _ in seen)
        if len(rivals) * 2 > len(codes):
            if agree[KEMENDAGRI] == agree[BPS]:
                code = min(rivals)
                dagri_region = self.coded(code, KEMENDAGRI)
                rival = (code, dagri_region.name if dagri_region else "", self.by_bps[code].name)
                return Coding(None, len(codes), len(rivals), 0, True, rival)
            best = max(agree, key=lambda system: agree[system])
            return Coding(best, len(codes), len(rivals), agree[best], False)
        best = KEMENDAGRI if len(dagri) >= len(bps) else BPS
        fitting = len(dagri if best == KEMENDAGRI else bps)
        return Coding(best, len(codes), fitting, agree[best], False, repaired=repaired)

    def _repairs(self, codes: Iterable[str]) -> dict[str, str]:
        found = {code: self.repaired(code) for code in codes}
        return {code.replace(".", ","): region.code for code, region in found.items() if region}

    def _agrees(self, code: str, name: str, system: str, level: str) -> bool:
        region = self.coded(code, system)
        return region is not None and bool(name) and region in self.all_named(name, level or region.level)


def _begins(name: str, key: str) -> bool:
    """Tell whether one of two names begins with the other, one mistyped letter allowed: *sukamju* of *sukamajukota*."""
    if name.startswith(key) or (len(name) > 4 and key.startswith(name)):
        return True
    size = len(key)
    return size > 5 and any(distance(key, name[: size + more], 1) <= 1 for more in (0, 1))


@dataclass(frozen=True)
class Coding:
    """Which system codes belong to: of ``codes`` distinct ones ``fitting`` are in its list, and ``agreeing`` have the
    name beside them that the list has. ``doubtful``: they are codes of both systems, for different places."""

    coding: str | None
    codes: int
    fitting: int
    agreeing: int
    doubtful: bool
    rival: tuple[str, str, str] = ("", "", "")
    repaired: Mapping[str, str] = field(default_factory=dict)


def shift_of(codes: list[str], names: list[Region | None]) -> int:
    """Tell by how many rows codes stand below (1) or above (-1) the names they belong to; 0 when they are not shifted."""
    rows = [(at, region) for at, region in enumerate(names) if region is not None]
    if len(rows) < 4 or sum(codes[at] == region.code for at, region in rows) * 5 > len(rows):
        return 0
    for step in (1, -1):
        inside = [(at, region) for at, region in rows if 0 <= at + step < len(codes)]
        if inside and sum(codes[at + step] == region.code for at, region in inside) * 5 >= len(inside) * 4:
            return step
    return 0
