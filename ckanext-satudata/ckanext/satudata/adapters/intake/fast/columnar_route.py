"""The route for large plain files: columns screened by SQL, only suspicious rows judged one by one.

A row is left out only where every cell is proved good and its keys are proved to stand in no other row.
"""

from __future__ import annotations

import threading
from itertools import islice
from pathlib import Path

from frictionless.formats.csv import CsvControl
from frictionless.resources import TableResource

from .judge import RowJudge
from .outcome import Body, Limit, Options, Unproved
from .plain import LONGEST, PlainScan
from .stream_route import judge_chunk

WIDEST = 200
CHUNK = 20_000


def screen(resource: TableResource, judge: RowJudge, limit: Limit, options: Options) -> Body:
    """Judge the body of an open resource that is not ``not_plain``. Raises ``Unproved`` where columns may not answer."""
    path = Path(resource.normpath or "")
    delimiter = CsvControl.from_dialect(resource.dialect).delimiter
    with path.open("rb") as stream:
        returns = stream.readline(LONGEST).endswith(b"\r\n")
    scan = PlainScan(path, delimiter, judge.width, returns, options.block_bytes)
    with _Beside(scan) as beside:
        stream = resource.dialect.read_enumerated_content_stream(resource.cell_stream)
        sample = [cells for _, cells in islice(stream, options.sample_rows)]
        if any(len(cells) != judge.width for cells in sample):
            raise Unproved("rows of several widths")
        rows = _suspicious(scan, judge, sample, beside)
    resource.stats.md5, resource.stats.sha256 = scan.md5.hexdigest(), scan.sha256.hexdigest()
    resource.stats.bytes = scan.bytes
    return _judge_all(rows, judge, limit, scan.lines - 1)


def _suspicious(
    scan: PlainScan, judge: RowJudge, sample: list[list[str]], beside: _Beside
) -> dict[int, list[str]]:
    """Give the cells of the rows that are not proved good, by their place after the header."""
    try:
        import duckdb

        from .engine import Table
        from .screening import Screening
    except ImportError as missing:
        raise Unproved("no columnar reader") from missing
    try:
        table = Table(scan.path, scan.delimiter, scan.width)
        screening = Screening(table, judge, sample)
        screened = screening.unproved()
        return screening.complete(screened, beside.wait())
    except duckdb.Error as fault:
        raise Unproved(f"{type(fault).__name__}: {str(fault).splitlines()[0]}") from fault


def _judge_all(rows: dict[int, list[str]], judge: RowJudge, limit: Limit, total: int) -> Body:
    body, places = Body(), sorted(rows)
    for start in range(0, len(places), CHUNK):
        judge_chunk([(at + 1, rows[at]) for at in places[start : start + CHUNK]], judge, limit, body)
        if body.stopped_at is not None:
            body.rows = body.stopped_at - 1
            return body
    body.rows = total
    return body


def not_plain(resource: TableResource, judge: RowJudge, limit: Limit, options: Options) -> str | None:
    """Tell why the columns of an open resource are not to be screened, without reading on, or give ``None``."""
    path = Path(resource.normpath or "")
    if not path.is_file() or path.stat().st_size < options.columnar_from_bytes:
        return "a small file"
    if any(sign in str(path) for sign in "*?[]{}'\\"):
        return "a path with signs"
    if not 2 <= judge.width <= WIDEST or not resource.header.valid or len(resource.labels) != judge.width:
        return "a header that does not fit"
    if resource.encoding not in ("utf-8", "utf-8-sig"):
        return "another encoding"
    if limit.reached(0):
        return "the header's errors make the limit"
    return None if _plain_dialect(resource) else "another dialect"


def _plain_dialect(resource: TableResource) -> bool:
    dialect, control = resource.dialect, CsvControl.from_dialect(resource.dialect)
    return (
        dialect.header
        and dialect.header_rows == [1]
        and not (dialect.comment_char or dialect.comment_rows or dialect.skip_blank_rows)
        and control.quote_char == '"'
        and not control.escape_char
        and not control.skip_initial_space
        and control.delimiter in (",", ";", "\t", "|")
    )


class _Beside:
    """Runs the scan in a thread of its own, beside the screening."""

    def __init__(self, scan: PlainScan) -> None:
        self.scan = scan
        self.fault: Exception | None = None
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        try:
            self.scan.run()
        except Exception as fault:
            self.fault = fault

    def __enter__(self) -> _Beside:
        self.thread.start()
        return self

    def wait(self) -> PlainScan:
        """Give the scan when it is done. Raises what it raised."""
        self.thread.join()
        if self.fault is not None:
            raise self.fault
        return self.scan

    def __exit__(self, *_: object) -> None:
        self.thread.join()
