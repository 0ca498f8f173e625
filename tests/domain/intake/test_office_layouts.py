"""Canonical -> any office's layout -> read -> canonical: the same rows, each figure traced to the cell it was put in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.satudata.domain.intake.canonical import Canonical, convert_rows
from ckanext.satudata.domain.intake.grid import Area, Sheet, parse_address
from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.questions import ask
from ckanext.satudata.domain.intake.reading import Reference, read_sheet
from ckanext.satudata.domain.intake.recipe import Recipe, answer
from ckanext.satudata.domain.intake.regions import Region, Regions
from ckanext.satudata.domain.intake.rerun import rows_to_load
from ckanext.satudata.domain.intake.units import Unit, Units

DISTRICTS = ("Wanasari", "Karangjati", "Muara Bening")
VILLAGES = {
    "Wanasari": ("Mekarsari", "Sukasari", "Cibening"),
    "Karangjati": ("Jatimulya", "Sidodadi"),
    "Muara Bening": ("Air Hitam", "Pulau Rengas", "Tanjung Elok"),
}
REFERENCE = Reference(
    Units([Unit("orang", "orang", "hitungan", "orang", 0, ("jiwa",))]),
    Regions(
        [Region(f"99.01.0{n}", "", name, "kecamatan", "99.01") for n, name in enumerate(DISTRICTS, 1)],
        "99.01",
    ),
)
MEASURES = ("Guru (orang)", "Murid (orang)")
YEARS = (2023, 2024, 2025)


@dataclass(frozen=True)
class Style:
    """How an office writes its table."""

    title: bool
    gap: int
    counted: bool
    numbered: bool
    two_rows: bool
    merged: bool
    total: str
    districts: str
    wide: bool
    footer: bool
    beside: bool
    blank: bool
    left: int


STYLES = st.builds(
    Style,
    title=st.booleans(),
    gap=st.integers(0, 2),
    counted=st.booleans(),
    numbered=st.booleans(),
    two_rows=st.booleans(),
    merged=st.booleans(),
    total=st.sampled_from(["", "first", "last"]),
    districts=st.sampled_from(["column", "merged", "own row", "sum row"]),
    wide=st.booleans(),
    footer=st.booleans(),
    beside=st.booleans(),
    blank=st.booleans(),
    left=st.integers(1, 3),
)


class Writer:
    """Writes figures as an office would, and remembers in which cell each was put."""

    def __init__(self, style: Style, figures: dict[str, list[int]]) -> None:
        self.style, self.figures = style, figures
        self.sheet = Sheet("Data")
        self.at = 1
        self.names = (1 if style.counted else 0) + (2 if style.districts in ("column", "merged") else 1)
        self.width = self.names + len(next(iter(figures.values())))
        self.placed: list[tuple[str, str, int, int]] = []

    def row(self, *cells: Any) -> int:
        """Write a row and give its number."""
        self.sheet.rows[self.at] = [*([None] * (self.style.left - 1)), *cells]
        self.at += 1
        return self.at - 1

    def write(self) -> Sheet:
        """Write the whole sheet."""
        if self.style.title:
            self.row("PEMERINTAH KABUPATEN SUKAMAJU")
            self.row("Guru dan Murid menurut Desa, 2025")
            self.at += self.style.gap
        self._titles()
        if self.style.total == "first":
            self._total()
        self._rows()
        if self.style.total == "last":
            self._total()
        if self.style.footer:
            self.row("Sumber: Dinas Pendidikan")
            self.at += 1
            self.row(None, "Sukamaju, 31 Desember 2025")
            self.row(None, "Kepala Dinas Pendidikan")
        if self.style.beside:
            first = min(number for _, _, number, _ in self.placed)
            cells = self.sheet.rows[first]
            cells += [None] * (self.style.left - 1 + self.width - len(cells)) + [None, "lihat lampiran"]
        return self.sheet

    def _titles(self) -> None:
        style = self.style
        names = [
            *(["No"] if style.counted else []),
            *(["Kecamatan"] if self.names - style.counted == 2 else []),
            "Desa",
        ]
        if style.wide:
            top, low = ["Murid (orang)", None, None], list(YEARS)
        elif style.two_rows:
            top, low = ["Sekolah", None], list(MEASURES)
        else:
            top, low = list(MEASURES), []
        first = self.row(*names, *top)
        if low:
            self.row(*([None] * len(names)), *low)
            if style.merged:
                begin = style.left + len(names)
                self.sheet.merges.append(Area(first, begin, first, begin + len(low) - 1))
                for column in range(style.left, begin):
                    self.sheet.merges.append(Area(first, column, first + 1, column))
        if style.numbered:
            self.row(*(f"({n})" for n in range(1, self.width + 1)))

    def _rows(self) -> None:
        count = 0
        for district in DISTRICTS:
            sums = [
                sum(column) for column in zip(*(self.figures[v] for v in VILLAGES[district]), strict=True)
            ]
            count_cell = [None] if self.style.counted else []
            if self.style.districts == "own row":
                self.row(*count_cell, f"Kecamatan {district}")
            elif self.style.districts == "sum row":
                self.row(*count_cell, f"Kecamatan {district}", *sums)
            begin = self.at
            for village in VILLAGES[district]:
                count += 1
                named = {"column": [district], "merged": [district if self.at == begin else None]}
                cells = [
                    *([count] if self.style.counted else []),
                    *named.get(self.style.districts, []),
                    village,
                ]
                number = self.row(*cells, *self.figures[village])
                for place in range(len(self.figures[village])):
                    self.placed.append((village, district, number, self.style.left + self.names + place))
            if self.style.districts == "merged":
                column = self.style.left + (1 if self.style.counted else 0)
                self.sheet.merges.append(Area(begin, column, self.at - 1, column))
            if self.style.blank and self.style.districts == "column" and district == DISTRICTS[0]:
                self.at += 1

    def _total(self) -> None:
        sums = [sum(column) for column in zip(*self.figures.values(), strict=True)]
        self.row(*([None] * (self.names - 1)), "Jumlah", *sums)


def read_back(sheet: Sheet) -> Canonical:
    """Read a sheet, answering what is asked as the office would; a doubt about its own words is not asked."""
    (reading,) = read_sheet(sheet, REFERENCE, "a.xlsx")
    recipe = propose(reading, REFERENCE, {"year": 2025}, None).to_dict()
    for finding in ask(reading, Recipe.from_dict(recipe)):
        told = finding.to_dict()
        if told["confirm"]:
            assert told["code"] == "TAHUN_SEBAGAI_KOLOM", told
            recipe = answer(recipe, told, "long")
    final = Recipe.from_dict(recipe)
    return convert_rows(sheet, rows_to_load(sheet, final), final, REFERENCE, None)


FIGURES = st.integers(3, 90_000).filter(
    lambda number: len(set(str(number))) > 1
)  # 8888 may stand for nothing
NUMBERS = st.lists(FIGURES, min_size=24, max_size=24)


@settings(max_examples=250, deadline=None)
@given(NUMBERS, STYLES)
def test_any_layout_is_read_back(numbers: list[int], style: Style) -> None:
    width = len(YEARS) if style.wide else len(MEASURES)
    villages = [village for names in VILLAGES.values() for village in names]
    figures = {village: numbers[at * width : at * width + width] for at, village in enumerate(villages)}
    writer = Writer(style, figures)
    found = read_back(writer.write())
    names = ("nama_kecamatan", next(name for name in ("nama_desa", "desa") if name in found.header))
    values = [name for name in found.header if name.endswith(("guru", "murid"))]
    read = [
        (found.column(names[1])[at], found.column(names[0])[at], parse_address(found.cell(at, value) or ""))
        for at in range(len(found.rows))
        for value in values
    ]
    assert read == [(village, district, (row, column)) for village, district, row, column in writer.placed]
    texts = [found.column(value)[at] for at in range(len(found.rows)) for value in values]
    assert texts == [str(number) for village in villages for number in figures[village]]
    if style.wide:
        assert found.column("tahun") == [str(year) for _ in villages for year in YEARS]


def test_grades_right_below_the_titles_are_data(sheet: Any, reference: Any) -> None:
    rows = (
        ["Opini BPK", "WTP", "WTP"],
        ["Nilai SAKIP", "A", "BB"],
        ["IPM", "84,5", "84,3"],
        ["TPT", "4,5", "4,8"],
    )
    (reading,) = read_sheet(sheet(["Indikator", "Target", "Realisasi"], *rows), reference, "data.xlsx")
    assert reading.table.header_rows == [1] and reading.data_rows == [2, 3, 4, 5]


@pytest.mark.parametrize("names", [("Kabupaten", "Kota"), ("Kabupaten/Regency", "Kota/Municipality")])
@pytest.mark.parametrize("figures", [1, 2])
def test_kinds_of_places_over_their_rows_are_groups(
    sheet: Any, reference: Any, names: tuple[str, str], figures: int
) -> None:
    rows = [
        [names[0]],
        ["Bogor", 70.5, 8.1],
        ["Cianjur", 71.5, 8.2],
        [names[1]],
        ["Bogor", 75.5, 9.1],
        ["Depok", 76.5, 9.2],
    ]
    made = sheet(*(row[: figures + 1] for row in (["Kabupaten/Kota", "IPM", "RLS"], *rows)))
    (reading,) = read_sheet(made, reference, "data.xlsx")
    assert reading.table.header_rows == [1] and reading.data_rows == [3, 4, 6, 7]
    assert reading.groups is not None and reading.groups.names == names


def test_lone_names_of_the_first_of_two_levels_are_groups(sheet: Any, reference: Any) -> None:
    rows = [
        ["Kalasan"],
        ["Selomartani", 4],
        ["Tamanmartani", 5],
        ["Prambanan"],
        ["Bokoharjo", 6],
        ["Sambirejo", 7],
    ]
    (reading,) = read_sheet(sheet(["Kecamatan/Desa", "Jumlah KK"], *rows), reference, "data.xlsx")
    assert reading.data_rows == [3, 4, 6, 7]
    (alone,) = read_sheet(sheet(["Kapanewon", "Jumlah KK"], *rows), reference, "data.xlsx")
    assert alone.data_rows == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("days", [[date(2023, 1, 2), date(2023, 1, 3)], ["02/01/2023", "03/01/2023"]])
def test_days_title_columns_whatever_the_first_word_says(sheet: Any, reference: Any, days: list[Any]) -> None:
    rows = [[f"Pasar {name}", 50_000 + n, 51_000 + n] for n, name in enumerate(("Godean", "Mlati", "Depok"))]
    (reading,) = read_sheet(sheet(["Harga Cabai"], ["Tempat", *days], *rows), reference, "data.xlsx")
    assert reading.table.header_rows == [2] and reading.data_rows == [3, 4, 5]


def test_days_of_data_title_nothing(sheet: Any, reference: Any) -> None:
    rows = [[f"Lelang {n}", date(2023, 1, n), date(2023, 2, n), 100 + n] for n in range(1, 5)]
    (reading,) = read_sheet(sheet(["Paket", "Mulai", "Selesai", "Nilai"], *rows), reference, "data.xlsx")
    assert reading.table.header_rows == [1] and reading.data_rows == [2, 3, 4, 5]


@pytest.mark.parametrize(("values", "kind"), [([1200, 3500, 90], "integer"), ([1200.5, 3500, 90], "number")])
def test_rupiah_are_whole_where_they_stand_so(
    sheet: Any, reference: Any, values: list[Any], kind: str
) -> None:
    rows = [[f"Belanja {n}", value, value] for n, value in enumerate(values)]
    (reading,) = read_sheet(sheet(["Uraian", "Pagu (rupiah)", "Luas (ha)"], *rows), reference, "data.xlsx")
    assert [column.type for column in reading.columns] == ["string", kind, "number"]
