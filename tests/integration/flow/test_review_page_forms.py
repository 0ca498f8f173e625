"""The page of a submission as a browser without JavaScript uses it: real forms with their tokens."""

from __future__ import annotations

import html
import io
import re
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp
from openpyxl import load_workbook

from support import story
from support.offices import Person, appoint, person
from support.pages import Visitor, main_of, told
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")


class Desk(Visitor):
    """One person who sends the forms of a page with their hidden fields."""

    def send(self, page: str, path: str, status: int = 200, **fields: Any) -> str:
        found = dict(re.findall(r'type="hidden" name="(digest|idempotency_key)" value="([^"]*)"', page))
        return super().send(page, path, status, **{**found, **fields})


@pytest.fixture
def people(app: CKANTestApp) -> Cast:
    return told(app, story.cast)


@pytest.fixture
def review(app: CKANTestApp, people: Cast) -> dict[str, Any]:
    return told(app, story.submitted, people, population(2024, growth=1.0137))


FITS = {"check__standar": "SESUAI", "check__sumber": "SESUAI", "check__akses": "SESUAI"}


def shown(app: CKANTestApp, who: Person, review: dict[str, Any]) -> dict[str, Any]:
    return told(app, act, who, "satudata_review_show", id=review["id"])


def test_the_verifikator_reads_what_was_proved_and_approves(
    app: CKANTestApp, people: Cast, review: dict[str, Any]
) -> None:
    desk, path = Desk(app, people.verifikator), f"/pengajuan/{review['number']}"
    page = desk.read(path)
    for text in (
        "Bersih: 0 masalah pada 8 baris.",
        "Edisi pertama: tidak ada pembanding.",
        "Wilayah lengkap: 8 kecamatan",
        "Cocokkan 3 sel dengan sumbernya",
        "Tidak sesuai",
        "Setujui, teruskan ke",
    ):
        assert text in page
    assert page.count('is-primary" type="submit"') == 1
    refused = desk.send(page, f"{path}/keputusan", decision="approve")
    assert "Kesalahan:" in refused
    assert 'href="#field-checklist"' in refused
    after = desk.send(refused, f"{path}/keputusan", decision="approve", text="Sudah dicocokkan.", **FITS)
    assert f"Keputusan untuk {review['number']} tersimpan." in after
    assert shown(app, people.kabid, review)["step"] == "kabid"


def test_what_does_not_fit_fills_the_reasons(app: CKANTestApp, people: Cast, review: dict[str, Any]) -> None:
    desk, path = Desk(app, people.verifikator), f"/pengajuan/{review['number']}"
    wrong = {**FITS, "check__sumber": "TIDAK_SESUAI", "checknote__sumber": "Sebut tahunnya."}
    refused = desk.send(desk.read(path), f"{path}/keputusan", decision="approve", **wrong)
    assert "Kesalahan:" in refused
    assert 'value="TIDAK_SESUAI" checked' in refused, "what was ticked stays"
    desk.send(refused, f"{path}/keputusan", decision="return", **wrong)
    event = shown(app, people.producer, review)["timeline"][0]
    assert [one["code"] for one in event["reasons"]] == ["SUMBER_TIDAK_JELAS"]
    assert "Sebut tahunnya." in event["text"]


def test_a_reason_without_words_brings_its_ready_sentence(
    app: CKANTestApp, people: Cast, review: dict[str, Any]
) -> None:
    desk, path = Desk(app, people.verifikator), f"/pengajuan/{review['number']}"
    desk.send(desk.read(path), f"{path}/keputusan", decision="return", reasons=["SATUAN_KELIRU"])
    assert shown(app, people.producer, review)["timeline"][0]["text"] == "Perbaiki satuannya."
    page = main_of(desk.read(path))
    turn = page[page.index('class="sd-turn') :].partition("</div>")[0]
    assert "<strong>Produsen Data</strong>" in turn and "sampai " in turn, "whose turn it is, and until when"


def test_a_rejection_asks_twice(app: CKANTestApp, people: Cast, review: dict[str, Any]) -> None:
    desk, path = Desk(app, people.verifikator), f"/pengajuan/{review['number']}"
    typed = {"decision": "reject", "reasons": ["GANDA"], "text": "Sudah ada."}
    refused = desk.send(desk.read(path), f"{path}/keputusan", **typed)
    assert "Penolakan bersifat akhir" in refused
    assert shown(app, people.producer, review)["status"] == "in_review"
    desk.send(refused, f"{path}/keputusan", confirm_reject="1", **typed)
    assert shown(app, people.producer, review)["status"] == "rejected"


