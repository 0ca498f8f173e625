"""Every test here runs twice: against the fake of ``support.memory`` and against PostgreSQL."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from ckanext.satudata import wiring
from ckanext.satudata.adapters.sql import work as work_rows
from support.memory import World
from support.reviews import plain_sop
from support.stores import Store


def _memory() -> Store:
    world = World(plain_sop())
    return Store(world.unit, world.take, world.new_id)


def _postgresql() -> Store:
    from ckan import model

    return Store(wiring.unit, lambda kind: work_rows.take(model.Session, [kind]), lambda: str(uuid.uuid4()))


@pytest.fixture(params=["memory", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The fake, or the real adapters."""
    if request.param == "memory":
        yield _memory()
        return
    request.getfixturevalue("with_plugins")
    from ckan import model

    yield _postgresql()
    model.Session.remove()
