"""Workbooks of the MS forms for tests: written, saved anew by LibreOffice, read as an upload is read."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from ckanext.satudata.adapters.bps.defaults import code_lists, ms_forms
from ckanext.satudata.adapters.bps.ms_forms import column_workbook, keg_workbook
from ckanext.satudata.adapters.intake.cells import cells_of
from ckanext.satudata.adapters.intake.reader import FileReader
from ckanext.satudata.demo import described
from ckanext.satudata.domain.bps.content import BundleContent
from ckanext.satudata.domain.bps.ms_import import Imported, compare
from ckanext.satudata.domain.bps.ms_state import IND, VAR, Filled, fill
from ckanext.satudata.domain.intake.limits import Limits
from support.bundle_samples import SCHEMA, content

FORMS = ms_forms()
SOFFICE_SECONDS = 180


def filled(item: BundleContent) -> Filled:
    """The three forms of a dataset."""
    return fill(FORMS, item, code_lists().over(item.codes))


def books(item: BundleContent) -> dict[str, bytes]:
    """The three workbooks of a dataset by the name of their sheet."""
    state = filled(item)
    found = {FORMS.keg.name: keg_workbook(FORMS.keg, state.keg, item.last_gate_at)}
    for name in (VAR, IND):
        form = FORMS.rows_of(name)
        found[form.name] = column_workbook(form, state.rows[name], item.last_gate_at)
    return found


def sheets(path: Path) -> list[dict[str, Any]]:
    """The cells of a workbook as the disposable child tells them."""
    found = cells_of(FileReader(path, path.name, Limits()), path.name)
    assert found["refusal"] is None, found["refusal"]
    return list(found["sheets"])


def imported(item: BundleContent, book: bytes | Path, folder: Path) -> Imported:
    """A workbook beside the portal's answers."""
    path = book if isinstance(book, Path) else folder / "buku.xlsx"
    if isinstance(book, bytes):
        path.write_bytes(book)
    return compare(FORMS, filled(item), sheets(path))


def changed(book: bytes, cells: Mapping[str, Any]) -> bytes:
    """The workbook with other values in some cells."""
    workbook = openpyxl.load_workbook(io.BytesIO(book))
    for cell, value in cells.items():
        workbook.active[cell] = value
    return saved(workbook)


def saved(workbook: Any) -> bytes:
    """The bytes of a workbook of openpyxl's."""
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def saved_by_libreoffice(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """The workbooks as LibreOffice saves them, all in one call."""
    before, after = folder / "sebelum", folder / "sesudah"
    before.mkdir()
    for name, data in files.items():
        (before / f"{name}.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(after),
    ]
    subprocess.run(
        [*command, *(str(before / f"{name}.xlsx") for name in files)],
        check=True,
        capture_output=True,
        timeout=SOFFICE_SECONDS,
    )
    return {name: after / f"{name}.xlsx" for name in files}


def demo_contents() -> dict[str, BundleContent]:
    """Every dataset of the demo as the forms see it: its metadata, its office, a schema of its columns."""
    offices = {one.name: one for one in described.offices()}
    return {one.slug: demo_content(one, offices[one.office]) for one in described.datasets()}


def demo_content(dataset: described.Dataset, office: described.Office) -> BundleContent:
    """One dataset of the demo."""
    columns = dataset.layout.columns if dataset.layout else ()
    fields = [demo_field(column, dataset) for column in columns if column.key != "no"]
    return content(
        dataset={"jadwal_rilis": "2026-12-01", "klasifikasi_akses": "terbuka", **dataset.metadata},
        organization={"title": office.title, **office.extras},
        schema={"fields": fields or SCHEMA["fields"]},
    )


def demo_field(column: described.Column, dataset: described.Dataset) -> dict[str, Any]:
    """A column of the demo as a field of a schema; what has figures is a measure."""
    figures = column.total or column.numbers or column.decimals
    kind = (
        {"type": "number", "unit": str(dataset.metadata.get("satuan", "orang"))}
        if figures
        else {"type": "string"}
    )
    title = f"{column.group}: {column.label}" if column.group else column.label
    return {"name": column.key, "title": title, "description": dataset.columns.get(column.key, ""), **kind}
