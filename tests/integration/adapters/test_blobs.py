"""Files by SHA-256 in CKAN's storage."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from ckan.lib import files

from ckanext.satudata.adapters.blobs import BlobDamaged, BlobMissing, Blobs, NoSpace, TooLarge
from support.faults import small_disk

pytestmark = pytest.mark.usefixtures("with_plugins")


@pytest.fixture
def blobs() -> Blobs:
    return Blobs()


def content(unique: str, size: int = 100) -> bytes:
    return (unique * size).encode()


def test_bytes_come_back_under_their_hash(blobs: Blobs, unique: str) -> None:
    data = content(unique)
    blob = blobs.put(io.BytesIO(data), limit=10_000)
    assert blob.sha256 == hashlib.sha256(data).hexdigest()
    assert blob.size == len(data) == blobs.size(blob.sha256)
    with blobs.open(blob.sha256) as stream:
        assert stream.read() == data


def test_a_large_file_is_streamed_whole(blobs: Blobs, unique: str, tmp_path: Path) -> None:
    source = tmp_path / "large"
    source.write_bytes(content(unique, 1_000_000))
    blob = blobs.put_path(source)
    pieces = list(blobs.stream(blob.sha256))
    assert len(pieces) > 1
    assert b"".join(pieces) == source.read_bytes()


def test_too_many_bytes_are_refused_and_leave_nothing(blobs: Blobs, unique: str) -> None:
    data = content(unique)
    with pytest.raises(TooLarge) as refused:
        blobs.put(io.BytesIO(data), limit=len(data) - 1)
    assert refused.value.limit == len(data) - 1
    assert not blobs.exists(hashlib.sha256(data).hexdigest())


def test_a_full_disk_is_told_and_leaves_nothing(blobs: Blobs, unique: str) -> None:
    data = content(unique, 100_000)
    before = waiting_parts(blobs)
    with small_disk(len(data) // 2), pytest.raises(NoSpace):
        blobs.put(io.BytesIO(data), limit=len(data))
    assert not blobs.exists(hashlib.sha256(data).hexdigest())
    assert waiting_parts(blobs) == before


def waiting_parts(blobs: Blobs) -> set[Path]:
    """Files that are being written."""
    return set(Path(blobs.storage().full_path(files.Location("satudata/baru"))).glob("*"))


def test_a_file_of_exactly_the_limit_is_kept(blobs: Blobs, unique: str) -> None:
    data = content(unique)
    assert blobs.exists(blobs.put(io.BytesIO(data), limit=len(data)).sha256)


def test_the_same_bytes_are_written_once(blobs: Blobs, unique: str) -> None:
    first = blobs.put(io.BytesIO(content(unique)), limit=10_000)
    place = Path(blobs.storage().full_path(files.Location(blobs.location(first.sha256))))
    written = place.stat().st_mtime_ns
    assert blobs.put(io.BytesIO(content(unique)), limit=10_000) == first
    assert place.stat().st_mtime_ns == written


def test_a_cut_off_file_is_written_again(blobs: Blobs, unique: str) -> None:
    blob = blobs.put(io.BytesIO(content(unique)), limit=10_000)
    place = Path(blobs.storage().full_path(files.Location(blobs.location(blob.sha256))))
    place.write_bytes(b"cut")
    blobs.put(io.BytesIO(content(unique)), limit=10_000)
    assert place.read_bytes() == content(unique)


def test_no_temporary_file_stays(blobs: Blobs, unique: str) -> None:
    blobs.put(io.BytesIO(content(unique)), limit=10_000)
    beside = Path(blobs.storage().full_path(files.Location("satudata/baru")))
    assert list(beside.iterdir()) == []


def test_damaged_bytes_are_not_copied_out(blobs: Blobs, unique: str, tmp_path: Path) -> None:
    blob = blobs.put(io.BytesIO(content(unique)), limit=10_000)
    place = Path(blobs.storage().full_path(files.Location(blobs.location(blob.sha256))))
    place.write_bytes(b"x" * blob.size)
    target = tmp_path / "copy"
    with pytest.raises(BlobDamaged):
        blobs.copy_to(blob.sha256, target)
    assert not target.exists()


def test_an_unknown_hash_is_missing(blobs: Blobs, tmp_path: Path) -> None:
    with pytest.raises(BlobMissing):
        blobs.copy_to("0" * 64, tmp_path / "copy")


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, "0" * 63, ""])
def test_what_is_no_hash_names_no_file(blobs: Blobs, name: str) -> None:
    with pytest.raises(BlobMissing):
        blobs.location(name)


def test_a_deleted_file_is_gone(blobs: Blobs, unique: str) -> None:
    blob = blobs.put(io.BytesIO(content(unique)), limit=10_000)
    blobs.delete(blob.sha256)
    assert not blobs.exists(blob.sha256)
