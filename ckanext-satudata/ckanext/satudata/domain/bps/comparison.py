"""Our table beside BPS's: which figures are equal, which differ and by how much, and what has no counterpart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..figures.indonesian import month_number, to_decimal
from ..figures.roles import Column, TableShape, table_shape
from .compared import Comparison, Line
from .content import BundleError
from .webapi import DynamicTable, Member, Place

Row = Mapping[str, str]
Names = Mapping[str, str]
WHOLE_YEAR = {"", "tahunan", "tahun", "tidak ada", "setahun"}
TOTALS = {"jumlah", "total"}
PREFIX = re.compile(r"^(kecamatan|kec|kabupaten|kab|kota|desa|kelurahan|kel|provinsi|prov)\s+")
DETAILED = 100_000


def fold(text: str) -> str:
    """Make names comparable: letters and digits in lower case, without the word for the kind of place."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").casefold()
    words = " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())
    return PREFIX.sub("", words)


Where = tuple[str, str, str, str]
"""Row, part, year and period of a figure."""


@dataclass
class Ours:
    """Our figures by place, each the sum of the rows that fall together; None where they may not.

    ``found`` has them by the dimensions in which the rows say Jumlah, so that a total is never added to its parts.
    """

    found: dict[Where, dict[frozenset[str], Decimal | None]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    @property
    def figures(self) -> dict[Where, Decimal | None]:
        """One figure for each place: of the rows that say Jumlah in the most dimensions."""
        return {
            where: kinds[max(kinds, key=lambda kind: (len(kind), sorted(kind)))]
            for where, kinds in self.found.items()
        }


@dataclass(frozen=True)
class Plan:
    """How the two tables lie on each other: our row column, and what BPS's ``turvar`` is: our columns or a dimension."""

    row: Column
    part: Column | None
    measures: Mapping[str, Column]
    vars: frozenset[str]


def compare(
    rows: Iterable[Row],
    schema: Mapping[str, Any],
    bps: DynamicTable,
    codes: Names | None = None,
    measure: str = "",
    area: str = "",
) -> Comparison:
    """Compare our canonical rows with BPS's table.

    ``codes`` gives for our codes of places BPS's codes; ``measure`` names the column to compare where the table has several and
    BPS's labels do not tell which; ``area`` is the name of the kabupaten, whose line is the sum of ours. Raises BundleError.
    """
    table = list(_limited(rows))
    shape = table_shape(schema)
    found = plan(table, shape, bps, codes or {}, measure)
    ours = gather(table, shape, found, codes or {}, bps, area)
    return outcome(ours, found, bps, area)


def _limited(rows: Iterable[Row]) -> Iterable[Row]:
    for number, row in enumerate(rows):
        if number == DETAILED:
            raise BundleError("compare-too-many-rows", limit=DETAILED)
        yield row


def plan(table: list[Row], shape: TableShape, bps: DynamicTable, codes: Names, measure: str) -> Plan:
    """Find the column that BPS's rows are, and what its derived variable is."""
    wanted = {name for member in bps.lists["vervar"] for name in names_of(member)}
    scores = [
        (sum(bool(wanted.intersection(our_names(row, one, codes))) for row in table), one)
        for one in shape.of("dimension")
    ]
    best = max(scores, key=lambda pair: pair[0], default=(0, None))
    if best[1] is None or not best[0]:
        raise BundleError("compare-no-rows", found=", ".join(m.label for m in bps.lists["vervar"][:5]))
    parts = [member for member in bps.lists["turvar"] if not member.is_none]
    by_title = {fold(one.title): one for one in shape.measures} | {
        fold(one.name): one for one in shape.measures
    }
    wide = {member.val: by_title[fold(member.label)] for member in parts if fold(member.label) in by_title}
    part = None if wide or not parts else dimension_of(table, shape, parts, best[1])
    if wide and not measure:
        return Plan(best[1], None, wide, frozenset(member.val for member in bps.lists["var"][:1]))
    chosen = one_measure(shape, bps, measure)
    named = [m.val for m in bps.lists["var"] if fold(m.label) in (fold(chosen.title), fold(chosen.name))]
    variables = frozenset(named or [bps.lists["var"][0].val])
    return Plan(best[1], part, {member.val: chosen for member in bps.lists["turvar"]}, variables)


def dimension_of(table: list[Row], shape: TableShape, parts: list[Member], row: Column) -> Column | None:
    """Find our dimension whose members BPS's derived variable lists."""
    wanted = {fold(member.label) for member in parts}
    for column in shape.of("dimension"):
        if column != row and any(fold(line.get(column.name) or "") in wanted for line in table):
            return column
    return None


def one_measure(shape: TableShape, bps: DynamicTable, measure: str) -> Column:
    """Choose the column to compare: the one named, the one BPS's variable is called as, or the only one."""
    known = {one.name: one for one in shape.measures}
    if measure:
        if measure not in known:
            raise BundleError("compare-which-measure", found=", ".join(known))
        return known[measure]
    labels = {fold(member.label) for member in bps.lists["var"]}
    named = [one for one in shape.measures if fold(one.title) in labels]
    totals = list(shape.of("total"))
    for candidates in (named, list(shape.measures), totals):
        if len(candidates) == 1:
            return candidates[0]
    raise BundleError("compare-which-measure", found=", ".join(known))


def names_of(member: Member) -> set[str]:
    """What a row of BPS may be called: its label, and its number, which for places is BPS's code."""
    return {fold(member.label), f"#{member.val}"} - {""}


def our_names(row: Row, column: Column, codes: Names) -> list[str]:
    """What a row of ours is called: BPS's code for it, which tells more, then the text of its column."""
    text = row.get(column.name) or ""
    code = codes.get(text)
    return [*([f"#{code}"] if code else []), fold(text)]


def gather(
    table: list[Row], shape: TableShape, found: Plan, codes: Names, bps: DynamicTable, area: str
) -> Ours:
    """Add up our figures per place of BPS's table; rows that are totals themselves stand for themselves."""
    known = unique_names(bps.lists["vervar"])
    ours = Ours()
    for row in table:
        hits = [known[name] for name in our_names(row, found.row, codes) if name in known]
        name = hits[0] if hits else fold(row.get(found.row.name) or "")
        ours.shown[name] = row.get(found.row.name) or ""
        year, period = time_of(row, shape)
        said = totals_of(row, shape)
        within = said - {found.row.name}
        for part, column in parts_of(row, found, bps):
            value = to_decimal(row.get(column.name))
            add(ours, (name, part, year, period), within, value, column)
            if column.additive and found.row.name not in said:
                add(ours, ("", part, year, period), within, value, column)
    return ours


def unique_names(listed: Iterable[Member]) -> dict[str, str]:
    """Give BPS's number by name; a name that two members share tells neither."""
    members = list(listed)
    names = Counter(name for member in members for name in names_of(member))
    return {name: member.val for member in members for name in names_of(member) if names[name] == 1}


def totals_of(row: Row, shape: TableShape) -> frozenset[str]:
    """The dimensions in which a row of ours says Jumlah or Total."""
    said = (one.name for one in shape.of("dimension") if fold(row.get(one.name) or "") in TOTALS)
    return frozenset(said)


def parts_of(row: Row, found: Plan, bps: DynamicTable) -> list[tuple[str, Column]]:
    """Give the parts that a row of ours has figures for, by BPS's number of the part."""
    if found.part is None:
        return list(found.measures.items())
    text = fold(row.get(found.part.name) or "")
    return [
        (member.val, found.measures[member.val])
        for member in bps.lists["turvar"]
        if fold(member.label) == text
        or (fold(member.label) in TOTALS and found.measures[member.val].additive)
    ]


def add(ours: Ours, place: Where, said: frozenset[str], value: Decimal | None, column: Column) -> None:
    """Keep a figure; a second one of its kind for the place is added where the column may be summed."""
    kinds = ours.found.setdefault(place, {})
    if value is None:
        kinds.setdefault(said, None)
    elif kinds.get(said) is None:
        kinds[said] = value
    else:
        before = kinds[said] or Decimal(0)
        kinds[said] = before + value if column.additive else None


def time_of(row: Row, shape: TableShape) -> tuple[str, str]:
    """Give the year and the part of the year of a row of ours."""
    year, rest = "", []
    for column in shape.time:
        text, kind = str(row.get(column.name) or "").strip(), column.name.split("_")[0]
        if kind in ("tahun", "tanggal") or column.type in ("year", "date"):
            year = year or text[:4]
        elif kind == "bulan":
            rest.append(f"bulan {month_number(text) or text}")
        else:
            rest.append(f"{kind} {text}")
    return year, " ".join(rest)


def year_of(member: Member) -> str:
    """Give BPS's year: as its label says, else its number and 1900."""
    label = re.search(r"\b(1[89]|20)\d{2}\b", member.label)
    if label:
        return label.group()
    return str(1900 + int(member.val)) if member.val.isdecimal() and len(member.val) < 4 else member.label


def period_of(member: Member) -> str:
    """Give BPS's part of the year as ours is written."""
    label = " ".join(member.label.casefold().split())
    if label in WHOLE_YEAR:
        return ""
    month = month_number(member.label)
    if month:
        return f"bulan {month}"
    roman = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
    head, _, tail = label.rpartition(" ")
    return f"{head} {roman.get(tail, tail)}" if head else label


def outcome(ours: Ours, found: Plan, bps: DynamicTable, area: str) -> Comparison:
    """Set the two sides beside each other."""
    totals = TOTALS | {fold(area)} - {""}
    used, figures = set[Where](), ours.figures
    equal, different, only_bps = 0, [], []
    for place, value in bps.figures.items():
        if place.turvar.val not in found.measures or place.var.val not in found.vars:
            only_bps.append(line_of(place, None, value, False))
            continue
        where = (place.vervar.val, place.turvar.val, year_of(place.tahun), period_of(place.turtahun))
        computed = where not in figures and fold(place.vervar.label) in totals
        if computed:
            where = ("", *where[1:])
        if where not in figures:
            only_bps.append(line_of(place, None, value, False))
            continue
        used.add(where)
        mine = figures[where]
        if mine == value:
            equal += 1
        else:
            different.append(line_of(place, mine, value, computed))
    parts = {member.val: member.label for member in bps.lists["turvar"]}
    years = {year_of(member) for member in bps.lists["tahun"]}
    only_ours = [
        Line(ours.shown.get(where[0], where[0]), parts.get(where[1], ""), where[2], where[3], value, None)
        for where, value in sorted(figures.items())
        if where not in used and where[0] and where[2] in years
    ]
    return Comparison(
        measures=tuple(sorted({one.name for one in found.measures.values()})),
        unit=next(iter(found.measures.values())).unit if found.measures else "",
        bps_unit=bps.unit,
        equal=equal,
        different=tuple(different),
        only_bps=tuple(only_bps),
        only_ours=tuple(only_ours),
        names_only_bps=unmatched_bps(ours, bps, totals),
        names_only_ours=unmatched_ours(ours, bps),
        ambiguous=bps.ambiguous,
        unknown=bps.unknown,
    )


def line_of(place: Place, ours: Decimal | None, value: Decimal | None, computed: bool) -> Line:
    """Write the line of one figure of BPS."""
    part = "" if place.turvar.is_none else place.turvar.label
    period = "" if period_of(place.turtahun) == "" else place.turtahun.label
    return Line(place.vervar.label, part, year_of(place.tahun), period, ours, value, computed)


def unmatched_bps(ours: Ours, bps: DynamicTable, totals: set[str]) -> tuple[str, ...]:
    """Names that only BPS's table has."""
    mine = {where[0] for where in ours.found}
    return tuple(m.label for m in bps.lists["vervar"] if m.val not in mine and fold(m.label) not in totals)


def unmatched_ours(ours: Ours, bps: DynamicTable) -> tuple[str, ...]:
    """Names that only our table has."""
    theirs = {member.val for member in bps.lists["vervar"]}
    return tuple(
        sorted({ours.shown[where[0]] for where in ours.found if where[0] and where[0] not in theirs})
    )
