"""A status in a title holds for the figures below it; a year keeps its four digits."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.domain.intake.canonical import convert_rows
from ckanext.satudata.domain.intake.carry import carry_over
from ckanext.satudata.domain.intake.label_status import status_of_label, year_with_status
from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.questions import ask
from ckanext.satudata.domain.intake.reading import read_sheet


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("2023 (Angka sangat sementara)", "P"),
        ("2024*", "P"),
        ("Produksi \u2013 2024**)", "P"),
        ("2025 e", "E"),
        ("Nilai (angka estimasi)", "E"),
        ("2024", None),
        ("Jumlah*", None),
        ("Hunian sementara", None),
    ],
)
def test_status_of_a_title(label: str, status: str | None) -> None:
    assert status_of_label(label) == status


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024*", "2024"),
        ("2023 (Angka sementara)", "2023"),
        ("2023 **)", "2023"),
        ("2023/2024", None),
        ("20245", None),
    ],
)
def test_years_with_a_status(text: str, year: str | None) -> None:
    assert year_with_status(text) == year


def test_the_figures_carry_the_status_of_their_title(sheet: Any, reference: Any) -> None:
    rows = (["Kecamatan", "Produksi 2023", "Produksi 2024*"], ["Wanasari", 5, 7], ["Karangjati", 6, "8 e"])
    (reading,) = read_sheet(sheet(*rows), reference, "data.xlsx")
    recipe = propose(reading, reference, {"year": 2025}, None)
    found = convert_rows(reading.sheet, reading.data_rows, recipe, reference, None)
    names = [column.name for column in recipe.columns[1:]]
    assert not found.status[names[0]] and found.status[names[1]] == {0: "P", 1: "E"}


def test_the_status_of_last_years_title_is_not_carried_over(sheet: Any, reference: Any) -> None:
    first, second = (
        sheet(["Kecamatan", label], ["Wanasari", 5], ["Karangjati", 6])
        for label in ("Produksi 2024*", "Produksi 2025")
    )
    (old_reading,), (new_reading,) = (read_sheet(item, reference, "data.xlsx") for item in (first, second))
    old = propose(old_reading, reference, {"year": 2024}, None)
    fresh = propose(new_reading, reference, {"year": 2025}, None)
    assert old.columns[1].accept == {"status": "P"}
    carried, _ = carry_over(old, fresh, new_reading)
    assert carried.columns[1].accept == {}


def test_marked_years_are_told_and_mark_the_figures(sheet: Any, reference: Any) -> None:
    def read(*years: Any) -> tuple[Any, set[str]]:
        rows = [
            ["Kecamatan", "Tahun", "Produksi"],
            *([f"Tempat {at}", year, 5 + at] for at, year in enumerate(years)),
        ]
        (reading,) = read_sheet(sheet(*rows), reference, "data.xlsx")
        recipe = propose(reading, reference, {}, None)
        found = convert_rows(reading.sheet, reading.data_rows, recipe, reference, None)
        return found, {item.code for item in ask(reading, recipe)}

    found, told = read("2024*", "2024*", "2024*")
    assert found.column("tahun") == ["2024"] * 3 and "TAHUN_BERTANDA" in told
    assert found.status["produksi"] == {0: "P", 1: "P", 2: "P"}
    found, told = read("2023", "2024*", "2024*")
    assert found.column("tahun") == ["2023", "2024", "2024"] and "TAHUN_BERTANDA" in told
    assert not found.status["produksi"]
    assert "TAHUN_BERTANDA" not in read(2023, 2024, 2025)[1]
