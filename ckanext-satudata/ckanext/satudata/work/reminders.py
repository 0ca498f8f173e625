"""What the passing of time asks for: reminders, the morning's digests, deadlines anew when the calendar changed.

Run by every sweep. Each review and each person is a transaction of its own, and what was said once is not said again, so
that two sweeps at once, or one that is killed, do no harm.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import ckan.model as model
from ckan.model.system_info import system_info_table
from sqlalchemy.dialects.postgresql import insert

from .. import wiring
from ..app.notices.deadlines import rebuild
from ..app.notices.digest import digest_of, open_digest
from ..app.notices.ports import Looking
from ..app.notices.remind import remind
from ..domain.calendar import add_working_days
from ..domain.reminders import digest_day

log = logging.getLogger(__name__)

FINGERPRINT = "ckanext.satudata.calendar"
"""Key of CKAN's ``system_info`` that holds the fingerprint of the calendar by which deadlines were computed."""

YEARS_BACK, YEARS_AHEAD = 2, 2


class Rhythm:
    """Looks once in so many seconds, however often it is asked: looking reads every open review."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.last = -seconds

    def tick(self) -> Iterator[str]:
        """Do what is due by now, unless that was looked at a moment ago."""
        if time.monotonic() - self.last >= self.seconds:
            self.last = time.monotonic()
            yield from tick(wiring.now())


EVERY_MINUTE = Rhythm(60)


def tick(now: datetime) -> Iterator[str]:
    """Do what is due by now; gives a line for each thing that was done."""
    yield from deadlines(now)
    yield from remind_all(now)
    yield from digests(now)


def deadlines(now: datetime) -> Iterator[str]:
    """Compute deadlines anew when the calendar, the time zone or an SOP in force changed since the last time."""
    if model.get_system_info(FINGERPRINT) != fingerprint(now):
        yield recompute(now)


def recompute(now: datetime) -> str:
    """Compute the deadlines of all open reviews anew and note by which calendar."""
    looked, changed = rebuild(wiring.unit(), wiring.turns())
    noted = insert(system_info_table).values(key=FINGERPRINT, value=fingerprint(now), state="active")
    newest = noted.on_conflict_do_update(index_elements=["key"], set_={"value": noted.excluded.value})
    model.Session.execute(newest)
    model.Session.commit()
    model.Session.remove()
    return f"tenggat: {looked} pengajuan dihitung, {changed} berubah"


def fingerprint(now: datetime) -> str:
    """A digest of what deadlines depend on: days off of some years around now, the zone, the days of the SOPs in force."""
    years = range(now.year - YEARS_BACK, now.year + YEARS_AHEAD + 1)
    sops = sorted(wiring.current_sops().values(), key=lambda sop: sop.id)
    days = [f"{sop.id}:{sop.version}:" + ",".join(f"{s.id}={s.days}" for s in sop.steps) for sop in sops]
    return wiring.calendar().fingerprint(years, days)


def remind_all(now: datetime) -> Iterator[str]:
    """Speak of every turn of which something is to be said, the latest first."""
    clock, rules = wiring.clock(), wiring.reminder_rules()
    vacant = wiring.turns().vacant()
    for review_id in dict.fromkeys([*_to_look_at(now), *vacant]):
        try:
            told = remind(wiring.unit(), review_id, now, clock, rules, for_post=review_id in vacant)
        except Exception:
            log.exception("no reminder could be written for review %s", review_id)
            model.Session.rollback()
            continue
        yield from (f"{kind} {review_id}" for kind, _person in told)
    model.Session.remove()


def _to_look_at(now: datetime) -> Sequence[str]:
    clock, rules = wiring.clock(), wiring.reminder_rules()
    today = clock.day(now)
    last = add_working_days(today, max(rules.before_days, 0), clock.is_holiday)
    looking = Looking(
        now=now,
        today=_midnight(today),
        soon_until=_midnight(last + timedelta(days=1)),
        late_before=now - timedelta(days=max(rules.escalate_days, 0)),
    )
    return wiring.turns().to_speak_of(looking)


def _midnight(day: date) -> datetime:
    return wiring.calendar().start_of(day)


def digests(now: datetime) -> Iterator[str]:
    """Queue the morning's digest of everybody for whom something waits, from 07.00 of a working day on."""
    day = digest_day(now, wiring.clock())
    if day is None:
        return
    for user_id in wiring.digests().candidates(day, now):
        user = model.User.get(user_id)
        unit = wiring.unit()
        waits = bool(digest_of(unit, wiring.turns(), wiring.actor_of(user), now))
        if waits and open_digest(unit, wiring.digests(), user_id, day):
            yield f"kabar pagi {day.isoformat()}"
        model.Session.rollback()
    model.Session.remove()
