"""Who may read an unpublished submission: one rule, from the steps its reviews have reached.

Labels of drafts, lists and search all ask here (invariant 1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

from ..sop import START_STAGE
from .model import BPS_STEPS, OPD_POSTS

INSIDE_OFFICE = (START_STAGE, *OPD_POSTS)
"""Steps inside the office: whoever reaches no other is not seen by the walidata."""


class Reader(StrEnum):
    """A circle of readers beside those who prepare for the office."""

    OFFICE = "opd"
    """Holders of the office's own posts: from the first submission on."""
    WALIDATA = "walidata"
    """Holders of the walidata's posts: once a gate outside the office was reached."""
    BPS = "bps"
    """BPS: from its step on."""


def readers(reached: Iterable[Collection[str]]) -> frozenset[Reader]:
    """Who may read a draft whose reviews reached these steps (one collection of step ids per review)."""
    reviews = [set(steps) for steps in reached]
    found = {Reader.OFFICE} if reviews else set()
    for steps in reviews:
        if steps - set(INSIDE_OFFICE):
            found.add(Reader.WALIDATA)
        if steps & set(BPS_STEPS):
            found.add(Reader.BPS)
    return frozenset(found)
