"""The route for any text: Frictionless' own stream of cells, judged column by column in chunks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from frictionless import FrictionlessException
from frictionless.resources import TableResource

from .judge import RowJudge
from .outcome import Body, Limit

FIRST = 250
Numbered = tuple[int, list[str]]


def walk(resource: TableResource, judge: RowJudge, limit: Limit, chunk: int) -> Body:
    """Judge every row of an open resource, until the limit. Raises what a cell reader raises."""
    body = Body()
    stream = iter(resource.dialect.read_enumerated_content_stream(resource.cell_stream))
    size = min(FIRST, chunk)
    while body.stopped_at is None:
        rows, failure = _take(stream, size)
        judge_chunk(rows, judge, limit, body)
        if body.stopped_at is None and failure is not None:
            body.errors.append(failure.error.to_descriptor())
            break
        if len(rows) < size:
            break
        size = min(size * 4, chunk)
    return body


def _take(stream: Iterator[Numbered], size: int) -> tuple[list[Numbered], FrictionlessException | None]:
    """Read rows; a stream that breaks gives what came before, with the reason."""
    rows: list[Numbered] = []
    try:
        rows.extend(islice(stream, size))
    except FrictionlessException as failure:
        return rows, failure
    return rows, None


def judge_chunk(rows: list[Numbered], judge: RowJudge, limit: Limit, body: Body) -> None:
    """Judge the next rows and add to ``body``, which is stopped where its errors make the limit."""
    places, noted = _suspicious(rows, judge)
    if rows and limit.reached(len(body.errors)):
        places = [0]  # the header's errors make the limit, which is looked at after a row
    for at in places:
        number, cells = rows[at]
        body.errors.extend(judge.judge(number, cells, noted))
        if limit.reached(len(body.errors)):
            body.stop(number, body.rows + at + 1, limit)
            return
    body.rows += len(rows)
    for memo in judge.memos:
        memo.forget()


def _suspicious(rows: list[Numbered], judge: RowJudge) -> tuple[Sequence[int], bool]:
    """Give the places of the rows that must be looked at one by one, and whether the keys of all are noted."""
    width = judge.width
    odd = any(len(cells) != width for _, cells in rows)
    regular = [cells for _, cells in rows if len(cells) == width] if odd else [cells for _, cells in rows]
    columns = list(zip(*regular, strict=True)) or [()] * width
    judge.learn(columns)
    if odd or (judge.keyed and not judge.note_all([number for number, _ in rows], columns)):
        return range(len(rows)), False
    found = _blank_rows(columns, judge)
    for memo, column in zip(judge.memos, columns, strict=True):
        noted = {text for text in memo.flagged.keys() & set(column) if not memo.flagged[text].harmless}
        if noted:
            found.update(at for at, text in enumerate(column) if text in noted)
    return sorted(found), True


def _blank_rows(columns: list[tuple[str, ...]], judge: RowJudge) -> set[int]:
    left: set[int] | None = None
    for memo, column in zip(judge.memos, columns, strict=True):
        blank = {text for text in memo.flagged.keys() & set(column) if memo.flagged[text].blank}
        places = range(len(column)) if left is None else left
        left = {at for at in places if column[at] in blank} if blank else set()
        if not left:
            return set()
    return left or set()
