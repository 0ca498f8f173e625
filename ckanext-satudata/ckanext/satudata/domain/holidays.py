"""Days off as an office writes them down: cuti bersama with its decree, local holidays, days worked all the same.

Read from the mappings of ``config/calendar/*.yaml`` (shipped) and of the office's own folder. National holidays are not
written here; they come from the adapter's library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

DECIDED, UNDECIDED = "ditetapkan", "belum ditetapkan"


class Kind(StrEnum):
    """Why a day is off."""

    NATIONAL = "libur_nasional"
    JOINT = "cuti_bersama"
    LOCAL = "libur_daerah"


@dataclass(frozen=True)
class DayOff:
    """One day off. ``basis`` is the decree, or where the date comes from."""

    day: date
    name: str
    kind: Kind
    basis: str = ""


@dataclass(frozen=True)
class Decree:
    """What is decreed about the cuti bersama of one year; without days when ``decided`` is false."""

    year: int
    decided: bool
    basis: str = ""
    signed_on: date | None = None
    days: tuple[DayOff, ...] = ()


@dataclass(frozen=True)
class DaysOff:
    """Everything that files say: decrees by year, further days off, and days that are worked all the same."""

    decrees: Mapping[int, Decree] = field(default_factory=dict)
    further: tuple[DayOff, ...] = ()
    worked: Mapping[date, str] = field(default_factory=dict)


class CalendarFlawed(Exception):
    """The calendar cannot be used. ``flaws`` are sentences with file, place and mending."""

    def __init__(self, flaws: list[str]) -> None:
        self.flaws = tuple(flaws)
        super().__init__("; ".join(flaws))


def read(files: Mapping[str, Any]) -> DaysOff:
    """Read calendar files (name -> parsed YAML), later ones over earlier; raises :class:`CalendarFlawed` with every flaw."""
    flaws: list[str] = []
    decrees: dict[int, Decree] = {}
    further: list[DayOff] = []
    worked: dict[date, str] = {}
    for name, document in files.items():
        parts = _parts(name, document, flaws)
        for where, row in _rows(name, parts, "cuti_bersama", flaws):
            if (decree := _decree(where, row, flaws)) is not None:
                decrees[decree.year] = decree
        for kind in (Kind.NATIONAL, Kind.LOCAL):
            found = (_day(where, row, kind, flaws) for where, row in _rows(name, parts, str(kind), flaws))
            further.extend(day for day in found if day is not None)
        for where, row in _rows(name, parts, "hari_kerja", flaws):
            if (day := _date(where, row, "tanggal", flaws)) is not None:
                worked[day] = str(row.get("nama") or "")
    if flaws:
        raise CalendarFlawed(flaws)
    return DaysOff(decrees, tuple(sorted(further, key=lambda off: off.day)), worked)


PARTS = ("cuti_bersama", str(Kind.NATIONAL), str(Kind.LOCAL), "hari_kerja")


def _parts(name: str, document: Any, flaws: list[str]) -> Mapping[str, Any]:
    if document is None:
        return {}
    if not isinstance(document, Mapping):
        flaws.append(f"{name}: isi berkas bukan daftar bagian. Pakai bagian {', '.join(PARTS)}.")
        return {}
    for unknown in sorted(set(map(str, document)) - set(PARTS)):
        flaws.append(f"{name}: bagian '{unknown}' tidak dikenal. Pakai {', '.join(PARTS)}.")
    return document


def _rows(
    name: str, parts: Mapping[str, Any], part: str, flaws: list[str]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    rows = parts.get(part) or []
    if not isinstance(rows, list):
        flaws.append(f"{name}, {part}: bukan daftar. Awali tiap baris dengan '- '.")
        return
    for number, row in enumerate(rows, 1):
        where = f"{name}, {part} baris {number}"
        if isinstance(row, Mapping):
            yield where, row
        else:
            flaws.append(f"{where}: tertulis '{row}'. Tulis seperti {{tanggal: 2026-12-24, nama: ...}}.")


def _decree(where: str, row: Mapping[str, Any], flaws: list[str]) -> Decree | None:
    year, status = row.get("tahun"), row.get("status")
    if not isinstance(year, int) or not 2000 <= year <= 2100:
        flaws.append(f"{where}: tahun '{year}' tidak dapat dipakai. Tulis empat angka, misalnya 2027.")
        return None
    if status not in (DECIDED, UNDECIDED):
        flaws.append(f"{where}: status '{status}' tidak dikenal. Tulis '{DECIDED}' atau '{UNDECIDED}'.")
        return None
    if status == UNDECIDED:
        if row.get("hari"):
            flaws.append(
                f"{where}: tahun {year} belum ditetapkan, tetapi ada harinya. Hapus 'hari' atau ubah status."
            )
        return Decree(year, False)
    basis = str(row.get("dasar") or "").strip()
    if not basis:
        flaws.append(f"{where}: 'dasar' kosong. Tulis nomor keputusan bersamanya.")
    signed = _date(where, row, "tanggal_dasar", flaws) if row.get("tanggal_dasar") else None
    return Decree(year, True, basis, signed, tuple(_joint(where, year, basis, row.get("hari"), flaws)))


def _joint(where: str, year: int, basis: str, rows: Any, flaws: list[str]) -> Iterator[DayOff]:
    for at, row in _rows(where, {"hari": rows}, "hari", flaws):
        day = _day(at, row, Kind.JOINT, flaws)
        if day is not None and day.day.year != year:
            flaws.append(f"{at}: {day.day.isoformat()} bukan di tahun {year}. Pindahkan ke tahunnya.")
        elif day is not None:
            yield DayOff(day.day, day.name, day.kind, basis)


def _day(where: str, row: Mapping[str, Any], kind: Kind, flaws: list[str]) -> DayOff | None:
    day = _date(where, row, "tanggal", flaws)
    name = str(row.get("nama") or "").strip()
    if not name:
        flaws.append(f"{where}: 'nama' kosong. Tulis nama harinya.")
    return DayOff(day, name, kind, str(row.get("dasar") or "")) if day is not None and name else None


def _date(where: str, row: Mapping[str, Any], key: str, flaws: list[str]) -> date | None:
    value = row.get(key)
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        flaws.append(f"{where}: {key} '{value}' bukan tanggal. Tulis seperti 2026-12-24.")
        return None
