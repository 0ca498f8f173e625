# ruff: noqa: T201 - a benchmark tells its figures
"""Our validation beside stock Frictionless on the same files, in one run: time, memory, and the reports compared.

Each run is a process of its own; both sides take turns, so that a busy machine slows both. Ours runs seven times and
stock, which takes half a minute, three times; medians are compared and the spread is told. A goal that is missed is
printed as missed; the gates against regressions are lower. ``SATUDATA_BENCH_ROWS`` makes the files smaller,
and lifts the gates, which hold for a million rows.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from support import observations

ROWS = int(os.environ.get("SATUDATA_BENCH_ROWS", "1000000"))
OURS, STOCK = 7, 3
MOST_MEGABYTES = 600
GOALS = {"clean": (25, 15), "bad": (7, 4), "xlsx": (6, 4)}
"""For each kind of file: how many times faster than stock is the goal, and the gate."""


class Bench:
    """Runs validators in turn and keeps their figures."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.figures: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def turns(self, path: Path, **times: int) -> None:
        """Run each kind the given number of times on a file, in turn."""
        for turn in range(max(times.values())):
            for kind, count in times.items():
                if turn < count:
                    self.run(kind.replace("_", "-"), path)

    def run(self, kind: str, path: Path) -> dict[str, Any]:
        """Run one kind once on a file."""
        command = [sys.executable, str(Path(__file__).with_name("validator.py")), kind, str(path)]
        done = subprocess.run(
            [*command, str(self.report(kind, path))], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
        figures = dict(json.loads(done.stdout.splitlines()[-1]))
        self.figures[f"{kind} {path.name}"].append(figures)
        return figures

    def report(self, kind: str, path: Path) -> Path:
        """Where the report of a kind on a file lies."""
        return self.folder / f"{kind}-{path.stem}.json"

    def median(self, kind: str, path: Path, figure: str = "all") -> float:
        """Give the median of a figure."""
        return statistics.median(run[figure] for run in self.figures[f"{kind} {path.name}"])

    def most(self, kind: str, path: Path, figure: str) -> float:
        """Give the most of a figure in any run."""
        return max(run[figure] for run in self.figures[f"{kind} {path.name}"])

    def table(self) -> str:
        """Give all figures as text."""
        lines = [
            f"{'what':32} {'runs':>4} {'median s':>9} {'least':>7} {'most':>7} {'CPU s':>7} {'peak MB':>8}  route"
        ]
        for name, runs in self.figures.items():
            took = [run["all"] for run in runs]
            used, peak = statistics.median(run["cpu"] for run in runs), max(run["peak"] for run in runs)
            lines.append(
                f"{name:32} {len(runs):4} {statistics.median(took):9.2f} {min(took):7.2f} {max(took):7.2f}"
                f" {used:7.2f} {peak:8.0f}  {runs[0]['route']}"
            )
        return "\n".join(lines)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = Bench(tmp_path_factory.mktemp("validation"))
    yield made
    print(f"\n{made.table()}")


def timeless(path: Path) -> dict[str, Any]:
    """Read a report without its seconds."""
    report = dict(json.loads(path.read_text(encoding="utf-8")))
    report["stats"].pop("seconds")
    for task in report["tasks"]:
        task["stats"].pop("seconds")
    return report


def judge_ratio(name: str, ratio: float) -> None:
    """Print a ratio beside its goal, and hold it to its gate."""
    goal, gate = GOALS[name]
    print(
        f"\n{name}: {ratio:.1f} times faster than stock; goal {goal}: {'reached' if ratio >= goal else 'MISSED'}"
    )
    assert ratio >= gate or ROWS < 1_000_000, f"{name}: {ratio:.1f} times, the gate is {gate}"


@pytest.mark.parametrize("name", ["clean", "bad"])
def test_text(bench: Bench, name: str) -> None:
    path = observations.write_csv(bench.folder / f"{name}.csv", ROWS, spoilt=name == "bad")
    bench.turns(path, fast=OURS, stock=STOCK, floor=OURS)
    assert timeless(bench.report("fast", path)) == timeless(bench.report("stock", path))
    judge_ratio(name, bench.median("stock", path) / bench.median("fast", path))
    assert bench.most("fast", path, "peak") <= MOST_MEGABYTES
    if name == "clean":
        times = bench.median("fast", path) / bench.median("floor", path)
        print(f"clean: {times:.1f} times the floor; goal 4: {'reached' if times <= 4 else 'MISSED'}")


def test_ten_times_the_rows_take_eleven_times_the_time_at_most(bench: Bench) -> None:
    small = observations.write_csv(bench.folder / "tenth.csv", ROWS // 10)
    large = observations.write_csv(bench.folder / "clean.csv", ROWS)
    bench.turns(small, fast=OURS)
    bench.turns(large, fast=3)
    growth = bench.median("fast", large) / bench.median("fast", small)
    print(f"\ngrowth: {growth:.1f} times the time for ten times the rows")
    assert growth <= 11


def test_workbook(bench: Bench) -> None:
    path = write_workbook(bench.folder / "buku.xlsx", ROWS // 10)
    bench.turns(path, xlsx_fast=OURS, xlsx_stock=STOCK)
    canonical = path.with_name("buku-kanonik.csv")
    bench.run("stock", canonical)
    bench.run("fast", canonical)
    stock = timeless(bench.report("stock", canonical))
    assert timeless(bench.report("fast", canonical)) == stock
    assert timeless(bench.report("xlsx-fast", path)) == stock
    assert timeless(bench.report("xlsx-stock", path))["valid"] is stock["valid"] is True
    judge_ratio("xlsx", bench.median("xlsx-stock", path) / bench.median("xlsx-fast", path))
    assert bench.most("xlsx-fast", path, "peak") <= MOST_MEGABYTES


def write_workbook(path: Path, count: int) -> Path:
    """Write observations as a workbook with true numbers and dates."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet, day = book.add_worksheet("Data"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, observations.HEADER)
    for at, row in enumerate(observations.rows(count), start=1):
        for place, text in enumerate(row):
            if place in (0, 3, 8):
                sheet.write_number(at, place, int(text))
            elif place == 7:
                sheet.write_number(at, place, float(text))
            elif place == 4:
                sheet.write_datetime(at, place, date.fromisoformat(text), day)
            else:
                sheet.write_string(at, place, text)
    book.close()
    return path
