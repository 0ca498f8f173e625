"""The table under check, with what is known around it; the way back to source cells, and figures read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from .canonical import Canonical
from .catalogue import spec
from .display import number_text
from .finding import Choice, Finding, Question
from .reading import Reference, TableReading
from .recipe import Recipe, RecipeColumn

REMEMBERED = 600_000
PERIODS = (
    "tahun",
    "tahun_ajaran",
    "semester",
    "triwulan",
    "kuartal",
    "caturwulan",
    "subround",
    "bulan",
    "minggu",
    "tanggal",
)


def number(text: str) -> Decimal | None:
    """Give a canonical text as a number, ``None`` for a blank or raw text."""
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def rounded(value: Decimal, places: int = 0) -> Decimal:
    """Give a number with that many decimal places; as it is where it is too large to be rounded."""
    try:
        return value.quantize(Decimal(1).scaleb(-places))
    except InvalidOperation:
        return value


@dataclass
class Tested:
    """One canonical table under check. ``key``: names of the columns that tell its rows apart; ``told``: cells about
    which a finding has been made that explains what follows from them."""

    reading: TableReading
    recipe: Recipe
    canonical: Canonical
    reference: Reference
    key: Sequence[str]
    context: Mapping[str, Any] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    _known: dict[str, list[Decimal | None]] = field(default_factory=dict)

    def as_read(self) -> Tested:
        """Give the table with its columns as the file has them, before they were made rows."""
        if self.canonical.wide is None:
            return self
        recipe = replace(self.recipe, unpivot=None)
        context = self.context
        return Tested(self.reading, recipe, self.canonical.wide, self.reference, self.key, context, self.told)

    def unread(self, name: str) -> set[int]:
        """Give the rows whose cell in a column could not be read; sums over them prove nothing."""
        return set(self.canonical.unread.get(name, ()))

    @property
    def sheet(self) -> str:
        """Give the sheet's name."""
        return self.reading.sheet.name

    @property
    def header(self) -> list[str]:
        """Give the names of the columns."""
        return self.canonical.header

    @cached_property
    def figures(self) -> list[RecipeColumn]:
        """Give the columns of figures that the canonical table has."""
        return [
            column
            for column in self.recipe.fields()
            if column.role in ("measure", "total")
            and column.type in ("integer", "number")
            and column.name in self.header
        ]

    def numbers(self, name: str) -> list[Decimal | None]:
        """Give the numbers of a column; remembered where the table is small enough."""
        if name in self._known:
            return self._known[name]
        values = [number(text) for text in self.canonical.column(name)]
        if len(values) * max(1, len(self.figures)) <= REMEMBERED:
            self._known[name] = values
        return values

    def cell(self, at: int, name: str) -> str:
        """Give the source cell of a canonical cell, empty for what stands nowhere in the file."""
        return self.canonical.cell(at, name) or ""

    def cells(self, name: str, rows: Iterable[int]) -> list[str]:
        """Give the source cells of a column in the given rows."""
        return [cell for cell in (self.canonical.cell(at, name) for at in rows) if cell]

    def row(self, at: int) -> int:
        """Give the source row."""
        return self.canonical.row_map[at]

    @cached_property
    def _label_name(self) -> str | None:
        named = next((name for name in self.header if name.startswith("nama_")), None)
        words = (c.name for c in self.recipe.fields() if c.role == "dimension" and c.type == "string")
        return named or next((name for name in words if name in self.header), None)

    def label(self, at: int) -> str:
        """Give what a person calls the row: its first name or word, and its period where one name has several."""
        name = self._label_name
        return self.canonical.rows[at][self.header.index(name)] if name else ""

    def row_words(self, at: int) -> str:
        """Give the row as a sentence begins with it: ``Baris 14 (Wanasari)``."""
        label = self.label(at)
        return f"Baris {self.row(at)}" + (f" ({label})" if label else "")

    @cached_property
    def period_names(self) -> list[str]:
        """Give the columns that tell the period, the longest first."""
        return [name for name in PERIODS if name in self.header]

    def period(self, at: int) -> str:
        """Give the row's period as text, such as ``2025-03``; empty where the table has none."""
        row = self.canonical.rows[at]
        return "-".join(row[self.header.index(name)] for name in self.period_names if name in self.key)

    def title(self, name: str) -> str:
        """Give a column's title."""
        column = next((item for item in self.recipe.fields() if item.name == name), None)
        return column.title if column else name


def true_question(key: str) -> Question:
    """Ask whether surprising figures are right; the answer needs a reason."""
    return Question(key[:200], [Choice("benar", "Angkanya benar", "The figures are right")], None, True)


def about_cells(
    tested: Tested, code: str, column: RecipeColumn, rows: Sequence[int], ask: str | None = None, **facts: Any
) -> Finding:
    """Give a finding about cells of one column of figures; ``ask``: the key of its question."""
    cells = tested.cells(column.name, rows)
    value = tested.numbers(column.name)[rows[0]]
    place = {"sheet": tested.sheet, "column": column.letter, "cell": cells[0] if cells else ""}
    known = {"column": column.letter, "title": column.title, **facts}
    read = known.pop("read", number_text(value) if value is not None else "")
    expected = known.pop("expected", None)
    question = true_question(ask) if ask else None
    return Finding(spec(code), place, known, cells, len(rows), read, expected, question=question)
