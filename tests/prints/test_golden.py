"""The printed SOPs hold everything of their sources, in order, and look as they did when somebody last looked."""

from __future__ import annotations

import copy
import csv
import re
from pathlib import Path

import pytest

from ckanext.satudata.adapters import pdf, sop_print
from ckanext.satudata.domain.sop_words import time_words
from support.prints import FOOT, GOLDEN, SOPS, rows, sheet_of, text_of, words

SEEDS = Path(__file__).parent / "seeds"
TOTALS = {
    "opd-disbudpar": "10 hari + 45 menit",
    "opd-dpmptsp": "10 hari + 45 menit",
    "ktda": "211 hari",
    "mentawai": "5 hari + 4 jam + 30 menit",
    "bawaan": "21 hari kerja",
    "tanjabbarat": "tidak tertulis",
}
COUNTS = {"opd-disbudpar": 8, "opd-dpmptsp": 8, "ktda": 17, "mentawai": 9, "bawaan": 7, "tanjabbarat": 16}


def facts(name: str) -> list[dict[str, str]]:
    """The steps of an office's SOP as they were copied from its paper."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.parametrize("name", SOPS)
def test_the_print_is_the_golden_one(name: str) -> None:
    golden = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert text_of(name) == golden, "look at the difference, then: python tests/support/prints.py"


@pytest.mark.parametrize("name", [path.stem for path in sorted(SEEDS.glob("*.csv"))])
def test_nothing_of_the_paper_is_missing(name: str) -> None:
    printed = rows(name)
    assert [int(fact["nomor"]) for fact in facts(name)] == list(printed)
    for fact in facts(name):
        row = words(printed[int(fact["nomor"])]).casefold()
        for part in ("teks", "bacaan", "pelaksana", "kelengkapan", "waktu", "output"):
            told = re.findall(r"\w+", fact[part].casefold().replace("bag. ", "bagian "))
            missing = [word for word in told if word not in row]
            assert not missing, f"step {fact['nomor']}, {part}"
        if fact["keyakinan"] in ("sedang", "rendah"):
            assert f"keyakinan {fact['keyakinan']}" in row


@pytest.mark.parametrize("name", SOPS)
def test_every_part_of_every_step_is_printed_in_its_column(name: str) -> None:
    document, printed = SOPS[name], rows(name)
    posts = {post["kode"]: post["nama"] for post in document["pelaksana"]}
    assert list(printed) == [row["nomor"] for row in document["langkah"]]
    for row in document["langkah"]:
        cells = [words(cell) for cell in printed[row["nomor"]].select("td, th")]
        number, activity, needs, time, outputs, remarks = cells[0], cells[1], *cells[-4:]
        assert number == str(row["nomor"])
        for text in (row["kegiatan"], row["teks_asli"], row.get("bacaan", "")):
            assert " ".join(text.split()) in activity
        assert activity.endswith("Pelaksana: " + ", ".join(posts[code] for code in row["pelaksana"]))
        assert all(text in needs for text in row["kelengkapan"])
        assert all(text in outputs for text in row["output"])
        assert time.startswith(time_words(row["waktu"]) or "tidak tertulis")
        assert row["keterangan"] in remarks
        assert row.get("catatan", "") in remarks


@pytest.mark.parametrize("name", SOPS)
def test_symbols_stand_in_the_columns_of_their_posts(name: str) -> None:
    document, printed = SOPS[name], rows(name)
    columns = [post["kode"] for post in document["pelaksana"] if post.get("kolom", True)]
    for row in document["langkah"]:
        cells = printed[row["nomor"]].select("td.alir")
        assert {columns[i] for i, cell in enumerate(cells) if cell.find("svg")} == set(row["pelaksana"])
        shown = {str(svg["aria-label"]).casefold() for svg in printed[row["nomor"]].select("svg")}
        assert row["simbol"] in shown


@pytest.mark.parametrize("name", SOPS)
def test_the_times_are_summed(name: str) -> None:
    sheet = sheet_of(name)
    assert len(sheet.select("tr[id^=langkah-]")) == COUNTS[name]
    assert words(sheet.select_one(".total td")).startswith(TOTALS[name])


@pytest.mark.parametrize("name", SOPS)
def test_the_identity_block_has_its_parts(name: str) -> None:
    text = text_of(name)
    for part in (
        "Nomor SOP",
        "Tanggal Pembuatan",
        "Tanggal Revisi",
        "Tanggal Efektif",
        "Disahkan oleh",
        "Nama SOP",
        "Dasar Hukum",
        "Kualifikasi Pelaksana",
        "Keterkaitan",
        "Peralatan/Perlengkapan",
        "Peringatan",
        "Pencatatan dan Pendataan",
    ):
        assert part in text
    assert SOPS[name]["instansi"]["opd"] in text


def test_what_nobody_wrote_is_said_and_what_was_inferred_is_marked() -> None:
    text = text_of("tanjabbarat")
    assert "tidak tertulis usulan 3 hari kerja" in text
    assert "Hasil verifikasi †" in text
    assert "Keyakinan sedang" in text
    assert "† disimpulkan" in text
    assert "†" not in text_of("bawaan")


def test_an_sop_that_lets_one_person_decide_twice_says_so() -> None:
    said = "satu orang memutuskan pada lebih dari satu tahap"
    assert said in sop_print.html({**SOPS["bawaan"], "pejabat_berbeda": False}, FOOT)
    assert said not in sop_print.html(SOPS["bawaan"], FOOT)


def test_texts_of_a_file_are_texts_and_no_markup() -> None:
    evil = "<script>alert(1)</script>"
    document = copy.deepcopy(SOPS["bawaan"])
    document |= {"nama_sop": evil, "catatan_naskah": [evil], "pencatatan": [evil]}
    document["pelaksana"][0]["nama"] = evil
    document["langkah"][0] |= {"kegiatan": evil, "kelengkapan": [evil], "keterangan": evil, "catatan": evil}
    whole = sop_print.page(document, evil)
    assert "<script" not in whole
    assert whole.count("&lt;script&gt;") >= 9


@pytest.mark.parametrize("name", SOPS)
def test_every_line_cut_by_the_end_of_a_page_goes_on_at_a_connector_of_the_same_letter(name: str) -> None:
    starts = [row["nomor"] for row in SOPS[name]["langkah"][1:]]
    markup = sop_print.html(SOPS[name], FOOT, starts)
    below = re.findall(r'is-bawah">(.*?)</tr>', markup, re.DOTALL)
    above = re.findall(r'is-atas">(.*?)</tr>', markup, re.DOTALL)
    letters = [[re.findall(r'aria-label="Sambungan (\w)"', row) for row in side] for side in (below, above)]
    assert len(below) == len(starts)
    assert letters[0] == letters[1]
    assert all(letters[0])


@pytest.mark.parametrize("paper", sop_print.PAPERS)
def test_the_pdf_breaks_between_steps_and_is_always_the_same(paper: str) -> None:
    made = [sop_print.pdf(SOPS["mentawai"], FOOT, pdf.render, pdf.pages, paper) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0] != sop_print.pdf(SOPS["mentawai"], "Dicetak kemarin", pdf.render, pdf.pages, paper)


def test_the_table_of_a_long_sop_runs_over_pages_with_each_step_on_one() -> None:
    pages = pdf.pages(sop_print.page(SOPS["ktda"], FOOT), "@page { size: A4 landscape }")
    steps = [sorted(int(name[8:]) for name in page if name.startswith("langkah-")) for page in pages]
    assert [number for page in steps for number in page] == list(range(1, 18))
    assert len([page for page in steps if page]) > 1
