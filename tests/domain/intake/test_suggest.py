"""Metadata suggested from a file."""

from __future__ import annotations

from typing import Any

from ckanext.satudata.domain.intake.grid import Sheet, Workbook
from ckanext.satudata.domain.intake.inspection import inspect_workbook
from ckanext.satudata.domain.intake.suggest import suggest


def seen(reference: Any, *rows: list[Any] | None) -> dict[str, Any]:
    """Inspect rows."""
    sheet = Sheet("Data", {number: row for number, row in enumerate(rows, 1) if row})
    return inspect_workbook(Workbook("xlsx", [sheet]), {"filename": "a.xlsx"}, reference, {})


def test_from_the_title_and_the_footer(reference: Any) -> None:
    told = suggest(
        seen(
            reference,
            ["PEMERINTAH KABUPATEN SUKAMAJU"],
            ["JUMLAH PENDUDUK MENURUT KECAMATAN DAN JENIS KELAMIN, 2025 (ORANG)"],
            None,
            ["Kecamatan", "Laki-laki", "Perempuan"],
            ["Wanasari", 10, 12],
            ["Karangjati", 14, 12],
            ["Sumber: Disdukcapil"],
            ["Catatan: keadaan akhir tahun"],
        ),
        {"title": "Dinas Kependudukan", "urusan": "2.12"},
        {"home": "Kabupaten Sukamaju"},
    )
    values = {field: item["value"] for field, item in told.items()}
    assert values["title"] == "Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin di Kabupaten Sukamaju"
    assert values["name"] == "jumlah-penduduk-menurut-kecamatan-dan-jenis-kelamin"
    assert (values["satuan"], values["periode"], values["frekuensi"]) == ("orang", "2025", "tahunan")
    assert (values["tingkat_penyajian"], values["sumber_data"]) == ("kecamatan", "Disdukcapil")
    assert values["klasifikasi"] == ["Kecamatan", "Jenis kelamin"]
    assert "Disusun oleh Dinas Kependudukan." in values["notes"] and "akhir tahun" in values["notes"]
    assert told["urusan"]["source"] == "dari profil OPD" and told["title"]["source"] == "dari berkas"


def test_what_nobody_knows_is_absent(reference: Any) -> None:
    told = suggest(seen(reference, ["Uraian", "Nilai"], ["A", 1], ["B", 2]))
    assert "title" not in told and "sumber_data" not in told and "tingkat_penyajian" not in told


def test_monthly(reference: Any) -> None:
    told = suggest(
        seen(
            reference,
            ["Kecamatan", "Tahun", "Bulan", "Kasus"],
            ["Wanasari", 2024, 1, 3],
            ["Karangjati", 2025, 2, 4],
        )
    )
    assert told["frekuensi"]["value"] == "bulanan"
    assert (told["cakupan_awal"]["value"], told["cakupan_akhir"]["value"]) == ("2024-01-01", "2025-12-31")


def test_a_refused_file_suggests_nothing() -> None:
    assert suggest({"tables": [], "chosen": None, "proposal": None}) == {}
