"""Changes of a recipe by answers, fixes and typed cells; a recipe here is its JSON form."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any


class RecipeError(ValueError):
    """A recipe that cannot be run: ``field`` names the part, ``expected`` what it should be."""

    def __init__(self, field_name: str, expected: str) -> None:
        self.field = field_name
        self.expected = expected
        super().__init__(f"recipe.{field_name}: {expected}")


def apply_patch(recipe: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """Give the recipe changed by a patch of a finding's fix or answer.

    ``columns`` is a dictionary from letter to the parts to set, dictionaries among them merged; ``values``,
    ``constants`` and ``confirmed`` are merged; ``drop_rows`` and ``fixes`` are added, replacing those of the same row
    or cell; ``keep_rows`` takes rows out of ``drop_rows``; any other part is set.
    """
    changed = copy.deepcopy(dict(recipe))
    for part, value in patch.items():
        _PATCHES.get(part, _set_part)(changed, part, value)
    return changed


def _set_part(changed: dict[str, Any], part: str, value: Any) -> None:
    changed[part] = copy.deepcopy(value)


def _set_columns(changed: dict[str, Any], part: str, value: Any) -> None:
    for column in changed[part]:
        for name, given in value.get(column["letter"], {}).items():
            merged = isinstance(given, Mapping) and isinstance(column.get(name), Mapping)
            column[name] = {**column[name], **copy.deepcopy(given)} if merged else copy.deepcopy(given)


def _merge_part(changed: dict[str, Any], part: str, value: Any) -> None:
    changed.setdefault(part, {}).update(copy.deepcopy(value))


def _merge_values(changed: dict[str, Any], part: str, value: Any) -> None:
    for name, mapping in value.items():
        changed.setdefault(part, {}).setdefault(name, {}).update(mapping)


def _add_rows(changed: dict[str, Any], part: str, value: Any) -> None:
    _replace(changed, part, "row", value)


def _add_fixes(changed: dict[str, Any], part: str, value: Any) -> None:
    _replace(changed, part, "cell", value)


def _keep_rows(changed: dict[str, Any], part: str, value: Any) -> None:
    changed["drop_rows"] = [item for item in changed.get("drop_rows", []) if item["row"] not in value]


_PATCHES: dict[str, Callable[[dict[str, Any], str, Any], None]] = {
    "columns": _set_columns,
    "constants": _merge_part,
    "constant_sources": _merge_part,
    "confirmed": _merge_part,
    "values": _merge_values,
    "drop_rows": _add_rows,
    "fixes": _add_fixes,
    "keep_rows": _keep_rows,
}


def _replace(changed: dict[str, Any], part: str, by: str, added: list[dict[str, Any]]) -> None:
    coming = {item[by] for item in added}
    kept = [item for item in changed.get(part, []) if item[by] not in coming]
    changed[part] = kept + copy.deepcopy(added)


def answer(
    recipe: Mapping[str, Any], finding: Mapping[str, Any], value: str, reason: str | None = None
) -> dict[str, Any]:
    """Give the recipe with a finding's question answered. Raises ``RecipeError`` for an answer not offered, or a
    missing reason where one is needed."""
    question = finding.get("confirm")
    if not question:
        raise RecipeError("confirmed", "a finding with a question")
    choice = next((item for item in question["choices"] if item["value"] == value), None)
    if choice is None:
        raise RecipeError(f"confirmed.{question['key']}", "one of the choices offered")
    if question.get("needs_reason") and not (reason or "").strip():
        raise RecipeError(f"confirmed.{question['key']}", "a reason")
    changed = apply_patch(recipe, choice["patch"])
    changed.setdefault("confirmed", {})[question["key"]] = {
        "code": finding["code"],
        "value": value,
        "reason": (reason or "").strip() or None,
    }
    return changed


def edit_cells(
    recipe: Mapping[str, Any], finding: Mapping[str, Any], typed: Mapping[str, str]
) -> dict[str, Any]:
    """Give the recipe with typed values for cells that a finding's fix offers to mend; what stood there is kept as
    ``was``, and the correction holds only while it still stands there."""
    offered = {cell["cell"]: cell["value"] for fix in finding["fixes"] for cell in fix["cells"]}
    unknown = sorted(set(typed) - set(offered))
    if unknown:
        raise RecipeError("fixes", f"cells of the finding, not {unknown[0]}")
    fixes = [
        {"cell": cell, "value": value, "was": offered[cell], "code": finding["code"]}
        for cell, value in typed.items()
        if value.strip() != offered[cell]
    ]
    return apply_patch(recipe, {"fixes": fixes})
