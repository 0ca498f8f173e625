"""Roles, periods, headline and the choice of a chart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ckanext.satudata.domain.figures.chart import choose_chart
from ckanext.satudata.domain.figures.headline import headline
from ckanext.satudata.domain.figures.indonesian import format_date, format_number, month_number, to_decimal
from ckanext.satudata.domain.figures.periods import Period
from ckanext.satudata.domain.figures.roles import table_shape


def field(name: str, kind: str = "integer", role: str = "", unit: str = "", **more: Any) -> dict[str, Any]:
    base: dict[str, Any] = {"name": name, "title": name.replace("_", " ").capitalize(), "type": kind, **more}
    return {**base, **({"satudata:role": role} if role else {}), **({"unit": unit} if unit else {})}


PLACE = [field("kode_kecamatan", "string"), field("nama_kecamatan", "string"), field("tahun", "year")]
CASES = {"fields": [*PLACE, field("kasus", unit="kasus")], "primaryKey": ["kode_kecamatan", "tahun"]}
SHARE = {
    "fields": [*PLACE, field("prevalensi", "number", unit="persen")],
    "primaryKey": ["kode_kecamatan", "tahun"],
}


def rows(measure: str, *figures: tuple[str, int, object]) -> list[dict[str, Any]]:
    return [
        {"kode_kecamatan": place[:2], "nama_kecamatan": place, "tahun": str(year), measure: value}
        for place, year, value in figures
    ]


@pytest.mark.parametrize(
    ("value", "locale", "text"),
    [
        ("1234567.5", "id", "1.234.567,5"),
        ("1234567.5", "en", "1,234,567.5"),
        ("-1000", "id", "-1.000"),
        ("0", "id", "0"),
        ("4000000000", "id", "4.000.000.000"),
        ("12345678901234567890", "id", "12.345.678.901.234.567.890"),
    ],
)
def test_numbers(value: str, locale: str, text: str) -> None:
    assert format_number(Decimal(value), locale) == text


def test_dates_and_months() -> None:
    assert format_date(date(2026, 11, 21)) == "21 November 2026"
    assert format_date(date(2026, 5, 1), "en") == "1 May 2026"
    assert [month_number(text) for text in ("8", "08", "Agustus", "august", "13", "Pon")] == [
        8,
        8,
        8,
        8,
        None,
        None,
    ]


@pytest.mark.parametrize("value", [None, "", "NaN", "Infinity", "1,5", "…", True])
def test_what_is_no_number(value: object) -> None:
    assert to_decimal(value) is None


def test_roles_come_from_the_schema_or_from_names_types_and_key() -> None:
    schema = {
        "fields": [
            *PLACE,
            field("jenis", "string", "dimension"),
            field("dokter", unit="orang"),
            field("dokter_status", "string"),
            field("jumlah", role="total", unit="orang"),
            field("tahun_ajaran", "string"),
            field("rasio", "number", unit="persen"),
        ],
        "primaryKey": ["kode_kecamatan", "tahun"],
    }
    shape = table_shape(schema)
    assert [column.role for column in shape.columns] == [
        "dimension", "dimension", "time", "dimension", "measure", "status", "total", "time", "measure",
    ]  # fmt: skip
    assert [column.name for column in shape.dimensions] == ["nama_kecamatan", "jenis"]
    assert {column.name: column.additive for column in shape.measures} == {
        "dokter": True,
        "jumlah": True,
        "rasio": False,
    }
    assert shape.of("measure")[0].status_column == "dokter_status"


@pytest.mark.parametrize(
    ("column", "ukuran", "additive"),
    [
        (field("kasus", unit="kasus"), "", True),
        (field("kasus", unit="kasus"), "prevalensi", True),
        (field("nilai", unit="rupiah"), "nilai", True),
        (field("nilai", unit="rupiah"), "harga", False),
        (field("harga", unit="rupiah"), "", False),
        (field("mantap", unit="persen"), "", False),
        (field("hasil", unit="kuintal/ha"), "", False),
        (field("angka", unit="per_1000_penduduk"), "", False),
        (field("stok", unit="ton", ukuran="rata-rata"), "", False),
        ({**field("stok", unit="persen"), "satudata:additive": True}, "", True),
    ],
)
def test_what_may_be_added(column: dict[str, Any], ukuran: str, additive: bool) -> None:
    assert table_shape({"fields": [column]}, ukuran).columns[0].additive is additive


def test_a_column_called_jumlah_is_a_total_only_beside_two_others_of_its_unit() -> None:
    parts = [
        field("laki_laki", unit="orang"),
        field("perempuan", unit="orang"),
        field("jumlah", unit="orang"),
    ]
    assert [column.role for column in table_shape({"fields": parts}).columns] == [
        "measure",
        "measure",
        "total",
    ]
    assert [column.role for column in table_shape({"fields": parts[1:]}).columns] == ["measure", "measure"]


@pytest.mark.parametrize(
    ("names", "values", "label", "short", "english"),
    [
        (("tahun",), ("2025",), "2025", "2025", "2025"),
        (("tahun", "semester"), ("2025", "2"), "Semester 2 2025", "S2 2025", "Semester 2 2025"),
        (("tahun", "triwulan"), ("2025", "3"), "Triwulan 3 2025", "T3 2025", "Quarter 3 2025"),
        (("tahun", "bulan"), ("2025", "8"), "Agustus 2025", "Agu 2025", "August 2025"),
        (("tahun", "bulan_penimbangan"), ("2025", "Februari"), "Februari 2025", "Feb 2025", "February 2025"),
        (("tahun_ajaran",), ("2024/2025",), "2024/2025", "2024/2025", "2024/2025"),
        (("tanggal",), ("2026-11-21",), "21 November 2026", "2026-11-21", "21 November 2026"),
    ],
)
def test_period_names(names: Any, values: Any, label: str, short: str, english: str) -> None:
    period = Period(names, values)
    assert (period.label(), period.short_label(), period.label("en")) == (label, short, english)


def test_months_sort_as_months_and_a_year_before_keeps_the_month() -> None:
    names = ("tahun", "bulan")
    august, february = Period(names, ("2025", "Agustus")), Period(names, ("2025", "Februari"))
    assert sorted([august, february], key=lambda period: period.sort_key)[0] == february
    assert august.year_before() == Period(names, ("2024", "Agustus"))
    assert Period(("tahun_ajaran",), ("2024/2025",)).year_before() == Period(
        ("tahun_ajaran",), ("2023/2024",)
    )


def test_headline_sums_the_newest_period_and_compares() -> None:
    data = rows("kasus", ("A", 2024, "10"), ("B", 2024, "30"), ("A", 2025, "20"), ("B", 2025, "30"))
    assert headline(CASES, data) == {
        "value": 50,
        "unit": "kasus",
        "label": "Kasus",
        "period": "2025",
        "change_percent": 25,
        "change_from": "2024",
    }


def test_headline_leaves_total_rows_out_and_does_not_compare_unequal_periods() -> None:
    data = rows("kasus", ("A", 2024, "10"), ("A", 2025, "20"), ("B", 2025, "30"), ("Jumlah", 2025, "50"))
    found = headline(CASES, data)
    assert found["value"] == 50
    assert found["change_percent"] is None
    assert found["change_from"] is None


def test_headline_never_sums_percentages() -> None:
    assert headline(SHARE, rows("prevalensi", ("A", 2025, "12.5"), ("B", 2025, "20"))) == {}
    assert headline(SHARE, rows("prevalensi", ("A", 2025, "12.5")))["value"] == 12.5


def test_headline_of_nothing() -> None:
    assert headline(CASES, []) == {}
    assert headline({"fields": [field("nama", "string")]}, [{"nama": "x"}]) == {}


def test_three_periods_make_lines_and_a_missing_one_is_a_gap() -> None:
    data = rows(
        "kasus", ("A", 2023, "1"), ("A", 2024, ""), ("A", 2025, "3"), ("B", 2023, "5"), ("B", 2024, "0")
    )
    chart = choose_chart(CASES, data)
    assert chart is not None
    assert chart.kind == "line"
    assert chart.order == ("2023", "2024", "2025")
    assert {(p.series, p.x): p.value for p in chart.points} == {
        ("A", "2023"): 1, ("A", "2024"): None, ("A", "2025"): 3,
        ("B", "2023"): 5, ("B", "2024"): 0, ("B", "2025"): None,
    }  # fmt: skip


def test_many_places_become_one_line() -> None:
    data = rows("kasus", *[(f"P{n}", year, "2") for n in range(8) for year in (2023, 2024, 2025)])
    chart = choose_chart(CASES, data)
    assert chart is not None
    assert chart.series == ("Kasus",)
    assert {point.value for point in chart.points} == {16}


def test_one_period_makes_sorted_bars() -> None:
    chart = choose_chart(
        CASES, rows("kasus", ("A", 2025, "1"), ("B", 2025, "9"), ("C", 2025, "4"), ("D", 2024, "99"))
    )
    assert chart is not None
    assert (chart.kind, chart.order, chart.period) == ("bars", ("B", "C", "A"), "2025")


@pytest.mark.parametrize(
    ("unit", "value", "shown", "english", "figure"),
    [
        ("rupiah", "288000000000", "miliar rupiah", "billion rupiah", "288"),
        ("rupiah", "10000000", "juta rupiah", "million rupiah", "10"),
        ("rupiah", "9999999", "rupiah", "rupiah", "9999999"),
        ("juta_rupiah", "288000000000", "juta_rupiah", "juta_rupiah", "288000000000"),
    ],
)
def test_large_figures_get_a_larger_unit(
    unit: str, value: str, shown: str, english: str, figure: str
) -> None:
    schema = {"fields": [*PLACE, field("nilai", unit=unit)], "primaryKey": ["kode_kecamatan", "tahun"]}
    data = rows("nilai", ("A", 2025, value), ("B", 2025, "1"))
    chart, other = choose_chart(schema, data), choose_chart(schema, data, "en")
    assert chart is not None
    assert other is not None
    assert (chart.unit, other.unit, chart.points[0].value) == (shown, english, Decimal(figure))


def test_percentages_of_many_places_over_time_make_no_chart() -> None:
    data = rows("prevalensi", *[(f"P{n}", year, "2") for n in range(8) for year in (2023, 2024, 2025)])
    assert choose_chart(SHARE, data) is None


def test_one_figure_makes_no_chart() -> None:
    assert choose_chart(CASES, rows("kasus", ("A", 2025, "1"))) is None
    assert choose_chart(CASES, []) is None
