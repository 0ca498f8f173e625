"""Uploads lie in quarantine until they are checked; what nobody needs any more leaves it."""

from __future__ import annotations

import zlib

import pytest
from ckan.lib import files
from werkzeug.datastructures import FileStorage

from ckanext.satudata import wiring
from ckanext.satudata.work import loop
from support.faults import people
from support.story import act, confirmed, io
from support.workbooks import population

from .test_killed_worker import queued

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def place_of(sha256: str) -> str:
    """Where a file lies: ``quarantine``, ``kept`` or ``nowhere``."""
    blobs = wiring.blobs()
    places = {"quarantine": blobs.quarantine(sha256), "kept": blobs.location(sha256)}
    there = [n for n, p in places.items() if blobs.storage().exists(files.FileData(files.Location(p)))]
    assert len(there) < 2
    return there[0] if there else "nowhere"


def sha_of(draft_id: str) -> str:
    return str(act(people().producer, "satudata_intake_show", id=draft_id)["original"]["sha256"])


def unlike(year: int, mark: str) -> bytes:
    """A good file that no other test uploads."""
    return population(year, growth=1 + zlib.crc32(mark.encode()) / 2**34)


def test_a_checked_file_leaves_the_quarantine(unique: str) -> None:
    loop.drain()
    draft_id = queued(unlike(2025, unique), "penduduk.xlsx")
    sha256 = sha_of(draft_id)
    assert place_of(sha256) == "quarantine"
    loop.drain()
    assert place_of(sha256) == "quarantine"
    confirmed(people().producer, draft_id)
    assert place_of(sha256) == "kept"


def test_a_replaced_upload_goes_unless_another_draft_has_it(unique: str) -> None:
    loop.drain()
    content = unlike(2025, unique)
    first, second = queued(content, "penduduk.xlsx"), queued(content, "salinan.xlsx")
    sha256 = sha_of(first)
    for draft_id, after in ((first, "quarantine"), (second, "nowhere")):
        file = act_upload(draft_id, unlike(2024, f"{unique} {after}"))
        assert file != sha256
        loop.drain()
        assert place_of(sha256) == after


def test_the_upload_of_a_deleted_draft_goes(unique: str) -> None:
    loop.drain()
    draft_id = queued(unlike(2025, unique), "penduduk.xlsx")
    sha256 = sha_of(draft_id)
    act(people().producer, "satudata_draft_delete", id=draft_id)
    loop.drain()
    assert place_of(sha256) == "nowhere"


def act_upload(draft_id: str, content: bytes) -> str:
    """Replace the file; give the hash of the new one."""
    file = FileStorage(io.BytesIO(content), filename="pengganti.xlsx")
    draft = act(people().producer, "satudata_intake_upload", id=draft_id, upload=file)
    return str(draft["intake"]["original"]["sha256"])
