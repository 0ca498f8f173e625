"""Cells that hold more than a number, or something else: asked or told, never guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ckanext.satudata.domain.intake.canonical import Canonical, convert_rows
from ckanext.satudata.domain.intake.grid import Percent
from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.questions import ask
from ckanext.satudata.domain.intake.reading import read_sheet
from ckanext.satudata.domain.intake.recipe import Recipe, answer

NAMES = ("Sukamaju Kota", "Wanasari", "Karangjati", "Muara Bening")


class Read:
    """One column of figures by district, as read."""

    def __init__(self, sheet: Any, reference: Any, label: str, values: list[Any], below: Any = ()) -> None:
        data = ([name, value, 40 + at] for at, (name, value) in enumerate(zip(NAMES, values, strict=False)))
        rows = [["Kecamatan", label, "Lain"], *data, *below]
        self.reference = reference
        (self.reading,) = read_sheet(sheet(*rows), reference, "data.xlsx")
        self.recipe = propose(self.reading, reference, {"year": 2025}, None)
        self.told = {finding.code: finding for finding in ask(self.reading, self.recipe)}

    def canonical(self) -> Canonical:
        """Convert by the recipe."""
        return convert_rows(self.reading.sheet, self.reading.data_rows, self.recipe, self.reference, None)

    def values(self) -> list[str]:
        """Give the canonical texts of the figures."""
        return self.canonical().column(self.recipe.columns[1].name)

    def answer(self, code: str, value: str) -> Read:
        """Answer a question."""
        self.recipe = Recipe.from_dict(answer(self.recipe.to_dict(), self.told[code].to_dict(), value))
        self.told = {finding.code: finding for finding in ask(self.reading, self.recipe)}
        return self

    @property
    def unread(self) -> list[int]:
        """Give the rows that were not read."""
        return self.canonical().unread.get(self.recipe.columns[1].name, [])


@pytest.fixture
def read(sheet: Any, reference: Any) -> Any:
    """Give a function that reads a column."""
    return lambda label, values, below=(): Read(sheet, reference, label, values, below)


@pytest.mark.parametrize(
    ("values", "code", "cells"),
    [
        (["12.503", "28.503.12", "1.234.567"], "ANGKA_SALAH_KETIK", ["B3"]),
        (["417", "4 17", "500"], "ANGKA_SALAH_KETIK", ["B3"]),
        ([1503, "1O5", 987], "ANGKA_HURUF", ["B3"]),
        ([1503, "1,25E+09", 987], "ANGKA_EKSPONEN", ["B3"]),
        ([1503, "<5", 987, "10/12"], "ANGKA_KIRA", ["B3", "B5"]),
        ([1503, date(2003, 5, 1), 987], "ANGKA_JADI_TANGGAL", ["B3"]),
        ([1503, "12-Mar-2024", 987], "ANGKA_JADI_TANGGAL", ["B3"]),
    ],
)
def test_told_with_its_cell_and_left_unread(
    read: Any, values: list[Any], code: str, cells: list[str]
) -> None:
    found = read("Nilai", values)
    assert found.told[code].severity == "tolak" and found.told[code].cells == cells
    assert [f"B{at + 2}" for at in found.unread] == cells


@pytest.mark.parametrize(
    "values", [["12.503", "28.503", "1.234.567"], [1503, 105, 987], ["4 170", "12 417 000", "500"], [5, 6, 7]]
)
def test_clean_columns_are_not_told(read: Any, values: list[Any]) -> None:
    found = read("Nilai", values)
    assert not {code for code, item in found.told.items() if item.severity == "tolak"} and not found.unread


def test_numbers_with_their_unit_are_asked(read: Any) -> None:
    found = read("Petani", ["15 orang", "1.020 jiwa", "7 orang"])
    assert found.told["ANGKA_BERSATUAN"].count == 3
    assert found.unread == [0, 1, 2]
    assert "ANGKA_TITIK_RIBUAN" not in found.told
    found.answer("ANGKA_BERSATUAN", "text_dot_thousands")
    assert found.values() == ["15", "1020", "7"] and found.recipe.columns[1].unit == "orang"


def test_two_units_in_one_column_are_rejected(read: Any) -> None:
    assert read("Hasil", ["15 ha", "20 orang", "7 ha"]).told["SATUAN_CAMPUR"].severity == "tolak"


@pytest.mark.parametrize("label", ["Umur", "Keterangan", "Kelompok Umur"])
def test_ages_and_remarks_are_words(read: Any, label: str) -> None:
    assert "ANGKA_BERSATUAN" not in read(label, ["15 orang", "16 orang", "17 orang"]).told


def test_magnitudes_in_words_are_asked(read: Any) -> None:
    found = read("Anggaran", ["Rp1,5 juta", "Rp 2,25 juta", "Rp 750 ribu"]).answer("ANGKA_BERKATA", "scale")
    assert found.values() == ["1500000", "2250000", "750000"]
    assert found.recipe.columns[1].unit == "rupiah" and not found.unread


def test_m_is_miliar_or_million_as_the_office_says(read: Any) -> None:
    values = ["Rp1,5 M", "Rp 12,25 M", "Rp 3 M"]
    assert read("Anggaran", values).answer("ANGKA_BERKATA", "scale").values()[0] == "1500000000"
    assert read("Anggaran", values).answer("ANGKA_BERKATA", "scale_english").values()[0] == "1500000"


@pytest.mark.parametrize("texts", [["\uff11\uff12", "\uff17"], ["\u0661\u0662", "\u0667"]])
def test_other_digits_are_asked(read: Any, texts: list[str]) -> None:
    found = read("Nilai", [*texts, 5])
    assert found.unread == [0, 1]
    assert found.answer("ANGKA_AKSARA_LAIN", "read").values() == ["12", "7", "5"]


def test_fractions_beside_percents_are_asked(read: Any) -> None:
    found = read("Cakupan (%)", [0.85, 92.1, 0.5, 88])
    assert found.told["PERSEN_CAMPUR"].facts["other"] == "92,1"
    assert found.answer("PERSEN_CAMPUR", "below_one").values() == ["85", "92.1", "50", "88"]


def test_bare_fractions_beside_shown_percents_are_asked(read: Any) -> None:
    found = read("Cakupan (%)", [Percent(0.85), 0.5, Percent(0.25)])
    assert found.answer("PERSEN_CAMPUR", "below_one").values() == ["85", "50", "25"]


def test_fractions_as_text_are_asked(read: Any) -> None:
    found = read("Cakupan (%)", ["0,85", "0,5", "0,97"])
    assert found.answer("PERSEN_PECAHAN", "fraction").values() == ["85", "50", "97"]


@pytest.mark.parametrize(
    "values",
    [[0.5, 2.5, 12.5, 92.1], [101.5, 98.2, 104.9], [Percent(0.85), Percent(1.02)], ["12,5%", "0,4%"]],
)
def test_percents_without_doubt(read: Any, values: list[Any]) -> None:
    assert not {"PERSEN_CAMPUR", "PERSEN_PECAHAN"} & set(read("Cakupan (%)", values).told)


def test_a_percent_sign_in_every_cell_is_the_unit(read: Any) -> None:
    found = read("Cakupan", ["12,5%", "7,1 %"])
    assert found.recipe.columns[1].unit == "persen" and found.values() == ["12.5", "7.1"]


@pytest.mark.parametrize("sign", ["x", "e", "*)", "r"])
def test_a_lone_letter_among_figures_is_asked(read: Any, sign: str) -> None:
    found = read("Nilai", [12, sign, 15])
    assert found.told["TANDA_LAIN"].cells == ["B3"] and found.unread == [1]
    assert found.answer("TANDA_LAIN", "null").values() == ["12", "", "15"]


def test_a_lone_letter_among_words_is_a_word(read: Any) -> None:
    assert "TANDA_LAIN" not in read("Golongan darah", ["x", "ab", "o"]).told


@pytest.mark.parametrize("value", [8888, 9999, -999])
def test_a_number_for_no_value_is_asked(read: Any, value: int) -> None:
    found = read("Curah hujan (mm)", [12, value, 15.5, 31])
    assert found.told["ANGKA_PENANDA"].cells == ["B3"] and found.unread == [1]
    assert found.answer("ANGKA_PENANDA", "null").values() == ["12", "", "15.5", "31"]
    found = read("Curah hujan (mm)", [12, value, 15.5, 31]).answer("ANGKA_PENANDA", "number")
    assert found.values() == ["12", str(value), "15.5", "31"]


@pytest.mark.parametrize("values", [[9999, 9121, 8034], [8888, 12034, 7001], [-999, -412, -650]])
def test_such_a_number_among_its_like_is_a_number(read: Any, values: list[int]) -> None:
    found = read("Nilai", values)
    assert "ANGKA_PENANDA" not in found.told and found.values() == [str(value) for value in values]


def test_words_for_missing(read: Any) -> None:
    found = read("Nilai", [12, "tidak ada data", "TAD", "Na"])
    assert found.values() == ["12", "", "", ""] and not found.unread


@pytest.mark.parametrize(
    ("text", "status"),
    [("12.503*)", "P"), ("12.503 **", "P"), ("12.503e", "E"), ("12.503 r", None), ("12.503 1)", None)],
)
def test_marks_on_numbers(read: Any, text: str, status: str | None) -> None:
    found = read("Nilai", ["1.234.567", text]).canonical()
    assert found.column("nilai") == ["1234567", "12503"]
    assert found.status["nilai"].get(1) == status


def test_a_footnote_mark_is_told_with_its_words(read: Any) -> None:
    found = read("Nilai", ["5,6\u00b9", "7,25"], [["1) Termasuk Kota"]])
    remark = found.told["CATATAN_KAKI"]
    assert remark.facts["text"] == "1) Termasuk Kota" and found.values() == ["5.6", "7.25"]


def test_a_quiet_estimate_is_told(sheet: Any, reference: Any) -> None:
    grid = sheet(["Kecamatan", "2023", "2024"], *([name, 5 + at, 8] for at, name in enumerate(NAMES)))
    grid.formulas[3, 3] = "(B3+D3)/2"
    (reading,) = read_sheet(grid, reference, "data.xlsx")
    told = {item.code: item for item in ask(reading, propose(reading, reference, {}, None))}
    assert told["RUMUS_PERKIRAAN"].cells == ["C3"]
    grid.formulas.update({(row, 3): f"B{row}*2" for row in (2, 4, 5)})
    assert "RUMUS_PERKIRAAN" not in {
        item.code for item in ask(reading, propose(reading, reference, {}, None))
    }


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["12.503", "8.917", "9.104", "12.5"], None),
        (["12.503", "8.917", "9.104", "0.46"], "text_dot_decimal"),
        (["12.503", "8.9", "9.1", "12.5"], "text_dot_decimal"),
        (["12.503", "12,5"], "text_dot_thousands"),
        (["1 234.567", "2 111.904"], None),
        (["1\u2009234,567", "2\u2009111,9"], "text_comma_decimal"),
        (["12'503", "1'234'567"], "text_plain"),
        (["5345.00", "987.00"], "text_dot_decimal"),
        (["Rp12.503,-", "Rp987,-"], "text_dot_thousands"),
        (["Rp12.503", "Rp8.987"], None),
    ],
)
def test_conventions(read: Any, values: list[str], kind: str | None) -> None:
    assert read("Nilai", values).reading.columns[1].decision.kind == kind


def test_the_same_groups_with_dot_and_with_comma_clash(read: Any) -> None:
    assert read("Nilai", ["1.503", "1,503"]).told["ANGKA_CAMPUR"].severity == "tolak"


def test_whole_numbers_with_zero_cents_are_whole(read: Any) -> None:
    found = read("Nilai", ["5345.00", "987.00"])
    assert found.values() == ["5345", "987"] and found.recipe.columns[1].type == "integer"


@pytest.mark.parametrize(
    ("values", "kind"),
    [(["0012", "0345", "1203"], "string"), (["12", "05", "345"], "integer"), (["01", "12"], "integer")],
)
def test_digits_with_noughts_in_front_are_identifiers(read: Any, values: list[str], kind: str) -> None:
    found = read("Induk", values)
    assert found.recipe.columns[1].type == kind
    assert kind != "string" or found.values() == values
