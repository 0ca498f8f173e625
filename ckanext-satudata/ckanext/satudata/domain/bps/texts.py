"""Words of the bundle's documents that depend on the content: dates, table titles, notes on symbols."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Protocol

from ..figures.indonesian import format_date
from ..figures.roles import Column, TableShape

ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}
SYMBOLS = {
    "…": "data tidak tersedia",
    "–": "tidak ada atau nol",
    "NA": "data tidak dapat ditampilkan",
    "e": "angka estimasi",
    "*": "angka sementara",
    "**": "angka sangat sementara",
    "***": "angka sangat sangat sementara",
    "r": "angka diperbaiki",
    "~0": "dapat diabaikan",
    "a": "keandalan rendah",
}
SYMBOLS_EN = {
    "…": "data not available",
    "–": "not applicable or zero",
    "NA": "data cannot be shown",
    "e": "estimated figures",
    "*": "preliminary figures",
    "**": "very preliminary figures",
    "***": "very very preliminary figures",
    "r": "revised figures",
    "~0": "negligible",
    "a": "low reliability",
}
SYMBOL_OF_STATUS = {
    "O": "…",
    "L": "…",
    "tidak_tersedia": "…",
    "Q": "NA",
    "disembunyikan": "NA",
    "E": "e",
    "estimasi": "e",
    "P": "*",
    "sementara": "*",
    "sangat_sementara": "**",
    "sangat_sangat_sementara": "***",
    "diperbaiki": "r",
    "N": "~0",
    "dapat_diabaikan": "~0",
    "U": "a",
    "nihil": "–",
}


HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """Drop what no document may show: control characters, and marks that reverse the order of reading."""
    return HIDDEN.sub("", text)


class TableContent(Protocol):
    """What a table for people needs; BundleContent is one, a published edition another."""

    @property
    def dataset(self) -> Any:
        """Normalised metadata."""

    @property
    def organization(self) -> Any:
        """The producer, with ``title``."""

    @property
    def kabupaten(self) -> Any:
        """The area, with ``nama``."""

    @property
    def schema(self) -> Any:
        """The Table Schema."""

    @property
    def canonical_csv(self) -> Any:
        """The canonical CSV: a path, bytes, or a function that opens it."""

    @property
    def last_gate_at(self) -> datetime:
        """The time that every date in the file is taken from."""


def local_time(moment: datetime, zone: str = "WIB") -> datetime:
    """Give a moment in the office's zone; one without a zone is UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(timezone(timedelta(hours=ZONES.get(zone, 7)), zone if zone in ZONES else "WIB"))


def local_date(moment: datetime, zone: str = "WIB") -> date:
    """Give the office's date at a moment."""
    return local_time(moment, zone).date()


def time_text(moment: datetime, zone: str = "WIB") -> str:
    """Write ``21 November 2026 pukul 14.05 WIB``."""
    local = local_time(moment, zone)
    return f"{format_date(local.date())} pukul {local:%H.%M} {local.tzname()}"


def menurut(dimensions: Sequence[Column]) -> str:
    """Write ``menurut Kecamatan dan Jenis Kelamin``; nothing without dimensions."""
    names = list(dict.fromkeys(plain_title(column) for column in dimensions))
    if not names:
        return ""
    return "menurut " + (names[0] if len(names) == 1 else ", ".join(names[:-1]) + " dan " + names[-1])


def plain_title(column: Column) -> str:
    """Give a dimension's name without the word for its code or name column."""
    title = column.title
    for head in ("Kode ", "Nama "):
        title = title.removeprefix(head)
    return title[:1].upper() + title[1:]


def table_title(content: TableContent, shape: TableShape, period: str) -> str:
    """Write a Dalam Angka title: what, menurut what, where, when."""
    title = str(content.dataset.get("title") or "").strip()
    area = str(content.kabupaten.get("nama") or "").strip()
    if "menurut" not in title.casefold():
        title = " ".join(part for part in (title, menurut(shape.dimensions)) if part)
    if area and area.casefold() not in title.casefold():
        title = f"{title} di {area}"
    return f"{title}, {period}" if period else title


def english_title(content: TableContent, period: str) -> str:
    """Write the English title that the dataset carries, with the period; nothing where nobody has written one."""
    title = printable(str(content.dataset.get("title_en") or "")).strip()
    if not title:
        return ""
    return f"{title}, {period}" if period else title


def table_number(content: TableContent, index: int) -> str:
    """Give the number that the table has in Daerah Dalam Angka, else its place in the workbook (from 1)."""
    return str(content.dataset.get("nomor_tabel_dda") or "").strip() or str(index + 1)


def source_line(content: TableContent, word: str = "Sumber") -> str:
    """Write ``Sumber: Dinas Kesehatan (e-PPGBM)``; ``word`` is what stands before the colon."""
    producer = str(content.organization.get("title") or "").strip()
    origin = str(content.dataset.get("sumber_data") or "").strip()
    if origin and origin.casefold() != producer.casefold():
        return f"{word}: {producer} ({origin})" if producer else f"{word}: {origin}"
    return f"{word}: {producer}"
