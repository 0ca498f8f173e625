"""Each trap known to make a fast validator differ from Frictionless, by name, on both routes and over block borders."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

from ckanext.satudata.adapters.intake.fast.outcome import Options
from ckanext.satudata.adapters.intake.fast.validate import Answer, validate
from support.fuzz_tables import Case
from support.two_validators import fast_says, stock_says

COLUMNS, STREAM = 0, 1 << 40
SMALL = Options(limit_errors=0, columnar_from_bytes=COLUMNS, chunk_rows=2, block_bytes=33, sample_rows=2)


def fields(**kinds: Any) -> dict[str, Any]:
    made = [
        {"name": name, **(kind if isinstance(kind, dict) else {"type": kind})} for name, kind in kinds.items()
    ]
    return {"fields": made}


PLAIN = fields(a="integer", b="string", c="string")
ROWS = "".join(f"{n},x,y\n" for n in range(40))
TRAPS: dict[str, tuple[dict[str, Any], bytes]] = {
    "1 a mark at the start of a buffer": (PLAIN, f"a,b,c\n1,\ufeffx,y\n\ufeff2,x,y\n{ROWS}\ufeff3,x,y\n".encode()),
    "1 a mark at the start of the file": (PLAIN, b"\xef\xbb\xbfa,b,c\n1,x,y\n"),
    "2 a return before the end of a line": (PLAIN, b"a,b,c\n1,x,y\r\n2,x,y\n3,x,TRUE\r\n"),
    "2 a return within a line": (PLAIN, b"a,b,c\n1,x,y\rz\n2,x,y\n"),
    "3 blank lines": (PLAIN, b"a,b,c\n1,x,y\n\n2,x,y\nx,x,y\n\n"),
    "4 what is not a number is not equal to itself": (
        {**fields(a="number", b="string"), "primaryKey": ["a"]},
        b"a,b\nNaN,x\nNaN,y\n1,z\n1.0,w\n",
    ),
    "5 a key that lacks its cell is not an empty one": (
        {**fields(a="string", b="string", c="string"), "primaryKey": ["c"], "missingValues": ["-"]},
        b"a,b,c\n1,x\n2,x,\n3,x\n4,x,\n",
    ),
    "6 a quote that the last line of a block leaves open": (PLAIN, b'a,b,c\n1,x,y\n2,"x,y\n3,x,y\n'),
    "6 a quote that the last line of the file leaves open": (PLAIN, b'a,b,c\n1,x,y\n2,x,"y'),
    "7 a header that ends in two returns": (PLAIN, b"a,b,c\r\r1,x,y\r"),
    "7 lines of an old Macintosh": (PLAIN, b"a,b,c\r1,x,y\r2,x,y\r"),
    "8 a text that breaks a constraint is a key, one of the wrong type is not": (
        {**fields(a={"type": "string", "constraints": {"maxLength": 2}}, b="integer"), "primaryKey": ["a", "b"]},
        b"a,b\nlong,1\nlong,1\nxx,q\nxx,q\nxx,\n",
    ),
    "9 numbers with a comma are quoted": (fields(a="number", b="string"), b'a,b\n"1.234,56",x\n2,"y ""z"""\n3,w\n'),
    "10 dates that only others take": (
        fields(a="date", b="string"),
        b"a,b\n 2020-01-05,x\n+2020-01-05,x\n2020-02-31,x\n2020-1-5,x\n2020-01-05,x\n",
    ),
    "11 numbers at the edge": (
        fields(a={"type": "number", "constraints": {"minimum": 0, "maximum": 10}}, b="string"),
        "a,b\n-1e-400,x\n1e400,x\n0,x\n10,x\n 5,x\n1_0,x\n٣,x\n10.0000000000000001,x\n-0.0,x\n".encode(),
    ),
    "an empty key, twice": ({**fields(a="integer", b="string"), "primaryKey": ["a"]}, b"a,b\n,x\n,y\n007,z\n7,w\n"),
    "equal numbers written in two ways": (
        {**fields(a="integer", b="string"), "primaryKey": ["a"]},
        b"a,b\n1,x\n2,x\n3,x\n+2,x\n 3,x\n0004,x\n4,x\n",
    ),
    "a unique field beside a key": (
        {**fields(a="integer", b={"type": "string", "constraints": {"unique": True}}), "primaryKey": ["a"]},
        b"a,b\n1,x\n2,x\n1,y\n3,\n4,\nq,x\n",
    ),
    "a unique field that is the key too": (
        {**fields(a={"type": "integer", "constraints": {"unique": True}}, b="string"), "primaryKey": ["a"]},
        b"a,b\n1,x\n2,x\n1,y\n,y\nq,x\n1,z\n",
    ),
    "two foreign keys, with a fault in a field of neither": (
        {
            **fields(a="integer", b="integer", c="integer"),
            "foreignKeys": [
                {"fields": ["a"], "reference": {"resource": "", "fields": ["c"]}},
                {"fields": ["c"], "reference": {"resource": "", "fields": ["a"]}},
            ],
        },
        b"a,b,c\n1,1,1\nq,q,q\n2,q,3\nq,q,q,\n",
    ),
    "a key that is a foreign key too": (
        {
            **fields(a="integer", b="integer"),
            "primaryKey": ["a"],
            "foreignKeys": [{"fields": ["a"], "reference": {"resource": "", "fields": ["b"]}}],
        },
        b"a,b\n1,1\n2,q\n1,1\n3,\n,1\n",
    ),
    "a foreign key to the table itself": (
        {
            **fields(a="integer", b="integer"),
            "primaryKey": ["a"],
            "foreignKeys": [{"fields": ["b"], "reference": {"resource": "", "fields": ["a"]}}],
        },
        b"a,b\n1,\n2,1\n3,9\n3,q\n4,2\n",
    ),
    "a cell that stands for none": (PLAIN, b"a,b,c\n1,\x01\x02\x01,y\n"),
    "a NUL": (PLAIN, b"a,b,c\n1,x\x00,y\n2,x,y\n"),
    "a delimiter at the end of a line": (PLAIN, b"a,b,c\n1,x,y\n2,x,y,\n3,x,y\n"),
    "a line that is too short and one that is too long": (PLAIN, b"a,b,c\n1,x\n2,x,y,z\n3,x,y\n"),
    "bytes that are no UTF-8": (PLAIN, b"a,b,c\n1,x,y\n2,\xff,y\n3,x,y\n"),
    "no end at the end of the file": (PLAIN, b"a,b,c\n1,x,y\nq,x,y"),
    "a header and nothing more": (PLAIN, b"a,b,c\n"),
    "nothing at all": (PLAIN, b""),
    "a row of empty cells": (fields(a="integer", b="string"), b"a,b\n1,x\n,\n2,\n,y\n"),
}  # fmt: skip


