"""A code list as a file: CSV, and the copies that a check reads instead of the shipped ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from ...domain.registry.lists import CodeList, Row


def csv_bytes(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The rows as CSV: UTF-8, commas, line feeds."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return target.getvalue().encode("utf-8")


def copies(lists: Iterable[CodeList], folder: Path) -> dict[str, str]:
    """Write lists into a folder; gives the path of each by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for one in lists:
        path = folder / f"{one.about.name}.csv"
        path.write_bytes(csv_bytes(one.columns, one.rows))
        found[one.about.name] = str(path)
    return found
