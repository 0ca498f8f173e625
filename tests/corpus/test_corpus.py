"""The corpus may not read worse than the figures kept beside it, and nothing may be misread silently."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import containers
from corpus.desk import Desk, open_desk
from corpus.hand import C, lay, names
from corpus.judge import Verdict, judge
from corpus.named import load
from corpus.page import sample_of
from corpus.random_cases import random_case
from corpus.score import add_up

FIGURES = json.loads((Path(__file__).parent / "figures.json").read_text(encoding="utf-8"))
SLACK = 0.0005


@pytest.fixture(scope="module")
def verdicts() -> Iterator[list[Verdict]]:
    """Judge the fixed sample once."""
    with open_desk() as folder:
        desk = Desk(Path(folder))
        yield [judge(maker.make(), desk) for maker in sample_of()]


def test_nothing_is_misread_silently(verdicts: list[Verdict]) -> None:
    """A figure or row with another meaning, and nobody asked: never."""
    told = [
        f"{fault.case}: {fault.expected}; got {fault.got}"
        for verdict in verdicts
        for fault in verdict.faults
        if fault.figure == "silent misreadings"
    ]
    assert not told, "\n".join(told)


def test_no_needless_question_is_added(verdicts: list[Verdict]) -> None:
    """Files that prove their meaning stay unasked."""
    told = [fault for verdict in verdicts for fault in verdict.faults if fault.figure == "needless questions"]
    assert len(told) <= FIGURES["sample"]["needless"], told


@pytest.mark.parametrize("share", ["precision", "recall"])
def test_no_figure_sinks(verdicts: list[Verdict], share: str) -> None:
    """Each figure is at least as good as when it was last written down."""
    score = add_up(verdicts)
    sunk = {
        name: (before, round(getattr(score, share)(name), 4))
        for name, before in FIGURES["sample"][share].items()
        if getattr(score, share)(name) < before - SLACK
    }
    faults = [fault for verdict in verdicts for fault in verdict.faults if fault.figure in sunk]
    assert not sunk, (sunk, faults)


def test_files_of_the_corpus_are_the_same_each_time() -> None:
    """The same composition gives the same bytes."""
    assert random_case(17).content == random_case(17).content
    made = load()["boring-penduduk-total"]
    assert made.make().content == made.make().content


def test_judge_sees_a_wrong_figure(tmp_path: Path) -> None:
    """A truth that differs by one cell is told as a silent misreading: the judge itself can fail."""
    case = load()["boring-ternak"].make()
    column = case.truth.columns["C"]
    column.values = [value + 1 if at == 3 else value for at, value in enumerate(column.values)]
    verdict = judge(case, Desk(tmp_path))
    assert verdict.silent == 1


def test_judge_sees_a_row_too_many(tmp_path: Path) -> None:
    """A row that the truth does not know is told."""
    case = load()["boring-ternak"].make()
    case.truth.rows = case.truth.rows[:-1]
    assert judge(case, Desk(tmp_path)).silent == 1


@pytest.mark.parametrize("container", ["xlsx", "semicolon"])
def test_command_reads_as_the_judge_does(tmp_path: Path, container: str) -> None:
    """The command line gives what the corpus judges."""
    page, truth = lay([names(), C("Posyandu", [12, 5, 30, 4, 18, 22, 7, 15])])
    content = containers.xlsx([page]) if container == "xlsx" else containers.delimited([page], ";")
    path = tmp_path / f"data.{'xlsx' if container == 'xlsx' else 'csv'}"
    path.write_bytes(content)
    command = [str(Path(sys.executable).parent / "satudata"), "intake", "inspect", str(path), "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    table = told["tables"][0]
    assert (table["header_rows"], table["first_row"], table["rows"]) == (truth.header, truth.rows[0], 8)
