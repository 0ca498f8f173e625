"""What is wrong in the definition of a structure, each flaw with its column, its part and the sentence that mends it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..figures.roles import STATUS_SUFFIX, time_rank
from .model import ROLES, TYPES, Column, Structure
from .words import FLAWS

MOST_COLUMNS = 250
MOST_BYTES = 63
MOST_CHOICES = 1_000
LONGEST: Mapping[str, int] = {
    "title": 300,
    "konsep": 1_000,
    "definisi": 5_000,
    "unit": 60,
    "ukuran": 100,
    "pattern": 500,
}
RESERVED = frozenset("_id _full_text tableoid xmin cmin xmax cmax ctid".split())
NUMERIC = ("integer", "number", "year")
FIGURES = ("measure", "total")
_SIGNS = re.compile(r"[\x00-\x1f\x7f\"'%\\/;,\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|^[_\s]|\s$")
_WHOLE = re.compile(r"-?\d{1,18}")
_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,12})?")
_RANK_OF_TYPE = {"date": "tanggal", "year": "tahun", "yearmonth": "bulan"}


@dataclass(frozen=True)
class Flaw:
    """One flaw. ``row`` is the column's place from 0, None for the whole; ``part`` what of it (``name``, ``unit`` ...)."""

    code: str
    row: int | None
    part: str
    text: str
    text_en: str


@dataclass(frozen=True)
class Known:
    """What a definition may refer to: code lists with their columns, and units. None: nobody knows, all is believed.

    ``unit_in``: the unit that a title names in its words, empty where it names none.
    """

    lists: Mapping[str, Collection[str]] | None = None
    units: Collection[str] | None = None
    unit_in: Callable[[str], str] = lambda _title: ""


def flaws(structure: Structure, known: Known) -> tuple[Flaw, ...]:
    """Give every flaw, in the order of the columns, then of the whole."""
    return tuple(_all(structure, known))


def _flaw(code: str, row: int | None, part: str, **facts: Any) -> Flaw:
    text, text_en = FLAWS[code]
    told = {"row": "" if row is None else row + 1, **{name: str(value)[:80] for name, value in facts.items()}}
    return Flaw(code, row, part, text % told, text_en % told)


def _all(structure: Structure, known: Known) -> Iterator[Flaw]:
    count = len(structure.columns)
    if not count:
        yield _flaw("columns_none", None, "columns")
    if count > MOST_COLUMNS:
        yield _flaw("columns_many", None, "columns", count=count)
        return
    for at, column in enumerate(structure.columns):
        yield from _name(at, column)
        yield from _words(at, column)
        yield from _kind(at, column, structure, known)
        yield from _limits(at, column)
        yield from _choices(at, column)
    yield from _doubles(structure.columns)
    yield from _times(structure.columns)
    yield from _key(structure)
    yield from _references(structure, known)


