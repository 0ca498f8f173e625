"""Rows judged as Frictionless judges them: common faults told at once, rare ones by its own ``Row``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from frictionless import errors
from frictionless.resources import TableResource
from frictionless.table import Row
from frictionless.table.row import create_cell_handlers

from .keys import Breaches, KeyMemory
from .memo import ColumnMemo, Flag
from .told import CellTeller, KeyTeller, Told


class RowJudge:
    """Tells the errors of rows, given in the file's order."""

    def __init__(self, resource: TableResource) -> None:
        self.keys = KeyMemory(resource)
        self.fields = resource.header.get_expected_fields()
        self.handlers = create_cell_handlers(self.fields)
        self.names = list(self.handlers)
        keyed = self.keys.names
        self.memos = [
            ColumnMemo(field, self.handlers[field.name], field.name in keyed) for field in self.fields
        ]
        self.at = {name: index for index, name in enumerate(self.names)}
        self.order = [self.at[name] for name in [*keyed, *(n for n in self.names if n not in keyed)]]
        self.keyed = bool(keyed)
        self._flagged = [memo.flagged for memo in self.memos]
        alone = len(self.keys.primary_names) == 1 and not (self.keys.unique or self.keys.foreign)
        self._only_key = self.at[keyed[0]] if alone else None
        self._key = KeyTeller()
        self._type = CellTeller(errors.TypeError)
        self._constraint = CellTeller(errors.ConstraintError)

    @property
    def width(self) -> int:
        """Give the number of cells a row must have."""
        return len(self.names)

    def learn(self, columns: Sequence[Sequence[str]]) -> None:
        """Learn all texts of the rows that are to be judged next."""
        for memo, column in zip(self.memos, columns, strict=True):
            memo.learn(column)

    def note_all(self, numbers: Sequence[int], columns: Sequence[Sequence[str]]) -> bool:
        """Remember the keys of many learned rows where none breaks anything; else tell so and remember nothing."""
        values = {
            name: self.memos[self.at[name]].all_targets(columns[self.at[name]]) for name in self.keys.names
        }
        return self.keys.note_all(numbers, values)

    def judge(self, number: int, cells: list[str], noted: bool = False) -> list[Told]:
        """Give the errors of a row whose texts were learned, in Frictionless' order.

        Its keys are remembered unless they were ``noted`` before.
        """
        if len(cells) != self.width:
            return self._by_row(number, cells, self._note_odd(number, cells))
        breaches = self._note(number, cells) if self.keyed and not noted else None
        flags = self._flags(cells)
        if len(flags) == self.width and all(flag.blank for flag in flags.values()):
            return self._by_row(number, cells, breaches)
        if breaches and (breaches.unique or self.keys.foreign):
            return self._by_row(number, cells, breaches)
        told = self._tell(number, cells, flags) if flags else []
        if breaches and breaches.primary:
            told.append(self._key.tell(cells, number, breaches.primary))
        return told

    def _flags(self, cells: list[str]) -> dict[int, Flag]:
        pairs = enumerate(zip(self._flagged, cells, strict=True))
        return {at: flagged[text] for at, (flagged, text) in pairs if text in flagged}

    def _note(self, number: int, cells: list[str]) -> Breaches | None:
        if self._only_key is None:
            return self.keys.note(number, lambda name: self.memos[self.at[name]].target(cells[self.at[name]]))
        note = self.keys.note_primary(number, (self.memos[self._only_key].target(cells[self._only_key]),))
        return Breaches(primary=note) if note else None

    def _note_odd(self, number: int, cells: list[str]) -> Breaches:
        """Note the keys of a row that is too short or too long: a cell it lacks is no text at all."""

        def value(name: str) -> Any:
            at = self.at[name]
            return self.handlers[name].reader(cells[at] if at < len(cells) else None)[0]

        return self.keys.note(number, value)

    def _tell(self, number: int, cells: list[str], flags: dict[int, Flag]) -> list[Told]:
        told = []
        for at in self.order if len(flags) > 1 else flags:
            flag = flags.get(at)
            if flag is None:
                continue
            text, name = cells[at], self.names[at]
            if flag.type_note:
                told.append(self._type.tell(cells, number, text, name, at + 1, flag.type_note))
            for note in flag.notes:
                told.append(self._constraint.tell(cells, number, text, name, at + 1, note))
        return told

    def _by_row(self, number: int, cells: list[str], breaches: Breaches | None) -> list[Told]:
        row = Row(cells, handlers=self.handlers, row_number=number)
        self.keys.append_errors(row, breaches or Breaches())
        return [error.to_descriptor() for error in row.errors]
