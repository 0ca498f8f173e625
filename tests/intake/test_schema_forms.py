"""Ways of writing that a schema declares: the file is read by them, its canonical table is judged without them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ckanext.satudata.adapters.intake import fence
from ckanext.satudata.domain.intake.schema_forms import canonical_forms, written

NAMES = ("Wanasari", "Karangjati", "Cempaka Barat")


def _check(folder: Path, field: dict[str, Any], values: list[str]) -> fence.CheckResult:
    path = folder / "data.csv"
    lines = [f"{name};{value}" for name, value in zip(NAMES, values, strict=True)]
    path.write_text("\n".join(["nama;nilai", *lines]) + "\n", encoding="utf-8")
    schema = {"fields": [{"name": "nama", "type": "string"}, {"name": "nilai", **field}]}
    return fence.check(path, path.name, None, schema, {"today": "2026-11-22"}, folder / "out")


def _column(result: fence.CheckResult) -> list[str]:
    assert result.canonical is not None
    return [line.split(",")[1] for line in result.canonical.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(
    ("field", "values", "canonical"),
    [
        (
            {"type": "number", "decimalChar": ",", "groupChar": ".", "constraints": {"maximum": 5000}},
            ["1.200,5", "13", "1,5"],
            ["1200.5", "13", "1.5"],
        ),
        (
            {"type": "number", "decimalChar": ",", "groupChar": "."},
            ["1.200", "2.300", "4.100"],
            ["1200", "2300", "4100"],
        ),
        (
            {"type": "date", "format": "%d/%m/%Y", "constraints": {"minimum": "01/01/2023"}},
            ["03/04/2023", "05/06/2023", "07/08/2023"],
            ["2023-04-03", "2023-06-05", "2023-08-07"],
        ),
        (
            {"type": "date", "format": "%m/%d/%Y"},
            ["03/04/2023", "05/06/2023", "07/08/2023"],
            ["2023-03-04", "2023-05-06", "2023-07-08"],
        ),
        (
            {"type": "boolean", "trueValues": ["Y"], "falseValues": ["T"]},
            ["Y", "T", "Y"],
            ["true", "false", "true"],
        ),
    ],
)
def test_values_written_as_the_schema_says_are_in_order(
    tmp_path: Path, field: dict[str, Any], values: list[str], canonical: list[str]
) -> None:
    result = _check(tmp_path, field, values)
    assert _column(result) == canonical
    assert result.verdict == "pass" and not result.open_questions
    assert [item["code"] for item in result.findings if item["severity"] != "peringatan"] == []


def test_bounds_in_another_form_still_hold(tmp_path: Path) -> None:
    field = {"type": "date", "format": "%d/%m/%Y", "constraints": {"maximum": "31/12/2023"}}
    result = _check(tmp_path, field, ["03/04/2023", "05/06/2023", "07/08/2024"])
    assert [(item["code"], item["cells"]) for item in result.findings] == [("NILAI_TERLALU_BESAR", ["B4"])]


def test_a_schema_without_ways_of_writing_is_kept() -> None:
    plain = {"fields": [{"name": "a", "type": "date", "format": "default"}, {"name": "b"}], "primaryKey": "a"}
    assert canonical_forms(plain) == plain and canonical_forms(None) is None
    once = canonical_forms({"fields": [{"name": "a", "type": "integer", "bareNumber": False}]})
    assert once is not None and canonical_forms(once) == once
    assert written(once["fields"][0]) == {"bareNumber": False}
