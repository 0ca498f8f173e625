"""``satudata structure`` without a portal: validate, diff, show, derive."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ckanext.satudata.standalone import main

GOOD = {
    "fields": [
        {"name": "tahun", "title": "Tahun", "type": "year"},
        {"name": "panjang", "title": "Panjang", "type": "number", "unit": "km"},
    ],
    "primaryKey": ["tahun"],
}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["structure", *words])


def written(folder: Path, name: str, schema: Any) -> str:
    (folder / name).write_text(json.dumps(schema), encoding="utf-8")
    return str(folder / name)


def test_a_flaw_is_told_with_its_place_and_ends_with_1(tmp_path: Path) -> None:
    assert run("validate", written(tmp_path, "a.json", GOOD)).exit_code == 0
    wrong = {**GOOD, "fields": [*GOOD["fields"], {"name": "Tahun"}], "primaryKey": ["bulan"]}
    found = run("validate", written(tmp_path, "b.json", wrong))
    assert found.exit_code == 1 and "fields[2].name: Nama 'Tahun' hanya berbeda" in found.output
    told = json.loads(run("validate", written(tmp_path, "b.json", wrong), "--json").output)
    assert [(one["code"], one["row"]) for one in told] == [("name_case", 2), ("key_missing", None)]


def test_a_breaking_difference_ends_with_1(tmp_path: Path) -> None:
    before = written(tmp_path, "a.json", GOOD)
    words = written(
        tmp_path, "b.json", {**GOOD, "fields": [{**GOOD["fields"][0], "title": "Th"}, GOOD["fields"][1]]}
    )
    fewer = written(tmp_path, "c.json", {**GOOD, "fields": GOOD["fields"][:1]})
    assert run("diff", before, words).exit_code == 0
    found = run("diff", before, fewer, "--english")
    assert found.exit_code == 1 and "BREAKING: The column 'panjang' was removed" in found.output
    assert "1.0.0 -> 2.0.0" in found.output


def test_show_and_what_is_no_structure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "ckan.plugins.toolkit", raising=False)
    assert run("show", written(tmp_path, "a.json", GOOD)).output.splitlines()[1].split("\t")[:4] == [
        "panjang",
        "",
        "number",
        "km",
    ]
    assert run("show", written(tmp_path, "b.json", {"fields": 3})).exit_code == 2
    assert run("show", written(tmp_path, "c.json", [1])).exit_code == 2
    assert run("list").exit_code == 2


def test_a_good_file_gives_its_structure_and_a_poor_one_says_why(tmp_path: Path) -> None:
    good = tmp_path / "jalan.csv"
    rows = "".join(f"Wilayah {at};{10 + at},5\n" for at in range(8))
    good.write_text(f"Ruas;Panjang Jalan (km)\n{rows}", encoding="utf-8")
    found = run("derive", str(good), "--year", "2025")
    assert found.exit_code == 0, found.output
    schema = json.loads(found.stdout)
    roles = {one["name"]: one["satudata:role"] for one in schema["fields"]}
    assert roles == {"ruas": "dimension", "panjang_jalan": "measure", "tahun": "time"}
    assert run("derive", str(good)).exit_code == 1
