"""Dates and periods as offices write them; what reads two ways is asked, what cannot be is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from babel.dates import get_month_names

from ckanext.satudata.domain.intake.canonical import convert_rows
from ckanext.satudata.domain.intake.dates import is_ambiguous, month_named, read_date
from ckanext.satudata.domain.intake.periods import period_of, read_period
from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.questions import ask
from ckanext.satudata.domain.intake.reading import read_sheet
from ckanext.satudata.domain.intake.recipe import Recipe, answer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("31 Desember 2024", "2024-12-31"),
        ("31 Des 2024", "2024-12-31"),
        ("31-Des-24", "2024-12-31"),
        ("Selasa, 31 Desember 2024", "2024-12-31"),
        ("1 Pebruari 2024", "2024-02-01"),
        ("31/12/2024", "2024-12-31"),
        ("31.12.2024", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),
        ("31/12/24", "2024-12-31"),
        ("17/08/45", "2045-08-17"),
        ("2024-12-31", "2024-12-31"),
        ("2024-12-31T07:30:00", "2024-12-31"),
        ("31/02/2024", None),
        ("03/04/2024", None),
        ("2024", None),
        ("12-Mar", None),
    ],
)
def test_dates(text: str, found: str | None) -> None:
    value = read_date(text, None)
    assert (value.isoformat() if value else None) == found


@pytest.mark.parametrize(
    ("text", "both"), [("03/04/2024", True), ("04/04/2024", False), ("13/04/2024", False)]
)
def test_ambiguous(text: str, both: bool) -> None:
    assert is_ambiguous(text) is both


@pytest.mark.parametrize("locale", ["id", "en"])
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_every_month_of_the_locale_data_is_known(locale: str, width: Any) -> None:
    for number, name in get_month_names(width, locale=locale).items():
        assert month_named(name) == number


@pytest.mark.parametrize(
    ("label", "texts", "kind", "read"),
    [
        ("Bulan", ["Januari", "Feb", "Nopember"], "month", ["1", "2", "11"]),
        ("Bulan", ["Des-24", "Januari 2025"], "year_month", ["2024-12", "2025-01"]),
        ("Bulan", [date(2024, 12, 1)], "year_month", ["2024-12"]),
        ("Triwulan", ["I", "II", "IV"], "quarter", ["1", "2", "4"]),
        ("Triwulan", ["TW I", "Triwulan III", "Q4"], "quarter", ["1", "3", "4"]),
        (
            "Periode",
            ["Triwulan I 2024", "2024-Q2", "TW III/2024"],
            "year_quarter",
            ["2024-Q1", "2024-Q2", "2024-Q3"],
        ),
        ("Periode", ["Semester I 2024", "Smt 2 2024"], "year_half", ["2024-S1", "2024-S2"]),
        ("Semester", ["I", "II"], "half", ["1", "2"]),
        (
            "Tahun Ajaran",
            ["2023/2024", "2024/25", "TA 2025/2026"],
            "school_year",
            ["2023/2024", "2024/2025", "2025/2026"],
        ),
    ],
)
def test_periods(label: str, texts: list[Any], kind: str, read: list[str]) -> None:
    assert period_of(label, texts) == kind
    assert [read_period(text, kind) for text in texts] == read


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        ("Kelas", ["I", "II"]),
        ("Rasio", ["2023/2025"]),
        ("Kecamatan", ["Mei", "Wanasari"]),
        ("Bulan", ["Januari", "Jumlah"]),
        ("Tanggal", [date(2024, 12, 3)]),
        ("Triwulan", ["V"]),
    ],
)
def test_no_periods(label: str, texts: list[Any]) -> None:
    assert period_of(label, texts) is None


def column(
    sheet: Any, reference: Any, label: str, values: list[Any], **answers: str
) -> tuple[list[str], dict[str, Any]]:
    """Read a column beside figures, give answers, and give its canonical texts and the questions by code."""
    rows = [[label, "Kejadian"], *([value, 5 + at] for at, value in enumerate(values))]
    (reading,) = read_sheet(sheet(*rows), reference, "data.xlsx")
    recipe = propose(reading, reference, {"year": 2025}, None)
    told = {item.code: item for item in ask(reading, recipe)}
    for code, value in answers.items():
        recipe = Recipe.from_dict(answer(recipe.to_dict(), told[code].to_dict(), value))
    found = convert_rows(reading.sheet, reading.data_rows, recipe, reference, None)
    return found.column(recipe.columns[0].name), told


def test_an_ambiguous_date_is_asked(sheet: Any, reference: Any) -> None:
    values = ["03/04/2024", "05/06/2024", "07/08/2024"]
    texts, told = column(sheet, reference, "Tanggal", values)
    assert told["TANGGAL_AMBIGU"].cells == ["A2", "A3", "A4"] and texts == values
    assert column(sheet, reference, "Tanggal", values, TANGGAL_AMBIGU="month_first")[0][0] == "2024-03-04"


def test_a_day_over_twelve_proves_the_order(sheet: Any, reference: Any) -> None:
    texts, told = column(sheet, reference, "Tanggal", ["03/04/2024", "25/06/2024", "31 Desember 2024"])
    assert texts == ["2024-04-03", "2024-06-25", "2024-12-31"]
    assert "TANGGAL_AMBIGU" not in told and told["TANGGAL_DUA_CARA"].severity == "peringatan"


@pytest.mark.parametrize("values", [[44927, 44934, 44941.0], ["44927", "44934", "44941"]])
def test_days_as_numbers_are_asked(sheet: Any, reference: Any, values: list[Any]) -> None:
    texts, told = column(sheet, reference, "Tanggal Survei", values)
    assert told["TANGGAL_ANGKA"].cells == ["A2", "A3", "A4"] and texts[0] == "44927"
    assert column(sheet, reference, "Tanggal", values, TANGGAL_ANGKA="serial")[0][2] == "2023-01-15"
    assert column(sheet, reference, "Tanggal", values, TANGGAL_ANGKA="numbers")[0][2] == "44941"


@pytest.mark.parametrize(
    ("label", "values"), [("Jumlah", [44927, 44934]), ("Tanggal", [1, 31]), ("Tanggal", [44927.5, 3])]
)
def test_other_numbers_are_no_days(sheet: Any, reference: Any, label: str, values: list[Any]) -> None:
    assert "TANGGAL_ANGKA" not in column(sheet, reference, label, values)[1]


def test_both_orders_in_one_column_are_asked(sheet: Any, reference: Any) -> None:
    values = ["31/12/2024", "12/31/2024", "03/04/2024"]
    texts, told = column(sheet, reference, "Tanggal", values)
    assert told["TANGGAL_CAMPUR"].cells == ["A4"] and texts[2] == "03/04/2024"
    answered, _ = column(sheet, reference, "Tanggal", values, TANGGAL_CAMPUR="day_first")
    assert answered == ["2024-12-31", "2024-12-31", "2024-04-03"]
    assert "TANGGAL_CAMPUR" not in column(sheet, reference, "Tanggal", values[:2])[1]


def test_texts_that_excel_made_dates_are_asked(sheet: Any, reference: Any) -> None:
    values = ["0-4", date(2024, 9, 5), date(2024, 10, 14), "15-19"]
    assert column(sheet, reference, "Kelompok Umur", values)[1]["TANGGAL_DARI_TEKS"].cells == ["A3", "A4"]
    assert "TANGGAL_DARI_TEKS" not in column(sheet, reference, "Kelompok Umur", ["0-4", "5-9", "10-14"])[1]


def test_days_and_months_swapped_by_excel_are_asked(sheet: Any, reference: Any) -> None:
    values = [date(2024, 3, 4), date(2024, 5, 6), "31/12/2024"]
    _, told = column(sheet, reference, "Tanggal", values)
    assert told["TANGGAL_TERTUKAR"].cells == ["A2", "A3"]
    texts, _ = column(sheet, reference, "Tanggal", values, TANGGAL_TERTUKAR="swap")
    assert texts == ["2024-04-03", "2024-06-05", "2024-12-31"]
    assert "TANGGAL_TERTUKAR" not in column(sheet, reference, "Tanggal", [date(2024, 3, 25), "31/12/2024"])[1]


def test_periods_become_canonical(sheet: Any, reference: Any) -> None:
    assert column(sheet, reference, "Triwulan", ["I", "II", "III"])[0] == ["1", "2", "3"]
    assert column(sheet, reference, "Bulan", ["Januari", "Pebruari"])[0] == ["1", "2"]
    assert column(sheet, reference, "Periode", ["Des-24", "Januari 2025"])[0] == ["2024-12", "2025-01"]
    assert column(sheet, reference, "Tahun Ajaran", ["2023/2024", "2024/25"])[0] == ["2023/2024", "2024/2025"]
