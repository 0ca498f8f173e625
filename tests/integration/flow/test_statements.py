"""Lists ask the database as often for many rows as for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from ckan.model import meta

from support import story
from support.offices import Person, appoint, execute, office, person
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def counted(ask: Callable[[], Any]) -> tuple[Any, int]:
    """What was answered, and how many statements it took."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    sa.event.listen(meta.engine, "before_cursor_execute", note)
    try:
        return ask(), len(asked)
    finally:
        sa.event.remove(meta.engine, "before_cursor_execute", note)


def statements_of_the_bundle_list(people: Cast) -> tuple[int, int]:
    """How many bundles BPS sees, and how many statements showing them took."""
    shown, statements = counted(lambda: act(people.bps, "satudata_bundle_list", limit=200))
    return len(shown["rows"]), statements


def test_the_bundle_list_takes_no_statement_per_row() -> None:
    people = story.cast()
    story.at_bps(people, population(2024))
    statements_of_the_bundle_list(people)
    few, of_few = statements_of_the_bundle_list(people)
    story.at_bps(people, population(2025))
    many, of_many = statements_of_the_bundle_list(people)
    assert many == few + 1
    assert of_many == of_few


ASKED: dict[str, dict[str, Any]] = {
    "satudata_home_show": {},
    "satudata_vacancy_list": {},
    "satudata_sop_choice_list": {},
    "satudata_sop_impact": {"id": "bawaan", "version": 2},
}
"""What the administrator's pages ask about every office."""


def statements_of_the_administrator(admin: Person) -> dict[str, int]:
    """How many statements each question takes, its caches warm."""
    for action, data in ASKED.items():
        act(admin, action, **data)
    return {action: counted(lambda a=action, d=data: act(admin, a, **d))[1] for action, data in ASKED.items()}


def test_the_administrators_pages_take_no_statement_per_office() -> None:
    admin = person()
    appoint(admin, "admin_walidata")
    offices(3)
    of_few = statements_of_the_administrator(admin)
    offices(27)
    assert len(act(admin, "satudata_sop_choice_list")["offices"]) >= 30
    assert statements_of_the_administrator(admin) == of_few


def offices(count: int) -> None:
    """Offices under review, every third with a chain of its own."""
    for number in range(count):
        org_id = office(governed=True)
        if number % 3 == 0:
            execute(
                "INSERT INTO satudata_sop_choice (scope, scope_id, chain, sop_id, chosen_at, chosen_by) "
                "VALUES ('org', :org, 'opd', 'opd-disbudpar', now(), '')",
                org=org_id,
            )
