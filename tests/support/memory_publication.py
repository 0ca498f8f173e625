"""Retractions in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ckanext.satudata.app.publication.ports import Retraction
from support.memory_ports import MemoryPort


class MemoryRetractions(MemoryPort):
    def of(self, dataset_id: str) -> Retraction | None:
        return self.kept.retractions.get(dataset_id)

    def add(self, retraction: Retraction) -> None:
        self.kept.retractions[retraction.dataset_id] = retraction

    def end(self, dataset_id: str, now: datetime) -> None:
        running = self.of(dataset_id)
        if running is not None and running.ended_at is None:
            self.kept.retractions[dataset_id] = replace(running, ended_at=now)
