"""Files that are no table, each of its own kind, made of the first bytes by which the kind is known."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

from data import hostile

from . import biff, odf, ole
from .seeds import xlsx

_SHORTCUT = b'{"url": "https://docs.google.com/spreadsheets/d/rekaan/edit", "doc_id": "rekaan"}'


def lock_file() -> bytes:
    """Give the file that Excel keeps beside an open workbook, with a user's name in it."""
    name = b"Pegawai Rekaan"
    wide = name.decode().encode("utf-16-le")
    return (bytes([len(name)]) + name.ljust(54) + struct.pack("<H", len(name)) + wide).ljust(165)[:165]


def dbase() -> bytes:
    """Give a dBase table without rows."""
    field = b"NAMA".ljust(11, b"\x00") + b"C" + b"\x00" * 4 + bytes([20]) + b"\x00" * 15
    return struct.pack("<BBBBIHH20x", 3, 124, 5, 17, 0, 65, 21) + field + b"\x0d\x1a"


def polyglot(head: bytes) -> bytes:
    """Give a whole workbook behind another kind's beginning."""
    return head + xlsx()


def two_zips() -> bytes:
    """Give one ZIP behind another, so that readers may disagree on which one it is."""
    return hostile.zipped({"a.csv": b"a,b\n1,2\n"}) + xlsx()


def locked_ods() -> bytes:
    """Give an OpenDocument workbook that a password locks."""
    manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    return odf.packed({"content.xml": b"\x00\x01", "META-INF/manifest.xml": manifest})


def locked_xlsx() -> bytes:
    """Give the container that an encrypted .xlsx is."""
    return ole.container({"EncryptionInfo": b"\x04\x00\x04\x00", "EncryptedPackage": b"\x00" * 64})


def locked_xls() -> bytes:
    """Give an old workbook that a password locks."""
    return biff.workbook([biff.Sheet("Data", [["a", "b"]])], locked=True)


def old_document(stream: str) -> bytes:
    """Give an old Office document that is no workbook."""
    return ole.container({stream: b"\x00" * 64})


def broken_directory() -> bytes:
    """Give a workbook whose list of parts is damaged."""
    raw = bytearray(xlsx())
    at = raw.rfind(b"PK\x01\x02")
    raw[at : at + 4] = b"HRSK"
    return bytes(raw)


def symlinked() -> bytes:
    """Give an ordinary workbook with a part that says it is a link to elsewhere."""
    stream = BytesIO(hostile.ordinary())
    with zipfile.ZipFile(stream, "a") as archive:
        link = zipfile.ZipInfo("xl/worksheets/sheet9.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return stream.getvalue()


FODS = (
    b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>'
)
NUMBERS = {"Index/Document.iwa": b"\x00", "Metadata/Properties.plist": b"x", "preview.jpg": b"x"}
GSHEET = _SHORTCUT
MHTML = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="a"\r\n\r\n--a\r\n<html><table></table></html>'
SQL = b"-- MySQL dump 10.13\nDROP TABLE IF EXISTS desa;\nCREATE TABLE desa (id int);\nINSERT INTO desa VALUES (1);\n"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'
