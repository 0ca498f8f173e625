"""Any upload read by what it is: the one door from a file to the grid."""

from __future__ import annotations

from pathlib import Path

from ...domain.intake.grid import Remark, Workbook
from ...domain.intake.limits import Limits
from .container import XLSX, detect
from .csv_text import read_csv
from .xlsx import read_xlsx

_USUAL = {
    "xlsx": (".xlsx",),
    "xlsm": (".xlsm",),
    "csv": (".csv", ".txt", ".tsv", ""),
}


class FileReader:
    """Reads one upload, whatever it is.

    ``hint``: ``clipboard`` when the text was pasted on a page and never was a file.
    """

    def __init__(self, path: Path, filename: str, limits: Limits, hint: str | None = None) -> None:
        self.path, self.filename, self.limits, self.hint = path, filename, limits, hint

    def read(self) -> Workbook:
        """Give the workbook. Raises ``Unusable``."""
        workbook = self._read(detect(self.path, self.filename, self.limits))
        workbook.remarks.extend(_name_remark(self.filename, workbook.kind))
        return workbook

    def _read(self, kind: str) -> Workbook:
        reader = read_xlsx if kind == XLSX else read_csv
        return reader(self.path, self.filename, self.limits)


def _name_remark(filename: str, kind: str) -> list[Remark]:
    """Remark that a file name promises something else than the content holds."""
    ending = filename[filename.rfind(".") :].lower() if "." in filename else ""
    if ending in _USUAL.get(kind, (ending,)):
        return []
    return [("NAMA_BEDA_ISI", {"read": ending, "expected": kind.upper()})]
