"""Which column of a table is what in SDMX: period, area, breakdown, measure, note. Read from the schema alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..figures.roles import Column, table_shape, time_rank
from .areas import coding_of
from .periods import PARTS

AREA_WORDS = {"kecamatan", "desa", "kelurahan", "kabupaten", "kota", "provinsi", "wilayah"}
NOTE_WORDS = {"keterangan", "catatan", "ket", "alamat", "penjelasan"}
NUMERIC = {"integer", "number"}
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Measure:
    """A column of numbers."""

    column: str
    title: str
    title_en: str
    unit: str
    status: str


@dataclass(frozen=True)
class Breakdown:
    """A column that identifies a figure. ``labels`` is the column of its names, ``list_name`` its code list."""

    column: str
    title: str
    title_en: str
    labels: str = ""
    list_name: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """The columns of a table by their use. ``time`` pairs a kind of period with its column, the coarsest first."""

    header: tuple[str, ...]
    missing: frozenset[str]
    time: tuple[tuple[str, str], ...]
    areas: tuple[Breakdown, ...]
    breakdowns: tuple[Breakdown, ...]
    measures: tuple[Measure, ...]
    texts: tuple[Breakdown, ...]
    left_out: tuple[str, ...]


def layout_of(schema: Schema, ukuran: str = "") -> Layout:
    """Read the layout of the table that ``schema`` (a Table Schema) describes."""
    fields = {str(field["name"]): field for field in schema.get("fields", []) if field.get("name")}
    shape = table_shape(schema, ukuran)
    keys = key_of(schema)
    time = time_columns(shape.time, keys)
    periods = {column for _, column in time}
    kept = [c for c in shape.columns if c.role in {"dimension", "time"} and c.name not in periods]
    kept = [c for c in kept if is_key(c, keys)]
    names = {c.name for c in kept}
    labels = {c.name: label_column(c.name, fields) for c in kept}
    kept = [c for c in kept if not is_label_of(c.name, names)]
    broken = tuple(breakdown(c, fields, labels[c.name], schema) for c in kept)
    areas = tuple(one for one in broken if is_area(one))
    used = names | periods | set(labels.values())
    return Layout(
        header=tuple(fields),
        missing=frozenset(str(text) for text in schema.get("missingValues", [""])) | {""},
        time=time,
        areas=areas,
        breakdowns=tuple(one for one in broken if one not in areas),
        measures=tuple(measures(shape.measures, fields)),
        texts=tuple(
            breakdown(c, fields, "", schema)
            for c in shape.columns
            if c.role in {"dimension", "time"} and c.name not in used
        ),
        left_out=tuple(c.title for c in shape.measures if not is_number(fields[c.name])),
    )


def key_of(schema: Schema) -> set[str]:
    """Give the columns of the primary key."""
    key = schema.get("primaryKey") or []
    return {key} if isinstance(key, str) else {str(part) for part in key}


def is_key(column: Column, keys: set[str]) -> bool:
    """Tell whether a column helps to identify a row: by the primary key, else by its declared or usual role."""
    if not keys:
        return column.name.split("_")[0] not in NOTE_WORDS
    return column.name in keys or (column.name.startswith("kode_") and "nama_" + column.name[5:] in keys)


def label_column(name: str, fields: Mapping[str, Any]) -> str:
    """Give the column of names beside a column of codes, or nothing."""
    label = "nama_" + name[5:]
    return label if name.startswith("kode_") and label in fields else ""


def is_label_of(name: str, names: Iterable[str]) -> bool:
    """Tell whether a column holds the names of another one's codes."""
    return name.startswith("nama_") and "kode_" + name[5:] in names


def time_columns(time: Sequence[Column], keys: set[str]) -> tuple[tuple[str, str], ...]:
    """Choose the columns that make the period: a date, or a year with at most one part of it."""
    wanted = [c for c in time if c.name in keys] or list(time)
    first: dict[str, str] = {}
    for column in sorted(wanted, key=lambda c: len(c.name)):
        first.setdefault(kind_of(column), column.name)
    if "tanggal" in first:
        return (("tanggal", first["tanggal"]),)
    if "tahun" not in first:
        return ()
    parts = [(head, first[head]) for head in PARTS if head in first]
    return (("tahun", first["tahun"]), *parts[:1])


def kind_of(column: Column) -> str:
    """Name the kind of period that a column holds."""
    by_type = {"date": "tanggal", "datetime": "tanggal", "yearmonth": "tanggal", "year": "tahun"}
    if column.type in by_type:
        return by_type[column.type]
    head = column.name.split("_")[0] if time_rank(column.name) >= 0 else "tahun"
    return "hari" if head == "tanggal" and column.type in NUMERIC else head


def breakdown(column: Column, fields: Mapping[str, Any], labels: str, schema: Schema) -> Breakdown:
    """Describe one column that identifies a figure."""
    field = fields[column.name]
    own = str((fields.get(labels) or {}).get("title") or "") if labels else ""
    members = (field.get("constraints") or {}).get("enum") or ()
    return Breakdown(
        column=column.name,
        title=own or column.title,
        title_en=english(field),
        labels=labels,
        list_name=list_of(column.name, schema),
        members=tuple(str(member) for member in members),
    )


def english(field: Mapping[str, Any]) -> str:
    """Give a column's English title, nothing where there is none."""
    return str(field.get("title_en") or field.get("satudata:title_en") or "")


def list_of(name: str, schema: Schema) -> str:
    """Name the code list that a column refers to alone."""
    for key in schema.get("foreignKeys") or ():
        fields = key.get("fields")
        if [name] == ([fields] if isinstance(fields, str) else list(fields or ())):
            return str((key.get("reference") or {}).get("resource") or "")
    return ""


def is_area(one: Breakdown) -> bool:
    """Tell whether a column may hold areas: it says so by name, or refers to the list of areas."""
    return (
        bool(AREA_WORDS & set(one.column.split("_")))
        or one.list_name == "wilayah"
        or bool(coding_of(one.column))
    )


def measures(columns: Iterable[Column], fields: Mapping[str, Any]) -> Iterable[Measure]:
    """Describe the columns of numbers."""
    for column in columns:
        if is_number(fields[column.name]):
            yield Measure(
                column.name,
                column.title,
                english(fields[column.name]),
                column.unit,
                column.status_column,
            )


def is_number(field: Mapping[str, Any]) -> bool:
    """Tell whether a column is declared to hold numbers."""
    return str(field.get("type")) in NUMERIC
