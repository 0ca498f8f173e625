"""A hidden thing is answered like one that does not exist: the same outcome, the same words."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

import pytest

from support.attacks.actions import ACTIONS
from support.attacks.calling import called, filled, words
from support.attacks.house import full_house
from support.attacks.scene import scene

pytestmark = full_house

WHO = ("anonymous", "admin of another OPD", "bps")
NO_NUMBER = "999999"


def unknown(known: Mapping[str, str]) -> dict[str, str]:
    """The same words with ids that nothing has. (The id its resource will have is a resource of nothing either way.)"""
    nothing = str(uuid.uuid4())
    return {
        **known,
        "package": nothing,
        "name": f"rancangan-{nothing}",
        "review": str(uuid.uuid4()),
        "activity": str(uuid.uuid4()),
        "structure": str(uuid.uuid4()),
        "number": NO_NUMBER,
    }


def alike(outcome: tuple[str, Any], said: Mapping[str, str]) -> str:
    """The outcome with the asked ids taken out."""
    text = json.dumps(outcome, default=str, sort_keys=True)
    for name in ("name", "package", "resource", "review", "activity", "structure"):
        text = text.replace(said[name], f"<{name}>") if said[name] else text
    return text.replace(f'"{said["number"]}"', "<number>").replace(f" {said['number']} ", " <number> ")


@pytest.mark.trap("B2", "B7", "B9")
@pytest.mark.parametrize("role", WHO)
def test_no_action_tells_that_it_exists(role: str) -> None:
    made, found = scene(), []
    person, target = made.roles[role], made.targets["in review"]
    known = words(made, target, person)
    other = unknown(known)
    for name, (_, payloads) in ACTIONS.items():
        for payload in payloads:
            if filled(payload, known) == filled(payload, other):
                continue
            hidden = alike(called(person, name, filled(payload, known)), known)
            missing = alike(called(person, name, filled(payload, other)), other)
            if hidden != missing:
                found.append(f"{name} {payload}\n    hidden:  {hidden[:300]}\n    missing: {missing[:300]}")
    assert not found, "\n" + "\n".join(found)
