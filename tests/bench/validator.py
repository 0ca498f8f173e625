"""One validation in a process of its own: ``validator.py KIND FILE REPORT``; prints its figures as one line of JSON.

``KIND``: ``stock`` (Frictionless alone), ``fast`` (ours), ``floor`` (read, MD5, SHA-256), ``xlsx-stock`` (Frictionless on
the workbook), ``xlsx-fast`` (our reader, canonical CSV, our validator). The report goes to ``REPORT`` as JSON. As in the
child that checks uploads, cyclic garbage collection is off, for both sides. Imports are not counted, again for both.
"""

from __future__ import annotations

import datetime
import gc
import hashlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.observations import SCHEMA

Report = dict[str, Any] | None


def floor(path: Path) -> Report:
    """Read a file and make both digests: less than this no report can cost."""
    md5, sha256 = hashlib.new("md5", usedforsecurity=False), hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            md5.update(piece)
            sha256.update(piece)
    return {"md5": md5.hexdigest(), "sha256": sha256.hexdigest()}


def of_text(path: Path, fast: bool) -> tuple[dict[str, Any], str]:
    """Judge canonical CSV: all errors, as Frictionless or the fast path tells them."""
    from frictionless import Dialect, Resource, Schema
    from frictionless.formats.csv import CsvControl

    from ckanext.satudata.adapters.intake.fast.outcome import Options
    from ckanext.satudata.adapters.intake.fast.validate import validate

    def make() -> Resource:
        return Resource(
            name="data",
            path=path.name,
            basepath=str(path.parent),
            schema=Schema.from_descriptor(SCHEMA),
            format="csv",
            encoding="utf-8",
            dialect=Dialect(controls=[CsvControl(delimiter=",", line_terminator="\n")]),
        )

    if not fast:
        return dict(make().validate(limit_errors=0).to_descriptor()), "stock"
    answer = validate(make, options=Options(limit_errors=0))
    return answer.report, answer.route


def workbook_by_stock(path: Path) -> tuple[dict[str, Any], str]:
    """Judge a workbook by Frictionless and its own reader."""
    from frictionless import Resource, Schema

    resource = Resource(
        name="data", path=path.name, basepath=str(path.parent), schema=Schema.from_descriptor(SCHEMA)
    )
    return dict(resource.validate(limit_errors=0).to_descriptor()), "stock"


def workbook_by_ours(path: Path) -> tuple[dict[str, Any], str]:
    """Read a workbook with our reader, write canonical CSV, judge that."""
    from ckanext.satudata.adapters.intake.shelf import FolderShelf
    from ckanext.satudata.adapters.intake.xlsx import read_xlsx
    from ckanext.satudata.domain.intake.limits import Limits

    rows = read_xlsx(path, path.name, Limits()).sheets[0].rows
    width = len(rows[1])
    texts = [[*map(_text, rows[at]), *[""] * (width - len(rows[at]))] for at in sorted(rows)]
    FolderShelf(path.parent, None).write_csv(path.stem + "-kanonik.csv", texts[0], texts[1:])
    del rows, texts
    return of_text(path.with_name(path.stem + "-kanonik.csv"), True)


def _text(cell: Any) -> str:
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


KINDS: dict[str, Callable[[Path], Any]] = {
    "floor": lambda path: (floor(path), "floor"),
    "stock": lambda path: of_text(path, False),
    "fast": lambda path: of_text(path, True),
    "xlsx-stock": workbook_by_stock,
    "xlsx-fast": workbook_by_ours,
}


def prepare() -> None:
    """Import what both sides use before the clock starts."""
    import frictionless.formats.excel  # noqa: F401
    import openpyxl  # noqa: F401

    import ckanext.satudata.adapters.intake.fast.screening
    import ckanext.satudata.adapters.intake.fast.validate
    import ckanext.satudata.adapters.intake.xlsx  # noqa: F401


def peak_megabytes() -> float:
    """Give the most memory this process held; the kernel's other counter starts from the parent's."""
    line = next(line for line in Path("/proc/self/status").read_text("utf-8").splitlines() if "VmHWM" in line)
    return int(line.split()[1]) / 1024


def main(kind: str, path: Path, report: Path) -> None:
    """Measure one run; writing the report as JSON counts."""
    if kind != "floor":
        prepare()
    gc.disable()
    started, used = time.perf_counter(), time.process_time()
    found, route = KINDS[kind](path)
    judged = time.perf_counter()
    report.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    ended = time.perf_counter()
    figures = {"judged": judged - started, "all": ended - started, "cpu": time.process_time() - used}
    print(json.dumps({**figures, "peak": peak_megabytes(), "route": route}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
