"""Which SOP an office or a dataset runs by, and which version of it is in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol, Self

from ...domain.errors import Conflict, Incomplete
from ...domain.people.assignment import ADMINISTRATOR
from ...domain.review.model import Actor, NewEvent
from ...domain.sop import Chain, Sop, SopFlawed
from ..ports import Events

CHAIN = "sops"
"""The one chain of events about chosen SOPs and versions switched on."""

SCOPES = ("org", "dataset")


class Choices(Protocol):
    """Chosen SOPs and versions in force."""

    def lock(self) -> None:
        """Make other writers wait until this transaction ends."""

    def offered(self, chain: Chain) -> Mapping[str, Sop]: ...
    def in_force(self, sop_id: str) -> Sop: ...
    def version(self, sop_id: str, version: int) -> Sop: ...
    def of(self, scope: str, scope_id: str, chain: Chain) -> str | None: ...
    def together(self, scope: str, scope_id: str) -> Sop: ...
    def choose(
        self, scope: str, scope_id: str, chain: Chain, sop_id: str | None, by: str, now: datetime
    ) -> None: ...
    def activate(self, sop: Sop, by: str, now: datetime) -> None: ...


class ChoiceUnit(Protocol):
    """One transaction over choices and their record."""

    choices: Choices
    events: Events

    def __enter__(self) -> Self: ...
    def __exit__(self, *error: Any) -> None: ...
    def commit(self) -> None: ...


def choose(
    unit: ChoiceUnit,
    scope: str,
    scope_id: str,
    chain: str,
    sop_id: str | None,
    who: Actor,
    title: str,
    now: datetime,
) -> None:
    """Choose the SOP of one chain for an office or a dataset; ``""`` is none (the default), None takes the choice back.

    Running reviews keep what they began with. Raises Incomplete.
    """
    if scope not in SCOPES:
        raise Incomplete("choice_scope", field="scope")
    if chain not in set(Chain):
        raise Incomplete("choice_chain", field="chain")
    with unit:
        unit.choices.lock()
        before = unit.choices.of(scope, scope_id, Chain(chain))
        if before != sop_id:
            if sop_id and sop_id not in unit.choices.offered(Chain(chain)):
                raise Incomplete("choice_unknown", field="sop_id", id=sop_id)
            unit.choices.choose(scope, scope_id, Chain(chain), sop_id, who.user_id, now)
            _fits(unit, scope, scope_id)
            data = {"scope": scope, "scope_id": scope_id, "title": title, "chain": chain}
            _record(unit, "sop_chosen", {**data, "before": before, "after": sop_id}, who, now)
        unit.commit()


def _fits(unit: ChoiceUnit, scope: str, scope_id: str) -> None:
    """Refuse two chains that cannot be joined."""
    try:
        unit.choices.together(scope, scope_id)
    except SopFlawed as flawed:
        raise Incomplete("choice_apart", field="sop_id", flaws="; ".join(flawed.flaws)) from flawed


def activate(
    unit: ChoiceUnit, sop_id: str, version: int, seen: int | None, who: Actor, now: datetime
) -> None:
    """Switch a version on; reviews that run keep theirs. ``seen``: the version that was in force on the page.

    Raises Missing (no such version), Conflict (another one is in force by now).
    """
    with unit:
        unit.choices.lock()
        before = unit.choices.in_force(sop_id)
        if seen is not None and seen != before.version:
            raise Conflict("sop_moved", id=sop_id, version=before.version)
        if before.version != version:
            unit.choices.activate(unit.choices.version(sop_id, version), who.user_id, now)
            data = {"id": sop_id, "name": before.name, "before": before.version, "after": version}
            _record(unit, "sop_activated", data, who, now)
        unit.commit()


def _record(unit: ChoiceUnit, action: str, data: Mapping[str, Any], who: Actor, now: datetime) -> None:
    held = who.holding(ADMINISTRATOR, "")
    post, standing = (ADMINISTRATOR, held.standing) if held else ("sysadmin", "")
    told = {**data, "by": who.shown or who.name}
    unit.events.append(CHAIN, NewEvent(action, "", post, standing, told), who, now, "")
