"""Workers hear at once of work that was queued, and only when it was really queued."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import ckan.model as model
import pytest
import sqlalchemy as sa

from ckanext.satudata import wiring
from ckanext.satudata.adapters.sql.bell import Bell

pytestmark = pytest.mark.usefixtures("with_plugins")


@pytest.fixture
def bell() -> Iterator[Bell]:
    """A bell that listens, and has rung for what was queued before."""
    listening = Bell()
    listening.wait(0)
    while listening.wait(0.05):
        continue
    yield listening
    listening.close()
    model.Session.remove()


def queue() -> None:
    """Queue work that no worker of a test takes."""
    wiring.unit().work.add("bell", uuid.uuid4().hex, "once")


def test_it_rings_when_work_is_committed(bell: Bell) -> None:
    queue()
    assert not bell.wait(0.05), "it rang for work that nobody can see yet"
    model.Session.commit()
    assert bell.wait(2)
    assert not bell.wait(0.05)


def test_it_is_silent_when_work_is_taken_back(bell: Bell) -> None:
    queue()
    model.Session.rollback()
    assert not bell.wait(0.05)


def test_it_listens_again_when_the_connection_was_lost(bell: Bell) -> None:
    pid = bell.connection.info.backend_pid
    model.Session.execute(sa.text("select pg_terminate_backend(:pid)"), {"pid": pid})
    model.Session.rollback()
    assert not bell.wait(0.5)
    bell.wait(0.5)
    queue()
    model.Session.commit()
    assert bell.wait(2)
