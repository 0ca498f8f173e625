"""Names of offices, affairs and units: other spellings are found, near ones offered, others left alone."""

from __future__ import annotations

import pytest

from ckanext.satudata.adapters.intake.codes import read_codes
from ckanext.satudata.domain.intake.list_names import near_names, same_name

OFFICES = [
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Dinas Kesehatan",
    "Dinas Komunikasi dan Informatika",
    "Dinas Lingkungan Hidup",
    "Dinas Perhubungan",
    "Badan Perencanaan Pembangunan Daerah",
    "Badan Pusat Statistik",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DINAS KESEHATAN", "Dinas Kesehatan"),
        ("Dinas Kesehatan Kab. Sukamaju", "Dinas Kesehatan"),
        ("Disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil"),
        ("Dinas Kependudukan & Pencatatan Sipil", "Dinas Kependudukan dan Pencatatan Sipil"),
        ("Dinkes", "Dinas Kesehatan"),
        ("DLH", "Dinas Lingkungan Hidup"),
        ("Bappeda Kabupaten Sukamaju", "Badan Perencanaan Pembangunan Daerah"),
        ("DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
        ("BPS", "Badan Pusat Statistik"),
        ("Dinas Pertanian", None),
        ("Disdik", None),
        ("", None),
    ],
)
def test_offices_written_otherwise(text: str, name: str | None) -> None:
    assert same_name(text, OFFICES) == name


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Dinas Kesehtan", ["Dinas Kesehatan"]),
        ("Dinas Perhubngan", ["Dinas Perhubungan"]),
        ("Dinas Komunikasi", ["Dinas Komunikasi dan Informatika"]),
        ("Dinas Pariwisata", []),
        ("Dinas", []),
    ],
)
def test_near_offices_are_offered(text: str, near: list[str]) -> None:
    assert near_names(text, OFFICES) == near


def test_affairs_of_the_shipped_list() -> None:
    names = [row["nama"] for row in read_codes("urusan")]
    assert same_name("PENDIDIKAN", names) == "Pendidikan"
    assert near_names("Kesehtan", names) == ["Kesehatan"]
    assert near_names("Antah Berantah", names) == []
