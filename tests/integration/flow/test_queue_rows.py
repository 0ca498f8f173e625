"""Rows that large tests load by COPY are the rows which the use cases write."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from ckan import model

from ckanext.satudata import wiring
from support import queue_rows, story
from support.offices import execute
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

STATES = ("verifikator", "kabid", "kadis", "bps", "returned")
OWN = {"id", "number", "draft_id", "dataset_id", "content_digest", "table_digest"}
MOMENTS = {"entered_at", "due_at", "opened_at", "updated_at"}


def walked(people: story.Cast, state: str) -> dict[str, Any]:
    """A submission walked to a state through the actions."""
    review = story.submitted(people, population(2024))
    if state == "returned":
        return story.decide(people.verifikator, review, "return", reasons=["SATUAN_KELIRU"])
    for who in (people.verifikator, people.kabid, people.kadis):
        if review["step"] == state:
            return review
        review = story.decide(who, review, "approve")
    return review


def stored(review_id: str) -> dict[str, Any]:
    """The row in the database."""
    found = execute("SELECT * FROM satudata_review WHERE id = :id", id=review_id).mappings().one()
    return dict(found)


@pytest.mark.parametrize("state", STATES)
def test_a_loaded_row_is_a_walked_row(state: str) -> None:
    people = story.cast()
    real = stored(walked(people, state)["id"])
    sop, calendar = wiring.current_sops()["bawaan"], wiring.calendar()
    cast = queue_rows.Cast(**{name: getattr(people, name).id for name in vars(queue_rows.Cast())})
    review = queue_rows.walk(state, sop, people.org, cast, real["entered_at"])
    told = queue_rows.Told(real["title"], real["urusan"], real["cycle"], real["priority"], real["findings"])
    same = {name: real[name] for name in OWN}
    row = queue_rows.row_of(
        replace(told.on(review), **same), sop, calendar, real["opened_at"], real["updated_at"]
    )
    copied = {
        **row,
        "id": "copy-of-" + row["id"],
        "number": row["number"] + 1_000_000,
        "draft_id": "copy-of-" + row["draft_id"],
    }
    connection = model.Session.connection().connection
    queue_rows.copy_in(connection, [copied])
    found = stored(copied["id"])
    execute("DELETE FROM satudata_review WHERE id = :id", id=copied["id"])
    differing = {name for name in real if found[name] != real[name]}
    assert differing == {"id", "number", "draft_id"}
