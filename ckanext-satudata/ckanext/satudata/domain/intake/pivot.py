"""Wide tables made long, and back: what stands in titles becomes a column, and no figure is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Rows = Sequence[Sequence[str]]


def measures_of(unpivot: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], list[str]]]:
    """Give each column of figures that the long table has, with the letters it is made of, left to right."""
    more = list(unpivot["value"].get("more", []))
    taken = {letter for item in more for letter in item["columns"]}
    first = [letter for letter in unpivot["columns"] if letter not in taken]
    return [(unpivot["value"], first), *((item, list(item["columns"])) for item in more)]


def steps_of(unpivot: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give what each source row becomes, one step per long row: the values that its titles say (``names``) and the
    letter that each column of figures comes from (``letters``, absent where the file has no such column)."""
    into = [item["name"] for item in unpivot["into"]]
    steps: dict[tuple[str, ...], dict[str, Any]] = {}
    for measure, letters in measures_of(unpivot):
        for letter in letters:
            said = tuple(str(unpivot["names"][letter].get(name, "")) for name in into)
            step = steps.setdefault(said, {"names": dict(zip(into, said, strict=True)), "letters": {}})
            step["letters"][measure["name"]] = letter
    return list(steps.values())


def lengthen(
    header: Sequence[str],
    rows: Rows,
    unpivot: Mapping[str, Any],
    wide: Mapping[str, str],
    order: Sequence[str],
) -> list[list[str]]:
    """Give the long rows, with columns in the given order. ``wide`` gives the name of each letter in the header.

    Each source row becomes as many rows as there are steps, blanks included, so that nothing is lost.
    """
    at = {name: index for index, name in enumerate(header)}
    steps = [_sources(step, at, wide, order) for step in steps_of(unpivot)]
    return [[text if index is None else row[index] for index, text in step] for row in rows for step in steps]


def _sources(
    step: Mapping[str, Any], at: Mapping[str, int], wide: Mapping[str, str], order: Sequence[str]
) -> list[tuple[int | None, str]]:
    """Give, per column of the long table, the index in the wide row, or the fixed text."""
    found: list[tuple[int | None, str]] = []
    for name in order:
        letter = step["letters"].get(name)
        if name in step["names"]:
            found.append((None, step["names"][name]))
        elif letter is not None:
            found.append((at[wide[letter]], ""))
        else:
            found.append((at.get(name), ""))
    return found


def widen(
    header: Sequence[str], rows: Rows, unpivot: Mapping[str, Any], wide: Mapping[str, str]
) -> tuple[list[str], list[list[str]]]:
    """Give back the wide table of a long one, in the order in which its rows first appear."""
    said = [item["name"] for item in unpivot["into"]]
    values = [measure["name"] for measure, _ in measures_of(unpivot)]
    kept = [name for name in header if name not in said and name not in values]
    at = {name: index for index, name in enumerate(header)}
    letters = {tuple(step["names"].values()): step["letters"] for step in steps_of(unpivot)}
    found: dict[tuple[Any, ...], dict[str, str]] = {}
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key, names = tuple(row[at[name]] for name in kept), tuple(row[at[name]] for name in said)
        turn = seen[(*key, *names)] = seen.get((*key, *names), 0) + 1
        cells = found.setdefault((turn, key), {})
        cells.update({letter: row[at[name]] for name, letter in letters[names].items()})
    order = [letter for letter in unpivot["columns"] if letter in wide]
    wide_rows = [[*key, *(cells.get(item, "") for item in order)] for (_, key), cells in found.items()]
    return [*kept, *(wide[item] for item in order)], wide_rows


def problem(unpivot: Any, letters: Sequence[str]) -> tuple[str, str] | None:
    """Give the part of an ``unpivot`` that cannot be run and what it should be; ``None`` when all is in order."""
    if not isinstance(unpivot, Mapping):
        return "", "an object or null"
    for part, kind in (("columns", list), ("names", Mapping), ("into", list), ("value", Mapping)):
        if not isinstance(unpivot.get(part), kind) or not unpivot[part]:
            return part, "compulsory"
    for part, items in (("into", unpivot["into"]), ("value", [unpivot["value"]])):
        if not all(isinstance(item, Mapping) and {"name", "type"} <= set(item) for item in items):
            return part, "name, title and type"
    return _letters_problem(unpivot, letters)


def _letters_problem(unpivot: Mapping[str, Any], letters: Sequence[str]) -> tuple[str, str] | None:
    if not set(unpivot["columns"]) <= set(letters):
        return "columns", "letters of columns that are used"
    lacking = next((item for item in unpivot["columns"] if item not in unpivot["names"]), None)
    if lacking is not None:
        return f"names.{lacking}", "compulsory"
    into = [item["name"] for item in unpivot["into"]]
    for measure, own in measures_of(unpivot):
        said = [tuple(str(unpivot["names"][item].get(name, "")) for name in into) for item in own]
        if len(set(said)) < len(said):
            return "names", f"different values for each column of {measure['name']}"
    return None
