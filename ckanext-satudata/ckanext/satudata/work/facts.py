"""What is known of large tables: computed once by the worker, kept in its row of work by the hashes of the files.

A page never holds a large table. It asks here, shows what is known, or says that it is being computed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk

from .. import wiring
from ..adapters import charts
from ..adapters.bps.xlsx_table import xlsx_table_file
from ..adapters.sql import beside
from ..adapters.sql import work as rows
from ..adapters.table_summary import summaries
from ..app.ports import Edition, Work
from ..domain.bps.content import TableView
from ..domain.figures.condense import condensed
from ..domain.quality.table import as_json, count, plan_of
from ..domain.tablesummary import ColumnSummary
from ..logic.shapes import table_changes, tables
from .progress import Progress

KIND = "facts"
LANGUAGES = ("id", "en")
MOST_PAIRS = 50_000
"""Pairs of period and place that a page may hold."""
KEPT = timedelta(days=1)
"""So long a file that anybody can have made again is kept."""

Facts = Mapping[str, Any]


def asked(what: str, subject: str, **about: Any) -> Facts | None:
    """Give what the worker computed about ``subject`` (a SHA-256), or None while it does.

    It is queued when nobody has asked before, after a fault, and when a file that belongs to it was thrown away.
    """
    text = json.dumps(about, sort_keys=True)
    key = f"{what}:{hashlib.sha256(text.encode()).hexdigest()[:40]}"
    with beside.transaction() as connection:
        row = rows.row_of(connection, KIND, subject, key)
        if row is not None and row["state"] in ("waiting", "running"):
            return None
        known: Facts = row["progress"] if row is not None and row["state"] == "done" else {}
        if known and ("file" not in known or wiring.blobs().exists(known["file"])):
            return known
        rows.SqlWork(connection).again(KIND, subject, key, {"what": what, **about})
    return None


def facts(work: Work, progress: Progress) -> None:
    """Compute what was asked for; a file that comes with it lies in quarantine, which backups leave out."""
    found = MAKERS[work.payload["what"]](work.subject, work.payload)
    unit = wiring.unit()
    with unit:
        with beside.transaction() as connection:
            rows.show_progress(connection, work, found)
        if "file" in found:
            key = f"{work.key}:{work.id}:{work.attempt}"
            gone = wiring.now() + KEPT
            unit.work.add("discard", work.subject, key, {"sha256": found["file"]}, run_after=gone)
        unit.work.finish(work)
        unit.commit()


def difference(subject: str, about: Facts) -> Facts:
    """What differs from the table ``before``: as pages show it, and every line in a file."""
    with table_changes.on_disk(about["before"], subject, about["key"]) as (found, names):
        return {**table_changes.told(found, names), "file": _kept(table_changes.lines(found, names))}


def summary(subject: str, about: Facts) -> Facts:
    """What each column holds; ``numeric`` names the columns of numbers."""
    with tempfile.TemporaryDirectory(prefix="kolom-") as name:
        folder = Path(name)
        wiring.blobs().copy_to(subject, folder / "data.csv")
        with (folder / "data.csv").open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream), [])
        found = summaries(folder / "data.csv", header, about["numeric"], folder)
    return {"columns": [told_of_column(one) for one in found]}


def told_of_column(one: ColumnSummary) -> dict[str, Any]:
    """A summary as it is kept and shown."""
    return {**vars(one), "top": [{"value": value, "count": count} for value, count in one.top]}


def figures(subject: str, about: Facts) -> Facts:
    """The key number and the chart of a table (``schema``, ``ukuran``), in both languages."""
    schema, ukuran, rows = about["schema"], about["ukuran"], _Rows(subject)
    small = condensed(schema, rows, ukuran)
    return {
        "headline": {one: charts.headline(schema, rows, ukuran, one) for one in LANGUAGES},
        "pictures": {
            one: {str(width): charts.figure(schema, small, one, width, ukuran) for width in charts.WIDTHS}
            for one in LANGUAGES
        },
    }


def excel(subject: str, about: Facts) -> Facts:
    """The workbook of an edition (``dataset_id``, ``number``, ``office``: its title)."""
    edition = wiring.unit().editions.get(about["dataset_id"], about["number"])
    with yearbook(edition, about["office"]) as path, path.open("rb") as stream:
        return {"file": wiring.blobs().put(stream, limit=path.stat().st_size, unchecked=True).sha256}


def quality(subject: str, about: Facts) -> Facts:
    """What the quality card counts in a table (``schema``, ``recipe``), unless a page could not hold it."""
    with tables.opened(subject) as (header, rows_):
        found = count(header, rows_, plan_of(about["schema"], about["recipe"]))
    if len(found.pairs) > MOST_PAIRS:
        return {"pairs": len(found.pairs)}
    return {"facts": as_json(found)}


@contextmanager
def yearbook(edition: Edition, office: str) -> Iterator[Path]:
    """The table of an edition as Excel, laid out as the statistical yearbook has it, in a file for a while."""
    names = {"kode_kemendagri": "kemendagri", "kode_bps": "bps", "nama": "name"}
    with tempfile.TemporaryDirectory(prefix="tabel-") as folder:
        path = Path(folder) / "data.csv"
        wiring.blobs().copy_to(edition.canonical_sha, path)
        view = TableView(
            dataset=edition.metadata,
            organization={"title": office},
            kabupaten={key: tk.config[f"ckanext.satudata.region.{name}"] for key, name in names.items()},
            schema=edition.schema,
            canonical_csv=path,
            last_gate_at=edition.published_at,
        )
        yield xlsx_table_file(view, Path(folder) / "tabel.xlsx")


class _Rows:
    """The rows of a stored table, read anew each time they are gone through."""

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256

    def __iter__(self) -> Iterator[dict[str, str]]:
        with wiring.blobs().open(self.sha256) as stream:
            yield from csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))


def _kept(lines: Iterable[Iterable[str]]) -> str:
    """Keep lines as a CSV file."""
    with tempfile.TemporaryFile() as target:
        text = io.TextIOWrapper(target, encoding="utf-8", newline="")
        csv.writer(text).writerows(lines)
        text.flush()
        size = target.tell()
        target.seek(0)
        kept = wiring.blobs().put(target, limit=size, unchecked=True)
        text.detach()
    return kept.sha256


def lines_of(sha256: str) -> Iterator[list[str]]:
    """The lines of a file that was kept."""
    with wiring.blobs().open(sha256) as stream:
        yield from csv.reader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))


MAKERS: Mapping[str, Callable[[str, Facts], Facts]] = {
    "difference": difference,
    "summary": summary,
    "figures": figures,
    "excel": excel,
    "quality": quality,
}
