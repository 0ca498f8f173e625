"""The template of a published dataset, made of its current edition."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.satudata.adapters import template_book
from ckanext.satudata.adapters.intake.codes import reference
from ckanext.satudata.app.ports import Edition
from ckanext.satudata.domain.intake.template import LISTS, SHEET, make_template

from .files import rows_of


def excel(package: dict[str, Any], edition: Edition, *, with_rows: bool) -> bytes:
    """The workbook: drop-downs from the code lists, what each column means; ``with_rows``: next period's rows with
    their keys, and a row of the edition as example."""
    regions = reference(tk.config["ckanext.satudata.region.kemendagri"]).regions
    last = rows_of(edition.canonical_sha) if with_rows else ()
    made = make_template(package["title"], edition.schema, regions, last)
    return template_book.written(made, guide(package))


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