def _name(at: int, column: Column) -> Iterator[Flaw]:
    name = column.name
    if not name.strip():
        yield _flaw("name_empty", at, "name")
    elif name.lower() in RESERVED:
        yield _flaw("name_reserved", at, "name", name=name)
    elif _SIGNS.search(name) or not name.isprintable():
        yield _flaw("name_signs", at, "name", name=name)
    elif len(name.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        yield _flaw("name_long", at, "name", name=name)


def _words(at: int, column: Column) -> Iterator[Flaw]:
    for part, most in LONGEST.items():
        if len(getattr(column, part)) > most:
            yield _flaw("text_long", at, part, most=most)


def _kind(at: int, column: Column, structure: Structure, known: Known) -> Iterator[Flaw]:
    if column.kind not in TYPES:
        yield _flaw("type_unknown", at, "type", name=column.kind)
    if column.role and column.role not in ROLES:
        yield _flaw("role_unknown", at, "role", name=column.role)
    if column.role in FIGURES and column.kind not in NUMERIC:
        yield _flaw("role_figures", at, "role", name=column.name)
    names = {one.name for one in structure.columns}
    base = column.name.removesuffix(STATUS_SUFFIX)
    if column.role == "status" and (base == column.name or base not in names):
        yield _flaw("role_status", at, "role", name=column.name)
    if column.unit and known.units is not None and column.unit not in known.units:
        yield _flaw("unit_unknown", at, "unit", name=column.unit)
    named = known.unit_in(column.title) if column.unit else ""
    if named and named != column.unit:
        yield _flaw("title_unit", at, "title", name=column.title, named=named, unit=column.unit)


def _limits(at: int, column: Column) -> Iterator[Flaw]:
    read = {}
    for part in ("minimum", "maximum"):
        value = getattr(column, part)
        if value is None:
            continue
        read[part] = _value(value, column.kind)
        if read[part] is None:
            yield _flaw("bound_kind", at, part, name=column.name, value=value, type=column.kind)
    low, high = read.get("minimum"), read.get("maximum")
    if low is not None and high is not None and low > high:
        yield _flaw(
            "bounds_crossed", at, "minimum", name=column.name, low=column.minimum, high=column.maximum
        )
    if column.pattern and column.kind != "string":
        yield _flaw("pattern_kind", at, "pattern", name=column.name, type=column.kind)
    elif column.pattern:
        try:
            re.compile(column.pattern)
        except (re.error, OverflowError, RecursionError) as broken:
            yield _flaw("pattern_broken", at, "pattern", name=column.name, why=broken)


def _value(value: Any, kind: str) -> Any:
    """Give a limit as something that can be compared within its type; None where it is not of that type."""
    if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        return None
    text = str(value)
    if kind in ("integer", "year"):
        return int(text) if _WHOLE.fullmatch(text) else None
    if kind == "number":
        return float(text) if isinstance(value, (int, float)) or _NUMBER.fullmatch(text) else None
    if kind == "date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return text if kind in ("yearmonth", "time", "datetime", "duration") else None


def _choices(at: int, column: Column) -> Iterator[Flaw]:
    if len(column.enum) > MOST_CHOICES:
        yield _flaw("enum_many", at, "enum", name=column.name, count=len(column.enum))
        return
    seen: set[str] = set()
    for one in column.enum:
        text = str(one)
        if text in seen:
            yield _flaw("enum_double", at, "enum", name=column.name, value=text)
        elif column.kind in ("integer", "number", "year", "date") and _value(one, column.kind) is None:
            yield _flaw("enum_kind", at, "enum", name=column.name, value=text, type=column.kind)
        seen.add(text)


def _looks(name: str) -> str:
    """A name as people see it: compatible forms, accents and capital letters made alike."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


_SAME: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "name": {"name_double": str, "name_case": str.casefold, "name_lookalike": _looks},
    "title": {"title_double": _looks},
}


def _doubles(columns: Sequence[Column]) -> Iterator[Flaw]:
    for part, ways in _SAME.items():
        seen: dict[tuple[str, str], int] = {}
        for at, column in enumerate(columns):
            text = getattr(column, part)
            if not text.strip():
                continue
            for code, way in ways.items():
                first = seen.get((code, way(text)))
                if first is not None:
                    yield _flaw(code, at, part, name=text, other=first + 1)
                    break
            for code, way in ways.items():
                seen.setdefault((code, way(text)), at)


def _times(columns: Sequence[Column]) -> Iterator[Flaw]:
    """Tell of two time columns of one level; a year and its months are two levels."""
    levels: dict[int, int] = {}
    for at, column in enumerate(columns):
        if column.role != "time":
            continue
        rank = time_rank(column.name)
        rank = rank if rank >= 0 else time_rank(_RANK_OF_TYPE.get(column.kind, ""))
        if rank in levels:
            yield _flaw("role_times", at, "role", name=column.name, other=levels[rank] + 1)
        levels.setdefault(rank, at)


def _key(structure: Structure) -> Iterator[Flaw]:
    places = {column.name: at for at, column in enumerate(structure.columns)}
    for index, name in enumerate(structure.key):
        if name not in places:
            yield _flaw("key_missing", None, "key", name=name)
        elif name in structure.key[:index]:
            yield _flaw("key_double", None, "key", name=name)
        elif (role := structure.columns[places[name]].role) in (*FIGURES, "status"):
            yield _flaw("key_figures", places[name], "key", name=name, role=role)


def _references(structure: Structure, known: Known) -> Iterator[Flaw]:
    places = {column.name: at for at, column in enumerate(structure.columns)}
    for reference in structure.foreign_keys:
        own, target = _listed(reference.get("fields")), reference["reference"]
        for name in own:
            if name not in places:
                yield _flaw("reference_column", None, "list", name=name)
        resource, at = str(target.get("resource") or ""), places.get(own[0]) if own else None
        if known.lists is None or not resource:
            continue
        if resource not in known.lists:
            yield _flaw("list_unknown", at, "list", name=resource)
            continue
        there = known.lists[resource]
        for part in _listed(target.get("fields")):
            if part not in there:
                yield _flaw("list_column", at, "list", name=resource, wanted=part, known=", ".join(there))


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value or ()]
