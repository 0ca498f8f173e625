"""The screening of one file's columns: which rows are not certainly good, by what is proved and what was learned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from frictionless import Field

from .cells import Places
from .column_check import ColumnCheck
from .judge import RowJudge
from .key_marks import KeyMarks
from .outcome import Unproved
from .plain import Lines, PlainScan, Rows
from .plain_keys import has_plain_form, plain_key
from .sure import missing_of

MOST_ROWS = 400_000


class Screening:
    """Screens a file; ``sample``: its first rows, which tell what column has the fewest blank cells."""

    def __init__(self, scan: PlainScan, judge: RowJudge, sample: Sequence[list[str]]) -> None:
        self.scan, self.judge = scan, judge
        self.keys = [KeyMarks([judge.at[name] for name in group]) for group in judge.keys.groups]
        keyed = {at for key in self.keys for at in key.columns}
        if not all(has_plain_form(judge.fields[at]) for at in keyed):
            raise Unproved("keys without a plain form")
        columns = list(zip(*sample, strict=True)) or [()] * judge.width
        anchor = min(range(judge.width), key=lambda at: _blanks(judge.fields[at], columns[at]))
        self.checks = [
            ColumnCheck(field, memo, at in keyed, at != anchor, judge.keys.known_of(field.name))
            for at, (field, memo) in enumerate(zip(judge.fields, judge.memos, strict=True))
        ]
        self._numbers: list[Places] = []

    def suspicious(self) -> Rows:
        """Give the cells of the rows that are not certainly good, by their numbers. Raises ``Unproved`` where they are
        too many."""
        odd = []
        for lines in self.scan.lines():
            odd += lines.numbers[self._odd(lines)].tolist()
            _refuse_many(odd)
            if self.keys:
                self._numbers.append(lines.numbers)
                for key in self.keys:
                    key.note(lines)
        rows = {**self.scan.read(odd), **self.scan.quoted}
        again: set[int] = set()
        for key in self.keys:
            again.update(self._sharing(key, rows))
        _refuse_many(again)
        return {**rows, **self.scan.read(again - rows.keys())}

    def _odd(self, lines: Lines) -> Places:
        odd = np.zeros(len(lines.numbers), np.bool_)
        for check, cells in zip(self.checks, lines.columns, strict=True):
            odd[check.unproved(cells)] = True
        return np.flatnonzero(odd)

    def _sharing(self, key: KeyMarks, rows: Rows) -> Iterable[int]:
        """Give the numbers of the rows that may share their key with another row."""
        places = key.sharing(self._unlike_keys(key.columns, rows))
        return np.concatenate(self._numbers)[places].tolist() if places.size else []

    def _unlike_keys(self, group: Sequence[int], rows: Rows) -> set[tuple[str, ...]]:
        """Give the keys of rows whose texts are not their key's plain form, as plain rows would write them."""
        fields, memos = [self.judge.fields[at] for at in group], [self.judge.memos[at] for at in group]
        for memo, at in zip(memos, group, strict=True):
            memo.learn(cells[at] for cells in rows.values())
        found = set()
        for number, cells in rows.items():
            texts = tuple(cells[at] for at in group)
            key = plain_key(fields, [memo.target(text) for memo, text in zip(memos, texts, strict=True)])
            if key is not None and (number in self.scan.quoted or key != texts):
                found.add(key)
        return found


def _refuse_many(rows: Sequence[int] | set[int]) -> None:
    if len(rows) > MOST_ROWS:
        raise Unproved("many suspicious rows")


def _blanks(field: Field, column: Sequence[str]) -> int:
    return sum(column.count(text) for text in set(missing_of(field)))
