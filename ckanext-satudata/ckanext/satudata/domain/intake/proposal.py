"""From a table as read to the recipe that is proposed for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .column import DIMENSION, TYPES, YEAR, Column
from .columns import signs_to_ask
from .grid import column_number, letter
from .missing import rule_of
from .periods import WITH_YEAR
from .proposal_layout import add_groups, make_long, trace_year
from .reading import Reference, TableReading
from .recipe import DROP_REASONS, Recipe, RecipeColumn
from .regions import KEMENDAGRI, names_the_rest
from .schema_forms import convention_of, date_order_of, truths_of
from .text import fold, shape_of, technical_name, unique_names
from .wide import find_wide

Hints = Mapping[str, Any]


def propose(reading: TableReading, reference: Reference, hints: Hints, sha256: str | None) -> Recipe:
    """Propose a recipe. What a person has to decide stays open (``convention`` or a sign's meaning is ``None``)."""
    schema = hints.get("schema")
    columns = [_column(column, reading) for column in reading.columns]
    matched = match_schema(columns, schema) if schema else {}
    for column, item in zip(columns, reading.columns, strict=True):
        _take_field(column, matched.get(column.letter), item)
        if schema and column.letter not in matched and not column.skip:
            column.skip = True
    table = reading.table
    recipe = Recipe(
        sheet=table.sheet,
        range=str(table.area),
        header_rows=list(table.header_rows),
        first_row=table.first_row,
        last_row=table.last_row,
        columns=columns,
        drop_rows=_dropped(reading),
        source_sha256=sha256,
    )
    _rename_doubles(recipe)
    for name, field in {field["name"]: field for field in matched.values()}.items():
        if words := truths_of(field):
            recipe.values[name] = words
    add_groups(recipe, reading, schema)
    _add_year(recipe, reading, hints)
    trace_year(recipe, reading)
    _add_codes(recipe, reading, reference, schema)
    _add_home(recipe, reference, schema)
    recipe.key = _with_the_rest(_key(recipe, reading, schema), recipe, reading, schema)
    make_long(recipe, reading, schema)
    return recipe


def _column(column: Column, reading: TableReading) -> RecipeColumn:
    parts = reading.sums.get(column.index, [])
    return RecipeColumn(
        letter=column.letter,
        source_label=column.label,
        name=column.name,
        title=column.label or column.name,
        type=column.type,
        unit=column.unit.code if column.unit and column.is_figures else None,
        role=column.role,
        convention=column.decision.kind if column.type in ("integer", "number") else None,
        missing=_missing(column),
        skip=column.skip or (not column.label and column.stats.filled * 3 < len(reading.data_rows)),
        join_spaces=column.decision.join_spaces,
        date_order=column.date_order,
        region=column.region,
        coding=column.coding if column.coding == KEMENDAGRI or column.coding_titled else None,
        percent=None,
        period=column.period,
        accept={"status": column.status} if column.status else {},
        parts=[letter(index) for index in parts],
        fill_down=column.index in reading.fills and reading.fills[column.index].sure,
    )


def _missing(column: Column) -> dict[str, Any]:
    if not column.is_figures:
        return {}
    meanings: dict[str, Any] = {kind: rule_of(kind).meaning for kind in sorted(column.stats.sign_kinds)}
    if signs_to_ask(column):
        meanings.update({kind: None for kind in meanings if rule_of(kind).ask})
    return meanings


def _dropped(reading: TableReading) -> list[dict[str, Any]]:
    dropped = [
        {"row": row, "reason": item.kind}
        for item in reading.table.set_apart
        for row in item.rows
        if item.kind in DROP_REASONS and reading.table.first_row <= row <= reading.table.last_row
    ]
    doubtful = [{"row": total.row, "reason": "total_row"} for total in reading.doubtful_totals]
    return sorted(dropped + doubtful, key=lambda item: item["row"])


def _take_field(column: RecipeColumn, field: Mapping[str, Any] | None, read: Column) -> None:
    """Give a column the name, title, type and unit of the schema's field that it was matched with."""
    if field is None:
        return
    column.name = field["name"]
    column.title = field.get("title") or field["name"]
    column.skip = False
    column.unit = field.get("unit") or column.unit
    kind = field.get("type", "string")
    column.period = column.period if kind == column.type else None
    column.type = kind if kind in TYPES else "string"
    column.date_order = date_order_of(field) or column.date_order
    texts = [*read.stats.numbers.counts, *read.stats.tailed.counts]
    if column.type in ("integer", "number"):
        column.convention = column.convention or read.decision.kind or convention_of(field, texts)
        column.role = "measure" if column.role == "numbering" else column.role
    if column.role == "numbering":
        column.role = DIMENSION


def match_schema(columns: Sequence[RecipeColumn], schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Match columns (by letter) with a schema's fields: by name, title, or title without the years in it."""
    free = {field["name"]: field for field in schema.get("fields", [])}
    matched: dict[str, Mapping[str, Any]] = {}
    for same in (_same_name, _same_title, _same_shape, _same_tail):
        for column in columns:
            if column.letter in matched:
                continue
            name = next((name for name, field in free.items() if same(column, field)), None)
            if name is not None:
                matched[column.letter] = free.pop(name)
    return matched


def _same_name(column: RecipeColumn, field: Mapping[str, Any]) -> bool:
    return (
        field["name"] in (column.name, technical_name(column.source_label))
        or field["name"] == column.source_label
    )


def _same_title(column: RecipeColumn, field: Mapping[str, Any]) -> bool:
    title = field.get("title") or ""
    return bool(title) and fold(title) == fold(column.source_label)


def _same_shape(column: RecipeColumn, field: Mapping[str, Any]) -> bool:
    title = field.get("title") or ""
    return bool(title) and shape_of(title) == shape_of(column.source_label)


def _same_tail(column: RecipeColumn, field: Mapping[str, Any]) -> bool:
    tail = technical_name(column.source_label.split("\u2013")[-1])
    return tail in (field["name"], technical_name(field.get("title") or field["name"]))


def _rename_doubles(recipe: Recipe) -> None:
    used = recipe.used()
    for column, name in zip(used, unique_names(column.name for column in used), strict=True):
        column.name = name


def _add_year(recipe: Recipe, reading: TableReading, hints: Hints) -> None:
    """Add the year as a constant where no column holds it and the schema, if any, asks for it."""
    if any(
        column.type == YEAR
        or column.name in ("tahun", "tahun_ajaran", "tanggal")
        or column.period in WITH_YEAR
        for column in recipe.fields()
    ):
        return
    schema = hints.get("schema")
    if schema and "tahun" not in {field["name"] for field in schema["fields"]}:
        return
    if not schema and any("tahun" in wide.kinds for wide in find_wide(reading)):
        return
    if hints.get("year"):
        recipe.constants["tahun"], recipe.constant_sources["tahun"] = int(hints["year"]), "hint"
    elif reading.around.year:
        recipe.constants["tahun"], recipe.constant_sources["tahun"] = reading.around.year, "file"
    else:
        recipe.constants["tahun"], recipe.constant_sources["tahun"] = None, "ask"


def _add_codes(
    recipe: Recipe, reading: TableReading, reference: Reference, schema: Mapping[str, Any] | None
) -> None:
    """Derive region codes from names, or names from codes, where the file has only one of the two."""
    wanted = {field["name"] for field in schema["fields"]} if schema else None
    used = {column.name for column in recipe.fields()}
    for level in ("kecamatan", "desa"):
        code, name = f"kode_{level}", f"nama_{level}"
        if not reference.regions.level(level):
            continue
        for have, lack in ((name, code), (code, name)):
            if have in used and lack not in used and (wanted is None or lack in wanted):
                recipe.derive.append({"name": lack, "from": have, "list": "wilayah"})


def _add_home(recipe: Recipe, reference: Reference, schema: Mapping[str, Any] | None) -> None:
    """Fill in the portal's own kabupaten or kota where the schema asks for it and the file has no such column."""
    home = reference.regions.home
    if schema is None or home is None:
        return
    used = {column.name for column in recipe.used()}
    for field in schema["fields"]:
        value = {"kode_kabupaten": home.code, "nama_kabupaten": home.name}.get(field["name"])
        if value and field["name"] not in used:
            recipe.constants[field["name"]], recipe.constant_sources[field["name"]] = value, "profile"


def _key(recipe: Recipe, reading: TableReading, schema: Mapping[str, Any] | None) -> list[str]:
    if schema and schema.get("primaryKey"):
        key = schema["primaryKey"]
        return [key] if isinstance(key, str) else list(key)
    derived = [item["name"] for item in recipe.derive if item["name"].startswith("kode_")]
    coded = {item["from"] for item in recipe.derive if item["name"].startswith("kode_")}
    names = {column.name for column in recipe.fields()}
    key = list(derived)
    for column in recipe.fields():
        if column.role != DIMENSION or column.name in coded:
            continue
        if column.name.startswith("nama_") and column.name.replace("nama_", "kode_", 1) in names:
            continue
        key.append(column.name)
    return key + [name for name in recipe.constants if name == "tahun"]


def _with_the_rest(
    key: list[str], recipe: Recipe, reading: TableReading, schema: Mapping[str, Any] | None
) -> list[str]:
    """Let names tell rows apart where some name no region but the rest (*Luar Kabupaten*), which has no code."""
    for item in recipe.derive if schema is None else ():
        source = next(column for column in recipe.fields() if column.name == item["from"])
        if item["name"] not in key or source.name.startswith("kode_") or not source.letter:
            continue
        stats = reading.column(column_number(source.letter)).stats
        if any(map(names_the_rest, [*stats.words.counts, *stats.signs.counts])):
            key = [source.name if name == item["name"] else name for name in key]
    return key
