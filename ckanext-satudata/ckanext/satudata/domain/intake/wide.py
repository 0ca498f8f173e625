"""Tables whose titles hold years, months, sexes or categories: how they could be made long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .column import INTEGER, NUMBER, TOTAL, Column
from .headers import JOINT
from .reading import TableReading
from .text import fold, squeeze, technical_name
from .title_words import PLACE, TITLES, TYPES, Said, said_by
from .totals import is_total_column

_INDICATOR = re.compile(
    r"\b(luas|produksi|produktivitas|jumlah|nilai|volume|harga|rata|persen|persentase|target|realisasi|rasio|"
    r"kepadatan|banyaknya|omzet|investasi|anggaran|populasi)\b"
)
_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_OVER_PLACES = re.compile(r"(nama )?kecamatan( ?[/(].*)?")
LEAST_PLACES = 3
PERIODS = ("tahun", "bulan", "triwulan", "semester")


@dataclass(frozen=True)
class Wide:
    """One way to make a table long. ``kinds`` are the names of the new columns, ``totals`` the letters left out."""

    kinds: tuple[str, ...]
    unpivot: dict[str, Any]
    totals: tuple[str, ...]

    @property
    def is_period(self) -> bool:
        """Tell whether titles hold years, months, quarters or semesters."""
        return any(kind in PERIODS for kind in self.kinds)


@dataclass(frozen=True)
class _Titled:
    column: Column
    said: Said
    rest: str


def find_wide(reading: TableReading) -> list[Wide]:
    """Find how a table could be made long: by what its titles say first, else by the parts of a total column."""
    titled = [_titled(column) for column in reading.columns if column.is_figures and not column.skip]
    sets: dict[tuple[str, ...], list[_Titled]] = {}
    for item in titled:
        if item.said and not (item.column.role == TOTAL and reading.sums.get(item.column.index)):
            sets.setdefault(tuple(sorted(item.said)), []).append(item)
    found = [
        wide
        for items in sorted(sets.values(), key=len, reverse=True)
        if (wide := _by_titles(reading, items)) is not None
    ]
    if not found:
        found = [wide for whole in reading.sums if (wide := _by_parts(reading, whole)) is not None]
    return found[:1]


def _titled(column: Column) -> _Titled:
    said: Said = {}
    rest: list[str] = []
    for part in column.label.split(JOINT):
        more, left = ({PLACE: column.places[part]}, "") if part in column.places else said_by(part)
        said.update(more)
        rest += [left] if left and not (column.places and _OVER_PLACES.fullmatch(fold(left))) else []
    return _Titled(column, said, JOINT.join(rest))


def _by_titles(reading: TableReading, items: Sequence[_Titled]) -> Wide | None:
    if len(items) < 2 or len({str(item.said) for item in items}) < 2:
        return None
    if PLACE in items[0].said and len({item.said[PLACE] for item in items}) < LEAST_PLACES:
        return None
    kinds = [name for name in TITLES if name in items[0].said and len({i.said[name] for i in items}) > 1]
    rests = list(dict.fromkeys(item.rest for item in items))
    if not kinds or not _is_grid(items, kinds, rests):
        return None
    apart = len(rests) > 1 and _are_indicators(items, rests)
    into = [_into(name) for name in kinds]
    if len(rests) > 1 and not apart:
        into.insert(0, {"name": "kategori", "title": "Kategori", "type": "string"})
    names = {item.column.letter: {kind: item.said[kind] for kind in kinds} for item in items}
    for item in items if len(rests) > 1 and not apart else ():
        names[item.column.letter] = {"kategori": _short(item.rest, rests), **names[item.column.letter]}
    groups = [[i for i in items if i.rest == rest] for rest in rests] if apart else [list(items)]
    common = [rests[0]] if len(rests) == 1 else rests if apart else [_common(rests)]
    values = [_value(reading, group, title) for group, title in zip(groups, common, strict=True)]
    value: dict[str, Any] = values[0]
    if apart:
        value["more"] = [
            {**other, "columns": [item.column.letter for item in group]}
            for other, group in zip(values[1:], groups[1:], strict=True)
        ]
    unpivot = {"columns": [i.column.letter for i in items], "names": names, "into": into, "value": value}
    return Wide(tuple(str(item["name"]) for item in into), unpivot, _left_out(reading, items))


def _is_grid(items: Sequence[_Titled], kinds: Sequence[str], rests: Sequence[str]) -> bool:
    """Tell whether no two columns say the same, so that the way back is clear."""
    return len({(item.rest, *(item.said[kind] for kind in kinds)) for item in items}) == len(items)


def _are_indicators(items: Sequence[_Titled], rests: Sequence[str]) -> bool:
    """Tell whether the words beside the years are figures of different kinds, not categories of one."""
    units = {item.column.unit.code if item.column.unit else None for item in items}
    return len(units) > 1 or any(_INDICATOR.search(fold(rest)) for rest in rests if JOINT not in rest)


def _common(rests: Sequence[str]) -> str:
    """Give the parts that all titles share, at their front."""
    split = [rest.split(JOINT) for rest in rests]
    shared: list[str] = []
    for parts in zip(*split, strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return JOINT.join(shared)


def _short(rest: str, rests: Sequence[str]) -> str:
    shared = _common(rests)
    return rest.removeprefix(shared).removeprefix(JOINT).strip() or rest


def _into(name: str) -> dict[str, Any]:
    return {"name": name, "title": TITLES[name], "type": TYPES.get(name, "string")}


def _value(reading: TableReading, items: Sequence[_Titled], title: str) -> dict[str, Any]:
    columns = [item.column for item in items]
    units = {column.unit.code if column.unit else None for column in columns}
    title = squeeze(_UNIT.sub("", title)) or _subject(reading) or "Nilai"
    kind = INTEGER if all(column.type == INTEGER for column in columns) else NUMBER
    taken = {column.name for column in reading.columns if not column.skip and column not in columns}
    name = technical_name(title)
    unit = units.pop() if len(units) == 1 else None
    return {"name": f"{name}_nilai" if name in taken else name, "title": title, "type": kind, "unit": unit}


def _subject(reading: TableReading) -> str:
    """Give what a table's title says it counts: the words before *menurut*, the place and the year."""
    title = re.split(
        r"\b(?:menurut|per|berdasarkan|di|tahun|kabupaten|kota)\b|[,(\d]",
        reading.around.title or "",
        flags=re.I,
    )
    return squeeze(title[0])[:60]


