"""The proof that a file is plain: one record a line, split the same by Python's csv module and a columnar reader.

Beside it the digests that the report needs, from the same reading.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from .outcome import Unproved

QUOTED_SHARE = 0.3
LONGEST = 1_000_000


class PlainScan:
    """Reads a UTF-8 file once, in blocks. ``run`` raises ``Unproved`` where the file is not plain."""

    def __init__(self, path: Path, delimiter: str, width: int, returns: bool, block_bytes: int) -> None:
        self.path, self.delimiter, self.width, self.block_bytes = path, delimiter, width, block_bytes
        self.md5 = hashlib.new("md5", usedforsecurity=False)
        self.sha256 = hashlib.sha256()
        self.bytes = self.lines = 0
        self.quoted: dict[int, list[str]] = {}
        self.end = b"\r\n" if returns else b"\n"
        self.shape = delimiter.encode() * (width - 1) + self.end
        self.other = bytes(set(range(256)) - set(delimiter.encode() + b'\r\n"\0'))

    def run(self) -> None:
        """Prove the whole file. Lines are counted from 1, the header; ``quoted`` has the cells of quoted ones."""
        for block in self._blocks():
            if not block.isascii():
                _decode(block)
            self._prove(self._without_quoted(block) if b'"' in block else block)

    def _blocks(self) -> Iterator[bytes]:
        """Give blocks of whole lines; the last line gets an end if it lacks one."""
        rest = b""
        with self.path.open("rb") as stream:
            while piece := stream.read(self.block_bytes):
                self.md5.update(piece)
                self.sha256.update(piece)
                self.bytes += len(piece)
                cut = piece.rfind(b"\n") + 1
                if cut:
                    yield rest + piece[:cut]
                rest = piece[cut:] if cut else rest + piece
                if len(rest) > LONGEST:
                    raise Unproved("a very long line")
        if rest:
            yield rest + self.end

    def _prove(self, block: bytes) -> None:
        """Prove that each line has all its delimiters, one end, and no NUL, by what is left without other characters."""
        signs = block.translate(None, self.other)
        lines, over = divmod(len(signs), len(self.shape))
        if over or signs != self.shape * lines:
            raise Unproved("lines of several shapes")
        self.lines += lines

    def _without_quoted(self, block: bytes) -> bytes:
        """Let Python's csv module split each line with a quote, prove that none runs on, and give the other lines."""
        plain, kept, line = [], 0, self.lines + 1
        place = block.find(b'"')
        while place >= 0:
            start, end = block.rfind(b"\n", 0, place) + 1, block.find(b"\n", place) + 1
            line += block.count(b"\n", kept, start)
            plain.append(block[kept:start])
            self._take(block[start:end].decode(), line)
            kept, line = end, line + 1
            place = block.find(b'"', end)
        taken = len(plain)
        plain.append(block[kept:])
        rest = b"".join(plain)
        self.lines += taken
        return rest

    def _take(self, text: str, line: int) -> None:
        records = list(csv.reader([text, "\n"], delimiter=self.delimiter))
        if len(records) != 2 or records[1] or len(records[0]) != self.width or line == 1:
            raise Unproved("a quoted cell that is not plain")
        if "\0" in text or not text.endswith(self.end.decode()) or text.count("\r") != len(self.end) - 1:
            raise Unproved("a quoted line of another shape")
        self.quoted[line] = records[0]
        if len(self.quoted) > 1000 + QUOTED_SHARE * line:
            raise Unproved("many quoted rows")


def _decode(block: bytes) -> None:
    try:
        block.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unproved("not UTF-8") from error
