"""Table structures: without loss to and from Table Schema, flaws with their place, versions compared."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from ckanext.satudata.domain.structure.check import Known, flaws
from ckanext.satudata.domain.structure.compare import BREAKING, COMPATIBLE, changes, next_version
from ckanext.satudata.domain.structure.derive import derive
from ckanext.satudata.domain.structure.model import (
    Shapeless,
    Structure,
    followed,
    from_schema,
    marked,
    to_schema,
    with_code_list,
)
from support.structure_schemas import schemas

KNOWN = Known(
    {"urusan": ("kode", "nama")},
    ("orang", "ribu_orang"),
    lambda title: "ribu_orang" if "(ribu)" in title else "",
)
SCHEMA: dict[str, Any] = {
    "fields": [
        {
            "name": "kode_kecamatan",
            "title": "Kode",
            "type": "string",
            "constraints": {"pattern": r"\d{2}\.\d{2}\.\d{2}"},
        },
        {"name": "tahun", "title": "Tahun", "type": "year"},
        {
            "name": "penduduk",
            "title": "Penduduk",
            "type": "integer",
            "unit": "orang",
            "constraints": {"minimum": 0},
        },
    ],
    "primaryKey": ["kode_kecamatan", "tahun"],
    "missingValues": [""],
}


@settings(max_examples=120, deadline=None)
@given(schemas())
def test_a_table_schema_comes_back_as_it_was(schema: dict[str, Any]) -> None:
    kept = copy.deepcopy(schema)
    structure = from_schema(schema)
    assert to_schema(structure) == kept == schema
    assert from_schema(to_schema(structure)) == structure


@settings(max_examples=80, deadline=None)
@given(schemas(), schemas())
def test_whatever_is_given_is_judged_and_compared(before: dict[str, Any], after: dict[str, Any]) -> None:
    for found in flaws(from_schema(before), KNOWN):
        assert found.text and found.text_en and "%(" not in found.text + found.text_en
    found = changes(before, after)
    assert all(one.kind in (COMPATIBLE, BREAKING) and one.text and one.text_en for one in found)
    assert changes(before, before) == ()


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ([], ""),
        ({"fields": []}, "fields"),
        ({"fields": "abc"}, "fields"),
        ({"fields": [1]}, "fields[0]"),
        ({"fields": [{"name": 3}]}, "fields[0].name"),
        ({"fields": [{"name": "a", "type": []}]}, "fields[0].type"),
        ({"fields": [{"name": "a", "constraints": []}]}, "fields[0].constraints"),
        ({"fields": [{"name": "a"}], "primaryKey": 4}, "primaryKey"),
        ({"fields": [{"name": "a"}], "primaryKey": [{}]}, "primaryKey"),
        ({"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a"}]}, "foreignKeys[0]"),
    ],
)
def test_what_is_no_table_schema_is_told_with_its_place(schema: Any, place: str) -> None:
    with pytest.raises(Shapeless) as told:
        from_schema(schema)
    assert told.value.place == place and told.value.text and told.value.text_en


def column(**parts: Any) -> dict[str, Any]:
    return {"name": "a", "type": "string", **parts}


CASES: list[tuple[str, list[dict[str, Any]], int | None, str]] = [
    ("name_empty", [column(name=" ")], 0, "name"),
    ("name_long", [column(name="é" * 32)], 0, "name"),
    ("name_signs", [column(name='a"b')], 0, "name"),
    ("name_signs", [column(name="_a")], 0, "name"),
    ("name_signs", [column(name="a\u200bb")], 0, "name"),
    ("name_reserved", [column(name="CTID")], 0, "name"),
    ("name_double", [column(), column()], 1, "name"),
    ("name_case", [column(name="jumlah"), column(name="Jumlah")], 1, "name"),
    ("name_lookalike", [column(name="a\u0301b"), column(name="\u00e1b")], 1, "name"),
    ("name_lookalike", [column(name="ab1"), column(name="ab\u00b9")], 1, "name"),
    ("title_double", [column(title="Laki"), column(name="b", title="LAKI")], 1, "title"),
    ("type_unknown", [column(type="teks")], 0, "type"),
    ("role_unknown", [column(**{"satudata:role": "raja"})], 0, "role"),
    ("role_figures", [column(**{"satudata:role": "measure"})], 0, "role"),
    ("role_status", [column(**{"satudata:role": "status"})], 0, "role"),
    ("unit_unknown", [column(type="integer", unit="kaki")], 0, "unit"),
    ("title_unit", [column(type="integer", title="Penduduk (ribu)", unit="orang")], 0, "title"),
    ("text_long", [column(description="x" * 5001)], 0, "definisi"),
    ("bound_kind", [column(type="integer", constraints={"minimum": "satu"})], 0, "minimum"),
    ("bound_kind", [column(type="integer", constraints={"maximum": True})], 0, "maximum"),
    ("bound_kind", [column(type="number", constraints={"maximum": float("nan")})], 0, "maximum"),
    ("bound_kind", [column(constraints={"maximum": 5})], 0, "maximum"),
    (
        "bounds_crossed",
        [column(type="date", constraints={"minimum": "2026-02-01", "maximum": "2026-01-01"})],
        0,
        "minimum",
    ),
    ("pattern_broken", [column(constraints={"pattern": "("})], 0, "pattern"),
    ("pattern_kind", [column(type="integer", constraints={"pattern": "1"})], 0, "pattern"),
    ("enum_double", [column(constraints={"enum": ["L", "L"]})], 0, "enum"),
    ("enum_kind", [column(type="integer", constraints={"enum": ["L"]})], 0, "enum"),
    ("enum_many", [column(constraints={"enum": list(map(str, range(1001)))})], 0, "enum"),
    (
        "role_times",
        [
            column(name="tahun", type="year", **{"satudata:role": "time"}),
            column(name="tahun_data", type="year", **{"satudata:role": "time"}),
        ],
        1,
        "role",
    ),
    ("columns_many", [column(name=f"k{at}") for at in range(251)], None, "columns"),
]


@pytest.mark.parametrize(("code", "fields", "row", "part"), CASES)
def test_a_flaw_names_its_column_and_part(
    code: str, fields: list[dict[str, Any]], row: int | None, part: str
) -> None:
    found = flaws(from_schema({"fields": fields}), KNOWN)
    assert (code, row, part) in [(one.code, one.row, one.part) for one in found]


@pytest.mark.parametrize(
    ("code", "more", "row"),
    [
        ("key_missing", {"primaryKey": ["b"]}, None),
        ("key_double", {"primaryKey": ["a", "a"]}, None),
        ("list_unknown", {"foreignKeys": [{"fields": "a", "reference": {"resource": "x"}}]}, 0),
        (
            "list_column",
            {"foreignKeys": [{"fields": "a", "reference": {"resource": "urusan", "fields": "x"}}]},
            0,
        ),
        ("reference_column", {"foreignKeys": [{"fields": "b", "reference": {"resource": "urusan"}}]}, None),
    ],
)
def test_flaws_of_the_whole(code: str, more: dict[str, Any], row: int | None) -> None:
    found = flaws(from_schema({"fields": [column()], **more}), KNOWN)
    assert (code, row) in [(one.code, one.row) for one in found]


def test_a_measure_cannot_be_part_of_the_key() -> None:
    fields = [column(type="integer", **{"satudata:role": "measure"})]
    assert [one.code for one in flaws(from_schema({"fields": fields, "primaryKey": "a"}), KNOWN)] == [
        "key_figures"
    ]


def test_a_year_and_its_months_are_two_levels_of_time() -> None:
    fields = [
        column(name="tahun", type="year", **{"satudata:role": "time"}),
        column(name="bulan", type="integer", **{"satudata:role": "time"}),
    ]
    assert flaws(from_schema({"fields": fields}), KNOWN) == ()


def test_a_derived_structure_says_every_role_and_has_no_flaw() -> None:
    twice = {**SCHEMA, "fields": [*SCHEMA["fields"], column(name="laki", title="Penduduk")]}
    found = derive({**twice, "satudata:structure": {"id": "old", "version": "1.0.0"}})
    assert [one.role for one in found.columns] == ["dimension", "time", "measure", "dimension"]
    assert [one.required for one in found.columns] == [True, True, False, False]
    assert flaws(found, KNOWN) == () and "satudata:structure" not in to_schema(found)


def test_the_mark_names_structure_and_version() -> None:
    schema = marked(from_schema(SCHEMA, id="s", version="1.2.0"))
    assert followed(schema) == {"id": "s", "version": "1.2.0"}
    assert followed(SCHEMA) == followed({"satudata:structure": "s"}) == {}
    assert changes(SCHEMA, schema) == ()


def test_a_code_list_is_set_and_taken_away() -> None:
    structure = with_code_list(from_schema(SCHEMA), "kode_kecamatan", "urusan", "kode")
    assert structure.code_list("kode_kecamatan") == ("urusan", "kode")
    assert with_code_list(structure, "kode_kecamatan", "", "").foreign_keys == ()


def edited(at: int, **parts: Any) -> dict[str, Any]:
    structure = from_schema(SCHEMA)
    columns = list(structure.columns)
    columns[at] = replace(columns[at], **parts)
    return to_schema(replace(structure, columns=tuple(columns)))


def with_column(**parts: Any) -> dict[str, Any]:
    return {**SCHEMA, "fields": [*SCHEMA["fields"], column(name="baru", **parts)]}


@pytest.mark.parametrize(
    ("after", "kind", "version"),
    [
        (with_column(), COMPATIBLE, "1.1.0"),
        (with_column(constraints={"required": True}), BREAKING, "2.0.0"),
        ({**with_column(), "primaryKey": ["kode_kecamatan", "tahun", "baru"]}, BREAKING, "2.0.0"),
        ({**SCHEMA, "fields": SCHEMA["fields"][:2]}, BREAKING, "2.0.0"),
        ({**SCHEMA, "fields": SCHEMA["fields"][::-1]}, COMPATIBLE, "1.0.1"),
        ({**SCHEMA, "primaryKey": ["tahun"]}, BREAKING, "2.0.0"),
        ({**SCHEMA, "missingValues": ["", "-"]}, COMPATIBLE, "1.1.0"),
        ({**SCHEMA, "missingValues": ["-"]}, BREAKING, "2.0.0"),
        (edited(2, title="Jumlah penduduk"), COMPATIBLE, "1.0.1"),
        (edited(2, definisi="WNI"), COMPATIBLE, "1.0.1"),
        (edited(2, type="number"), COMPATIBLE, "1.1.0"),
        (edited(2, type="string"), BREAKING, "2.0.0"),
        (edited(2, unit="ribu_orang"), BREAKING, "2.0.0"),
        (edited(2, unit=""), BREAKING, "2.0.0"),
        (edited(2, role="measure"), COMPATIBLE, "1.1.0"),
        (edited(2, minimum=1), BREAKING, "2.0.0"),
        (edited(2, minimum=-5), COMPATIBLE, "1.1.0"),
        (edited(2, minimum=None), COMPATIBLE, "1.1.0"),
        (edited(2, maximum=10), BREAKING, "2.0.0"),
        (edited(2, required=True), BREAKING, "2.0.0"),
        (edited(0, enum=("x",)), BREAKING, "2.0.0"),
        (edited(0, pattern=r"\d+"), BREAKING, "2.0.0"),
        (edited(0, pattern=""), COMPATIBLE, "1.1.0"),
    ],
)
def test_each_change_has_its_kind_and_its_version(after: dict[str, Any], kind: str, version: str) -> None:
    found = changes(SCHEMA, after)
    assert found and found[0].kind == kind, found
    assert next_version("1.0.0", found) == version


def test_an_enum_that_grows_fits_what_was_there() -> None:
    before, after = edited(0, enum=("L",)), edited(0, enum=("L", "P"))
    assert changes(before, after)[0].kind == COMPATIBLE
    assert changes(after, before)[0].kind == BREAKING


def test_a_structure_without_columns_is_told() -> None:
    assert [one.code for one in flaws(Structure(()), KNOWN)] == ["columns_none"]
