"""The template of a published dataset, made of its current edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.satudata.adapters import template_book
from ckanext.satudata.adapters.intake.codes import reference
from ckanext.satudata.app.ports import Edition
from ckanext.satudata.codes import rows as list_rows
from ckanext.satudata.domain.intake.template import LISTS, SHEET, make_template
from ckanext.satudata.logic.shapes.tables import too_large

from .files import rows_of


def excel(package: dict[str, Any], edition: Edition, *, with_rows: bool) -> bytes:
    """The workbook: drop-downs from the code lists, what each column means; ``with_rows``: next period's rows with
    their keys, and a row of the edition as example, unless the table is large."""
    regions = reference(tk.config["ckanext.satudata.region.kemendagri"], list_rows).regions
    small = not too_large({"rows": edition.rows, "schema": edition.schema})
    last = rows_of(edition.canonical_sha) if with_rows and small else ()
    made = make_template(package["title"], edition.schema, regions, last, code_choices(edition.schema))
    return template_book.written(made, guide(package))


def code_choices(schema: Mapping[str, Any]) -> dict[str, list[str]]:
    """The codes that a column's code list allows, by the name of the column."""
    found = {}
    for key in schema.get("foreignKeys") or ():
        own, target = _names(key.get("fields")), key.get("reference") or {}
        codes = _names(target.get("fields"))
        rows = list_rows(str(target.get("resource") or ""))
        if len(own) == len(codes) == 1 and rows and codes[0] in rows[0]:
            found[own[0]] = list(dict.fromkeys(str(row[codes[0]]) for row in rows if row.get(codes[0])))
    return found


def _names(fields: Any) -> list[str]:
    return [fields] if isinstance(fields, str) else [str(one) for one in fields or ()]


def guide(package: dict[str, Any]) -> list[str]:
    """Lines of the sheet that explains. In Indonesian: the workbook goes from hand to hand in the office."""
    return [
        f"Templat: {package['title']}",
        f"1. Isi lembar {SHEET}. Judul kolom jangan diubah.",
        "2. Tulis angka saja: tanpa satuan, tanpa titik ribuan. Excel menampilkan titik ribuan sendiri.",
        "3. Tulis 0 bila memang nol. Tulis ... (tiga titik) bila datanya tidak tersedia.",
        f"4. Nama dan kode dipilih dari daftar; daftar lengkapnya ada di lembar {LISTS}.",
        "5. Baris jumlah tidak perlu ditulis; portal menjumlahkan sendiri.",
        "6. Simpan sebagai Excel (.xlsx), lalu unggah di portal sebagai edisi baru dataset ini.",
    ]
