"""The route for large plain files: columns screened, only suspicious rows judged one by one.

A row is left out only where every cell is proved good and its keys are proved to stand in no other row.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from frictionless.formats.csv import CsvControl
from frictionless.resources import TableResource

from .judge import RowJudge
from .outcome import Body, Limit, Options, Unproved
from .stream_route import judge_chunk

WIDEST = 200
CHUNK = 20_000


def screen(resource: TableResource, judge: RowJudge, limit: Limit, options: Options) -> Body:
    """Judge the body of an open resource that is not ``not_plain``. Raises ``Unproved`` where columns may not answer.

    What reads columns is loaded here: most files are small and need it not.
    """
    from .plain import LONGEST, PlainScan
    from .screening import Screening

    path = Path(resource.normpath or "")
    delimiter = CsvControl.from_dialect(resource.dialect).delimiter
    with path.open("rb") as stream:
        returns = stream.readline(LONGEST).endswith(b"\r\n")
    scan = PlainScan(path, delimiter, judge.width, returns, options.block_bytes)
    stream = resource.dialect.read_enumerated_content_stream(resource.cell_stream)
    sample = [cells for _, cells in islice(stream, options.sample_rows)]
    if any(len(cells) != judge.width for cells in sample):
        raise Unproved("rows of several widths")
    rows = Screening(scan, judge, sample).suspicious()
    resource.stats.md5, resource.stats.sha256 = scan.md5.hexdigest(), scan.sha256.hexdigest()
    resource.stats.bytes = scan.bytes
    return _judge_all(rows, judge, limit, scan.count - 1)


def _judge_all(rows: dict[int, list[str]], judge: RowJudge, limit: Limit, total: int) -> Body:
    body, places = Body(), sorted(rows)
    for start in range(0, len(places), CHUNK):
        judge_chunk([(at, rows[at]) for at in places[start : start + CHUNK]], judge, limit, body)
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
