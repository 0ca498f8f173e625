"""Edges of the bundle: empty and odd tables, hostile names and texts, links, a table published by itself."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ckanext.satudata.adapters.bps.builder import build
from ckanext.satudata.adapters.bps.verify import verify
from ckanext.satudata.domain.bps.datapackage import public_package
from support.bundle_samples import DATASET, SCHEMA, content, population_csv

HEADER = population_csv().splitlines(keepends=True)[0]
EDGES = {
    "empty": (HEADER, {}),
    "one row": (HEADER + b"99.01.01,Sukamaju Kota,2025,1,1,2,3\n", {}),
    "no final newline": (population_csv().rstrip(b"\n"), {}),
    "unicode": (
        HEADER + "99.01.01,Kéca – Ñ 😀 \u202e,2025,1,1,2,3\n".encode(),
        {"title": "Désa «😀» \u202e"},
    ),
    "formulas": (HEADER + b"99.01.01,=1+1,2025,1,1,2,3\n", {"title": "=1+1", "kode_dataset": "@SUM(A1)"}),
    "hostile names": (population_csv(), {"name": "../../x", "kode_dataset": "C:\\CON", "title": "CON"}),
    "large integers": (HEADER + b"99.01.01,A,2025,1,4294967296000,99999999999999999999,1\n", {}),
    "missing figures": (HEADER + b"99.01.01,A,2025,1,,,\n", {}),
    "quoted cells": (HEADER + b'99.01.01,"A, ""B""\nC",2025,1,1,2,3\n', {}),
    "control characters": (population_csv(), {"title": "Desa\x0b\u202eMaju\x01", "definisi": "a\x0bb"}),
    "bare metadata": (population_csv(), dict.fromkeys(DATASET, "")),
}


def frictionless(folder: Path) -> dict[str, Any]:
    """Run the real program on a package and give its report."""
    program = shutil.which("frictionless", path=str(Path(sys.executable).parent))
    assert program, "the frictionless program is not installed beside python"
    command = [program, "validate", "datapackage.json", "--json"]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    report: dict[str, Any] = json.loads(run.stdout)
    return report


@pytest.mark.parametrize("edge", EDGES)
def test_edges_build_verify_and_pass_frictionless(tmp_path: Path, edge: str) -> None:
    csv, change = EDGES[edge]
    dataset = {**DATASET, **change}
    archive = tmp_path / build([content(csv, dataset=dataset)], tmp_path).filename
    assert archive.name.isascii()
    assert verify(archive) == []
    target = tmp_path / "isi"
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(target)
    report = frictionless(target)
    assert report["valid"], report
    for book in target.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(book).worksheets:
            formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
            assert all(str(formula).startswith("=SUM(") for formula in formulas)


def test_a_link_in_the_place_of_the_table_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "asal").write_bytes(population_csv())
    (tmp_path / "tautan").symlink_to(tmp_path / "asal")
    with pytest.raises(OSError, match="symbolic links"):
        build([content(canonical_csv=tmp_path / "tautan")], tmp_path)


def test_one_public_table_as_a_package(tmp_path: Path) -> None:
    data = population_csv()
    schema = {key: value for key, value in SCHEMA.items() if key != "foreignKeys"}
    (tmp_path / "data.csv").write_bytes(data)
    package = public_package(content(schema=schema), "data.csv", len(data))
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    report = frictionless(tmp_path)
    assert report["valid"], report
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert "satudata:pengajuan" not in package["resources"][0]
