"""What Frictionless finds by the dataset's schema, told with the office's cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from data.in_process import Bench, Told
from data.offices import DISTRICTS, by_district, table

from ckanext.satudata.adapters.intake.frictionless_check import FrictionlessArbiter
from ckanext.satudata.domain.intake.canonical import Canonical
from ckanext.satudata.domain.intake.recipe import Recipe, edit_cells
from ckanext.satudata.domain.intake.report import Trace, findings_of


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Give a bench of this process."""
    return Bench(tmp_path)


def by_schema(bench: Bench, content: bytes, name: str, **changes: Any) -> Told:
    """Check a table by its own schema with one field changed."""
    schema = bench.check(content).data["schema"]
    next(field for field in schema["fields"] if field["name"] == name).update(changes)
    return bench.check(content, schema=schema)


def offices(title: str, *values: Any) -> bytes:
    rows = [
        (name, 2025, value, 5 + n) for n, (name, value) in enumerate(zip(DISTRICTS, values, strict=False))
    ]
    return table(("Kecamatan", "Tahun", title, "Jumlah Unit (unit)"), rows)


VALUES = ["A-1", "A-2", "B7", "A-4", "A-5", "A-6", "A-7", "A-8"]


@pytest.mark.parametrize(
    ("constraints", "code", "cells"),
    [
        ({"pattern": r"A-\d"}, "POLA_TIDAK_COCOK", ["C4"]),
        ({"minLength": 3}, "PANJANG_TEKS", ["C4"]),
        ({"enum": [value for value in VALUES if value != "B7"]}, "NILAI_DI_LUAR_DAFTAR", ["C4"]),
    ],
)
def test_texts(bench: Bench, constraints: dict[str, Any], code: str, cells: list[str]) -> None:
    content = offices("Seri", *VALUES)
    found = by_schema(bench, content, "seri", constraints=constraints)[code]
    assert (found["cells"], found["severity"]) == (cells, "tolak") and "B7" in found["message"] + found[
        "read"
    ]
    good = offices("Seri", *[value.replace("B7", "A-3") for value in VALUES])
    wider = {"enum": [*constraints["enum"], "A-3"]} if "enum" in constraints else constraints
    assert code not in by_schema(bench, good, "seri", constraints=wider)


def test_figures_below_the_least(bench: Bench) -> None:
    content = by_district([12, 4, 9, 8, 7, 11, 15, 6], "Suhu (\u00b0C)")
    name = bench.check(content).data["canonical"]["header"][-1]
    found = by_schema(bench, content, name, constraints={"minimum": 5})["NILAI_TERLALU_KECIL"]
    assert (found["cells"], found["read"], found["expected"]) == (["C3"], "4", "5")
    assert "NILAI_TERLALU_KECIL" not in by_schema(bench, content, name, constraints={"minimum": 4})


def test_yes_and_no(bench: Bench) -> None:
    content = offices("Internet", *["Ya", "Tidak"] * 3, "mungkin", "Ya")
    told = bench.check(content)
    recipe = told.data["recipe"]
    column = next(item for item in recipe["columns"] if item["letter"] == "C")
    column["type"] = "boolean"
    found = bench.check(content, recipe=recipe)["YA_TIDAK_TIDAK_TERBACA"]
    assert (found["cells"], found["read"]) == (["C8"], "mungkin")


def test_a_column_of_titles_is_missing(bench: Bench) -> None:
    content = table(
        ("Wanasari", 2025, 5), [("Karangjati", 2025, 7), ("Muara Bening", 2025, 9), ("Tanjung Elok", 2025, 4)]
    )
    codes = bench.check(content).codes
    assert "JUDUL_KOLOM_TIDAK_ADA" in codes or "KOLOM_TANPA_NAMA" in codes
    assert "JUDUL_KOLOM_TIDAK_ADA" not in bench.check(by_district([5, 7, 9], "Luas (ha)"))


