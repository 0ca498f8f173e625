"""A table's place on a sheet: its rows and columns, and the rows that are set apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from .grid import Area


@dataclass
class SetApart:
    """Rows that are kept as information, not as data."""

    kind: str
    rows: list[int]
    text: str = ""
    facts: dict[str, object] = field(default_factory=dict)


@dataclass
class Table:
    """One table found on a sheet. All rows and columns count from 1, as Excel shows them."""

    sheet: str
    header_rows: list[int]
    first_row: int
    last_row: int
    left: int
    right: int
    data_rows: list[int]
    numbering_row: int | None = None
    unit_row: int | None = None
    set_apart: list[SetApart] = field(default_factory=list)

    @property
    def area(self) -> Area:
        """Give the rectangle of the data, totals included."""
        return Area(self.first_row, self.left, self.last_row, self.right)

    @property
    def columns(self) -> range:
        """Give the column numbers."""
        return range(self.left, self.right + 1)

    @property
    def id(self) -> str:
        """Give an id that is stable for the file: sheet and rectangle."""
        return f"{self.sheet}!{self.area}"
