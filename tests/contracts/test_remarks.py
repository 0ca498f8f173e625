"""What the use cases count on from the store of remarks: the fake and the real one alike."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from ckanext.satudata import wiring
from ckanext.satudata.domain.errors import Missing
from ckanext.satudata.domain.review.model import Actor, Remark, Review
from support.memory import World
from support.memory_remarks import Notebook
from support.reviews import plain_sop

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
ACTOR = Actor("orang", "orang")


@pytest.fixture(params=["memory", "postgresql"])
def unit(request: pytest.FixtureRequest) -> Iterator[Callable[[], Any]]:
    """Units of work over remarks."""
    if request.param == "memory":
        yield Notebook(World(plain_sop())).unit
        return
    request.getfixturevalue("with_plugins")
    from ckan import model

    yield wiring.remark_unit
    model.Session.remove()


def review() -> Review:
    """A review in its second round."""
    return Review(
        str(uuid.uuid4()), 1, "rancangan", "dataset", "opd", base_edition=0, sop_ids=(("bawaan", 1),), round=2
    )


def test_a_remark_comes_back_as_it_was_written(unit: Callable[[], Any]) -> None:
    about, cell = review(), Remark("", "Cek é", "n", {"kode": "1"}, "D14, Wanasari")
    with unit() as open_:
        first = open_.remarks.add(about, cell, ACTOR, "verifikator", NOW)
        answer = open_.remarks.add(about, Remark("", "Sudah", parent=first), ACTOR, "produsen", NOW)
        open_.commit()
    found = unit().remarks.get(first)
    assert (found.review_id, found.round, found.author_id, found.post) == (
        about.id,
        2,
        "orang",
        "verifikator",
    )
    assert (found.text, found.column, found.row_key, found.place) == (
        "Cek é",
        "n",
        {"kode": "1"},
        "D14, Wanasari",
    )
    assert (found.field, found.parent, found.resolved) == ("", None, False)
    assert unit().remarks.get(answer).parent == first
    assert answer > first


def test_settling_and_opening_again_change_nothing_else(unit: Callable[[], Any]) -> None:
    with unit() as open_:
        number = open_.remarks.add(review(), Remark("definisi", "Jelaskan"), ACTOR, "kabid", NOW)
        open_.remarks.settle(number, ACTOR, "beres", NOW)
        open_.commit()
    settled = unit().remarks.get(number)
    assert settled.resolved
    with unit() as open_:
        open_.remarks.reopen(number)
        open_.commit()
    again = unit().remarks.get(number)
    assert (again.resolved, again.text, again.field) == (False, settled.text, "definisi")


def test_what_is_not_committed_is_not_there(unit: Callable[[], Any]) -> None:
    with unit() as open_:
        number = open_.remarks.add(review(), Remark("", "Hilang"), ACTOR, "kabid", NOW)
    with pytest.raises(Missing, match="remark_missing"):
        unit().remarks.get(number)
