"""Figures over many cases: precision, recall, counts; per class of layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .judge import Ratio, Verdict

ORDER = (
    "refusals",
    "refusal code",
    "read without breaking down",
    "container type",
    "encoding",
    "delimiter",
    "tables found",
    "table chosen",
    "header rows",
    "first data row",
    "number of data rows",
    "data rows",
    "columns",
    "titles",
    "types",
    "units",
    "year",
    "convention right or asked",
    "totals set apart",
    "canonical values",
    "needed questions asked",
    "quiet files left in peace",
    "long rows",
    "next year's file",
    "next year's values",
    "next year's long rows",
)


@dataclass
class Score:
    """The sum of many verdicts."""

    cases: int = 0
    clean: int = 0
    silent: int = 0
    needless: int = 0
    figures: dict[str, Ratio] = field(default_factory=dict)

    def precision(self, figure: str) -> float:
        """Give the share of what was given that is right."""
        ratio = self.figures.get(figure, Ratio())
        return ratio.right / ratio.given if ratio.given else 1.0

    def recall(self, figure: str) -> float:
        """Give the share of what is there that was given."""
        ratio = self.figures.get(figure, Ratio())
        return ratio.right / ratio.wanted if ratio.wanted else 1.0


def add_up(verdicts: Iterable[Verdict]) -> Score:
    """Sum verdicts."""
    score = Score()
    for verdict in verdicts:
        score.cases += 1
        score.clean += not verdict.faults
        score.silent += verdict.silent
        score.needless += verdict.needless
        for name, ratio in verdict.figures.items():
            score.figures.setdefault(name, Ratio()).add(ratio.wanted, ratio.given, ratio.right)
    return score


def table(score: Score) -> list[str]:
    """Give the figures as rows of a Markdown table."""
    lines = ["| figure | wanted | precision | recall |", "| --- | ---: | ---: | ---: |"]
    for name in [*ORDER, *sorted(set(score.figures) - set(ORDER))]:
        ratio = score.figures.get(name)
        if ratio and (ratio.wanted or ratio.given):
            lines.append(
                f"| {name} | {ratio.wanted} | {score.precision(name):.2%} | {score.recall(name):.2%} |"
            )
    return lines


def by_class(verdicts: Sequence[Verdict]) -> list[str]:
    """Give one row per class of layout."""
    head = "| class of layout | cases | faultless | header | data rows | types | convention | values | silent | needless |"
    lines = [head, "| --- |" + " ---: |" * 9]
    for klass in sorted({verdict.klass for verdict in verdicts}):
        score = add_up(verdict for verdict in verdicts if verdict.klass == klass)
        shares = [
            f"{score.recall(name):.1%}" if name in score.figures else "–"
            for name in ("header rows", "data rows", "types", "convention right or asked", "canonical values")
        ]
        lines.append(
            f"| {klass} | {score.cases} | {score.clean} | {' | '.join(shares)} | {score.silent} | {score.needless} |"
        )
    return lines
