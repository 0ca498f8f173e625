"""Regions under both codings: what a code of one is in the other on a day, and what the same digits mean there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .lists import PARENT, SINCE, UNTIL, CodeList, Row, changed_on, in_force
from .systems import BPS, KEMENDAGRI

OTHER = {KEMENDAGRI: BPS, BPS: KEMENDAGRI}


@dataclass(frozen=True)
class Place:
    """A region with both codes and the days between which it has them; an empty day is not known."""

    kemendagri: str
    bps: str
    name: str
    bps_name: str
    level: str
    parent: str
    since: str
    until: str
    note: str
    source: str

    def code(self, system: str) -> str:
        """Its code in one system."""
        return self.bps if system == BPS else self.kemendagri

    def holds(self, at: date) -> bool:
        """Whether it has these codes on a day."""
        return in_force({SINCE: self.since, UNTIL: self.until}, at)


@dataclass(frozen=True)
class Crossing:
    """The answer to a code. ``rival``: another place whose code in the *other* system has the same digits on that day.

    ``otherwise``: the places that have the code on other days, when none has it on the day that was asked for.
    """

    code: str
    system: str
    at: date
    place: Place | None
    rival: Place | None
    otherwise: tuple[Place, ...]


def places_of(lists: Iterable[Iterable[Place]]) -> tuple[Place, ...]:
    """The places of several lists; of a code that two of them have, the first list's."""
    found: dict[tuple[str, str], Place] = {}
    for places in lists:
        for place in places:
            found.setdefault((place.kemendagri, place.since), place)
    return tuple(found.values())


def through(versions: Sequence[tuple[CodeList, date | None]]) -> tuple[Place, ...]:
    """The places of one list through its versions, oldest first, each with the day from which it holds (None: unknown).

    Where a later version has another BPS code for a place, the old pair of codes ends the day before that version holds
    and the new one begins with it. What else a later version says of a place is said of its earlier days too.
    """
    ended: list[Place] = []
    held: dict[str, Place] = {}
    begun: dict[str, str] = {}
    for one, starts in versions:
        now = {place.kemendagri: place for place in _listed(one)}
        for code, place in now.items():
            before = held.get(code)
            if before is None or starts is None or before.bps == place.bps:
                continue
            first = changed_on(before.since, place.since, starts)
            last = (first - timedelta(days=1)).isoformat()
            since = max(before.since, begun.get(code, ""))
            ended.append(replace(before, since=since, until=min(before.until or last, last)))
            begun[code] = first.isoformat()
        held = now
    current = (replace(place, since=max(place.since, begun.get(code, ""))) for code, place in held.items())
    return (*current, *(place for place in ended if place.since <= place.until))


def _listed(one: CodeList) -> Iterator[Place]:
    columns = {system: column for column, system in one.about.codings.items()}
    return (_place(one, columns, row) for row in one.rows)


def _place(one: CodeList, columns: dict[str, str], row: Row) -> Place:
    return Place(
        kemendagri=row.get(columns.get(KEMENDAGRI, ""), ""),
        bps=row.get(columns.get(BPS, ""), ""),
        name=one.name(row),
        bps_name=row.get("nama_bps") or one.name(row),
        level=row.get("tingkat", ""),
        parent=row.get(PARENT, ""),
        since=row.get(SINCE, ""),
        until=row.get(UNTIL, ""),
        note=row.get("catatan", ""),
        source=row.get("sumber") or one.about.source,
    )


def cross(places: Sequence[Place], code: str, system: str, at: date) -> Crossing:
    """Find a code of one system on a day, and what its digits mean in the other one."""
    wanted = _digits(code)
    if system == BPS:
        wanted = _unpadded(places, wanted)
    having = [place for place in places if wanted and _digits(place.code(system)) == wanted]
    place = next((one for one in having if one.holds(at)), None)
    of_other = (
        one
        for one in places
        if one != place and wanted and one.holds(at) and _digits(one.code(OTHER[system])) == wanted
    )
    otherwise = () if place else tuple(having)
    return Crossing(code, system, at, place, next(of_other, None), otherwise)


def _digits(code: str) -> str:
    return "".join(sign for sign in code if sign.isdecimal())


def _unpadded(places: Sequence[Place], code: str) -> str:
    """BPS's web service fills codes with zeros to seven digits: 1507000 is the regency 1507."""
    known = {place.bps for place in places}
    for length in (4, 2):
        if code not in known and len(code) == 7 and set(code[length:]) == {"0"}:
            short = code[:length]
            if short in known and (length == 4 or code[2:] == "00000"):
                return short
    return code


def collisions(places: Sequence[Place], at: date, levels: Sequence[str]) -> list[tuple[Place, Place]]:
    """Places whose Kemendagri digits are another place's BPS code on a day: ``(the first, the other)``."""
    holding = [place for place in places if place.level in levels and place.holds(at)]
    of_bps = {place.bps: place for place in holding}
    pairs = ((place, of_bps.get(_digits(place.kemendagri))) for place in holding)
    return [(place, other) for place, other in pairs if other is not None and other != place]