def case_of(name: str, limit: int = 0) -> Case:
    schema, data = TRAPS[name]
    return Case(schema, data, {"encoding": "utf-8"}, ",", limit, [{"type": "table-dimensions", "minRows": 1}])


@pytest.mark.parametrize("first", [COLUMNS, STREAM], ids=["columns", "stream"])
@pytest.mark.parametrize("name", TRAPS)
def test_trap(name: str, first: int, tmp_path: Path) -> None:
    warnings.simplefilter("ignore")
    for limit in (0, 1, 2):
        for options in (SMALL, Options()):
            case = case_of(name, limit)
            case.write(tmp_path)
            sizes = Options(limit, first, options.chunk_rows, options.block_bytes, options.sample_rows)
            said, route = fast_says(case, tmp_path, sizes)
            assert said == stock_says(case, tmp_path), f"{name} by {route}, limit {limit}"


def answer(schema: dict[str, Any], text: str, folder: Path) -> Answer:
    case = Case(schema, text.encode(), {"encoding": "utf-8"}, ",")
    case.write(folder)
    return validate(lambda: case.make(folder), options=Options(0, COLUMNS))


def test_columns_answer_for_a_plain_file(tmp_path: Path) -> None:
    """The traps would prove nothing if no file ever took the way of columns."""
    found = answer({**PLAIN, "primaryKey": ["a"]}, "a,b,c\n" + ROWS + "x,y,z\n1,x,y\n", tmp_path)
    assert found.route == "columns"
    assert [error["type"] for error in found.report["tasks"][0]["errors"]] == [
        "type-error",
        "primary-key",
        "primary-key",
    ]


def test_another_release_of_frictionless_is_left_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frictionless.__version__", "5.99.0")
    found = answer(PLAIN, "a,b,c\n1,x,y\n", tmp_path)
    assert (found.route, found.report["valid"]) == ("stock", True)
