"""Every action of every plugin as everybody, on what is under review and on what is published: nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from ckan.logic import _actions, get_action

from support.attacks.actions import ACTIONS
from support.attacks.calling import DONE, FAULT, called, filled, words
from support.attacks.fingerprint import fingerprint
from support.attacks.house import full_house
from support.attacks.kinds import ACCOUNT, OURS, OWN, READ, SITE, WRITE
from support.attacks.portal_actions import PORTAL
from support.attacks.scene import STRANGERS, Scene, Target, scene

pytestmark = full_house

EVERYBODY = ("in review", "published")
"""States tried with every role; on the others the roles that could do most are enough."""
STRONGEST = (
    "outsider",
    "admin of another OPD",
    "collaborator",
    "admin of the OPD",
    "verifikator",
    "sysadmin",
)
FROZEN = ("in review", "published", "pending", "revised")
DESK = ("desk", "returned")
MAKERS = ("producer", "editor of the OPD", "admin of the OPD", "member of the OPD", "sysadmin")
ACTORS = ("producer", "editor of the OPD", "admin of the OPD", "verifikator")


def test_every_action_is_classified() -> None:
    get_action("package_show")
    kinds = {READ, WRITE, OURS, OWN, ACCOUNT, SITE}
    assert set(_actions) - set(ACTIONS) == set(), "classify these in tests/support/attacks/actions.py"
    assert set(ACTIONS) - set(_actions) == set(), "these are gone"
    assert {kind for kind, _ in ACTIONS.values()} <= kinds


def test_what_reads_is_marked_so() -> None:
    """An action that answers to GET is one that changes nothing (A15)."""
    get_action("package_show")
    by_get = {name for name, action in _actions.items() if getattr(action, "side_effect_free", False)}
    assert {name for name in by_get if ACTIONS[name][0] != READ} == set()


@pytest.mark.trap("A1", "A2", "A4", "A8", "A9", "A10", "A11", "A13", "A17", "D2", "D3")
@pytest.mark.parametrize("state", FROZEN)
def test_nobody_changes_what_is_frozen_or_published(state: str) -> None:
    assert_none(damage(scene(), scene().targets[state], roles(state)))


@pytest.mark.trap("A6", "A10", "A11")
@pytest.mark.parametrize("state", DESK)
def test_nobody_but_its_makers_changes_a_draft(state: str) -> None:
    assert_none(damage(scene(), scene().targets[state], roles(state)))


def assert_none(found: Iterator[tuple[Any, ...]]) -> None:
    """Fail with every finding on a line of its own."""
    lines = [" | ".join(map(str, one)) for one in found]
    assert not lines, "\n" + "\n".join(lines)


def roles(state: str) -> list[str]:
    """Everybody, or the strongest; of a draft on its desk, none of those who make it."""
    tried = scene().roles if state in EVERYBODY else STRONGEST
    return [role for role in tried if state in FROZEN or role not in MAKERS]


def damage(made: Scene, target: Target, who: list[str]) -> Iterator[tuple[Any, ...]]:
    """Call each action as each role; tell what changed the target, failed without a sentence or was let through."""
    before = fingerprint(target.ids)
    for name, (kind, payloads) in ACTIONS.items():
        for role in who:
            if kind == READ or not allowed_to_try(kind, name, role):
                continue
            for place, payload in enumerate(payloads if role in STRONGEST else payloads[:1]):
                person = made.roles[role]
                how, answer = called(person, name, filled(payload, words(made, target, person)))
                let_in = how == DONE and not nothing_done(answer)
                if how == FAULT or (let_in and must_refuse(kind, name, role)):
                    yield name, place, role, how, str(answer)[:200]
        after = fingerprint(target.ids)
        if after != before:
            changed = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
            yield name, "changed", changed
            before = after


def allowed_to_try(kind: str, name: str, role: str) -> bool:
    """Leave out what the role is there for: a sysadmin's site, one's own account, the makers' and verifikator's acts."""
    if kind in (SITE, ACCOUNT):
        return role not in ("sysadmin", "producer")
    return not (kind == OURS and role in ACTORS)


def nothing_done(answer: Any) -> bool:
    """Tell whether an act on several things says of each that it was refused."""
    return isinstance(answer, dict) and answer.get("done") == 0


def must_refuse(kind: str, name: str, role: str) -> bool:
    """Tell whether an answer, even one that changed nothing, is already too much."""
    return kind in (SITE, ACCOUNT) or (kind == OURS and role in STRANGERS and name in PORTAL)
