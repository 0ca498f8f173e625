"""Where a cell of the table under review stands in the office's own file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from .. import wiring
from ..app.ports import Round
from ..domain.errors import Incomplete
from ..domain.intake.schema import key_of
from ..domain.review.model import Remark
from .shapes.preview import find_row
from .shapes.tables import row_name


class SourcePlaces:
    """Addresses of cells as Excel writes them, where they are certain.

    They are when every source row of the recipe became a row of its own that follows those of the earlier edition.
    """

    def __init__(self, content: Mapping[str, Any], base_rows: int) -> None:
        recipe = content.get("recipe") or {}
        self.letters = _letters(recipe)
        self.base_rows = base_rows
        self.rows = _source_rows(recipe)
        self.certain = bool(self.rows) and content.get("rows") == base_rows + len(self.rows)

    def address(self, number: int, column: str) -> str:
        """``D14`` for the row ``number`` (1 is the first) of the canonical table; empty where it is not certain."""
        at = number - 1 - self.base_rows
        if not self.certain or at < 0 or column not in self.letters:
            return ""
        return f"{self.letters[column]}{self.rows[at]}"


def _letters(recipe: Mapping[str, Any]) -> dict[str, str]:
    used = [column for column in recipe.get("columns", ()) if not column.get("skip")]
    letters = {str(column["name"]): str(column["letter"]) for column in used}
    derived = {
        one["name"]: letters[one["from"]] for one in recipe.get("derive", ()) if one["from"] in letters
    }
    return {**letters, **derived}


def _source_rows(recipe: Mapping[str, Any]) -> Sequence[int]:
    dropped = {one["row"] for one in recipe.get("drop_rows", ())}
    numbers = range(recipe.get("first_row") or 1, (recipe.get("last_row") or 0) + 1)
    return [number for number in numbers if number not in dropped]


def places_of(round_: Round, dataset_id: str, base_edition: int) -> SourcePlaces:
    """Addresses within the file of a round."""
    base = wiring.unit().editions.get(dataset_id, base_edition).rows if base_edition else 0
    return SourcePlaces(round_.snapshot, base)


def placed(review_id: str, remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """Remarks that come with a decision; where a cell stands is looked up, never taken from the request.

    Raises ``Incomplete`` for a cell whose row is not in the table.
    """
    if not any(remark.row_key for remark in remarks):
        return tuple(replace(remark, place="") for remark in remarks)
    unit = wiring.unit()
    review = unit.reviews.get(review_id)
    cells, round_ = TableCells(review.dataset_id, review.base_edition), unit.reviews.rounds(review_id)[-1]
    return tuple(_looked_up(remark, round_, cells) for remark in remarks)


def _looked_up(remark: Remark, round_: Round, cells: TableCells) -> Remark:
    if not remark.row_key:
        return replace(remark, place="")
    key = key_of(round_.snapshot["schema"])
    place = cells.place_of(round_, remark.column, remark.row_key) if set(remark.row_key) == set(key) else None
    if place is None:
        raise Incomplete("remark_row", field="remarks", key=", ".join(key))
    return replace(remark, place=place)


class TableCells:
    """Looks cells up in the table of a review's round."""

    def __init__(self, dataset_id: str, base_edition: int) -> None:
        self.dataset_id, self.base_edition = dataset_id, base_edition

    def place_of(self, round_: Round, column: str, row_key: Mapping[str, str]) -> str | None:
        """``D14, Wanasari / 2026``, or the row's name alone; None when the table has no row with this key."""
        found = find_row(round_.snapshot["canonical_sha"], row_key)
        if found is None:
            return None
        number, values = found
        address = places_of(round_, self.dataset_id, self.base_edition).address(number, column)
        name = row_name(values, key_of(round_.snapshot["schema"]))
        return f"{address}, {name}" if address else name
