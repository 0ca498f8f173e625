"""A table of assignments, as a workbook or a program sends it: what it would create and end, and what is wrong with it.

One line is one assignment. A line that is known (same person, post, office and first day) with another last day ends
it; one that is not known is a new assignment; assignments without a line stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..digest import canonical_json, sha256_hex
from ..errors import Incomplete
from ..intake.dates import DAY_FIRST, read_date
from ..intake.text import squeeze
from ..review.model import Standing
from .assignment import Assignment, check_new, ended

COLUMNS = ("post", "org_id", "user", "standing", "decree", "starts_on", "ends_on")
"""The columns of the table, in the order of the template."""

CREATE, END, SAME = "create", "end", "same"
MOST_LINES = 2000


@dataclass(frozen=True)
class Known:
    """What a line may name, by the folded text that people write: posts, offices, people (several may share a name).

    ``active`` are the ids of accounts a post may be given to; others are known so that their assignments can be ended.
    """

    posts: Mapping[str, str]
    offices: Mapping[str, Sequence[str]]
    people: Mapping[str, Sequence[str]]
    standings: Mapping[str, str]
    active: frozenset[str]


@dataclass(frozen=True)
class Fault:
    """What is wrong in one line: the column, the code of the sentence and its facts."""

    line: int
    column: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One line that can be read: what it does (create, end, same) to which assignment."""

    line: int
    what: str
    assignment: Assignment


@dataclass(frozen=True)
class Plan:
    """What a table would do. ``digest`` names exactly this plan."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of what would be created and ended; ids that are made anew do not count."""
        told = [_told(entry) for entry in self.entries if entry.what != SAME]
        return sha256_hex(canonical_json(told))

    def count(self, what: str) -> int:
        """How many lines do this."""
        return sum(entry.what == what for entry in self.entries)


def _told(entry: Entry) -> list[str]:
    one = entry.assignment
    facts = (one.user_id, one.post, one.org_id or "", one.standing, one.decree, one.starts_on, one.ends_on)
    return [entry.what, *(str(fact) for fact in facts)]


def fold(text: Any) -> str:
    """A text as it is compared: without case, doubled blanks and signs that nobody sees."""
    return squeeze(str(text or "")).casefold()


def plan(
    lines: Mapping[int, Mapping[str, Any]],
    known: Known,
    existing: Sequence[Assignment],
    giver: str,
    today: date,
    new_id: Callable[[], str],
) -> Plan:
    """Read the lines (number to values by column) against what exists. Ends count before what is new."""
    faults: list[Fault] = []
    read: dict[int, Assignment] = {}
    for number, values in sorted(lines.items()):
        wanted = _Line(number, values, known, faults).read(new_id)
        if wanted:
            read[number] = wanted
    entries = [_known(number, wanted, existing, today, faults) for number, wanted in read.items()]
    world = _after(existing, [entry for entry in entries if entry])
    for number, wanted in read.items():
        if not _match(wanted, existing):
            entry = _new(number, wanted, world, giver, known.active, faults)
            entries.append(entry)
            world += [entry.assignment] if entry else []
    done = sorted((entry for entry in entries if entry), key=lambda entry: entry.line)
    return Plan(tuple(done), tuple(sorted(faults, key=lambda one: (one.line, COLUMNS.index(one.column)))))


def _match(wanted: Assignment, existing: Sequence[Assignment]) -> Assignment | None:
    def same(one: Assignment) -> bool:
        person = (one.user_id, one.starts_on) == (wanted.user_id, wanted.starts_on)
        return person and one.same_place(wanted) and not one.cancelled

    return next(filter(same, existing), None)


def _known(
    number: int, wanted: Assignment, existing: Sequence[Assignment], today: date, faults: list[Fault]
) -> Entry | None:
    """The entry of a line whose assignment exists; None for a new one, or a fault."""
    found = _match(wanted, existing)
    if found is None:
        return None
    if (found.standing, found.decree) != (wanted.standing, wanted.decree):
        column = "decree" if found.standing == wanted.standing else "standing"
        faults.append(Fault(number, column, "book_changed"))
        return None
    if wanted.ends_on in (None, found.ends_on):
        return Entry(number, SAME, found)
    try:
        return Entry(number, END, ended(found, wanted.ends_on, today))
    except Incomplete as refused:
        faults.append(Fault(number, refused.field or "ends_on", refused.code, refused.facts))
        return None


