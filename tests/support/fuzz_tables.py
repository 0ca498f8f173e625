# ruff: noqa: S311 - pools of strange texts; chance must be repeatable
"""Random schemas and random hostile text for them: the cases on which two validators must say the same."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frictionless import Checklist, Dialect, Resource, Schema
from frictionless.formats.csv import CsvControl

from support.fuzz_twists import twist_opening, twist_schema

RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
NUMBERS = [
    "0",
    "1",
    "-1",
    "5",
    "10",
    "2.5",
    "-0",
    "007",
    "+5",
    "1_000",
    "1e3",
    ".5",
    "5.",
    "NaN",
    "inf",
    "-inf",
    "sNaN",
]
NUMBERS += [
    "٣",
    "１２",
    " 5",
    "5 ",
    "1.234,56",
    "12 500",
    "1,5",
    "9" * 19,
    "9" * 30,
    "1e400",
    "-1e-400",
    "0.0",
    "10.00",
    "9223372036854775808",
]
DATES = [
    "2020-01-05",
    "2020-1-5",
    "2020-02-31",
    "31/12/2020",
    " 2020-01-05",
    "+2020-01-05",
    "1900-02-29",
    "0001-01-01",
    "20-01-01",
]
WORDS = [
    "",
    " ",
    "a",
    "b",
    "A",
    "ya",
    "true",
    "TRUE",
    "false",
    "0",
    "None",
    "null",
    "n/a",
    "-",
    "x" * 30,
    "é",
    "ﬀ",
    "日本",
    "a b",
    "'",
    "it's",
]
STRANGE = [
    "\ufeff",
    "a\ufeff",
    "\x1c",
    "a\x1fb",
    "\x85",
    "\u2028x",
    "\t",
    "a\tb",
    "\u200b",
    "\u202e",
    "\x01\x02\x01",
    "#x",
    "a\\b",
    "\\N",
    "NULL",
]
SPOILERS = ["\x00", "a\nb", "a\r\nb", "\r", '"', 'a"b', '""', "a,b", "a;b", ",", "=1+1", "@x", "\n"]
YEARS = ["2020", "1999", "0001", "202", "20200", "+202", " 202", "-001", "９９９９"]
BOOLEANS = ["true", "false", "True", "FALSE", "1", "0", "yes", "t"]
TYPED = {
    "integer": NUMBERS, "number": NUMBERS, "date": DATES, "string": WORDS, "year": YEARS, "boolean": BOOLEANS,
    "any": WORDS, "datetime": ["2020-01-05T10:00:00", "2020-01-05T10:00:00Z", "2020-01-05", "x"],
    "yearmonth": ["2020-01", "2020-13", "202001"], "time": ["10:00:00", "25:00:00"], "array": ["[1]", "[", "[]"],
    "object": ['{"a": 1}', "{}"], "geopoint": ["1,2", "200,1"], "duration": ["P1Y", "x"],
}  # fmt: skip
PLAIN = {
    "integer": ["1", "2", "3", "40", "500", "12345", "-7"], "number": ["1", "2.5", "3.25", "1000.00", "-7.5"],
    "date": ["2020-01-05", "2021-12-31", "2019-07-01"], "string": ["Sukamaju", "Mekar Sari", "9902", "01", "x"],
    "year": ["2020", "2021", "2022"], "boolean": ["true", "false"], "any": ["a", "b"],
    "datetime": ["2020-01-05T10:00:00"], "yearmonth": ["2020-01"], "time": ["10:00:00"], "array": ["[1]"],
    "object": ["{}"], "geopoint": ["1,2"], "duration": ["P1Y"],
}  # fmt: skip
COMMON = ["integer", "number", "string", "date", "year", "boolean"]
BOUNDS = {
    "integer": ["0", 0, 5, "-3", 100],
    "number": [0, "0.5", 2.5, "10"],
    "year": [2000, "2020"],
    "date": ["2020-01-05"],
}


@dataclass
class Case:
    """One file with its schema and how it is opened."""

    schema: dict[str, Any]
    data: bytes
    options: dict[str, Any] = field(default_factory=dict)
    delimiter: str | None = None
    limit: int = 0
    checks: list[dict[str, Any]] = field(default_factory=list)
    dialect: dict[str, Any] = field(default_factory=dict)
    control: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, Any] = field(default_factory=dict)

    def make(self, folder: Path) -> Resource:
        """Make the resource anew; the file must have been written."""
        options = dict(self.options)
        if self.delimiter or self.dialect or self.control:
            options["dialect"] = self._dialect()
        if "$schema" in self.schema:  # bounds that exclude belong to the second version
            told = {
                "$schema": RESOURCE_PROFILE,
                "name": "data",
                "path": "data.csv",
                "format": "csv",
                "schema": self.schema,
            }
            resource = Resource.from_descriptor(told, basepath=str(folder))
            for name, value in options.items():
                setattr(resource, name, value)
            return resource
        return Resource(
            path="data.csv",
            basepath=str(folder),
            format="csv",
            schema=Schema.from_descriptor(self.schema),
            **options,
        )

    def _dialect(self) -> Dialect:
        dialect = Dialect.from_descriptor(self.dialect)
        given = {"delimiter": self.delimiter} if self.delimiter else {}
        dialect.add_control(CsvControl.from_descriptor({"type": "csv", **given, **self.control}))
        return dialect

    def checklist(self) -> Checklist:
        """Make the checks to run."""
        return Checklist.from_descriptor({"checks": self.checks, **self.errors})

    def write(self, folder: Path) -> None:
        """Write the file."""
        (folder / "data.csv").write_bytes(self.data)


def make_case(seed: int) -> Case:
    """Make the case of a number."""
    draw = random.Random(seed)
    schema = _schema(draw)
    if seed % 3 == 0:
        twist_schema(schema, draw)
    plain = draw.random() < 0.5
    case = Case(schema, b"", limit=draw.choice([0, 0, 0, 1, 3, 10, 1000]))
    delimiter = draw.choice([",", ",", ";", "\t", "|"])
    rows = _rows(draw, schema, plain)
    text = _text(draw, schema, rows, delimiter, plain)
    if draw.random() < 0.6 or plain:
        case.delimiter = delimiter
    encoding = (
        "utf-8"
        if plain
        else draw.choice(["utf-8", "utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
    )
    case.data = text.encode(encoding, "replace")
    if plain or draw.random() < 0.5:
        case.options["encoding"] = encoding
    if not plain and draw.random() < 0.1 and case.data:
        at = draw.randrange(len(case.data))
        case.data = (
            case.data[:at] + draw.choice([b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x00"]) + case.data[at:]
        )
    if draw.random() < 0.3:
        case.checks.append(
            {"type": "table-dimensions", "minRows": draw.choice([1, 5]), "maxFields": draw.choice([2, 50])}
        )
    if seed % 3 == 1:
        twist_opening(case, draw)
    return case


def _schema(draw: random.Random) -> dict[str, Any]:
    kinds = COMMON if draw.random() < 0.7 else list(TYPED)
    fields = [_field(draw, f"f{at}", draw.choice(kinds)) for at in range(draw.choice([1, 2, 3, 3, 4, 4, 6]))]
    schema: dict[str, Any] = {"fields": fields}
    if any(name.startswith("exclusive") for item in fields for name in item.get("constraints", {})):
        schema["$schema"] = "https://datapackage.org/profiles/2.0/tableschema.json"
    if draw.random() < 0.6:
        schema["missingValues"] = draw.choice([[""], ["", "n/a"], ["-"], [], ["", "0", "NaN"], [" ", "null"]])
    names = [item["name"] for item in fields]
    likely = [item["name"] for item in fields if item["type"] in ("integer", "string", "date", "year")]
    if draw.random() < 0.45:
        pool = likely if likely and draw.random() < 0.8 else names
        schema["primaryKey"] = draw.sample(pool, draw.choice([1, 1, min(2, len(pool))]))
    if draw.random() < 0.12:
        one = draw.choice(names)
        schema["foreignKeys"] = [
            {"fields": [draw.choice(names)], "reference": {"resource": "", "fields": [one]}}
        ]
    return schema


def _field(draw: random.Random, name: str, kind: str) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "type": kind}
    limits: dict[str, Any] = {}
    if draw.random() < 0.3:
        limits["required"] = draw.choice([True, True, False])
    if draw.random() < (0.1 if kind in ("integer", "string", "date") else 0.03):
        limits["unique"] = True
    if kind in BOUNDS and draw.random() < 0.4:
        limits[draw.choice(["minimum", "maximum", "minimum", "exclusiveMinimum", "exclusiveMaximum"])] = (
            draw.choice(BOUNDS[kind])
        )
    if kind == "string" and draw.random() < 0.5:
        limits.update(
            draw.choice(
                [
                    {"maxLength": 3},
                    {"minLength": 2},
                    {"pattern": "a|b"},
                    {"pattern": "[0-9]{2,4}"},
                    {"minLength": 0, "maxLength": 40},
                ]
            )
        )
    if kind in COMMON and draw.random() < 0.15:
        limits["enum"] = draw.sample(PLAIN[kind], min(2, len(PLAIN[kind])))
    if draw.random() < 0.1:
        made["missingValues"] = draw.choice([["-"], ["", "x"], ["0"]])
    made.update(_format(draw, kind))
    return {**made, "constraints": limits} if limits else made


def _format(draw: random.Random, kind: str) -> dict[str, Any]:
    if draw.random() > 0.2:
        return {}
    return {
        "date": draw.choice([{"format": "any"}, {"format": "%d/%m/%Y"}]),
        "number": draw.choice(
            [
                {"decimalChar": ","},
                {"groupChar": "."},
                {"bareNumber": False},
                {"floatNumber": True},
                {"decimalChar": "."},
            ]
        ),
        "integer": {"bareNumber": False},
        "string": draw.choice([{"format": "email"}, {"format": "uri"}, {"format": "uuid"}]),
        "boolean": {"trueValues": ["yes", "t"], "falseValues": ["no", "0"]},
    }.get(kind, {})


def _rows(draw: random.Random, schema: dict[str, Any], plain: bool) -> list[list[str]]:
    fields = schema["fields"]
    count = draw.choice([0, 1, 2, 5, 9, 14, 30, 60] if plain else [0, 1, 2, 5, 9, 14, 25])
    faults = draw.choice([0, 0, 0.02, 0.1, 0.3]) if plain else draw.choice([0, 0.05, 0.3, 0.6])
    rising = draw.random() < 0.4
    rows = []
    for number in range(count):
        row = [_cell(draw, item["type"], faults, plain) for item in fields]
        if rising and fields[0]["type"] in ("integer", "string") and draw.random() > faults:
            row[0] = str(number + 1)
        if rows and draw.random() < 0.1:
            row = list(draw.choice(rows))
        rows.append(row)
    return rows


def _cell(draw: random.Random, kind: str, faults: float, plain: bool) -> str:
    if draw.random() >= faults:
        return draw.choice(PLAIN[kind])
    pool = draw.random()
    if pool < 0.6:
        return draw.choice(TYPED[kind])
    if pool < 0.85:
        return draw.choice(WORDS)
    if pool < 0.97 or plain:
        return draw.choice(STRANGE)
    return draw.choice(SPOILERS)


def _text(
    draw: random.Random, schema: dict[str, Any], rows: list[list[str]], delimiter: str, plain: bool
) -> str:
    header = [item["name"] for item in schema["fields"]]
    if plain and draw.random() < 0.9:
        pass
    elif draw.random() < 0.1:
        draw.shuffle(header)
    elif draw.random() < 0.1:
        header[draw.randrange(len(header))] = draw.choice(["", "F0", "f0", "lain"])
    elif draw.random() < 0.1:
        header = draw.choice([header[:-1], [*header, "lebih"], [], ["judul"]])
    seldom = [csv.QUOTE_MINIMAL] if plain and draw.random() < 0.9 else [csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]
    quoting = draw.choice([csv.QUOTE_MINIMAL, *seldom])
    ends = draw.choice(["\n", "\n", "\r\n", "\n" if plain else "\r"])
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=ends)
    writer.writerow(header)
    for row in rows:
        _write_row(draw, writer, out, row, delimiter, ends, 0.003 if plain else 0.08)
    text = out.getvalue()
    return text if draw.random() < 0.75 else text[: -len(ends)]


def _write_row(
    draw: random.Random, writer: Any, out: io.StringIO, row: list[str], delimiter: str, ends: str, odd: float
) -> None:
    if draw.random() >= odd:
        writer.writerow(row)
        return
    kind = draw.randrange(7)
    if kind == 0:
        writer.writerow(row[:-1])
    elif kind == 1:
        writer.writerow([*row, "x"])
    elif kind == 2:
        out.write(ends)
    elif kind == 3:
        writer.writerow([""] * len(row))
    elif kind == 4:
        out.write(delimiter.join(row) + draw.choice(["\n", "\r", "\r\n"]))
    elif kind == 5:
        out.write('"' + delimiter.join(row) + ends)
    else:
        out.write(delimiter.join(row) + delimiter + ends)
