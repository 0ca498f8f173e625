"""The reader of OpenDocument workbooks (LibreOffice), as a stream."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ...domain.intake.grid import Workbook
from ...domain.intake.limits import Limits
from .budget import Budget
from .ods_names import SEPARATOR, NumberStyles, plain
from .ods_sheets import OdsSheets, unreadable
from .xlsx_extras import keep_property
from .xml_stream import parse, refuse_doctype
from .zip_guard import Unpacker, guard

_BROKEN = "ODS_RUSAK"
_META = {
    "dc:title": "title",
    "dc:subject": "subject",
    "dc:description": "description",
    "dc:creator": "lastModifiedBy",
    "meta:initial-creator": "creator",
    "meta:keyword": "keywords",
    "meta:printed-by": "printedBy",
}


def read_ods(path: Path, filename: str, limits: Limits) -> Workbook:
    """Read all sheets of a workbook. Raises ``Unusable`` for what is broken, hostile or too large."""
    try:
        with zipfile.ZipFile(path) as archive:
            guard(archive, path.stat().st_size, filename, limits)
            return _read(Unpacker(archive, filename, limits, _BROKEN), Budget(filename, limits))
    except zipfile.BadZipFile as broken:
        raise unreadable(filename, "ZIP") from broken


def _read(unpacker: Unpacker, budget: Budget) -> Workbook:
    filename = unpacker.filename
    if not unpacker.has("content.xml"):
        raise unreadable(filename, "content.xml")
    workbook = Workbook("ods", [])
    handler = OdsSheets(budget)
    if unpacker.has("styles.xml"):
        named = _Styles(handler.styles)
        parse(unpacker.chunks("styles.xml"), named, filename, "styles.xml", _BROKEN, SEPARATOR)
    parse(unpacker.chunks("content.xml"), handler, filename, "content.xml", _BROKEN, SEPARATOR)
    if unpacker.has("meta.xml"):
        meta = _Meta(workbook.properties)
        parse(unpacker.chunks("meta.xml"), meta, filename, "meta.xml", _BROKEN, SEPARATOR)
    for name in sorted(unpacker.names - {"content.xml", "styles.xml", "meta.xml"}):
        if name.lower().endswith((".xml", ".rdf")) and not name.startswith("Basic/"):
            refuse_doctype(unpacker.chunks(name), filename, name[:80])
    workbook.sheets = handler.sheets
    workbook.external_links = handler.external
    workbook.macros = any(name.startswith(("Basic/", "Scripts/")) for name in unpacker.names)
    return workbook


class _Styles:
    """Collects the named formats of ``styles.xml``."""

    def __init__(self, styles: NumberStyles) -> None:
        self._styles = styles
        self._names: dict[str, str] = {}

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take a style or a piece of one."""
        attributes = {plain(key, self._names): value for key, value in given.items()}
        self._styles.start(plain(name, self._names), attributes)

    def end(self, name: str) -> None:
        """End a style."""
        self._styles.end(plain(name, self._names))

    def text(self, data: str) -> None:
        """Styles hold no text that matters."""


class _Meta:
    """Collects the document's properties."""

    def __init__(self, found: dict[str, str]) -> None:
        self._found = found
        self._names: dict[str, str] = {}
        self._name: str | None = None
        self._text = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        """Begin a property."""
        tag = plain(name, self._names)
        self._name, self._text = _META.get(tag), ""
        if tag == "meta:user-defined":
            self._name = next(
                (value for key, value in given.items() if key.endswith(f"{SEPARATOR}name")), None
            )

    def end(self, name: str) -> None:
        """End a property."""
        if self._name:
            keep_property(self._found, self._name, self._text)
        self._name = None

    def text(self, data: str) -> None:
        """Take a piece; what is longer than a property ought to be is cut."""
        if self._name and len(self._text) < 2_000:
            self._text += data[:2_000]
