"""Cases shaped by hand: columns given as they are written beside what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import office
from .pages import Page
from .subjects import DISTRICTS
from .truth import SURE, Case, Column, Truth, letters

INT = frozenset({"integer"})
NUM = frozenset({"number"})
ANY_NUMBER = frozenset({"integer", "number"})
TEXT = frozenset({"string"})
YEAR = frozenset({"year"})
DATE = frozenset({"date"})
OPEN = frozenset({"", "0"})


@dataclass
class C:
    """A column: its title in the file, what stands in it, what that means, and the total below it."""

    title: Any
    written: Sequence[Any]
    true: Sequence[Any] | None = None
    type: frozenset[str] = INT
    certainty: str = SURE
    unit: str | None = None
    total: Any = None
    label: str | None = None
    may_skip: bool = False

    def column(self) -> Column:
        """Give the truth of the column."""
        label = self.label if self.label is not None else str(self.title or "").replace("\n", " ")
        values = list(self.written if self.true is None else self.true)
        values = ["" if value is None else value for value in values]
        return Column(label, self.type, values, self.certainty, self.unit, self.may_skip)


def names(count: int = 8, title: str = "Kecamatan", written: Sequence[str] | None = None, **more: Any) -> C:
    """Give the column of districts."""
    return C(title, written or DISTRICTS[:count], DISTRICTS[:count], TEXT, total="Jumlah", **more)


def numbers_column(count: int = 8) -> C:
    """Give the column *No*."""
    return C("No", list(range(1, count + 1)), type=ANY_NUMBER | TEXT, may_skip=True)


def lay(
    columns: Sequence[C],
    *,
    page: Page | None = None,
    title: Sequence[str] = ("Jumlah Penduduk menurut Kecamatan di Kabupaten Sukamaju, 2025",),
    top: int = 1,
    left: int = 1,
    gap: int = 1,
    total: bool = False,
    footer: Sequence[str] = (),
    **facts: Any,
) -> tuple[Page, Truth]:
    """Lay columns out below title lines and tell the truth."""
    page = page or Page("Data")
    row = top
    for line in title:
        page.put(row, [line], left)
        row += 1
    row += gap if title else 0
    header = row
    page.put(row, [column.title for column in columns], left)
    count = len(columns[0].written)
    for at in range(count):
        page.put(row + 1 + at, [column.written[at] for column in columns], left)
    rows = list(range(row + 1, row + 1 + count))
    row += 1 + count
    totals = []
    if total:
        page.put(row, [column.total for column in columns], left)
        totals = [row]
        row += 1
    for line in footer:
        page.put(row, [line], left)
        row += 1
    known = {
        "sheet": page.name,
        "header": [header],
        "rows": rows,
        "columns": letters([column.column() for column in columns], left),
        "totals": totals,
        "tables": 1,
        **facts,
    }
    return page, Truth(**known)


def case_from(
    name: str,
    klass: str,
    page: Page,
    truth: Truth,
    container: str = "xlsx",
    filename: str | None = None,
    **more: Any,
) -> Case:
    """Make the file of one page."""
    made = office.Made(page, truth, office.SUBJECTS["penduduk"], 0)
    content, truth = office.pack(made, container)
    return Case(name, klass, content, truth, filename or f"data{office.ENDINGS[container]}", **more)


def hand(name: str, klass: str, columns: Sequence[C], container: str = "xlsx", **facts: Any) -> Case:
    """Make a one-sheet case of columns."""
    filename = facts.pop("filename", None)
    hints = facts.pop("hints", {})
    page, truth = lay(columns, **facts)
    return case_from(name, klass, page, truth, container, filename, hints=hints)


def refused(name: str, klass: str, content: bytes, filename: str, *codes: str) -> Case:
    """Make a case that is not to be read."""
    return Case(name, klass, content, Truth(refusal=frozenset(codes)), filename)
