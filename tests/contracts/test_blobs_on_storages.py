"""One specification of the kept files, run on each kind of storage an office may configure."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from ckan.lib import files

from ckanext.satudata.adapters.blobs import BlobDamaged, BlobMissing, Blobs, TooLarge

pytestmark = pytest.mark.usefixtures("with_plugins")


class OnStorage(Blobs):
    """The kept files on a given storage."""

    def __init__(self, storage: Any) -> None:
        super().__init__()
        self.given = storage

    def storage(self) -> Any:
        return self.given


@pytest.fixture(params=["folder", "folder that keeps what it has", "memory", "folder without moving"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> OnStorage:
    folder = {"type": "ckan:fs", "path": str(tmp_path / "files"), "initialize": True}
    settings: dict[str, dict[str, Any]] = {
        "folder": folder,
        "folder that keeps what it has": {**folder, "overwrite_existing": False},
        "memory": {"type": "ckan:memory", "path": ""},
        "folder without moving": {**folder, "disabled_capabilities": ["MOVE"]},
    }
    from file_keeper import make_storage

    return OnStorage(make_storage("contract", settings[request.param]))


def test_bytes_come_back(blobs: OnStorage, tmp_path: Path) -> None:
    data = b"tahun,nilai\n" * 300_000
    blob = blobs.put(io.BytesIO(data), limit=len(data))
    assert blob.sha256 == hashlib.sha256(data).hexdigest()
    assert (blobs.exists(blob.sha256), blobs.size(blob.sha256)) == (True, len(data))
    assert b"".join(blobs.stream(blob.sha256)) == data
    with blobs.open(blob.sha256) as stream:
        assert stream.read() == data
    blobs.copy_to(blob.sha256, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == data


def test_the_same_bytes_may_come_twice(blobs: OnStorage) -> None:
    first = blobs.put(io.BytesIO(b"sama"), limit=10)
    assert blobs.put(io.BytesIO(b"sama"), limit=10) == first
    assert b"".join(blobs.stream(first.sha256)) == b"sama"


def test_too_much_is_refused(blobs: OnStorage) -> None:
    with pytest.raises(TooLarge):
        blobs.put(io.BytesIO(b"12345"), limit=4)
    assert not blobs.exists(hashlib.sha256(b"12345").hexdigest())


def test_what_is_not_there_is_missing(blobs: OnStorage, tmp_path: Path) -> None:
    unknown = "0" * 64
    assert not blobs.exists(unknown)
    for ask in (blobs.open, blobs.size, lambda sha: list(blobs.stream(sha))):
        with pytest.raises(BlobMissing):
            ask(unknown)
    with pytest.raises(BlobMissing):
        blobs.copy_to(unknown, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_other_bytes_under_a_name_are_told(blobs: OnStorage, tmp_path: Path) -> None:
    name = hashlib.sha256(b"benar").hexdigest()
    upload = files.Upload(io.BytesIO(b"salah"), name, 5, "application/octet-stream")
    blobs.storage().upload(files.Location(blobs.location(name)), upload)
    with pytest.raises(BlobDamaged):
        blobs.copy_to(name, tmp_path / "copy")


def test_a_removed_file_is_gone(blobs: OnStorage) -> None:
    blob = blobs.put(io.BytesIO(b"hapus"), limit=10)
    blobs.delete(blob.sha256)
    assert not blobs.exists(blob.sha256)


def test_an_unchecked_file_is_read_like_any_other_until_it_is_released(blobs: OnStorage) -> None:
    sha256 = blobs.put(io.BytesIO(b"unggahan"), limit=10, unchecked=True).sha256
    inside, outside = blobs.quarantine(sha256), blobs.location(sha256)
    assert (there(blobs, inside), there(blobs, outside)) == (True, False)
    assert blobs.exists(sha256) and blobs.size(sha256) == 8
    assert b"".join(blobs.stream(sha256)) == b"unggahan"
    blobs.release(sha256)
    assert (there(blobs, inside), there(blobs, outside)) == (False, True)
    assert b"".join(blobs.stream(sha256)) == b"unggahan"
    blobs.release(sha256)
    blobs.discard(sha256)
    assert blobs.exists(sha256)


def test_a_discarded_upload_is_gone(blobs: OnStorage) -> None:
    sha256 = blobs.put(io.BytesIO(b"buang"), limit=10, unchecked=True).sha256
    blobs.discard(sha256)
    assert not blobs.exists(sha256)
    with pytest.raises(BlobMissing):
        blobs.stream(sha256).__next__()


def test_deleting_takes_it_wherever_it_lies(blobs: OnStorage) -> None:
    sha256 = blobs.put(io.BytesIO(b"pribadi"), limit=10, unchecked=True).sha256
    blobs.put(io.BytesIO(b"pribadi"), limit=10)
    blobs.delete(sha256)
    assert not blobs.exists(sha256)


def test_what_is_checked_already_needs_no_quarantine(blobs: OnStorage) -> None:
    sha256 = blobs.put(io.BytesIO(b"sudah"), limit=10).sha256
    assert blobs.put(io.BytesIO(b"sudah"), limit=10, unchecked=True).sha256 == sha256
    assert not there(blobs, blobs.quarantine(sha256))


def there(blobs: OnStorage, place: str) -> bool:
    """Whether a file lies at this very place."""
    return bool(blobs.storage().exists(files.FileData(files.Location(place))))
