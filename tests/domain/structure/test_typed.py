"""The form of a structure: sent back as it was shown it changes nothing; what was typed becomes the definition."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from ckanext.satudata.domain.structure.model import from_schema, to_schema
from ckanext.satudata.domain.structure.typed import TEXTS, Row, limit_text, put_together
from support.structure_schemas import schemas

SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "kode", "type": "string", "x:own": [1]},
        {"name": "tahun", "type": "year"},
        {"name": "panjang", "type": "number", "constraints": {"minimum": 0, "maximum": 12.5, "x:own": 1}},
    ],
    "primaryKey": ["tahun", "kode"],
    "foreignKeys": [{"fields": "kode", "reference": {"resource": "urusan", "fields": "kode"}}],
    "x:own": {"a": 1},
}


def rows_of(schema: dict[str, Any], **typed: dict[str, Any]) -> list[Row]:
    """The rows of the form as shown; ``typed``: changes by the column's name."""
    structure = from_schema(schema)
    rows = []
    for column in structure.columns:
        parts: dict[str, Any] = {
            "texts": {**{part: getattr(column, part) for part in TEXTS}, "type": column.kind},
            "origin": column.name,
            "enum": [str(one) for one in column.enum],
            "code_list": structure.code_list(column.name)[0],
            "minimum": limit_text(column.minimum),
            "maximum": limit_text(column.maximum),
            "required": column.required,
            "unique": column.unique,
            "key": column.name in structure.key,
        }
        change = dict(typed.get(column.name, {}))
        texts = {part: change.pop(part) for part in TEXTS if part in change}
        rows.append(Row(**{**parts, "texts": {**parts["texts"], **texts}, **change}))
    return rows


def sent(rows: list[Row], schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return put_together(rows, from_schema(schema or SCHEMA), {"satuan": "kode"})


@settings(max_examples=150, deadline=None)
@given(schemas(plain=True))
def test_sent_as_shown_nothing_changes(schema: dict[str, Any]) -> None:
    assert sent(rows_of(schema), schema) == to_schema(from_schema(schema))


def test_a_renamed_column_keeps_its_place_in_key_and_references() -> None:
    found = sent(rows_of(SCHEMA, kode={"name": "kode_urusan"}))
    assert found["primaryKey"] == ["tahun", "kode_urusan"]
    assert found["foreignKeys"][0]["fields"] == ["kode_urusan"]
    assert found["fields"][0]["x:own"] == [1] and found["x:own"] == {"a": 1}


def test_a_removed_column_takes_its_reference_and_key_along() -> None:
    found = sent(rows_of(SCHEMA)[1:])
    assert found["primaryKey"] == ["tahun"] and "foreignKeys" not in found


def test_numbers_are_typed_as_people_write_them() -> None:
    found = sent(rows_of(SCHEMA, panjang={"minimum": "1.234,5", "maximum": "2.000"}))
    assert found["fields"][2]["constraints"] == {"minimum": 1234.5, "maximum": 2000, "x:own": 1}
    wrong = sent(rows_of(SCHEMA, panjang={"minimum": "banyak", "maximum": ""}))
    assert wrong["fields"][2]["constraints"] == {"minimum": "banyak", "x:own": 1}


def test_a_new_row_is_named_by_its_title_and_an_empty_one_is_left_out() -> None:
    new = Row({"title": "Panjang Jalan (km)", "type": "number"}, key=True, code_list="satuan")
    found = sent([*rows_of(SCHEMA), Row({}), new])
    assert [one["name"] for one in found["fields"]] == ["kode", "tahun", "panjang", "panjang_jalan"]
    assert found["primaryKey"] == ["tahun", "kode", "panjang_jalan"]
    assert found["foreignKeys"][1]["reference"] == {"resource": "satuan", "fields": ["kode"]}
