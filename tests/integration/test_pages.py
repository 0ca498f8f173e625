"""What people can do in the pages: real forms with their tokens, sent as a browser without JavaScript sends them."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp

from ckanext.satudata.work import loop
from support import story
from support.offices import office
from support.pages import TOKEN, Visitor, hidden, told
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")
SCENE: dict[str, Any] = {}


@pytest.fixture
def people(app: CKANTestApp) -> Cast:
    """One office for the tests that change nothing of each other."""
    if "people" not in SCENE:
        SCENE["people"] = told(app, story.cast)
    return SCENE["people"]


@pytest.fixture
def dataset(app: CKANTestApp, people: Cast) -> dict[str, Any]:
    """A published dataset."""
    if "dataset" not in SCENE:
        review = told(app, story.published, people, population(2024))
        SCENE["dataset"] = told(app, act, None, "package_show", id=review["dataset_id"])
    return SCENE["dataset"]


@pytest.mark.parametrize(
    "path", ["/kerja", "/antrean", "/bps", "/rancangan/baru", "/pengajuan/P-0001", "/pantauan"]
)
def test_work_pages_ask_anonymous_visitors_to_sign_in(app: CKANTestApp, path: str) -> None:
    answer = Visitor(app, None).client.get(path, follow_redirects=False)
    assert answer.status_code == 302
    assert "/user/login?came_from=" in answer.headers["Location"]


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(app: CKANTestApp) -> None:
    browser = Visitor(app, None)
    token = TOKEN.search(browser.read("/user/login"))
    assert token
    answer = browser.client.post(
        "/pengajuan/P-0001/keputusan",
        data={"_csrf_token": token[1]},
        headers={"Referer": "http://127.0.0.1:5000/pengajuan/P-0001"},
        follow_redirects=False,
    )
    assert answer.headers["Location"].endswith("/user/login?came_from=/pengajuan/P-0001")


def test_own_work_is_empty_at_first_and_offers_the_upload(app: CKANTestApp) -> None:
    page = Visitor(app, told(app, story.cast).producer).read("/kerja")
    assert "Belum ada tugas. Unggah data pertama." in page
    assert page.count("is-primary") == 1


def test_somebody_without_an_office_is_told_so(app: CKANTestApp, people: Cast) -> None:
    assert "Akun ini belum terdaftar pada instansi" in Visitor(app, people.outsider).read("/rancangan/baru")


def test_upload_without_a_file_keeps_what_was_chosen(app: CKANTestApp, people: Cast) -> None:
    browser = Visitor(app, people.producer)
    answer = browser.send(browser.read("/rancangan/baru"), "/rancangan/baru", owner_org=people.org)
    assert "Kesalahan:" in answer
    assert "Pilih berkas: Excel" in answer
    assert 'href="#field-upload"' in answer


def test_a_form_without_its_token_is_refused(app: CKANTestApp, people: Cast) -> None:
    answer = Visitor(app, people.producer).client.post("/rancangan/baru", data={"owner_org": people.org})
    assert answer.status_code == 400


def test_a_file_is_read_confirmed_described_and_sent_by_forms(app: CKANTestApp) -> None:
    people = told(app, story.cast)
    browser = Visitor(app, people.producer)
    file = (io.BytesIO(population(2024)), "penduduk.xlsx")
    page = browser.read("/rancangan/baru")
    page = browser.send(page, "/rancangan/baru", owner_org=people.org, upload=file)
    assert "Halaman boleh ditutup" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    told(app, loop.drain)
    draft_id = told(app, act, people.producer, "satudata_home_show")["my_turn"][0]["draft_id"]
    check = f"/rancangan/{draft_id}/periksa"
    page = browser.read(check)
    assert "Cuplikan: kiri seperti di Excel, kanan hasil baca" in page
    refused = browser.send(page, check, version=hidden(page, "version"))
    assert "pilih jawabannya" in refused or "Pemeriksaan" in refused or "Membaca" in refused
    for _round in range(4):
        page = browser.read(check)
        page = browser.send(page, check, **chosen(app, people, draft_id))
        told(app, loop.drain)
    assert not told(app, act, people.producer, "satudata_draft_show", id=draft_id)["intake"]["report"][
        "counts"
    ]["tolak"]
    describe = f"/rancangan/{draft_id}/lengkapi"
    page = browser.send(
        browser.read(describe), describe, lanjut="1", tingkat_penyajian__shown="1", **story.METADATA
    )
    assert "Periksa lalu ajukan" in page
    send = f"/rancangan/{draft_id}/ajukan"
    assert "centang kotaknya" in browser.send(page, send)
    page = browser.send(browser.read(send), send, cocok="1")
    assert re.search(r"Pengajuan P-\d{4} terkirim\. Giliran: Verifikator, sampai ", page)


def chosen(app: CKANTestApp, people: Cast, draft_id: str) -> dict[str, str]:
    """What a person ticks on the check page: the likely answer to every question."""
    intake = told(app, act, people.producer, "satudata_intake_show", id=draft_id)
    asked = [*intake["questions"], *(intake["report"] or {"findings": []})["findings"]]
    ticks = {"version": str(intake["version"])}
    for question in filter(None, (finding.get("confirm") for finding in asked)):
        ticks[f"answer__{question['key']}"] = question["suggested"] or question["choices"][0]["value"]
        ticks[f"reason__{question['key']}"] = "Sesuai dokumen sumber"
    return ticks


def test_a_return_needs_a_reason_and_its_remark_stands_beside_the_field(app: CKANTestApp) -> None:
    people = told(app, story.cast)
    review = told(app, story.submitted, people, population(2024))
    path = f"/pengajuan/{review['number']}"
    browser = Visitor(app, people.verifikator)
    assert review["title"] in browser.read("/antrean")
    page = browser.read(path)
    typed = {
        "decision": "return",
        "digest": hidden(page, "digest"),
        "idempotency_key": hidden(page, "idempotency_key"),
        "remark__definisi": "Sebut tanggal acuan.",
        "text": "Definisi belum jelas.",
    }
    refused = browser.send(page, f"{path}/keputusan", **typed)
    assert "Pilih sedikitnya satu alasan, lalu tulis apa yang diperbaiki." in refused
    assert "Sebut tanggal acuan." in refused
    assert hidden(refused, "idempotency_key") == typed["idempotency_key"]
    browser.send(refused, f"{path}/keputusan", reasons="DEFINISI_TIDAK_JELAS", **typed)
    page = Visitor(app, people.producer).read(f"/rancangan/{review['draft_id']}/lengkapi")
    beside = page[page.index('for="field-definisi"') : page.index('id="field-definisi"')]
    assert "Sebut tanggal acuan." in beside


def test_a_stale_page_is_told_and_keeps_what_was_typed(app: CKANTestApp) -> None:
    people = told(app, story.cast)
    review = told(app, story.submitted, people, population(2024))
    path = f"/pengajuan/{review['number']}"
    browser = Visitor(app, people.verifikator)
    page = browser.read(path)
    answer = browser.send(
        page,
        f"{path}/keputusan",
        decision="approve",
        digest="0" * 64,
        idempotency_key=hidden(page, "idempotency_key"),
        text="Sudah dicocokkan.",
    )
    assert "Isi berubah setelah halaman dibuka" in answer
    assert "Sudah dicocokkan." in answer


def test_who_prepared_reads_a_sentence_instead_of_a_button(app: CKANTestApp) -> None:
    people = told(app, story.cast)
    review = told(app, story.submitted, people, population(2024))
    page = Visitor(app, people.producer).read(f"/pengajuan/{review['number']}")
    assert "Simpan keputusan" not in page
    assert "Giliran:" in page


def test_outsiders_find_neither_draft_nor_submission(app: CKANTestApp) -> None:
    people = told(app, story.cast)
    review = told(app, story.submitted, people, population(2024))
    browser = Visitor(app, people.outsider)
    for path in (f"/pengajuan/{review['number']}", f"/rancangan/{review['draft_id']}/periksa"):
        assert review["title"] not in browser.read(path, 404)


def test_bps_downloads_the_packet_and_answers_on_its_page(app: CKANTestApp) -> None:
    people = told(app, story.cast)
    review = told(app, story.at_bps, people, population(2024))
    path = f"/bps/paket/{review['bundle']['id']}"
    browser = Visitor(app, people.bps)
    page = browser.read(path)
    assert browser.client.get(f"{path}/unduh").data[:2] == b"PK"
    typed = {name: hidden(page, name) for name in ("digest", "idempotency_key")}
    assert "Pilih jawaban." in browser.send(page, f"{path}/jawab", **typed)
    page = browser.send(page, f"{path}/jawab", answer="received", receipt_number="B-7", **typed)
    assert "Jawaban tersimpan." in page
    assert "B-7" in page


def test_a_citizen_reads_and_takes_a_dataset(app: CKANTestApp, dataset: dict[str, Any]) -> None:
    browser = Visitor(app, None)
    page = browser.read(f"/dataset/{dataset['name']}")
    for words in (dataset["title"], "Unduh Excel", "Asal-usul", "36.210", "Edisi 1"):
        assert words in page
    assert page.count("<script") == 2, "ours, and the block of data for search engines"
    assert browser.client.get(f"/dataset/{dataset['name']}/unduh.xlsx").data[:2] == b"PK"
    assert browser.client.get(f"/dataset/{dataset['name']}/edisi/1/data.csv").status_code == 200
    assert dataset["resources"][0]["id"] in browser.read(f"/dataset/{dataset['name']}/api")


def test_the_request_on_the_api_page_works_as_it_stands(app: CKANTestApp, dataset: dict[str, Any]) -> None:
    browser = Visitor(app, None)
    page = browser.read(f"/dataset/{dataset['name']}/api")
    found = re.search(r'curl "[^"]*(/api/3/action/datastore_search[^"]*)"', page)
    assert found
    answer = browser.client.get(found[1]).get_json()
    assert len(answer["result"]["records"]) == 5


def test_the_figure_keeps_its_place_and_can_be_fetched(app: CKANTestApp, dataset: dict[str, Any]) -> None:
    browser = Visitor(app, None)
    page = browser.read(f"/dataset/{dataset['name']}")
    found = re.search(r'<img src="([^"]+grafik-720.svg)" width="\d+" height="\d+"', page)
    assert found
    answer = browser.client.get(found[1])
    assert answer.mimetype == "image/svg+xml"
    assert b"<script" not in answer.data


def test_a_dataset_of_an_office_without_review_keeps_ckans_own_page(app: CKANTestApp) -> None:
    with app.flask_app.test_request_context():
        plain = factories.Dataset(owner_org=office(governed=False))
    page = Visitor(app, None).read(f"/dataset/{plain['name']}")
    assert plain["title"] in page
    assert "Asal-usul" not in page


def test_a_wrong_password_is_told_in_words(app: CKANTestApp, people: Cast) -> None:
    browser = Visitor(app, None)
    typed = {"login": people.producer.name, "password": "bukan ini"}
    page = browser.send(browser.read("/user/login"), "/user/login", **typed)
    assert "Nama pengguna dan kata sandi tidak cocok." in page


@pytest.mark.parametrize("path", ["/", "/dataset", "/organization", "/about", "/user/login"])
def test_public_pages_speak_both_languages(app: CKANTestApp, path: str) -> None:
    browser = Visitor(app, None)
    assert '<html lang="id">' in browser.read(path)
    english = browser.read(f"/en{path}")
    assert '<html lang="en">' in english
    assert "Offices" in english


def test_unknown_pages_answer_in_words(app: CKANTestApp) -> None:
    page = Visitor(app, None).read("/tidak-ada", 404)
    assert "Halaman ini tidak ada" in page


def test_no_page_holds_inline_script_or_handlers(
    app: CKANTestApp, people: Cast, dataset: dict[str, Any]
) -> None:
    paths = ["/", "/dataset", f"/dataset/{dataset['name']}", "/kerja", "/rancangan/baru", "/user/login"]
    browser = Visitor(app, people.producer)
    for path in paths:
        page = browser.read(path)
        assert not re.search(r"<[^>]+\son[a-z]+=", page), path
        assert not re.search(r"<script(?![^>]*\ssrc=)(?! type=\"application/ld\+json\")", page), path
