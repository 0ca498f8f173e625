"""What taking a dataset down needs beside the ports of every unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from .. import ports


@dataclass(frozen=True)
class Retraction:
    """A dataset that was taken down: why, which edition stood, since when; ``ended_at`` once it was published again."""

    dataset_id: str
    review_id: str
    owner_org: str
    name: str
    title: str
    reason: str
    reasons: Sequence[str]
    edition: int
    retracted_at: datetime
    ended_at: datetime | None = None


class Retractions(Protocol):
    """The latest retraction of each dataset."""

    def of(self, dataset_id: str) -> Retraction | None: ...
    def add(self, retraction: Retraction) -> None: ...
    def end(self, dataset_id: str, now: datetime) -> None: ...


class Packages(ports.Packages, Protocol):
    """CKAN's packages, one of which may be taken down."""

    def retract(self, dataset_id: str) -> None: ...


class Unit(ports.Unit, Protocol):
    """One transaction over everything that must stand or fall together, retractions with it."""

    retractions: Retractions
    packages: Packages
