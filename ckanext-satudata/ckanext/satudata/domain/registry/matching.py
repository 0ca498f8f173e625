"""Whose codes are these: which list fits the codes of a column, and which codes mean different things in two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from .lists import CodeList, Row, in_force
from .systems import ACTIVITY, KBLI_2020, KBLI_2025, SYSTEMS, rivals_of

ENOUGH = 0.6
"""The part of the distinct codes that a list must know to be taken for theirs."""
KBLI_2025_SINCE = 2025
"""Data from this year on may use either KBLI, so a letter alone says nothing."""


@dataclass(frozen=True)
class Book:
    """The codes of one system that hold on a day, with their names. ``list`` is the list they are from; ``others`` are
    further names of a code, as :func:`plain` gives them."""

    system: str
    list: str
    codes: Mapping[str, str]
    others: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def agrees(self, code: str, name: str) -> bool:
        """Whether a name is one of a code's."""
        key = plain(name)
        return bool(key) and (key == plain(self.codes[code]) or key in self.others.get(code, ()))


@dataclass(frozen=True)
class Fit:
    """How a system fits a column: how many of its distinct codes it knows, and for how many the name beside agrees."""

    system: str
    list: str
    known: int
    agreeing: int


@dataclass(frozen=True)
class Collision:
    """A code of the column that means different things in two systems."""

    code: str
    meanings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Match:
    """The answer. ``system`` is empty when none fits, or when several do and nothing tells which (``doubtful``)."""

    system: str
    codes: int
    doubtful: bool
    fits: tuple[Fit, ...]
    collisions: tuple[Collision, ...]


def book_of(one: CodeList, column: str, at: date) -> Book:
    """The codes that a column of a list holds on a day."""
    system = one.about.codings[column]
    rows = [row for row in one.rows if row.get(column) and in_force(row, at)]
    names = {row[column]: one.name(row) for row in rows}
    others = {row[column]: frozenset(map(plain, _others(row))) for row in rows}
    return Book(system, one.about.name, names, others)


def _others(row: Row) -> Iterator[str]:
    yield from (name for name in row.get("alias", "").split("|") if name)
    if row.get("nama_bps"):
        yield row["nama_bps"]


def merged(books: Iterable[Book]) -> list[Book]:
    """Books of one system as one; of a code that two have, the first book's name."""
    found: dict[str, Book] = {}
    for book in books:
        before = found.get(book.system)
        codes = {**book.codes, **before.codes} if before else book.codes
        others = {**book.others, **before.others} if before else book.others
        found[book.system] = Book(book.system, before.list if before else book.list, codes, others)
    return list(found.values())


def match(
    pairs: Iterable[tuple[str, str]], books: Sequence[Book], year: int | None = None, declared: str = ""
) -> Match:
    """Judge the codes of a column by the lists and by the names beside them.

    ``year``: the last year of the data, which settles KBLI before 2025. ``declared``: the system that the column's title or
    its description names; it is believed, unless another one knows more of the codes.
    """
    seen = {(code.strip(), name.strip()) for code, name in pairs if code.strip()}
    codes = {code for code, _ in seen}
    fits = sorted(
        (_fit(book, codes, seen) for book in books), key=lambda fit: (-fit.known, -fit.agreeing, fit.system)
    )
    fitting = [fit for fit in fits if codes and fit.known >= ENOUGH * len(codes)]
    collisions = _collisions(
        codes, [book for book in books if book.system in {fit.system for fit in fitting}]
    )
    lettered = all(len(code) == 1 and code.isalpha() for code in codes)
    system = _settled(fitting, bool(collisions), year, declared, lettered)
    return Match(system, len(codes), bool(fitting) and not system, tuple(fits), collisions)


def _fit(book: Book, codes: set[str], seen: set[tuple[str, str]]) -> Fit:
    known = {_spelt(book, code) for code in codes} - {""}
    agreeing = sum(bool(spelt := _spelt(book, code)) and book.agrees(spelt, name) for code, name in seen)
    return Fit(book.system, book.list, len(known), agreeing)


def _spelt(book: Book, code: str) -> str:
    """The code as the book writes it: Kemendagri's codes are often written without their dots; empty when unknown."""
    if code in book.codes:
        return code
    digits = code.replace(".", "")
    if SYSTEMS.get(book.system) and book.system == "kemendagri" and digits.isdecimal():
        dotted = ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)
        return dotted if dotted in book.codes else ""
    return ""


def _collisions(codes: set[str], books: Sequence[Book]) -> tuple[Collision, ...]:
    found = []
    for code in sorted(codes):
        meanings = tuple((book.system, book.codes[spelt]) for book in books if (spelt := _spelt(book, code)))
        rivals = {plain(name) for _, name in meanings}
        related = any(system in rivals_of(other) for system, _ in meanings for other, _ in meanings)
        if len(rivals) > 1 and related:
            found.append(Collision(code, meanings))
    return tuple(found)


def _settled(fitting: Sequence[Fit], colliding: bool, year: int | None, declared: str, lettered: bool) -> str:
    """The system that is meant, or nothing. Letters of KBLI need their version or their names in data from 2025 on."""
    if not fitting:
        return ""
    best = fitting[0]
    level = [fit for fit in fitting if fit.known == best.known]
    if declared in {fit.system for fit in level}:
        return declared
    activity = best.system in (KBLI_2020, KBLI_2025)
    if activity and lettered and not best.agreeing:
        return KBLI_2020 if year is not None and year < KBLI_2025_SINCE else ""
    if len(level) == 1 and not colliding:
        return best.system
    if len(level) == 1 or best.agreeing > level[1].agreeing:
        return best.system if best.agreeing or len(level) == 1 else ""
    if activity and year is not None and year < KBLI_2025_SINCE:
        return KBLI_2020
    return "" if colliding else best.system


def plain(name: str) -> str:
    """A name for comparing: letters and digits alone, without what only says the level."""
    words = [word for word in name.casefold().replace(".", " ").split() if word not in _LEVELS]
    return "".join(sign for word in words for sign in word if sign.isalnum())


_LEVELS = ("kabupaten", "kab", "kota", "provinsi", "prov", "adm", "administrasi")

_NAMED = (
    (KBLI_2020, ("kbli 2020", "kbli2020")),
    (KBLI_2025, ("kbli 2025", "kbli2025")),
    ("bps", ("bps", "mfd", "wilkerstat")),
    ("kemendagri", ("kemendagri", "permendagri", "kepmendagri", "dagri", "mendagri")),
)


def declared_in(text: str) -> str:
    """The system that a title or a description names; empty when it names none, or two."""
    spelt = " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
    named = {system for system, words in _NAMED if any(word in spelt for word in words)}
    return named.pop() if len(named) == 1 else ""


def family_in(text: str) -> str:
    """The family of systems that a title speaks of: ``kbli`` or ``wilayah``; empty when it speaks of none."""
    spelt = text.casefold().replace("_", " ")
    if ACTIVITY in spelt or "lapangan usaha" in spelt:
        return ACTIVITY
    words = ("wilayah", "provinsi", "kabupaten", "kab", "kota", "bps", "dagri")
    return "wilayah" if "kode" in spelt and any(word in spelt for word in words) else ""
