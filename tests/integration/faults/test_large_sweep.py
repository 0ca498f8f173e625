"""The sweep looks at public tables every few seconds; it does not read a large one each time."""

from __future__ import annotations

import pytest

from ckanext.satudata.adapters.datastore import DataStore
from ckanext.satudata.work import tables
from support import story
from support.faults import people
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")
ROUNDS = 200


def test_a_table_of_many_rows_is_read_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    story.published(people(), population(2025))
    read: list[str] = []
    monkeypatch.setattr(DataStore, "is_whole", lambda _self, resource_id: not read.append(resource_id))
    list(tables.mend(sample=1))
    assert len(read) == 1, "eight rows are read in every round"
    monkeypatch.setattr(tables, "MOST_ROWS", 1)
    for _round in range(ROUNDS):
        list(tables.mend(sample=1))
    assert 0 < len(read) - 1 < ROUNDS / 3, "of eight times as many as a round reads, one round in eight"
