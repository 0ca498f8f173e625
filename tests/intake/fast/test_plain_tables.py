"""Plain tables of columns of all kinds, with a few odd texts among them: the way of columns says what Frictionless says."""

from __future__ import annotations

import os
import random
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckanext.satudata.adapters.intake.fast.outcome import Options
from support.fuzz_tables import Case
from support.two_validators import fast_says, stock_says

CASES = int(os.environ.get("SATUDATA_FUZZ_CASES", "250"))
SEED = int(os.environ.get("SATUDATA_FUZZ_SEED", "20261122"))
ENUMS = [
    ["a", "b", "c"],
    ["Kecamatan Rekaan Barat", "Kecamatan Rekaan Timur", "ya"],
    ["x" * 63, "x" * 64, "x" * 65],
    ["é", "日本語日本語", "abcdefghij"],
]
NINES, STRANGE = (
    "9" * 15,
    ["\ufeff", "\x7f", "é" * 10, "日" * 30, "\u00a07", "\x85", "\u2028", "٣", "x" * 64, "x" * 72],
)
ODD = [
    *["", "-", "n/a", "0", "-0", "00", "007", "-7", "+7", " 7", "7 ", "7.0", "7.", ".7", "-.7", "1e3", "1_0", "NaN", "inf"],
    *[NINES, f"{NINES}9", f"{NINES}99", f"-{NINES}9", f"0.{NINES}", f"{NINES}.5", "1.2.3", "--1", "1-1", "1,5", "AB-1234"],
    *["2020-02-30", "2024-02-29", "2023-02-29", "0001-01-01", "0000-01-01", "2020-1-1", "2020-01-01 ", "2020/01/01"],
    *["0999", "9999", "10000", "-999", "-000", "2001", "20200101", "TRUE", "true ", *STRANGE],
]  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of column: how it is described, constraints that may be drawn, and its text in a row."""

    described: dict[str, Any]
    constraints: dict[str, list[Any]]
    text: Callable[[random.Random, int], str]


LENGTHS = {"minLength": [0, 1, 3], "maxLength": [5, 20, 70]}
BOUNDS = {"minimum": [0, "0.5", 1, -10, "-0.25"], "maximum": [100, "99.5", 1]}
DECIMALS = ["{}.25", "-{}.5", "{}", "0.{:05}"]
KINDS = [
    Kind({"type": "integer"}, {"minimum": [0, -5, 10], "maximum": [100, 10**16, 10**20]}, lambda _, at: str(at + 10)),
    Kind({"type": "integer"}, {"minimum": [-5]}, lambda dice, _: str(dice.randint(-9, 10 ** dice.randint(1, 18)))),
    Kind({"type": "number"}, BOUNDS, lambda dice, at: dice.choice(DECIMALS).format(at % 90 + 1)),
    Kind({"type": "number", "floatNumber": True}, BOUNDS, lambda dice, at: dice.choice(DECIMALS).format(at % 90 + 1)),
    Kind({"type": "number", "groupChar": " "}, {}, lambda _, at: f"{at}.5"),
    Kind({"type": "date"}, {"minimum": ["2000-01-01"], "maximum": ["2024-02-29"]},
         lambda _, at: f"20{at % 24:02}-0{at % 9 + 1}-1{at % 9}"),
    Kind({"type": "year"}, {"minimum": [2000]}, lambda _, at: str(2000 + at % 20)),
    Kind({"type": "datetime"}, {}, lambda _, at: f"2024-01-{at % 28 + 1:02}T10:00:00"),
    Kind({"type": "boolean"}, {}, lambda dice, _: dice.choice(["true", "false"])),
    Kind({"type": "string"}, LENGTHS, lambda dice, at: dice.choice(["abc", f"nama ke {at}", f"é{at}", "日本"])),
    Kind({"type": "string", "constraints": {"pattern": "[A-Z]{2}-[0-9]{3}"}}, {}, lambda _, at: f"AB-{at:03}"),
]  # fmt: skip
KINDS += [
    Kind(
        {"type": "string", "constraints": {"enum": texts}},
        {},
        lambda dice, _, texts=texts: dice.choice(texts),
    )
    for texts in ENUMS
]


def described(dice: random.Random, kind: Kind, name: str) -> dict[str, Any]:
    """Give the description of a column, with constraints drawn."""
    drawn = {each: dice.choice(values) for each, values in kind.constraints.items() if dice.random() < 0.5}
    drawn |= {each: True for each, share in [("required", 0.3), ("unique", 0.1)] if dice.random() < share}
    return {**kind.described, "name": name, "constraints": {**kind.described.get("constraints", {}), **drawn}}


def table(dice: random.Random) -> Case:
    """Give a table that is plain but for a few cells, with a key or without."""
    kinds = [dice.choice(KINDS) for _ in range(dice.randint(2, 6))]
    fields = [described(dice, kind, f"f{at}") for at, kind in enumerate(kinds)]
    rows = [[kind.text(dice, at) for kind in kinds] for at in range(dice.choice([3, 30, 150]))]
    for _ in range(dice.choice([0, 0, 1, 2, 10])):
        place = dice.randrange(len(kinds))
        dice.choice(rows)[place] = dice.choice(ODD) if dice.random() < 0.7 else dice.choice(rows)[place]
    if dice.random() < 0.2:
        rows[-1] = list(rows[0])
    schema = {
        "fields": fields,
        "missingValues": dice.choice([[""], ["", "-"], ["", "n/a", "-", "0"], ["2001"], []]),
    }
    keys = [item["name"] for item in fields if item["type"] in ("integer", "year", "date", "string")]
    if keys and dice.random() < 0.6:
        schema["primaryKey"] = dice.sample(keys, min(len(keys), dice.choice([1, 1, 2])))
    return Case(schema, text_of(dice, [[item["name"] for item in fields], *rows], delimiter := dice.choice(",,;\t|")),
                {"encoding": "utf-8"}, delimiter, limit=dice.choice([0, 0, 3, 1000]))  # fmt: skip


def text_of(dice: random.Random, rows: list[list[str]], delimiter: str) -> bytes:
    """Write rows as they come, quoting what must be and a few others."""
    end = dice.choice(["\n", "\n", "\r\n"])
    lines = [
        delimiter.join(f'"{text}"' if delimiter in text or dice.random() < 0.002 else text for text in row)
        for row in rows
    ]
    return dice.choice([b"", b"", b"\xef\xbb\xbf"]) + (end.join(lines) + dice.choice(["", end])).encode()


def test_plain_tables(tmp_path: Path) -> None:
    warnings.simplefilter("ignore")
    routes: Counter[tuple[str, bool]] = Counter()
    for seed in range(SEED, SEED + CASES):
        dice = random.Random(seed)  # noqa: S311
        case = table(dice)
        case.write(tmp_path)
        sizes = {"block_bytes": dice.choice([50, 300, 1 << 20]), "sample_rows": dice.choice([1, 3, 1000])}
        said, route = fast_says(case, tmp_path, Options(case.limit, 0, **sizes))
        assert said == stock_says(case, tmp_path), (seed, route)
        routes[route, isinstance(said, dict) and said["valid"]] += 1
    assert routes["columns", True] > CASES / 20 and routes["columns", False] > CASES / 3, routes
