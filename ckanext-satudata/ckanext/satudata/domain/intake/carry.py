"""A confirmed recipe carried over to the next file: decisions stay, rows and proofs are the new file's own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .carry_wide import carry_unpivot, carry_year
from .catalogue import spec
from .finding import Choice, Finding, Question
from .grid import column_number
from .numbers import LOST_DOT, WAY_OF
from .reading import TableReading
from .recipe import Recipe, RecipeColumn
from .text import fold, shape_of

DECIDED = (
    "name",
    "title",
    "type",
    "unit",
    "role",
    "skip",
    "region",
    "coding",
    "percent",
    "date_order",
    "accept",
    "period",
    "fill_down",
)
OWN = ("status", "lost_zeros")  # of the one file they were said about
Pair = tuple[str, str]


@dataclass
class Carried:
    """What became of the columns: matched (new letter to old column), lost, new, and what shifted, in two languages."""

    matched: dict[str, RecipeColumn] = field(default_factory=dict)
    lost: list[RecipeColumn] = field(default_factory=list)
    new: list[RecipeColumn] = field(default_factory=list)
    changed: list[Pair] = field(default_factory=list)
    shifted: list[Pair] = field(default_factory=list)


def carry_over(
    old: Recipe, fresh: Recipe, reading: TableReading, year: int | None = None
) -> tuple[Recipe, list[Finding]]:
    """Carry a confirmed recipe over to a new file. ``year``: the year that is submitted, where it is known."""
    own_names = {column.letter: column.name for column in fresh.columns}
    carried = _matched(old, fresh, reading)
    for column, read in zip(fresh.columns, reading.columns, strict=True):
        match = carried.matched.get(column.letter)
        if match is None:
            column.skip = True
        else:
            decide(column, match, read.decision.ambiguous)
    _carry_rest(old, fresh)
    _carry_groups(old, fresh, carried)
    if old.unpivot is not None:
        carry_unpivot(old, fresh, reading, carried, own_names)
    elif old.constant_sources.get("tahun") == "column":
        carry_year(old, fresh, carried, year)
    _carry_rows(old, fresh, reading)
    _shifts(old, fresh, carried, named=not reading.sheet.after_file)
    return fresh, _told(old, carried, reading)


def decide(column: RecipeColumn, old: RecipeColumn, ambiguous: str | None) -> None:
    """Give a column what was decided about it earlier; a proof of the new file wins."""
    fresh_convention, fresh_status = column.convention, column.accept.get("status")
    for part in DECIDED:
        setattr(column, part, getattr(old, part))
    column.accept = {name: how for name, how in old.accept.items() if name not in OWN}
    column.accept.update({"status": fresh_status} if fresh_status else {})
    column.convention = _convention(old, fresh_convention, ambiguous)
    column.join_spaces = column.join_spaces if column.join_spaces is not None else old.join_spaces
    column.missing = {kind: old.missing.get(kind, meaning) for kind, meaning in column.missing.items()}


def _matched(old: Recipe, fresh: Recipe, reading: TableReading) -> Carried:
    """Match columns by title, then by title with the years left out, where only one column has it."""
    carried = Carried()
    free = list(old.columns)
    shapes = Counter(shape_of(column.source_label) for column in old.columns)
    for same in (_same_title, _same_shape):
        for column in fresh.columns:
            if column.letter in carried.matched:
                continue
            match = next((item for item in free if same(item, column)), None)
            several = match is not None and shapes[shape_of(match.source_label)] > 1
            if match is not None and (same is _same_title or not several or old.unpivot is not None):
                carried.matched[column.letter] = match
                free.remove(match)
    carried.lost = [item for item in free if not item.skip]
    carried.new = [
        column
        for column in fresh.columns
        if column.letter not in carried.matched and not column.skip and column.source_label
    ]
    return carried


def _same_title(old: RecipeColumn, new: RecipeColumn) -> bool:
    return fold(old.source_label) == fold(new.source_label)


def _same_shape(old: RecipeColumn, new: RecipeColumn) -> bool:
    return shape_of(old.source_label) == shape_of(new.source_label)


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
    names = {column.name for column in fresh.fields()}
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


def _carry_groups(old: Recipe, fresh: Recipe, carried: Carried) -> None:
    """Keep what a person called the group names; tell where such rows came or went."""
    found = fresh.groups
    if old.groups is not None and found is not None:
        kept = {part: old.groups.get(part) for part in ("name", "title", "type", "region")}
        fresh.groups = {**found, **kept}
        fresh.derive = [
            dict(item) for item in old.derive if item in fresh.derive or item["from"] == kept["name"]
        ]
    elif found is not None:
        rows = ", ".join(str(row) for row in found["rows"][:5])
        carried.changed.append(
            (f"baris {rows} hanya berisi nama kelompok", f"rows {rows} hold only a group's name")
        )
        fresh.groups = None
    elif old.groups is not None:
        title = old.groups["title"]
        carried.changed.append(
            (f"baris nama kelompok '{title}' tidak ada lagi", f"the rows of group names '{title}' are gone")
        )


def _carry_rows(old: Recipe, fresh: Recipe, reading: TableReading) -> None:
    """Keep what was said about a doubtful total; keep corrections of cells where the same period comes again."""
    for total in reading.doubtful_totals:
        said = old.confirmed.get(f"BARIS_JUMLAH_DUGAAN:{total.label or total.row}")
        if said and said.get("value") == "data":
            fresh.drop_rows = [item for item in fresh.drop_rows if item["row"] != total.row]
    if (fresh.sheet, fresh.range, fresh.constants) == (old.sheet, old.range, old.constants):
        fresh.fixes = [dict(item) for item in old.fixes]


def _shifts(old: Recipe, fresh: Recipe, carried: Carried, *, named: bool) -> None:
    """Tell what moved though it is still found: columns in another order, other rows of titles, another sheet."""
    order = [
        (column_number(match.letter), column.letter, match)
        for column in fresh.columns
        if (match := carried.matched.get(column.letter)) is not None and not match.skip
    ]
    highest = 0
    for number, new_letter, match in order:
        if number < highest:
            words = (match.source_label, match.letter, new_letter)
            carried.shifted.append(
                (
                    "kolom '{}' pindah dari {} ke {}".format(*words),
                    "column '{}' moved from {} to {}".format(*words),
                )
            )
        highest = max(highest, number)
    was, now = len(old.header_rows), len(fresh.header_rows)
    if was != now:
        carried.shifted.append(
            (f"judul kolom {now} baris, dulu {was}", f"{now} rows of titles, earlier {was}")
        )
    if named and shape_of(old.sheet) != shape_of(fresh.sheet):
        carried.shifted.append(
            (f"lembar '{fresh.sheet}', dulu '{old.sheet}'", f"sheet '{fresh.sheet}', earlier '{old.sheet}'")
        )


def _told(old: Recipe, carried: Carried, reading: TableReading) -> list[Finding]:
    lost = [item.source_label for item in carried.lost]
    new = [item.source_label for item in carried.new]
    parts = [(f"kolom '{label}' tidak ditemukan", f"column '{label}' was not found") for label in lost]
    parts += [(f"kolom baru '{label}' dilewati", f"new column '{label}' is skipped") for label in new]
    parts += carried.changed
    place = {"sheet": reading.sheet.name}
    found = []
    words = "|".join(sorted(lost) + sorted(new) + sorted(text for text, _ in carried.changed))
    key = f"BENTUK_BERUBAH:{words[:150]}"
    if parts and key not in old.confirmed:
        choices = [Choice("lanjut", "Lanjutkan dengan hasil baca baru", "Go on with the new reading")]
        choices += _renamed(carried)
        question = Question(key, choices)
        found.append(Finding(spec("BENTUK_BERUBAH"), place, _facts(parts), question=question))
    if carried.shifted:
        found.append(Finding(spec("BENTUK_BERGESER"), place, _facts(carried.shifted)))
    return found


def _facts(parts: list[Pair]) -> dict[str, Any]:
    return {"what": "; ".join(text for text, _ in parts), "what_en": "; ".join(text for _, text in parts)}


def _renamed(carried: Carried) -> list[Choice]:
    """Offer to take new columns for the lost ones, where as many came as went and their kinds agree."""
    pairs = list(zip(carried.lost, carried.new, strict=False))
    same = len(carried.lost) == len(carried.new) and all(_alike(old, new) for old, new in pairs)
    if not pairs or not same:
        return []
    patch = {
        new.letter: {
            **{part: getattr(old, part) for part in DECIDED},
            "skip": False,
            "convention": _kept(old, new),
        }
        for old, new in pairs
    }
    words = "; ".join(f"'{old.source_label}' \u2192 '{new.source_label}'" for old, new in pairs)
    return [
        Choice(
            "ganti_judul",
            f"Hanya berganti judul: {words}",
            f"Only the titles changed: {words}",
            {"columns": patch},
        )
    ]


def _alike(old: RecipeColumn, new: RecipeColumn) -> bool:
    figures = ("integer", "number")
    return old.type == new.type or (old.type in figures and new.type in figures)


def _kept(old: RecipeColumn, new: RecipeColumn) -> str | None:
    return new.convention if new.convention is not None else None
