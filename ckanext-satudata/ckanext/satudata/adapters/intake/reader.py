"""Any upload read by what it is: the one door from a file to the grid."""

from __future__ import annotations

from pathlib import Path

from ...domain.intake.grid import Remark, Workbook
from ...domain.intake.limits import Limits
from .cell_remarks import divide_column_a, remarks_of_cells, tidy_names
from .container import HTML, ODS, TEXT, XLS, XLSX, XML, detect
from .csv_text import read_csv, read_pasted
from .html_tables import read_html
from .ods import read_ods
from .xls import read_xls
from .xlsx import read_xlsx
from .xml2003 import read_xml2003

CLIPBOARD = "clipboard"
_READERS = {
    XLSX: read_xlsx,
    XLS: read_xls,
    ODS: read_ods,
    XML: read_xml2003,
    HTML: read_html,
    TEXT: read_csv,
}
_TEXTS = (".csv", ".txt", ".tsv", ".tab", ".dat", "")
_USUAL = {
    "xlsx": (".xlsx", ".xltx"),
    "xlsm": (".xlsm", ".xltm"),
    "xls": (".xls", ".xlt"),
    "xml": (".xml",),
    "ods": (".ods", ".ots"),
    "html": (".html", ".htm"),
    "csv": _TEXTS,
    "tsv": _TEXTS,
}


class FileReader:
    """Reads one upload, whatever it is.

    ``hint``: ``clipboard`` when the text was pasted on a page and never was a file.
    """

    def __init__(self, path: Path, filename: str, limits: Limits, hint: str | None = None) -> None:
        self.path, self.filename, self.limits, self.hint = path, filename, limits, hint

    def read(self) -> Workbook:
        """Give the workbook. Raises ``Unusable``."""
        kind = detect(self.path, self.filename, self.limits)
        pasted = self.hint == CLIPBOARD and kind in (TEXT, HTML)
        reader = read_pasted if pasted and kind == TEXT else _READERS[kind]
        workbook = reader(self.path, self.filename, self.limits)
        if pasted:
            workbook.kind = CLIPBOARD
        tidy_names(workbook)
        for sheet in workbook.sheets:
            workbook.remarks.extend(divide_column_a(sheet, self.filename, self.limits))
        if workbook.macros:
            workbook.remarks.append(("MAKRO_DIABAIKAN", {}))
        workbook.remarks.extend(remarks_of_cells(workbook))
        workbook.remarks.extend(_name_remark(self.filename, workbook.kind))
        return workbook


def _name_remark(filename: str, kind: str) -> list[Remark]:
    """Remark that a file name promises something else than the content holds."""
    ending = filename[filename.rfind(".") :].lower() if "." in filename else ""
    if ending in _USUAL.get(kind, (ending,)):
        return []
    return [("NAMA_BEDA_ISI", {"read": ending, "expected": kind.upper()})]
