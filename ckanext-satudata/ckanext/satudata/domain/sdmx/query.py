"""Questions in the shape of SDMX 2.1 REST: which artefact, which part of the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from .model import Structure
from .periods import span
from .reading import Cell, Row

ALL = {"all", "*", ""}
LATEST = {"latest", "+"}
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:")
ID = re.compile(r"[A-Za-z0-9_@$\-]+")


class BadQuestion(ValueError):
    """A question that is not written as SDMX REST has it; ``code`` is a key of QUESTION_SENTENCES."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Reference:
    """Agency, ids and version of what is asked for; empty means every one. Version may be ``latest`` or ``all``."""

    agency: str = ""
    ids: frozenset[str] = frozenset()
    version: str = "latest"

    def of(self, key: str) -> bool:
        """Tell whether an id is asked for."""
        return not self.ids or key in self.ids


def reference(agency: str, ids: str, version: str) -> Reference:
    """Read the parts of a structure query's path."""
    listed = frozenset() if ids in ALL else frozenset(ids.split("+"))
    for key in listed:
        if not ID.fullmatch(key):
            raise BadQuestion("id", found=key[:80])
    named = "" if agency in ALL else agency
    return Reference(named, listed, version_of(version))


def version_of(text: str) -> str:
    """Read a version: ``latest``, ``all``, or numbers with dots."""
    if text in LATEST:
        return "latest"
    if text in ALL:
        return "all" if text else "latest"
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})*", text):
        raise BadQuestion("version", found=text[:80])
    return text


def flow_reference(text: str) -> Reference:
    """Read ``ID``, ``AGENCY,ID`` or ``AGENCY,ID,VERSION``."""
    parts = text.split(",")
    if len(parts) > 3 or not ID.fullmatch(parts[-1] if len(parts) == 1 else parts[1]):
        raise BadQuestion("flow", found=text[:80])
    if len(parts) == 1:
        return Reference("", frozenset(parts))
    return reference(parts[0], parts[1], parts[2] if len(parts) == 3 else "latest")


def edition_number(version: str) -> int | None:
    """Give the edition that a version stands for, None for one that no edition has."""
    found = re.fullmatch(r"(\d{1,6})(\.0+)*", version)
    return int(found[1]) if found else None


@dataclass(frozen=True)
class Filter:
    """Which observations: by dimension (None for every code), and by first and last day."""

    codes: tuple[frozenset[str] | None, ...]
    start: date | None = None
    end: date | None = None

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Keep what is asked for."""
        freq, area, indicator, *rest = self.codes
        heads, spans = (freq, area), {}
        for row in rows:
            if any(
                codes is not None and key not in codes for codes, key in zip(heads, row.head, strict=True)
            ):
                continue
            if any(codes is not None and key not in codes for codes, key in zip(rest, row.tail, strict=True)):
                continue
            if row.period not in spans:
                spans[row.period] = self.holds(row.period)
            if not spans[row.period]:
                continue
            cells = [cell for cell in row.cells if wanted(cell, indicator)]
            if cells:
                yield row if len(cells) == len(row.cells) else replace(row, cells=tuple(cells))

    def holds(self, period: str) -> bool:
        """Tell whether a period lies within the days asked for."""
        first, last = span(period)
        return not (self.start and first < self.start) and not (self.end and last > self.end)


def wanted(cell: Cell, indicator: frozenset[str] | None) -> bool:
    """Tell whether an observation's indicator is asked for."""
    return indicator is None or cell.indicator in indicator


def read_filter(key: str, start: str, end: str, structure: Structure) -> Filter:
    """Read a key such as ``A.K990101+K990102.`` and the periods; BadQuestion when they do not fit the structure."""
    names = [part.id for part in structure.dimensions]
    if key in ALL:
        codes: list[frozenset[str] | None] = [None] * len(names)
    else:
        parts = key.split(".")
        if len(parts) != len(names):
            raise BadQuestion("key", found=len(parts), expected=len(names), names=".".join(names))
        codes = [frozenset(part.split("+")) if part not in ALL else None for part in parts]
    return Filter(tuple(codes), day(start, 0, "startPeriod"), day(end, 1, "endPeriod"))


def day(text: str, which: int, name: str) -> date | None:
    """Read the first (0) or last (1) day of a period in a query; of a moment its day counts."""
    if not text:
        return None
    try:
        return span(text[:10] if MOMENT.match(text) else text)[which]
    except (ValueError, OverflowError):
        raise BadQuestion("period", name=name, found=text[:80]) from None
