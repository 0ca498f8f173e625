"""Numbers and texts that identify a person: what one whole value is. Values are judged, never kept.

Source: UU 27/2022, UU 23/2006 article 84. A NIK is six digits of the area, the date of birth (women: day + 40) and a
serial number, without a check digit; a family card number has the same shape.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from .grid import Value
from .text import squeeze

NIK, KK, NIP, NPWP, PHONE, EMAIL, CARD, PERSON, NUMBER = (
    "NIK",
    "nomor KK",
    "NIP",
    "NPWP",
    "telepon",
    "surel",
    "nomor kartu atau rekening",
    "nama orang dengan keterangan pribadi",
    "nomor yang mirip NIK",
)
OF_OFFICIALS = (NIP, PHONE, EMAIL)
ENGLISH = {
    KK: "family card number",
    PHONE: "telephone",
    EMAIL: "e-mail",
    CARD: "card or account number",
    PERSON: "names of persons with personal particulars",
    NUMBER: "numbers that look like NIK",
}
MASK = "\u2022\u2022\u2022"

_PROVINCE = r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-9])"
_BIRTH = r"(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{2}"
_NIK = re.compile(_PROVINCE + r"(?!00)\d\d(?!00)\d\d" + _BIRTH + r"\d{4}")
_NIP = re.compile(
    r"(?:19[4-9]\d|20[01]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"(?:19[6-9]\d|20[0-4]\d)(?:0[1-9]|1[0-2]|21)[12]\d{3}"
)
_NPWP = re.compile(r"\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}")
_PHONE = re.compile(r"(?:\+62|62|0)8[1-9]\d{7,10}")
_EMAIL = re.compile(r"[\w.+-]{1,64}@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_AMOUNT = re.compile(r"\d{1,3}(?:[., \u00a0\u2009]\d{3})+")
_ACCOUNT = re.compile(r"\d{1,2}(?:\.\d{1,4}){4,}")
_NIK_GROUPS = re.compile(r"\d{2}\.\d{2}\.\d{2}\.(?:\d{6}\.\d{4}|\d{2}\.\d{2}\.\d{2}\.\d{4})")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d{1,14}))?[Ee]\+?15")
_TRIGGER = re.compile(r"(?:\d[\s.,'\u2019`)/_-]{0,2}){9}|@|\d[Ee]\+?15")
_GLUE = re.compile(r"[\s.'\u2019`/_-]")
_NO_FRACTION = re.compile(r"(?<=\d{16})[.,]0$")

_IN_TEXT = (
    (
        NIK,
        re.compile(
            r"(?<!\d)(?<!\d[.,])(?:\d{6}[ ./_-]?\d{6}[ ./_-]?\d{4}|\d{4}[ .-]\d{4}[ .-]\d{4}[ .-]\d{4}"
            r"|\d\d[ .-]\d\d[ .-]\d\d[ .-]\d{6}[ .-]\d{4}|\d\d[ .-]\d\d[ .-]\d\d[ .-]\d\d[ .-]\d\d[ .-]\d\d[ .-]\d{4})"
            r"(?!\d)(?![.,]\d)"
        ),
    ),
    (NIP, re.compile(r"(?<!\d)\d{8}[ .-]?\d{6}[ .-]?[12][ .-]?\d{3}(?!\d)")),
    (NPWP, re.compile(r"(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)")),
    (PHONE, re.compile(r"(?<![\w.,+])(?:\+62[\s.-]?8|628|08)[1-9](?:[\s.-]?\d){7,10}(?!\d)")),
    (EMAIL, re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?P<host>[\w-]+(?:\.[\w-]+)+)")),
)
_SHAPES = {NIK: _NIK, NIP: _NIP}


@dataclass(frozen=True)
class Seen:
    """What one value looks like. ``kind``: what it is by its structure; ``long``: a number of sixteen digits;
    ``native``: typed as a number, whose last digits Excel may have rounded."""

    kind: str | None
    long: bool = False
    native: bool = False
    inside: bool = False


NOTHING = Seen(None)


def look(value: Value) -> Seen:
    """Tell what a cell may be. Digits of a fraction, a grouped amount or an account code are nothing."""
    if isinstance(value, bool) or value is None:
        return NOTHING
    if isinstance(value, (int, float)):
        return _native(value)
    if not isinstance(value, str) or len(value) < 9 or not _TRIGGER.search(value):
        return NOTHING
    text = _NO_FRACTION.sub("", squeeze(value if value.isascii() else _plain(value)))
    whole = _whole(text)
    if whole is not NOTHING or len(text) < 12:
        return whole
    kind = kind_in_text(text)
    return Seen(kind, inside=True) if kind else NOTHING


def _plain(text: str) -> str:
    """Give a text with the digits of every script as the usual ones."""
    usual = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in usual)


def _native(value: int | float) -> Seen:
    if not 10**15 <= value < 10**16 or value != int(value):
        return NOTHING
    return Seen(NIK if _NIK.fullmatch(str(int(value))) else None, long=True, native=True)


def _whole(text: str) -> Seen:
    science = _SCIENTIFIC.fullmatch(text)
    if science:
        near = _NIK.match((science[1] + (science[2] or "")).ljust(16, "1"))
        area = re.match(_PROVINCE, science[1] + (science[2] or "")[:1])
        return Seen(NUMBER if area or near else None, long=True, native=True)
    if _NPWP.fullmatch(text):
        return Seen(NPWP)
    mail = _EMAIL.fullmatch(text)
    if mail:
        return NOTHING if mail["host"].lower().endswith(".go.id") else Seen(EMAIL)
    if _AMOUNT.fullmatch(text) or (_ACCOUNT.fullmatch(text) and not _NIK_GROUPS.fullmatch(text)):
        return NOTHING
    if _PHONE.fullmatch(re.sub(r"[\s().-]", "", text)):
        return Seen(PHONE)
    digits = _GLUE.sub("", text)
    if not (digits.isdecimal() and digits.isascii()):
        return NOTHING
    if len(digits) == 16:
        return Seen(NIK if _NIK.fullmatch(digits) and not digits.endswith("0000") else None, long=True)
    return Seen(NIP) if len(digits) == 18 and _NIP.fullmatch(digits) else NOTHING


def kind_of_value(value: Value) -> str | None:
    """Tell what personal datum a whole cell is by its structure alone, if any."""
    seen = look(value)
    return None if seen.kind == NUMBER else seen.kind


def kind_in_text(text: str) -> str | None:
    """Tell what personal datum stands somewhere in a text: in a sentence, a title, a name of a file."""
    for kind, pattern in _IN_TEXT:
        for match in pattern.finditer(text):
            if _really(kind, match):
                return kind
    return None


def _really(kind: str, match: re.Match[str]) -> bool:
    if kind == EMAIL:
        return not match["host"].lower().endswith(".go.id")
    shape = _SHAPES.get(kind)
    digits = _GLUE.sub("", match.group())
    return shape is None or (shape.fullmatch(digits) is not None and not digits.endswith("0000"))


def masked(text: str) -> str:
    """Give the text with everything that identifies a person replaced by dots."""
    if not _TRIGGER.search(text):
        return text
    seen = look(text)
    if seen.kind not in (None, NUMBER) and not seen.inside:
        return MASK
    for kind, pattern in _IN_TEXT:
        text = pattern.sub(lambda match, kind=kind: MASK if _really(kind, match) else match.group(), text)  # type: ignore[misc]
    return text


def masked_deep(value: object) -> object:
    """Give JSON with every text in it masked; the last guard before a result leaves."""
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, dict):
        return {
            masked(key) if isinstance(key, str) else key: masked_deep(item) for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [masked_deep(item) for item in value]
    if isinstance(value, (int, float)):
        return MASK if look(value).kind else value
    return value


def passes_luhn(digits: str) -> bool:
    """Tell whether the check digit of a bank card's number is right."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        number = int(sign) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def digits_of(value: Value) -> str:
    """Give the digits of a cell: spaces, dots, dashes and apostrophes taken away, a number in E-notation spelt out."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else ""
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        return ""
    text = _GLUE.sub("", value) if not _SCIENTIFIC.fullmatch(squeeze(value)) else squeeze(value)
    science = _SCIENTIFIC.fullmatch(text)
    return str(int(Decimal(text.replace(",", ".")))) if science else text
