"""The actions of the portal, by name; each has an auth function of the same name (``logic/auth.py``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...refused import recorded
from . import (
    bundles,
    drafts,
    editions,
    events,
    findings,
    home,
    intake,
    notices,
    people,
    queue,
    remarks,
    review_content,
    reviews,
    sop_choice,
    sops,
    statistics,
    subjects,
)

Action = Callable[[dict[str, Any], dict[str, Any]], Any]


def actions() -> Mapping[str, Action]:
    """Every action of ours."""
    modules = (
        bundles,
        drafts,
        editions,
        events,
        findings,
        home,
        intake,
        notices,
        people,
        queue,
        remarks,
        review_content,
        reviews,
        sop_choice,
        sops,
        statistics,
        subjects,
    )
    return {name: recorded(name, action) for module in modules for name, action in module.ACTIONS.items()}
