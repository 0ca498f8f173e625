"""Marks of figures are told in words on the check page, never as letters of a code."""

from __future__ import annotations

from typing import Any

import pytest

from support import story
from support.faults import people
from support.offices import Person
from support.pages import Visitor, told
from support.story import act
from support.workbooks import KECAMATAN

pytestmark = pytest.mark.usefixtures("with_plugins")


def content() -> bytes:
    lines = [
        f"{name};2025;{'...' if at == 2 else men}"
        for at, (_code, name, men, _women, _k) in enumerate(KECAMATAN)
    ]
    return "\n".join(["Kecamatan;Tahun;Penduduk Laki-laki", *lines]).encode()


def checked() -> tuple[Person, str]:
    """A producer and a draft of theirs whose file was checked."""
    who = people().producer
    draft = act(who, "satudata_draft_create", owner_org=people().org, title="Penduduk")
    story.upload(who, draft["id"], content(), "penduduk.csv")
    story.confirmed(who, draft["id"])
    return who, draft["id"]


def test_the_check_page_speaks_of_marks_in_words(app: Any) -> None:
    who, draft_id = told(app, checked)
    page = Visitor(app, who).read(f"/rancangan/{draft_id}/periksa")
    table = page.split("Tabel hasil baca")[1].split("</table>")[0]
    assert "Tanda Penduduk Laki-laki" in table and "Tidak tersedia" in table and "Angka biasa" in table
    assert "_status" not in table
