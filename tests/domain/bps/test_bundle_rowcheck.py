"""The second reader of tables: types, rules, keys."""

from __future__ import annotations

import pytest

from ckanext.satudata.domain.bps.manifest import read_manifest, write_manifest
from ckanext.satudata.domain.bps.messages import MESSAGES, Problem, message
from ckanext.satudata.domain.bps.rowcheck import LIMIT, check_table

SCHEMA = {
    "fields": [
        {"name": "kode", "type": "string", "constraints": {"required": True, "pattern": r"\d\d"}},
        {"name": "tahun", "type": "year"},
        {"name": "nilai", "type": "number", "constraints": {"minimum": 0, "maximum": 100}},
        {"name": "ada", "type": "boolean"},
    ],
    "primaryKey": ["kode", "tahun"],
}
HEAD = "kode,tahun,nilai,ada\n"


def codes(body: str) -> list[str]:
    return [problem.code for problem in check_table("data/x.csv", (HEAD + body).splitlines(True), SCHEMA)]


def test_a_good_table_has_no_problem() -> None:
    assert codes("01,2025,0,true\n01,2024,99.5,\n02,2025,,false\n") == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",2025,1,", "cell-required"),
        ("1,2025,1,", "cell-constraint"),
        ("01,25,1,", "cell-type"),
        ('01,2025,"1,5",', "cell-type"),
        ("01,2025,NaN,", "cell-type"),
        ("01,2025,-1,", "cell-constraint"),
        ("01,2025,100.01,", "cell-constraint"),
        ("01,2025,1,ya", "cell-type"),
        ("01,2025,1", "table-cells"),
    ],
)
def test_each_fault_is_told(row: str, code: str) -> None:
    assert codes(row + "\n") == [code]


def test_a_repeated_key_names_both_rows() -> None:
    lines = (HEAD + "01,2025,1,\n02,2025,1,\n01,2025,2,\n").splitlines(True)
    (problem,) = check_table("data/x.csv", lines, SCHEMA)
    assert problem.sentence() == "data/x.csv row 4 repeats the key '01, 2025' of row 2."


def test_other_columns_are_told_once() -> None:
    assert [p.code for p in check_table("x", ["a,b\n", "1,2\n"], SCHEMA)] == ["table-header"]


def test_a_flood_of_problems_is_cut() -> None:
    problems = check_table("x", [HEAD, *["x,y,z,w\n"] * 5000], SCHEMA)
    assert len(problems) == LIMIT + 1
    assert problems[-1].code == "problems-omitted"


def test_manifest_reads_back() -> None:
    hashes = {"b/x.csv": "a" * 64, "a.txt": "b" * 64}
    text = write_manifest(hashes).decode()
    assert text.splitlines()[0].endswith("  a.txt")
    assert read_manifest(text) == (hashes, [])
    assert read_manifest("nonsense\n" + text)[1] == [
        Problem("manifest-line", "manifest-sha256.txt", {"line": 1})
    ]


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_fills_its_own_placeholders(code: str) -> None:
    class Facts(dict[str, object]):
        def __missing__(self, key: str) -> object:
            self[key] = "?"
            return "?"

    facts = Facts()
    sentence = MESSAGES[code] % facts
    assert "%" not in sentence
    assert message(code, dict.fromkeys(facts, "x")).count("x") >= len(facts)
