"""A dynamic table of BPS's WebAPI: its lists, and its figures by keys that are built forward and never taken apart.

A key is ``vervar + var + turvar + tahun + turtahun`` without a sign between, so that a key alone does not tell its parts
(1 and 218, or 12 and 18). Every combination of the lists is written down and looked up; a key that two combinations share
belongs to neither.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import product
from typing import Any

from .content import BundleError

MOST_BYTES = 20 << 20
MOST_DEPTH = 12
MOST_MEMBERS = 20_000
MOST_COMBINATIONS = 4_000_000
LISTS = ("vervar", "var", "turvar", "tahun", "turtahun")
NOTHING = {"", "-", "–", "—", "tidak ada", "none"}
THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")
MOST_DIGITS = 40
ZERO_SIGNS = {"-", "–", "—"}


@dataclass(frozen=True)
class Member:
    """One member of a list: its number as BPS writes it, and its label."""

    val: str
    label: str

    @property
    def is_none(self) -> bool:
        """Whether it says that there is no such part (``Tidak ada``)."""
        return self.label.strip().casefold() in NOTHING


@dataclass(frozen=True)
class Place:
    """Where a figure stands: one member of each list."""

    vervar: Member
    var: Member
    turvar: Member
    tahun: Member
    turtahun: Member


@dataclass(frozen=True)
class DynamicTable:
    """BPS's table: its lists, its figures (None: not available), the unit, and the keys that do not tell their place."""

    lists: Mapping[str, tuple[Member, ...]]
    unit: str
    updated: str
    figures: Mapping[Place, Decimal | None]
    ambiguous: tuple[str, ...]
    unknown: tuple[str, ...]


def read_response(data: bytes) -> DynamicTable:
    """Read the JSON of a dynamic table. Raises BundleError ``webapi-...`` that says what is wrong with it."""
    if len(data) > MOST_BYTES:
        raise BundleError("webapi-too-large", found=len(data), limit=MOST_BYTES)
    value = parsed(data)
    if not isinstance(value, dict):
        raise BundleError("webapi-no-table", missing="datacontent")
    content = value.get("datacontent")
    if not isinstance(content, dict):
        raise BundleError("webapi-no-table", missing="datacontent")
    lists = {name: members(value, name) for name in LISTS}
    count = 1
    for found in lists.values():
        count *= len(found)
    if count > MOST_COMBINATIONS:
        raise BundleError("webapi-too-large", found=count, limit=MOST_COMBINATIONS)
    figures, ambiguous, unknown = placed(lists, content)
    first = next((one for one in value["var"] if isinstance(one, dict)), {})
    updated = str(value.get("last_update") or "")
    return DynamicTable(lists, str(first.get("unit") or ""), updated, figures, ambiguous, unknown)


def parsed(data: bytes) -> Any:
    """Parse JSON that nests at most 12 deep, names nothing twice, and holds no NaN."""
    try:
        value = json.loads(
            data.decode("utf-8-sig"), parse_float=fraction, parse_constant=no_number, object_pairs_hook=once
        )
    except RecursionError as deep:
        raise BundleError("webapi-too-deep", limit=MOST_DEPTH) from deep
    except ValueError as broken:
        raise BundleError("webapi-no-json", reason=str(broken)[:120]) from broken
    if depth_of(value) > MOST_DEPTH:
        raise BundleError("webapi-too-deep", limit=MOST_DEPTH)
    return value


def fraction(text: str) -> Decimal:
    """Read a number with a fraction or an exponent; one that no table holds is refused, since it is written out later."""
    number = Decimal(text)
    if abs(number.adjusted()) > MOST_DIGITS:
        raise ValueError("a number is out of range")
    return number


def no_number(name: str) -> Any:
    """Refuse NaN and Infinity."""
    raise ValueError(f"{name} is no number")


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object whose names are there once."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in an object")
    return found


def depth_of(value: Any) -> int:
    """Count how deep lists and objects nest, without recursion."""
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        one, level = waiting.pop()
        if isinstance(one, dict | list):
            deepest = max(deepest, level)
            if level > MOST_DEPTH:
                break
            waiting += [(part, level + 1) for part in (one.values() if isinstance(one, dict) else one)]
    return deepest


def members(value: Mapping[str, Any], name: str) -> tuple[Member, ...]:
    """Read one list; BPS leaves ``turvar`` and ``turtahun`` out of some tables, which then have no such part."""
    given = value.get(name)
    if given is None and name in ("turvar", "turtahun"):
        return (Member("0", ""),)
    if not isinstance(given, list) or not given or len(given) > MOST_MEMBERS:
        raise BundleError("webapi-no-table", missing=name)
    found = []
    for one in given:
        if not isinstance(one, dict) or isinstance(one.get("val"), dict | list | bool | None):
            raise BundleError("webapi-no-table", missing=f"{name}.val")
        label = one.get("label")
        found.append(Member(str(one["val"]).strip(), str("" if label is None else label).strip()))
    return tuple(found)


def placed(
    lists: Mapping[str, Sequence[Member]], content: Mapping[str, Any]
) -> tuple[dict[Place, Decimal | None], tuple[str, ...], tuple[str, ...]]:
    """Find the place of each figure; keys with two places, and keys with none, are told."""
    places: dict[str, list[Place]] = {}
    for key, place in keys(lists):
        if key in content:
            places.setdefault(key, []).append(place)
    figures = {found[0]: figure(content[key]) for key, found in places.items() if len(found) == 1}
    ambiguous = tuple(sorted(key for key, found in places.items() if len(found) > 1))
    unknown = tuple(sorted(key for key in content if key not in places))
    return figures, ambiguous, unknown


def keys(lists: Mapping[str, Sequence[Member]]) -> Iterator[tuple[str, Place]]:
    """Write every key that the lists can make, with its place."""
    for combination in product(*(lists[name] for name in LISTS)):
        yield "".join(member.val for member in combination), Place(*combination)


def figure(value: Any) -> Decimal | None:
    """Read a figure: a number, or text as BPS prints it (1.503 is a thousand five hundred and three); a dash is nought.

    Anything else is not available.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value)
    text = str(value).strip().replace("\u00a0", "").replace(" ", "")
    if text in ZERO_SIGNS:
        return Decimal(0)
    if "," in text or THOUSANDS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= MOST_DIGITS else None