@pytest.mark.trap("C11")
def test_a_stale_page_keeps_what_was_typed_and_shows_what_changed(
    app: CKANTestApp, people: Cast, review: dict[str, Any]
) -> None:
    desk, path = Desk(app, people.verifikator), f"/pengajuan/{review['number']}"
    old = desk.read(path)
    told(app, story.decide, people.verifikator, review, "return", reasons=["DEFINISI_TIDAK_JELAS"])
    told(
        app,
        act,
        people.producer,
        "satudata_draft_update",
        id=review["draft_id"],
        definisi="Orang per 31 Desember.",
    )
    told(app, act, people.producer, "satudata_review_submit", draft_id=review["draft_id"])
    told(app, story.loop.drain)
    answer = desk.send(
        old, f"{path}/keputusan", decision="approve", text="Catatan saya.", remark__konsep="Perjelas.", **FITS
    )
    assert "Isi berubah setelah halaman dibuka" in answer
    assert "Catatan saya.</textarea>" in answer
    assert "Perjelas.</textarea>" in answer
    assert "<ins>" in answer
    assert shown(app, people.producer, review)["step"] == "verifikator"


def test_what_was_typed_is_not_lost_when_a_colleague_was_quicker(
    app: CKANTestApp, people: Cast, review: dict[str, Any]
) -> None:
    desk, path = Desk(app, people.verifikator), f"/pengajuan/{review['number']}"
    old = desk.read(path)
    told(app, story.decide, people.verifikator, review, "approve")
    typed = {"text": "Satuan kolom D keliru.", "remark__konsep": "Perjelas.", "reasons": "SATUAN_KELIRU"}
    answer = main_of(desk.send(old, f"{path}/keputusan", decision="return", **typed))
    assert "sudah memutuskan langkah ini" in answer and "Simpan keputusan" not in answer
    assert "Yang ditulis belum tersimpan. Salin yang masih diperlukan:" in answer
    for text in ("Satuan kolom D keliru.", "Perjelas."):
        assert f"<blockquote>{text}</blockquote>" in answer
    assert "belum tersimpan" not in desk.read(path)


def test_remarks_are_kept_before_the_decision_and_the_typed_rest_stays(
    app: CKANTestApp, people: Cast, review: dict[str, Any]
) -> None:
    desk, path = Desk(app, people.verifikator), f"/pengajuan/{review['number']}"
    kept = desk.send(
        desk.read(path),
        f"{path}/catatan",
        decision="return",
        text="Umum.",
        remark__definisi="Sebut tanggalnya.",
    )
    assert "instansi belum melihatnya" in kept
    assert "Umum.</textarea>" in kept
    told_column = next(one["name"] for one in review["schema"]["fields"])
    desk.send(kept, f"{path}/catatan", **{f"remark__kolom.{told_column}": "Kolom ini?"})
    found = [(one["field"], one["text"]) for one in shown(app, people.verifikator, review)["remarks"]]
    assert found == [("definisi", "Sebut tanggalnya."), (f"kolom.{told_column}", "Kolom ini?")]


def test_all_rows_with_a_remark_on_a_cell_and_the_answer_of_the_office(
    app: CKANTestApp, people: Cast, review: dict[str, Any]
) -> None:
    desk, path = Desk(app, people.verifikator), f"/pengajuan/{review['number']}"
    page = desk.read(f"{path}/data?baris=2")
    assert "Baris 1 sampai 8 dari 8" in page
    key = re.search(r'name="row_key" value="([^"]*)"', desk.fetched(f"{path}/data?baris=2").decode())
    assert key
    column = next(one["name"] for one in review["schema"]["fields"] if one.get("satudata:role") == "measure")
    sent = {"row_key": html.unescape(key[1]), "column": column}
    assert "Tulis catatannya." in desk.send(page, f"{path}/catatan/sel?baris=2", text="", **sent)
    assert "C7, Wanasari / 2024" in desk.send(page, f"{path}/catatan/sel?baris=2", text="Cek lagi.", **sent)
    assert "Tidak ada sel berisi 'zzz'." in desk.read(f"{path}/data?q=zzz")
    told(app, story.decide, people.verifikator, review, "return", reasons=["ANGKA_TIDAK_COCOK"])
    number = shown(app, people.producer, review)["remarks"][0]["id"]
    office = Desk(app, people.producer)
    answered = office.send(office.read(path), f"{path}/catatan/{number}/beres", text="Sudah dicocokkan.")
    assert "Sudah dicocokkan." in answered
    assert "Selesai pada" in answered


def test_the_last_gate_sees_what_becomes_public_and_may_choose_the_day(
    app: CKANTestApp, people: Cast, review: dict[str, Any]
) -> None:
    for who in (people.verifikator, people.kabid):
        review = told(app, story.decide, who, review, "approve")
    desk, path = Desk(app, people.kadis), f"/pengajuan/{review['number']}"
    page = desk.read(path)
    for text in ("Yang akan terbit", "Tanggal terbit", "Creative Commons", "/dataset/jumlah-penduduk"):
        assert text in page
    assert (
        "tanggal" in desk.send(page, f"{path}/keputusan", decision="approve", release_on="2020-01-01").lower()
    )
    desk.send(page, f"{path}/keputusan", decision="approve", release_on="2126-12-31")
    assert shown(app, people.producer, review)["about"]["release_on"] == "2126-12-31"


