"""A recipe run again on next year's file: the same shape needs no question, a changed shape says what changed."""

from __future__ import annotations

from collections.abc import Sequence

from .catalogue import spec
from .finding import Choice, Finding, Question
from .grid import Sheet, parse_area
from .numbers import LOST_DOT, WAY_OF
from .reading import Reference, TableReading, read_table
from .recipe import Recipe, RecipeColumn
from .rows import BLANK, kind_of
from .tables import table_of
from .text import shape_of

_DECIDED = ("name", "title", "type", "unit", "role", "skip", "region", "coding", "percent", "date_order", "accept", "period")


def same_table(reading: TableReading, recipe: Recipe, reference: Reference, filename: str) -> TableReading:
    """Read again the very rows and columns that a person confirmed for this very file."""
    dropped = {item["row"] for item in recipe.drop_rows if item["reason"] != "total_row"}
    table = table_of(reading.sheet, list(recipe.header_rows), parse_area(recipe.range), dropped)
    table.set_apart = [
        item for item in reading.table.set_apart if item.kind not in ("total_row", "note", "sample")
    ]
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


def carry_over(old: Recipe, fresh: Recipe, reading: TableReading) -> tuple[Recipe, list[Finding]]:
    """Carry a confirmed recipe over to a new file: decisions stay, rows and proofs are the new file's own."""
    free = list(old.columns)
    new: list[str] = []
    for column, read in zip(fresh.columns, reading.columns, strict=True):
        match = next(
            (item for item in free if shape_of(item.source_label) == shape_of(column.source_label)), None
        )
        if match is None:
            if not column.skip and column.source_label:
                new.append(column.source_label)
            column.skip = True
            continue
        free.remove(match)
        fresh_convention = column.convention
        for part in _DECIDED:
            setattr(column, part, getattr(match, part))
        column.convention = _convention(match, fresh_convention, read.decision.ambiguous)
        column.join_spaces = column.join_spaces if column.join_spaces is not None else match.join_spaces
        column.missing = {kind: match.missing.get(kind, meaning) for kind, meaning in column.missing.items()}
    lost = [item.source_label for item in free if not item.skip]
    _carry_rest(old, fresh)
    _carry_rows(old, fresh, reading)
    return fresh, _changes(lost, new, old, reading)


def _convention(old: RecipeColumn, fresh: str | None, ambiguous: str | None) -> str | None:
    """Keep a proof of the new file; where it proves nothing, keep what was confirmed for the same kind of doubt."""
    if old.type not in ("integer", "number"):
        return None
    if fresh is not None:
        return fresh
    if ambiguous in ("ANGKA_TITIK_RIBUAN", "ANGKA_KOMA") and WAY_OF.get(old.convention or "") is not None:
        return old.convention
    if ambiguous in ("ANGKA_PECAHAN", "ANGKA_TITIK_HILANG") and old.convention == LOST_DOT:
        return old.convention
    return None


def _carry_rest(old: Recipe, fresh: Recipe) -> None:
    names = {column.name for column in fresh.used()}
    fresh.derive = [dict(item) for item in old.derive if item["from"] in names]
    fresh.key = list(old.key)
    fresh.values = {name: dict(mapping) for name, mapping in old.values.items()}
    fresh.confirmed = dict(old.confirmed)
    for name, value in old.constants.items():
        if name == "tahun" or name in names:
            continue
        fresh.constants[name], fresh.constant_sources[name] = value, old.constant_sources.get(name, "typed")
    if "tahun" not in old.constants:
        fresh.constants.pop("tahun", None)
        fresh.constant_sources.pop("tahun", None)


def _carry_rows(old: Recipe, fresh: Recipe, reading: TableReading) -> None:
    """Keep what was said about a doubtful total; keep corrections of cells where the same period comes again."""
    for total in reading.doubtful_totals:
        said = old.confirmed.get(f"BARIS_JUMLAH_DUGAAN:{total.label or total.row}")
        if said and said.get("value") == "data":
            fresh.drop_rows = [item for item in fresh.drop_rows if item["row"] != total.row]
    if (fresh.sheet, fresh.range, fresh.constants) == (old.sheet, old.range, old.constants):
        fresh.fixes = [dict(item) for item in old.fixes]


def _changes(lost: list[str], new: list[str], old: Recipe, reading: TableReading) -> list[Finding]:
    parts = [f"kolom '{label}' tidak ditemukan" for label in lost] + [
        f"kolom baru '{label}' dilewati" for label in new
    ]
    parts_en = [f"column '{label}' was not found" for label in lost] + [
        f"new column '{label}' is skipped" for label in new
    ]
    key = "BENTUK_BERUBAH:" + "|".join(sorted(lost) + sorted(new))[:150]
    if not parts or key in old.confirmed:
        return []
    question = Question(
        key, [Choice("lanjut", "Lanjutkan dengan hasil baca baru", "Go on with the new reading")]
    )
    facts = {"what": "; ".join(parts), "what_en": "; ".join(parts_en)}
    return [Finding(spec("BENTUK_BERUBAH"), {"sheet": reading.sheet.name}, facts, question=question)]
