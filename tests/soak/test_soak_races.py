"""A thousand races (``SATUDATA_SOAK_RACES``): exactly one decision each, and the other is told who was first, and when."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata import wiring
from support.races import Arena
from support.storm import asked_for

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")
KINDS = ("approvers", "author", "double")


def test_races(app: Any) -> None:
    races, arena = asked_for("RACES", 1000), Arena(app, seed=asked_for("SEED", 1))
    for race in range(races):
        arena.run(KINDS[race % len(KINDS)])
    assert wiring.record().prove().breaks == ()
