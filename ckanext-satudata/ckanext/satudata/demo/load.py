"""Loading the demo: people and offices first, then one dataset after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

from . import people, story
from .acting import act
from .described import Dataset, datasets
from .standing import drafts_of

Tell = Callable[[str], None]

STRUCTURED = ("penduduk", "stunting", "padi")
"""Datasets whose table is kept as a structure, for other datasets of the office to follow."""


def load(tell: Tell, *, first_only: bool = False, only: Collection[str] = ()) -> None:
    """Load the demo, or its first public dataset, or some datasets by slug; ``tell`` gets a line for each."""
    people.prepare()
    chosen = [dataset for dataset in datasets() if not only or dataset.slug in only]
    for dataset in chosen[:1] if first_only else chosen:
        began = time.monotonic()
        state = story.walk(dataset, first_edition_only=first_only)
        if dataset.slug in STRUCTURED:
            keep_structure(dataset)
        tell(f"{dataset.slug:<14} {state:<38} {time.monotonic() - began:5.1f} s")


def keep_structure(dataset: Dataset) -> None:
    """Keep the table of a published dataset as a structure, once."""
    producer = people.producer_of(dataset.office)
    if not act(producer, "satudata_structure_list", owner_org=dataset.office, q=dataset.title):
        draft = act(producer, "satudata_draft_show", id=drafts_of(dataset)[0])
        act(producer, "satudata_structure_derive", dataset_id=draft["dataset_id"])
