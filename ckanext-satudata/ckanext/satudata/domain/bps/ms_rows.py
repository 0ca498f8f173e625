"""Rows of MS-Var (one per column of the table) and MS-Ind (one per measure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..figures.roles import role_of, table_shape
from .codes import CodeLists
from .content import BundleContent
from .layout import ColumnForm
from .ms_keg import EMPTIED, OFFICE, UNANSWERED, Profile, levels
from .ms_rules import Value, skipped
from .ms_stored import ADDED, loaded, stored_reasons, stored_rows
from .ms_values import clean
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
    """One row of MS-Var or MS-Ind: answers by key, the reasons of the empty ones, and where the others are from.

    ``key`` is the column of the table that the row is about, or ``+1``, ``+2`` ... of a row that the office added;
    ``unit`` is the unit that the schema gives a measure.
    """

    answers: Mapping[str, str]
    reasons: Mapping[str, str]
    key: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)
    skips: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""


def finish_row(
    form: ColumnForm, rules: Mapping[str, Any], values: Mapping[str, str], key: str = ""
) -> FormRow:
    """Order the values as the form's columns; fixed codes and reasons come from the profile."""
    answers, reasons, origins = {}, {}, {}
    for column in form.columns:
        rule = rules[column.key]
        text = clean(rule.get("kode") or values.get(column.key))
        answers[column.key] = "" if "kosong" in rule else text
        if answers[column.key]:
            origins[column.key] = "profil" if "kode" in rule else str(rule.get("asal", "skema"))
        else:
            reasons[column.key] = str(rule.get("kosong") or rule.get("bila_kosong") or UNANSWERED)
    return FormRow(answers, reasons, key, origins, unit=values.get("satuan", ""))


def completed_rows(form: ColumnForm, computed: Sequence[FormRow], field_value: Any) -> tuple[FormRow, ...]:
    """Put the office's cells over the computed ones, add its own rows, and empty what the form skips."""
    changed = stored_rows(form, field_value)
    own = [key for key in changed if key.startswith(ADDED)]
    rows = [overlaid_row(row, changed.get(row.key, {})) for row in computed]
    rows += [added_row(form, key, changed[key]) for key in sorted(own, key=added_place)]
    return tuple(without_skipped(form, row) for row in rows)


def rows_with_reasons(name: str, rows: Sequence[FormRow], reasons: Mapping[str, str]) -> tuple[FormRow, ...]:
    """Write the office's reasons beside the cells that break a rule of the form. ``name``: ``ms_var`` or ``ms_ind``."""

    def own(row: FormRow) -> dict[str, str]:
        return {key: reasons[place] for key in row.answers if (place := f"{name}.{row.key}.{key}") in reasons}

    return tuple(replace(row, reasons={**row.reasons, **own(row)}) for row in rows)


def added_place(key: str) -> tuple[int, str]:
    """Order rows that the office added by their number."""
    number = key.removeprefix(ADDED)
    return (int(number) if number.isdecimal() else 0, key)


def overlaid_row(row: FormRow, changed: Mapping[str, Value]) -> FormRow:
    """Give the row with the cells that the office changed."""
    answers = {key: str(changed.get(key, text)) for key, text in row.answers.items()}
    reasons = {
        key: EMPTIED if key in changed else row.reasons.get(key, UNANSWERED)
        for key, text in answers.items()
        if not text
    }
    origins = {
        key: OFFICE if key in changed else row.origins.get(key, "") for key, text in answers.items() if text
    }
    return replace(row, answers=answers, reasons=reasons, origins=origins)


def added_row(form: ColumnForm, key: str, cells: Mapping[str, Value]) -> FormRow:
    """Give a row that the office added."""
    empty = FormRow({column.key: "" for column in form.columns}, {}, key)
    filled = {name: value for name, value in cells.items() if value != ""}
    return overlaid_row(empty, filled)


def without_skipped(form: ColumnForm, row: FormRow) -> FormRow:
    """Empty the cells that the form skips; the reason of one that had none stays."""
    out = skipped(form.rules, row.answers)
    reasons = dict(row.reasons)
    for key, rule in out.items():
        told = row.reasons.get(key, "") if key not in row.origins else ""
        reasons[key] = told if told not in ("", EMPTIED, UNANSWERED) else rule.sentence["id"]
    answers = {key: "" if key in out else text for key, text in row.answers.items()}
    origins = {key: origin for key, origin in row.origins.items() if key not in out}
    return replace(
        row, answers=answers, reasons=reasons, origins=origins, skips={k: r.id for k, r in out.items()}
    )


def variable_rows(
    form: ColumnForm, profile: Profile, item: BundleContent, codes: CodeLists
) -> tuple[FormRow, ...]:
    """Give one MS-Var row per column of the table, keys and statuses included, and the rows that the office added."""
    rows = completed_rows(form, computed_variables(form, profile, item), item.dataset.get("ms_var"))
    return rows_with_reasons("ms_var", rows, stored_reasons(item.dataset.get("ms_alasan")))


