"""What a check tells beside the figures: columns outside the schema, marks on figures, cells that wait for an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .canonical import Canonical
from .catalogue import spec
from .catalogue_values import ASKED_VALUES
from .finding import Choice, Finding, Question
from .recipe import Recipe

_READING_QUESTIONS = (
    "ANGKA_TITIK_RIBUAN",
    "ANGKA_KOMA",
    "ANGKA_SPASI",
    "ANGKA_PECAHAN",
    "TANDA_STRIP",
    "TANGGAL_AMBIGU",
    *ASKED_VALUES,
)


def outside_schema(recipe: Recipe, schema: Mapping[str, Any] | None, sheet: str) -> list[Finding]:
    """Tell of columns with data that the dataset's schema does not have."""
    if schema is None:
        return []
    known = {field["name"] for field in schema["fields"]}
    rows = set(recipe.unpivot["columns"]) if recipe.unpivot else set()
    outside = [
        column
        for column in recipe.columns
        if column.name not in known and column.role != "numbering" and column.source_label
        if column.letter not in rows
    ]
    letters = [column.letter for column in outside]
    code = "KOLOM_DI_LUAR_SKEMA"
    key = f"{code}:{','.join(column.name for column in outside)}"
    if not outside or key in recipe.confirmed:
        return []
    choices = [
        Choice("skip", "Lewati", "Skip", {"columns": {item: {"skip": True} for item in letters}}),
        Choice("keep", "Muat", "Load", {"columns": {item: {"skip": False} for item in letters}}),
    ]
    facts = {"columns": letters, "names": [column.source_label for column in outside]}
    place = {"sheet": sheet, "column": ",".join(letters)}
    return [Finding(spec(code), place, facts, question=Question(key, choices, "skip"))]


def statuses(recipe: Recipe, canonical: Canonical, sheet: str) -> list[Finding]:
    """Tell of columns whose figures carry marks of BPS: preliminary, estimated and the like."""
    found = []
    for name, marks in canonical.status.items():
        column = recipe.named(name)
        if marks and column:
            read = ", ".join(sorted(set(marks.values())))
            facts = {"column": column.letter, "title": column.title}
            cells = [f"{column.letter}{canonical.row_map[at]}" for at in marks]
            place = {"sheet": sheet, "column": column.letter}
            found.append(
                Finding(spec("STATUS_ANGKA"), place, facts, cells, len(marks), read, f"{name}_status")
            )
    return found


def unread_of_questions(canonical: Canonical, recipe: Recipe, own: Sequence[Finding]) -> list[str]:
    """Give the unread cells of columns about which a question is open: they are told by the question."""
    asked = {
        letter
        for finding in own
        if finding.question and finding.code in _READING_QUESTIONS
        for letter in str(finding.place.get("column", "")).split(",")
    }
    clashing = {str(f.place.get("column")) for f in own if f.code == "ANGKA_CAMPUR"}
    cells = []
    for name, rows in canonical.unread.items():
        column = recipe.named(name)
        if column and column.letter in asked | clashing:
            cells += [f"{column.letter}{canonical.row_map[at]}" for at in rows]
    return cells
