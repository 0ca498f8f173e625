"""Published datasets for tests of what machines are told; made once per run, since making them takes longest."""

from __future__ import annotations

from functools import cache
from typing import Any

from ckan import model

from support import story, subjects
from support.faults import people
from support.story import act
from support.workbooks import population

SHUT = {
    "klasifikasi_akses": "terbatas",
    "dasar_hukum_akses": "Pasal 17 UU 14/2008",
    "keputusan_akses": "Keputusan rekaan 1/2026",
}
"""What a description says of data that are not open."""


@cache
def two_editions() -> str:
    """The name of a dataset with two editions."""
    return name_of(subjects.two_editions())


@cache
def taken_down() -> str:
    """The name of a dataset that was retracted."""
    dataset = subjects.one_edition()
    subjects.retracted(dataset)
    return name_of(dataset)


@cache
def closed() -> str:
    """The name of a published dataset whose data are not open."""
    draft = story.ready_draft(people(), population(2024))
    act(people().producer, "satudata_draft_update", id=draft, **SHUT)
    return name_of(str(subjects.to_the_end(draft)["dataset_id"]))


@cache
def under_review() -> dict[str, Any]:
    """A draft that was never published: its id, its name and the id its dataset will have."""
    draft = story.ready_draft(people(), population(2024))
    shown = act(people().producer, "satudata_draft_show", id=draft)
    return {"id": draft, "name": f"rancangan-{draft}", "dataset_id": shown["dataset_id"]}


def name_of(dataset_id: str) -> str:
    """The name of a dataset."""
    model.Session.expire_all()
    return str(model.Package.get(dataset_id).name)
