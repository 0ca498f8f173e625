"""Whether every byte of a ZIP belongs to one of its entries or to its directory."""

from __future__ import annotations

import struct
import zipfile
from typing import BinaryIO

LOCAL, CENTRAL = 30, 46
DESCRIPTORS = (12, 16, 20, 24)
HAS_DESCRIPTOR = 0x8
ENDS = (22, 22 + 56 + 20)
"""The end of the directory, without and with its 64-bit form, when nothing follows it."""


def has_hidden_bytes(stream: BinaryIO, archive: zipfile.ZipFile) -> bool:
    """Tell whether bytes lie before, between or behind the entries, or after the directory, as a comment does."""
    end = 0
    infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
    starts = [*(info.header_offset for info in infos), archive.start_dir]
    for info, start, following in zip(infos, starts, starts[1:], strict=False):
        if start != end:
            return True
        end = _end_of(stream, info, following)
    if end != archive.start_dir:
        return True
    stream.seek(0, 2)
    return stream.tell() - _after_directory(stream, archive, len(infos)) not in ENDS


def _end_of(stream: BinaryIO, info: zipfile.ZipInfo, following: int) -> int:
    """Where an entry ends: its header, its data, and its sizes behind it where it has them there."""
    stream.seek(info.header_offset)
    head = stream.read(LOCAL)
    if len(head) < LOCAL:
        return -1
    name, extra = struct.unpack("<HH", head[26:30])
    end = info.header_offset + LOCAL + int(name) + int(extra) + info.compress_size
    if info.flag_bits & HAS_DESCRIPTOR and following - end in DESCRIPTORS:
        return following
    return end


def _after_directory(stream: BinaryIO, archive: zipfile.ZipFile, entries: int) -> int:
    """Where the directory ends."""
    place = archive.start_dir
    for _ in range(entries):
        stream.seek(place)
        head = stream.read(CENTRAL)
        if len(head) < CENTRAL:
            return -1
        place += CENTRAL + sum(struct.unpack("<HHH", head[28:34]))
    return place
