"""Rows with the same key, and periods, regions or offices that have no row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .catalogue import spec
from .finding import Choice, Finding, Fix, Question
from .list_names import near_names
from .recipe import RecipeColumn
from .tested import Tested
from .text import fold

_TURNS: dict[str, int] = {
    "bulan": 12,
    "triwulan": 4,
    "kuartal": 4,
    "caturwulan": 3,
    "subround": 3,
    "semester": 2,
}
_MONTHS = (
    "januari februari maret april mei juni juli agustus september oktober november desember".split(),
    "jan feb mar apr mei jun jul agu sep okt nov des".split(),
    "jan feb mar apr may jun jul aug sep oct nov dec".split(),
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OFFICE = re.compile(r"(nama_)?(opd|skpd|perangkat_daerah|instansi|dinas|produsen|unit_kerja)")
MANY_SETS = 4
MAX_NAMED = 36


def duplicate_keys(tested: Tested) -> list[Finding]:
    """Find rows with the same key; rows that are equal in everything can be dropped by one click.

    Where a code is still unknown, the row's name stands for it: two names that no list has are not one region.
    """
    key = tested.key
    if not key or any(name not in tested.header for name in key):
        return []
    at = [tested.header.index(name) for name in key]
    groups: dict[tuple[str, ...], list[int]] = {}
    for index, row in enumerate(tested.canonical.rows):
        values = tuple(row[i] for i in at)
        unknown = () if all(values) else (tested.label(index),)
        groups.setdefault(values + unknown, []).append(index)
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


def turn_of(text: str) -> int | None:
    """Give which part of the year a text is: ``Maret`` and ``03`` are 3, ``Triwulan II`` is 2."""
    word = fold(text)
    if word.isdigit():
        return int(word)
    for names in _MONTHS:
        if word in names:
            return names.index(word) + 1
    last = word.split()[-1] if word.split() else ""
    return int(last) if last.isdigit() else _ROMAN.get(last)


def missing_periods(tested: Tested) -> list[Finding]:
    """Find months, quarters or years that have no row, though the table goes by them."""
    return [*_missing_turns(tested), *_missing_years(tested), *_expected(tested)]


def _missing_turns(tested: Tested) -> list[Finding]:
    name = next((item for item in _TURNS if item in tested.key and item in tested.header), None)
    if name is None or not tested.canonical.rows:
        return []
    years = (
        tested.canonical.column("tahun") if "tahun" in tested.header else [""] * len(tested.canonical.rows)
    )
    present: dict[str, set[int]] = {}
    for year, text in zip(years, tested.canonical.column(name), strict=True):
        turn = turn_of(text)
        if turn is not None:
            present.setdefault(year, set()).add(turn)
    lacking: list[str] = []
    lacking_years: list[str] = []
    for year, seen in sorted(present.items()):
        gone = [turn for turn in range(1, _until(tested, year, name, seen) + 1) if turn not in seen]
        lacking += [f"{_turn_word(name, turn)} {year}".strip() for turn in gone]
        lacking_years += [year] if gone else []
    if not lacking:
        return []
    return [_lack(tested, name, ", ".join(lacking_years), lacking)]


def _until(tested: Tested, year: str, name: str, seen: Iterable[int]) -> int:
    """Give the last part of the year that must be there: for the running year the last one present."""
    whole, last = _TURNS[name], max(seen)
    today = str(tested.context.get("today") or "")
    running = today[:4] == year or not year
    return min(whole, last) if running else whole


def _turn_word(name: str, turn: int) -> str:
    return _MONTHS[0][turn - 1].capitalize() if name == "bulan" and turn <= 12 else f"{name} {turn}"


def _lack(tested: Tested, name: str, year: str, lacking: Sequence[str]) -> Finding:
    facts = {"names": list(lacking[:MAX_NAMED]), "period": year or name}
    key = f"PERIODE_BELUM_ADA:{year}:{','.join(lacking)}"[:200]
    choice = Choice("tidak_tersedia", "Datanya tidak tersedia", "The data are not available")
    question = Question(key, [choice], None, True)
    return Finding(
        spec("PERIODE_BELUM_ADA"), {"sheet": tested.sheet}, facts, count=len(lacking), question=question
    )


def _missing_years(tested: Tested) -> list[Finding]:
    if "tahun" not in tested.key or "tahun" not in tested.header:
        return []
    years = {
        int(text) for text in set(tested.canonical.column("tahun")) if re.fullmatch(r"(19|20)\d\d", text)
    }
    if len(years) < 3:
        return []
    lacking = [str(year) for year in range(min(years), max(years)) if year not in years]
    steps = {later - earlier for earlier, later in zip(sorted(years), sorted(years)[1:], strict=False)}
    if not lacking or len(lacking) > len(years) or (len(steps) == 1 and 1 not in steps):
        return []
    return [_lack(tested, "tahun", f"{min(years)}-{max(years)}", lacking)]


def _expected(tested: Tested) -> list[Finding]:
    """Find periods that were due by the calendar (``2025``, ``2025-S1``, ``2025-T3``, ``2025-03``) and have no row."""
    wanted = [str(item) for item in tested.context.get("periods_expected") or ()]
    if not wanted or "tahun" not in tested.header:
        return []
    signs = {"bulan": "", "triwulan": "T", "semester": "S"}
    name = next((item for item in signs if item in tested.header), None)
    years = tested.canonical.column("tahun")
    turns = tested.canonical.column(name) if name else [""] * len(years)
    present = set(years)
    for year, turn in zip(years, turns, strict=True):
        number = turn_of(turn) if turn else None
        if number is not None and name is not None:
            present |= {f"{year}-{signs[name]}{number}", f"{year}-{signs[name]}{number:02d}"}
    lacking = [item for item in wanted if item not in present and item.replace("Q", "T") not in present]
    if not lacking or len(lacking) == len(wanted):
        return []
    return [_lack(tested, "jadwal", "jadwal", lacking[:24])]


def missing_regions(tested: Tested) -> list[Finding]:
    """Find districts or villages without a row, where the table is by them; the same lack in many periods is told once.

    Of villages only those are missed whose table has most of them: a table may be about some alone.
    """
    level = next((item for item in ("desa", "kecamatan") if f"kode_{item}" in tested.key), "")
    code, regions = f"kode_{level}", tested.reference.regions.level(level)
    if not regions or code not in tested.header:
        return []
    periods = [
        name for name in ("tahun", "tahun_ajaran", *_TURNS) if name in tested.header and name in tested.key
    ]
    columns = [tested.canonical.column(name) for name in periods]
    present: dict[tuple[str, ...], set[str]] = {}
    for at, item in enumerate(tested.canonical.column(code)):
        present.setdefault(tuple(column[at] for column in columns), set()).add(item)
    sets: dict[tuple[str, ...], list[str]] = {}
    for period, seen in sorted(present.items()):
        lacking = tuple(item.name for item in regions if item.code not in seen)
        if lacking and len(lacking) < (len(regions) if level == "kecamatan" else 0.4 * len(regions)):
            sets.setdefault(lacking, []).append(" ".join(period))
    if len(sets) > MANY_SETS:
        return [_regions_of_many(tested, sets, level)]
    return [_region_lack(tested, list(lacking), found, level) for lacking, found in sets.items()]


_LEVELS = {"kecamatan": ("kecamatan", "districts"), "desa": ("desa/kelurahan", "villages")}


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


def future_periods(tested: Tested) -> list[Finding]:
    """Find years, months and dates that have not begun."""
    today = str(tested.context.get("today") or "")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", today):
        return []
    if "tahun" in tested.header:
        later = [
            at for at, text in enumerate(tested.canonical.column("tahun")) if _year(text) > int(today[:4])
        ]
        if later:
            return [_future(tested, "tahun", later, today[:4])]
        return _future_turns(tested, today)
    dates = next(
        (c.name for c in tested.recipe.fields() if c.type == "date" and c.name in tested.header), None
    )
    if dates is None:
        return []
    written = re.compile(r"\d{4}-\d\d-\d\d")
    texts = tested.canonical.column(dates)
    later = [at for at, text in enumerate(texts) if written.match(text) and text[:10] > today]
    return [_future(tested, dates, later, today)] if later else []


def _future_turns(tested: Tested, today: str) -> list[Finding]:
    name = next((item for item in _TURNS if item in tested.header), None)
    if name is None:
        return []
    begun = (int(today[5:7]) - 1) * _TURNS[name] // 12 + 1
    years = tested.canonical.column("tahun")
    turns = tested.canonical.column(name)
    later = [
        at
        for at, (year, text) in enumerate(zip(years, turns, strict=True))
        if year == today[:4] and (turn_of(text) or 0) > begun
    ]
    return [_future(tested, name, later, _turn_word(name, begun))] if later else []


def _year(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{4}", text) else 0


def _future(tested: Tested, name: str, rows: Sequence[int], expected: str) -> Finding:
    column = tested.recipe.named(name)
    letter = column.letter if column else ""
    text = tested.canonical.column(name)[rows[0]]
    read = _turn_word(name, turn_of(text) or 0) if name in _TURNS else text
    choice = Choice("benar", "Angkanya benar", "The figures are right")
    return Finding(
        spec("TAHUN_MENDATANG"),
        {"sheet": tested.sheet, "column": letter},
        {"column": letter or name},
        tested.cells(name, rows),
        len(rows),
        read,
        expected,
        question=Question(f"TAHUN_MENDATANG:{read}", [choice], None, True),
    )
