"""Reads SDMX files back and compares them with the table, with the standard library alone.

The XSD of SDMX accepts unknown codes, ``12,5`` as a value and ``2023/2024`` as a period; what it does not see is seen here:
every code is in its list, every period fits its frequency, every value is a plain number, and count and sums are the table's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from xml.parsers import expat

from ..bps.messages import Problem
from .errors import Inexpressible
from .ids import assign
from .layout import Layout, layout_of
from .periods import fits
from .reading import EXACT, PLAIN, Totals, add_up, decimal_text
from .survey import Rows, data_rows

Observation = Mapping[str, str]
CODED = ("Dimension", "Attribute")


class Unreadable(Exception):
    """A file that is no SDMX message."""


@dataclass
class Lists:
    """What a structure message allows: the codes of each coded component, and which components there are."""

    codes: dict[str, frozenset[str]] = field(default_factory=dict)
    dimensions: list[str] = field(default_factory=list)


def parsed(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> Iterator[None]:
    """Feed a parser, and pause after each piece; broken XML and documents that declare a type raise Unreadable."""
    parser.StartDoctypeDeclHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as broken:
        raise Unreadable(str(broken)) from broken


def refuse(*declared: Any) -> None:
    """Refuse a document type: no SDMX message has one, and what it declares could be anything."""
    raise Unreadable("document type")


def local(name: str) -> str:
    """Give an element's name without its prefix."""
    return name.rpartition(":")[2]


class ListReader:
    """Takes the elements of a structure message one by one."""

    def __init__(self) -> None:
        self.members: dict[str, set[str]] = {}
        self.used: dict[str, str] = {}
        self.dimensions: list[str] = []
        self.codes: set[str] = set()
        self.component = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        kind, key = local(name), attributes.get("id", "")
        if kind == "Code":
            self.codes.add(key)
        elif kind == "Codelist":
            self.codes = self.members.setdefault(key, set())
        elif kind in CODED:
            self.component = key
            if kind == "Dimension":
                self.dimensions.append(key)
        elif kind == "Ref" and self.component and attributes.get("class") == "Codelist":
            self.used[self.component] = key

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if local(name) in CODED:
            self.component = ""


def read_lists(chunks: Iterable[bytes]) -> Lists:
    """Read the code lists and components of a structure message."""
    reader, parser = ListReader(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    for _ in parsed(parser, chunks):
        pass
    codes = {key: frozenset(reader.members.get(listed, ())) for key, listed in reader.used.items()}
    return Lists(codes, reader.dimensions)


def generic_observations(chunks: Iterable[bytes]) -> Iterator[Observation]:
    """Yield the observations of a generic data message: key, attributes, and OBS_VALUE where there is one."""
    done: list[dict[str, str]] = []
    ignored: dict[str, str] = {}
    current = ignored

    def begin(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal current
        if name.endswith(":Value"):
            current[attributes["id"]] = attributes["value"]
        elif name.endswith(":ObsValue"):
            current["OBS_VALUE"] = attributes["value"]
        elif name.endswith(":Obs"):
            current = {}
            done.append(current)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    try:
        for _ in parsed(parser, chunks):
            yield from done[:-1]
            del done[:-1]
    except KeyError as lacking:
        raise Unreadable(str(lacking)) from lacking
    yield from done


def csv_observations(lines: Iterable[str]) -> Iterator[Observation]:
    """Yield the observations of an SDMX-CSV file."""
    rows = csv.reader(lines, strict=True)
    try:
        header = next(rows, [])
        for row in rows:
            if len(row) != len(header):
                raise Unreadable("columns")
            yield {key: text for key, text in zip(header, row, strict=True) if text}
    except (csv.Error, UnicodeDecodeError) as broken:
        raise Unreadable(str(broken)) from broken


def table_totals(schema: Mapping[str, Any], rows: Rows) -> Totals:
    """Count and add up the table itself, apart from everything that writes SDMX; Inexpressible where it cannot."""
    layout = layout_of(schema)
    if not layout.measures:
        raise Inexpressible("no-measure")
    return add_up(table_cells(layout, rows))


def table_cells(layout: Layout, rows: Rows) -> Iterator[tuple[str, str]]:
    """Yield indicator and value of every cell of a measure."""
    ids = assign(one.column for one in layout.measures)
    places = [(ids[one.column], layout.header.index(one.column), one.column) for one in layout.measures]
    for number, row in data_rows(layout, rows):
        for indicator, at, column in places:
            value = "" if row[at] in layout.missing else decimal_text(row[at])
            if value is None:
                raise Inexpressible("number", row=number, column=column, found=row[at][:80])
            yield indicator, value


def problems(path: str, observations: Iterable[Observation], lists: Lists, expected: Totals) -> list[Problem]:
    """Give what is wrong with a data file: the first observation that is, else the totals that differ."""
    found: list[Problem] = []
    try:
        totals = add_up(judged(path, observations, lists, found))
    except Unreadable:
        return [Problem("sdmx-unreadable", path)]
    return found or list(differences(path, totals, expected))


def judged(
    path: str, observations: Iterable[Observation], lists: Lists, found: list[Problem]
) -> Iterator[tuple[str, str]]:
    """Yield indicator and value of each observation; stop at the first that is wrong, and note it."""
    coded = [(key, codes, key in lists.dimensions) for key, codes in lists.codes.items()]
    for number, one in enumerate(observations, start=1):
        wrong = wrong_value(one) or wrong_code(one, coded)
        if wrong:
            found.append(Problem(wrong[0], path, {"row": number, **wrong[1]}))
            return
        yield one.get("INDICATOR", ""), one.get("OBS_VALUE", "")


def wrong_value(one: Observation) -> tuple[str, dict[str, str]] | None:
    """Say what is wrong with an observation's period or value."""
    period, freq, value = one.get("TIME_PERIOD", ""), one.get("FREQ", ""), one.get("OBS_VALUE", "")
    if not fits(freq, period):
        return "sdmx-period", {"found": period[:80], "expected": freq}
    if value and not PLAIN.fullmatch(value):
        return "sdmx-number", {"found": value[:80]}
    return None


def wrong_code(
    one: Observation, coded: Iterable[tuple[str, frozenset[str], bool]]
) -> tuple[str, dict[str, str]] | None:
    """Say which code no list holds, or which dimension is missing."""
    for key, codes, needed in coded:
        text = one.get(key, "")
        if text not in codes and (text or needed):
            return "sdmx-code", {"component": key, "found": text[:80]}
    return None


def differences(path: str, totals: Totals, expected: Totals) -> Iterator[Problem]:
    """Compare two counts and sums."""
    for found, wanted in ((totals.observations, expected.observations), (totals.values, expected.values)):
        if found != wanted:
            yield Problem("sdmx-count", path, {"found": found, "expected": wanted})
            return
    for indicator in sorted({*totals.sums, *expected.sums}):
        first, second = totals.sums.get(indicator), expected.sums.get(indicator)
        if first is None or second is None or EXACT.compare(first, second) != Decimal(0):
            facts = {"component": indicator, "found": str(first), "expected": str(second)}
            yield Problem("sdmx-sum", path, facts)
            return
