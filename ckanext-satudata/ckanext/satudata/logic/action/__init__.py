"""The actions of the portal, by name; each has an auth function of the same name (``logic/auth.py``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...refused import recorded
from . import (
    bps_compare,
    bundles,
    descriptions,
    drafts,
    editions,
    events,
    findings,
    home,
    intake,
    ms,
    notices,
    people,
    quality,
    queue,
    registry,
    remarks,
    review_content,
    reviews,
    sop_choice,
    sops,
    statistics,
    structures,
    subjects,
)

Action = Callable[[dict[str, Any], dict[str, Any]], Any]


def actions() -> Mapping[str, Action]:
    """Every action of ours."""
    modules = (
        bps_compare,
        bundles,
        descriptions,
        drafts,
        editions,
        events,
        findings,
        home,
        intake,
        ms,
        notices,
        people,
        quality,
        queue,
        registry,
        remarks,
        review_content,
        reviews,
        sop_choice,
        sops,
        statistics,
        structures,
        subjects,
    )
    return {name: recorded(name, action) for module in modules for name, action in module.ACTIONS.items()}
