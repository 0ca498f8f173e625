"""Units of measure: found in column titles, unit lines and table titles, and told apart by what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .text import fold, squeeze

COUNTS = "hitungan"
PERCENT = "persen"
RUPIAH = "rupiah"
_BRACKETS = re.compile(r"\(([^()]{1,40})\)|\[([^\[\]]{1,40})\]")
_LINE = re.compile(r"(?:satuan|dalam|unit)\s*[:=]?\s*(.+)")
_IN_TITLE = re.compile(r"\bdalam ((?:ribu|juta|miliar|triliun|000) ?(?:rupiah|rp|orang|ton)?)\b")
_WORDS = frozenset(
    "orang jiwa ha hektar hektare km km2 m m2 m3 kg ton kuintal kw unit buah rupiah rp persen % ekor batang liter "
    "keluarga kk balita kasus kejadian kunjungan desa kelurahan kecamatan sekolah mm hari kwh pelanggan butir "
    "rumah tangga ribu juta miliar triliun 000 kuintal/ha ku/ha ton/ha kw/ha lembaga usaha pasangan akseptor izin "
    "kendaraan proyek paket dokumen tahun bulan bangunan".split()
)


@dataclass(frozen=True)
class Unit:
    """One unit of the code list. ``kind`` is ``hitungan`` for what has no fractions; ``power``: 10 to the base."""

    code: str
    label: str
    kind: str
    base: str
    power: int
    aliases: tuple[str, ...]


class Units:
    """The code list of units, looked up by alias."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.by_code: dict[str, Unit] = {}
        self._by_alias: dict[str, Unit] = {}
        for unit in units:
            self.by_code[unit.code] = unit
            for alias in (unit.code, unit.label, *unit.aliases):
                self._by_alias.setdefault(_key(alias), unit)

    def named(self, text: str) -> Unit | None:
        """Give the unit that a text names whole, such as ``Juta Rp`` or ``jiwa``."""
        return self._by_alias.get(_key(text))

    def counts(self, code: str | None) -> bool:
        """Tell whether a unit counts whole things, which have no fractions."""
        return code is not None and code in self.by_code and self.by_code[code].kind == COUNTS

    def is_percent(self, code: str | None) -> bool:
        """Tell whether a unit is percent."""
        return code == PERCENT

    def in_label(self, label: str) -> tuple[Unit, str] | None:
        """Find the unit in a column title, with the words that prove it."""
        for match in reversed(list(_BRACKETS.finditer(label))):
            unit = self.named(match[1] or match[2])
            if unit:
                return unit, match.group()
        if "%" in label or re.search(r"\b(persen|persentase)\b", fold(label)):
            unit = self.by_code.get(PERCENT)
            return (unit, "%" if "%" in label else "persen") if unit else None
        last = label.split("\u2013")[-1].strip()
        tail = self.named(last)
        return (tail, last) if tail else None

    def in_line(self, text: str) -> tuple[Unit, str] | None:
        """Find the unit in a unit line or a title: ``Satuan: jiwa``, ``(orang)``, ``dalam juta rupiah``."""
        for match in _BRACKETS.finditer(text):
            inner = fold(match[1] or match[2])
            line = _LINE.fullmatch(inner)
            unit = self.named(line[1] if line else inner)
            if unit:
                return unit, match.group()
        whole = _LINE.fullmatch(fold(text))
        if whole and (unit := self.named(whole[1])):
            return unit, squeeze(text)
        inside = _IN_TITLE.search(fold(text))
        if inside and (unit := self.named(inside[1])):
            return unit, inside.group()
        return None


def _key(text: str) -> str:
    return re.sub(r"[\s._-]+", " ", fold(text)).strip()


def unit_words(text: str) -> bool:
    """Tell whether a text is nothing but a unit: ``(orang)``, ``Satuan: Ha``, ``%``."""
    bare = squeeze(text)
    inner = bare.strip("()[] ")
    if not inner or len(inner) > 40:
        return False
    line = _LINE.fullmatch(fold(inner))
    if inner != "%" and not line and bare[0] not in "([":
        return False
    words = fold(line[1] if line else inner).replace("/", " ").split() or ["%"]
    return all(word in _WORDS for word in words)
