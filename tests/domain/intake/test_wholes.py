"""Rows that stand for the whole of the places in the other rows, where nothing adds up."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.tables import find_tables
from ckanext.satudata.domain.intake.wholes import Nation, find_wholes

NATION = Nation(
    lambda: [
        {"kode": "11", "nama": "Aceh", "kode_bps": "11", "nama_bps": "Aceh", "induk": ""},
        {"kode": "75", "nama": "Gorontalo", "kode_bps": "75", "nama_bps": "Gorontalo", "induk": ""},
        *(
            {"kode": f"{code}.0{at}", "nama": f"{kind} {name}", "nama_bps": name, "induk": code}
            for code, kind, names in (
                ("11", "Kabupaten", ("Pidie", "Bireuen", "Simeulue")),
                ("75", "Kabupaten", ("Gorontalo", "Boalemo", "Pohuwato")),
            )
            for at, name in enumerate(names, 1)
        ),
    ]
)


def _wholes(sheet: Any, title: str, *names: str, codes: tuple[str, ...] = ()) -> tuple[set[str], set[str]]:
    head = ["Kode", "Wilayah", "Persentase"] if codes else ["Wilayah", "Persentase"]
    rows = [[*codes[at : at + 1], name, 10.5 + at] for at, name in enumerate(names)]
    made = sheet(head, *rows)
    (table,) = find_tables(made)
    found = find_wholes(made, table, head, NATION, title)
    at = 1 if codes else 0
    return {made.rows[row][at] for row in found.sure}, {made.rows[row][at] for row in found.maybe}


@pytest.mark.parametrize(
    ("title", "names", "sure"),
    [
        ("", ("Aceh", "Gorontalo", "Papua", "Indonesia"), {"Indonesia"}),
        ("", ("INDONESIA", "Pidie", "Kab. Bireuen", "Simeulue"), {"INDONESIA"}),
        ("", ("Provinsi Aceh", "Pidie", "Bireuen", "Simeulue"), {"Provinsi Aceh"}),
        ("", ("Boalemo", "Pohuwato", "Provinsi Gorontalo", "Kabupaten Gorontalo"), {"Provinsi Gorontalo"}),
        ("", ("Gorontalo", "Boalemo", "Pohuwato", "Bone"), set()),
        ("", ("Indonesia", "Malaysia", "Thailand", "Vietnam"), set()),
        ("IPM Kabupaten Sleman", ("Depok", "Mlati", "Godean", "Kabupaten Sleman"), {"Kabupaten Sleman"}),
    ],
)
def test_sure_by_the_list_or_the_title(
    sheet: Any, title: str, names: tuple[str, ...], sure: set[str]
) -> None:
    assert _wholes(sheet, title, *names) == (sure, set())


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("DI Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("D.I. Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("DKI JAKARTA", "Daerah Khusus Ibukota Jakarta"),
        ("Prov. Kep. Riau", "Kepulauan Riau"),
        ("Bangka Belitung", "Kepulauan Bangka Belitung"),
    ],
)
def test_provinces_under_their_usual_names(sheet: Any, written: str, listed: str) -> None:
    rows = [{"kode": "99", "nama": listed, "induk": ""}]
    rows += [{"kode": f"99.{at}", "nama": f"Kabupaten {at}", "induk": "99"} for at in ("Satu", "Dua", "Tiga")]
    made = sheet(["Wilayah", "IPM"], ["Satu", 1.5], ["Dua", 2.5], ["Tiga", 3.5], [written, 2.25])
    (table,) = find_tables(made)
    assert find_wholes(made, table, ["Wilayah", "IPM"], Nation(lambda: rows), "").sure == {5}


def test_asked_by_the_place_in_the_table(sheet: Any) -> None:
    assert _wholes(sheet, "IPM", "Depok", "Mlati", "Godean", "Kab. Sleman") == (set(), {"Kab. Sleman"})
    assert _wholes(sheet, "IPM", "Depok", "Kab. Sleman", "Mlati", "Godean") == (set(), set())
    assert _wholes(sheet, "IPM", "Kab. A", "Kab. B", "Kab. C", "Kab. Sleman") == (set(), set())


def test_asked_by_the_code(sheet: Any) -> None:
    codes = ("3404", "3404010", "3404020", "3404030")
    assert _wholes(sheet, "", "Seluruhnya", "Moyudan", "Minggir", "Depok", codes=codes)[1] == {"Seluruhnya"}
    codes = ("1400", "1401", "1402", "1403")
    assert _wholes(sheet, "", "Semua", "Kuantan", "Indragiri", "Siak", codes=codes)[1] == {"Semua"}
    codes = ("3404010", "3404020", "3404030", "3404040")
    assert _wholes(sheet, "", "Moyudan", "Minggir", "Depok", "Mlati", codes=codes) == (set(), set())
