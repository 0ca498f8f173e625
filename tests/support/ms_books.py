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
from ckanext.satudata.domain.bps.content import BundleContent
from ckanext.satudata.domain.bps.ms_import import Imported, compare
from ckanext.satudata.domain.bps.ms_state import IND, VAR, Filled, fill
from ckanext.satudata.domain.intake.limits import Limits

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
