"""Rows about single persons: names beside dates of birth, ages, addresses. No number is needed to know them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .grid import Sheet, address, is_number
from .personal import PERSON
from .personal_columns import Found
from .text import fold

_OF_PERSONS = re.compile(
    r"nama (lengkap|orang|warga|pegawai|asn|penduduk|siswa|murid|santri|mahasiswa|pasien|klien|guru|kepala keluarga|kk|"
    r"ibu|ibu kandung|ayah|orang ?tua|wali|suami|istri|anak|bayi|balita|penerima|penerima (bantuan|manfaat)|korban|"
    r"pelapor|pelaku|tersangka|terlapor|pemohon|pemilik|petani|nelayan|pencari kerja|lansia|disabilitas|almarhum)\b.*"
)
_ANY_NAME = re.compile(r"nama")
_STRONG = {
    "birth": re.compile(
        r"((tempat|tmp|tpt)?,? ?(dan|/|&)? ?(tanggal|tgl|tahun)|tempat|tmp|tpt) ?lahir|ttl|dob"
    ),
    "age": re.compile(r"(umur|usia)( \((tahun|th)\))?"),
    "religion": re.compile(r"agama"),
    "marital": re.compile(r"status (kawin|perkawinan|nikah)"),
    "mother": re.compile(r"nama (ibu|ibu kandung)"),
    "diagnosis": re.compile(r"(diagnosa|diagnosis|penyakit|jenis disabilitas|ragam disabilitas)"),
    "phone": re.compile(r"(no|nomor)? ?(hp|telp|telepon|wa|whatsapp|handphone)"),
}
_WEAK = {
    "sex": re.compile(r"(jenis kelamin|jk|l/p|kelamin|gender)"),
    "address": re.compile(r"alamat\b.*|rt ?/ ?rw|rt|rw"),
    "work": re.compile(r"pekerjaan"),
    "education": re.compile(r"pendidikan( terakhir)?"),
}
_INSTITUTION = re.compile(
    r"\b(sd|sdn|smp|smpn|sma|sman|smk|smkn|mi|mts|ma|tk|paud|pt|cv|ud|tb|toko|pasar|puskesmas|pustu|posyandu|rsud|rs|"
    r"rumah sakit|klinik|apotek|hotel|losmen|masjid|gereja|pura|vihara|yayasan|koperasi|bumdes|desa|kelurahan|kecamatan|"
    r"dinas|badan|kantor|balai|bank|pantai|air terjun|taman|museum|jalan|jembatan|terminal|pelabuhan|bendung|irigasi|"
    r"industri|warung|rumah makan|restoran|kelompok|gapoktan|karang taruna|panti|lembaga|upt|uptd|candi|wisata)\b"
)


def scan_rows(sheet: Sheet, labels: Sequence[tuple[int, str]], rows: Sequence[int]) -> list[Found]:
    """Find rows about single persons in a table. A list of institutions with addresses is none."""
    titles = {column: fold(label.split("\u2013")[-1]).replace("_", " ") for column, label in labels}
    names = [column for column, title in titles.items() if _OF_PERSONS.fullmatch(title)]
    plain = [column for column, title in titles.items() if _ANY_NAME.fullmatch(title)]
    column = next(iter(names or plain), None)
    if column is None:
        return []
    filled = [row for row in rows if isinstance(sheet.get(row, column), str)]
    if not filled or _institutions(sheet, filled, column):
        return []
    strong = [name for name, rule in _STRONG.items() if _has(sheet, titles, rows, rule, name, column)]
    weak = [name for name, rule in _WEAK.items() if _has(sheet, titles, rows, rule, name, column)]
    verdict = _verdict(bool(names), strong, weak, len(filled))
    if verdict is None:
        return []
    cells = [address(row, column) for row in filled]
    return [Found(PERSON, sheet.name, column, cells, len(filled), verdict)]


def _verdict(named: bool, strong: Sequence[str], weak: Sequence[str], count: int) -> bool | None:
    """Tell whether rows about persons are certain; ``None`` when there are none."""
    if strong or (named and weak) or len(weak) >= 2:
        return True
    return False if (named and count >= 2) or "address" in weak else None


def _institutions(sheet: Sheet, rows: Sequence[int], column: int) -> bool:
    hits = sum(_INSTITUTION.search(fold(str(sheet.get(row, column)))) is not None for row in rows)
    return hits * 2 >= len(rows)


def _has(
    sheet: Sheet, titles: dict[int, str], rows: Sequence[int], rule: re.Pattern[str], name: str, own: int
) -> bool:
    """Tell whether a column of that title holds particulars of single persons, not counts of them."""
    for column, title in titles.items():
        if column == own or not rule.fullmatch(title):
            continue
        values = [sheet.get(row, column) for row in rows]
        filled = [value for value in values if value is not None]
        texts = sum(isinstance(value, str) for value in filled)
        if name == "age":
            ages = sum(is_number(value) and 0 <= value <= 120 for value in filled)  # type: ignore[operator]
            if filled and ages * 2 > len(filled):
                return True
        elif (name == "birth" and filled) or (filled and (texts * 2 > len(filled) or name == "phone")):
            return True
    return False
