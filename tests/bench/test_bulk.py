# ruff: noqa: T201 - a benchmark tells its figures
"""Large plain text through the fence, as the worker reads and checks it: seconds, and the most memory of a child."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

from ckanext.satudata.adapters.intake import fence
from support import observations

ROWS = int(os.environ.get("SATUDATA_BENCH_ROWS", "1000000"))
KNOWN = {"home": "99.01", "today": "2026-11-21"}
MOST_MEGABYTES = 600


def test_a_million_rows_are_read_and_checked(tmp_path: Path) -> None:
    path = observations.write_csv(tmp_path / "clean.csv", ROWS)
    began = time.perf_counter()
    seen = fence.inspect(path, path.name, KNOWN)
    read = time.perf_counter()
    assert seen["proposal"] and seen["tables"][0]["rows"] == ROWS, seen["error"] or seen["refusal"]
    result = fence.check(path, path.name, None, observations.SCHEMA, KNOWN, tmp_path / "out")
    ended = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    load, cores = os.getloadavg()[0], os.cpu_count()
    print(
        f"\n{ROWS:,} rows of 12 columns, {path.stat().st_size >> 20} MB of CSV, load {load:.1f} on {cores} cores"
    )
    print(f"  read {read - began:.1f} s, checked {ended - read:.1f} s, at most {peak:.0f} MB in a child")
    assert (result.verdict, result.rows) == ("pass", ROWS), result.error or result.refusal or result.findings
    assert peak <= MOST_MEGABYTES
