"""Rows of MS-Var (one per column of the table) and MS-Ind (one per measure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..figures.roles import role_of, table_shape
from .codes import CodeLists
from .content import BundleContent
from .layout import ColumnForm
from .ms_keg import Profile, levels
from .texts import menurut

DATA_TYPES = {"integer": "Integer", "year": "Integer", "number": "Float", "boolean": "Char", "array": "Array"}
RULE_WORDS = {
    "minimum": "≥ {}",
    "maximum": "≤ {}",
    "minLength": "paling sedikit {} karakter",
    "maxLength": "paling banyak {} karakter",
    "pattern": "berpola {}",
}
STATUS_VALUES = (
    "A normal; E estimasi; P sementara; O tidak tersedia; Q disembunyikan; U keandalan rendah; "
    "N dapat diabaikan"
)


@dataclass(frozen=True)
class FormRow:
    """One row of MS-Var or MS-Ind: answers by key, and the reasons of the empty ones."""

    answers: Mapping[str, str]
    reasons: Mapping[str, str]


def finish_row(form: ColumnForm, rules: Mapping[str, Any], values: Mapping[str, str]) -> FormRow:
    """Order the values as the form's columns; fixed codes and reasons come from the profile."""
    answers, reasons = {}, {}
    for column in form.columns:
        rule = rules[column.key]
        text = str(rule.get("kode") or values.get(column.key) or "")
        answers[column.key] = "" if "kosong" in rule else text
        if not answers[column.key]:
            reasons[column.key] = str(rule.get("kosong") or rule.get("bila_kosong") or "")
    return FormRow(answers, reasons)


def variable_rows(
    form: ColumnForm, profile: Profile, item: BundleContent, codes: CodeLists
) -> tuple[FormRow, ...]:
    """Give one MS-Var row per column of the table, keys and statuses included."""
    fields = list(item.schema.get("fields", []))
    return tuple(finish_row(form, profile["ms_var"], variable(field, item, codes)) for field in fields)


def variable(field: Mapping[str, Any], item: BundleContent, codes: CodeLists) -> dict[str, str]:
    """Describe one column as a variable."""
    title = field_title(field)
    origin = item.text("sumber_data") or str(item.organization.get("title", ""))
    return {
        "nama": title,
        "alias": str(field["name"]),
        "konsep": str(field.get("konsep") or title),
        "definisi": str(field.get("description") or ""),
        "referensi_pemilihan": f"Produk administrasi: {origin}",
        "referensi_waktu": item.text("acuan_waktu"),
        "tipe_data": DATA_TYPES.get(str(field.get("type")), "String"),
        "klasifikasi": classification(field, item),
        "aturan": rules_text(field),
        "kalimat": title,
        "akses": "Ya" if item.is_open else "Tidak",
        "tahun": str(item.year),
    }


def field_title(field: Mapping[str, Any]) -> str:
    """Give a column's title, its name in words where it has none."""
    return str(field.get("title") or str(field["name"]).replace("_", " ").capitalize())


def classification(field: Mapping[str, Any], item: BundleContent) -> str:
    """Name a column's categories: its own list, the code list it refers to, or the status codes."""
    members = (field.get("constraints") or {}).get("enum")
    if members:
        return "; ".join(str(member) for member in members)
    for key in item.schema.get("foreignKeys") or ():
        fields = key.get("fields")
        if field["name"] in ([fields] if isinstance(fields, str) else fields or ()):
            return f"Kode referensi {(key.get('reference') or {}).get('resource') or item.text('name')}"
    names = {str(other["name"]) for other in item.schema.get("fields", [])}
    return STATUS_VALUES if role_of(field, names, set()) == "status" else ""


def rules_text(field: Mapping[str, Any]) -> str:
    """Say a column's rules in Indonesian."""
    rules = field.get("constraints") or {}
    parts = ["wajib diisi"] if rules.get("required") else []
    parts += [words.format(rules[name]) for name, words in RULE_WORDS.items() if name in rules]
    if rules.get("enum"):
        parts.append("salah satu dari klasifikasi isian")
    if rules.get("unique"):
        parts.append("tidak berulang")
    return "; ".join(parts)


def indicator_rows(
    form: ColumnForm, profile: Profile, item: BundleContent, codes: CodeLists
) -> tuple[FormRow, ...]:
    """Give one MS-Ind row per measure that has a unit, its own or the dataset's."""
    shape = table_shape(item.schema, item.text("ukuran"))
    fields = {str(field["name"]): field for field in item.schema.get("fields", [])}
    measures = [fields[c.name] for c in shape.measures if c.unit or item.text("satuan")]
    presented = menurut(shape.dimensions).removeprefix("menurut ")
    level_names = profile["level_bps"]
    level = ", ".join(
        dict.fromkeys(level_names.get(name, name.replace("_", " ").capitalize()) for name in levels(item))
    )
    return tuple(
        finish_row(
            form,
            profile["ms_ind"],
            {
                **indicator(field, item, codes),
                "nama": item.title if len(measures) == 1 else f"{item.title}: {field_title(field)}",
                "klasifikasi": presented,
                "level": level,
            },
        )
        for field in measures
    )


def indicator(field: Mapping[str, Any], item: BundleContent, codes: CodeLists) -> dict[str, str]:
    """Describe one measure as an indicator built from the variable of the same name."""
    unit = str(field.get("unit") or item.text("satuan"))
    size = str(field.get("ukuran") or ("persentase" if unit == "persen" else item.text("ukuran")))
    return {
        "konsep": str(field.get("konsep") or item.text("konsep")),
        "definisi": str(field.get("description") or item.text("definisi")),
        "interpretasi": item.text("interpretasi"),
        "rumus": str(field.get("satudata:rumus") or item.text("rumus")),
        "ukuran": codes.label("ukuran", size).capitalize(),
        "satuan": codes.label("satuan", unit),
        "variabel_kegiatan": item.title,
        "variabel_nama": field_title(field),
        "akses": "Ya" if item.is_open else "Tidak",
        "tahun": str(item.year),
    }
