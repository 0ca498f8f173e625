# ruff: noqa: S608 - columns and tables have names of our own; texts are bound or quoted
"""The screening of one file's columns: which rows are not certainly good, by what is proved and what was learned."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from frictionless import Field
from frictionless.fields import IntegerField

from .engine import Rows, Screened, Table
from .judge import RowJudge
from .memo import ColumnMemo
from .outcome import Unproved
from .plain import PlainScan
from .plain_keys import JOINT, has_plain_form, is_plain, plain_key
from .proofs import proof_of, quote
from .sure import missing_of

MOST_ROWS = 400_000
MOST_MARKS = 1 << 27
LOOKED_AT = 2_000
VARIED_FROM, VARIED_SHARE = 2_000, 0.5


class Screening:
    """Screens a table; ``sample``: its first rows, from which the texts of columns are learned."""

    def __init__(self, table: Table, judge: RowJudge, sample: Sequence[list[str]]) -> None:
        self.table, self.judge = table, judge
        self.groups = [[judge.at[name] for name in group] for group in judge.keys.groups]
        self.keyed = {at for group in self.groups for at in group}
        if not all(has_plain_form(judge.fields[at]) for at in self.keyed):
            raise Unproved("keys without a plain form")
        columns = list(zip(*sample, strict=True)) or [()] * judge.width
        self.rising = _rising(judge, self.groups, columns)
        anchor = min(range(judge.width), key=lambda at: _blanks(judge.fields[at], columns[at]))
        conditions = [self._condition(at, columns[at], at != anchor) for at in range(judge.width)]
        self.good = " AND ".join(f"({condition})" for condition in conditions)
        self.columns = columns

    def _condition(self, at: int, column: Sequence[str], blank: bool) -> str:
        """Give the SQL condition of a good cell; one in a key is plain and filled, others may be ``blank``."""
        memo, field, missing = self.judge.memos[at], self.judge.fields[at], missing_of(self.judge.fields[at])
        memo.learn(missing)
        known = self.judge.keys.known_of(field.name)
        proof = proof_of(field) if known is None else None
        blanks = [text for text in missing if blank and at not in self.keyed and memo.may_be_blank(text)]
        if proof is not None:
            condition = proof.format(c=f"c{at}")
            if not set(missing) <= set(blanks):
                condition = f"{condition} AND c{at} NOT IN ({quote(missing)})"
            return f"({condition}) OR c{at} IN ({quote(blanks)})" if blanks else condition
        memo.learn(column)
        _refuse_varied(memo, column)
        good = [text for text in memo.good if at not in self.keyed or is_plain(field, text)]
        if known is not None:
            good = [text for text in good if (memo.target(text),) in known]
        self.table.keep(f"g{at}", [*good, *blanks])
        return f"c{at} IN (SELECT v FROM g{at})"

    def unproved(self) -> Screened:
        """Give the rows with a cell that is not certainly good. Raises ``Unproved`` where they are too many."""
        screened = self._all_good() or self.table.screen(self.good, self.rising, MOST_ROWS)
        if screened is None:
            raise Unproved("many suspicious rows")
        return screened

    def _all_good(self) -> Screened | None:
        """Ask whether nothing is to be found at all, where the first rows and the keys let one hope so."""
        key = self._dense_key()
        if self.groups not in ([], [[self.rising]]) or (self.groups and key is None):
            return None
        for memo, column in zip(self.judge.memos, self.columns, strict=True):
            looked_at = set(column[:LOOKED_AT])
            memo.learn(looked_at)
            if any(not memo.flagged[text].harmless for text in looked_at & memo.flagged.keys()):
                return None
        return self.table.all_good(self.good, key)

    def _dense_key(self) -> tuple[int, int, int] | None:
        """Give the rising column with the least and greatest number it can hold if no great step is in it."""
        if self.rising is None or len(self.columns[self.rising]) < 2:
            return None
        least, last = int(self.columns[self.rising][0]), int(self.columns[self.rising][-1])
        step = -(-(last - least) // (len(self.columns[self.rising]) - 1))
        lines = self.table.bytes // (2 * len(self.columns))
        most = least + step * lines
        return (self.rising, least, most) if most - least < MOST_MARKS else None

    def complete(self, screened: Screened, scan: PlainScan) -> Rows:
        """Add rows that Python split itself, and every row whose key may stand in another one."""
        if screened.count != scan.lines - 1:
            raise Unproved("rows and lines are not the same")
        quoted = {line - 1: cells for line, cells in scan.quoted.items()}
        found = {**screened.rows, **quoted}
        for group in self.groups:
            unlike = self._unlike_keys(group, found, quoted)
            if not unlike and screened.distinct and group == [self.rising]:
                continue
            found = {**self._sharing(group, unlike), **found}
        if any(None in cells for cells in found.values()):
            raise Unproved("a cell without text")
        return found

    def _sharing(self, group: Sequence[int], unlike: set[str]) -> Rows:
        """Give the rows that share their key with another row, or have one of the keys ``unlike``."""
        key = f"concat_ws('{JOINT}', {', '.join(f'c{at}' for at in group)})"
        again = {*self.table.repeated(key), *unlike}
        if not again:
            return {}
        self.table.keep("again", sorted(again))
        rows = self.table.rows(f"{key} IN (SELECT v FROM again)", MOST_ROWS)
        if rows is None:
            raise Unproved("many keys that are not unique")
        return rows

    def _unlike_keys(self, group: Sequence[int], rows: Rows, quoted: Rows) -> set[str]:
        """Give the keys of rows whose texts are not their key's plain form, as plain rows would write them."""
        fields, memos = [self.judge.fields[at] for at in group], [self.judge.memos[at] for at in group]
        keys = set()
        for place, cells in rows.items():
            texts = [cells[at] for at in group]
            if None in texts:
                raise Unproved("a cell without text")
            for memo, text in zip(memos, texts, strict=True):
                memo.learn((text,))
            key = plain_key(fields, [memo.target(text) for memo, text in zip(memos, texts, strict=True)])
            if key is not None and (place in quoted or key != JOINT.join(texts)):
                keys.add(key)
        return keys


def _rising(judge: RowJudge, groups: Sequence[Sequence[int]], columns: Sequence[Sequence[str]]) -> int | None:
    """Give the column of a whole-number key that rises throughout the sample."""
    for group in groups:
        if len(group) == 1 and type(judge.fields[group[0]]) is IntegerField:
            texts = columns[group[0]]
            if all(text.isascii() and text.isdecimal() and len(text) < 18 for text in texts):
                numbers = [int(text) for text in texts]
                if all(one < other for one, other in pairwise(numbers)):
                    return group[0]
    return None


def _blanks(field: Field, column: Sequence[str]) -> int:
    return sum(column.count(text) for text in set(missing_of(field)))


def _refuse_varied(memo: ColumnMemo, column: Sequence[str]) -> None:
    """Refuse to learn a column in which nearly every text is new."""
    distinct = len(memo.good) + len(memo.flagged)
    if distinct > VARIED_FROM and distinct > VARIED_SHARE * len(column):
        raise Unproved("a column of many texts that only Frictionless can read")
