"""The reader of XLSX, transitional and strict."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ...domain.intake.finding import Unusable
from ...domain.intake.grid import Workbook
from ...domain.intake.limits import Limits
from .budget import Budget
from .xlsx_parts import read_parts
from .xlsx_sheet import SheetHandler
from .xml_stream import parse
from .zip_guard import Unpacker, guard


def read_xlsx(path: Path, filename: str, limits: Limits) -> Workbook:
    """Read all sheets of a workbook. Raises ``Unusable`` for what is broken, hostile or too large."""
    try:
        with zipfile.ZipFile(path) as archive:
            guard(archive, path.stat().st_size, filename, limits)
            return _read(Unpacker(archive, filename, limits), filename, limits)
    except zipfile.BadZipFile as broken:
        raise Unusable("XLSX_RUSAK", filename=filename, part="ZIP") from broken


def _read(unpacker: Unpacker, filename: str, limits: Limits) -> Workbook:
    parts = read_parts(unpacker, limits)
    budget = Budget(filename, limits)
    workbook = Workbook("xlsx", [], external_links=parts.external_links)
    seen = set()
    for name, part, visible in parts.sheets:
        if part not in unpacker.names:
            raise Unusable("XLSX_RUSAK", filename=filename, part=part[:80])
        handler = SheetHandler(name, visible, parts, budget)
        parse(unpacker.chunks(part), handler, filename, part)
        workbook.sheets.append(handler.sheet)
        seen.add(part)
    _refuse_doctypes(unpacker, filename, seen)
    return workbook


def _refuse_doctypes(unpacker: Unpacker, filename: str, seen: set[str]) -> None:
    """Look at the beginning of every other XML part: a DOCTYPE can stand nowhere else."""
    for name in sorted(unpacker.names - seen):
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            continue
        head = b""
        for piece in unpacker.chunks(name):
            head += piece
            if len(head) > 4096:
                break
        if b"<!DOCTYPE" in head.upper() or b"<!ENTITY" in head.upper() or _wide(head):
            raise Unusable("XLSX_BERBAHAYA", filename=filename, part=name[:80])


def _wide(head: bytes) -> bool:
    return any("<!DOCTYPE".encode(coding) in head for coding in ("utf-16-le", "utf-16-be"))
