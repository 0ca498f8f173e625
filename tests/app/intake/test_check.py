"""The use case *check* with fakes for its ports: reader, judge, shelf."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.satudata.app.intake.check import Job, check_file
from ckanext.satudata.app.intake.inspect import inspect_file
from ckanext.satudata.domain.intake.finding import Unusable
from ckanext.satudata.domain.intake.grid import Sheet, Workbook
from ckanext.satudata.domain.intake.reading import Reference
from ckanext.satudata.domain.intake.recipe import answer, edit_cells
from ckanext.satudata.domain.intake.regions import Region, Regions
from ckanext.satudata.domain.intake.units import Unit, Units

REFERENCE = Reference(
    Units([Unit("ha", "ha", "luas", "m2", 4, ())]),
    Regions(
        [
            Region("99.01.01", "9902010", "Wanasari", "kecamatan", "99.01"),
            Region("99.01.02", "9902020", "Karangjati", "kecamatan", "99.01"),
        ],
        "99.01",
    ),
)
ROWS: list[list[Any]] = [
    ["Kecamatan", "Tahun", "Luas (ha)"],
    ["Wanasari", 2025, 1.5],
    ["Karangjati", 2025, 2],
]


@dataclass
class FakeReader:
    """Gives a workbook of one sheet, or refuses."""

    rows: Sequence[list[Any]] = field(default_factory=lambda: ROWS)
    refuses: str | None = None

    def read(self) -> Workbook:
        """Give the workbook."""
        if self.refuses:
            raise Unusable(self.refuses)
        return Workbook("xlsx", [Sheet("Data", dict(enumerate(self.rows, 1)))])


@dataclass
class FakeArbiter:
    """Judges as told."""

    errors: list[dict[str, Any]] = field(default_factory=list)
    seen: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    def judge(self, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Give a report."""
        self.seen.append((name, schema))
        return {"valid": not self.errors, "tasks": [{"errors": self.errors}]}

    def unjudged(self, schema: Mapping[str, Any]) -> list[str]:
        """Leave no key out."""
        return []


