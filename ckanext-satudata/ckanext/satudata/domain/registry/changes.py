"""What an imported table would change in a list, and what is wrong with it: told by row, before anything takes effect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from ..digest import canonical_json, sha256_hex
from .lists import NAME_COLUMNS, PARENT, SINCE, UNTIL, About, CodeList, Row, changed_on
from .relations import circles, held_twice
from .systems import SYSTEMS, title_of

Lines = Mapping[int, Mapping[str, str]]
"""The lines that were sent: values by column, by the number of their row in the file."""

MOST_ROWS = 120_000


@dataclass(frozen=True)
class Problem:
    """Something to mend (``fatal``) or to look at. ``row`` 0 is about the whole table; ``facts`` fill the sentence."""

    code: str
    row: int = 0
    column: str = ""
    fatal: bool = True
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One difference: ``added``, ``renamed``, ``changed`` (another column), ``ended`` (no longer in the table), ``back``."""

    what: str
    code: str
    name: str
    before: str = ""
    row: int = 0


@dataclass(frozen=True)
class Plan:
    """What an import would make of a list. ``result`` is the next version, codes that left it kept with a last day."""

    result: CodeList
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    base_version: int

    @property
    def fatal(self) -> tuple[Problem, ...]:
        """What must be mended first."""
        return tuple(problem for problem in self.problems if problem.fatal)

    @property
    def digest(self) -> str:
        """Digest of the present version and the next: what was previewed is what takes effect."""
        return sha256_hex(canonical_json([self.base_version, self.result.digest]))

    def counts(self) -> dict[str, int]:
        """How many differences of each kind."""
        told = dict.fromkeys(("added", "renamed", "changed", "ended", "back"), 0)
        for change in self.changes:
            told[change.what] += 1
        return told


def plan(present: CodeList | None, about: About, columns: Sequence[str], lines: Lines, starts: date) -> Plan:
    """Compare a table with the present version of its list. ``starts``: the day from which the table holds.

    ``present`` is None for a new list. Nothing is raised: what is wrong is among the problems.
    """
    columns = _all_columns(present, columns)
    lines = {row: _days_spelt(values) for row, values in lines.items()}
    own = CodeList(about, tuple(columns), (), (present.version if present else 0) + 1)
    problems = list(_column_problems(present, own, lines))
    if not any(problem.fatal for problem in problems):
        problems += _row_problems(own, lines)
    known = present.by_code() if present else {}
    fresh = {values[own.key]: (row, values) for row, values in lines.items() if values.get(own.key)}
    changes = list(_changes(own, known, fresh))
    problems += _reused(own, known, fresh, starts)
    problems += _recoded(own, known, fresh, starts)
    rows = [_whole(columns, values) for _, values in sorted(lines.items())]
    rows += _ended(columns, known, fresh, starts)
    result = replace(own, rows=tuple(rows))
    problems += _beside(result, fresh)
    ordered = sorted(problems, key=lambda problem: (not problem.fatal, problem.row))
    return Plan(result, tuple(changes), tuple(ordered), present.version if present else 0)


def _all_columns(present: CodeList | None, columns: Sequence[str]) -> list[str]:
    """The columns of the list, those of the table that are new to it, and the two days."""
    first = list(present.columns) if present else list(columns)
    return list(dict.fromkeys([*first, *columns, SINCE, UNTIL]))


def _column_problems(present: CodeList | None, own: CodeList, lines: Lines) -> Iterator[Problem]:
    sent = {column for values in lines.values() for column in values}
    needed = [own.key, own.name_column] if own.name_column != own.key else [own.key, "nama"]
    missing = [column for column in dict.fromkeys(needed) if lines and column not in sent]
    if not lines:
        yield Problem("codelist_no_rows")
    if len(lines) > MOST_ROWS:
        yield Problem("codelist_too_long", facts={"count": len(lines), "limit": MOST_ROWS})
    for column in missing:
        yield Problem("codelist_no_column", column=column, facts={"columns": ", ".join(own.columns)})
    if present:
        for column in sorted(set(present.about.codings) - sent - {own.key}):
            yield Problem("codelist_coding_left_out", column=column, fatal=False)


