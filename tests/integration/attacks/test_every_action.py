"""Every action of every plugin as everybody, on what is under review and on what is published: nothing changes."""

from __future__ import annotations

import pytest
from ckan.logic import _actions, get_action

from support.attacks.actions import ACTIONS
from support.attacks.damage import STRONGEST, assert_none, damage
from support.attacks.house import full_house
from support.attacks.kinds import ACCOUNT, OURS, OWN, READ, SITE, WRITE
from support.attacks.scene import scene

pytestmark = full_house

EVERYBODY = ("in review", "published")
"""States tried with every role; on the others the roles that could do most are enough."""
FROZEN = ("in review", "published", "pending", "revised")
DESK = ("desk", "returned")
MAKERS = ("producer", "editor of the OPD", "admin of the OPD", "member of the OPD", "sysadmin")


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


def roles(state: str) -> list[str]:
    """Everybody, or the strongest; of a draft on its desk, none of those who make it."""
    tried = scene().roles if state in EVERYBODY else STRONGEST
    return [role for role in tried if state in FROZEN or role not in MAKERS]