@dataclass
class FakeShelf:
    """Keeps tables in memory."""

    base: tuple[list[str], list[list[str]]] | None = None
    kept: dict[str, tuple[list[str], list[list[str]]]] = field(default_factory=dict)

    def write_csv(self, name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        """Keep a table."""
        self.kept[name] = (list(header), [list(row) for row in rows])
        return "digest"

    def read_base(self) -> tuple[list[str], list[list[str]]] | None:
        """Give the series."""
        return self.base


def run(
    reader: FakeReader, arbiter: FakeArbiter | None = None, shelf: FakeShelf | None = None, **parts: Any
) -> dict[str, Any]:
    """Check with fakes."""
    job = Job(
        {"filename": "a.xlsx", "sha256": "s"},
        parts.get("recipe"),
        parts.get("schema"),
        {"today": "2026-11-21"},
        "v 1",
    )
    return check_file(reader, job, REFERENCE, arbiter or FakeArbiter(), shelf or FakeShelf(), lambda *_: None)


def test_in_order() -> None:
    shelf, arbiter = FakeShelf(), FakeArbiter()
    result = run(FakeReader(), arbiter, shelf)
    assert (result["verdict"], result["findings"], result["validator_version"]) == ("pass", [], "v 1")
    assert shelf.kept["data.csv"][1][0] == ["99.01.01", "Wanasari", "2025", "1.5"]
    assert arbiter.seen[0][1]["primaryKey"] == ["kode_kecamatan", "tahun"]
    assert result["row_map"] == [2, 3]


def test_what_the_judge_finds_decides() -> None:
    error = {"type": "type-error", "fieldName": "luas", "rowNumber": 3, "cell": "dua", "note": ""}
    result = run(FakeReader(), FakeArbiter([error]))
    assert result["verdict"] == "fail"
    assert [(item["code"], item["cells"]) for item in result["findings"]] == [("ANGKA_TIDAK_TERBACA", ["C3"])]


def test_a_refusal_is_told_and_judges_nothing() -> None:
    arbiter = FakeArbiter()
    result = run(FakeReader(refuses="BERKAS_KOSONG"), arbiter)
    assert (result["verdict"], result["refusal"]["code"], arbiter.seen) == ("fail", "BERKAS_KOSONG", [])
    told = inspect_file(FakeReader(refuses="BERKAS_KOSONG"), {"filename": "a.xlsx"}, REFERENCE, {})
    assert told["refusal"]["message"] == "Berkas a.xlsx kosong (0 bita)."


def test_personal_data_reach_neither_shelf_nor_judge() -> None:
    number = "320101" + "410190" + "0001"
    rows = [["Nama", "Nomor", "Nilai"], ["Warga", number, 3], ["Warga", number, 4]]
    shelf, arbiter = FakeShelf(), FakeArbiter()
    result = run(FakeReader(rows), arbiter, shelf)
    assert shelf.kept == {} and arbiter.seen == []
    assert [item["code"] for item in result["findings"]] == ["DATA_PRIBADI"]
    assert number not in str(result)


def test_the_series_is_what_is_judged() -> None:
    header = ["kode_kecamatan", "nama_kecamatan", "tahun", "luas"]
    shelf = FakeShelf(
        (header, [["99.01.01", "Wanasari", "2024", "1.4"], ["99.01.02", "Karangjati", "2025", "9"]])
    )
    result = run(FakeReader(), shelf=shelf)
    assert shelf.kept["data.csv"][1] == [
        ["99.01.01", "Wanasari", "2024", "1.4"],
        ["99.01.02", "Karangjati", "2025", "2"],
        ["99.01.01", "Wanasari", "2025", "1.5"],
    ]
    assert result["row_map"] == [None, 3, 2]
    assert (result["changes"]["added"], result["changes"]["replaced"]) == (1, 1)
    assert [item["code"] for item in result["findings"]] == []


CELLS = st.one_of(
    st.none(),
    st.text(max_size=10),
    st.integers(-(10**17), 10**17),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.sampled_from(
        ["-", "…", "NA", "Jumlah", "Total", "(1)", "2024", "1.234", "1,5", "1 503", "Wanasari", "Tahun"]
    ),
)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=9), st.booleans())
def test_no_table_breaks_the_check(rows: list[list[Any]], with_base: bool) -> None:
    base = (["kode_kecamatan", "tahun", "luas"], [["99.01.01", "2024", "3"]]) if with_base else None
    rows = [*rows[:2], *ROWS[:1], *rows[2:]]
    result = run(FakeReader(rows), shelf=FakeShelf(base))
    assert json.loads(json.dumps(result, allow_nan=False)) == result
    recipe = result["recipe"]
    if recipe is not None:
        again = run(FakeReader(rows), recipe=recipe)
        assert again["row_map"] == run(FakeReader(rows))["row_map"]


def test_a_correction_changes_the_cell_and_the_total_alike() -> None:
    rows = [ROWS[0], ["Wanasari", 2025, 1.5], ["Karangjati", 2025, 2], ["Jumlah", None, 4.6]]
    first = run(FakeReader([list(row) for row in rows]))
    asked = first["findings"][0]
    assert asked["code"] == "BARIS_JUMLAH_DUGAAN" and "tidak cocok" in asked["message"]
    said = answer(first["recipe"], asked, "total")
    wrong = run(FakeReader([list(row) for row in rows]), recipe=said)["findings"]
    told = next(item for item in wrong if item["code"] == "JUMLAH_BARIS_BEDA")
    assert (told["cells"], told["expected"], told["read"]) == (["C4"], "3,5", "4,6")
    mended = edit_cells(said, told, {"C4": "3,5"})
    again = run(FakeReader([list(row) for row in rows]), recipe=mended)
    assert [item["code"] for item in again["findings"]] == ["BARIS_JUMLAH"]
    assert again["verdict"] == "pass"
