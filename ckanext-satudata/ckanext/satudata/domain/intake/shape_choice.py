"""Turning a table long, and back: the change of a recipe, from what an inspection tells about its titles."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

_ASKED = ("TAHUN_SEBAGAI_KOLOM:", "KATEGORI_SEBAGAI_KOLOM:")


def turned_long(recipe: Mapping[str, Any], wide: Mapping[str, Any]) -> dict[str, Any]:
    """Give the recipe that makes the table long. ``wide`` is a way of the inspection (``tables[].wide``).

    Totals over the titles are left out; what the titles say is part of the key and no longer the same for all rows.
    """
    changed = copy.deepcopy(dict(recipe))
    names = [item["name"] for item in wide["into"]]
    _skip(changed, wide["left_out"], True)
    _skip(changed, wide["columns"], False)
    changed["key"] = list(dict.fromkeys([*changed.get("key", ()), *names]))
    for part in ("constants", "constant_sources", "constant_cells"):
        changed[part] = {name: value for name, value in changed.get(part, {}).items() if name not in names}
    changed["unpivot"] = {name: copy.deepcopy(wide[name]) for name in ("columns", "names", "into", "value")}
    return changed


def turned_back(recipe: Mapping[str, Any], wide: Mapping[str, Any]) -> dict[str, Any]:
    """Give the recipe that leaves the table as the file has it; what was answered about its shape is asked again."""
    changed = copy.deepcopy(dict(recipe))
    names = {item["name"] for item in (changed.get("unpivot") or wide)["into"]}
    changed["unpivot"] = None
    _skip(changed, wide["left_out"], False)
    changed["key"] = [name for name in changed.get("key", ()) if name not in names]
    changed["confirmed"] = {
        key: value for key, value in changed.get("confirmed", {}).items() if not key.startswith(_ASKED)
    }
    return changed


def _skip(recipe: dict[str, Any], letters: list[str], skip: bool) -> None:
    for column in recipe.get("columns", ()):
        if column["letter"] in letters:
            column["skip"] = skip
