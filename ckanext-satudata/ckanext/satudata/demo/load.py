"""Loading the demo: people and offices first, then one dataset after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

from . import people, story
from .described import datasets

Tell = Callable[[str], None]


def load(tell: Tell, *, first_only: bool = False, only: Collection[str] = ()) -> None:
    """Load the demo, or its first public dataset, or some datasets by slug; ``tell`` gets a line for each."""
    people.prepare()
    chosen = [dataset for dataset in datasets() if not only or dataset.slug in only]
    for dataset in chosen[:1] if first_only else chosen:
        began = time.monotonic()
        state = story.walk(dataset, first_edition_only=first_only)
        tell(f"{dataset.slug:<14} {state:<38} {time.monotonic() - began:5.1f} s")
