"""The unit of work in memory: a fake for every port of ``app/ports.py``, with transactions that roll back.

``World`` is what is kept between units, as the database is. What it promises is written down as tests in
``tests/contracts``, which run against this fake and against the real adapters.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self

from ckanext.satudata.app.ports import Work
from ckanext.satudata.describing import form
from ckanext.satudata.domain.sop import Sop
from support.memory_ports import (
    Kept,
    MemoryBundles,
    MemoryCalendar,
    MemoryDrafts,
    MemoryEditions,
    MemoryEvents,
    MemoryNotices,
    MemoryOffices,
    MemoryPackages,
    MemoryPeople,
    MemoryRegistry,
    MemoryReports,
    MemoryReviews,
    MemorySops,
    MemoryWork,
)
from support.memory_publication import MemoryRetractions


class World:
    """What lasts from unit to unit: kept rows, sequences, the SOP, and who holds which post."""

    def __init__(self, sop: Sop, holders: Mapping[str, Sequence[str]] | None = None) -> None:
        self.kept = Kept()
        self.sop = sop
        self.holders = dict(holders or {})
        self.imported: dict[str, tuple[int, str]] = {}
        self.offices: dict[str, str] = {}
        self.form_flaws = 0
        self.numbers = itertools.count(1)
        self.ids = itertools.count(1)

    def unit(self) -> MemoryUnit:
        """A new unit of work."""
        return MemoryUnit(self)

    def new_id(self) -> str:
        """A fresh id."""
        return f"id-{next(self.ids)}"

    def broken_forms(self, *_described: object) -> int:
        """How many answers of the MS forms are said to break a rule."""
        return self.form_flaws

    def take(self, kind: str) -> Work | None:
        """Lease the oldest waiting row of a kind, as a worker does."""
        for place, work in self.kept.work.items():
            if work.kind == kind and self.kept.states[work.id] == "waiting":
                taken = replace(work, attempt=work.attempt + 1, token=f"token-{next(self.ids)}")
                self.kept.work[place] = taken
                self.kept.states[work.id] = "running"
                return taken
        return None


class MemoryUnit:
    """Ports over one copy of the world; leaving it without :meth:`commit` undoes everything."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.now = copy.deepcopy(world.kept)
        self.drafts, self.reports, self.reviews = MemoryDrafts(self), MemoryReports(self), MemoryReviews(self)
        self.events, self.work, self.editions = MemoryEvents(self), MemoryWork(self), MemoryEditions(self)
        self.bundles, self.sops, self.people = MemoryBundles(self), MemorySops(self), MemoryPeople(self)
        self.retractions = MemoryRetractions(self)
        self.form = form()
        self.registry = MemoryRegistry(world.imported)
        self.offices = MemoryOffices(world.offices)
        self.broken_forms = world.broken_forms
        self.notices, self.packages, self.calendar = (
            MemoryNotices(self),
            MemoryPackages(self),
            MemoryCalendar(),
        )

    def __enter__(self) -> Self:
        self.now = copy.deepcopy(self.world.kept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.now = copy.deepcopy(self.world.kept)

    def commit(self) -> None:
        """Make everything of this unit true at once."""
        self.world.kept = copy.deepcopy(self.now)
