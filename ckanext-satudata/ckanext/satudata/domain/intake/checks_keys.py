"""Rows with the same key, and regions or offices that have no row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .catalogue import spec
from .checks_periods import MAX_NAMED, TURNS
from .finding import Choice, Finding, Fix, Question
from .list_names import near_names
from .recipe import RecipeColumn
from .tested import Tested
from .text import fold

_OFFICE = re.compile(r"(nama_)?(opd|skpd|perangkat_daerah|instansi|dinas|produsen|unit_kerja)")
MANY_SETS = 4


def duplicate_keys(tested: Tested) -> list[Finding]:
    """Find rows with the same key; rows that are equal in everything can be dropped by one click.

    Where a code is still unknown, the row's name stands for it: two names that no list has are not one region.
    """
    key = tested.key
    if not key or any(name not in tested.header for name in key):
        return []
    at = [tested.header.index(name) for name in key]
    named = [(place, "nama_" + name.removeprefix("kode_")) for place, name in enumerate(key)]
    beside = [(place, tested.header.index(name)) for place, name in named if name in tested.header]
    groups: dict[tuple[str, ...], list[int]] = {}
    for index, row in enumerate(tested.canonical.rows):
        values = tuple(row[i] for i in at)
        names = tuple(row[other] for place, other in beside if not values[place])
        if any(values) or any(names):
            groups.setdefault(values + names, []).append(index)
    doubled = [rows for rows in groups.values() if len(rows) > 1]
    if not doubled:
        return []
    first = doubled[0]
    name = next((name for name in key if tested.cell(first[0], name)), key[0])
    rows = [tested.row(index) for index in first]
    cells = tested.cells(name, [index for group in doubled for index in group])
    count = sum(len(group) - 1 for group in doubled)
    found = Finding(
        spec("KUNCI_GANDA"),
        {"sheet": tested.sheet, "row": rows[-1], "cell": cells[0] if cells else ""},
        {"rows": [str(r) for r in rows[:6]], "key": _named(tested, first[0], at)},
        cells,
        count,
    )
    found.fixes = _drop_twins(tested, doubled)
    return [found]


def _named(tested: Tested, index: int, at: Sequence[int]) -> str:
    words = [word for word in (tested.canonical.rows[index][i] for i in at) if word]
    label = tested.label(index)
    return ", ".join(([label] if label and label not in words else []) + words)


def _drop_twins(tested: Tested, doubled: Sequence[Sequence[int]]) -> list[Fix]:
    rows = tested.canonical.rows
    if tested.canonical.wide is not None or any(
        rows[index] != rows[group[0]] for group in doubled for index in group
    ):
        return []
    gone = [tested.row(index) for group in doubled for index in group[1:]]
    patch = {"drop_rows": [{"row": row, "reason": "typed"} for row in gone[:500]]}
    return [Fix("drop_rows", "Keluarkan baris kembarnya", "Leave the twin rows out", patch)]


def missing_regions(tested: Tested) -> list[Finding]:
    """Find districts or villages without a row, where the table is by them; the same lack in many periods is told once.

    Of villages only those are missed whose table has most of them: a table may be about some alone.
    """
    level = next((item for item in _LEVELS if {f"kode_{item}", f"nama_{item}"} & set(tested.key)), "")
    code, regions = f"kode_{level}", tested.reference.regions.level(level)
    if not regions or code not in tested.header or _is_register(tested, code):
        return []
    periods = [
        name for name in ("tahun", "tahun_ajaran", *TURNS) if name in tested.header and name in tested.key
    ]
    columns = [tested.canonical.column(name) for name in periods]
    present: dict[tuple[str, ...], set[str]] = {}
    for at, item in enumerate(tested.canonical.column(code)):
        present.setdefault(tuple(column[at] for column in columns), set()).add(item)
    doubted = _doubted(tested, level)
    sets: dict[tuple[str, ...], list[str]] = {}
    for period, seen in sorted(present.items()):
        lacking = tuple(item.name for item in regions if item.code not in seen | doubted)
        if lacking and len(lacking) < (len(regions) if level == "kecamatan" else 0.4 * len(regions)):
            sets.setdefault(lacking, []).append(" ".join(period))
    if len(sets) > MANY_SETS:
        return [_regions_of_many(tested, sets, level)]
    return [_region_lack(tested, list(lacking), found, level) for lacking, found in sets.items()]


def _doubted(tested: Tested, level: str) -> set[str]:
    """Give the codes of regions that a mistyped name may mean: its question comes first."""
    name, regions = f"nama_{level}", tested.reference.regions
    texts = set(tested.canonical.column(name)) - {""} if name in tested.header else set()
    strange = [text for text in texts if not regions.all_named(text, level)]
    return {item.code for text in strange for item in regions.near(text, level)[:1]}


def _is_register(tested: Tested, code: str) -> bool:
    """Tell whether rows are things or events of their own, each in some district: nearly none shares its name or day
    with another district's."""
    regional = {code, "nama_" + code.removeprefix("kode_")}
    others = [
        tested.header.index(n)
        for n in tested.key
        if n in tested.header and n not in {*regional, "tahun", *TURNS}
    ]
    rows = tested.canonical.rows
    if not others or len(set(tested.canonical.column(code))) < 2:
        return False
    return len({tuple(row[at] for at in others) for row in rows}) * 10 > len(rows) * 8


