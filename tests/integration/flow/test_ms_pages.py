"""The pages of the MS forms without a script: skip rules, errors beside questions, a workbook, what reviewers see."""

from __future__ import annotations

import html
import io
import json
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests.helpers import CKANTestApp

from support import story
from support.ms_books import changed
from support.offices import PROFILE, Person
from support.pages import Visitor, hidden, main_of, told
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")
Made = tuple[story.Cast, str]
kept: list[Made] = []


@pytest.fixture
def made(app: CKANTestApp) -> Made:
    """A ready draft, the same one for the whole module."""
    if not kept:
        people = told(app, story.cast)
        kept.append((people, told(app, story.ready_draft, people, population(2026))))
    return kept[0]


def stored(app: CKANTestApp, who: Person, draft_id: str, field: str) -> dict[str, Any]:
    package = told(app, act, who, "satudata_draft_show", id=draft_id)["package"]
    return json.loads(package.get(field) or "{}")


def test_the_page_without_a_script(made: Made, app: CKANTestApp) -> None:
    people, draft_id = made
    visitor = Visitor(app, people.producer)
    path = f"/rancangan/{draft_id}/formulir"
    page = visitor.read(path)
    assert "5.1 Jenis Rancangan Sampel: Blok V" in page.replace("\n", " ")
    assert 'name="ms_keg.b5r1"' not in page
    page = visitor.send(page, path, bagian="keg", profil_ms="survei")
    assert 'name="ms_keg.b5r1"' in page
    assert "Survei sebagian: Blok V harus dijawab." in page
    page = visitor.send(page, path, bagian="keg", **{"ms_keg.b0r2": "dua ribu"})
    assert 'value="dua ribu"' in page
    assert "dua ribu" in page[page.index("sd-error") :][:400]
    page = visitor.send(page, path, bagian="keg", profil_ms="kompilasi")
    assert 'name="ms_keg.b5r1"' not in page
    rows = visitor.read(f"{path}?bagian=ind")
    assert "Klasifikasi Penyajian" in rows
    page = visitor.send(
        rows, path, bagian="ind", **{"ms_ind.+1.nama": "Rasio Jenis Kelamin", "ms_ind.+1.komposit": "Ya"}
    )
    assert "Rasio Jenis Kelamin" in page
    visitor.send(page, path, bagian="ind", **{"ms_ind.+1.nama": "", "ms_ind.+1.komposit": ""})
    assert stored(app, people.producer, draft_id, "ms_ind") == {}


def test_two_people_at_one_form_do_not_take_back_each_others_answers(made: Made, app: CKANTestApp) -> None:
    people, draft_id = made
    visitor, path = Visitor(app, people.producer), f"/rancangan/{draft_id}/formulir"
    page = visitor.read(path)
    before = {"dilihat": html.unescape(hidden(page, "dilihat")), "bagian": "keg"}
    shown = json.loads(before["dilihat"])
    told(app, act, people.producer, "satudata_ms_update", id=draft_id, ms_keg={"b1r2_3": "(0999) 3"})
    visitor.send(page, path, **before, **{**shown, "ms_keg.b1r2_2": "b@sukamaju.example"})
    kept = {"b1r2_2": "b@sukamaju.example", "b1r2_3": "(0999) 3"}
    assert stored(app, people.producer, draft_id, "ms_keg") == kept
    own = {"b1r2_2": PROFILE["email"], "b1r2_3": PROFILE["faksimile"]}
    told(app, act, people.producer, "satudata_ms_update", id=draft_id, ms_keg=own)


def test_a_broken_rule_is_explained_on_the_page(made: Made, app: CKANTestApp) -> None:
    people, draft_id = made
    visitor, path = Visitor(app, people.producer), f"/rancangan/{draft_id}/formulir"
    page = visitor.send(visitor.read(path), path, bagian="keg", **{"ms_keg.b3r1": ""})
    assert "1 jawaban belum memenuhi aturan formulir. Perbaiki, atau tulis alasannya" in page
    assert 'name="ms_alasan.ms_keg.b3r1"' in page and 'name="ms_alasan.ms_keg.b3r2"' not in page
    sending = visitor.read(f"/rancangan/{draft_id}/ajukan")
    assert "1 jawaban formulir BPS belum memenuhi aturan formulir" in sending and f'href="{path}"' in sending
    before = {"dilihat": html.unescape(hidden(page, "dilihat")), "bagian": "keg"}
    reason = {"ms_alasan.ms_keg.b3r1": "Lihat lampiran"}
    page = visitor.send(page, path, **before, **reason)
    assert "1 jawaban belum memenuhi aturan formulir dan sudah beralasan" in page
    page = visitor.send(page, path, **before, **{"ms_alasan.ms_keg.b3r1": ""})
    assert "sudah beralasan" in page, "an older page takes no reason back that it did not show"
    assert "jawaban formulir BPS" not in visitor.read(f"/rancangan/{draft_id}/ajukan")
    told(app, act, people.producer, "satudata_ms_update", id=draft_id, ms_keg={"b3r1": "Latar belakang"})
    assert stored(app, people.producer, draft_id, "ms_alasan") == {}
    told(
        app,
        act,
        people.producer,
        "satudata_ms_update",
        id=draft_id,
        ms_keg={"b3r1": computed(app, people, draft_id)},
    )


def computed(app: CKANTestApp, people: story.Cast, draft_id: str) -> str:
    """What the portal answers to 3.1 by itself."""
    shown = told(app, act, people.producer, "satudata_ms_show", id=draft_id)
    return str(next(one["computed"] for one in shown["ms_keg"] if one["key"] == "b3r1"))


def test_a_workbook_by_the_pages(made: Made, app: CKANTestApp) -> None:
    people, draft_id = made
    visitor = Visitor(app, people.producer)
    path = f"/rancangan/{draft_id}/formulir"
    content = changed(visitor.fetched(f"{path}/keg.xlsx"), {"C13": "(0999) 888"})
    page = visitor.read(f"{path}/impor")
    upload = (io.BytesIO(content), "MS-Keg.xlsx")
    page = visitor.send(page, f"{path}/impor", upload=upload)
    assert "(0999) 888" in page
    page = visitor.send(
        page, f"{path}/ambil", ambil="ms_keg..b1r2_1", **{"nilai.ms_keg..b1r2_1": "(0999) 888"}
    )
    assert "(0999) 888" in page
    assert stored(app, people.producer, draft_id, "ms_keg") == {"b1r2_1": "(0999) 888"}


def test_reviewers_read_the_answers_and_what_changed(made: Made, app: CKANTestApp) -> None:
    people, draft_id = made
    given = {"b1r2_1": "(0999) 999"}
    told(app, act, people.producer, "satudata_ms_update", id=draft_id, ms_keg=given)
    review = told(app, act, people.producer, "satudata_review_submit", draft_id=draft_id)
    path = f"/pengajuan/{review['number']}/formulir"
    assert "(0999) 999" in main_of(Visitor(app, people.verifikator).read(path))
    Visitor(app, people.outsider).read(path, status=404)
    seen = told(app, act, people.verifikator, "satudata_review_show", id=review["id"])["metadata_labels"]
    assert {one["label"]: one["display"] for one in seen}["MS-Keg 1.2.1 Telepon"] == "(0999) 999"
    with pytest.raises(tk.NotAuthorized):
        told(app, act, people.producer, "satudata_ms_update", id=draft_id, ms_keg={"b1r2_1": "1"})
