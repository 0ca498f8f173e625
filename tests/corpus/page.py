"""The page of the documentation that tells how well the intake reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from .judge import Verdict
from .named import load
from .random_cases import TWISTED, random_makers
from .score import Score, add_up, by_class, table
from .truth import Maker

PAGE = Path("docs") / "reference" / "intake-quality.md"
FIGURES = Path("tests") / "corpus" / "figures.json"
HEAD = """# How well the intake reads

`make corpus` makes the files of a corpus at run time, each with the truth about it, has the intake read them, and
prints these figures. The files are made up; their layouts are those that offices, BPS sites and portals use. Questions
are answered as a person would who knows the figures; *types* and *canonical values* are judged after that, *silent*
misreadings and *needless* questions before it.

- **precision**: of what the intake gave, the share that is right. **recall**: of what is there, the share it gave.
- **silent misreading**: a cell or row that came out with another meaning and nobody was asked or told. None is allowed.
- **needless question**: a question about a file that proves its own meaning.

"""


SAMPLE = 60


def sample_of() -> list[Maker]:
    """Give the files that ``make test`` looks at: all named ones and the first random ones."""
    return [*load().values(), *random_makers(SAMPLE), *random_makers(SAMPLE // 2, TWISTED + 1)]


def write_page(root: Path, verdicts: Sequence[Verdict]) -> None:
    """Write the page and the figures that may not sink."""
    held_out = [verdict for verdict in verdicts if verdict.klass.startswith("held out")]
    known = [verdict for verdict in verdicts if not verdict.klass.startswith("held out")]
    score = add_up(known)
    lines = [
        f"{score.cases} files ({score.clean} without any fault), {score.silent} silent misreadings, "
        f"{score.needless} needless questions.",
        "",
        "## All files",
        "",
        *table(score),
        "",
        "## By class of layout",
        "",
        *by_class(known),
    ]
    if held_out:
        lines += ["", "## Held-out files, after mending", "", *table(add_up(held_out))]
    first = root / "tests" / "corpus" / "first_run.md"
    if first.exists():
        lines += ["", first.read_text(encoding="utf-8").rstrip()]
    (root / PAGE).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    names = {maker.name for maker in sample_of()}
    kept = {
        "all": figures_of(score),
        "sample": figures_of(add_up(verdict for verdict in verdicts if verdict.case in names)),
    }
    (root / FIGURES).write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def figures_of(score: Score) -> dict[str, object]:
    """Give the figures that may not sink."""
    return {
        "silent": score.silent,
        "needless": score.needless,
        "clean": score.clean,
        "recall": {name: round(score.recall(name), 4) for name in sorted(score.figures)},
        "precision": {name: round(score.precision(name), 4) for name in sorted(score.figures)},
    }
