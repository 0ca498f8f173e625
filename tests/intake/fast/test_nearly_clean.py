"""Tables in which nothing or one thing is wrong, behind the rows that are looked at first: said as Frictionless says it."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest

from ckanext.satudata.adapters.intake.fast.outcome import Options
from ckanext.satudata.adapters.intake.fast.screening import Screening
from support.fuzz_tables import Case
from support.two_validators import fast_says, stock_says

CASES = int(os.environ.get("SATUDATA_FUZZ_CASES", "200"))
SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "integer", "constraints": {"required": True}},
        {"name": "hari", "type": "date", "constraints": {"minimum": "1999-12-31", "maximum": "2025-02-28"}},
        {"name": "kode", "type": "string", "constraints": {"enum": ["a", "b", "c"]}},
        {"name": "nilai", "type": "number"},
    ],
    "missingValues": ["", "-"],
}
KEYS: list[list[str]] = [["id"], [], ["hari"], ["id", "hari"]]
WHOLE = ["1", "", "-", "007", "+5", " 5", "999999999999", "-3", "9999999999999999999", "x", '"4"', "1.0"]
EDGES = ["0000-01-01", "0001-01-01", "1999-12-30", "1999-12-31", "2025-02-28", "2025-03-01", "2024-02-29"]
DAYS = [
    "",
    "-",
    "2020-02-30",
    "2020-2-3",
    "٢٠٢٠-01-01",
    "2020-01-01 ",
    "+2020-01-01",
    "2023-02-29",
    '"2020-01-01"',
]
FAULTS = [
    WHOLE,
    [*EDGES, *DAYS, "2020-01-01T00:00"],
    ["", "d", '"a"', "a ", "-"],
    ["", "nan", "1e5", "1_0", "-", "5.", "x"],
]


def table(dice: random.Random) -> bytes:
    """Give a table whose rows rise, with one cell exchanged as a rule."""
    step, first = dice.choice([1, 1, 3]), dice.choice([0, 1, 5])
    rows = [
        [str(first + at * step), f"20{at % 20:02d}-0{at % 9 + 1}-1{at % 7}", "abc"[at % 3], f"{at}.5"]
        for at in range(dice.randint(5, 30))
    ]
    if dice.random() < 0.8:
        column = dice.choice([0, 0, 1, 1, 2, 3])
        dice.choice(rows[4:])[column] = dice.choice([*FAULTS[column], rows[2][column]])
    return "\n".join(",".join(row) for row in [["id", "hari", "kode", "nilai"], *rows, []]).encode()


def test_nearly_clean_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = []
    ask = Screening.suspicious

    def asked(screening: Screening) -> Any:
        answers.append(ask(screening))
        return answers[-1]

    monkeypatch.setattr(Screening, "suspicious", asked)
    for seed in range(CASES):
        dice = random.Random(seed)  # noqa: S311
        case = Case(SCHEMA | {"primaryKey": dice.choice(KEYS)}, table(dice), limit=dice.choice([0, 3]))
        case.write(tmp_path)
        options = Options(
            limit_errors=case.limit, columnar_from_bytes=0, sample_rows=dice.choice([3, 4, 20_000])
        )
        said, route = fast_says(case, tmp_path, options)
        assert said == stock_says(case, tmp_path), (seed, route, case)
    assert sum(not answer for answer in answers) > CASES / 20
    assert sum(bool(answer) for answer in answers) > CASES / 20
