"""What is known is not asked; what a person wrote is not replaced."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ckanext.satudata.domain.description.infer import (
    Known,
    Proposal,
    concept_of,
    infer,
    next_release,
    period_end,
)
from ckanext.satudata.domain.description.keep import changed_by_person, merged, to_write

FILE = {
    "title": {"value": "Jumlah Tenaga Kesehatan menurut Kecamatan di Kabupaten Sukamaju", "evidence": "A1"},
    "klasifikasi": {"value": ["Kecamatan", "Jenis tenaga"]},
    "frekuensi": {"value": "tahunan"},
    "cakupan_akhir": {"value": "2025-12-31"},
    "tingkat_penyajian": {"value": "kecamatan"},
    "tags": {"value": ["tenaga", "kesehatan"]},
}
STANDARD = {
    "kode": "nakes",
    "konsep": "Tenaga kesehatan",
    "definisi": "Orang yang bekerja di bidang kesehatan.",
    "ukuran": "jumlah",
    "satuan": "orang",
}
PLAN = {
    "kode": "SKM-D03",
    "judul": "Jumlah Tenaga Kesehatan menurut Kecamatan",
    "kode_dssd": "1.02.000009",
    "jadwal_rilis": "2027-03-01",
    "data_prioritas": "ya",
}
PROFILE = {"title": "Dinas Kesehatan", "urusan": "1.02,2.14", "email": "dinkes@sukamaju.example"}


def known(**more: Any) -> Known:
    return Known(
        **{
            "file": FILE,
            "texts": ("Keadaan 31 Desember 2025",),
            "profile": PROFILE,
            "sectors": {"1.02": "9"},
            "usual": {"license_id": "CC-BY-4.0", "data_prioritas": "tidak"},
            "code": "99.01-abc",
            **more,
        }
    )


def told(facts: Known) -> dict[str, tuple[Any, str]]:
    return {name: (one.value, one.source) for name, one in infer(facts).items()}


def test_each_source_gives_what_it_knows_and_says_so() -> None:
    found = told(known(standards=[STANDARD], planned=[PLAN]))
    assert found["definisi"] == (STANDARD["definisi"], "standar")
    assert found["satuan"] == ("orang", "standar")
    assert found["konsep"] == ("Tenaga kesehatan", "standar")
    assert found["klasifikasi"] == ("Kecamatan, Jenis tenaga", "berkas")
    assert found["tag_string"] == ("tenaga, kesehatan", "berkas")
    assert found["acuan_waktu"] == ("31 Desember", "berkas")
    assert found["urusan"] == ("1.02", "opd") and found["sektor_kegiatan"] == ("9", "opd")
    assert found["kontak_unit"] == ("Dinas Kesehatan", "opd")
    assert found["kode_dataset"] == ("SKM-D03", "daftar_data")
    assert found["jadwal_rilis"] == ("2027-03-01", "daftar_data")
    assert found["data_prioritas"] == ("ya", "daftar_data")
    assert found["license_id"] == ("CC-BY-4.0", "ketentuan")


def test_without_standard_and_plan_the_file_and_the_usual_remain() -> None:
    found = told(known())
    assert found["konsep"] == ("Tenaga kesehatan", "berkas") and found["ukuran"] == ("jumlah", "berkas")
    assert found["jadwal_rilis"] == ("2027-03-15", "ketentuan")
    assert found["jadwal_pemutakhiran"] == ("Setiap tahun", "ketentuan")
    assert found["kode_dataset"] == ("99.01-abc", "ketentuan")
    assert found["data_prioritas"] == ("tidak", "ketentuan")
    assert "definisi" not in found and "satuan" not in found


def test_the_written_title_and_affair_lead_not_those_of_the_file() -> None:
    found = told(known(package={"title": "Luas Sawah", "urusan": "3.27"}, sectors={"1.02": "9", "3.27": "1"}))
    assert found["konsep"][0] == "Luas sawah" and found["ukuran"][0] == "luas"
    assert found["sektor_kegiatan"][0] == "1"


def test_whole_numbers_are_counts_where_neither_title_nor_unit_tells() -> None:
    facts = known(file={}, package={"title": "Populasi Ternak"}, whole_numbers=True)
    assert told(facts)["ukuran"] == ("jumlah", "berkas")
    assert "ukuran" not in told(known(file={}, package={"title": "Populasi Ternak"}))
    paid = known(
        file={},
        package={"title": "Upah", "satuan": "rupiah"},
        unit_groups={"rupiah": "uang"},
        whole_numbers=True,
    )
    assert told(paid)["ukuran"] == ("nilai", "berkas")


def test_the_measure_comes_from_the_unit_where_the_title_does_not_tell() -> None:
    facts = known(
        file={}, package={"title": "Jalan Kabupaten", "satuan": "km"}, unit_groups={"km": "panjang"}
    )
    assert told(facts)["ukuran"] == ("panjang", "berkas")


@pytest.mark.parametrize(
    ("title", "concept"),
    [
        ("Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin di Kabupaten Sukamaju", "Penduduk"),
        ("Persentase Balita Stunting per Puskesmas, 2025", "Balita stunting"),
        ("Banyaknya Kunjungan Wisatawan Tahun 2025", "Kunjungan wisatawan"),
        ("Data IPM", "IPM"),
        ("", ""),
    ],
)
def test_the_concept_is_the_noun_of_the_title(title: str, concept: str) -> None:
    assert concept_of(title) == concept


@pytest.mark.parametrize(
    ("frequency", "last", "due"),
    [
        ("tahunan", "2025", date(2027, 3, 15)),
        ("bulanan", "2025-12", date(2026, 2, 15)),
        ("triwulanan", "2025-Q4", date(2026, 5, 15)),
        ("semesteran", "2025-S1", date(2026, 2, 14)),
        ("tahun_ajaran", "2025/2026", date(2027, 9, 12)),
        ("sekali", "2025", None),
        ("tahunan", "besok", None),
    ],
)
def test_the_usual_day_of_the_next_release(frequency: str, last: str, due: date | None) -> None:
    assert next_release(frequency, last) == due


def test_periods_end_on_their_last_day() -> None:
    assert period_end("2024-02") == date(2024, 2, 29) and period_end("2025-13") is None
    assert period_end("2025-02-30") is None and period_end("2025-Q5") is None


FOUND = {"konsep": Proposal("Warga", "berkas"), "satuan": Proposal("orang", "standar")}


def test_empty_fields_are_filled_and_earlier_guesses_follow_the_new_file() -> None:
    notes = merged({}, {"konsep": Proposal("Penduduk", "berkas")})
    assert to_write({"konsep": "Penduduk"}, notes, FOUND) == {"konsep": "Warga", "satuan": "orang"}


def test_what_a_person_wrote_or_emptied_stays() -> None:
    notes = changed_by_person(merged({}, {"konsep": Proposal("Penduduk", "berkas")}), ["konsep", "satuan"])
    assert to_write({"konsep": "Orang", "satuan": ""}, notes, FOUND) == {}
    assert to_write({"konsep": "Orang"}, {}, FOUND) == {"satuan": "orang"}
    assert merged(notes, FOUND)["konsep"]["value"] == "Penduduk"


def test_what_the_last_edition_told_stays_told_by_it() -> None:
    notes = {"konsep": {"value": "Penduduk", "from": "edisi"}}
    assert merged(notes, FOUND)["konsep"] == notes["konsep"]
    assert "konsep" not in to_write({"konsep": "Penduduk"}, notes, FOUND)
