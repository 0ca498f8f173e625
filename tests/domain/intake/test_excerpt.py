"""The piece of the sheet beside a finding."""

from __future__ import annotations

from typing import Any

from ckanext.satudata.domain.intake.excerpt import with_excerpts
from ckanext.satudata.domain.intake.grid import Sheet
from ckanext.satudata.domain.intake.reading import Reference, TableReading, read_sheet
from ckanext.satudata.domain.intake.regions import Regions
from ckanext.satudata.domain.intake.units import Units

REFERENCE = Reference(Units([]), Regions([], "99.01"))
HEAD = ["Desa", "Sapi", "Kerbau", "Kuda", "Kambing", "Domba", "Itik", "Ternak"]


def reading() -> TableReading:
    lines = [[f"Desa {n}", *(n * 10 + k for k in range(7))] for n in range(1, 7)]
    return read_sheet(Sheet("Data", dict(enumerate([HEAD, *lines], 3))), REFERENCE, "a.xlsx")[0]


def told(**parts: Any) -> dict[str, Any]:
    return {"code": "X", "place": {"sheet": "Data"}, "cells": [], **parts}


def excerpt(item: dict[str, Any], private: set[int] | None = None) -> Any:
    return with_excerpts([item], reading(), private or set())[0].get("excerpt")


def test_the_cells_stand_in_their_rows_with_the_first_columns() -> None:
    piece = excerpt(told(cells=["H5", "H7"]))
    assert [one["letter"] for one in piece["columns"]] == ["A", "B", "E", "F", "G", "H"]
    assert [one["label"] for one in piece["columns"]][-1] == "Ternak"
    assert [(one["row"], one["cells"][0], one["cells"][-1]) for one in piece["rows"]] == [
        (5, "Desa 2", "26"),
        (7, "Desa 4", "46"),
    ]
    assert piece["marked"] == ["H5", "H7"]


def test_many_cells_show_three_rows() -> None:
    piece = excerpt(told(cells=[f"C{row}" for row in range(4, 10)]))
    assert [one["row"] for one in piece["rows"]] == [4, 5, 6]
    assert piece["marked"] == ["C4", "C5", "C6"]


def test_a_row_alone_is_shown_without_a_mark() -> None:
    piece = excerpt(told(place={"sheet": "Data", "row": 9}))
    assert [one["row"] for one in piece["rows"]] == [9] and piece["marked"] == []


def test_personal_data_are_not_shown() -> None:
    piece = excerpt(told(cells=["B4"]), {1})
    assert piece["rows"][0]["cells"][0] == "\u2022\u2022\u2022" and piece["rows"][0]["cells"][1] == "10"


def test_nothing_is_shown_of_other_sheets_and_of_the_whole() -> None:
    assert excerpt(told(place={"sheet": "Lain"}, cells=["B4"])) is None
    assert excerpt(told()) is None
    assert excerpt(told(cells=["ZZ900"])) is None
