"""The BPS desk by its pages: look without a download, remark, register with proof, reply on paper, compare, the book."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest
from ckan.tests.helpers import CKANTestApp

from support import story
from support.pages import Visitor, hidden, main_of, told
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")
PDF = b"%PDF-1.7\n%rekaan\n"


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """What the tests of this module share: an office, and submissions that wait for BPS."""
    return {}


def waiting(app: CKANTestApp, kept: dict[str, Any], name: str) -> tuple[Cast, dict[str, Any]]:
    """The submission of this name, made once."""
    people: Cast = kept.setdefault("cast", None) or told(app, story.cast)
    kept["cast"] = people
    if name not in kept:
        kept[name] = told(app, story.at_bps, people, population(2020 + len(kept)))
    return people, kept[name]


def shown(app: CKANTestApp, who: Any, review: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = told(app, act, who, "satudata_bundle_show", id=review["bundle"]["id"])
    return found


def test_bps_looks_without_a_download_and_its_remarks_come_back_with_the_answer(
    app: CKANTestApp, kept: dict[str, Any]
) -> None:
    people, review = waiting(app, kept, "remarked")
    bps, path = Visitor(app, people.bps), f"/bps/paket/{review['bundle']['id']}"
    year = str(review["preview"]["records"][0]["tahun"])
    assert f"data {year}</span>" in main_of(bps.read("/bps"))
    page = bps.read(path)
    for words in (
        "Yang berubah",
        "Wanasari",
        "Belum ada terbitan",
        "MS-Keg, MS-Var, dan MS-Ind",
        "Buku pengiriman",
    ):
        assert words in main_of(page) or words in ("Yang berubah", "Belum ada terbitan"), words
    forms = main_of(bps.read(f"{path}/formulir"))
    assert "MS-Keg" in forms and "Judul Kegiatan" in forms and review["title"] in forms
    measure = next(f["name"] for f in review["schema"]["fields"] if f.get("satudata:role") == "measure")
    key = {name: {"tahun": year}.get(name, "99.01.02") for name in review["schema"]["primaryKey"]}
    told(
        app, act, people.bps, "satudata_remark_create",
        id=review["id"], text="Angka ini turun?", column=measure, row_key=key,
    )  # fmt: skip
    page = bps.read(path)
    assert "1 catatan" in main_of(page)
    sent = {"digest": hidden(page, "digest"), "idempotency_key": hidden(page, "idempotency_key")}
    bps.send(
        page, f"{path}/jawab", answer="remarks", remark_field="definisi", remark_text="Sebut acuan.", **sent
    )
    after = told(app, act, people.verifikator, "satudata_review_show", id=review["id"])
    assert (after["step"], {one["text"] for one in after["remarks"]}) == (
        "catatan_bps",
        {"Angka ini turun?", "Sebut acuan."},
    )
    assert next(one for one in after["remarks"] if one["column"])["place"].endswith(f"Wanasari / {year}")


def test_the_register_takes_a_proof_by_its_content_and_gives_it_to_readers_only(
    app: CKANTestApp, kept: dict[str, Any]
) -> None:
    people, review = waiting(app, kept, "paper")
    desk, path = Visitor(app, people.verifikator), f"/bps/paket/{review['bundle']['id']}"
    letter = {
        "letter_number": "045/9/2026",
        "letter_date": "2026-11-21",
        "channel": "kurir",
        "receiver": "BPS",
    }
    fake = (io.BytesIO(b"<html><script>1</script>"), "resi.pdf")
    page = desk.send(desk.read(path), f"{path}/daftar", proof=fake, **letter)
    assert "Kirim berkas PDF, JPEG, atau PNG" in page and not shown(app, people.bps, review)["letter_number"]
    large = (io.BytesIO(PDF + b"0" * (10 << 20)), "besar.pdf")
    assert "10" in desk.send(page, f"{path}/daftar", proof=large, **letter)
    proof = (io.BytesIO(PDF), "../resi\u202e kurir.html")
    assert "045/9/2026" in desk.send(page, f"{path}/daftar", proof=proof, **letter)
    bundle = shown(app, people.bps, review)
    assert (bundle["proof"]["name"], bundle["proof"]["type"]) == ("resi kurir.pdf", "application/pdf")
    address = f"{path}/bukti/{bundle['proof']['sha256']}"
    assert Visitor(app, people.bps).fetched(address) == PDF
    for who, status in ((people.producer, 404), (people.outsider, 404)):
        Visitor(app, who).fetched(address, status)
    Visitor(app, people.bps).fetched(f"{path}/bukti/{bundle['sha256']}", 404)


def test_a_reply_on_paper_is_written_down_and_marked(app: CKANTestApp, kept: dict[str, Any]) -> None:
    people, review = waiting(app, kept, "paper")
    desk, path = Visitor(app, people.verifikator), f"/bps/paket/{review['bundle']['id']}"
    page = desk.read(path)
    sent = {
        "digest": hidden(page, "digest"),
        "idempotency_key": hidden(page, "idempotency_key"),
        "answer": "received",
    }
    assert "Unggah pindaian" in desk.send(page, f"{path}/balasan", **sent)
    scan = (io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"0" * 32), "balasan.png")
    said = main_of(desk.send(page, f"{path}/balasan", reply=scan, receipt_number="B-77", **sent))
    assert "balasan.png" in said and "Lewat surat, dicatat oleh" in said
    after = told(app, act, people.verifikator, "satudata_review_show", id=review["id"])
    event = next(one for one in after["timeline"] if one["action"] == "received")
    assert event["behalf"] is True and event["actor_post"].startswith("a.n. ")
    assert shown(app, people.bps, review)["answer"] == "received"


def test_the_book_is_a_page_and_a_workbook(app: CKANTestApp, kept: dict[str, Any]) -> None:
    people, review = waiting(app, kept, "paper")
    desk = Visitor(app, people.verifikator)
    assert "045/9/2026" in main_of(desk.read("/bps/buku"))
    book = openpyxl.load_workbook(io.BytesIO(desk.fetched("/bps/buku.xlsx")))
    rows = list(book.active.iter_rows(values_only=True))
    line = next(row for row in rows if row[3] == review["number"])
    assert (line[6], line[7], line[10]) == ("045/9/2026", "2026-11-21", "resi kurir.pdf")
    assert "lewat surat" in line[11] and line[13] == "B-77"
    Visitor(app, people.producer).read("/bps/buku", 403)


def test_a_cycle_is_asked_for_by_a_form_and_shows_how_far_it_is(
    app: CKANTestApp, kept: dict[str, Any]
) -> None:
    people, _review = waiting(app, kept, "paper")
    desk = Visitor(app, people.verifikator)
    page = desk.send(desk.read("/bps"), "/bps/bangun", organization=people.org)
    assert "Paket sedang" in main_of(page) or "progress" in main_of(page)
    told(app, story.loop.drain)
    listed = told(app, act, people.bps, "satudata_bundle_list", kind="organization")["rows"][0]
    several = main_of(Visitor(app, people.bps).read(f"/bps/paket/{listed['id']}"))
    assert "Dataset di dalamnya" in several and "MS-Keg" in main_of(
        desk.read(f"/bps/paket/{listed['id']}/formulir")
    )
    assert "Tulis siklus sebagai tahun" in desk.send(desk.read("/bps"), "/bps/bangun", cycle="x")


def test_figures_of_bps_are_compared_by_page_and_api(app: CKANTestApp, kept: dict[str, Any]) -> None:
    people, review = waiting(app, kept, "paper")
    record = review["preview"]["records"][0]
    measure = next(f for f in review["schema"]["fields"] if f.get("satudata:role") == "measure")
    names = [value for value in record.values() if isinstance(value, str)]
    answer = {
        "vervar": [{"val": n, "label": name} for n, name in enumerate(names, 1)],
        "var": [{"val": 7, "label": measure.get("title") or measure["name"], "unit": "Jiwa"}],
        "turvar": [{"val": 0, "label": "Tidak ada"}],
        "tahun": [{"val": int(record["tahun"]) - 1900, "label": str(record["tahun"])}],
        "turtahun": [{"val": 0, "label": "Tahun"}],
    }
    cells = {f"{n}70{int(record['tahun']) - 1900}0": 1 for n in range(1, len(names) + 1)}
    asked = {"id": review["number"], "response": json.dumps({**answer, "datacontent": cells})}
    found = told(app, act, people.bps, "satudata_bps_compare", measure=measure["name"], **asked)
    assert [line["bps"] for line in found["different"]] == ["1"]
    desk = Visitor(app, people.bps)
    file = (io.BytesIO(asked["response"].encode()), "bps.json")
    page = desk.send(
        desk.read("/bps/banding"), "/bps/banding", id=review["number"], measure=measure["name"], response=file
    )
    assert "Angka yang berbeda" in main_of(page)
    broken = (io.BytesIO(b"[" * 9000), "bps.json")
    assert "tingkat" in desk.send(page, "/bps/banding", id=review["number"], response=broken)
    Visitor(app, people.producer).read("/bps/banding", 403)


def test_of_two_who_answer_at_once_the_second_keeps_what_was_typed(
    app: CKANTestApp, kept: dict[str, Any]
) -> None:
    people, review = waiting(app, kept, "both")
    path = f"/bps/paket/{review['bundle']['id']}"
    bps = Visitor(app, people.bps)
    old = bps.read(path)
    sent = {"digest": hidden(old, "digest"), "idempotency_key": hidden(old, "idempotency_key")}
    told(app, story.answered, people, review, "received")
    answer = main_of(
        bps.send(
            old,
            f"{path}/jawab",
            answer="remarks",
            note="Kolom D janggal.",
            remark_field="",
            remark_text="Cek Wanasari.",
            **sent,
        )
    )
    assert "Jawaban belum disimpan." in answer and "Kirim jawaban" not in answer
    for text in ("Kolom D janggal.", "Cek Wanasari."):
        assert f"<blockquote>{text}</blockquote>" in answer
