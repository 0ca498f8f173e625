"""Columns of affairs, units and offices beside their lists, in whole files."""

from __future__ import annotations

from typing import Any

from data.offices import table

from ckanext.satudata.domain.intake.recipe import answer, apply_patch

TITLES = ("Uraian", "Bidang Urusan", "Satuan", "Nilai")
ROWS = [
    ("Penduduk", "KESEHATAN", "Jiwa", 12),
    ("Luas sawah", "Pertanian", "Hektar", 31),
    ("Sekolah", "Pendidkan", "sekolah", 7),
    ("Lain", "Pangan", "karung goni", 9),
]


def told(result: Any) -> dict[str, list[dict[str, Any]]]:
    """Give findings by code."""
    found: dict[str, list[dict[str, Any]]] = {}
    for item in result.findings:
        found.setdefault(item["code"], []).append(item)
    return found


def test_other_spellings_are_offered_and_near_names_asked(desk: Any) -> None:
    content = table(TITLES, ROWS)
    result = desk.check(content, year=2025)
    found = told(result)
    respelt = {item["place"]["column"]: item for item in found["NAMA_LAIN_DAFTAR"]}
    assert (respelt["B"]["read"], respelt["B"]["expected"]) == ("KESEHATAN", "Kesehatan")
    assert respelt["C"]["cells"] == ["C2", "C3"] and respelt["C"]["severity"] == "peringatan"
    (near,) = found["NAMA_MIRIP_DAFTAR"]
    assert (near["cells"], near["expected"]) == (["B4"], "Pendidikan")
    recipe = answer(result.recipe, near, "Pendidikan")
    for item in respelt.values():
        recipe = apply_patch(recipe, item["fixes"][0]["patch"])
    mended = desk.check(content, recipe=recipe, year=2025)
    assert not {"NAMA_LAIN_DAFTAR", "NAMA_MIRIP_DAFTAR"} & set(told(mended))
    text = mended.canonical.read_text()
    assert "Pendidikan,sekolah" in text and "Kesehatan,orang" in text and "karung goni" in text


def test_a_short_form_of_an_office_is_offered(desk: Any) -> None:
    rows = [("Dinas Kesehatan", 3), ("Disdukcapil", 5), ("Dinas Perhubungan", 8)]
    offices = ["Dinas Kesehatan", "Dinas Kependudukan dan Pencatatan Sipil", "Dinas Perhubungan"]
    result = desk.check(table(("OPD", "Pegawai"), rows), year=2025, offices=offices)
    (finding,) = told(result)["OPD_TIDAK_DIKENAL"]
    assert finding["confirm"]["suggested"] == "Dinas Kependudukan dan Pencatatan Sipil"
