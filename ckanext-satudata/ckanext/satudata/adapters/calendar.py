"""The working-day calendar: national holidays from the ``holidays`` library, everything else from calendar files."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from importlib import metadata, resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import yaml

from ..domain import calendar
from ..domain.holidays import CalendarFlawed, DayOff, DaysOff, Kind, read

ESTIMATED = "perkiraan"
"""What the library writes into the name of a date that no authority has confirmed yet."""


class _Plain(yaml.SafeLoader):
    """YAML whose dates stay text: a wrong one is told with its place, by the rules that read it."""

    yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class OfficeCalendar:
    """Working days of Indonesian offices in one time zone. Cuti bersama of a year without an entry comes from the library."""

    def __init__(self, zone: ZoneInfo, days: DaysOff | None = None) -> None:
        self.zone = zone
        self.days = days if days is not None else load()
        self.national = holidays.country_holidays("ID", categories=("public",), language="id")
        self.joint = holidays.country_holidays("ID", categories=("government",), language="id")
        self.written = {off.day for off in self._written()}
        self._between = functools.lru_cache(maxsize=4096)(self._counted)

    def _written(self) -> Iterator[DayOff]:
        yield from self.days.further
        for decree in self.days.decrees.values():
            yield from decree.days

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a national holiday, cuti bersama or a holiday of the office."""
        if day in self.days.worked:
            return False
        unwritten = day.year not in self.days.decrees and day in self.joint
        return day in self.written or day in self.national or unwritten

    def start_of(self, day: date) -> datetime:
        """When a day begins by the offices' clock, in UTC."""
        return datetime.combine(day, time(), tzinfo=self.zone).astimezone(UTC)

    def due_at(self, entered: datetime, days: int) -> datetime:
        """When a step of so many working days is due, in UTC."""
        return calendar.due_at(entered, days, self.zone, self.is_holiday)

    def working_days(self, start: datetime, end: datetime) -> int:
        """Working days from one moment to another, by local date."""
        first, last = start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        return self._between(first, last)

    def _counted(self, first: date, last: date) -> int:
        return calendar.working_days_between(first, last, self.is_holiday)

    def year(self, year: int) -> list[DayOff]:
        """Every day off of a year, in order, with its name and basis; days worked all the same are left out."""
        library = f"holidays {metadata.version('holidays')}"
        found = [off for off in self._written() if off.day.year == year]
        found += [DayOff(d, name, Kind.NATIONAL, library) for d, name in self._known(self.national, year)]
        if year not in self.days.decrees:
            found += [DayOff(d, name, Kind.JOINT, library) for d, name in self._known(self.joint, year)]
        kept = [off for off in found if off.day not in self.days.worked]
        return sorted(kept, key=lambda off: (off.day, off.kind))

    @staticmethod
    def _known(known: holidays.HolidayBase, year: int) -> Iterator[tuple[date, str]]:
        _ = date(year, 1, 1) in known
        return ((day, name) for day, name in known.items() if day.year == year)

    def open_points(self, year: int) -> list[str]:
        """What is not settled about a year: cuti bersama without a decree, dates that are estimates."""
        decree = self.days.decrees.get(year)
        points = []
        if decree is None:
            points.append(
                f"cuti bersama {year}: tidak ada di berkas kalender; dipakai yang diketahui pustaka"
            )
        elif not decree.decided:
            points.append(f"cuti bersama {year}: belum ditetapkan")
        estimates = [off for off in self.year(year) if ESTIMATED in off.name]
        points += [f"{off.day.isoformat()}: {off.name}, menunggu penetapan" for off in estimates]
        return points

    def fingerprint(self, years: Iterable[int], more: Iterable[str] = ()) -> str:
        """A digest of everything that deadlines of these years depend on, with what ``more`` the caller knows."""
        days = (
            off.day.isoformat()
            for year in years
            for off in self.year(year)
            if calendar.is_working_day(off.day, lambda _day: False)
        )
        text = "\n".join([str(self.zone), calendar.END_OF_OFFICE.isoformat(), *days, *more])
        return hashlib.sha256(text.encode()).hexdigest()


def load(folder: str = "", extra: Iterable[str] = ()) -> DaysOff:
    """The shipped calendar files, then those of the office's ``folder``, then single ``extra`` dates (ISO) of the options.

    Raises :class:`CalendarFlawed` with every flaw.
    """
    flaws: list[str] = []
    files = _yaml(resources.files("ckanext.satudata.defaults").joinpath("calendar"), flaws)
    if folder and not Path(folder).is_dir():
        flaws.append(
            f"ckanext.satudata.calendar.folder: folder '{folder}' tidak ada. Buat foldernya atau kosongkan opsi."
        )
    elif folder:
        files |= {str(Path(folder, name)): found for name, found in _yaml(Path(folder), flaws).items()}
    option = "ckanext.satudata.calendar.extra_holidays"
    files[option] = {
        str(Kind.LOCAL): [{"tanggal": day, "nama": "Libur daerah", "dasar": option} for day in extra]
    }
    try:
        days = read(files)
    except CalendarFlawed as flawed:
        raise CalendarFlawed([*flaws, *flawed.flaws]) from flawed
    if flaws:
        raise CalendarFlawed(flaws)
    return days


def _yaml(folder: Any, flaws: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if not entry.name.endswith((".yaml", ".yml")):
            continue
        try:
            found[entry.name] = yaml.load(entry.read_text(encoding="utf-8"), _Plain)  # noqa: S506 - a safe loader
        except (yaml.YAMLError, UnicodeDecodeError) as broken:
            flaws.append(f"{entry.name}: bukan YAML yang dapat dibaca ({broken}).")
    return found
