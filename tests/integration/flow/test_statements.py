"""Lists ask the database as often for many rows as for one."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from ckan.model import meta

from support import story
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def statements_of_the_bundle_list(people: Cast) -> tuple[int, int]:
    """How many bundles BPS sees, and how many statements showing them took."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    sa.event.listen(meta.engine, "before_cursor_execute", note)
    try:
        shown = act(people.bps, "satudata_bundle_list", limit=200)
    finally:
        sa.event.remove(meta.engine, "before_cursor_execute", note)
    return len(shown["rows"]), len(asked)


def test_the_bundle_list_takes_no_statement_per_row() -> None:
    people = story.cast()
    story.at_bps(people, population(2024))
    statements_of_the_bundle_list(people)
    few, of_few = statements_of_the_bundle_list(people)
    story.at_bps(people, population(2025))
    many, of_many = statements_of_the_bundle_list(people)
    assert many == few + 1
    assert of_many == of_few
