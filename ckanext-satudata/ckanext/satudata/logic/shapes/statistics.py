"""Figures about reviewing with their words: what the page, the CSV files and the API all show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

import ckan.model as model
from ckan.plugins.toolkit import _

from ... import wiring
from ...adapters.sql.statistics import Counts, Period, counts, stays
from ...domain import calendar
from ...domain.calendar import END_OF_OFFICE
from ...domain.sop import Deed, Step
from ...domain.statistics import summary
from ...domain.statistics.stays import Stays
from ...words import reason_label, step_label

GROUPS = ("stage", "org", "month")
COUNTED_EVENTS = ("submitted", "published", "returned", "rejected", "withdrawn", "retracted")


@dataclass
class Figures:
    """One question: the period (local dates, both included), the offices (None: all), and the figures found."""

    since: date
    until: date
    orgs: Collection[str] | None

    @cached_property
    def period(self) -> Period:
        """The period as moments."""
        start_of = wiring.calendar().start_of
        end = start_of(self.until + timedelta(days=1))
        return Period(start_of(self.since), end, str(wiring.zone()), END_OF_OFFICE, self.orgs)

    @cached_property
    def moved(self) -> Counts:
        """What happened in the period."""
        return counts(model.Session.connection(), self.period)

    @cached_property
    def _stays(self) -> list[Stays]:
        return [one for one in stays(model.Session.connection(), self.period) if self._by_people(one)]

    def _by_people(self, stay: Stays) -> bool:
        step = self._steps(stay.sop_ids).get(stay.step)
        return step is not None and step.deed not in (Deed.PUBLISH, Deed.ARCHIVE, Deed.HANDOVER)

    @cached_property
    def _known(self) -> dict[tuple[tuple[str, int], ...], dict[str, Step]]:
        return {}

    def _steps(self, sop_ids: tuple[tuple[str, int], ...]) -> dict[str, Step]:
        """The steps of the SOP that reviews began with, by id."""
        if sop_ids not in self._known:
            self._known[sop_ids] = {step.id: step for step in wiring.sop_port().get(sop_ids).steps}
        return self._known[sop_ids]

    @cached_property
    def _is_holiday(self) -> Callable[[date], bool]:
        return cache(wiring.calendar().is_holiday)

    @cached_property
    def _days(self) -> Callable[[date, date], int]:
        return cache(lambda start, end: calendar.working_days_between(start, end, self._is_holiday))

    @cached_property
    def _deadline(self) -> Callable[[date, int], date]:
        return cache(lambda start, days: calendar.add_working_days(start, days, self._is_holiday))

    def _due(self, stay: Stays) -> date:
        return self._deadline(stay.entered, self._steps(stay.sop_ids)[stay.step].days)

    def _late(self, stay: Stays) -> bool:
        return calendar.at(self._due(stay), END_OF_OFFICE, wiring.zone()) < wiring.now()

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Names of the stages."""
        return {stay.step: step_label(self._steps(stay.sop_ids)[stay.step]) for stay in self._stays}

    @cached_property
    def offices(self) -> Mapping[str, str]:
        """Titles of the offices."""
        named = {stay.org_id for stay in self._stays}
        rows = model.Session.query(model.Group.id, model.Group.title).filter(model.Group.id.in_(named))
        return {row.id: row.title for row in rows}

    def lead_times(self, group_by: str) -> list[dict[str, Any]]:
        """Working days per stage, office or month in which a stay ended."""
        rows = summary.lead_times(self._stays, self._key(group_by), self._days, self._due)
        shown = [
            {
                "key": row.key,
                "label": self._label(group_by, row.key),
                "n": row.n,
                "median": row.median if row.median % 1 else int(row.median),
                "p90": row.p90,
                "in_time": row.in_time,
                "share": round(row.share, 4),
            }
            for row in rows
        ]
        return sorted(shown, key=self._order) if group_by == "stage" else shown

    def _order(self, row: Mapping[str, Any]) -> int:
        numbers = [known[row["key"]].number for known in self._known.values() if row["key"] in known]
        return max(numbers, default=0)

    @staticmethod
    def _key(group_by: str) -> Callable[[Stays], str]:
        return {
            "stage": lambda stay: stay.step,
            "org": lambda stay: stay.org_id,
            "month": lambda stay: f"{stay.left or stay.entered:%Y-%m}",
        }[group_by]

    def _label(self, group_by: str, key: str) -> str:
        return {"stage": self.labels, "org": self.offices}.get(group_by, {}).get(key, key)

    def backlog(self, group_by: str) -> list[dict[str, Any]]:
        """What waits at this moment per stage or office."""
        rows = summary.backlog(self._stays, self._key(group_by), self._days, self._late, wiring.today())
        return [{**vars(row), "label": self._label(group_by, row.key)} for row in rows]


def statistics(since: date, until: date, orgs: Collection[str] | None, group_by: str) -> dict[str, Any]:
    """All figures of a period; times are working days, shares from 0 to 1."""
    figures = Figures(since, until, orgs)
    lead = figures.lead_times("stage")
    ended, in_time = sum(row["n"] for row in lead), sum(row["in_time"] for row in lead)
    moved = figures.moved
    rounds = summary.rounds(moved.rounds)
    by_org = figures.backlog("org")
    return {
        "period": {"from": since.isoformat(), "to": until.isoformat()},
        "group_by": group_by,
        "orgs": None if orgs is None else sorted(orgs),
        "lead_times": lead if group_by == "stage" else figures.lead_times(group_by),
        "backlog": {"stage": figures.backlog("stage"), "org": by_org},
        "late": [row for row in by_org if row["late"]],
        "reasons": [
            {"code": code, "label": reason_label(code), "count": count}
            for code, count in sorted(moved.reasons.items(), key=lambda item: (-item[1], item[0]))
        ],
        "rounds": {
            "n": rounds.n,
            "mean": round(rounds.mean, 2) if rounds.mean is not None else None,
            "spread": [{"rounds": number, "count": count} for number, count in rounds.spread],
        },
        "in_time": {"n": ended, "in_time": in_time, "share": round(in_time / ended, 4) if ended else None},
        "counts": {name: moved.actions.get(name, 0) for name in COUNTED_EVENTS},
    }


Table = tuple[Sequence[str], list[list[Any]]]


def tables(found: Mapping[str, Any]) -> dict[str, Table]:
    """The figures as tables (head and rows), by the names of their CSV files."""
    waiting = [_("Submissions"), _("Late"), _("Longest wait (working days)")]
    group = {"stage": _("Stage"), "org": _("Office"), "month": _("Month")}[found["group_by"]]
    return {
        "waktu": (
            [
                group,
                _("Stays that ended"),
                _("Median (working days)"),
                _("90th percentile"),
                _("In time"),
                "%",
            ],
            [
                [r["label"], r["n"], r["median"], r["p90"], r["in_time"], round(100 * r["share"], 1)]
                for r in found["lead_times"]
            ],
        ),
        "tahap": ([_("Stage"), *waiting], [_waiting(row) for row in found["backlog"]["stage"]]),
        "opd": ([_("Office"), *waiting], [_waiting(row) for row in found["backlog"]["org"]]),
        "alasan": (
            [_("Reason"), _("Times given")],
            [[row["label"], row["count"]] for row in found["reasons"]],
        ),
        "putaran": (
            [_("Rounds"), _("Published submissions")],
            [[row["rounds"], row["count"]] for row in found["rounds"]["spread"]],
        ),
    }


def _waiting(row: Mapping[str, Any]) -> list[Any]:
    return [row["label"], row["count"], row["late"], row["oldest"]]
