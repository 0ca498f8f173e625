"""The recipe: the confirmed way to read an office's table, kept with the dataset and run again next year."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from .accepted import fault_of
from .column import TYPES
from .dates import DAY_FIRST, MONTH_FIRST
from .grid import parse_address, parse_area
from .missing import MEANINGS
from .numbers import CONVENTIONS
from .periods import PERIODS
from .pivot import measures_of, problem
from .recipe_changes import RecipeError, answer, apply_patch, edit_cells

__all__ = ["Recipe", "RecipeColumn", "RecipeError", "answer", "apply_patch", "edit_cells"]

VERSION = 1
DROP_REASONS = ("total_row", "blank", "note", "sample", "typed", "group", "repeated_header")

_GROUP_PARTS = ("letter", "name", "title", "type")


@dataclass
class RecipeColumn:
    """How one column is read."""

    letter: str
    source_label: str
    name: str
    title: str
    type: str
    unit: str | None = None
    role: str = "dimension"
    convention: str | None = None
    missing: dict[str, str] = field(default_factory=dict)
    skip: bool = False
    join_spaces: bool | None = None
    date_order: str | None = None
    region: str | None = None
    coding: str | None = None
    percent: str | None = None
    parts: list[str] = field(default_factory=list)
    accept: dict[str, str] = field(default_factory=dict)
    period: str | None = None
    fill_down: bool = False


@dataclass
class Recipe:
    """How one table is read. Rows and letters are those of the file it was confirmed on."""

    sheet: str
    range: str
    header_rows: list[int]
    first_row: int
    last_row: int
    columns: list[RecipeColumn]
    drop_rows: list[dict[str, Any]] = field(default_factory=list)
    constants: dict[str, Any] = field(default_factory=dict)
    constant_sources: dict[str, str] = field(default_factory=dict)
    derive: list[dict[str, str]] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    fixes: list[dict[str, Any]] = field(default_factory=list)
    confirmed: dict[str, Any] = field(default_factory=dict)
    source_sha256: str | None = None
    version: int = VERSION
    unpivot: dict[str, Any] | None = None
    groups: dict[str, Any] | None = None
    constant_cells: dict[str, dict[str, Any]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Give the recipe as JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Recipe:
        """Make a recipe of JSON. Raises ``RecipeError`` naming the part that is wrong."""
        if not isinstance(given, Mapping):
            raise RecipeError("", "an object")
        if given.get("version", VERSION) != VERSION:
            raise RecipeError("version", f"{VERSION}")
        known = set(cls.__dataclass_fields__)
        unknown = sorted(set(given) - known)
        if unknown:
            raise RecipeError(unknown[0], "no such part")
        try:
            columns = [_column(number, item) for number, item in enumerate(given["columns"])]
            recipe = cls(**{**copy.deepcopy(dict(given)), "columns": columns})
        except KeyError as missing:
            raise RecipeError(str(missing.args[0]), "compulsory") from None
        except TypeError:
            raise RecipeError("", "sheet, range, header_rows, first_row, last_row and columns") from None
        _check(recipe)
        return recipe

    def used(self) -> list[RecipeColumn]:
        """Give the columns that are not skipped."""
        return [column for column in self.columns if not column.skip]

    def named(self, name: str) -> RecipeColumn | None:
        """Give the used column of that name."""
        return next((column for column in (*self.used(), *self.fields()) if column.name == name), None)

    def group_column(self) -> RecipeColumn | None:
        """Give the column made of group names that stand in rows of their own, if there are any."""
        if self.groups is None:
            return None
        column = _made(self.groups, "dimension")
        column.letter, column.region = self.groups["letter"], self.groups.get("region")
        return column

    def fields(self) -> list[RecipeColumn]:
        """Give the columns of the canonical table: those used, with group names, and as the long form has them."""
        group = self.group_column()
        columns = ([group] if group else []) + self.used()
        if self.unpivot is None:
            return columns
        kept = [
            column for column in columns if column.letter not in self.unpivot["columns"] or column is group
        ]
        into = [_made(item, "dimension") for item in self.unpivot["into"]]
        return kept + into + [_made(item, "measure") for item, _ in measures_of(self.unpivot)]


def _made(item: Mapping[str, Any], role: str) -> RecipeColumn:
    title = str(item.get("title") or item["name"])
    return RecipeColumn("", title, item["name"], title, item["type"], item.get("unit"), role)


def _column(number: int, given: Any) -> RecipeColumn:
    if not isinstance(given, Mapping):
        raise RecipeError(f"columns[{number}]", "an object")
    known = RecipeColumn.__dataclass_fields__
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise RecipeError(f"columns[{number}].{unknown[0]}", "no such part")
    for part in ("letter", "source_label", "name", "type"):
        if not isinstance(given.get(part), str):
            raise RecipeError(f"columns[{number}].{part}", "a text")
    column = RecipeColumn(**{"title": given["source_label"], **copy.deepcopy(dict(given))})
    _one_of(f"columns[{number}].type", column.type, TYPES)
    _one_of(f"columns[{number}].convention", column.convention, (None, *CONVENTIONS))
    _one_of(f"columns[{number}].date_order", column.date_order, (None, DAY_FIRST, MONTH_FIRST))
    _one_of(f"columns[{number}].period", column.period, (None, *PERIODS))
    if fault := fault_of(column.accept):
        raise RecipeError(f"columns[{number}].accept{fault[0]}", fault[1])
    for sign, meaning in column.missing.items():
        _one_of(f"columns[{number}].missing.{sign}", meaning, (None, *MEANINGS))
    return column


def _one_of(part: str, value: Any, allowed: tuple[Any, ...]) -> None:
    if value not in allowed:
        raise RecipeError(part, "one of " + ", ".join(str(item) for item in allowed))


def _check(recipe: Recipe) -> None:
    try:
        parse_area(recipe.range)
    except (ValueError, AttributeError):
        raise RecipeError("range", "a range such as A7:F15") from None
    for part in ("first_row", "last_row"):
        if not isinstance(getattr(recipe, part), int):
            raise RecipeError(part, "a row number")
    _check_layout(recipe)
    names = [column.name for column in recipe.fields()]
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled:
        raise RecipeError("columns", f"the name {doubled} only once")
    _check_rows(recipe)
    for number, fix in enumerate(recipe.fixes):
        try:
            parse_address(fix["cell"])
        except (KeyError, TypeError, ValueError, AttributeError):
            raise RecipeError(f"fixes[{number}].cell", "a cell such as F14") from None


def _check_layout(recipe: Recipe) -> None:
    letters = [column.letter for column in recipe.used()]
    wrong = problem(recipe.unpivot, letters) if recipe.unpivot is not None else None
    if wrong:
        raise RecipeError(f"unpivot.{wrong[0]}".rstrip("."), wrong[1])
    groups: Any = recipe.groups
    if groups is not None:
        texts = [groups.get(part) if isinstance(groups, Mapping) else None for part in _GROUP_PARTS]
        rows = groups.get("rows") if all(isinstance(text, str) for text in texts) else None
        if not rows or not all(isinstance(row, int) for row in rows):
            raise RecipeError("groups", "letter, name, title, type and the numbers of its rows")


def _check_rows(recipe: Recipe) -> None:
    for number, item in enumerate(recipe.drop_rows):
        if not isinstance(item.get("row"), int):
            raise RecipeError(f"drop_rows[{number}].row", "a row number")
        _one_of(f"drop_rows[{number}].reason", item.get("reason"), DROP_REASONS)
