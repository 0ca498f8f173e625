"""The use case *inspect and check at once*: a file whose reading needs no person is opened and read a single time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ...domain.intake.finding import REJECT
from ...domain.intake.opened import Opened

TOLD_ONCE = frozenset({"BENTUK_BERGESER"})
"""Remarks about the way from the last file to this one: the check, which has this file alone, does not tell them again."""

MOST_CELLS = 1_500_000
"""Larger tables are checked by a process of their own, which has all the time and memory of a check for itself."""


def settled(found: Mapping[str, Any]) -> bool:
    """Tell whether nothing of a reading waits for a person, where its recipe was confirmed before."""
    if found.get("refusal") or found.get("error") or found.get("proposal") is None:
        return False
    return not any(
        one["confirm"] or one["severity"] == REJECT or one["code"] in TOLD_ONCE for one in found["questions"]
    )


def recipe_to_check(found: Mapping[str, Any], seen: Opened | None) -> dict[str, Any] | None:
    """Give the recipe to check with what was read at hand; None where the check must read anew, or may not follow."""
    if seen is None or not settled(found) or seen.cells > MOST_CELLS:
        return None
    recipe: dict[str, Any] = json.loads(json.dumps(found["proposal"]))
    return None if recipe.get("fixes") else recipe
