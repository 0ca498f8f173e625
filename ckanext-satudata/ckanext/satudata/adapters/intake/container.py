"""What a file is, by its content and never by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ...domain.intake.finding import Unusable
from ...domain.intake.limits import Limits
from .zip_guard import guard

XLSX, TEXT = "xlsx", "text"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_ARCHIVES = (
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ", "XZ"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
_MAIN = "spreadsheetml.sheet.main+xml"
_MACRO = "macroenabled"


def detect(path: Path, filename: str, limits: Limits) -> str:
    """Give ``xlsx`` or ``text``; raise ``Unusable`` with its own code for everything else."""
    size = path.stat().st_size
    if size == 0:
        raise Unusable("BERKAS_KOSONG", filename=filename)
    if size > limits.file_bytes:
        raise Unusable(
            "BERKAS_TERLALU_BESAR",
            filename=filename,
            megabytes=size // 1048576,
            limit=limits.file_bytes // 1048576,
        )
    with path.open("rb") as stream:
        head = stream.read(4096)
    if filename.startswith("~$") and size < 4096:
        raise Unusable("BERKAS_KUNCI_EXCEL", filename=filename)
    if head.startswith(b"PK\x03\x04"):
        return _office(path, filename, limits)
    _refuse_known(path, filename, head)
    return TEXT


def _refuse_known(path: Path, filename: str, head: bytes) -> None:
    if head.startswith(_OLE):
        raise _ole(path, filename)
    if head.startswith(_BIFF):
        raise Unusable("BERKAS_XLS", filename=filename)
    if head.lstrip()[:5] == b"%PDF-":
        raise Unusable("BERKAS_PDF", filename=filename)
    if head.startswith(_PICTURES):
        raise Unusable("BERKAS_GAMBAR", filename=filename)
    if head.startswith(b"PK"):
        raise Unusable("BERKAS_ARSIP", filename=filename, kind="ZIP")
    for magic, kind in _ARCHIVES:
        if head.startswith(magic):
            raise Unusable("BERKAS_ARSIP", filename=filename, kind=kind)
    _refuse_markup(filename, head)


def _refuse_markup(filename: str, head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{\\rtf"):
        raise Unusable("BERKAS_DOKUMEN", filename=filename, kind="RTF")
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<style", b"<meta")):
        raise Unusable("BERKAS_HTML", filename=filename)
    if start.startswith((b"<?xml", b"<!doctype", b"<svg", b"<!--")):
        code = "BERKAS_HTML" if b"<html" in start else "BERKAS_GAMBAR" if b"<svg" in start else "BERKAS_XML"
        raise Unusable(code, filename=filename)


def _ole(path: Path, filename: str) -> Unusable:
    """Tell an encrypted workbook from an old one by the names in the container."""
    content = path.read_bytes()
    if _wide("EncryptedPackage") in content or _wide("EncryptionInfo") in content:
        return Unusable("BERKAS_TERKUNCI", filename=filename)
    if _wide("WordDocument") in content:
        return Unusable("BERKAS_DOKUMEN", filename=filename, kind="Word")
    if _wide("PowerPoint Document") in content:
        return Unusable("BERKAS_DOKUMEN", filename=filename, kind="PowerPoint")
    if _wide("Workbook") in content or _wide("Book") in content:
        return Unusable("BERKAS_XLS", filename=filename)
    return Unusable("BERKAS_LAIN", filename=filename)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _office(path: Path, filename: str, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = guard(archive, path.stat().st_size, filename, limits)
            types = _content_types(archive, names)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as broken:
        raise Unusable("XLSX_RUSAK", filename=filename, part="ZIP") from broken
    lower = types.lower()
    if _MACRO in lower or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unusable("BERKAS_MAKRO", filename=filename)
    if _MAIN in lower:
        return XLSX
    raise _other_office(filename, lower, names)


def _content_types(archive: zipfile.ZipFile, names: list[str]) -> str:
    if "[Content_Types].xml" not in names:
        return ""
    with archive.open("[Content_Types].xml") as stream:
        return stream.read(1_000_000).decode("utf-8", "replace")


def _other_office(filename: str, types: str, names: list[str]) -> Unusable:
    if "wordprocessingml" in types:
        return Unusable("BERKAS_DOKUMEN", filename=filename, kind="Word")
    if "presentationml" in types:
        return Unusable("BERKAS_DOKUMEN", filename=filename, kind="PowerPoint")
    if "sheet.binary" in types:
        return Unusable("BERKAS_XLSB", filename=filename)
    if "mimetype" in names and "content.xml" in names:
        return Unusable("BERKAS_ODS", filename=filename)
    if any(name.startswith("xl/") for name in names):
        return Unusable("XLSX_RUSAK", filename=filename, part="[Content_Types].xml")
    return Unusable("BERKAS_ARSIP", filename=filename, kind="ZIP")
