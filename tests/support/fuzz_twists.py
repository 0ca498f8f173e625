"""What schemas, dialects and checks seldom have: several keys at once, many constraints on a field, odd ways to open."""

from __future__ import annotations

import random
from typing import Any

V2 = "https://datapackage.org/profiles/2.0/tableschema.json"
FORMATS: dict[str, list[dict[str, Any]]] = {
    "date": [{"format": "%d %B %Y"}, {"format": "%d-%m-%y"}, {"format": "%Y%m%d"}],
    "number": [
        {"groupChar": ".", "decimalChar": ","},
        {"groupChar": " ", "decimalChar": ",", "bareNumber": False},
        {"groupChar": ","},
        {"decimalChar": ",", "floatNumber": True},
    ],
    "integer": [{"groupChar": "."}, {"bareNumber": False}],
    "boolean": [
        {"trueValues": ["ya"], "falseValues": ["tidak"]},
        {"trueValues": ["1", "0"], "falseValues": ["0"]},
        {"trueValues": []},
    ],
    "geopoint": [{"format": "array"}, {"format": "object"}],
}
CONSTRAINTS: dict[str, list[dict[str, Any]]] = {
    "integer": [{"minimum": 0, "maximum": 5}, {"minimum": "-3", "maximum": 100, "required": True}],
    "number": [{"minimum": 0, "maximum": "10"}, {"minimum": 2.5, "maximum": 2.5}],
    "year": [{"minimum": 2000, "maximum": "2020"}],
    "string": [
        {"minLength": 2, "maxLength": 3, "pattern": "[a-z]*"},
        {"enum": ["a", "b", "Sukamaju"], "unique": True},
        {"pattern": r"^\d{2}\.\d{2}$"},
        {"required": True, "minLength": 1},
        {"enum": [""]},
        {"pattern": ""},
    ],
    "array": [{"minLength": 1}, {"maxLength": 0}],
}
DIALECTS: list[dict[str, Any]] = [
    {"headerRows": [1, 2]},
    {"header": False},
    {"commentChar": "#"},
    {"commentRows": [2]},
    {"skipBlankRows": True},
    {"headerCase": False},
    {"headerJoin": "-", "headerRows": [1, 2]},
    {"headerRows": [2]},
]
CONTROLS: list[dict[str, Any]] = [
    {"quoteChar": "'"},
    {"escapeChar": "\\"},
    {"doubleQuote": False},
    {"skipInitialSpace": True},
    {"nullSequence": "-"},
    {"lineTerminator": "\n"},
]
CHECKS: list[dict[str, Any]] = [
    {"type": "duplicate-row"},
    {"type": "row-constraint", "formula": "f0 == f0"},
    {"type": "forbidden-value", "fieldName": "f0", "values": ["a", 1]},
    {"type": "sequential-value", "fieldName": "f0"},
    {"type": "truncated-value"},
    {"type": "table-dimensions", "numRows": 5},
]
ERRORS: list[dict[str, Any]] = [
    {"skipErrors": ["type-error"]},
    {"pickErrors": ["constraint-error", "primary-key"]},
    {"skipErrors": ["blank-row", "#label"]},
]


def twist_schema(schema: dict[str, Any], draw: random.Random) -> None:
    """Give a schema's fields more formats and constraints, and the table more keys."""
    fields = schema["fields"]
    names = [item["name"] for item in fields]
    for item in fields:
        if item["type"] in FORMATS and draw.random() < 0.3:
            item.update(draw.choice(FORMATS[item["type"]]))
        if item["type"] in CONSTRAINTS and draw.random() < 0.3:
            item["constraints"] = {**item.get("constraints", {}), **draw.choice(CONSTRAINTS[item["type"]])}
        if draw.random() < 0.05:
            item["missingValues"] = draw.choice([["1", "2"], ["Sukamaju"], [" "], ["", "a", "a"]])
    if draw.random() < 0.2:
        schema["primaryKey"] = draw.choice([names[:3], names[0], names])
    if draw.random() < 0.3 and len(names) > 1:
        schema["foreignKeys"] = draw.choice(
            [
                [_key(names[:1], names[-1:]), _key(names[-1:], names[:1])],
                [_key(names[:2], names[1::-1])],
                [_key(names[-1:], names[:1]), _key(names[:2], names[:2])],
            ]
        )
    if draw.random() < 0.1:
        schema.update(
            {"$schema": V2, "fieldsMatch": draw.choice(["exact", "equal", "subset", "superset", "partial"])}
        )


def _key(fields: list[str], other: list[str]) -> dict[str, Any]:
    return {"fields": fields, "reference": {"resource": "", "fields": other}}


def twist_opening(case: Any, draw: random.Random) -> None:
    """Have a file opened in an odd way, or other checks run, or not all errors told."""
    if draw.random() < 0.4:
        case.dialect = dict(draw.choice(DIALECTS))
    if draw.random() < 0.4:
        case.control = dict(draw.choice(CONTROLS))
    if draw.random() < 0.15:
        case.checks.append(dict(draw.choice(CHECKS)))
    if draw.random() < 0.15:
        case.errors = dict(draw.choice(ERRORS))
