"""Large parts of Open XML, of which plain blocks are read at once and everything else by expat.

A block is left out of what expat sees only where it is proved to be whole elements and nothing else: taking balanced
elements out of a document changes nothing for what stands before and behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from ...domain.intake.finding import Unusable
from .xml_stream import Feeder, feeding

BLOCK_BYTES = 1 << 18
_LONGEST_REST = 1 << 22
_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"(?:<\?xml version=(?:\"1.0\"|'1.0')(?: encoding=(?:\"utf-8\"|'utf-8'))?"
    rb"(?: standalone=(?:\"(?:yes|no)\"|'(?:yes|no)'))? ?\?>)?",
    re.IGNORECASE,
)
_UNPLAIN = (b"<!", b"<?")
_REFERENCE = re.compile("&(amp|lt|gt|quot|apos);")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NO_CHARACTERS = ("]]>", "\ufffe", "\uffff")
SIGN = "[^<\\x00-\\x08\\x0b-\\x1f]"


class Scan(Protocol):
    """Reads blocks of whole elements at once. The first of them begins behind ``opening``, each ends with ``ending``;
    ``closing`` ends them all."""

    opening: bytes
    ending: bytes
    closing: bytes

    def take(self, text: str) -> bool:
        """Read a block, or tell that expat must, with nothing changed."""


class Handler(Protocol):
    """What ``xml_stream.parse`` needs, and how many elements are open."""

    depth: int

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""

    def end(self, name: str) -> None:
        """Handle the end of an element."""

    def text(self, data: str) -> None:
        """Handle text."""


def parse_in_bulk(chunks: Iterable[bytes], handler: Handler, scan: Scan, filename: str, part: str) -> None:
    """Feed a part to ``handler`` as ``xml_stream.parse`` does, but for the blocks that ``scan`` takes."""
    with feeding(handler, filename, part) as feed:
        bulk = _Bulk(feed, handler, scan)
        for block in _blocks(chunks):
            bulk.take(block)
        bulk.end()


def _blocks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Join pieces to blocks; what came before a fault is given before it is raised, and an empty block behind it."""
    pieces, size = [], 0
    try:
        for piece in chunks:
            pieces.append(piece)
            size += len(piece)
            if size >= BLOCK_BYTES:
                yield b"".join(pieces)
                pieces, size = [], 0
    except Unusable:
        yield b"".join(pieces)
        yield b""
        raise
    yield b"".join(pieces)


class _Bulk:
    def __init__(self, feed: Feeder, handler: Handler, scan: Scan) -> None:
        self.feed, self.handler, self.scan = feed, handler, scan
        self.rest = b""
        self.depth: int | None = None
        self.plain = True

    def take(self, block: bytes) -> None:
        """Read a block: by ``scan`` as long as everything before it was plain. An empty one is the last."""
        if not block:
            self.end()
            return
        data, self.rest = self.rest + block, b""
        if self.plain and self.depth is None:
            data = self._open(data)
        if self.plain and self.depth is not None:
            cut = data.rfind(self.scan.ending)
            cut = cut + len(self.scan.ending) if cut >= 0 else 0
            if cut:
                self._elements(data[:cut])
                data = data[cut:]
        if self.plain and len(data) < _LONGEST_REST:
            self.rest = data
        else:
            self.plain = False
            self.feed(data)

    def end(self) -> None:
        """Feed what is left."""
        self.plain, rest, self.rest = False, self.rest, b""
        self.feed(rest)

    def _open(self, data: bytes) -> bytes:
        """Feed what stands before the first element, once that is there; give the rest."""
        cut = data.find(self.scan.opening)
        if cut < 0:
            return data
        cut += len(self.scan.opening)
        prolog = _PROLOG.match(data)
        head = data[prolog.end() if prolog else 0 : cut]
        self.plain = not any(sign in head for sign in _UNPLAIN)
        if not self.plain:
            return data
        self.feed(data[:cut])
        self.depth = self.handler.depth
        return data[cut:]

    def _elements(self, block: bytes) -> None:
        text = readable(block)
        if text is not None and self.scan.take(text):
            return
        self.feed(block)
        ended = any(sign in block for sign in (*_UNPLAIN, self.scan.closing))
        self.plain = not ended and self.handler.depth == self.depth


def readable(block: bytes) -> str | None:
    """Give a block's text; ``None`` where it holds what XML has no place for, or more than plain references."""
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if any(sign in text for sign in _NO_CHARACTERS):
        return None
    if "&" in text and text.count("&") != len(_REFERENCE.findall(text)):
        return None
    return text


def resolved(texts: Iterable[str]) -> list[str]:
    """Give texts of a ``readable`` block without references."""
    return [_REFERENCE.sub(_sign, text) if "&" in text else text for text in texts]


def _sign(match: re.Match[str]) -> Any:
    return _SIGNS[match[1]]