def test_a_key_that_the_series_lacks(bench: Bench) -> None:
    rows = [(f"Pasar {n}", 2025, 4 + n) for n in range(8)]
    first = bench.check(table(("Pasar", "Tahun", "Kios (unit)"), rows))
    told = bench.check(by_district(range(8), "Kios (unit)", 2026), base=first)
    assert told["SERI_TIDAK_COCOK"]["facts"]["names"] == ["kode_kecamatan"]
    again = bench.check(
        table(("Pasar", "Tahun", "Kios (unit)"), [(n, 2026, v + 1) for n, _, v in rows]), base=first
    )
    assert "SERI_TIDAK_COCOK" not in again


def test_signs_on_figures(bench: Bench) -> None:
    told = bench.check(by_district(["12", "15*", "\u2026", "9", "11", "14", "10", "8"], "Kasus (kasus)"))
    assert told["STATUS_ANGKA"]["ranges"] == ["C3:C4"] and told["STATUS_ANGKA"]["severity"] == "peringatan"
    assert "STATUS_ANGKA" not in bench.check(by_district([12, 15, 9], "Kasus (kasus)"))


def by_affair(*codes: str) -> bytes:
    rows = [(code, f"Urusan {n}", 2025, 5 + n) for n, code in enumerate(codes)]
    return table(("Kode Urusan", "Nama Urusan", "Tahun", "Pegawai (orang)"), rows)


def keyed(bench: Bench, content: bytes, resource: str) -> dict[str, Any]:
    schema = dict(bench.check(content).data["schema"])
    key = {"fields": "kode_urusan", "reference": {"resource": resource, "fields": "kode"}}
    return {**schema, "foreignKeys": [key]}


def test_codes_of_a_list_are_judged_by_frictionless(bench: Bench) -> None:
    content = by_affair("1.01", "1.02", "9.99", "2.12")
    told = bench.check(content, schema=keyed(bench, content, "urusan"))
    assert (
        told["KODE_TIDAK_TERDAFTAR"]["cells"] == ["A4"]
        and "urusan" in told["KODE_TIDAK_TERDAFTAR"]["message"]
    )
    assert [error["type"] for error in told.data["report"]["tasks"][0]["errors"]] == ["foreign-key"]
    good = by_affair("1.01", "1.02", "2.12")
    assert bench.check(good, schema=keyed(bench, good, "urusan")).data["verdict"] == "pass"


@pytest.mark.parametrize(
    "resource", ["/etc/passwd", "../codes/urusan", "http://127.0.0.1/urusan", "tidak_ada", ""]
)
def test_a_key_that_points_elsewhere_is_not_followed(bench: Bench, resource: str) -> None:
    content = by_affair("1.01", "9.99", "2.12")
    assert bench.check(content, schema=keyed(bench, content, resource)).data["verdict"] == "pass"


