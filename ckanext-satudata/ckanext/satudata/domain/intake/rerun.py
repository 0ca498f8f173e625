"""A recipe run again on next year's file: the same shape needs no question, a changed shape says what changed."""

from __future__ import annotations

from collections.abc import Sequence

from .grid import Sheet, parse_area
from .reading import Reference, TableReading, read_table
from .recipe import Recipe
from .rows import BLANK, kind_of
from .tables import table_of
from .text import shape_of


def same_table(reading: TableReading, recipe: Recipe, reference: Reference, filename: str) -> TableReading:
    """Read again the very rows and columns that a person confirmed for this very file.

    Where they are what was found, and nothing in the sheet was corrected, the reading at hand is that reading.
    """
    dropped = {item["row"] for item in recipe.drop_rows if item["reason"] != "total_row"}
    table = table_of(reading.sheet, list(recipe.header_rows), parse_area(recipe.range), dropped)
    table.set_apart = [
        item for item in reading.table.set_apart if item.kind not in ("total_row", "note", "sample")
    ]
    if table == reading.found and not recipe.fixes:
        return reading
    return read_table(reading.sheet, table, reference, filename)


def rows_to_load(sheet: Sheet, recipe: Recipe) -> list[int]:
    """Give the source rows that a recipe loads: those in its range with content, but for the dropped ones."""
    area = parse_area(recipe.range)
    dropped = {item["row"] for item in recipe.drop_rows}
    first, last = max(area.top, recipe.first_row), min(area.bottom, recipe.last_row)
    return [
        number
        for number in sheet.numbers()
        if first <= number <= last
        and number not in dropped
        and any(kind_of(value) != BLANK for value in sheet.rows[number][area.left - 1 : area.right])
    ]


def own_reading(readings: Sequence[TableReading], recipe: Recipe) -> TableReading | None:
    """Give the table that a recipe was confirmed on: the one in its range, else the first of its sheet."""
    of_sheet = [item for item in readings if item.sheet.name == recipe.sheet]
    area = parse_area(recipe.range)
    same = [item for item in of_sheet if item.table.area == area]
    near = [item for item in of_sheet if item.table.left <= area.right and item.table.right >= area.left]
    near = [item for item in near if item.table.first_row <= area.bottom and item.table.last_row >= area.top]
    return next(iter([*same, *near, *of_sheet]), None)


def best_match(readings: Sequence[TableReading], recipe: Recipe) -> tuple[TableReading | None, float]:
    """Give the table whose titles are most like the recipe's, and the share of titles found. Among equals the
    later year wins, then the sheet of the same name."""
    wanted = [shape_of(column.source_label) for column in recipe.used()]
    best: tuple[float, int, int] = (-1.0, 0, 0)
    chosen = None
    for reading in readings:
        labels = {shape_of(label) for label in reading.labels}
        share = sum(label in labels for label in wanted) / len(wanted) if wanted else 0.0
        rank = (share, reading.around.year or 0, int(reading.sheet.name == recipe.sheet))
        if rank > best:
            best, chosen = rank, reading
    return chosen, max(best[0], 0.0)


def other_subject(readings: Sequence[TableReading], recipe: Recipe, sha256: str | None) -> bool:
    """Tell whether a file has none of the figures that a recipe of another file was made for."""
    if recipe.source_sha256 is not None and recipe.source_sha256 == sha256:
        return False
    wanted = {
        shape_of(column.source_label) for column in recipe.used() if column.type in ("integer", "number")
    }
    labels = {shape_of(label) for reading in readings for label in reading.labels}
    return not wanted & labels
