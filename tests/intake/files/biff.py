"""Old Excel workbooks, written record by record."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from . import ole

GENERAL, DATE, PERCENT, CODE, TIME = 0, 1, 2, 3, 4
_FORMATS = {GENERAL: 0, DATE: 14, PERCENT: 9, CODE: 164, TIME: 20}


@dataclass
class Sheet:
    """One sheet. ``cells``: rows of values; a pair is (number, style); ``#N/A`` is an error cell."""

    name: str
    cells: Sequence[Sequence[Any]]
    visibility: int = 0
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    filtered: bool = False


def record(code: int, content: bytes = b"") -> bytes:
    """Give one record."""
    return struct.pack("<HH", code, len(content)) + content


def _text(text: str, length: str = "<H") -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def stream(
    sheets: Sequence[Sheet], from_1904: bool = False, locked: bool = False, linked: bool = False
) -> bytes:
    """Give the stream of a workbook of BIFF 8."""
    texts: list[str] = []
    bodies = [_sheet(sheet, texts) for sheet in sheets]
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 4000, 1997, 0, 6))
    if locked:
        head += record(0x002F, struct.pack("<HHH", 1, 1, 1) + b"\x11" * 48)
    head += record(0x0042, struct.pack("<H", 1200)) + record(0x0022, struct.pack("<H", int(from_1904)))
    head += (
        record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _text("Arial", "<B"))
        * 5
    )
    head += record(0x041E, struct.pack("<H", 164) + _text("0000"))
    for number in _FORMATS.values():
        head += record(0x00E0, struct.pack("<HHHBBBBIIH", 0, number, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    if linked:
        head += record(0x01AE, struct.pack("<H", 1) + _text("\x01\x05lain.xls") + _text("Data"))
    tail = _shared(texts) + record(0x000A)
    at = len(head) + sum(len(record(0x0085, b"\x00" * 6 + _text(s.name, "<B"))) for s in sheets) + len(tail)
    for sheet, body in zip(sheets, bodies, strict=True):
        head += record(0x0085, struct.pack("<IBB", at, sheet.visibility, 0) + _text(sheet.name, "<B"))
        at += len(body)
    return head + tail + b"".join(bodies)


def _shared(texts: list[str]) -> bytes:
    made, block, first = b"", struct.pack("<II", len(texts), len(texts)), True
    for text in texts:
        piece = _text(text)
        if len(block) + len(piece) > 8000:
            made += record(0x00FC if first else 0x003C, block)
            block, first = b"", False
        block += piece
    return made + record(0x00FC if first else 0x003C, block)


def _sheet(sheet: Sheet, texts: list[str]) -> bytes:
    body = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 4000, 1997, 0, 6))
    for column in sheet.hidden_columns:
        body += record(0x007D, struct.pack("<HHHHHH", column - 1, column - 1, 2560, 0, 1, 0))
    if sheet.filtered:
        body += record(0x009B)
    width = max((len(row) for row in sheet.cells), default=0)
    body += record(0x0200, struct.pack("<IIHHH", 0, len(sheet.cells), 0, width, 0))
    for row in sheet.hidden_rows:
        body += record(0x0208, struct.pack("<HHHHHHI", row - 1, 0, width, 255, 0, 0, 0x120))
    body += b"".join(
        _cell(row, column, value, texts)
        for row, cells in enumerate(sheet.cells)
        for column, value in enumerate(cells)
    )
    for number, ((row, column), text) in enumerate(sheet.notes.items(), 1):
        body += _note(number, row - 1, column - 1, text)
    if sheet.merged:
        areas = b"".join(
            struct.pack("<HHHH", t - 1, b - 1, left - 1, r - 1) for t, left, b, r in sheet.merged
        )
        body += record(0x00E5, struct.pack("<H", len(sheet.merged)) + areas)
    return body + record(0x000A)


def _cell(row: int, column: int, value: Any, texts: list[str]) -> bytes:
    if value is None:
        return b""
    value, style = value if isinstance(value, tuple) else (value, GENERAL)
    place = struct.pack("<HHH", row, column, style)
    if isinstance(value, bool):
        return record(0x0205, place + struct.pack("<BB", value, 0))
    if value == "#N/A":
        return record(0x0205, place + struct.pack("<BB", 0x2A, 1))
    if isinstance(value, str):
        if value not in texts:
            texts.append(value)
        return record(0x00FD, place + struct.pack("<I", texts.index(value)))
    return record(0x0203, place + struct.pack("<d", value))


def _note(number: int, row: int, column: int, text: str) -> bytes:
    thing = struct.pack("<HHHHH12x", 0x15, 18, 0x19, number, 0x4011) + struct.pack("<HH", 0, 0)
    made = record(0x005D, thing)
    made += record(0x01B6, struct.pack("<HHHHHHHI", 0x212, 0, 0, 0, 0, len(text), 16, 0))
    made += record(0x003C, b"\x01" + text.encode("utf-16-le"))
    made += record(0x003C, struct.pack("<HHIHHI", 0, 0, 0, len(text), 0, 0))
    return made + record(0x001C, struct.pack("<HHHH", row, column, 0, number) + _text("A"))


def workbook(
    sheets: Sequence[Sheet], properties: dict[int, str] | None = None, macros: bool = False, **options: Any
) -> bytes:
    """Give an .xls file: the stream in its container, with document properties and a folder of macros."""
    streams = {"Workbook": stream(sheets, **options)}
    if properties:
        streams["\x05SummaryInformation"] = ole.summary(properties)
    if macros:
        streams["_VBA_PROJECT_CUR"] = b"macro"
    return ole.container(streams)


def ancient(cells: Sequence[Sequence[Any]]) -> bytes:
    """Give a bare sheet of BIFF 2, as programs of the eighties wrote it."""
    made = record(0x0009, struct.pack("<HH", 2, 0x10))
    for row, values in enumerate(cells):
        for column, value in enumerate(values):
            place = struct.pack("<HH3x", row, column)
            if isinstance(value, str):
                raw = value.encode("cp1252")
                made += record(0x0004, place + struct.pack("<B", len(raw)) + raw)
            else:
                made += record(0x0003, place + struct.pack("<d", value))
    return made + record(0x000A)
