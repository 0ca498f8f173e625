"""The old container of Office files (OLE): which streams it holds, and its document properties."""

from __future__ import annotations

import io
import struct
from typing import Any

from xlrd import compdoc

from ...domain.intake.finding import Unusable
from .xlsx_extras import keep_property

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SUMMARY = {2: "title", 3: "subject", 4: "creator", 5: "keywords", 6: "description", 8: "lastModifiedBy"}
_DOCUMENT = {2: "category", 14: "manager", 15: "company"}
_TEXTS = (30, 31)


class Ole:
    """One container. Raises ``Unusable`` when it is not whole."""

    def __init__(self, content: bytes, filename: str) -> None:
        self._streams: dict[str, bytes] = {}
        try:
            self._document: Any = compdoc.CompDoc(content, logfile=io.StringIO())
            nodes = self._document.dirlist
            self.names = {node.name.lower() for node in nodes if node.etype in (1, 2) and node.parent == 0}
        except MemoryError:
            raise
        except Exception as broken:  # the parser tells damage by errors of many kinds
            raise Unusable(_by_names(content), filename=filename) from broken

    def has(self, name: str) -> bool:
        """Tell whether a stream or folder of that name stands at the top."""
        return name.lower() in self.names

    def whole(self, *names: str) -> bool:
        """Tell whether one of the streams has all the bytes that its entry promises."""
        wanted = {name.lower() for name in names}
        for node in self._document.dirlist:
            if node.etype == 2 and node.name.lower() in wanted and node.parent == 0:
                return len(self.stream(node.name)) >= node.tot_size > 0
        return False

    def stream(self, name: str) -> bytes:
        """Give a stream's content; empty when there is none or it is damaged."""
        if name.lower() not in self._streams:
            try:
                found = self._document.get_named_stream(name)
            except MemoryError:
                raise
            except Exception:  # as above; properties are no reason to refuse a table
                found = None
            self._streams[name.lower()] = bytes(found or b"")
        return self._streams[name.lower()]

    def properties(self) -> dict[str, str]:
        """Give the document's properties."""
        found: dict[str, str] = {}
        for name, wanted in (
            ("\x05SummaryInformation", _SUMMARY),
            ("\x05DocumentSummaryInformation", _DOCUMENT),
        ):
            for number, text in property_set(self.stream(name)).items():
                if number in wanted:
                    keep_property(found, wanted[number], text)
        return found


def _by_names(content: bytes) -> str:
    """Give the refusal of a damaged container by the names that can still be seen in it."""
    if _wide("EncryptedPackage") in content or _wide("EncryptionInfo") in content:
        return "BERKAS_TERKUNCI"
    return "XLS_RUSAK"


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def property_set(content: bytes) -> dict[int, str]:
    """Give the texts of a property stream's first section by their number; what is damaged is left out."""
    try:
        return _texts(content)
    except (struct.error, IndexError, UnicodeError, LookupError):
        return {}


def _texts(content: bytes) -> dict[int, str]:
    if len(content) < 48:
        return {}
    start = struct.unpack_from("<I", content, 44)[0]
    count = min(struct.unpack_from("<I", content, start + 4)[0], 500)
    offsets = [struct.unpack_from("<II", content, start + 8 + 8 * at) for at in range(count)]
    page = next((_code_page(content, start + offset) for number, offset in offsets if number == 1), "cp1252")
    found = {}
    for number, offset in offsets:
        kind, length = struct.unpack_from("<II", content, start + offset)
        if kind not in _TEXTS:
            continue
        size = min(length * (2 if kind == 31 else 1), 8_000)
        raw = content[start + offset + 8 : start + offset + 8 + size]
        found[number] = raw.decode("utf-16-le" if kind == 31 else page, "replace").split("\x00")[0]
    return found


def _code_page(content: bytes, at: int) -> str:
    page = struct.unpack_from("<IH", content, at)[1]
    return {65001: "utf-8", 1200: "utf-16-le"}.get(page, f"cp{page}" if 437 <= page <= 1258 else "cp1252")
