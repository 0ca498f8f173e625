"""A dataset that follows a table structure: its SDMX structure and its chart are those of the structure, not of guesses."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from ckanext.satudata.domain.bps.content import BundleContent
from ckanext.satudata.domain.figures.chart import choose_chart
from ckanext.satudata.domain.structure.model import Column, Structure, from_schema, marked, to_schema
from support.bundle_samples import DATASET, content

Make = Callable[[BundleContent], dict[str, bytes]]
COLUMNS = (
    Column("tahun", "Tahun", "year", role="time"),
    Column("kelas", "Kelas", "integer", role="dimension", enum=("1", "2")),
    Column("kode_urusan", "Urusan", "string", role="dimension"),
    Column("siswa", "Siswa", "integer", role="measure", unit="orang"),
    Column("rasio", "Rasio Guru", "number", role="measure", unit="rasio", ukuran="rasio"),
    Column("catatan_guru", "Catatan", "integer", role="dimension"),
)
FOLLOWED = Structure(
    COLUMNS,
    key=("tahun", "kelas", "kode_urusan"),
    foreign_keys=({"fields": "kode_urusan", "reference": {"resource": "urusan", "fields": "kode"}},),
    missing_values=("",),
    id="s-1",
    version="2.1.0",
)
ROWS = [
    {
        "tahun": str(year),
        "kelas": grade,
        "kode_urusan": "1.01",
        "siswa": str(100 + year % 100),
        "rasio": "0.5",
        "catatan_guru": "7",
    }
    for year in (2023, 2024, 2025)
    for grade in ("1", "2")
]


def table(structure: Structure) -> BundleContent:
    schema = marked(structure)
    names = [one["name"] for one in schema["fields"]]
    target = io.StringIO()
    writer = csv.DictWriter(target, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(ROWS)
    return content(
        target.getvalue().encode(),
        schema=schema,
        dataset={**DATASET, "satuan": "orang", "frekuensi": "tahunan"},
    )


def dimensions(made: dict[str, bytes]) -> dict[str, str]:
    """The dimensions of the data structure with the code list of each."""
    root = ElementTree.fromstring(made["structure.xml"])
    found = {}
    for one in root.iter():
        if one.tag.endswith("}Dimension"):
            lists = [ref.get("id") or "" for ref in one.iter() if ref.get("class") == "Codelist"]
            found[one.get("id") or ""] = lists[0] if lists else ""
    return found


def changed(name: str, **given: Any) -> Structure:
    """The structure with one column otherwise, written and read as it is kept."""
    schema = to_schema(FOLLOWED)
    for one in schema["fields"]:
        if one["name"] == name:
            one |= given
    return from_schema(schema, id="s-1", version="3.0.0")


def test_dimensions_measures_and_code_lists_of_sdmx_are_those_of_the_structure(make: Make) -> None:
    made = make(table(FOLLOWED))
    found = dimensions(made)
    assert {"KELAS", "KODE_URUSAN", "INDICATOR"} <= set(found), (
        "numbers are dimensions where the structure says so"
    )
    assert "URUSAN" in found["KODE_URUSAN"] and found["KELAS"]
    lines = list(csv.DictReader(io.StringIO(made["data.csv"].decode())))
    assert {one["INDICATOR"] for one in lines} == {"SISWA", "RASIO"}
    assert {one["INDICATOR"]: one["UNIT_MEASURE"] for one in lines} == {"SISWA": "ORANG", "RASIO": "RASIO"}
    assert len(lines) == 2 * len(ROWS)


def test_another_role_in_the_structure_is_another_sdmx_structure(make: Make) -> None:
    lines = list(
        csv.DictReader(
            io.StringIO(
                make(table(changed("catatan_guru", **{"satudata:role": "measure"})))["data.csv"].decode()
            )
        )
    )
    assert {one["INDICATOR"] for one in lines} == {"SISWA", "RASIO", "CATATAN_GURU"}
    titled = make(table(changed("siswa", title="Peserta Didik")))["structure.xml"].decode()
    assert "Peserta Didik" in titled


def test_the_chart_shows_the_measure_of_the_structure_by_its_dimension() -> None:
    chart = choose_chart(marked(FOLLOWED), ROWS)
    assert chart is not None and chart.kind == "line"
    assert (chart.unit, chart.order, set(chart.series)) == ("orang", ("2023", "2024", "2025"), {"1", "2"})
    other = choose_chart(marked(changed("siswa", **{"satudata:role": "dimension", "unit": ""})), ROWS)
    assert other is not None and other.unit == "rasio"
