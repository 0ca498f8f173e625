"""Where the cells of HTML tables stand: spans, tables inside tables, one table cut into several side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...domain.intake.grid import Remark
from ...domain.intake.limits import Limits
from .budget import SheetBuilder

_FIGURE = re.compile(r"[-+(]?[\d.,\s]+[%)]?|[-\u2013\u2026.]*|n/?a", re.IGNORECASE)


@dataclass
class Table:
    """Cells by row and column, both from 0; spanned areas; rows that are hidden."""

    rows: list[dict[int, str]] = field(default_factory=list)
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    inner: list[Table] = field(default_factory=list)
    _taken: dict[int, set[int]] = field(default_factory=dict)

    def start_row(self, hidden: bool) -> None:
        """Begin a row."""
        if hidden:
            self.hidden.add(len(self.rows))
        self.rows.append({})
        self._taken.pop(len(self.rows) - 2, None)

    def add(self, text: str, wide: int, deep: int, tables: list[Table], limits: Limits) -> bool:
        """Put a cell at the next free place of the last row; ``False`` when that is too far to the right."""
        row = len(self.rows) - 1
        taken = self._taken.setdefault(row, set())
        column = len(self.rows[row])
        while column in taken or column in self.rows[row]:
            column += 1
        if column + wide > limits.columns and text:
            return False
        wide = min(wide, max(1, limits.columns - column))
        self.rows[row][column] = text
        self.inner.extend(tables)
        if wide > 1 or deep > 1:
            self.spans.append((row, column, row + deep - 1, column + wide - 1))
        for other in range(row, row + deep):
            self._taken.setdefault(other, set()).update(range(column, column + wide))
        return True

    @property
    def width(self) -> int:
        """Give the number of columns."""
        return max((max(row, default=-1) + 1 for row in self.rows), default=0)

    def write(self, builder: SheetBuilder, top: int, left: int = 1) -> int:
        """Write the cells onto a sheet from that place on; give the number of rows used."""
        last = len(self.rows)
        for number, row in enumerate(self.rows):
            for column, text in row.items():
                builder.put(top + number, left + column, text)
            if number in self.hidden:
                builder.sheet.hidden_rows.add(top + number)
        for first, start, bottom, end in self.spans:
            bottom = min(bottom, last - 1)
            if bottom > first or end > start:
                builder.merge(top + first, left + start, top + bottom, left + end)
        return last

    def beside(self, other: Table) -> Table:
        """Give both tables as one, the other to the right."""
        shift = self.width
        rows = [
            {**mine, **{column + shift: text for column, text in theirs.items()}}
            for mine, theirs in zip(self.rows, other.rows, strict=True)
        ]
        moved = [(top, left + shift, bottom, right + shift) for top, left, bottom, right in other.spans]
        return Table(rows, [*self.spans, *moved], self.hidden | other.hidden)

    def starts_with_names(self) -> bool:
        """Tell whether most rows begin with a name rather than a figure."""
        firsts = [row.get(0, "") for row in self.rows[len(self.rows) // 3 :]]
        names = sum(bool(text) and not _FIGURE.fullmatch(text) for text in firsts)
        return names * 2 > len(firsts)


def joined(blocks: list[Table | str]) -> tuple[list[Table | str], list[Remark]]:
    """Give the blocks with inner tables taken out, and with parts of one table joined; remarks tell what was joined."""
    made: list[Table | str] = []
    remarks: list[Remark] = []
    for run in _runs([flat for block in blocks for flat in _flat(block)]):
        if isinstance(run, str):
            made.append(run)
            continue
        at = 0
        while at < len(run):
            parts = _parts(run, at)
            whole = parts[0]
            for part in parts[1:]:
                whole = whole.beside(part)
            made.append(whole)
            if len(parts) > 1:
                remarks.append(("TABEL_DISAMBUNG", {"count": len(parts), "rows": len(whole.rows)}))
            at += len(parts)
    return made, remarks


def _flat(block: Table | str) -> list[Table | str]:
    """Give a table that only lays out others as those others."""
    if isinstance(block, str) or not block.inner:
        return [block]
    own: list[Table | str] = []
    texts = [text for row in block.rows for text in row.values() if text]
    inside = [flat for table in block.inner for flat in _flat(table)]
    if len(texts) <= len(block.inner):
        own.extend(texts)
    else:
        own.append(Table(block.rows, block.spans, block.hidden))
    return [*own, *inside]


def _runs(blocks: list[Table | str]) -> list[list[Table] | str]:
    """Group tables that follow each other without text between them."""
    runs: list[list[Table] | str] = []
    for block in blocks:
        if isinstance(block, str):
            runs.append(block)
        elif not block.rows:
            continue
        elif runs and isinstance(runs[-1], list):
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _parts(run: list[Table], at: int) -> list[Table]:
    """Give the tables from ``at`` on that are parts of one: as many rows, and only the first begins with names."""
    first = run[at]
    parts = [first]
    if len(first.rows) < 3 or not first.starts_with_names():
        return parts
    for other in run[at + 1 :]:
        if len(other.rows) != len(first.rows) or other.starts_with_names():
            break
        parts.append(other)
    return parts
