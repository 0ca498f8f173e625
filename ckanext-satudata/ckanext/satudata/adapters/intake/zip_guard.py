"""A ZIP container looked over before any part of it is parsed, and parts unpacked with a counter running."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator

from ...domain.intake.finding import Unusable
from ...domain.intake.limits import Limits

_CHUNK = 1 << 16


def guard(archive: zipfile.ZipFile, size: int, filename: str, limits: Limits) -> list[str]:
    """Give the names of the parts. Raises ``Unusable`` for too many, doubled, overlapping, encrypted or swollen ones."""
    entries = archive.infolist()
    if len(entries) > limits.zip_entries:
        raise Unusable(
            "TERLALU_BANYAK_ENTRI", filename=filename, count=len(entries), limit=limits.zip_entries
        )
    names: set[str] = set()
    for entry in entries:
        if folded(entry.filename) in names:
            raise Unusable("XLSX_ENTRI", filename=filename, part=entry.filename[:80])
        names.add(folded(entry.filename))
        if entry.flag_bits & 0x1:
            raise Unusable("BERKAS_TERKUNCI", filename=filename)
    _refuse_overlap(entries, size, filename)
    unpacked = sum(entry.file_size for entry in entries)
    _refuse_swollen(unpacked, sum(entry.compress_size for entry in entries), filename, limits)
    return [entry.filename for entry in entries]


def _refuse_overlap(entries: list[zipfile.ZipInfo], size: int, filename: str) -> None:
    if entries and min(entry.header_offset for entry in entries) > 0:
        raise Unusable("XLSX_ENTRI", filename=filename, part="ZIP")
    end = 0
    for entry in sorted(entries, key=lambda item: item.header_offset):
        if entry.header_offset < end or entry.header_offset + entry.compress_size > size:
            raise Unusable("XLSX_ENTRI", filename=filename, part=entry.filename[:80])
        end = entry.header_offset + entry.compress_size + 30


def _refuse_swollen(unpacked: int, packed: int, filename: str, limits: Limits) -> None:
    too_much = unpacked > limits.unpacked_bytes
    too_dense = unpacked > limits.ratio_from_bytes and unpacked > limits.ratio * max(packed, 1)
    if too_much or too_dense:
        megabytes = limits.unpacked_bytes // 1048576
        raise Unusable("BOM_ZIP", filename=filename, limit=megabytes, ratio=limits.ratio)


def folded(name: str) -> str:
    """Give a part's name as Open XML compares it."""
    return name.replace("\\", "/").lower()


class Unpacker:
    """Unpacks parts of one archive; all of them together may not exceed the limit, whatever their headers say."""

    def __init__(
        self, archive: zipfile.ZipFile, filename: str, limits: Limits, broken: str = "XLSX_RUSAK"
    ) -> None:
        self.archive, self.filename, self.limits, self.broken = archive, filename, limits, broken
        self.names = {name for name in archive.namelist() if not name.endswith("/")}
        self._actual = {folded(name): name for name in self.names}
        self._unpacked = 0

    def has(self, name: str) -> bool:
        """Tell whether there is a part of that name; letters' size and the slant of slashes make no difference."""
        return folded(name) in self._actual

    def actual(self, name: str) -> str:
        """Give the part's name as the container has it. Raises ``KeyError``."""
        return self._actual[folded(name)]

    def size(self, name: str) -> int:
        """Give the bytes that a part says it has. Raises ``KeyError``."""
        return self.archive.getinfo(self.actual(name)).file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give a part in pieces. Raises ``Unusable`` when it is broken or swells beyond the limit."""
        entry = self.archive.getinfo(self.actual(name))
        own = 0
        try:
            with self.archive.open(entry) as stream:
                while piece := stream.read(_CHUNK):
                    own += len(piece)
                    self._unpacked += len(piece)
                    _refuse_swollen(self._unpacked, 1 << 62, self.filename, self.limits)
                    _refuse_swollen(own, entry.compress_size, self.filename, self.limits)
                    yield piece
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            OSError,
            RuntimeError,
        ) as broken:
            raise Unusable(self.broken, filename=self.filename, part=name[:80]) from broken
