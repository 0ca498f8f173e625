"""Every field of the description, by form, API and command: the same rules in the same words. What is known is not asked."""

from __future__ import annotations

import json
import re
from typing import Any

import click
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from click.testing import CliRunner, Result

from ckanext.satudata.cli import satudata
from ckanext.satudata.describing import form
from ckanext.satudata.domain.description.model import Field
from support import story
from support.offices import Person
from support.pages import Visitor, main_of, told
from support.story import Cast, act
from support.story_fields import COMPLETE
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")

ALL_ASKED = {
    **COMPLETE,
    "satuan": "lainnya",
    "satuan_lain": "tabung",
    "ukuran": "jumlah, rasio",
    "rumus": "a / b",
    "klasifikasi_akses": "dikecualikan",
    "dasar_hukum_akses": "UU 14/2008 Pasal 17 huruf h",
    "keputusan_akses": "Uji konsekuensi 1/2026",
    "akses_sampai": "2031-02-03",
    "data_prioritas": "ya",
    "dasar_prioritas": "Keputusan Forum 3/2026",
}
"""Answers by which every conditional field is asked for."""
REFUSED = {
    "title": "x" * 501,
    "konsep": "x" * 8001,
    "kode_dssd": "1.02.1",
    "satuan": "hasta",
    "urusan": "9.99",
    "sektor_kegiatan": "99",
    "frekuensi": "kapan-kapan",
    "status_data": "entah",
    "klasifikasi_akses": "rahasia",
    "license_id": "punya-saya",
    "cakupan_wilayah": "00.00",
    "cakupan_awal": "besok",
    "cakupan_akhir": "2025-13",
    "akses_sampai": "kapan",
    "kontak_email": "bukan surel",
    "tingkat_penyajian": ["benua"],
    "bahasa": ["xx"],
}
"""A value for each kind of field that can never be right."""


class Doors:
    """One draft and its three doors."""

    def __init__(self, app: CKANTestApp) -> None:
        self.app = app
        with app.flask_app.test_request_context():
            self.people: Cast = story.cast()
            self.id = str(act(self.people.producer, "satudata_draft_create", owner_org=self.people.org)["id"])
            act(self.people.producer, "satudata_draft_update", id=self.id, **ALL_ASKED)
        self.browser = Visitor(app, self.people.producer)
        self.page = f"/rancangan/{self.id}/lengkapi"
        self.opened = self.browser.read(self.page)

    def api(self, action: str, **data: Any) -> dict[str, Any]:
        headers = self.people.producer.headers
        return dict(
            self.app.post(f"/api/action/{action}", json={"id": self.id, **data}, headers=headers).json
        )

    def command(self, *words: str) -> Result:
        parent = click.Context(click.Command("ckan"))
        parent.meta["flask_app"] = self.app.flask_app
        model.Session.remove()
        user = self.people.producer.name
        return CliRunner().invoke(satudata, ["draft", *words, "--user", user], parent=parent)

    def form(self, name: str, value: Any) -> str:
        """Save one field as the page's script does, and give what it is told."""
        shown = {f"{name}__shown": "1"} if isinstance(value, list) else {}
        return self.browser.send(self.opened, self.page, autosave="1", **shown, **{name: value})

    def missing(self) -> dict[str, str]:
        return {one["field"]: one["message"] for one in self.api("satudata_draft_check")["result"]["missing"]}


@pytest.fixture(scope="module")
def kept() -> dict[str, Doors]:
    return {}


@pytest.fixture
def doors(app: CKANTestApp, kept: dict[str, Doors]) -> Doors:
    if not kept:
        kept["doors"] = Doors(app)
    return kept["doors"]


def empty(field: Field, value: Any) -> Any:
    return [] if isinstance(value, list) else ""


def test_every_needed_field_is_missed_in_the_same_words(doors: Doors) -> None:
    needed = [one for one in form().fields if one.is_required(ALL_ASKED)]
    assert len(needed) >= 25 and doors.missing() == {}
    assert doors.command("check", doors.id).output.strip().endswith("lengkap")
    for field in needed:
        before = ALL_ASKED[field.name]
        doors.form(field.name, empty(field, before))
        words = doors.missing()[field.name]
        assert words in doors.browser.read(f"/rancangan/{doors.id}/ajukan"), field.name
        told_by_command = doors.command("check", doors.id)
        assert told_by_command.exit_code == 1
        assert f"{field.name}: {words}" in told_by_command.output.splitlines()
        doors.api("satudata_draft_update", **{**ALL_ASKED, field.name: before})
    assert doors.missing() == {}


def test_every_value_that_is_never_right_is_refused_in_the_same_words(doors: Doors) -> None:
    for name, value in REFUSED.items():
        refused = doors.api("satudata_draft_update", **{name: value})["error"][name][0]
        assert refused in doors.form(name, value), name
        text = json.dumps(value) if isinstance(value, list) else value
        done = doors.command("update", doors.id, f"{name}={text}")
        assert done.exit_code == 1 and refused in done.output, (name, done.output)
    assert doors.missing() == {}


