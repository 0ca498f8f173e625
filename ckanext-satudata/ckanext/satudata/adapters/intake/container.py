"""What a file is, by its content and never by its name."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from ...domain.intake.finding import Unusable
from ...domain.intake.limits import Limits
from .ole import SIGNATURE, Ole
from .signatures import refuse_binary, refuse_text
from .zip_guard import folded, guard

XLSX, XLS, ODS, XML, HTML, TEXT = "xlsx", "xls", "ods", "xml", "html", "text"
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_UNZIPPABLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
_MAIN = ("spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroenabled.main+xml")
_TEMPLATE = ("spreadsheetml.template.main+xml", "ms-excel.template.macroenabled.main+xml")
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_PAGE = re.compile(rb"<(html|table|head|body|!doctype html|tr|td|div|meta|style)\b", re.IGNORECASE)
_EXCEL_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_FLAT = b"urn:oasis:names:tc:opendocument:xmlns:office"


def detect(path: Path, filename: str, limits: Limits) -> str:
    """Give the kind of a file that is read; raise ``Unusable`` with its own code for everything else."""
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
    if filename.startswith(("~$", ".~lock.")) and size < 4096:
        raise Unusable("BERKAS_KUNCI_EXCEL", filename=filename)
    with path.open("rb") as stream:
        head = stream.read(65_536)
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path, filename, limits)
    if head.startswith(SIGNATURE):
        return _ole(path, filename)
    if _is_biff(head):
        return XLS
    refuse_binary(filename, head, size)
    return _text(path, filename, head)


def _is_biff(head: bytes) -> bool:
    """Tell a bare stream of BIFF records by its first one: a beginning of file of a known version and length."""
    if not head.startswith(_BIFF) or len(head) < 8:
        return False
    return head[2] in (4, 6, 8, 16) and head[3] == 0


def _text(path: Path, filename: str, head: bytes) -> str:
    narrow = _narrow(head)
    start = narrow.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = TEXT
    if start.startswith(b"version:") and b"starthtml:" in start[:400]:
        kind = HTML
    elif start.startswith(b"<"):
        kind = _markup(filename, start)
    if zipfile.is_zipfile(path):
        raise Unusable("BERKAS_DUA_JENIS", filename=filename, kind=f"{kind.upper()}, ZIP")
    if kind == TEXT:
        refuse_text(filename, narrow, path.read_bytes())
    return kind


def _narrow(head: bytes) -> bytes:
    """Give text of two bytes a sign as one, so that marks of its kind can be looked for."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head


def _markup(filename: str, start: bytes) -> str:
    if start.startswith(b"<svg") or (start.startswith(b"<?xml") and b"<svg" in start[:2000]):
        raise Unusable("BERKAS_GAMBAR", filename=filename)
    if start.startswith((b"<?xml", b"<workbook")) and (
        _EXCEL_2003 in start[:8192] or b"<workbook" in start[:2000]
    ):
        return XML
    if start.startswith(b"<?xml") and _FLAT in start[:8192]:
        raise Unusable("BERKAS_FODS", filename=filename)
    if _PAGE.search(start):
        return HTML
    if start.startswith((b"<?xml", b"<!doctype", b"<!--")) or re.match(rb"<[a-z][\w:.-]*[\s/>]", start):
        raise Unusable("BERKAS_XML", filename=filename)
    return TEXT


def _ole(path: Path, filename: str) -> str:
    """Tell an encrypted workbook from an old one by the streams at the top of the container."""
    ole = Ole(path.read_bytes(), filename)
    if ole.has("EncryptedPackage") or ole.has("EncryptionInfo"):
        raise Unusable("BERKAS_TERKUNCI", filename=filename)
    if ole.has("Workbook") or ole.has("Book"):
        return XLS
    for name, kind in (("WordDocument", "Word"), ("PowerPoint Document", "PowerPoint")):
        if ole.has(name):
            raise Unusable("BERKAS_DOKUMEN", filename=filename, kind=kind)
    raise Unusable("BERKAS_LAIN", filename=filename)


def _zipped(path: Path, filename: str, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = guard(archive, path.stat().st_size, filename, limits)
            types = _small(archive, "[Content_Types].xml").lower()
            mimetype = _small(archive, "mimetype").strip()
            locked = "manifest:encryption-data" in _small(archive, "META-INF/manifest.xml")
    except _UNZIPPABLE as broken:
        code = "XLSX_RUSAK" if b"PK\x05\x06" in _tail(path) else "BERKAS_TERPOTONG"
        raise Unusable(code, filename=filename, part="ZIP") from broken
    if any(main in types for main in (*_MAIN, *_TEMPLATE)):
        return XLSX
    if mimetype.startswith(_ODS):
        if locked or "encrypted-package" in names:
            raise Unusable("BERKAS_TERKUNCI", filename=filename)
        return ODS
    raise _other_zip(filename, types, mimetype, names)


def _tail(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 66_000))
        return stream.read()


def _small(archive: zipfile.ZipFile, name: str) -> str:
    actual = next((entry for entry in archive.namelist() if folded(entry) == name.lower()), None)
    if actual is None:
        return ""
    with archive.open(actual) as stream:
        return stream.read(1_000_000).decode("utf-8", "replace")


def _other_zip(filename: str, types: str, mimetype: str, names: list[str]) -> Unusable:
    documents = (("wordprocessingml", "Word"), ("presentationml", "PowerPoint"), ("visio", "Visio"))
    for mark, kind in documents:
        if mark in types:
            return Unusable("BERKAS_DOKUMEN", filename=filename, kind=kind)
    if "sheet.binary" in types:
        return Unusable("BERKAS_XLSB", filename=filename)
    if mimetype.startswith("application/vnd.oasis.opendocument"):
        return Unusable("BERKAS_DOKUMEN", filename=filename, kind="LibreOffice")
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        return Unusable("BERKAS_NUMBERS", filename=filename)
    if any(name.lower().startswith("xl/") for name in names):
        return Unusable("XLSX_RUSAK", filename=filename, part="[Content_Types].xml")
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return Unusable("ODS_RUSAK", filename=filename, part="mimetype")
    return Unusable("BERKAS_ARSIP", filename=filename, kind="ZIP")