def test_foreign_keys_by_the_fast_path_and_by_frictionless(tmp_path: Path) -> None:
    lines = ["kode,nilai", *[f"{'9.99' if n % 7 == 0 else '1.01'},{n}" for n in range(3000)]]
    (tmp_path / "data.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    fields = [{"name": "kode", "type": "string"}, {"name": "nilai", "type": "integer"}]
    key = {"fields": ["kode"], "reference": {"resource": "urusan", "fields": ["kode"]}}
    told: list[str] = []
    report = FrictionlessArbiter(tmp_path, 1000, told.append).judge(
        "data.csv", {"fields": fields, "foreignKeys": [key]}
    )
    assert told == [] and report["stats"]["errors"] == 429


def errors(*given: dict[str, Any]) -> dict[str, Any]:
    """Give a report of Frictionless with these errors."""
    return {"valid": False, "tasks": [{"errors": list(given), "warnings": []}]}


def explained(report: dict[str, Any]) -> list[Any]:
    """Give the findings of a report about a table of one column of codes."""
    columns = [
        {"letter": "B", "source_label": "Sektor", "name": "sektor", "title": "Sektor", "type": "string"}
    ]
    given = {
        "sheet": "Data",
        "range": "A1:B3",
        "header_rows": [1],
        "first_row": 2,
        "last_row": 3,
        "columns": columns,
    }
    canonical = Canonical(["sektor"], [["A"], ["Z9"]], [2, 3], {"sektor": "B"})
    schema = {"fields": [{"name": "sektor", "type": "string", "title": "Sektor"}]}
    trace = Trace("Data", [2, 3], {"sektor": "B"})
    return findings_of(report, schema, Recipe.from_dict(given), trace, [], canonical)


def test_a_code_that_its_list_does_not_have() -> None:
    error = {
        "type": "foreign-key",
        "rowNumber": 3,
        "fieldNames": ["sektor"],
        "fieldCells": ["Z9"],
        "referenceName": "kbli",
        "note": "violation",
    }
    (found,) = explained(errors(error))
    assert (found.code, found.cells, found.read, found.expected) == (
        "KODE_TIDAK_TERDAFTAR",
        ["B3"],
        "Z9",
        "kbli",
    )
    assert explained(errors()) == []


def test_what_has_no_sentence_of_its_own() -> None:
    (found,) = explained(
        errors({"type": "unique-error", "rowNumber": 3, "fieldName": "sektor", "cell": "Z9", "note": "x"})
    )
    assert (found.code, found.cells) == ("PERIKSA_SKEMA", ["B3"])


def test_a_column_that_moved(bench: Bench) -> None:
    rows = [(n, 2025, 210 + i, 4100 + i) for i, n in enumerate(DISTRICTS)]
    first = bench.check(table(("Kecamatan", "Tahun", "Guru (orang)", "Murid (orang)"), rows))
    moved = table(
        ("Kecamatan", "Tahun", "Murid (orang)", "Guru (orang)"),
        [(n, 2026, v + 9, g + 2) for n, _, g, v in rows],
    )
    told = bench.check(moved, recipe=first.data["recipe"], schema=first.data["schema"], base=first)
    assert (
        "Guru" in told["BENTUK_BERGESER"]["message"] and told["BENTUK_BERGESER"]["severity"] == "peringatan"
    )
    same = table(
        ("Kecamatan", "Tahun", "Guru (orang)", "Murid (orang)"),
        [(n, 2026, g + 2, v + 9) for n, _, g, v in rows],
    )
    again = bench.check(same, recipe=first.data["recipe"], schema=first.data["schema"], base=first)
    assert "BENTUK_BERGESER" not in again


def test_a_date_that_is_none_is_typed_on_the_page(bench: Bench) -> None:
    days = [f"{n} Maret 2025" for n in (1, 2, 32, 4, 5, 6, 7, 8)]
    rows = [(name, day, 3) for name, day in zip(DISTRICTS, days, strict=True)]
    content = table(("Kecamatan", "Tanggal Kejadian", "Korban (orang)"), rows, "Kejadian Banjir, 2025")
    told = bench.check(content)
    found = told["TANGGAL_TIDAK_TERBACA"]
    assert [fix["id"] for fix in found["fixes"]] == ["edit_cells"]
    recipe = edit_cells(told.data["recipe"], found, {found["cells"][0]: "3 Maret 2025"})
    again = bench.check(content, recipe=recipe)
    assert "TANGGAL_TIDAK_TERBACA" not in again and "2025-03-03" in again.canonical.read_text()


def test_an_unknown_place_is_told_as_it_is_written(bench: Bench) -> None:
    rows = [(name, 2025, 3) for name in (*DISTRICTS[:7], "Kota  Jauh Sekali")]
    found = bench.check(table(("Kecamatan", "Tahun", "Sekolah"), rows))["WILAYAH_TIDAK_DIKENAL"]
    assert "Kota Jauh Sekali" in found["read"]


@pytest.mark.parametrize("sign", [".", ","])
def test_degrees_prove_their_point(bench: Bench, sign: str) -> None:
    """No degree is above 180, so that a sign that would group digits by threes is a point."""
    rows = [(f"Objek {n}", 2025, f"-7{sign}{123 + n}", f"106{sign}{812 + n}") for n in range(8)]
    told = bench.check(table(("Objek Wisata", "Tahun", "Lintang", "Bujur"), rows))
    assert not {"ANGKA_TITIK_RIBUAN", "ANGKA_KOMA"} & set(told.codes)
    assert told.canonical.read_text().splitlines()[1].endswith(",2025,-7.123,106.812")
    told = bench.check(table(("Objek Wisata", "Tahun", "Luas", "Biaya"), rows))
    assert {"ANGKA_TITIK_RIBUAN", "ANGKA_KOMA"} & set(told.codes)