def _after(existing: Sequence[Assignment], entries: Sequence[Entry]) -> list[Assignment]:
    changed = {entry.assignment.id: entry.assignment for entry in entries}
    return [changed.get(one.id, one) for one in existing]


def _new(
    number: int,
    wanted: Assignment,
    world: Sequence[Assignment],
    giver: str,
    active: frozenset[str],
    faults: list[Fault],
) -> Entry | None:
    if wanted.user_id not in active:
        faults.append(Fault(number, "user", "book_inactive"))
        return None
    try:
        check_new(wanted, world, giver)
    except Incomplete as refused:
        faults.append(Fault(number, refused.field or "post", refused.code, refused.facts))
        return None
    return Entry(number, CREATE, wanted)


@dataclass
class _Line:
    """Reads one line; every fault of it is added to ``faults``."""

    number: int
    values: Mapping[str, Any]
    known: Known
    faults: list[Fault]

    def read(self, new_id: Callable[[], str]) -> Assignment | None:
        """The assignment; None when something in the line is wrong."""
        before = len(self.faults)
        post = self._named("post", self.known.posts)
        office = self._one("org_id", self.known.offices) if fold(self.values.get("org_id")) else None
        person = self._one("user", self.known.people)
        standing = self._named("standing", self.known.standings, str(Standing.DEFINITIVE))
        begins, until = self._day("starts_on", needed=True), self._day("ends_on")
        if len(self.faults) > before or begins is None:
            return None
        decree = " ".join(str(self.values.get("decree") or "").split())
        return Assignment(new_id(), person, post, office, Standing(standing), decree, begins, until)

    def _fault(self, column: str, code: str, **facts: Any) -> str:
        self.faults.append(Fault(self.number, column, code, facts))
        return ""

    def _named(self, column: str, names: Mapping[str, str], default: str = "") -> str:
        written = self.values.get(column)
        if not fold(written):
            return default or self._fault(column, "book_empty")
        return names.get(fold(written)) or self._fault(column, "book_unknown", written=str(written))

    def _one(self, column: str, names: Mapping[str, Sequence[str]]) -> str:
        written = self.values.get(column)
        if not fold(written):
            return self._fault(column, "book_empty")
        found = names.get(fold(written), ())
        if len(found) == 1:
            return found[0]
        return self._fault(column, "book_several" if found else "book_unknown", written=str(written))

    def _day(self, column: str, *, needed: bool = False) -> date | None:
        value = self.values.get(column)
        if not fold(value):
            if needed:
                self._fault(column, "book_empty")
            return None
        found = read_date(str(value), DAY_FIRST)
        if found is None:
            self._fault(column, "book_no_date", written=str(value))
        return found


def headed(rows: Mapping[int, Sequence[Any]], titles: Mapping[str, str]) -> tuple[int, dict[str, int]] | None:
    """The row of the titles and the place (from 1) of each column; None when no row has the needed titles.

    ``titles``: folded title to column.
    """
    for number in sorted(rows)[:20]:
        places = {titles[fold(cell)]: at for at, cell in enumerate(rows[number], 1) if fold(cell) in titles}
        if {"post", "user", "starts_on"} <= set(places):
            return number, places
    return None


def lines_of(
    rows: Mapping[int, Sequence[Any]], head: int, places: Mapping[str, int]
) -> dict[int, dict[str, Any]]:
    """The lines below the titles that hold something, by row number."""
    found = {}
    for number, cells in rows.items():
        values = {name: cells[at - 1] if at <= len(cells) else None for name, at in places.items()}
        if number > head and any(fold(value) for value in values.values()):
            found[number] = values
    return found
