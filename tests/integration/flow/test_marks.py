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


def across() -> bytes:
    """Months across below one heading, figures of four digits."""
    lines = [f"{name};2025;{1100 + at};{2200 + at}" for at, (_code, name, *_rest) in enumerate(KECAMATAN)]
    return "\n".join(["Kecamatan;Tahun;Bulan Jan;Bulan Feb", *lines]).encode()


def wide() -> tuple[Person, str]:
    who = people().producer
    draft = act(who, "satudata_draft_create", owner_org=people().org, title="Kunjungan")
    story.upload(who, draft["id"], across(), "kunjungan.csv")
    return who, draft["id"]


def test_figures_below_a_month_are_grouped_and_a_year_is_not(app: Any) -> None:
    who, draft_id = told(app, wide)
    page = Visitor(app, who).read(f"/rancangan/{draft_id}/periksa")
    read = page.split("Hasil baca")[-1]
    assert ">1.100<" in read and ">2.200<" in read
    assert ">2025<" in read and ">2.025<" not in page
