"""Table structures through actions, worker and pages: derived, followed, edited by two people, compared."""

from __future__ import annotations

import functools
import io
import threading
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from openpyxl import load_workbook
from sqlalchemy.exc import DBAPIError

from ckanext.satudata import wiring
from ckanext.satudata.logic.errors import ConflictError
from support import story
from support.faults import people
from support.offices import office, person
from support.pages import Visitor, hidden, main_of, told
from support.story import act
from support.story_fields import METADATA
from support.workbooks import KECAMATAN, population

pytestmark = pytest.mark.usefixtures("with_plugins")
SCENE: dict[str, Any] = {}


@functools.cache
def published() -> dict[str, Any]:
    """A published dataset and the structure that its office derived from it with one click."""
    review = story.published(people(), population(2024))
    dataset = act(None, "package_show", id=review["dataset_id"])
    made = act(people().producer, "satudata_structure_derive", dataset_id=dataset["id"])
    return {"dataset": dataset, "structure": made}


@pytest.fixture
def scene(app: CKANTestApp) -> dict[str, Any]:
    return dict(told(app, published))


def shown(who: Any, structure: str, **more: Any) -> dict[str, Any]:
    return dict(act(who, "satudata_structure_show", id=structure, **more))


def made_again(title: str) -> dict[str, Any]:
    """A structure of its own for one test."""
    schema = shown(people().producer, published()["structure"]["id"])["schema"]
    given = {"owner_org": people().org, "title": title, "schema": schema}
    return dict(act(people().producer, "satudata_structure_create", **given))