def _row_problems(own: CodeList, lines: Lines) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row, values in sorted(lines.items()):
        code = values.get(own.key, "")
        if not code:
            yield Problem("codelist_code_empty", row, own.key)
            continue
        if code in seen:
            yield Problem("codelist_code_twice", row, own.key, facts={"code": code, "first": seen[code]})
        seen.setdefault(code, row)
        if own.name_column != own.key and not values.get(own.name_column):
            yield Problem("codelist_name_empty", row, own.name_column, facts={"code": code})
        yield from _shapes(own, row, values)
        yield from _days(row, values, code)
    yield from _parents(own, lines, seen)


def _parents(own: CodeList, lines: Lines, seen: Mapping[str, int]) -> Iterator[Problem]:
    for row, values in sorted(lines.items()):
        parent = values.get(PARENT, "")
        if parent and parent == values.get(own.key):
            yield Problem("codelist_own_parent", row, PARENT, facts={"code": parent})
        elif parent and parent not in seen:
            facts = {"code": values.get(own.key, ""), "parent": parent}
            yield Problem("codelist_parent_missing", row, PARENT, fatal=False, facts=facts)
    for ring in circles({values.get(own.key, ""): values.get(PARENT, "") for values in lines.values()}):
        facts = {"code": ring[0], "ring": " → ".join([*ring, ring[0]][:8])}
        yield Problem("codelist_parent_circle", seen[ring[0]], PARENT, facts=facts)


def _shapes(own: CodeList, row: int, values: Mapping[str, str]) -> Iterator[Problem]:
    """Codes that are none of their system: a zero that Excel took off, a code of the other system."""
    for column, system in own.about.codings.items():
        code = values.get(column, "")
        if column not in (own.key, "kode_bps", "kode_kemendagri") or not code or system not in SYSTEMS:
            continue
        if not SYSTEMS[system].fits(code):
            facts = {"code": code, "system": title_of(system), "example": SYSTEMS[system].example}
            yield Problem("codelist_code_shape", row, column, facts=facts)


def _days_spelt(values: Mapping[str, str]) -> Mapping[str, str]:
    """The two days as they are compared and kept, ``2026-11-21``, also when the table has ``20261121``."""
    spelt = {}
    for column in (SINCE, UNTIL):
        try:
            spelt[column] = date.fromisoformat(values.get(column, "")).isoformat()
        except ValueError:
            continue
    return {**values, **spelt}


def _days(row: int, values: Mapping[str, str], code: str) -> Iterator[Problem]:
    days = {}
    for column in (SINCE, UNTIL):
        text = values.get(column, "")
        try:
            days[column] = date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            yield Problem("codelist_day_wrong", row, column, facts={"code": code, "written": text})
            return
    if days[SINCE] and days[UNTIL] and days[UNTIL] < days[SINCE]:
        facts = {"code": code, "since": days[SINCE], "until": days[UNTIL]}
        yield Problem("codelist_days_crossed", row, UNTIL, facts=facts)


def _changes(
    own: CodeList, known: Mapping[str, Row], fresh: Mapping[str, tuple[int, Mapping[str, str]]]
) -> Iterator[Change]:
    for code, (row, values) in fresh.items():
        before, name = known.get(code), values.get(own.name_column, "")
        if before is None:
            yield Change("added", code, name, row=row)
        elif before.get(UNTIL) and not values.get(UNTIL):
            yield Change("back", code, name, before[UNTIL], row)
        elif (old := before.get(own.name_column, "")) != name:
            yield Change("renamed", code, name, old, row)
        elif other := [c for c in values if values[c] != before.get(c, "")]:
            yield Change("changed", code, name, ", ".join(other), row)
    for code, before in known.items():
        if code not in fresh and not before.get(UNTIL):
            yield Change("ended", code, before.get(own.name_column, ""))


