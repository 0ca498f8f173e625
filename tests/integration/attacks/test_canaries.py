"""What is not public is nowhere: no page, action, feed, search, facet, count, table, file, activity or mail tells of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from support.attacks.actions import ACTIONS
from support.attacks.asking import secrets, told
from support.attacks.calling import FAULT, called, filled, words
from support.attacks.house import full_house
from support.attacks.kinds import READ
from support.attacks.scene import STRANGERS, Scene, scene
from support.offices import Person

pytestmark = full_house


@pytest.mark.trap("B1", "B2", "B3", "B6", "B7", "B8", "B9", "B11", "B12")
@pytest.mark.parametrize("role", STRANGERS)
def test_no_action_that_reads_tells_a_stranger(role: str) -> None:
    made = scene()
    person, hidden = made.roles[role], secrets(made.hidden.values())
    leaks = []
    for name, data in questions(made, person):
        how, answer = called(person, name, data)
        found = told(json.dumps(answer, default=str), json.dumps(data), hidden)
        if found or how == FAULT:
            leaks.append(f"{name} {data}: {how} {found or answer}")
    assert not leaks, "\n" + "\n".join(leaks)


def questions(made: Scene, person: Person | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each reading action about each target, no question twice."""
    seen = set()
    for name, (kind, payloads) in ACTIONS.items():
        for target in made.targets.values() if kind == READ else ():
            for payload in payloads:
                data = filled(payload, words(made, target, person))
                mark = (name, json.dumps(data, sort_keys=True))
                if mark not in seen:
                    seen.add(mark)
                    yield name, data
