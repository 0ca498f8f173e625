"""Titles that hold years or categories, carried over: next year's column joins the series, and is said."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from .headers import JOINT
from .pivot import measures_of
from .reading import TableReading
from .recipe import Recipe, RecipeColumn
from .text import fold
from .title_words import Said, said_by

if TYPE_CHECKING:
    from .carry import Carried


def title_of(label: str) -> tuple[Said, str]:
    """Give what a whole title says, and the words that are left, folded."""
    said: Said = {}
    rest: list[str] = []
    for part in label.split(JOINT):
        more, left = said_by(part)
        said.update(more)
        rest += [left] if left else []
    return said, fold(JOINT.join(rest))


def carry_unpivot(
    old: Recipe, fresh: Recipe, reading: TableReading, carried: Carried, own_names: dict[str, str]
) -> None:
    """Make the new file long as the old one was: each title says its own year; columns that came or went are told."""
    unpivot = copy.deepcopy(old.unpivot) or {}
    labels = {column.letter: column.source_label for column in old.columns}
    rests = {title_of(labels.get(item, ""))[1]: item for item in unpivot["columns"]}
    said_names = {item["name"] for item in unpivot["into"]}
    home: dict[str, str] = {}
    for column, read in zip(fresh.columns, reading.columns, strict=True):
        match = carried.matched.get(column.letter)
        said, rest = title_of(column.source_label)
        if match is not None and match.letter in unpivot["columns"]:
            home[column.letter] = match.letter
        elif match is None and rest in rests and said and set(said) & said_names and read.is_figures:
            home[column.letter] = rests[rest]
            _join(column, _column(old, rests[rest]))
            carried.new = [item for item in carried.new if item is not column]
            words = column.source_label
            carried.shifted.append(
                (f"kolom baru '{words}' ikut dibaca", f"the new column '{words}' is read, too")
            )
    _tell_gone(old, carried)
    if home:
        fresh.unpivot = _rebuilt(unpivot, fresh, home, said_names)
        _name_apart(fresh, own_names, set(home))


def _column(recipe: Recipe, letter: str) -> RecipeColumn:
    return next(column for column in recipe.columns if column.letter == letter)


def _join(column: RecipeColumn, sibling: RecipeColumn) -> None:
    for part in ("type", "unit", "role", "percent", "region"):
        setattr(column, part, getattr(sibling, part))
    column.skip = False
    column.convention = column.convention or None
    column.missing = {kind: sibling.missing.get(kind, meaning) for kind, meaning in column.missing.items()}


def _tell_gone(old: Recipe, carried: Carried) -> None:
    """Tell of titles that are gone as a shift, since what was said of the others still holds."""
    letters = set((old.unpivot or {})["columns"])
    for item in [item for item in carried.lost if item.letter in letters]:
        carried.lost.remove(item)
        words = item.source_label
        carried.shifted.append((f"kolom '{words}' tidak ada lagi", f"column '{words}' is gone"))


def _rebuilt(
    unpivot: dict[str, Any], fresh: Recipe, home: dict[str, str], said_names: set[str]
) -> dict[str, Any]:
    names = {}
    for letter, origin in home.items():
        said, _ = title_of(_column(fresh, letter).source_label)
        own = {name: value for name, value in said.items() if name in said_names and name != "jenis_kelamin"}
        names[letter] = {**unpivot["names"][origin], **own}
    value = {part: item for part, item in unpivot["value"].items() if part != "more"}
    more = [
        {**measure, "columns": [item for item, origin in home.items() if origin in letters]}
        for measure, letters in measures_of(unpivot)[1:]
    ]
    if more:
        value["more"] = [item for item in more if item["columns"]]
    return {"columns": list(home), "names": names, "into": unpivot["into"], "value": value}


def _name_apart(fresh: Recipe, own_names: dict[str, str], letters: set[str]) -> None:
    """Name each wide column after its own title: what the old file called it belongs to another year."""
    taken = {column.name for column in fresh.columns if not column.skip and column.letter not in letters}
    for column in fresh.columns:
        if column.letter in letters:
            name = own_names[column.letter]
            column.name = f"{name}_{column.letter.lower()}" if name in taken else name
            taken.add(column.name)


def carry_year(old: Recipe, fresh: Recipe, carried: Carried, year: int | None) -> None:
    """Where one year's columns were chosen, choose those of the year that is submitted, else of the latest."""
    chosen = {}
    for column in old.used():
        said, rest = title_of(column.source_label)
        if said.get("tahun") == old.constants.get("tahun"):
            chosen[rest] = column
    titled: dict[int, list[tuple[RecipeColumn, RecipeColumn]]] = {}
    for column in fresh.columns:
        said, rest = title_of(column.source_label)
        if rest in chosen and "tahun" in said:
            column.skip = True
            titled.setdefault(int(said["tahun"]), []).append((column, chosen[rest]))
    letters = {column.letter for pairs in titled.values() for column, _ in pairs}
    carried.lost = [item for item in carried.lost if item not in chosen.values()]
    carried.new = [item for item in carried.new if item.letter not in letters]
    wanted = year if year is not None else max(titled, default=None)
    if wanted not in titled:
        carried.changed.append((f"kolom tahun {wanted} tidak ada", f"there is no column for {wanted}"))
        return
    for column, match in titled[wanted]:
        for part in ("name", "title", "type", "unit", "role", "percent"):
            setattr(column, part, getattr(match, part))
        column.skip = False
    fresh.constants["tahun"], fresh.constant_sources["tahun"] = wanted, "column"
