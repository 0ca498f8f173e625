"""The reader of XLSX and XLSM, transitional and strict. Macros are never looked into."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path

from ...domain.intake.finding import Unusable
from ...domain.intake.grid import Elsewhere, Sheet, Workbook
from ...domain.intake.limits import Limits
from .budget import Budget
from .xlsx_elsewhere import NAMES, RULES, look, look_through, place_of
from .xlsx_embedded import PLACE as EMBEDDED
from .xlsx_embedded import is_embedded, look_inside
from .xlsx_extras import Comments, Properties, TableFilters
from .xlsx_parts import Parts, read_parts, relations_of
from .xlsx_rows import RowScan
from .xlsx_sheet import SheetHandler
from .xml_bulk import parse_in_bulk
from .xml_stream import parse, refuse_doctype
from .zip_guard import Unpacker, folded, guard

BULK_FROM = 1 << 18
"""From so many bytes on, what is plain in a sheet is read in bulk."""
_XML = (".xml", ".rels", ".vml")


def read_xlsx(path: Path, filename: str, limits: Limits) -> Workbook:
    """Read all sheets of a workbook. Raises ``Unusable`` for what is broken, hostile or too large."""
    try:
        with zipfile.ZipFile(path) as archive:
            guard(archive, path.stat().st_size, filename, limits)
            return _Reader(Unpacker(archive, filename, limits), filename, limits).read()
    except zipfile.BadZipFile as broken:
        raise Unusable("XLSX_RUSAK", filename=filename, part="ZIP") from broken


class _Reader:
    def __init__(self, unpacker: Unpacker, filename: str, limits: Limits) -> None:
        self._unpacker, self._filename = unpacker, filename
        self._budget = Budget(filename, limits)
        self._limits = limits
        self._seen: set[str] = set()

    def read(self) -> Workbook:
        parts = read_parts(self._unpacker, self._limits)
        workbook = Workbook("xlsx", [], external_links=parts.external_links)
        for name, part, visible in parts.sheets:
            if not self._unpacker.has(part):
                raise Unusable("XLSX_RUSAK", filename=self._filename, part=part[:80])
            workbook.sheets.append(self._sheet(name, part, visible, parts, workbook.elsewhere))
            workbook.external_links += self._extras(workbook.sheets[-1], part, workbook.elsewhere)
        for text in parts.names:
            look(workbook.elsewhere, NAMES, text)
        for part in parts.properties:
            self._parse(part, Properties(workbook.properties))
        self._look_at_the_rest(workbook)
        if parts.macros or self._has_macros():
            workbook.kind, workbook.macros = "xlsm", True
        return workbook

    def _look_at_the_rest(self, workbook: Workbook) -> None:
        cut: dict[tuple[str, str], None] = {}
        for name in sorted(self._unpacker.names - self._seen):
            whole = True
            if is_embedded(name):
                whole = look_inside(workbook.elsewhere, self._unpacker.chunks(name))
            elif name.lower().endswith(_XML):
                refuse_doctype(self._unpacker.chunks(name), self._filename, name[:80])
                whole = look_through(workbook.elsewhere, name, self._unpacker.chunks(name))
            if not whole:
                cut[EMBEDDED if is_embedded(name) else place_of(name)] = None
        if cut:
            facts = {
                "what": ", ".join(what for what, _ in cut),
                "what_en": ", ".join(what for _, what in cut),
            }
            workbook.remarks.append(("BAGIAN_TIDAK_DIPERIKSA", facts))

    def _has_macros(self) -> bool:
        """Tell whether the workbook holds macros, or is declared as one that may."""
        if any(folded(name).endswith("vbaproject.bin") for name in self._unpacker.names):
            return True
        types = "[Content_Types].xml"
        declared = b"".join(self._unpacker.chunks(types)) if self._unpacker.has(types) else b""
        return b"macroenabled" in declared.lower()

    def _sheet(self, name: str, part: str, visible: bool, parts: Parts, elsewhere: list[Elsewhere]) -> Sheet:
        handler = SheetHandler(name, visible, parts, self._budget)
        if self._unpacker.size(part) < BULK_FROM:
            self._parse(part, handler)
        else:
            self._seen.add(self._unpacker.actual(part))
            chunks = self._unpacker.chunks(part)
            parse_in_bulk(chunks, handler, RowScan(handler), self._filename, part[:80])
        for text in handler.rules:
            look(elsewhere, RULES, text)
        return handler.sheet

    def _extras(self, sheet: Sheet, part: str, elsewhere: list[Elsewhere]) -> int:
        """Read what the sheet refers to; give the number of parts outside of the file that it shows."""
        folder, name = posixpath.split(part)
        relations = relations_of(self._unpacker, f"{folder}/_rels/{name}.rels", folder)
        for target in [*relations.all("comments"), *relations.all("threadedComment")]:
            self._parse(target, Comments(sheet, self._budget))
        for target in relations.all("table"):
            self._parse(target, TableFilters(sheet))
            if self._unpacker.has(target):
                look_through(elsewhere, target, self._unpacker.chunks(target))
        return relations.external

    def _parse(self, part: str, handler: object) -> None:
        if self._unpacker.has(part):
            self._seen.add(self._unpacker.actual(part))
            parse(self._unpacker.chunks(part), handler, self._filename, part[:80])
