"""Codes and names of regions: which list a column uses, what is shifted, repeated, shortened or misspelt."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.canonical import Canonical, convert_rows
from ckanext.satudata.domain.intake.checks_regions import region_names
from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.questions import ask
from ckanext.satudata.domain.intake.reading import Reference, read_sheet
from ckanext.satudata.domain.intake.recipe import Recipe, answer
from ckanext.satudata.domain.intake.regions import Region, Regions
from ckanext.satudata.domain.intake.units import Units

DISTRICTS = {
    "99.01.01": ("9902040", "Sukamaju Kota"),
    "99.01.02": ("9902010", "Wanasari"),
    "99.01.03": ("9902020", "Karangjati"),
    "99.01.04": ("9902030", "Muara Bening"),
    "99.01.10": ("9902050", "Tanjung Elok"),
}
VILLAGES = {
    "99.01.01.1001": ("9901012002", "Karang Anyar", "99.01.01"),
    "99.01.01.2002": ("9901011001", "Mekarsari", "99.01.01"),
    "99.01.02.2001": ("9902010001", "Karang Anyar", "99.01.02"),
}


@pytest.fixture
def reference() -> Reference:
    """Give a list in which two desa bear one name, and two codes are codes of both systems for different places."""
    regions = [Region("99.01", "9902", "Kabupaten Sukamaju", "kabupaten", "99")]
    regions += [Region(code, bps, name, "kecamatan", "99.01") for code, (bps, name) in DISTRICTS.items()]
    regions += [
        Region(code, bps, name, "kelurahan" if code[9] == "1" else "desa", parent)
        for code, (bps, name, parent) in VILLAGES.items()
    ]
    return Reference(Units([]), Regions(regions, "99.01"))


class Read:
    """A table of codes, names and figures as read."""

    def __init__(self, sheet: Any, reference: Reference, titles: list[str], *rows: list[Any]) -> None:
        self.reference = reference
        grid = sheet([*titles, "Kasus"], *([*row, 5 + at] for at, row in enumerate(rows)))
        (self.reading,) = read_sheet(grid, reference, "data.xlsx")
        self.recipe = propose(self.reading, reference, {"year": 2025}, None)

    def canonical(self) -> Canonical:
        """Convert by the recipe."""
        return convert_rows(self.reading.sheet, self.reading.data_rows, self.recipe, self.reference, None)

    def column(self, name: str) -> list[str]:
        """Give a canonical column."""
        return self.canonical().column(name)

    @property
    def told(self) -> dict[str, Any]:
        """Give questions and findings by code."""
        found = [
            *ask(self.reading, self.recipe),
            *region_names(self.recipe, self.canonical(), self.reference, "Data"),
        ]
        return {item.code: item for item in found}

    def answer(self, code: str, value: str) -> Read:
        """Answer a question."""
        self.recipe = Recipe.from_dict(answer(self.recipe.to_dict(), self.told[code].to_dict(), value))
        return self


@pytest.fixture
def read(sheet: Any, reference: Reference) -> Any:
    """Give a function that reads a table."""
    return lambda titles, *rows: Read(sheet, reference, titles, *rows)


@pytest.mark.parametrize(
    "codes",
    [
        ["99.01.01", "99.01.02", "99.01.03"],
        ["99. 01. 01", "99. 01. 02", "99.01.03."],
        ["990101", "990102", "990103"],
        [990101, 990102, 990103],
        ["'99.01.01", "99.01.02 ", "99.01.03"],
    ],
)
def test_kemendagri_codes_in_every_dress(read: Any, codes: list[Any]) -> None:
    found = read(["Kode Kecamatan"], *([code] for code in codes))
    assert found.column("kode_kecamatan") == ["99.01.01", "99.01.02", "99.01.03"]
    assert not {"KODE_BPS", "KODE_SISTEM", "WILAYAH_TIDAK_DIKENAL"} & set(found.told)


def test_bps_codes_are_told_and_read_when_a_person_says_so(read: Any) -> None:
    found = read(["Kode Kecamatan", "Kecamatan"], ["9902010", "Wanasari"], [9902020, "Karangjati"])
    finding = found.told["KODE_BPS"]
    assert finding.severity == "tolak" and found.column("kode_kecamatan") == ["9902010", "9902020"]
    found.recipe.columns[0].coding = "bps"
    assert found.column("kode_kecamatan") == ["99.01.02", "99.01.03"]


def test_a_title_that_says_bps_is_proof(read: Any) -> None:
    found = read(["Kode BPS"], ["9902010"], ["9902020"])
    assert found.column("kode_kecamatan") == ["99.01.02", "99.01.03"] and "KODE_BPS" not in found.told


def test_both_codings_side_by_side_stay_apart(read: Any) -> None:
    found = read(
        ["Kode Kemendagri", "Kode BPS", "Kecamatan"],
        ["99.01.02", "9902010", "Wanasari"],
        ["99.01.03", "9902020", "Karangjati"],
    )
    assert found.column("kode_kecamatan") == ["99.01.02", "99.01.03"]
    assert found.column("kode_bps_kecamatan") == ["9902010", "9902020"]


def test_codes_of_both_systems_are_asked_or_settled_by_names(read: Any) -> None:
    found = read(["Kode Desa"], ["9901011001"], ["9901012002"])
    question = found.told["KODE_SISTEM"]
    assert {question.facts["dagri"], question.facts["bps"]} == {"Karang Anyar", "Mekarsari"}
    assert found.answer("KODE_SISTEM", "bps").column("kode_desa") == ["99.01.01.2002", "99.01.01.1001"]
    named = read(["Kode Desa", "Desa"], ["9901011001", "Karang Anyar"], ["9901012002", "Mekarsari"])
    assert "KODE_SISTEM" not in named.told
    assert named.column("kode_desa") == ["99.01.01.1001", "99.01.01.2002"]


@pytest.mark.parametrize("title", ["Kode Kecamatan", "Kode"])
def test_codes_shifted_by_a_row_are_told(read: Any, title: str) -> None:
    rows = list(DISTRICTS.items())
    shifted = [[rows[at - 1][0], name] for at, (_, (_, name)) in enumerate(rows)]
    found = read([title, "Kecamatan"], *shifted).told
    assert found["KODE_BERGESER"].facts["way"] == "turun" and "KODE_NAMA_BEDA" not in found
    right = [[code, name] for code, (_, name) in rows]
    assert not {"KODE_BERGESER", "KODE_NAMA_BEDA"} & set(read([title, "Kecamatan"], *right).told)
    right[1][0] = "99.01.03"
    assert "KODE_NAMA_BEDA" in read([title, "Kecamatan"], *right).told


def test_codes_that_begin_again_are_replaced_by_those_of_the_names(read: Any) -> None:
    rows = (
        ["Sukamaju Kota", "001", "Mekarsari"],
        ["Sukamaju Kota", "002", "Karang Anyar"],
        ["Wanasari", "001", "Karang Anyar"],
    )
    found = read(["Kecamatan", "Kode Desa", "Desa"], *rows)
    assert found.told["KODE_BERULANG"].severity == "konfirmasi"
    found.answer("KODE_BERULANG", "from_names")
    assert found.column("kode_desa") == ["99.01.01.2002", "99.01.01.1001", "99.01.02.2001"]
    assert "WILAYAH_TIDAK_DIKENAL" not in found.told


def test_a_code_that_excel_shortened_is_repaired_and_told(read: Any) -> None:
    found = read(["Kode Kecamatan"], ["99.01.02"], ["99.01.1"])
    assert found.column("kode_kecamatan") == ["99.01.02", "99.01.10"]
    assert found.told["KODE_JADI_ANGKA"].severity == "peringatan"
    assert "KODE_JADI_ANGKA" not in read(["Kode Kecamatan"], ["99.01.02"], ["99.01.10"]).told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kec. WANASARI", "Wanasari"),
        ("KECAMATAN  Wanasari", "Wanasari"),
        ("010. Wanasari", "Wanasari"),
        ("[010] Wanasari", "Wanasari"),
        ("99.01.02 Wanasari", "Wanasari"),
        ("Wanasari (99.01.02)", "Wanasari"),
        ("MuaraBening", "Muara Bening"),
    ],
)
def test_names_in_every_dress(reference: Reference, text: str, name: str) -> None:
    found = reference.regions.named(text, "kecamatan")
    assert found is not None and found.name == name


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Kec. Sukamju", ["Sukamaju Kota"]),
        ("Wanasri", ["Wanasari"]),
        ("Tanjung", ["Tanjung Elok"]),
        ("Cimahi", []),
    ],
)
def test_near_names_are_offered_never_taken(reference: Reference, text: str, near: list[str]) -> None:
    assert reference.regions.named(text, "kecamatan") is None
    assert [item.name for item in reference.regions.near(text, "kecamatan")] == near


def test_a_kelurahan_is_found_among_the_desa(reference: Reference) -> None:
    assert reference.regions.named("Kel. Karang Anyar", "desa", "99.01.01").code == "99.01.01.1001"
    assert reference.regions.named("Karang Anyar", "desa") is None