def test_a_task_is_given_to_a_colleague_by_name(
    app: CKANTestApp, people: Cast, review: dict[str, Any]
) -> None:
    desk, path = Desk(app, people.kabid), f"/pengajuan/{review['number']}"
    page = desk.read(path)
    assert "Serahkan tugas kepada rekan" in page
    assert "diambil oleh" in desk.send(page, f"{path}/tugaskan", user=people.verifikator.name)
    assert shown(app, people.verifikator, review)["claimed_by"] == people.verifikator.id


def test_every_difference_can_be_downloaded(app: CKANTestApp, people: Cast, review: dict[str, Any]) -> None:
    told(app, story.decide, people.verifikator, review, "return", reasons=["DEFINISI_TIDAK_JELAS"])
    told(app, act, people.producer, "satudata_draft_update", id=review["draft_id"], definisi="=1+1 orang")
    told(app, act, people.producer, "satudata_review_submit", draft_id=review["draft_id"])
    told(app, story.loop.drain)
    desk, path = Desk(app, people.verifikator), f"/pengajuan/{review['number']}"
    assert "<del>" in desk.read(path)
    text = desk.fetched(f"{path}/selisih.csv?banding=round:1").decode()
    assert "'=1+1 orang" in text, "no cell of a download is a formula"
    book = load_workbook(io.BytesIO(desk.fetched(f"{path}/selisih.xlsx")))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value == "=1+1 orang"]
    assert [cell.data_type for cell in cells] == ["s"]
    desk.fetched(f"{path}/selisih.pdf", status=404)
    Desk(app, people.outsider).fetched(f"{path}/selisih.csv", status=404)


def test_a_step_of_work_is_marked_as_done_and_not_rejected(app: CKANTestApp, people: Cast) -> None:
    staff = told(app, person)

    def by_another_sop() -> dict[str, Any]:
        appoint(people.sysadmin, "admin_walidata")
        appoint(staff, "staf")
        chosen = {"scope": "org", "scope_id": people.org, "chain": "walidata", "sop_id": "tanjabbarat"}
        act(people.sysadmin, "satudata_sop_choose", **chosen)
        review = story.submitted(people, population(2024))
        return story.decide(people.verifikator, review, "approve")

    review = told(app, by_another_sop)
    assert review["step"] == "analisis"
    desk, path = Desk(app, staff), f"/pengajuan/{review['number']}"
    page = desk.read(path)
    assert "Tandai selesai, teruskan ke" in page
    assert 'id="d-reject"' not in page
    assert told(app, act, staff, "satudata_review_show", id=review["id"])["offers"][-1]["reason"] in page
    desk.send(page, f"{path}/keputusan", decision="approve", text="Analisis selesai.")
    after = shown(app, people.producer, review)
    assert (after["step"], after["timeline"][0]["action"]) == ("periksa_analisis", "done")


@pytest.mark.trap("D4")
def test_a_revision_is_compared_with_the_round_before_and_with_the_public_edition(
    app: CKANTestApp, people: Cast
) -> None:
    def revised() -> dict[str, Any]:
        first = story.published(people, population(2024))
        draft = act(people.producer, "satudata_draft_create", dataset_id=first["dataset_id"])
        story.upload(people.producer, draft["id"], population(2025, growth=1.6))
        story.confirmed(people.producer, draft["id"])
        review = act(people.producer, "satudata_review_submit", draft_id=draft["id"])
        story.loop.drain()
        story.decide(people.verifikator, review, "return", reasons=["ANGKA_TIDAK_COCOK"])
        story.upload(people.producer, draft["id"], population(2025, growth=1.7))
        story.confirmed(people.producer, draft["id"])
        again = act(people.producer, "satudata_review_submit", draft_id=draft["id"])
        story.loop.drain()
        return again

    review = told(app, revised)
    desk, path = Desk(app, people.verifikator), f"/pengajuan/{review['number']}"
    page = desk.read(path)
    for text in (
        "Sejak putaran 1",
        "Sejak edisi 1",
        "Angka yang berubah sejak putaran 1",
        "Wanasari / 2025",
        "2025 di samping 2024, perubahan terbesar dahulu",
        "alasan instansi: Sesuai dokumen sumber",
        "Kolom sama dengan edisi 1",
        "penduduk.xlsx",
    ):
        assert text in page
    assert "+6,2%" in page or "+6,3%" in page
    public = desk.read(f"{path}?banding=edition:1")
    assert "Baris baru (8)" in public
    assert "8 baris bertambah" in public
    assert "Sejak putaran 1" in desk.read(f"{path}?banding=edition:99"), (
        "an unknown comparison shows the usual one"
    )