def _reused(
    own: CodeList,
    known: Mapping[str, Row],
    fresh: Mapping[str, tuple[int, Mapping[str, str]]],
    starts: date,
) -> Iterator[Problem]:
    """A code that ended is not given to another thing; two names that change places are looked at."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for code, gone in known.items():
        names[_key(gone.get(own.name_column, ""))].append(code)
    for code, (row, values) in fresh.items():
        before, name = known.get(code), values.get(own.name_column, "")
        if before is None or _key(before.get(own.name_column, "")) == _key(name):
            continue
        facts = {"code": code, "before": before.get(own.name_column, ""), "name": name}
        if before.get(UNTIL) and before[UNTIL] < starts.isoformat():
            yield Problem("codelist_code_reused", row, own.key, facts={**facts, "until": before[UNTIL]})
        elif others := [other for other in names.get(_key(name), []) if other != code]:
            facts["other"] = others[0]
            yield Problem("codelist_name_moved", row, own.name_column, fatal=False, facts=facts)


def _recoded(
    own: CodeList,
    known: Mapping[str, Row],
    fresh: Mapping[str, tuple[int, Mapping[str, str]]],
    starts: date,
) -> Iterator[Problem]:
    """A code that gets another code of another system beside it: the old pair holds until the day before."""
    columns = [column for column in own.about.codings if column.startswith("kode_") and column != own.key]
    for code, (row, values) in fresh.items():
        for column in columns:
            held = known.get(code, {})
            before, now = held.get(column, ""), values.get(column, "")
            if not before or not now or before == now:
                continue
            try:
                first = changed_on(held.get(SINCE, ""), values.get(SINCE, ""), starts)
            except ValueError:
                continue
            facts = {"code": code, "before": before, "now": now, "first": first.isoformat()}
            yield Problem("codelist_code_beside_changed", row, column, fatal=False, facts=facts)


def _key(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _ended(
    columns: Sequence[str],
    known: Mapping[str, Row],
    fresh: Mapping[str, tuple[int, Mapping[str, str]]],
    starts: date,
) -> Iterator[Row]:
    """The codes that the table no longer has: kept, with a last day."""
    last = (starts - timedelta(days=1)).isoformat()
    for code, before in known.items():
        if code not in fresh:
            yield _whole(columns, {**before, UNTIL: before.get(UNTIL) or last})


def _whole(columns: Iterable[str], values: Mapping[str, str]) -> Row:
    return {column: values.get(column, "") for column in columns}


def _beside(result: CodeList, fresh: Mapping[str, tuple[int, Mapping[str, str]]]) -> Iterator[Problem]:
    """Codes of another system that stand in the same row: one of them may not be two things at one time."""
    columns = [c for c in result.about.codings if c != result.key and c.startswith("kode_")]
    for column in columns:
        for one, other in held_twice(result.rows, column):
            facts = {"code": other[column], "one": result.name(one), "other": result.name(other)}
            place = fresh.get(other[result.key], (0, {}))[0]
            yield Problem("codelist_beside_twice", place, column, facts=facts)


def columns_of(titles: Iterable[str]) -> list[str]:
    """The columns that a title row means: ``Kode BPS`` is ``kode_bps``; a title for the name is ``nama``."""
    found = []
    for title in titles:
        slug = "_".join("".join(c if c.isalnum() else " " for c in title.casefold()).split())
        found.append("nama" if slug in ("uraian", "name") else slug)
    return found


def is_title_row(columns: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether a row names columns of a list: its code and its name, or ``kode`` and ``nama``."""
    names = set(columns)
    code = bool(wanted and wanted[0] in names) or "kode" in names
    return code and bool(names & {*NAME_COLUMNS})
