"""ZIP containers whose bytes depend on their content alone: order, times and attributes are fixed."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from ckanext.satudata.domain.bps.content import BundleError

from .hashing import file_pieces, hash_file

LEVEL = 6
PIECE = 1 << 20
REGULAR_FILE = 0o100644 << 16
ZIP64_FROM = (1 << 31) - 1


@dataclass(frozen=True)
class Entry:
    """One file of a bundle: where it lies, how long it is, what it hashes to, and how to read it."""

    path: str
    size: int
    sha256: str
    read: Callable[[], Iterable[bytes]]


def entry_of(path: str, data: bytes) -> Entry:
    """Make an entry of bytes in memory."""
    return Entry(path, len(data), sha256(data).hexdigest(), lambda: (data,))


def entry_of_file(path: str, file: Path) -> Entry:
    """Make an entry of a file on disk, read in pieces."""
    return Entry(path, file.stat().st_size, hash_file(file), lambda: file_pieces(file))


def zip_time(moment: datetime) -> tuple[int, int, int, int, int, int]:
    """Give the start of a moment's UTC day as ZIP writes it; ZIP begins with 1980."""
    day = moment.astimezone(UTC) if moment.tzinfo else moment
    return (max(day.year, 1980), day.month, day.day, 0, 0, 0)


def zip_info(path: str, moment: datetime) -> zipfile.ZipInfo:
    """Make the header of an entry with fixed attributes."""
    info = zipfile.ZipInfo(path, zip_time(moment))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = REGULAR_FILE
    return info


def write_entries(archive: zipfile.ZipFile, entries: Iterable[Entry], moment: datetime) -> None:
    """Write entries sorted by path; bytes that are no longer what was hashed raise BundleError."""
    for entry in sorted(entries, key=lambda entry: entry.path):
        info, digest = zip_info(entry.path, moment), sha256()
        with archive.open(info, "w", force_zip64=entry.size >= ZIP64_FROM) as target:
            for piece in entry.read():
                digest.update(piece)
                target.write(piece)
        if digest.hexdigest() != entry.sha256:
            raise BundleError(
                "content-damaged", dataset=entry.path, found=digest.hexdigest(), expected=entry.sha256
            )


def normalise_office_file(data: bytes, moment: datetime) -> bytes:
    """Rewrite an XLSX or DOCX with fixed order, times and attributes; the content types stay first."""
    target = io.BytesIO()
    _normalise(io.BytesIO(data), target, moment)
    return target.getvalue()


def normalise_office_path(source: Path, target: Path, moment: datetime) -> None:
    """Do the same from file to file, in pieces."""
    with source.open("rb") as stream, target.open("wb") as out:
        _normalise(stream, out, moment)


def _normalise(source: BinaryIO, target: BinaryIO, moment: datetime) -> None:
    with (
        zipfile.ZipFile(source) as given,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive,
    ):
        for name in sorted(given.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info, large = zip_info(name, moment), given.getinfo(name).file_size >= ZIP64_FROM
            with given.open(name) as part, archive.open(info, "w", force_zip64=large) as out:
                shutil.copyfileobj(part, out, PIECE)


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a temporary path beside ``target``; it takes the target's name only when everything is on disk."""
    handle, name = tempfile.mkstemp(prefix=".paket-", suffix=".part", dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        sync(temporary)
        temporary.chmod(0o644)
        temporary.replace(target)
        sync(target.parent)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def sync(path: Path) -> None:
    """Force a file or a folder to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