def changed(structure: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """The structure's schema with one property of its last column changed."""
    schema = shown(people().producer, structure["id"])["schema"]
    return {**schema, "fields": [*schema["fields"][:-1], {**schema["fields"][-1], **parts}]}


def filled(content: bytes) -> bytes:
    """The template of the structure as an office fills it in."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["Data"]
    titles = [cell.value for cell in sheet[1]]
    for row, (code, name, men, women, families) in enumerate(KECAMATAN, 2):
        men, women, families = (round(one * 1.02) for one in (men, women, families))
        figures = [code, name, 2024, men, women, men + women, families]
        assert len(figures) == len(titles), titles
        for column, figure in enumerate(figures, 1):
            sheet.cell(row, column).value = figure
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_derived_structure_says_what_its_columns_are(app: CKANTestApp, scene: dict[str, Any]) -> None:
    found = told(app, shown, people().producer, scene["structure"]["id"])
    roles = {one["name"]: one["role"] for one in found["fields"]}
    assert found["version"] == "1.0.0" and found["primary_key"] == ["kode_kecamatan", "tahun"]
    assert roles["tahun"] == "time" and roles["kode_kecamatan"] == "dimension"
    assert {roles[name] for name in list(roles)[3:]} <= {"measure", "total"}


def test_from_structure_to_template_to_submission_without_a_question(
    app: CKANTestApp, scene: dict[str, Any]
) -> None:
    producer, structure = people().producer, scene["structure"]
    browser = Visitor(app, producer)
    page = browser.read(f"/struktur/{structure['name']}")
    begun = browser.send(
        page, f"/struktur/{structure['name']}/gunakan", version="1.0.0", owner_org=people().org
    )
    assert "Struktur tabel:" in main_of(begun)
    draft_id = begun.split("/rancangan/")[1].split("/")[0]
    template = browser.fetched(f"/struktur/{structure['name']}/templat.xlsx?versi=1.0.0")

    def uploaded() -> dict[str, Any]:
        told_now = story.upload(producer, draft_id, filled(template), "isian.xlsx")
        act(producer, "satudata_draft_update", id=draft_id, **METADATA)
        return told_now

    intake = told(app, uploaded)["intake"]
    assert intake["state"] == "checked", intake["questions"]
    assert intake["report"]["verdict"] == "pass" and intake["report"]["open_confirmations"] == 0, [
        one["message"] for one in intake["report"]["findings"]
    ]
    review = told(app, act, producer, "satudata_review_submit", draft_id=draft_id)
    frozen = told(app, act, producer, "satudata_draft_show", id=draft_id)
    assert review["status"] == "in_review"
    assert (frozen["structure"]["id"], frozen["structure"]["version"]) == (structure["id"], "1.0.0")
    SCENE["review"] = review
    kept = told(app, lambda: wiring.unit().reviews.rounds(review["id"])[-1].snapshot["schema"])
    assert kept["satudata:structure"] == {"id": structure["id"], "version": "1.0.0"}
    assert [field["name"] for field in kept["fields"]][:7] == [
        field["name"] for field in told(app, shown, producer, structure["id"])["fields"]
    ][:7]


def test_the_public_reads_the_version_that_a_published_dataset_follows(
    app: CKANTestApp, scene: dict[str, Any]
) -> None:
    structure = scene["structure"]

    def publish() -> dict[str, Any]:
        review = SCENE["review"]
        for who in (people().verifikator, people().kabid, people().kadis):
            review = story.decide(who, review, "approve")
        at_bps = act(people().bps, "satudata_review_show", id=review["id"])
        story.answer(people(), at_bps, "received", receipt_number="B-2")
        given = {
            "id": structure["id"],
            "seen": 1,
            "title": "Rahasia",
            "schema": changed(structure, title="KK"),
        }
        act(people().producer, "satudata_structure_update", **given)
        return dict(act(people().kadis, "satudata_review_show", id=review["id"]))

    assert told(app, publish)["status"] == "published"
    found = told(app, shown, None, structure["name"])
    assert found["version"] == "1.0.0" and [one["version"] for one in found["versions"]] == ["1.0.0"]
    assert found["versions"][0]["by"] == "" and "Rahasia" not in str(found)
    assert [one["id"] for one in told(app, act, None, "satudata_structure_list")] == [structure["id"]]
    with pytest.raises(tk.ObjectNotFound):
        told(app, shown, None, structure["name"], version="1.0.1")
    visitor = Visitor(app, None)
    page = visitor.read(f"/dataset/{found['datasets'][0]['name']}")
    assert f"/struktur/{structure['name']}?versi=1.0.0" in page
    assert "kode_kecamatan" in visitor.read(f"/struktur/{structure['name']}")
    assert visitor.fetched(f"/struktur/{structure['name']}/templat.xlsx")[:2] == b"PK"
    assert b'"primaryKey"' in visitor.fetched(f"/struktur/{structure['name']}/skema.json")
    assert visitor.fetched(f"/struktur/{structure['name']}/skema.json?versi=1.0.1", status=404)


def test_a_file_that_departs_is_told(app: CKANTestApp, scene: dict[str, Any]) -> None:
    def departed() -> dict[str, Any]:
        schema = changed(scene["structure"], title="Kepala Keluarga", constraints={"required": True})
        schema["fields"].append({"name": "pindah", "title": "Pindah", "type": "integer"})
        schema["fields"][-1]["constraints"] = {"required": True}
        made = act(
            people().producer,
            "satudata_structure_create",
            owner_org=people().org,
            title="Lain",
            schema=schema,
        )
        draft = act(
            people().producer,
            "satudata_draft_create",
            owner_org=people().org,
            title="Lain",
            structure=made["id"],
        )
        story.upload(people().producer, draft["id"], population(2024))
        return story.confirmed(people().producer, draft["id"])["intake"]["report"]

    report = told(app, departed)
    codes = {finding["code"]: finding for finding in report["findings"]}
    assert report["verdict"] == "fail" and "Pindah" in codes["KOLOM_TIDAK_ADA"]["message"]


def test_versions_never_change(app: CKANTestApp, scene: dict[str, Any]) -> None:
    def attempt() -> None:
        with pytest.raises(DBAPIError):
            model.Session.execute(
                model.meta.metadata.tables["satudata_structure_version"].update().values(title="x")
            )
        model.Session.rollback()

    told(app, attempt)


def test_two_people_save_at_once_and_no_change_is_lost(app: CKANTestApp, scene: dict[str, Any]) -> None:
    structure = told(app, made_again, "Bersama")
    schemas = [
        told(app, changed, structure, description="Menurut Kartu Keluarga"),
        told(app, changed, structure, title="Kepala keluarga"),
    ]
    done: list[str] = []

    def save(schema: dict[str, Any]) -> None:
        with app.flask_app.test_request_context():
            try:
                given = {"id": structure["id"], "seen": 1, "title": "Bersama", "schema": schema}
                done.append(act(people().producer, "satudata_structure_update", **given)["version"])
            except ConflictError as moved:
                done.append(str(moved.error_dict["conflict"][0]))
            finally:
                model.Session.remove()

    threads = [threading.Thread(target=save, args=(schema,)) for schema in schemas]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done)[0] == "1.0.1" and "1.0.1" in sorted(done)[1] and len(done) == 2
    assert len(told(app, shown, people().producer, structure["id"])["versions"]) == 2


def test_the_page_keeps_what_was_typed_when_somebody_was_faster(
    app: CKANTestApp, scene: dict[str, Any]
) -> None:
    structure = told(app, made_again, "Cepat")
    address = f"/struktur/{structure['name']}/ubah"
    browser = Visitor(app, people().producer)
    page = browser.read(address)
    typed = form_of(page)
    given = {
        "id": structure["id"],
        "seen": 1,
        "title": "Cepat",
        "schema": told(app, changed, structure, title="Kartu Keluarga"),
    }
    told(app, act, people().producer, "satudata_structure_update", **given)
    refused = browser.send(
        page, address, **{**typed, "note": "catatan saya", "kolom-1-title": "Kode Kec."}, aksi="simpan"
    )
    assert "menyimpan versi 1.0.1" in main_of(refused) and "catatan saya" in refused
    assert 'value="Kode Kec."' in refused and hidden(refused, "seen") == "2"
    saved = browser.send(refused, address, **form_of(refused), aksi="simpan")
    assert "1.0.2" in main_of(saved)


def form_of(page: str) -> dict[str, str]:
    """Every field of the form of a structure, as a browser would send it."""
    from bs4 import BeautifulSoup

    form = BeautifulSoup(page, "html.parser").select_one("main form[novalidate]")
    assert form is not None
    found: dict[str, str] = {}
    for one in form.select("input, textarea, select"):
        name = str(one.get("name") or "")
        if one.name == "textarea":
            found[name] = one.get_text().removeprefix("\n")
        elif one.name == "select":
            chosen = one.select_one("option[selected]") or one.select_one("option")
            found[name] = str(chosen["value"]) if chosen else ""
        elif one.get("type") != "checkbox" or one.has_attr("checked"):
            found[name] = str(one.get("value", ""))
    return {name: value for name, value in found.items() if name and name != "_csrf_token"}


def test_the_form_saves_nothing_when_nothing_was_changed(app: CKANTestApp, scene: dict[str, Any]) -> None:
    structure = told(app, made_again, "Tetap")
    address = f"/struktur/{structure['name']}/ubah"
    browser = Visitor(app, people().producer)
    page = browser.read(address)
    same = browser.send(page, address, **form_of(page), aksi="simpan")
    assert "Tidak ada yang berbeda" in main_of(same)
    looked = browser.send(page, address, **{**form_of(page), "kolom-4-unit": "ribu_orang"}, aksi="periksa")
    assert "tidak kompatibel" in main_of(looked) and "tidak dapat dibandingkan" in looked


def test_flaws_stand_beside_their_fields(app: CKANTestApp, scene: dict[str, Any]) -> None:
    structure = told(app, made_again, "Cacat")
    address = f"/struktur/{structure['name']}/ubah"
    browser = Visitor(app, people().producer)
    page = browser.read(address)
    wrong = {**form_of(page), "kolom-4-unit": "kaki", "kolom-5-minimum": "banyak", "kolom-6-name": "_id"}
    refused = browser.send(page, address, **wrong, aksi="simpan")
    for field, words in (
        ("kolom-4-unit", "Satuan 'kaki' tidak ada"),
        ("kolom-5-minimum", "Batas 'banyak' tidak cocok"),
        ("kolom-6-name", "dipakai basis data sendiri"),
    ):
        assert f'href="#field-{field}"' in refused and words in refused
        assert f'id="error-{field}"' in refused
    assert 'value="kaki"' in refused and 'value="banyak"' in refused


def test_rows_are_added_moved_and_removed_without_script(app: CKANTestApp, scene: dict[str, Any]) -> None:
    structure = told(app, made_again, "Baris")
    address = f"/struktur/{structure['name']}/ubah"
    browser = Visitor(app, people().producer)
    page = browser.read(address)
    page = browser.send(page, address, **form_of(page), aksi="tambah")
    last = sum(name.endswith("-name") for name in form_of(page))
    typed = {**form_of(page), f"kolom-{last}-title": "Keterangan"}
    page = browser.send(page, address, **typed, aksi=f"naik-{last}")
    assert form_of(page)[f"kolom-{last - 1}-title"] == "Keterangan"
    page = browser.send(page, address, **form_of(page), aksi="hapus-1")
    page = browser.send(page, address, **form_of(page), aksi="simpan")
    assert "2.0.0" in main_of(page) and "Kolom 'kode_kecamatan' dihapus" in main_of(page)
    found = told(app, shown, people().producer, structure["id"])
    assert [one["name"] for one in found["fields"]][-2] == "keterangan"
    assert found["primary_key"] == ["tahun"]


def test_who_may_keep_and_who_may_read(app: CKANTestApp, scene: dict[str, Any]) -> None:
    made = told(app, made_again, "Tertutup")
    structure = made["id"]
    stranger = told(app, person)
    elsewhere = told(app, office, governed=True, editor=stranger)
    given = {
        "id": structure,
        "seen": 1,
        "title": "x",
        "schema": told(app, changed, made, title="x"),
    }
    for who in (stranger, people().bps, people().outsider, people().sysadmin, None):
        with pytest.raises((tk.NotAuthorized, tk.ObjectNotFound)):
            told(app, act, who, "satudata_structure_update", **given)
    for who in (stranger, people().outsider, None):
        with pytest.raises(tk.ObjectNotFound):
            told(app, shown, who, structure)
        assert structure not in {one["id"] for one in told(app, act, who, "satudata_structure_list")}
    reader = told(app, person)
    member = {"id": people().org, "username": reader.name, "role": "member"}
    told(app, act, people().sysadmin, "organization_member_create", **member)
    assert told(app, shown, reader, structure)["may_edit"] is False
    with pytest.raises(tk.NotAuthorized):
        told(app, act, stranger, "satudata_structure_derive", dataset_id=scene["dataset"]["id"])
    shared = {"title": "Bersama semua", "schema": given["schema"]}
    with pytest.raises(tk.NotAuthorized):
        told(app, act, people().producer, "satudata_structure_create", **shared)
    made = told(app, act, people().kabid, "satudata_structure_create", **shared)
    assert made["shared"] is True
    assert told(app, shown, stranger, made["id"])["may_edit"] is False
    own = told(app, act, stranger, "satudata_draft_create", owner_org=elsewhere, title="Intip")["id"]
    with pytest.raises(tk.ObjectNotFound):
        told(app, act, stranger, "satudata_structure_follow", id=own, structure_id=structure)
    with pytest.raises(tk.ObjectNotFound):
        begun = {"owner_org": elsewhere, "title": "Intip", "structure": structure}
        told(app, act, stranger, "satudata_draft_create", **begun)
    told(app, act, stranger, "satudata_structure_follow", id=own, structure_id=made["id"])
    assert structure not in {one["id"] for one in told(app, act, None, "satudata_structure_list")}
    assert Visitor(app, stranger).read(f"/struktur/{structure}/ubah", status=404)
    assert Visitor(app, None).read(f"/struktur/{structure}", status=404)


def test_what_the_walidata_makes_of_a_published_dataset_is_for_every_office(
    app: CKANTestApp, scene: dict[str, Any]
) -> None:
    given = {"dataset_id": scene["dataset"]["id"], "title": "Dari walidata"}
    made = told(app, act, people().kabid, "satudata_structure_derive", **given)
    assert made["shared"] is True
    assert told(app, shown, told(app, person), made["id"])["title"] == "Dari walidata"
    assert scene["structure"]["shared"] is False


def test_a_revision_that_breaks_is_shown_to_producer_and_reviewers(
    app: CKANTestApp, scene: dict[str, Any]
) -> None:
    producer = people().producer

    def revised() -> str:
        schema = shown(producer, scene["structure"]["id"])["schema"]
        fewer = {**schema, "fields": schema["fields"][:-1]}
        made = act(
            producer,
            "satudata_structure_create",
            owner_org=people().org,
            title="Tanpa KK",
            schema=fewer,
        )
        draft = act(producer, "satudata_draft_create", dataset_id=scene["dataset"]["id"])
        act(producer, "satudata_structure_follow", id=draft["id"], structure_id=made["id"])
        return str(draft["id"])

    draft_id = told(app, revised)
    page = main_of(Visitor(app, producer).read(f"/rancangan/{draft_id}/berkas"))
    assert "tidak kompatibel" in page and "dihapus" in page

    def back() -> dict[str, Any]:
        act(producer, "satudata_structure_follow", id=draft_id, structure_id="")
        return dict(story.upload(producer, draft_id, population(2025)))

    read = told(app, back)
    assert read["structure"]["id"] == "" and read["structure"]["compared"]["kind"] == "same"
    assert [one["code"] for one in read["intake"]["questions"] if one.get("confirm")] == []


def test_no_structure_takes_the_address_of_a_page(app: CKANTestApp, scene: dict[str, Any]) -> None:
    assert told(app, made_again, "Baru")["name"] == "baru-2"


@pytest.mark.parametrize(
    "schema",
    [
        {"fields": [{"name": "a", "x": "\x00"}]},
        '{"fields": [{"name": "a", "x": "\\u0000"}]}',
        {"fields": [{"name": "a", "x": float("nan")}]},
        {"fields": [{"name": "a", "x": "\ud800"}]},
        {"fields": [{"name": "a", "x": "y" * 1_000_001}]},
        {"fields": "abc"},
        {"fields": [{"name": "a"}], "primaryKey": {"a": 1}},
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    app: CKANTestApp, scene: dict[str, Any], schema: dict[str, Any] | str
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        told(
            app,
            act,
            people().producer,
            "satudata_structure_create",
            owner_org=people().org,
            title="x",
            schema=schema,
        )
    assert refused.value.error_dict["schema"]
