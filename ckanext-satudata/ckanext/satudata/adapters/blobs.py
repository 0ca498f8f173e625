"""Files by SHA-256 in CKAN's own file storage: written once, read by their name, checked when copied out."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from ckan.lib import files

CHUNK = 1 << 20
SPOOL = 8 << 20
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CONTENT_TYPE = "application/octet-stream"


class BlobError(Exception):
    """A file could not be kept or given. Carries the facts as attributes."""


class TooLarge(BlobError):
    """More bytes came than allowed. ``limit`` in bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"the file is larger than {limit} bytes")


class NoSpace(BlobError):
    """The disk or its share for the portal is full."""


class BlobMissing(BlobError):
    """No file is kept under this hash."""

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        super().__init__(f"no file is kept under {sha256}")


class BlobDamaged(BlobError):
    """The bytes kept under a hash have another hash."""

    def __init__(self, sha256: str, found: str) -> None:
        self.sha256 = sha256
        self.found = found
        super().__init__(f"the file kept as {sha256} has the hash {found}")


class StorageMissing(BlobError):
    """CKAN has no file storage configured."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"no file storage is configured: set ckan.files.storage.{name}.type and .path, "
            "or ckan.files.storage.default.type and .path"
        )


@dataclass(frozen=True)
class Blob:
    """One kept file: its SHA-256 in lower-case hexadecimal, its size in bytes."""

    sha256: str
    size: int


class Blobs:
    """The kept files. Each lies at ``satudata/<first two of the hash>/<hash>`` of the storage.

    An upload that nobody has checked yet lies in quarantine, at ``satudata/karantina/<hash>``, which backups leave out.
    """

    def __init__(self, storage_name: str = "satudata") -> None:
        self.storage_name = storage_name

    def storage(self) -> Any:
        """Give CKAN's storage: the one of our name, else the default one. Raises StorageMissing."""
        try:
            return files.get_storage(self.storage_name)
        except files.exc.UnknownStorageError:
            pass
        try:
            return files.get_storage()
        except files.exc.UnknownStorageError as error:
            raise StorageMissing(self.storage_name) from error

    def location(self, sha256: str) -> str:
        """Give where in the storage the file of this hash lies."""
        return f"satudata/{_hash(sha256)[:2]}/{sha256}"

    def quarantine(self, sha256: str) -> str:
        """Give where the file of this hash lies until it is checked."""
        return f"satudata/karantina/{_hash(sha256)}"

    def put(self, stream: IO[bytes], *, limit: int, unchecked: bool = False) -> Blob:
        """Keep what ``stream`` gives, at most ``limit`` bytes; ``unchecked``: in quarantine, until :meth:`release`.

        Raises TooLarge and NoSpace; nothing is left then.
        """
        with _space(), tempfile.SpooledTemporaryFile(max_size=SPOOL) as spool:
            blob = _spool(stream, cast(BinaryIO, spool), limit)
            if not self._holds(blob, also_quarantine=unchecked):
                place = self.quarantine(blob.sha256) if unchecked else self.location(blob.sha256)
                self._write(blob, cast(BinaryIO, spool), place)
        return blob

    def release(self, sha256: str) -> None:
        """Take a file out of quarantine; nothing happens to one that is not there (any more)."""
        storage = self.storage()
        waiting = self._at(self.quarantine(sha256))
        if not storage.exists(waiting):
            return
        if not storage.exists(self._at(self.location(sha256))):
            with self.open(sha256) as stream:
                self.put(stream, limit=self.size(sha256))
        storage.remove(waiting)

    def discard(self, sha256: str) -> None:
        """Remove the file from quarantine; what was released stays."""
        self.storage().remove(self._at(self.quarantine(sha256)))

    def put_path(self, path: Path | str) -> Blob:
        """Keep the file at ``path``, whatever its size."""
        source = Path(path)
        with source.open("rb") as stream:
            return self.put(stream, limit=source.stat().st_size)

    def open(self, sha256: str) -> BinaryIO:
        """Open the file for reading in binary. Raises BlobMissing."""
        stream = self._stream(sha256)
        if hasattr(stream, "read"):
            return cast(BinaryIO, stream)
        spool = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=SPOOL))  # noqa: SIM115 - given to the caller
        for chunk in stream:
            spool.write(chunk)
        spool.seek(0)
        return spool

    def stream(self, sha256: str) -> Iterator[bytes]:
        """Give the file in pieces of at most one MiB. Raises BlobMissing."""
        stream = self._stream(sha256)
        if not hasattr(stream, "read"):
            yield from stream
            return
        with cast(BinaryIO, stream) as opened:
            while chunk := opened.read(CHUNK):
                yield chunk

    def copy_to(self, sha256: str, path: Path | str) -> None:
        """Write the file to ``path``. Raises BlobMissing, or BlobDamaged when the bytes are not those of the hash."""
        target = Path(path)
        try:
            found = self._write_out(sha256, target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        if found != sha256:
            target.unlink()
            raise BlobDamaged(sha256, found)

    def exists(self, sha256: str) -> bool:
        """Tell whether a file is kept under this hash."""
        return any(self.storage().exists(self._at(place)) for place in self._places(sha256))

    def size(self, sha256: str) -> int:
        """Give the size in bytes. Raises BlobMissing."""
        for place in self._places(sha256):
            with contextlib.suppress(files.exc.MissingFileError):
                return int(self.storage().size(files.Location(place)))
        raise BlobMissing(sha256)

    def delete(self, sha256: str) -> None:
        """Remove the file, wherever it lies; no error when there is none."""
        for place in {*self._places(sha256)}:
            self.storage().remove(self._at(place))

    def _places(self, sha256: str) -> tuple[str, ...]:
        """Where a file may lie; its own place comes again last, for it may be released while one looks."""
        own = self.location(sha256)
        return own, self.quarantine(sha256), own

    def _write_out(self, sha256: str, target: Path) -> str:
        digest = hashlib.sha256()
        with target.open("wb") as out:
            for chunk in self.stream(sha256):
                digest.update(chunk)
                out.write(chunk)
        return digest.hexdigest()

    def _at(self, place: str) -> Any:
        return files.FileData(files.Location(place), size=0, content_type=CONTENT_TYPE)

    def _stream(self, sha256: str) -> IO[bytes] | Iterable[bytes]:
        for place in self._places(sha256):
            with contextlib.suppress(files.exc.MissingFileError):
                return self.storage().stream(self._at(place))
        raise BlobMissing(sha256)

    def _holds(self, blob: Blob, *, also_quarantine: bool) -> bool:
        places = self._places(blob.sha256) if also_quarantine else (self.location(blob.sha256),)
        held = (place for place in places if self.storage().exists(self._at(place)))
        return any(int(self.storage().size(files.Location(place))) == blob.size for place in held)

    def _write(self, blob: Blob, source: BinaryIO, place: str) -> None:
        """Write beside and move into place, so that the file's own name never shows a part of it."""
        storage = self.storage()
        upload = files.Upload(source, blob.sha256, blob.size, CONTENT_TYPE)
        final = files.Location(place)
        if not storage.supports(files.Capability.MOVE):
            storage.upload(final, upload)
            return
        part = f"satudata/baru/{uuid.uuid4()}"
        try:
            beside = storage.upload(files.Location(part), upload)
        except OSError:
            storage.remove(self._at(part))
            raise
        try:
            storage.move(final, beside)
        except files.exc.ExistingFileError:
            storage.remove(beside)


@contextlib.contextmanager
def _space() -> Iterator[None]:
    """Tell a full disk from other faults."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NoSpace(str(error)) from error
        raise


def _hash(sha256: str) -> str:
    """The name of a file, if it is one. Raises BlobMissing."""
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise BlobMissing(sha256)
    return sha256


def _spool(stream: IO[bytes], spool: BinaryIO, limit: int) -> Blob:
    digest = hashlib.sha256()
    size = 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooLarge(limit)
        digest.update(chunk)
        spool.write(chunk)
    spool.seek(0)
    return Blob(digest.hexdigest(), size)
