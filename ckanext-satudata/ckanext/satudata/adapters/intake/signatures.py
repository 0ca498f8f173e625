"""Files that are no table, known by their first bytes."""

from __future__ import annotations

import json
import re

from ...domain.intake.finding import Unusable

_ARCHIVES = (
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\xfd7zXZ\x00", "XZ"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"MSCF\x00\x00\x00\x00", "CAB"),
    (b"PK\x05\x06", "ZIP"),
    (b"PK\x07\x08", "ZIP"),
    (b"\x60\xea", "ARJ"),
)
_DATABASES = (
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x00\x01\x00\x00Standard Jet DB", "Microsoft Access"),
    (b"\x00\x01\x00\x00Standard ACE DB", "Microsoft Access"),
    (b"$FL2@(#)", "SPSS"),
    (b"$FL3@(#)", "SPSS"),
    (b"<stata_dta>", "Stata"),
    (b"PAR1", "Parquet"),
    (b"ARROW1\x00\x00", "Arrow"),
    (b"\x89HDF\r\n", "HDF5"),
)
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
_STILL = (b"heic", b"heix", b"mif1", b"avif", b"msf1")
_PROGRAMS = (b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"#!/")
_MEDIA = (b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"\xff\xfb")
_SHORTCUTS = (b"l\x00\x00\x00\x01\x14\x02\x00", b"[internetshortcut]", b"[desktop entry]")
_SQL = re.compile(
    rb"^[ \t]*(create\s+table|insert\s+into|drop\s+table|create\s+database|copy\s+\S+\s+\(.*\)\s+from\s+stdin)\b",
    re.IGNORECASE | re.MULTILINE,
)
_JSON = re.compile(rb'\s*(\{\s*("|\})|\[\s*[\[{"\]\d])')


def refuse_binary(filename: str, head: bytes, size: int) -> None:
    """Raise ``Unusable`` for a kind of file that begins with its own signature."""
    for kinds, code in ((_ARCHIVES, "BERKAS_ARSIP"), (_DATABASES, "BERKAS_BASISDATA")):
        for magic, kind in kinds:
            if head.startswith(magic):
                raise Unusable(code, filename=filename, kind=kind)
    for kind, fits, code in (
        ("BZIP2", re.match(rb"BZh[1-9]1AY&SY", head) is not None, "BERKAS_ARSIP"),
        ("TAR", head[257:262] == b"ustar", "BERKAS_ARSIP"),
        ("", b"%PDF-" in head[:1024], "BERKAS_PDF"),
        ("", _picture(head), "BERKAS_GAMBAR"),
        ("", _media(head), "BERKAS_MEDIA"),
        ("", _program(head), "BERKAS_PROGRAM"),
        ("dBase", _dbase(head, size), "BERKAS_BASISDATA"),
        ("", head[:64].lower().startswith(_SHORTCUTS), "BERKAS_PINTASAN"),
        ("", _lock_file(head, size), "BERKAS_KUNCI_EXCEL"),
    ):
        if fits:
            raise Unusable(code, filename=filename, kind=kind)


def _picture(head: bytes) -> bool:
    bitmap = head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00"
    still = head[4:8] == b"ftyp" and head[8:12] in _STILL
    return head.startswith(_PICTURES) or bitmap or still or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def _media(head: bytes) -> bool:
    begins = head.startswith(_MEDIA) or head[:4] == b"RIFF" or head[4:8] == b"ftyp"
    return begins and b"\x00" in head[:64]


def _program(head: bytes) -> bool:
    return head.startswith(_PROGRAMS) or (head.startswith(b"MZ") and b"\x00" in head[:64])


def _dbase(head: bytes, size: int) -> bool:
    """Tell a dBase table: version, a date, and sizes of header and records that fit each other."""
    if (
        len(head) < 33
        or b"\x00" not in head[12:32]
        or head[0] not in (0x02, 0x03, 0x30, 0x31, 0x43, 0x83, 0x8B, 0xF5)
    ):
        return False
    header, record = int.from_bytes(head[8:10], "little"), int.from_bytes(head[10:12], "little")
    return 1 <= head[2] <= 12 and 1 <= head[3] <= 31 and 33 <= header <= size and record > 0


def _lock_file(head: bytes, size: int) -> bool:
    """Tell the file that Excel keeps beside an open workbook: a user's name, twice, filled with spaces."""
    if size not in (54, 55, 165) or not 0 < head[0] <= 54:
        return False
    rest = head[1 + head[0] : 54]
    return not rest.strip(b" \x00")


def refuse_text(filename: str, head: bytes, whole: bytes) -> None:
    """Raise ``Unusable`` for text that is no table: documents, programs' data, dumps, archived pages."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    low = start[:2000].lower()
    if low.startswith(b"{\\rtf"):
        raise Unusable("BERKAS_DOKUMEN", filename=filename, kind="RTF")
    for kind, begins in (("SYLK", b"id;p"), ("DIF", b"table\r\n0,1\r"), ("DIF", b"table\n0,1\n")):
        if low.startswith(begins):
            raise Unusable("BERKAS_BASISDATA", filename=filename, kind=kind)
    if low.startswith((b"mime-version:", b"from: <saved by")) and b"multipart/related" in head.lower():
        raise Unusable("BERKAS_MHTML", filename=filename)
    if _JSON.match(start) and _is_json(start, whole):
        shortcut = len(whole) < 4096 and b"docs.google.com/" in whole
        raise Unusable("BERKAS_GSHEET" if shortcut else "BERKAS_JSON", filename=filename)
    if len(_SQL.findall(head)) > 0 and b";" in whole:
        raise Unusable("BERKAS_SQL", filename=filename)


def _is_json(start: bytes, whole: bytes) -> bool:
    """Tell whether the text, or each of its first lines, is JSON."""
    if start.startswith(b"{"):
        return True
    try:
        found = json.loads(whole)
    except (ValueError, RecursionError):
        try:
            found = json.loads(start.split(b"\n", 1)[0])
        except (ValueError, RecursionError):
            return False
    return isinstance(found, (list, dict))