def _left_out(reading: TableReading, items: Sequence[_Titled]) -> tuple[str, ...]:
    """Give the total columns over the columns that become rows: they would be counted twice."""
    used = {item.column.index for item in items}
    return tuple(
        column.letter
        for column in reading.columns
        if column.index not in used
        and column.is_figures
        and (set(reading.sums.get(column.index, ())) & used or is_total_column(column.label))
    )


def _by_parts(reading: TableReading, whole: int) -> Wide | None:
    """Make the parts of a total column categories: they are of one kind, since they add up."""
    items = [_titled(reading.column(index)) for index in reading.sums[whole]]
    labels = [item.column.label for item in items]
    if (
        len(set(labels)) < len(labels)
        or len({i.column.unit.code if i.column.unit else None for i in items}) > 1
    ):
        return None
    shared = _common(labels)
    sexes = all("jenis_kelamin" in item.said for item in items)
    title = TITLES["jenis_kelamin"] if sexes else "Kategori"
    name = technical_name(title)
    names = {
        item.column.letter: {name: item.said["jenis_kelamin"] if sexes else _short(item.column.label, labels)}
        for item in items
    }
    value = _value(reading, items, shared)
    into = [{"name": name, "title": title, "type": "string"}]
    unpivot = {"columns": [i.column.letter for i in items], "names": names, "into": into, "value": value}
    return Wide((name,), unpivot, _left_out(reading, items))