def test_what_does_not_agree_and_advice_are_the_same_everywhere(doors: Doors) -> None:
    doors.form("kode_dssd", "1.02.000001")
    doors.form("konsep", "Jumlah penduduk 2025")
    checked = doors.api("satudata_draft_check")["result"]
    assert [one["code"] for one in checked["missing"]] == ["dssd_of_urusan"]
    assert [one["code"] for one in checked["advice"]] == ["concept_measure", "concept_year"]
    page, lines = doors.browser.read(doors.page), doors.command("check", doors.id).output.splitlines()
    for one in (*checked["missing"], *checked["advice"]):
        assert f"{one['field']}: {one['message']}" in lines
    for one in checked["advice"]:
        assert one["message"] in page
    doors.api("satudata_draft_update", kode_dssd="", konsep=ALL_ASKED["konsep"])


def test_without_script_conditions_are_words_and_the_page_comes_back(doors: Doors) -> None:
    doors.api("satudata_draft_update", klasifikasi_akses="terbuka", data_prioritas="tidak")
    checked = {one["name"]: one for one in doors.api("satudata_draft_check")["result"]["fields"]}
    assert doors.api("package_patch", dasar_prioritas="Keputusan lama")["result"]["dasar_prioritas"] == ""
    for name in ("dasar_hukum_akses", "keputusan_akses", "akses_sampai", "dasar_prioritas"):
        assert (checked[name]["asked"], checked[name]["value"]) == (False, "")
    page = doors.browser.read(doors.page)
    assert "Hanya bila Klasifikasi akses: Terbatas atau Dikecualikan." in page
    assert 'data-sd-when="klasifikasi_akses=terbatas|dikecualikan"' in page
    answer = doors.browser.send(page, doors.page, lanjut="1", klasifikasi_akses="terbatas")
    main = main_of(answer)
    assert "Masih perlu diisi (2)" in main and 'id="field-dasar_hukum_akses"' in main
    reasons = {"dasar_hukum_akses": "Pasal 17", "keputusan_akses": "Nomor 1"}
    assert "Periksa lalu ajukan" in doors.browser.send(answer, doors.page, lanjut="1", **reasons)
    doors.api("satudata_draft_update", **ALL_ASKED)


def test_every_group_has_its_heading_and_its_law_in_both_languages(doors: Doors) -> None:
    page, english = doors.browser.read(doors.page), doors.browser.read(f"/en{doors.page}")
    for name, label in form().groups:
        assert f"{label['id']}: " in page and f"{label['en']}: " in english, name
    assert "Standar Data, Perpres 39/2019 Pasal 4" in page and "Only when" in english


def read_and_checked(people: Cast, draft_id: str, year: int) -> dict[str, Any]:
    story.upload(people.producer, draft_id, population(year), f"penduduk_{year}.xlsx")
    return story.confirmed(people.producer, draft_id)


def test_a_persons_change_outlives_another_file_and_guesses_follow_it(app: CKANTestApp) -> None:
    people = told(app, story.cast)
    who: Person = people.producer
    draft = told(app, act, who, "satudata_draft_create", owner_org=people.org)["id"]
    first = told(app, read_and_checked, people, draft, 2024)["package"]
    assert first["cakupan_akhir"].startswith("2024") and first["jadwal_pemutakhiran"] == "Setiap tahun"
    told(app, act, who, "satudata_draft_update", id=draft, konsep="Warga", sumber_data="")
    second = told(app, read_and_checked, people, draft, 2025)["package"]
    assert (second["konsep"], second["sumber_data"]) == ("Warga", "")
    assert second["cakupan_akhir"].startswith("2025")
    fields = {one["name"]: one for one in told(app, act, who, "satudata_draft_check", id=draft)["fields"]}
    sources = {name: fields[name]["from"] for name in ("konsep", "cakupan_akhir", "jadwal_rilis", "definisi")}
    assert sources == {
        "konsep": "",
        "cakupan_akhir": "berkas",
        "jadwal_rilis": "daftar_data",
        "definisi": "standar",
    }
    page = main_of(Visitor(app, who).read(f"/rancangan/{draft}/lengkapi"))
    assert re.search(r'name="sumber_data"[^>]*></textarea>', page)
    assert {"dari berkas", "yang lazim di portal ini"} <= set(re.findall(r'class="sd-from">([^<]+)<', page))


def test_a_yearly_update_asks_nothing_when_the_file_is_as_last_year(app: CKANTestApp) -> None:
    people = told(app, story.cast)
    review = told(app, story.published, people, population(2024))
    dataset = review["dataset_id"]
    draft = told(app, act, people.producer, "satudata_draft_create", dataset_id=dataset)["id"]
    shown = told(app, read_and_checked, people, draft, 2025)
    assert shown["missing"] == []
    assert shown["package"]["cakupan_akhir"].startswith("2025")
