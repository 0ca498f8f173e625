"""Columns of a block of rows, each converted as a whole to what ``SheetHandler`` makes of it cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...domain.intake.grid import Value
from ...domain.intake.number_formats import OTHER
from .xlsx_sheet import SheetHandler
from .xml_bulk import resolved
from .xml_stream import unescaped

KEPT = 100_000
_EXACT = 2.0**53
_PAIR = re.compile(r' ([A-Za-z0-9_.:-]+)="([^"]*)"')
_FIGURES = re.compile(r"[0-9.eE+-]*")
Kind = tuple[str, str | None]
"""Type and style of a cell."""


class Other(Exception):
    """The block is for expat."""


@dataclass(frozen=True)
class Column:
    """One column of a block: its number, and of each row what was found; an absent cell is all empty."""

    number: int
    attributes: Sequence[str]
    formulas: Sequence[str]
    texts: Sequence[str]


def pairs_of(given: str) -> dict[str, str]:
    """Give attributes. Raises ``Other`` where a name is given twice, also ``r``, which comes before them."""
    found = _PAIR.findall(given)
    pairs = dict(found)
    if len(pairs) != len(found) or "r" in pairs:
        raise Other
    return pairs


def either(values: Sequence[str], texts: Sequence[str]) -> Sequence[str]:
    """Give of each row the one that is filled."""
    if not any(texts):
        return values
    if not any(values):
        return texts
    return [value or text for value, text in zip(values, texts, strict=True)]


class _Memo(dict[str, Value]):
    """What ``SheetHandler`` makes of each text of one kind."""

    def __init__(self, handler: SheetHandler, kind: Kind) -> None:
        super().__init__()
        self._handler, self._kind = handler, kind

    def __missing__(self, text: str) -> Value:
        value = self[text] = self._handler.converted(text, *self._kind)
        return value


class Kinds:
    """The kinds of cells in one sheet, and the values of their texts."""

    def __init__(self, handler: SheetHandler) -> None:
        self._handler = handler
        self._known: dict[str, Kind] = {}
        self._memos: dict[Kind, _Memo] = {}

    def of(self, given: str) -> Kind:
        """Give the kind of a cell by its attributes. Raises ``Other``."""
        known = self._known.get(given)
        if known is None:
            pairs = pairs_of(given)
            known = (pairs.get("t", "n"), pairs.get("s"))
            if len(self._known) < KEPT:
                self._known[given] = known
        return known

    def memo(self, kind: Kind) -> _Memo:
        """Give what remembers the values of one kind."""
        memo = self._memos.get(kind)
        if memo is None or len(memo) > KEPT:
            memo = self._memos[kind] = _Memo(self._handler, kind)
        return memo

    def shared(self, numbers: Sequence[str]) -> list[str]:
        """Give shared texts by their numbers. Raises ``Other``."""
        joined = "".join(numbers)
        if not (joined.isdecimal() and joined.isascii()):
            raise Other
        try:
            return list(map(self._handler.shared_texts.__getitem__, map(int, numbers)))
        except (IndexError, ValueError):
            raise Other from None

    def is_plain(self, kind: Kind) -> bool:
        """Tell whether numbers of a kind are shown as numbers."""
        return kind[0] == "n" and self._handler.style(kind[1])[0] is OTHER


class Block:
    """The ``values`` of the columns of one block, and how many ``chars`` their texts have. Raises ``Other``."""

    def __init__(self, kinds: Kinds, references: bool, escapes: bool, columns: Sequence[Column]) -> None:
        self.columns = columns
        self._kinds, self._references, self._escapes = kinds, references, escapes
        self.chars = 0
        self.values = [self._values(column) for column in columns]

    def plain(self, texts: Sequence[str]) -> Sequence[str]:
        """Give texts without references."""
        return resolved(texts) if self._references else texts

    def _values(self, column: Column) -> Sequence[Value]:
        texts = self.plain(column.texts)
        if any(column.formulas) and not all(map(_stored, column.formulas, texts)):
            raise Other
        kinds = {given: self._kinds.of(given) for given in set(column.attributes)}
        if len(kinds) == 1:
            return self._alike(texts, next(iter(kinds.values())))
        values: list[Value] = [None] * len(texts)
        for given, kind in kinds.items():
            places = [at for at, own in enumerate(column.attributes) if own == given]
            for at, value in zip(places, self._alike([texts[at] for at in places], kind), strict=True):
                values[at] = value
        return values

    def _alike(self, texts: Sequence[str], kind: Kind) -> Sequence[Value]:
        """Convert texts of one kind."""
        if kind[0] == "s":
            return self._counted(self._kinds.shared(texts))
        if kind[0] in ("str", "inlineStr"):
            return self._own(texts)
        if kind[0] == "e" and "" in texts:
            raise Other
        numbers = _gapped(texts) if self._kinds.is_plain(kind) else None
        return numbers if numbers is not None else list(map(self._kinds.memo(kind).__getitem__, texts))

    def _own(self, texts: Sequence[str]) -> Sequence[Value]:
        if not self._escapes:
            return self._counted(texts)
        self.chars += sum(map(len, texts))
        return [unescaped(text) or None for text in texts]

    def _counted(self, texts: Sequence[str]) -> Sequence[Value]:
        self.chars += sum(map(len, texts))
        return [text or None for text in texts] if "" in texts else texts


def _stored(formula: str, text: str) -> bool:
    return bool(text or not formula)


def _gapped(texts: Sequence[str]) -> Sequence[Value] | None:
    """Give plain numbers, and nothing where nothing is stored; ``None`` as ``plain_numbers``."""
    if "" not in texts:
        return plain_numbers(texts)
    filled = [text for text in texts if text]
    numbers = plain_numbers(filled) if filled else []
    if numbers is None:
        return None
    each = iter(numbers)
    return [next(each) if text else None for text in texts]


def plain_numbers(texts: Sequence[str]) -> Sequence[Value] | None:
    """Give plain numbers; ``None`` where each is to be looked at by itself."""
    joined = "".join(texts)
    try:
        if joined.isdecimal() and joined.isascii():
            return list(map(int, texts)) if max(map(len, texts)) < 19 else None
        if _FIGURES.fullmatch(joined) is None:
            return None
        numbers = list(map(float, texts))
    except ValueError:
        return None
    if not all(-_EXACT < number < _EXACT for number in numbers):
        return None
    return [int(number) if number.is_integer() else number for number in numbers]
