"""Columns of affairs (*urusan*) and units (*satuan*) beside their lists: other spellings and near names are offered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from .catalogue import spec
from .finding import Choice, Finding, Fix, Question
from .list_names import near_names, same_name
from .recipe import RecipeColumn
from .tested import Tested

_AFFAIR = re.compile(r"(nama_)?(bidang_)?urusan(_pemerintahan)?")
_UNIT = re.compile(r"(nama_)?satuan(_ukuran)?|unit_satuan")
_MAX = 30
Same = Callable[[str], "str | None"]


def list_names(tested: Tested) -> list[Finding]:
    """Give the findings about columns of affairs and of units."""
    found: list[Finding] = []
    affairs = [name for _, name in tested.reference.affairs]
    labels = [unit.label for unit in tested.reference.units.by_code.values()]
    for column in tested.recipe.fields():
        if column.type != "string" or column.skip or column.name not in tested.header:
            continue
        if _AFFAIR.fullmatch(column.name) and affairs:
            found += _column(tested, column, affairs, lambda text: same_name(text, affairs))
        elif _UNIT.fullmatch(column.name):
            found += _column(tested, column, labels, lambda text: _unit(tested, text))
    return found


def _unit(tested: Tested, text: str) -> str | None:
    unit = tested.reference.units.named(text)
    return unit.label if unit else None


def _column(tested: Tested, column: RecipeColumn, known: Sequence[str], same: Same) -> list[Finding]:
    first: dict[str, list[int]] = {}
    for at, text in enumerate(tested.canonical.column(column.name)):
        if text and text not in known:
            first.setdefault(text, []).append(at)
    meant = {text: name for text in first if (name := same(text))}
    found = [_respelt(tested, column, first, meant)] if meant else []
    strange = [text for text in first if text not in meant]
    return found + [
        _near(tested, column, text, first[text], near)
        for text in strange[:_MAX]
        if (near := near_names(text, known))
    ]


def _respelt(
    tested: Tested, column: RecipeColumn, first: Mapping[str, list[int]], meant: Mapping[str, str]
) -> Finding:
    """Offer to write all names as the list writes them."""
    rows = sorted(at for text in meant for at in first[text])
    cells = tested.cells(column.name, rows)
    text, name = next(iter(meant.items()))
    patch = {"values": {column.name: dict(meant)}}
    fix = Fix("as_listed", "Tulis seperti di daftar", "Write them as the list does", patch)
    place = {"sheet": tested.sheet, "column": column.letter, "cell": cells[0] if cells else ""}
    facts = {"column": column.letter}
    return Finding(spec("NAMA_LAIN_DAFTAR"), place, facts, cells, len(rows), text, name, [fix])


def _near(
    tested: Tested, column: RecipeColumn, text: str, rows: Sequence[int], near: Sequence[str]
) -> Finding:
    cells = tested.cells(column.name, rows)
    choices = [Choice(name, name, name, {"values": {column.name: {text: name}}}) for name in near]
    choices.append(Choice("benar", "Namanya memang begitu", "The name is right"))
    question = Question(
        f"NAMA_MIRIP_DAFTAR:{column.name}:{text}"[:200], choices, near[0] if len(near) == 1 else None
    )
    place = {"sheet": tested.sheet, "column": column.letter, "cell": cells[0] if cells else ""}
    facts = {"column": column.letter}
    return Finding(
        spec("NAMA_MIRIP_DAFTAR"), place, facts, cells, len(rows), text, ", ".join(near), question=question
    )
