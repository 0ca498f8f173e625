"""Region names and codes of the portal's own kabupaten or kota, matched after normalising, never guessed.

Kemendagri and BPS code the same places differently, and the same figures may mean another place, so a code is read
under the system that its column uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .grid import Value
from .text import distance, fold

_PREFIX = re.compile(
    r"^(?:\d{1,10}[.)\s]+\s*)?(?:kecamatan|kec|kelurahan|kel|desa|kabupaten|kab|kota adm|distrik)\b[. ]*"
)
_NUMBERED = re.compile(r"^\d{1,10}[.)\s]+\s*")
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
KEMENDAGRI = "kemendagri"
BPS = "bps"


@dataclass(frozen=True)
class Region:
    """One region with both codes. ``level`` is kabupaten, kecamatan or desa."""

    code: str
    bps: str
    name: str
    level: str
    parent: str


def name_key(text: str) -> str:
    """Give a region name for comparing: no prefix, number, space or punctuation."""
    plain = _NUMBERED.sub("", _PREFIX.sub("", fold(text)))
    return _NOT_LETTER.sub("", plain)


def code_key(value: Value) -> str:
    """Give a code as text without spaces and a closing dot; a whole native number as its digits."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"\s+", "", str(value)).rstrip(".") if value is not None else ""


class Regions:
    """The regions below one kabupaten or kota."""

    def __init__(self, regions: Iterable[Region], home: str) -> None:
        self.all = [item for item in regions if item.code == home or item.code.startswith(home + ".")]
        self.home = next((item for item in self.all if item.code == home), None)
        self.by_code = {item.code: item for item in self.all}
        self.by_bps = {item.bps: item for item in self.all if item.bps}
        self._by_name: dict[tuple[str, str], list[Region]] = {}
        for item in self.all:
            self._by_name.setdefault((item.level, name_key(item.name)), []).append(item)

    def level(self, level: str) -> list[Region]:
        """Give the regions of a level, in the order of the list."""
        return [item for item in self.all if item.level == level]

    def named(self, text: str, level: str) -> Region | None:
        """Give the one region with that name, or ``None`` when there is none or more than one."""
        found = self._by_name.get((level, name_key(text)), [])
        return found[0] if len(found) == 1 else None

    def near(self, text: str, level: str) -> list[Region]:
        """Give up to three regions whose names are almost the text, nearest first."""
        key = name_key(text)
        if len(key) < 3:
            return []
        limit = 1 if len(key) < 6 else 2
        scored = [(distance(key, name_key(item.name), limit), item) for item in self.level(level)]
        close = sorted(
            (pair for pair in scored if pair[0] <= limit), key=lambda pair: (pair[0], pair[1].code)
        )
        if not close:
            close = [
                (9, item)
                for item in self.level(level)
                if len(key) > 4 and name_key(item.name).startswith(key)
            ]
        return [item for _, item in close[:3]]

    def is_home(self, text: str) -> bool:
        """Tell whether a text names the kabupaten or kota itself."""
        return self.home is not None and name_key(text) == name_key(self.home.name) and bool(name_key(text))

    def coding(self, values: Iterable[Value]) -> str | None:
        """Tell which system a column's codes belong to, ``None`` when neither fits the most of them."""
        codes = {code_key(value) for value in values} - {""}
        if not codes:
            return None
        dotted = sum(code in self.by_code for code in codes)
        plain = sum(code in self.by_bps for code in codes)
        if max(dotted, plain) * 2 < len(codes):
            return None
        return KEMENDAGRI if dotted >= plain else BPS
