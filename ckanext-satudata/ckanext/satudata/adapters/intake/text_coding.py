"""Bytes made into text: the encodings that offices and their programs produce, each proved or refused."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from ...domain.intake.finding import Unusable

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UTF7 = re.compile(rb"\+[A-Za-z0-9+/]{3,}(?![A-Za-z0-9+/])-?")
_UTF7_LOOKED_AT = 50
_NAMED = {"utf-8-sig": "utf-8"}
_LATIN = ("cp1252", "latin-1", "iso8859-1", "ascii")


def decoded(raw: bytes, filename: str, declared: str | None = None) -> tuple[str, str]:
    """Give the text and the name of its encoding; ``declared``: what the file itself says it is, tried first.

    Raises ``Unusable`` where no encoding reads all of it.
    """
    encoding = _declared(raw, declared) or encoding_of(raw, filename)
    return raw.decode(encoding), _NAMED.get(encoding, encoding)


def _declared(raw: bytes, declared: str | None) -> str | None:
    """Give a declared encoding that reads all of the bytes; old names of Windows-1252 mean just that."""
    if not declared or any(raw.startswith(mark) for mark, _ in _MARKS):
        return None
    try:
        name = codecs.lookup(declared).name
        if name.startswith(("utf-16", "utf-32")):
            return None
        name = "cp1252" if name in _LATIN else name
        raw.decode(name)
    except (LookupError, UnicodeError):
        return None
    if name == "cp1252" and _utf8(raw):
        return "utf-8"
    return None if b"\x00" in raw else name


def _utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def encoding_of(raw: bytes, filename: str) -> str:
    """Give the encoding: a byte order mark, UTF-16 by its zero bytes, UTF-8 by proof, else Windows-1252."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _proved(raw, name, filename)
    head = raw[:2000]
    if b"\x00" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if max(even, odd) * 3 > len(head) and min(even, odd) * 10 < max(even, odd):
            return _proved(raw, "utf-16-le" if odd > even else "utf-16-be", filename)
    at = raw.find(b"\x00")
    if at >= 0:
        controls = sum(0 < byte < 9 for byte in head)
        if controls * 20 > len(head) or head.count(0) * 3 > len(head):
            raise Unusable("BERKAS_LAIN", filename=filename)
        raise Unusable("CSV_NUL", filename=filename, byte=str(at + 1), row=_line(raw, at))
    return _eight_bit(raw, filename)


def _proved(raw: bytes, encoding: str, filename: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end >= len(raw) and "truncated" in error.reason:
            raise Unusable("BERKAS_TERPOTONG", filename=filename) from None
        raise _unreadable(raw, error.start, filename) from None
    at = text.find("\x00")
    if at >= 0:
        raise Unusable("CSV_NUL", filename=filename, byte=str(at + 1), row=text.count("\n", 0, at) + 1)
    return encoding


def _eight_bit(raw: bytes, filename: str) -> str:
    try:
        raw.decode("utf-8")
        if (shifted := _shifted(raw)) is not None:
            raise _unreadable(raw, shifted, filename)
        return "utf-8"
    except UnicodeDecodeError as error:
        at, cut = error.start, error.reason == "unexpected end of data"
    if not raw[:at].isascii():
        if cut and at >= len(raw) - 3:
            raise Unusable("BERKAS_TERPOTONG", filename=filename)
        raise _mixed(raw, at, filename)
    if any(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in raw[:2000]):
        raise Unusable("BERKAS_LAIN", filename=filename)
    try:
        raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _unreadable(raw, error.start, filename) from None
    if _multibyte(raw[at:]):
        raise _mixed(raw, at, filename)
    return "cp1252"


def _shifted(raw: bytes) -> int | None:
    """Give the place of the first letter of UTF-7, which looks like plain signs: ``+AOk-`` is an e with an accent."""
    found = list(islice(_UTF7.finditer(raw), _UTF7_LOOKED_AT))
    letters = [match.group().decode("utf-7", "ignore") for match in found]
    usual = all(
        text and all(sign <= "\u024f" or "\u2000" <= sign <= "\u2122" for sign in text) for text in letters
    )
    return found[0].start() if found and usual and raw.isascii() else None


def _mixed(raw: bytes, at: int, filename: str) -> Unusable:
    return Unusable("CSV_ENKODE_CAMPUR", filename=filename, byte=str(at + 1), row=_line(raw, at))


def _unreadable(raw: bytes, at: int, filename: str) -> Unusable:
    return Unusable("CSV_ENKODE", filename=filename, byte=str(at + 1), row=_line(raw, at))


def _multibyte(rest: bytes) -> bool:
    """Tell whether UTF-8 sequences stand among bytes that are no UTF-8."""
    text = rest.decode("utf-8", "surrogateescape")
    return any("\x80" <= sign < "\ud800" or sign > "\udfff" for sign in text)


def _line(raw: bytes, at: int) -> int:
    """Give the line of a byte; lines end by LF, or by CR in files that know no LF."""
    sign = b"\n" if b"\n" in raw[:100_000] else b"\r"
    return raw.count(sign, 0, at) + 1
