"""``satudata sop`` without a portal: lint, show, print, diff."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ckanext.satudata.standalone import main
from support.prints import ROOT

FOLDER = ROOT / "config/sop"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["sop", *words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the default SOP alone."""
    (tmp_path / "bawaan.yaml").write_bytes((FOLDER / "bawaan.yaml").read_bytes())
    return tmp_path


def mend(folder: Path, old: str, new: str) -> Path:
    file = folder / "bawaan.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def test_warnings_are_printed_and_fail_nothing() -> None:
    done = run("lint")
    assert done.exit_code == 0
    assert "opd-dpmptsp.yaml:8: peringatan: Nomor SOP tidak tertulis." in done.output
    assert "ktda versi 1: 17 langkah, jumlah waktu 211 hari" in done.output


def test_an_error_is_named_with_its_line_in_both_languages_and_fails(folder: Path) -> None:
    mend(folder, "simbol: selesai", "simbol: bulat")
    said, in_english = run("lint", str(folder)), run("lint", str(folder), "--english", "--errors")
    assert said.exit_code == in_english.exit_code == 1
    assert "kesalahan: Langkah 7: simbol 'bulat' tidak dikenal. Pilih mulai" in said.output
    assert "error: Step 7: unknown symbol 'bulat'. Choose mulai" in in_english.output
    assert "warning:" not in in_english.output


def test_show_tells_posts_times_and_stages() -> None:
    shown = run("show", "opd-disbudpar").output
    assert "5\tStaf/JFU, Kasubag Perencanaan, Sekretaris\t3 menit\tkasubag, sekretaris\tMengajukan" in shown
    assert "8\tStaf/JFU\t2 menit\tdi luar portal" in shown
    assert "bagian dari susun" in shown


def test_print_writes_pdf_and_html_of_an_id_or_a_file(folder: Path, tmp_path: Path) -> None:
    one, other, page = (str(tmp_path / name) for name in ("a.pdf", "b.pdf", "a.html"))
    day = ("--date", "2026-11-21")
    assert run("print", "bawaan", "--pdf", one, "--html", page, *day).exit_code == 0
    assert run("print", str(folder / "bawaan.yaml"), "--pdf", other, *day).exit_code == 0
    assert Path(one).read_bytes() == Path(other).read_bytes()
    assert "Dicetak 21 November 2026" in Path(page).read_text(encoding="utf-8")


def test_print_asks_where_to_write() -> None:
    done = run("print", "bawaan")
    assert done.exit_code == 2
    assert "--pdf" in done.output


def test_diff_tells_changed_steps_posts_and_times(folder: Path) -> None:
    mend(folder, "nama: Kepala Bidang", "nama: Ketua Tim Statistik")
    mend(folder, "waktu: {nilai: 2, satuan: hari", "waktu: {nilai: 4, satuan: hari")
    file = mend(folder, "simbol: mulai", "simbol: mulai\n      keterangan: Setiap triwulan")
    mend(
        folder,
        '      keterangan: ""\n      transisi: [{kondisi: selalu, ke: 2}]',
        "      transisi: [{kondisi: selalu, ke: 2}]",
    )
    told = run("diff", "bawaan", str(file)).output
    assert "Pelaksana Kepala Bidang menjadi Ketua Tim Statistik." in told
    assert "Langkah 4, waktu: 2 hari kerja menjadi 4 hari kerja." in told
    assert "Langkah 1, keterangan: (kosong) menjadi Setiap triwulan." in told
    assert "Jumlah waktu: 21 hari kerja menjadi 23 hari kerja." in told
    assert run("diff", "bawaan", "bawaan").output == "0 perbedaan\n"


@pytest.mark.parametrize("name", ["lurah", "tidak-ada.yaml", "bawaan@1"])
def test_what_is_not_there_is_said(name: str) -> None:
    done = run("diff", "bawaan", name)
    assert done.exit_code == 1
    assert "Error: " in done.output


@pytest.mark.parametrize("kind", ["--pdf", "--html"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, kind: str) -> None:
    told = run("print", "bawaan", kind, str(tmp_path / "tidak-ada" / "x"))
    assert told.exit_code == 1 and isinstance(told.exception, SystemExit)
    assert "tidak-ada/x tidak dapat ditulis" in told.output
