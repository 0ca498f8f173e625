"""Damaged files of every container: each is a workbook within the limits or a refusal with words, never anything else."""

from __future__ import annotations

import random
import time

import pytest
from intake.files.mutations import damaged
from intake.files.reading import read
from intake.files.seeds import SEEDS

from ckanext.satudata.domain.intake.finding import Unusable
from ckanext.satudata.domain.intake.limits import Limits
from ckanext.satudata.domain.intake.refusals import refusal

CASES = 60
TIGHT = Limits(
    columns=200, rows=5_000, cells=20_000, total_chars=200_000, cell_chars=5_000, merges=500, sheets=20
)
WHOLE = {name: make() for name, make in SEEDS.items()}


def _name(kind: str) -> str:
    return "tempelan.txt" if kind == "clipboard" else f"data.{kind}"


def _hint(kind: str) -> str | None:
    return kind if kind == "clipboard" else None


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_whole_seeds_are_read(kind: str) -> None:
    workbook = read(WHOLE[kind], _name(kind), _hint(kind))
    assert workbook.kind == ("xls" if kind == "biff" else kind)
    assert [row[0] for row in list(workbook.sheets[0].rows.values())[-4:]] != []


@pytest.mark.parametrize("kind", sorted(WHOLE))
@pytest.mark.parametrize("round_", range(5))
def test_damage_is_refused_or_read_within_limits(kind: str, round_: int) -> None:
    for case in range(CASES // 5):
        dice = random.Random(f"{kind} {round_} {case}")  # noqa: S311
        content = damaged(WHOLE[kind], dice)
        before = time.process_time()
        try:
            workbook = read(content, _name(kind), _hint(kind), TIGHT)
        except Unusable as unusable:
            words = refusal(unusable.code, {"filename": "a", **unusable.facts})
            assert "%(" not in words["message"] + words["mend"]
        else:
            rows = [row for sheet in workbook.sheets for row in sheet.rows.values()]
            assert sum(map(len, rows)) <= TIGHT.cells
            assert max(map(len, rows), default=0) <= TIGHT.columns
            assert len(workbook.sheets) <= TIGHT.sheets
        assert time.process_time() - before < 5
