"""What stands around a table: title, source, year, unit, region."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .tables import Table
from .text import fold, squeeze, years_in
from .units import Unit, Units

_PAIR = re.compile(
    r"(judul|wilayah|tahun|sumber|satuan|periode|nama data)\s*[:|]\s*(?:\|\s*)?(.+)", re.IGNORECASE
)
_SOURCE = re.compile(r"(?:sumber(?: data)?|source)\s*[:|/]*\s*(?:source)?\s*[:|]*\s*(.+)", re.IGNORECASE)
_REGION = re.compile(
    r"\b(?:Kabupaten|Kota|Kab\.|KABUPATEN|KOTA|KAB\.)\s+((?:[A-Z][\w'-]*)(?:\s+[A-Z][\w'-]*){0,3})"
)
_LETTERHEAD = re.compile(
    r"(pemerintah (kabupaten|kota|provinsi)|dinas|badan|bagian|sekretariat|kantor)\b[^,]*"
)


@dataclass
class Around:
    """Information read beside a table, with the words that prove it."""

    title: str | None = None
    source: str | None = None
    year: int | None = None
    year_evidence: str = ""
    unit: Unit | None = None
    unit_evidence: str = ""
    region: str | None = None

    def to_dict(self) -> dict[str, object]:
        """Give it as JSON."""
        return {
            "title": self.title,
            "source": self.source,
            "year": self.year,
            "year_evidence": self.year_evidence,
            "unit": self.unit.code if self.unit else None,
            "unit_evidence": self.unit_evidence,
            "wilayah": self.region,
        }


def read_around(table: Table, units: Units, filename: str) -> Around:
    """Read what the words around a table say. A year is taken only where exactly one is named."""
    found = Around()
    titles: list[str] = []
    for item in table.set_apart:
        if item.kind == "source" and found.source is None:
            match = _SOURCE.match(squeeze(item.text))
            found.source = squeeze(match[1]).lstrip("| ").strip() if match else None
        elif item.kind == "unit_line":
            _take_unit(found, units, item.text)
        elif item.kind == "title" or (item.kind == "footnote" and _PAIR.match(squeeze(item.text))):
            _take_title(found, units, item.text, titles)
    if titles:
        found.title = found.title or _join_title(titles)
    for text in titles:
        _take_unit(found, units, text)
        region = _REGION.search(text.title() if text.isupper() else text)
        if region and found.region is None:
            found.region = region.group()
    _find_year(found, titles, table.sheet, filename)
    return found


def _take_title(found: Around, units: Units, text: str, titles: list[str]) -> None:
    pair = _PAIR.match(squeeze(text))
    if pair is None:
        titles.append(squeeze(text))
        return
    name, value = fold(pair[1]), squeeze(pair[2])
    if name in ("judul", "nama data"):
        found.title = value
        titles.append(value)
    elif name in ("tahun", "periode") and len(set(years_in(value))) == 1:
        found.year, found.year_evidence = years_in(value)[0], squeeze(text)
    elif name == "sumber":
        found.source = found.source or value
    elif name == "wilayah":
        found.region = value
    elif name == "satuan":
        unit = units.named(value)
        if unit:
            found.unit, found.unit_evidence = unit, squeeze(text)


def _take_unit(found: Around, units: Units, text: str) -> None:
    if found.unit is None and (unit := units.in_line(text)):
        found.unit, found.unit_evidence = unit


def _join_title(titles: list[str]) -> str:
    """Join the title lines without letterhead lines and table numbers."""
    kept = [text for text in titles if not (_LETTERHEAD.fullmatch(fold(text)) and len(titles) > 1)] or titles
    joined = " ".join(text for text in kept[:4] if not re.fullmatch(r"[\W\d]+", text))
    return re.sub(r"^(tabel|table)\s*[\d.]+\s*[.:]?\s*", "", joined, flags=re.IGNORECASE)[:300]


def _find_year(found: Around, titles: list[str], sheet: str, filename: str) -> None:
    if found.year is not None:
        return
    for evidence in (*titles, sheet, filename):
        years = set(years_in(evidence.replace("_", " ")))
        if len(years) == 1:
            found.year, found.year_evidence = years.pop(), evidence
            return
        if years:
            return
