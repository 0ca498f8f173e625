"""Canonical -> an office's layout -> read -> canonical: nothing changes on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.satudata.domain.intake.canonical import convert_rows
from ckanext.satudata.domain.intake.grid import Area, Sheet
from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.questions import ask
from ckanext.satudata.domain.intake.reading import Reference, read_sheet
from ckanext.satudata.domain.intake.recipe import Recipe, answer
from ckanext.satudata.domain.intake.regions import Region, Regions
from ckanext.satudata.domain.intake.rerun import rows_to_load
from ckanext.satudata.domain.intake.units import Unit, Units

NAMES = ("Wanasari", "Karangjati", "Muara Bening", "Tanjung Elok", "Cempaka Barat", "Pulau Rengas")
REFERENCE = Reference(
    Units(
        [Unit("orang", "orang", "hitungan", "orang", 0, ("jiwa",)), Unit("ton", "ton", "berat", "kg", 3, ())]
    ),
    Regions(
        [Region(f"99.01.0{n}", "", name, "kecamatan", "99.01") for n, name in enumerate(NAMES, 1)], "99.01"
    ),
)


def native(number: float) -> Any:
    """Leave a number a number."""
    return number


def dotted(number: float) -> str:
    """Write a number as Indonesian offices type it."""
    whole, _, fraction = repr(number).partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{fraction}" if fraction and int(fraction) else grouped


def lay_out(rows: list[tuple[int, float]], style: Callable[[float], Any], titled: bool, total: bool) -> Sheet:
    """Lay figures out as an office does."""
    lines: list[list[Any] | None] = []
    if titled:
        lines += [["DINAS PERTANIAN KABUPATEN SUKAMAJU"], ["Produksi menurut Kecamatan, 2025"], None]
    top = len(lines) + 1
    lines += [["No", "Kecamatan", "Petani", None], [None, None, "Jumlah Petani (orang)", "Produksi (ton)"]]
    lines.append(["(1)", "(2)", "(3)", "(4)"])
    for index, (people, tons) in enumerate(rows):
        lines.append([index + 1, NAMES[index], style(people), style(tons)])
    if total:
        lines.append(
            [None, "Jumlah", style(sum(row[0] for row in rows)), style(round(sum(row[1] for row in rows), 1))]
        )
    lines.append(["Sumber: Dinas Pertanian"])
    sheet = Sheet("Data", {number: line for number, line in enumerate(lines, 1) if line})
    sheet.merges = [Area(top, 1, top + 1, 1), Area(top, 2, top + 1, 2), Area(top, 3, top, 4)]
    return sheet


def read_back(sheet: Sheet) -> tuple[list[list[str]], list[int]]:
    """Read a sheet, answering what is asked as an office that writes dots for thousands would."""
    (reading,) = read_sheet(sheet, REFERENCE, "a.xlsx")
    recipe = propose(reading, REFERENCE, {"year": 2025}, None)
    given_recipe = recipe.to_dict()
    for finding in ask(reading, recipe):
        told = finding.to_dict()
        wanted = {
            "ANGKA_TITIK_RIBUAN": "text_dot_thousands",
            "ANGKA_KOMA": "text_comma_decimal",
            "ANGKA_PENANDA": "number",
        }.get(told["code"])
        assert not told["confirm"] or wanted or told["code"] == "BARIS_JUMLAH_DUGAAN", told
        if told["confirm"]:
            given_recipe = answer(given_recipe, told, wanted or "data")
    final = Recipe.from_dict(given_recipe)
    found = convert_rows(sheet, rows_to_load(sheet, final), final, REFERENCE, None)
    names = [name for name in found.header if name not in ("kode_kecamatan", "tahun")]
    at = [found.header.index(name) for name in names]
    assert names == ["nama_kecamatan", "petani_jumlah_petani", "petani_produksi"]
    return [[row[i] for i in at] for row in found.rows], found.row_map


FIGURES = st.lists(
    st.tuples(st.integers(1, 2_000_000), st.integers(1, 20_000_000).map(lambda n: n / 10)),
    min_size=3,
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(FIGURES, st.sampled_from([native, dotted]), st.booleans(), st.booleans())
def test_round_trip(
    rows: list[tuple[int, float]], style: Callable[[float], Any], titled: bool, total: bool
) -> None:
    sheet = lay_out(rows, style, titled, total)
    read, row_map = read_back(sheet)
    assert read == [
        [NAMES[index], str(people), f"{tons:g}" if tons == int(tons) and tons < 1e5 else _plain(tons)]
        for index, (people, tons) in enumerate(rows)
    ]
    first = 7 if titled else 4
    assert row_map == list(range(first, first + len(rows)))


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-(10**17), 10**17),
    st.floats(),
    st.booleans(),
    st.sampled_from(
        [
            "-",
            "…",
            "NA",
            "Jumlah",
            "Total",
            "(1)",
            "(2)",
            "2024",
            "2025",
            "Sumber: X",
            "1.234",
            "1,5",
            "Kecamatan",
        ]
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=10))
def test_any_grid_is_read_without_breaking(rows: list[list[Any]]) -> None:
    sheet = Sheet("Data", {number: row for number, row in enumerate(rows, 1) if row})
    for reading in read_sheet(sheet, REFERENCE, "a.csv"):
        recipe = propose(reading, REFERENCE, {}, None)
        for finding in ask(reading, recipe):
            finding.to_dict()
        final = Recipe.from_dict(recipe.to_dict())
        found = convert_rows(sheet, rows_to_load(sheet, final), final, REFERENCE, None)
        assert all(len(row) == len(found.header) for row in found.rows)
        assert set(found.row_map) <= set(sheet.rows)
