"""The old Office container, written by hand: a header, one table of sectors, a directory, streams."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def container(streams: Mapping[str, bytes]) -> bytes:
    """Give a container of these streams; each is filled with zeros to 4,096 bytes, so that no small ones occur."""
    contents = {name: content.ljust(4096, b"\x00") for name, content in streams.items()}
    directory = (len(contents) + 4) // 4
    places, at = {}, directory
    for name, content in contents.items():
        places[name] = at
        at += -(-len(content) // SECTOR)
    tables = -(-(at + 1) // 127)
    links = _links(
        directory, [(places[name], len(content)) for name, content in contents.items()], at, tables
    )
    entries = [_entry("Root Entry", 5, child=1, start=_END)]
    for number, (name, content) in enumerate(contents.items(), 1):
        right = number + 1 if number < len(contents) else _FREE
        entries.append(_entry(name, 2, right=right, start=places[name], size=len(content)))
    body = b"".join(entries).ljust(directory * SECTOR, b"\x00")
    body += b"".join(
        content.ljust(-(-len(content) // SECTOR) * SECTOR, b"\x00") for content in contents.values()
    )
    return _header(tables, at) + body + links


def _links(directory: int, chains: list[tuple[int, int]], at: int, tables: int) -> bytes:
    links = [_FREE] * (tables * 128)
    for start, count in [(0, directory), *((start, -(-size // SECTOR)) for start, size in chains)]:
        for sector in range(start, start + count):
            links[sector] = sector + 1 if sector < start + count - 1 else _END
    for sector in range(at, at + tables):
        links[sector] = _TABLE
    return struct.pack(f"<{len(links)}I", *links)


def _header(tables: int, at: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, tables, 0, 0, 4096, _END, 0, _END, 0)
    return head + struct.pack("<109I", *[at + n if n < tables else _FREE for n in range(109)])


def _entry(
    name: str, kind: int, child: int = _FREE, right: int = _FREE, start: int = 0, size: int = 0
) -> bytes:
    wide = name.encode("utf-16-le") + b"\x00\x00"
    made = wide.ljust(64, b"\x00") + struct.pack("<HBB", len(wide), kind, 1)
    made += struct.pack("<III", _FREE, right, child) + b"\x00" * 36
    return made + struct.pack("<III", start, size, 0)


def summary(texts: Mapping[int, str]) -> bytes:
    """Give a stream of document properties: number to text."""
    body, offsets = b"", []
    start = 8 + 8 * (len(texts) + 1)
    for number, text in texts.items():
        raw = text.encode("utf-8") + b"\x00"
        offsets.append((number, start + len(body)))
        body += struct.pack("<II", 30, len(raw)) + raw.ljust(-(-len(raw) // 4) * 4, b"\x00")
    offsets.append((1, start + len(body)))
    body += struct.pack("<IHH", 2, 65001, 0)
    section = struct.pack("<II", start + len(body), len(offsets))
    section += b"".join(struct.pack("<II", *pair) for pair in offsets) + body
    return struct.pack("<HHI16xI16xI", 0xFFFE, 0, 0, 1, 48) + section
