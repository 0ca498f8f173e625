"""Figures about reviewing with their words: what the page, the CSV files and the API all show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

import ckan.model as model
from ckan.plugins.toolkit import _

from ... import wiring
from ...adapters.sql.statistics import passages
from ...domain.sop import Deed, Sop
from ...domain.statistics import summary
from ...domain.statistics.stays import Passage, Stay, stays
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
    def all_passages(self) -> list[Passage]:
        """Counted events of reviews that moved in the period or still run."""
        start, end = self._bounds
        return list(passages(model.Session.connection(), start, end, self.orgs))

    @cached_property
    def _bounds(self) -> tuple[datetime, datetime]:
        start_of = wiring.calendar().start_of
        return start_of(self.since), start_of(self.until + timedelta(days=1))

    def _within(self, moment: datetime | None) -> bool:
        start, end = self._bounds
        return moment is not None and start <= moment < end

    @cached_property
    def moved(self) -> list[Passage]:
        """Events of the period."""
        return [passage for passage in self.all_passages if self._within(passage.at)]

    @cached_property
    def _stays(self) -> list[Stay]:
        return [stay for stay in stays(self.all_passages) if self._by_people(stay)]

    def _by_people(self, stay: Stay) -> bool:
        step = next((one for one in self._sop(stay).steps if one.id == stay.step), None)
        return step is not None and step.deed not in (Deed.PUBLISH, Deed.ARCHIVE, Deed.HANDOVER)

    @cached_property
    def _sops(self) -> dict[tuple[tuple[str, int], ...], Sop]:
        return {}

    def _sop(self, stay: Stay) -> Sop:
        if stay.sop_ids not in self._sops:
            self._sops[stay.sop_ids] = wiring.sop_port().get(stay.sop_ids)
        return self._sops[stay.sop_ids]

    def _due(self, stay: Stay) -> datetime:
        return wiring.calendar().due_at(stay.entered, self._sop(stay).step(stay.step).days)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Names of the stages."""
        found = {(stay.step, self._sop(stay).step(stay.step)) for stay in self._stays}
        return {step: step_label(known) for step, known in found}

    @cached_property
    def offices(self) -> Mapping[str, str]:
        """Titles of the offices."""
        named = {passage.org_id for passage in self.all_passages}
        rows = model.Session.query(model.Group.id, model.Group.title).filter(model.Group.id.in_(named))
        return {row.id: row.title for row in rows}

    def lead_times(self, group_by: str) -> list[dict[str, Any]]:
        """Working days per stage, office or month in which a stay ended."""
        ended = [stay for stay in self._stays if self._within(stay.left)]
        rows = summary.lead_times(ended, self._key(group_by), wiring.calendar().working_days, self._due)
        shown = [
            {
                "key": row.key,
                "label": self._label(group_by, row.key),
                "n": row.n,
                "median": row.median,
                "p90": row.p90,
                "in_time": row.in_time,
                "share": round(row.share, 4),
            }
            for row in rows
        ]
        return sorted(shown, key=self._order) if group_by == "stage" else shown

    def _order(self, row: Mapping[str, Any]) -> int:
        numbers = [s.number for sop in self._sops.values() for s in sop.steps if s.id == row["key"]]
        return max(numbers, default=0)

    def _key(self, group_by: str) -> Callable[[Stay], str]:
        zone = wiring.zone()
        return {
            "stage": lambda stay: stay.step,
            "org": lambda stay: stay.org_id,
            "month": lambda stay: f"{(stay.left or stay.entered).astimezone(zone):%Y-%m}",
        }[group_by]

    def _label(self, group_by: str, key: str) -> str:
        return {"stage": self.labels, "org": self.offices}.get(group_by, {}).get(key, key)

    def backlog(self, group_by: str) -> list[dict[str, Any]]:
        """What waits at this moment per stage or office."""
        now, days = wiring.now(), wiring.calendar().working_days
        rows = summary.backlog(self._stays, self._key(group_by), days, self._due, now)
        return [{**vars(row), "label": self._label(group_by, row.key)} for row in rows]


def statistics(since: date, until: date, orgs: Collection[str] | None, group_by: str) -> dict[str, Any]:
    """All figures of a period; times are working days, shares from 0 to 1."""
    figures = Figures(since, until, orgs)
    lead = figures.lead_times("stage")
    ended, in_time = sum(row["n"] for row in lead), sum(row["in_time"] for row in lead)
    counted = Counter(passage.action for passage in figures.moved)
    rounds = summary.rounds(figures.moved)
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
            for code, count in summary.reasons(figures.moved)
        ],
        "rounds": {
            "n": rounds.n,
            "mean": round(rounds.mean, 2) if rounds.mean is not None else None,
            "spread": [{"rounds": number, "count": count} for number, count in rounds.spread],
        },
        "in_time": {"n": ended, "in_time": in_time, "share": round(in_time / ended, 4) if ended else None},
        "counts": {name: counted[name] for name in COUNTED_EVENTS},
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
