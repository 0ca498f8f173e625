"""A table copied from Excel and pasted on a page is read like a file."""

from __future__ import annotations

import pytest

from ckanext.satudata.work import loop
from support import story
from support.faults import people
from support.story import act
from support.workbooks import KECAMATAN

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

HEAD = "Kode Kecamatan\tKecamatan\tTahun\tLaki-laki\tPerempuan"
LINES = [f"{code}\t{name}\t2025\t{men}\t{women}" for code, name, men, women, _ in KECAMATAN]
TABLE = "\r\n".join([HEAD, *LINES]) + "\r\n"


def test_it_becomes_the_drafts_table() -> None:
    draft = act(people().producer, "satudata_draft_create", owner_org=people().org, title="Penduduk")
    act(people().producer, "satudata_intake_upload", id=draft["id"], text=TABLE)
    loop.drain()
    read = act(people().producer, "satudata_intake_show", id=draft["id"])
    assert read["inspection"]["container"]["type"] == "clipboard"
    assert read["original"]["name"] == "tempelan.txt"
    intake = story.confirmed(people().producer, draft["id"])["intake"]
    assert (intake["report"]["verdict"], intake["rows"]) == ("pass", 8)


def test_nothing_pasted_is_told() -> None:
    draft = act(people().producer, "satudata_draft_create", owner_org=people().org, title="Penduduk")
    for nothing in ({}, {"text": "  \r\n"}):
        with pytest.raises(story.tk.ValidationError, match="upload"):
            act(people().producer, "satudata_intake_upload", id=draft["id"], **nothing)


def test_words_that_are_no_table_are_told() -> None:
    draft = act(people().producer, "satudata_draft_create", owner_org=people().org, title="Penduduk")
    act(people().producer, "satudata_intake_upload", id=draft["id"], text="Yth. Bapak Kepala Dinas")
    loop.drain()
    read = act(people().producer, "satudata_intake_show", id=draft["id"])
    assert read["state"] == "refused" and read["error"]["code"] == "TABEL_TIDAK_DITEMUKAN"
