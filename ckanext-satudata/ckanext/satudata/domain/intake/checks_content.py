"""Right shape, wrong content: keys without figures, empty columns, another dataset's table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .catalogue import spec
from .finding import Finding
from .tested import Tested, true_question


def unfilled(tested: Tested) -> list[Finding]:
    """Find a template whose keys are filled and whose figures are not, and columns without any figure."""
    columns = [column for column in tested.figures if not column.parts]
    if not columns or not tested.canonical.rows:
        return []
    empty = []
    for column in columns:
        marks = tested.canonical.status.get(column.name, {})
        if not marks and not any(tested.canonical.column(column.name)):
            empty.append(column)
    place = {"sheet": tested.sheet}
    titles = [column.title for column in empty]
    if len(empty) == len(columns):
        rows = range(len(tested.canonical.rows))
        cells = [cell for column in empty for cell in tested.cells(column.name, rows)]
        return [Finding(spec("UKURAN_KOSONG"), place, {"names": titles[:8]}, cells, len(cells))]
    letters = ",".join(column.letter for column in empty)
    return (
        [Finding(spec("KOLOM_KOSONG"), {**place, "column": letters}, {"names": titles[:8]}, (), len(empty))]
        if empty
        else []
    )


def foreign(tested: Tested, schema: Mapping[str, Any] | None) -> list[Finding]:
    """Find a file for another dataset: its table has none of the figures that the schema asks for."""
    fields = [
        field
        for field in (schema or {}).get("fields", ())
        if field.get("satudata:role") in ("measure", "total") and not field["name"].endswith("_status")
    ]
    if not fields or any(field["name"] in tested.header for field in fields):
        return []
    names = [str(field.get("title") or field["name"]) for field in fields[:8]]
    return [Finding(spec("KOLOM_TIDAK_ADA"), {"sheet": tested.sheet}, {"names": names}, count=len(fields))]


def twin(tested: Tested, sha256: str) -> list[Finding]:
    """Find another dataset with the same table."""
    same = [item for item in tested.context.get("twins") or () if item.get("sha256") == sha256]
    if not same:
        return []
    titles = [str(item.get("title") or "") for item in same[:3]]
    question = true_question(f"SAMA_DATASET_LAIN:{sha256[:16]}")
    count = len(tested.canonical.rows)
    return [
        Finding(
            spec("SAMA_DATASET_LAIN"),
            {"sheet": tested.sheet},
            {"names": titles},
            count=count,
            question=question,
        )
    ]
