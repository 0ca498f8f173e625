"""Metadata suggested from a file and the office's profile, each with where it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .text import fold, technical_name, years_in

FROM_FILE = "dari berkas"
FROM_PROFILE = "dari profil OPD"
_TAIL_YEAR = re.compile(
    r"[,\s]*(?:(?:pada |untuk )?tahun\s*)?(?:19|20)\d{2}(?:\s*[-\u2013/]\s*(?:19|20)?\d{2,4})?\s*$",
    re.IGNORECASE,
)
_PER_DAY = re.compile(r"\bper \d{1,2} \w+ (?:19|20)\d{2}\b", re.IGNORECASE)
_UNIT_TAIL = re.compile(r"\s*\([^)]{1,30}\)\s*$")
_TABLE_NUMBER = re.compile(r"^\s*tabel\b[\s|:.]*(?:\d+(?:\.\d+)*)?[\s|:.\u2013-]*", re.IGNORECASE)
_ENGLISH = re.compile(r"\s+[|/]?\s*table\b.*$", re.IGNORECASE)
_LEVELS = (
    ("desa", "nama_desa"),
    ("desa", "kode_desa"),
    ("kecamatan", "nama_kecamatan"),
    ("kecamatan", "kode_kecamatan"),
)
_PERIODS = (
    ("tanggal", "harian"),
    ("minggu", "mingguan"),
    ("bulan", "bulanan"),
    ("triwulan", "triwulanan"),
    ("subround", "empat_bulanan"),
    ("semester", "semesteran"),
    ("tahun_ajaran", "tahun_ajaran"),
)
_PLAIN_DIMENSIONS = {
    "kode_kecamatan",
    "nama_kecamatan",
    "kode_desa",
    "nama_desa",
    "tahun",
    "kode_kabupaten",
    "nama_kabupaten",
}
_TAGS = re.compile(r"[a-z]{4,}")
_STOP = {
    "jumlah",
    "menurut",
    "dalam",
    "dengan",
    "kabupaten",
    "kecamatan",
    "kota",
    "tahun",
    "pada",
    "data",
    "yang",
    "untuk",
    "jenis",
    "persentase",
    "desa",
    "kelurahan",
    "serta",
    "antara",
    "nilai",
}


def suggest(
    inspection: Mapping[str, Any],
    org_profile: Mapping[str, Any] | None = None,
    codes: Mapping[str, Any] | None = None,
) -> dict[str, dict[str, Any]]:
    """Give suggested metadata: field to ``{"value", "source", "evidence"}``; a field nothing is known about is absent.

    ``org_profile``: ``title`` of the OPD, ``urusan``, ``kontak``; ``codes``: ``home`` name of the kabupaten or kota.
    """
    table = next((item for item in inspection["tables"] if item["id"] == inspection.get("chosen")), None)
    recipe = inspection.get("proposal")
    if table is None or recipe is None:
        return {}
    home = str((codes or {}).get("home") or table["metadata"].get("wilayah") or "")
    found: dict[str, dict[str, Any]] = {}
    _title(found, table, home)
    _from_columns(found, table, recipe)
    _period(found, table, recipe)
    source = table["metadata"].get("source")
    if source:
        found["sumber_data"] = _told(source, FROM_FILE, source)
    _notes(found, table, org_profile or {})
    for field in ("urusan", "kontak"):
        if (org_profile or {}).get(field):
            found[field] = _told((org_profile or {})[field], FROM_PROFILE, "")
    return found


def _told(value: Any, source: str, evidence: str) -> dict[str, Any]:
    return {"value": value, "source": source, "evidence": evidence}


def _title(found: dict[str, dict[str, Any]], table: Mapping[str, Any], home: str) -> None:
    """Take the title without table number, English words, year and unit; *di Kabupaten ...* is kept once, in ordinary letters."""
    raw = table["metadata"].get("title")
    if not raw:
        return
    indonesian = _ENGLISH.sub("", _TABLE_NUMBER.sub("", raw))
    title = _PER_DAY.sub("", _UNIT_TAIL.sub("", indonesian))
    for _ in range(2):
        title = _UNIT_TAIL.sub("", _TAIL_YEAR.sub("", title)).strip(" ,.;:-\u2013")
    if title.isupper():
        title = _ordinary(title)
    if home and fold(home) not in fold(title):
        title = f"{title} di {home}"
    found["title"] = _told(title, FROM_FILE, raw)
    found["name"] = _told(technical_name(title.split(" di ")[0]).replace("_", "-")[:80], FROM_FILE, raw)
    tags = [word for word in _TAGS.findall(fold(title)) if word not in _STOP and word not in fold(home)]
    if tags:
        found["tags"] = _told(list(dict.fromkeys(tags))[:6], FROM_FILE, raw)


def _ordinary(title: str) -> str:
    small = {"menurut", "di", "dan", "per", "dalam", "dengan", "pada", "atau", "yang", "ke", "dari"}
    words = [word.lower() if word.lower() in small else word.capitalize() for word in title.split()]
    return " ".join(words)


def _from_columns(
    found: dict[str, dict[str, Any]], table: Mapping[str, Any], recipe: Mapping[str, Any]
) -> None:
    used = [column for column in recipe["columns"] if not column["skip"]]
    units = [column["unit"] for column in used if column["unit"] and column["role"] in ("measure", "total")]
    if units:
        unit = max(dict.fromkeys(units), key=units.count)
        evidence = next(
            (c["unit_evidence"] for c in table["columns"] if c["unit"] == unit and c["unit_evidence"]), ""
        )
        found["satuan"] = _told(unit, FROM_FILE, evidence)
    names = {column["name"] for column in used} | {item["name"] for item in recipe["derive"]}
    level = next((level for level, name in _LEVELS if name in names), None)
    if level:
        found["tingkat_penyajian"] = _told(level, FROM_FILE, f"kolom {level}")
    groups = [
        column["title"]
        for column in used
        if column["role"] == "dimension" and column["name"] not in _PLAIN_DIMENSIONS
    ]
    by_title = re.search(r"\bmenurut (.+?)(?: di |,|$)", table["metadata"].get("title") or "", re.IGNORECASE)
    parts = re.split(r",| dan ", by_title[1], flags=re.IGNORECASE) if by_title else []
    classes = list(dict.fromkeys([part.strip().capitalize() for part in parts if part.strip()] + groups))
    if classes:
        found["klasifikasi"] = _told(classes, FROM_FILE, by_title.group() if by_title else ", ".join(groups))


def _period(found: dict[str, dict[str, Any]], table: Mapping[str, Any], recipe: Mapping[str, Any]) -> None:
    names = {column["name"] for column in recipe["columns"] if not column["skip"]}
    frequency = next((code for name, code in _PERIODS if any(item.startswith(name) for item in names)), None)
    year = recipe["constants"].get("tahun") or table["metadata"].get("year")
    if frequency or year or "tahun" in names:
        found["frekuensi"] = _told(
            frequency or "tahunan", FROM_FILE, "kolom waktu" if frequency else "satu angka per tahun"
        )
    years = [int(row[at]) for at, row in _year_cells(table) if row[at].isdecimal()]
    first, last = (min(years), max(years)) if years else (year, year)
    if last:
        found["periode"] = _told(
            str(last), FROM_FILE, table["metadata"].get("year_evidence") or "kolom tahun"
        )
        found["cakupan_awal"] = _told(f"{first}-01-01", FROM_FILE, "")
        found["cakupan_akhir"] = _told(f"{last}-12-31", FROM_FILE, "")


def _year_cells(table: Mapping[str, Any]) -> list[tuple[int, list[str]]]:
    header = table["preview_read"]["header"]
    if "tahun" not in header:
        return []
    return [(header.index("tahun"), row) for row in table["preview_read"]["rows"]]


def _notes(found: dict[str, dict[str, Any]], table: Mapping[str, Any], profile: Mapping[str, Any]) -> None:
    """Compose the description from what is known, and the file's own footnotes."""
    title = found.get("title", {}).get("value")
    if not title:
        return
    sentences = [f"{title}."]
    if profile.get("title"):
        sentences.append(f"Disusun oleh {profile['title']}.")
    if "sumber_data" in found:
        sentences.append(f"Sumber: {found['sumber_data']['value']}.")
    notes = [item["text"] for item in table["set_apart"] if item["kind"] == "footnote" and item["text"]]
    sentences += [note.rstrip(".") + "." for note in notes[:3] if not years_in(note) or len(note) < 200]
    found["notes"] = _told(" ".join(sentences), FROM_FILE, "")