_LEVELS = {"desa": ("desa/kelurahan", "villages"), "kecamatan": ("kecamatan", "districts")}


def _region_lack(tested: Tested, lacking: list[str], periods: Sequence[str], level: str) -> Finding:
    period = ", ".join(item for item in periods[:4] if item) + (", \u2026" if len(periods) > 4 else "")
    question = Question(
        f"WILAYAH_BELUM_ADA:{period}:{','.join(lacking)}"[:200],
        [Choice("tidak_tersedia", "Datanya tidak tersedia", "The data are not available")],
        None,
        True,
    )
    words = _LEVELS[level]
    facts = {
        "names": lacking[:MAX_NAMED],
        "period": period or "\u2013",
        "level": words[0],
        "level_en": words[1],
    }
    place = {"sheet": tested.sheet}
    return Finding(spec("WILAYAH_BELUM_ADA"), place, facts, count=len(lacking), question=question)


def _regions_of_many(tested: Tested, sets: Mapping[tuple[str, ...], Sequence[str]], level: str) -> Finding:
    """Tell of gaps that differ from period to period in one finding: a table of events leaves out what did not happen."""
    periods = sorted(period for found in sets.values() for period in found)
    pairs = sum(len(lacking) * len(found) for lacking, found in sets.items())
    names = sorted({name for lacking in sets for name in lacking})
    found = _region_lack(tested, names, [f"{periods[0]} \u2013 {periods[-1]}"], level)
    found.count = pairs
    return found


def offices(tested: Tested) -> list[Finding]:
    """Find offices that the portal does not know, and offices without a row where nearly all have one."""
    known = [_office_name(item) for item in tested.context.get("offices") or ()]
    column = next(
        (
            c
            for c in tested.recipe.fields()
            if _OFFICE.fullmatch(c.name) and c.type == "string" and c.name in tested.header
        ),
        None,
    )
    if column is None or len(known) < 2:
        return []
    by_key = {fold(name): name for name in known}
    first: dict[str, list[int]] = {}
    for at, text in enumerate(tested.canonical.column(column.name)):
        if text:
            first.setdefault(text, []).append(at)
    strange = {text: rows for text, rows in first.items() if fold(text) not in by_key}
    if sum(not near_names(text, known) for text in strange) * 2 > len(first):
        return []
    found = [_strange(tested, column, text, rows, known) for text, rows in list(strange.items())[:30]]
    lacking = [name for key, name in by_key.items() if key not in {fold(text) for text in first}]
    unique = column.name in tested.key
    if lacking and unique and not strange and len(lacking) * 5 <= len(known):
        choice = Choice("tidak_tersedia", "Datanya tidak tersedia", "The data are not available")
        question = Question(f"OPD_BELUM_ADA:{','.join(lacking)}"[:200], [choice], None, True)
        facts = {"names": lacking, "column": column.letter}
        place = {"sheet": tested.sheet, "column": column.letter}
        found.append(Finding(spec("OPD_BELUM_ADA"), place, facts, count=len(lacking), question=question))
    return found


def _office_name(item: Any) -> str:
    if isinstance(item, Mapping):
        return str(item.get("title") or item.get("name") or "")
    return str(item)


def _strange(
    tested: Tested, column: RecipeColumn, text: str, rows: Sequence[int], known: Sequence[str]
) -> Finding:
    cells = tested.cells(column.name, rows)
    near = near_names(text, known)
    facts = {"column": column.letter}
    place = {"sheet": tested.sheet, "column": column.letter, "cell": cells[0] if cells else ""}
    found = Finding(
        spec("OPD_TIDAK_DIKENAL"), place, facts, cells, len(rows), text, near[0] if near else "\u2013"
    )
    choices = [Choice(name, name, name, {"values": {column.name: {text: name}}}) for name in near]
    keep = Choice("benar", "Namanya memang begitu", "The name is right")
    found.question = Question(
        f"OPD_TIDAK_DIKENAL:{text}"[:200], [*choices, keep], near[0] if len(near) == 1 else None
    )
    return found
