"""Descriptions as attackers and careless programs send them: no error 500, nothing lost in silence, nothing hidden in a text."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from ckanext.satudata import wiring
from support import story
from support.offices import Person
from support.pages import Visitor, told

pytestmark = pytest.mark.usefixtures("with_plugins")
kept: list[tuple[Person, str]] = []


@pytest.fixture
def made(app: CKANTestApp) -> tuple[Person, str]:
    """A producer with an empty draft, the same for the module."""
    if not kept:
        people = told(app, story.cast)
        draft = told(
            app, story.act, people.producer, "satudata_draft_create", owner_org=people.org, title="Uji"
        )
        kept.append((people.producer, draft["id"]))
    return kept[0]


def sent(
    app: CKANTestApp, made: tuple[Person, str], action: str = "satudata_draft_update", **fields: Any
) -> Any:
    who, draft_id = made
    return app.post(f"/api/3/action/{action}", json={"id": draft_id, **fields}, headers=who.headers)


def field(answer: Any, name: str) -> Any:
    result = answer.json["result"]
    return result.get("package", result)[name]


@pytest.mark.parametrize("action", ["satudata_draft_update", "package_patch"])
def test_signs_that_nobody_sees_are_left_out_by_every_door(
    app: CKANTestApp, made: tuple[Person, str], action: str
) -> None:
    answer = sent(
        app,
        made,
        action,
        title="Jum\x00lah \u202ePenduduk\x07",
        definisi="satu\x0bdua\x1b",
        konsep="a\ud800b",
    )
    assert answer.status_code == 200, answer.body
    assert field(answer, "title") == "Jumlah Penduduk"
    assert (field(answer, "definisi"), field(answer, "konsep")) == ("satu dua", "ab")


def test_signs_that_escapes_bring_in_are_left_out_too(app: CKANTestApp, made: tuple[Person, str]) -> None:
    answer = sent(app, made, columns='{"jumlah": "or\\u0000ang\\ud800 \\u202eterdaftar"}')
    assert answer.status_code == 200, answer.body
    kept_columns = told(app, lambda: dict(wiring.unit().drafts.get(made[1]).columns))
    assert kept_columns["jumlah"] == "orang terdaftar"


@pytest.mark.parametrize("action", ["satudata_draft_update", "package_patch"])
@pytest.mark.parametrize("value", [["a", "b"], {"a": 1}, True])
@pytest.mark.parametrize("name", ["title", "kontak_unit", "satuan", "cakupan_awal"])
def test_what_is_no_text_is_refused(
    app: CKANTestApp, made: tuple[Person, str], action: str, value: Any, name: str
) -> None:
    answer = sent(app, made, action, **{name: value})
    assert answer.status_code == 409 and answer.json["error"][name][0] == "Kirim sebuah teks."


def test_a_misspelled_field_is_told(app: CKANTestApp, made: tuple[Person, str]) -> None:
    answer = sent(app, made, konsp="Penduduk", definisi="Orang", zzz="1")
    assert answer.status_code == 409 and set(answer.json["error"]) == {"konsp", "zzz", "__type"}
    assert "Apakah maksudnya konsep?" in answer.json["error"]["konsp"][0]
    shown = app.get(f"/api/3/action/satudata_draft_show?id={made[1]}", headers=made[0].headers)
    whole = field(shown, "id") and shown.json["result"]["package"]
    assert sent(app, made, **{**whole, "konsep": "Warga"}).status_code == 200, (
        "what was shown can be sent back"
    )


def test_lists_without_end_are_no_error_of_the_portal(app: CKANTestApp, made: tuple[Person, str]) -> None:
    for name in ("ms_keg", "columns", "ms_alasan", "klasifikasi"):
        assert sent(app, made, **{name: "[" * 20_000 + "]" * 20_000}).status_code in (200, 409)
    deep: Any = "x"
    for _ in range(300):
        deep = [deep]
    assert sent(app, made, klasifikasi=deep).status_code == 409


def test_an_answer_waits_for_the_one_that_decides_on_it(app: CKANTestApp, made: tuple[Person, str]) -> None:
    """A program that sends the release date before the frequency does not lose it; a no takes it away."""
    assert field(sent(app, made, frekuensi="", jadwal_rilis="2027-01-31"), "jadwal_rilis") == "2027-01-31"
    assert field(sent(app, made, frekuensi="tahunan"), "jadwal_rilis") == "2027-01-31"
    assert field(sent(app, made, frekuensi="sekali"), "jadwal_rilis") == ""


def test_formula_and_html_are_text_on_every_page(app: CKANTestApp, made: tuple[Person, str]) -> None:
    evil = "<script>alert(1)</script>"
    assert (
        sent(app, made, title=evil, konsep="=cmd|calc", notes=f"{evil} [x](javascript:alert(1))").status_code
        == 200
    )
    for step in ("lengkapi", "ajukan", "formulir", "berkas"):
        page = app.get(f"/rancangan/{made[1]}/{step}", headers=made[0].headers, status=200).body
        assert evil not in page and 'href="javascript:' not in page, step
    assert evil not in Visitor(app, made[0]).fetched("/kerja").decode()


@pytest.mark.parametrize(
    "address",
    ["review_show?id=%00", "draft_show?id=a%00b", "codelist_show?id=%00"],
)
def test_a_reading_asked_with_nul_is_not_found(
    app: CKANTestApp, made: tuple[Person, str], address: str
) -> None:
    assert app.get(f"/api/3/action/satudata_{address}", headers=made[0].headers).status_code in (404, 409)
