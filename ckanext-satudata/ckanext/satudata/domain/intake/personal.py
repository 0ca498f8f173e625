"""Personal data that must never be published: found by whole values and by titles; only place and count are kept.

Source: UU 27/2022, UU 23/2006 article 84.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .grid import Sheet, Value, address, letter
from .text import fold, squeeze

NIK, KK, NIP, NPWP, PHONE, EMAIL, PERSON = (
    "NIK",
    "nomor KK",
    "NIP",
    "NPWP",
    "telepon",
    "surel",
    "nama dan tanggal lahir",
)
OF_OFFICIALS = (NIP, PHONE, EMAIL)
ENGLISH = {KK: "family card number", PHONE: "telephone", EMAIL: "e-mail", PERSON: "names with dates of birth"}

_NIK = re.compile(
    r"(?:1[1-9]|2[1]|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[1-2]|9[1-9])\d{4}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{2}\d{4}"
)
_NIP = re.compile(
    r"(?:19[4-9]\d|20[01]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19[6-9]\d|20[0-4]\d)(?:0[1-9]|1[0-2]|21)[12]\d{3}"
)
_NPWP = re.compile(r"\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}")
_PHONE = re.compile(r"(?:\+62|62|0)8[1-9]\d{7,10}")
_EMAIL = re.compile(r"[\w.+-]{1,64}@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_TITLES = (
    (re.compile(r"(no|nomor)? ?(kk|kartu keluarga)"), re.compile(r"\d{16}"), KK),
    (re.compile(r"(no|nomor)? ?(nik|ktp)\b.*"), re.compile(r"\d{15,16}"), NIK),
    (re.compile(r"(no|nomor)? ?nip\b.*"), re.compile(r"\d{9}|\d{18}"), NIP),
    (re.compile(r"(no|nomor)? ?npwp\b.*"), re.compile(r"\d{15,16}"), NPWP),
    (
        re.compile(r"(no|nomor)? ?(hp|telp|telepon|telpon|handphone|wa|whatsapp)\b.*"),
        re.compile(r"\+?\d{9,14}"),
        PHONE,
    ),
)
_PERSON_TITLE = re.compile(
    r"nama|nama (lengkap|pegawai|penduduk|siswa|pasien|kepala keluarga|ibu|ayah|anak|balita|penerima|korban)"
)
_BIRTH_TITLE = re.compile(r"(tanggal|tgl|ttl|tempat,? ?(dan )?(tanggal|tgl)?) ?(lahir)?.*lahir.*|ttl")


@dataclass
class Found:
    """One kind of personal data in one place."""

    kind: str
    sheet: str
    column: int | None
    cells: list[str]
    count: int


def kind_of_value(value: Value) -> str | None:
    """Tell what personal data a whole cell is, if any. Digits inside a float or a longer number are none."""
    if isinstance(value, bool) or value is None or isinstance(value, float):
        return None
    if isinstance(value, int):
        return _kind_of_digits(str(value)) if value >= 10**15 else None
    if not isinstance(value, str) or len(value) < 9 or len(value) > 120:
        return None
    text = squeeze(value)
    digits = re.sub(r"[\s'-]", "", text)
    if digits.isdigit() and digits.isascii():
        return _kind_of_digits(digits)
    if _NPWP.fullmatch(text):
        return NPWP
    if _PHONE.fullmatch(re.sub(r"[\s().-]", "", text)):
        return PHONE
    mail = _EMAIL.fullmatch(text)
    return EMAIL if mail and not mail["host"].endswith(".go.id") else None


def _kind_of_digits(digits: str) -> str | None:
    if len(digits) == 16 and _NIK.fullmatch(digits) and not digits.endswith("0000"):
        return NIK
    if len(digits) == 18 and _NIP.fullmatch(digits):
        return NIP
    if _PHONE.fullmatch(digits) and digits.startswith(("08", "628")):
        return PHONE
    return None


def scan_cells(sheet: Sheet) -> list[Found]:
    """Find personal data in the cells of a sheet, grouped by kind and column."""
    found: dict[tuple[str, int], Found] = {}
    verdicts: dict[Value, str | None] = {}
    for number in sheet.numbers():
        for column, value in enumerate(sheet.rows[number], 1):
            if value is None or isinstance(value, float) or (type(value) is int and value < 10**15):
                continue
            if isinstance(value, str) and len(value) < 9:
                continue
            kind = (
                verdicts.get(value) if value in verdicts else verdicts.setdefault(value, kind_of_value(value))
            )
            if kind is None:
                continue
            place = found.setdefault((kind, column), Found(kind, sheet.name, column, [], 0))
            place.count += 1
            if len(place.cells) < 20:
                place.cells.append(address(number, column))
        if len(verdicts) > 200_000:
            verdicts.clear()
    return list(found.values())


def scan_columns(
    sheet: Sheet, labels: Sequence[tuple[int, str]], rows: Sequence[int], institutions: frozenset[str]
) -> list[Found]:
    """Find columns whose title and whole values together are personal: numbers by title, names with birth dates."""
    found = []
    for column, label in labels:
        title = fold(label.split("\u2013")[-1])
        for pattern, shape, kind in _TITLES:
            if pattern.fullmatch(title):
                hits = [row for row in rows if shape.fullmatch(_digits(sheet.get(row, column)))]
                if hits:
                    cells = [address(row, column) for row in hits[:20]]
                    found.append(Found(kind, sheet.name, column, cells, len(hits)))
    names = [
        column
        for column, label in labels
        if _PERSON_TITLE.fullmatch(fold(label)) and label not in institutions
    ]
    births = [column for column, label in labels if _BIRTH_TITLE.fullmatch(fold(label))]
    if names and births:
        hits = [
            row
            for row in rows
            if isinstance(sheet.get(row, names[0]), str) and sheet.get(row, births[0]) is not None
        ]
        if hits:
            cells = [address(row, names[0]) for row in hits[:20]]
            found.append(Found(PERSON, sheet.name, names[0], cells, len(hits)))
    return found


def _digits(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"[\s.'-]", "", str(value)) if isinstance(value, (str, int)) else ""


def facts_of(found: Found) -> dict[str, object]:
    """Give the facts of a finding: where, what kind; never a value."""
    column = letter(found.column) if found.column else ""
    return {
        "where": f"Lembar '{found.sheet}', kolom {column}",
        "where_en": f"Sheet '{found.sheet}', column {column}",
        "kind": found.kind,
        "kind_en": ENGLISH.get(found.kind, found.kind),
    }


def private_columns(found: Sequence[Found], sheet: str) -> set[int]:
    """Give the columns of a sheet whose values may not be shown."""
    return {item.column for item in found if item.sheet == sheet and item.column is not None}
