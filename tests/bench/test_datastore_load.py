# ruff: noqa: T201 - a benchmark tells its figures
"""Our typed COPY into the DataStore beside CKAN's usual way of loading, on the same rows, with the same types.

The usual way takes minutes for a million rows, so it loads the first tenth, and its time is taken ten times, which is in
its favour: its batches do not get faster as the table grows. ``SATUDATA_BENCH_USUAL_ROWS`` lets it load more.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from support import databases, observations

ROWS = int(os.environ.get("SATUDATA_BENCH_ROWS", "1000000"))
USUAL_ROWS = int(os.environ.get("SATUDATA_BENCH_USUAL_ROWS", str(ROWS // 10)))
TIMES, GOAL = 3, 10


def load(ini: Path, kind: str, path: Path, rows: int) -> dict[str, Any]:
    """Load once and give the figures."""
    command = [
        sys.executable,
        str(Path(__file__).with_name("loader.py")),
        str(ini),
        kind,
        str(path),
        str(rows),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_copy_is_ten_times_faster_with_exact_types(tmp_path: Path) -> None:
    path = observations.write_csv(tmp_path / "clean.csv", ROWS)
    part = observations.write_csv(tmp_path / "part.csv", USUAL_ROWS)
    with databases.copied(databases.from_environment(), tmp_path, f"load{os.getpid()}") as own:
        ini = databases.write_ini(tmp_path, own, "ckan.site_id = bench_load")
        usual = load(ini, "usual", part, USUAL_ROWS)
        small = load(ini, "ours", part, USUAL_ROWS)
        ours = [load(ini, "ours", path, ROWS) for _ in range(TIMES)]
    assert small["types"] == usual["types"] == ours[0]["types"]
    assert (small["count"], small["values"]) == (usual["count"], usual["values"])
    expected = usual["whole"] * ROWS / USUAL_ROWS
    print(f"\nusual loader: {usual['whole']:.1f} s for {USUAL_ROWS:,} rows, {expected:.0f} s for {ROWS:,}")
    served = told("rows and keys, served", [run["served"] for run in ours], expected)
    told("with the index of words", [run["whole"] for run in ours], expected)
    assert served >= GOAL


def told(what: str, seconds: list[float], expected: float) -> float:
    """Print what was reached; give how many times faster the median is."""
    took = statistics.median(seconds)
    spread = f"{min(seconds):.1f}-{max(seconds):.1f}"
    print(
        f"typed COPY, {what}: {took:.1f} s ({spread}) for {ROWS:,} rows: {expected / took:.1f} times faster; goal {GOAL}"
    )
    return expected / took