def computed_variables(form: ColumnForm, profile: Profile, item: BundleContent) -> list[FormRow]:
    """Give the rows of MS-Var from schema, dataset and profile alone."""
    fields = list(item.schema.get("fields", []))
    rules = profile["ms_var"]
    return [finish_row(form, rules, variable(one, item, profile), str(one["name"])) for one in fields]


def variable(column: Mapping[str, Any], item: BundleContent, profile: Profile) -> dict[str, str]:
    """Describe one column as a variable."""
    title = field_title(column)
    origin = item.text("sumber_data") or str(item.organization.get("title", ""))
    return {
        "nama": title,
        "alias": str(column["name"]),
        "konsep": str(column.get("konsep") or title),
        "definisi": str(column.get("description") or ""),
        "referensi_pemilihan": profile["teks"]["referensi_pemilihan"] % {"asal": origin},
        "referensi_waktu": item.text("acuan_waktu"),
        "tipe_data": DATA_TYPES.get(str(column.get("type")), "String"),
        "klasifikasi": classification(column, item),
        "aturan": rules_text(column),
        "kalimat": title,
        "akses": "Ya" if item.is_open else "Tidak",
        "tahun": str(item.year),
    }


def field_title(column: Mapping[str, Any]) -> str:
    """Give a column's title, its name in words where it has none."""
    return str(column.get("title") or str(column["name"]).replace("_", " ").capitalize())


def variable_name(column: Mapping[str, Any], item: BundleContent) -> str:
    """Give the name that a column has in MS-Var, the office's own where it wrote one."""
    changed = loaded(item.dataset.get("ms_var")).get(str(column["name"]))
    written = clean(changed.get("nama")) if isinstance(changed, Mapping) else ""
    return written or field_title(column)


def classification(column: Mapping[str, Any], item: BundleContent) -> str:
    """Name a column's categories: its own list, the code list it refers to, or the status codes."""
    members = (column.get("constraints") or {}).get("enum")
    if members:
        return "; ".join(str(member) for member in members)
    for key in item.schema.get("foreignKeys") or ():
        fields = key.get("fields")
        if column["name"] in ([fields] if isinstance(fields, str) else fields or ()):
            return f"Kode referensi {(key.get('reference') or {}).get('resource') or item.text('name')}"
    names = {str(other["name"]) for other in item.schema.get("fields", [])}
    return STATUS_VALUES if role_of(column, names, set()) == "status" else ""


def rules_text(column: Mapping[str, Any]) -> str:
    """Say a column's rules in Indonesian."""
    rules = column.get("constraints") or {}
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
    """Give one MS-Ind row per measure that has a unit, its own or the dataset's, and the rows that the office added."""
    rows = completed_rows(form, computed_indicators(form, profile, item, codes), item.dataset.get("ms_ind"))
    return rows_with_reasons("ms_ind", rows, stored_reasons(item.dataset.get("ms_alasan")))


def computed_indicators(
    form: ColumnForm, profile: Profile, item: BundleContent, codes: CodeLists
) -> list[FormRow]:
    """Give the rows of MS-Ind from schema, dataset and profile alone."""
    shape = table_shape(item.schema, item.text("ukuran"))
    fields = {str(one["name"]): one for one in item.schema.get("fields", [])}
    measures = [fields[c.name] for c in shape.measures if c.unit or item.text("satuan")]
    presented = menurut(shape.dimensions).removeprefix("menurut ")
    level_names = profile["level_bps"]
    level = ", ".join(
        dict.fromkeys(level_names.get(name, name.replace("_", " ").capitalize()) for name in levels(item))
    )
    return [
        finish_row(
            form,
            profile["ms_ind"],
            {
                **indicator(one, item, codes),
                "nama": item.title if len(measures) == 1 else f"{item.title}: {field_title(one)}",
                "klasifikasi": presented,
                "level": level,
            },
            str(one["name"]),
        )
        for one in measures
    ]


def indicator(column: Mapping[str, Any], item: BundleContent, codes: CodeLists) -> dict[str, str]:
    """Describe one measure as an indicator built from the variable of the same name."""
    unit = str(column.get("unit") or item.text("satuan"))
    size = str(column.get("ukuran") or ("persentase" if unit == "persen" else item.text("ukuran")))
    return {
        "konsep": str(column.get("konsep") or item.text("konsep")),
        "definisi": str(column.get("description") or item.text("definisi")),
        "interpretasi": item.text("interpretasi"),
        "rumus": str(column.get("satudata:rumus") or item.text("rumus")),
        "ukuran": codes.label("ukuran", size).capitalize(),
        "satuan": codes.label("satuan", unit),
        "variabel_kegiatan": clean(loaded(item.dataset.get("ms_keg")).get("b0r1")) or item.title,
        "variabel_nama": variable_name(column, item),
        "akses": "Ya" if item.is_open else "Tidak",
        "tahun": str(item.year),
    }
