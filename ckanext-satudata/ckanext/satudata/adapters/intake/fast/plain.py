"""The proof that a file is plain: one record a line, split the same by Python's csv module and by its delimiters alone.

Beside it the digests that the report needs, from the same reading, in a thread of their own.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import numpy as np

from .cells import BEFORE, Block, Cells, Places, block_of
from .outcome import Unproved

QUOTED_SHARE = 0.3
LONGEST = 1_000_000
AHEAD = 3
_END, _RETURN, _ASCII = ord("\n"), ord("\r"), 127
Rows = dict[int, list[str]]


@dataclass(frozen=True)
class Lines:
    """Lines of plain cells: their numbers in the file, where the header has 1, and their columns."""

    numbers: Places
    columns: list[Cells]


class PlainScan:
    """Reads a UTF-8 file in blocks."""

    def __init__(self, path: Path, delimiter: str, width: int, returns: bool, block_bytes: int) -> None:
        self.path, self.delimiter, self.width, self.block_bytes = path, delimiter, width, block_bytes
        self.md5 = hashlib.new("md5", usedforsecurity=False)
        self.sha256 = hashlib.sha256()
        self.bytes = self.count = 0
        self.quoted: Rows = {}
        self.end = b"\r\n" if returns else b"\n"
        self._scratch = np.empty((2, BEFORE + LONGEST + block_bytes + len(self.end)), np.bool_)

    def lines(self) -> Iterator[Lines]:
        """Give all lines but the header and those with a quote, whose cells are in ``quoted``. Each is to be used before
        the next is asked for.

        At the end ``count`` and ``bytes`` are those of the whole file, and the digests are done. Raises ``Unproved``
        where the file is not plain.
        """
        with ThreadPoolExecutor(1) as beside:
            for block in self._blocks(beside):
                if block.signs[BEFORE : block.end].max(initial=0) > _ASCII:
                    _decode(block)
                first, plain, taken = self.count + 1, block, []
                if block.buffer.find(b'"', BEFORE, block.end) >= 0:
                    plain, taken = self._without_quoted(bytes(block.buffer[BEFORE : block.end]))
                marks = self._marks(plain)
                self.count += len(marks) + len(taken)
                numbers = np.arange(first, self.count + 1)
                if taken:
                    numbers = np.delete(numbers, np.array(taken) - first)
                yield _split(plain, marks, numbers, len(self.end))

    def _blocks(self, beside: Executor) -> Iterator[Block]:
        """Give whole lines; the last one gets an end if it lacks one. Digests are made ``beside``."""
        rest, digests = b"", dict[Block, Future[None]]()
        ring = cycle([Block(LONGEST + self.block_bytes + len(self.end)) for _ in range(AHEAD)])
        with self.path.open("rb", buffering=0) as stream:
            for block in ring:
                if block in digests:
                    digests[block].result()
                block.end = BEFORE
                block.add(rest)
                piece = block.read(stream, self.block_bytes)
                if not piece:
                    break
                digests[block] = beside.submit(self._digest, piece)
                cut = block.buffer.rfind(b"\n", BEFORE, block.end) + 1 or BEFORE
                rest, block.end = bytes(block.buffer[cut : block.end]), cut
                if len(rest) > LONGEST:
                    raise Unproved("a very long line")
                yield block
        if rest:
            block.add(self.end)
            yield block

    def _digest(self, piece: memoryview) -> None:
        self.md5.update(piece)
        self.sha256.update(piece)
        self.bytes += len(piece)

    def _marks(self, block: Block) -> Places:
        """Prove that each line has all its delimiters, one end, and no NUL; give where its cells end."""
        signs = block.signs[: block.end]
        ends, marked = self._scratch[:, : block.end]
        np.equal(signs, ord(self.delimiter), out=marked)
        np.equal(signs, _END, out=ends)
        marks = np.flatnonzero(np.logical_or(ends, marked, out=marked))
        lines, over = divmod(len(marks), self.width)
        if over or np.count_nonzero(ends) != lines or block.buffer.find(b"\0", BEFORE, block.end) >= 0:
            raise Unproved("lines of several shapes")
        marks = marks.reshape(lines, self.width)
        last = marks[:, -1]
        if not ends[last].all():
            raise Unproved("lines of several shapes")
        returns = block.buffer.count(b"\r", BEFORE, block.end) if self._returns(block) else 0
        if returns != (len(self.end) - 1) * lines or (returns and not (signs[last - 1] == _RETURN).all()):
            raise Unproved("lines of several ends")
        return marks

    def _returns(self, block: Block) -> bool:
        return block.buffer.find(b"\r", BEFORE, block.end) >= 0

    def _without_quoted(self, text: bytes) -> tuple[Block, list[int]]:
        """Let Python's csv module split each line with a quote, prove that none runs on; give the other lines, and the
        numbers of these."""
        plain, taken, kept, line = [], [], 0, self.count + 1
        place = text.find(b'"')
        while place >= 0:
            start, end = text.rfind(b"\n", 0, place) + 1, text.find(b"\n", place) + 1
            line += text.count(b"\n", kept, start)
            plain.append(text[kept:start])
            self._take(text[start:end].decode(), line)
            taken.append(line)
            kept, line = end, line + 1
            place = text.find(b'"', end)
        return block_of(b"".join([*plain, text[kept:]])), taken

    def _take(self, text: str, line: int) -> None:
        records = list(csv.reader([text, "\n"], delimiter=self.delimiter))
        if len(records) != 2 or records[1] or len(records[0]) != self.width or line == 1:
            raise Unproved("a quoted cell that is not plain")
        if "\0" in text or not text.endswith(self.end.decode()) or text.count("\r") != len(self.end) - 1:
            raise Unproved("a quoted line of another shape")
        self.quoted[line] = records[0]
        if len(self.quoted) > 1000 + QUOTED_SHARE * line:
            raise Unproved("many quoted rows")

    def read(self, numbers: Iterable[int]) -> Rows:
        """Give the cells of lines that were proved plain, by their numbers."""
        asked, found = set(numbers), {}
        if asked:
            with self.path.open("rb") as stream:
                for number, line in enumerate(stream, start=1):
                    if number in asked:
                        found[number] = (
                            line.removesuffix(b"\n").removesuffix(b"\r").decode().split(self.delimiter)
                        )
        if len(found) != len(asked) or any(len(cells) != self.width for cells in found.values()):
            raise Unproved("a file that changes")
        return found


def _split(block: Block, marks: Places, numbers: Places, end: int) -> Lines:
    """Give the columns of lines, without the header."""
    starts = np.concatenate([[BEFORE], marks[:-1, -1] + 1])[: len(marks)]
    marks[:, -1] -= end - 1
    header = int(len(numbers) > 0 and numbers[0] == 1)
    columns, starts = [], starts[header:]
    for ends in marks[header:].T.copy():
        columns.append(Cells(block, starts, ends))
        starts = ends + 1
    return Lines(numbers[header:], columns)


def _decode(block: Block) -> None:
    try:
        block.buffer[BEFORE : block.end].decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unproved("not UTF-8") from error
