"""``satudata intake`` on the command line: JSON, exit codes, no CKAN."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from data import offices
from openpyxl import load_workbook

from ckanext.satudata.cli_intake import intake
from support import shapes


def run(*arguments: str) -> Any:
    """Run the command."""
    return CliRunner().invoke(intake, list(arguments))


@pytest.fixture
def schema(tmp_path: Path) -> str:
    """Give a Table Schema on disk."""
    path = tmp_path / "schema.json"
    fields = [
        {"name": "kode_kecamatan", "type": "string"},
        {"name": "nama_kecamatan", "type": "string"},
        {"name": "tahun", "type": "year"},
        {"name": "luas", "type": "number", "title": "Luas (ha)"},
    ]
    path.write_text(json.dumps({"fields": fields, "primaryKey": ["kode_kecamatan", "tahun"]}))
    return str(path)


def test_exit_codes(desk: Any, schema: str) -> None:
    good = desk.lay(offices.by_district([1.5, 2, 3, 4, 5, 6, 7, 8], "Luas (ha)"), "good.xlsx")
    bad = desk.lay(offices.by_district([1.5, "dua", 3, 4, 5, 6, 7, 8], "Luas (ha)"), "bad.xlsx")
    pdf = desk.lay(b"%PDF-1.4", "a.pdf")
    assert run("check", str(good), "--schema", schema).exit_code == 0
    assert run("check", str(bad), "--schema", schema).exit_code == 1
    assert run("check", str(pdf), "--schema", schema).exit_code == 2
    assert run("inspect", str(good)).exit_code == 0
    assert run("inspect", str(pdf)).exit_code == 2


def test_could_not_check_is_3(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    good = desk.lay(offices.population(), "good.xlsx")
    monkeypatch.setattr("ckanext.satudata.adapters.intake.fence.CHILD", "ckanext.satudata.no_such_module")
    done = run("check", str(good))
    assert done.exit_code == 3
    assert "terhenti di sistem, bukan karena data" in done.output


def test_json_is_what_python_gets(desk: Any, schema: str) -> None:
    path = desk.lay(offices.by_district([1.5, 2, 3], "Luas (ha)"), "good.xlsx")
    inspection = json.loads(run("inspect", str(path), "--json", "--schema", schema).output)
    assert inspection == desk.inspect(
        path.read_bytes(), "good.xlsx", schema=json.loads(Path(schema).read_text())
    )
    result = json.loads(run("check", str(path), "--json", "--schema", schema).output)
    assert result["verdict"] == "pass" and result["canonical"]["rows"] == 3


def test_words_in_both_languages(desk: Any) -> None:
    pdf = str(desk.lay(b"%PDF-1.4", "a.pdf"))
    assert "bukan tabel" in run("check", pdf).output
    assert "not a table" in run("check", pdf, "--english").output


def test_bad_arguments_are_explained(desk: Any, tmp_path: Path) -> None:
    broken = tmp_path / "r.json"
    broken.write_text("{")
    path = str(desk.lay(offices.population(), "good.xlsx"))
    done = run("check", path, "--recipe", str(broken))
    assert done.exit_code == 3 and "not JSON" in done.output


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "fields: a list"),
        ('{"fields": {"nama": 1}}', "fields: a list"),
        ('{"fields": [], "foreignKeys": "x"}', "foreignKeys: a list"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_schema_that_is_none_is_not_a_finding(desk: Any, tmp_path: Path, text: str, told: str) -> None:
    good = desk.lay(offices.by_district([1.5, 2, 3, 4, 5, 6, 7, 8], "Luas (ha)"), "good.xlsx")
    odd = tmp_path / "aneh.json"
    odd.write_text(text, encoding="utf-8")
    done = run("check", str(good), "--schema", str(odd))
    assert done.exit_code == 3 and told in done.output


def test_a_schema_of_notepad_is_read(desk: Any, schema: str, tmp_path: Path) -> None:
    good = desk.lay(offices.by_district([1.5, 2, 3, 4, 5, 6, 7, 8], "Luas (ha)"), "good.xlsx")
    marked = tmp_path / "bom.json"
    marked.write_bytes(b"\xef\xbb\xbf" + Path(schema).read_bytes())
    assert run("check", str(good), "--schema", str(marked)).exit_code == 0


def test_a_day_that_is_none_and_a_folder_that_cannot_be(desk: Any, tmp_path: Path) -> None:
    good = desk.lay(offices.by_district([1.5, 2, 3, 4, 5, 6, 7, 8], "Luas (ha)"), "good.xlsx")
    assert run("check", str(good), "--today", "2026-13-45").exit_code == 2
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    done = run("check", str(good), "--out", str(tmp_path / "berkas" / "di-dalam"))
    assert done.exit_code == 3 and "cannot be made" in done.output


def test_no_ckan_is_imported() -> None:
    code = (
        "import sys; import ckanext.satudata.cli_intake, ckanext.satudata.adapters.intake.child; "
        "bad = [m for m in sys.modules if m == 'ckan' or m.startswith('ckan.') or m == 'frictionless']; "
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("command", "what"), [("inspect", "inspection"), ("check", "check")])
def test_what_is_printed_fits_the_schema_that_is_printed(desk: Any, command: str, what: str) -> None:
    shapes.fits(
        what, json.loads(run(command, str(desk.lay(offices.population(), "p.xlsx")), "--json").output)
    )
    shapes.fits(what, json.loads(run(command, str(desk.lay(b"%PDF-1.4", "a.pdf")), "--json").output))
    assert json.loads(run("schema", what).output) == shapes.validator(what).schema


def test_a_document_of_another_shape_does_not_fit() -> None:
    with pytest.raises(AssertionError, match="verdict"):
        shapes.fits("check", {"version": 1, "verdict": "good"})


def test_an_open_question_is_no_order(desk: Any) -> None:
    """Two sheets would do: the verdict is about the one proposed, and a script must not take that for done."""
    book = load_workbook(io.BytesIO(offices.by_district([10, 12, 13, 14, 15, 16, 17, 18], "Sapi (ekor)")))
    book.copy_worksheet(book.worksheets[0]).title = "Lembar lain"
    target = io.BytesIO()
    book.save(target)
    path = desk.lay(target.getvalue(), "dua.xlsx")
    told = json.loads(run("check", str(path), "--json").output)
    assert told["verdict"] == "pass" and told["open_questions"] > 0
    assert run("check", str(path)).exit_code == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"fields": [{"type": "integer"}]},
        {"fields": [{"name": 5}]},
        {"fields": [{"name": "a", "constraints": [1]}]},
        {"fields": [{"name": "a", "type": "boolean", "trueValues": 5}]},
        {"fields": [{"name": "a", "type": "date", "format": 5}]},
        {"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": "b"}]},
        {"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": {"fields": 7}}]},
        {"fields": [{"name": "a"}], "primaryKey": {"a": 1}},
    ],
)
def test_a_schema_of_another_shape_is_told_by_its_part(desk: Any, tmp_path: Path, broken: Any) -> None:
    good = desk.lay(offices.population(), "good.xlsx")
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(broken))
    for command in ("check", "inspect"):
        done = run(command, str(good), "--schema", str(path))
        assert done.exit_code == 3 and "expected" in done.output and "TERHENTI" not in done.output


def test_pipes_and_devices_are_not_opened(desk: Any, tmp_path: Path) -> None:
    pipe = tmp_path / "pipa.csv"
    os.mkfifo(pipe)
    good = desk.lay(offices.population(), "good.xlsx")
    for arguments in (
        ["inspect", str(pipe)],
        ["check", "/dev/zero"],
        ["check", str(good), "--schema", str(pipe)],
    ):
        done = run(*arguments)
        assert done.exit_code == 2 and "no regular file" in done.output
