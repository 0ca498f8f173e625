"""The schema by which a draft's file is judged: of the table structure it follows, or of the last edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .. import wiring
from ..app.ports import Edition
from ..domain.draft import Draft
from ..domain.structure.model import MARK, followed, marked


@dataclass(frozen=True)
class Judging:
    """``schema``: without definitions, which belong to the metadata; None where any table will do. ``own``: it is the
    structure's, not the last edition's."""

    schema: dict[str, Any] | None
    own: bool = False

    @property
    def hints(self) -> dict[str, Any]:
        """What the reading of a file is told."""
        if self.schema is None:
            return {}
        return {"dataset_schema": self.schema, **({"schema": self.schema} if self.own else {})}


def judging(draft: Draft, base: Edition | None) -> Judging:
    """Give the schema for a draft. An edition that follows the same version already knows its own added columns."""
    mark = dict(draft.structure)
    if mark and (base is None or followed(base.schema) != mark):
        kept = wiring.structures()
        entry = kept.get(mark["id"])
        structure = entry.structure(kept.version(entry.id, mark["version"]))
        return Judging(_undescribed(marked(structure)), own=True)
    if base is None:
        return Judging(None)
    schema = _undescribed(base.schema)
    if not mark:
        schema.pop(MARK, None)
    return Judging(schema)


def _undescribed(schema: Mapping[str, Any]) -> dict[str, Any]:
    fields = [{k: v for k, v in column.items() if k != "description"} for column in schema["fields"]]
    return {**schema, "fields": fields}
