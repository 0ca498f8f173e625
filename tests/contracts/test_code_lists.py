"""Taking over a table as the next version of a code list: the same with the fake and with PostgreSQL."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from ckanext.satudata import wiring
from ckanext.satudata.app.registry.cases import CHAIN, Sent, preview, take_over
from ckanext.satudata.domain.errors import Conflict, Incomplete
from ckanext.satudata.domain.registry.lists import About
from ckanext.satudata.domain.review.model import Actor
from ckanext.satudata.model import tables
from support.memory_registry import MemoryRegistryUnit, RegistryWorld

NOW = datetime(2026, 11, 20, 3, 0, 0, 123456, tzinfo=UTC)
WHO = Actor("u-1", "admin", shown="Admin Walidata")
COLUMNS = ("kode", "nama", "induk", "berlaku_mulai", "warna")


@pytest.fixture(params=["memory", "postgresql"])
def units(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A function that gives units: of the fake, or of the real adapters."""
    if request.param == "memory":
        yield RegistryWorld().unit
        return
    request.getfixturevalue("with_plugins")
    from ckan import model

    yield wiring.registry_unit
    model.Session.remove()


def sent(name: str, *rows: tuple[str, ...], at: date = date(2026, 1, 1), source: str = "uji") -> Sent:
    about = About(name, "Uji", source=source, codings={"kode": "portal"})
    lines = {number: dict(zip(COLUMNS, row, strict=False)) for number, row in enumerate(rows, 2)}
    return Sent(about, COLUMNS, lines, at, "uji.csv")


@pytest.fixture
def name() -> str:
    return f"uji_{secrets.token_hex(4)}"


def test_a_version_is_kept_whole_and_the_next_one_follows_it(units: Any, name: str) -> None:
    first = take_over(
        units(), sent(name, ("1", "Satu", "", "2020-01-01", "merah"), ("2", "=1+1")), "", WHO, NOW
    )
    assert units().lists.present(name) == first.result and first.result.version == 1
    second = take_over(units(), sent(name, ("1", "Satu", "", "2020-01-01", "biru")), "", WHO, NOW)
    held = units().lists.present(name)
    assert held == second.result and held.version == 2
    assert held.by_code()["2"]["berlaku_sampai"] == "2025-12-31" and held.by_code()["1"]["warna"] == "biru"


def test_nothing_is_kept_of_a_flawed_table(units: Any, name: str) -> None:
    planned = take_over(units(), sent(name, ("1", "Satu"), ("1", "Dua")), "", WHO, NOW)
    assert planned.fatal and units().lists.present(name) is None


def test_a_list_that_moved_on_since_the_preview_is_left_alone(units: Any, name: str) -> None:
    mine = sent(name, ("1", "Satu"))
    seen = preview(units().lists, mine)
    take_over(units(), sent(name, ("9", "Sembilan")), "", WHO, NOW)
    with pytest.raises(Conflict) as moved:
        take_over(units(), mine, seen.digest, WHO, NOW)
    assert moved.value.code == "codelist_moved" and units().lists.present(name).version == 1


def test_the_same_again_is_no_version_but_another_source_is(units: Any, name: str) -> None:
    take_over(units(), sent(name, ("1", "Satu")), "", WHO, NOW)
    with pytest.raises(Incomplete) as same:
        take_over(units(), sent(name, ("1", "Satu")), "", WHO, NOW)
    assert same.value.code == "codelist_same"
    assert take_over(units(), sent(name, ("1", "Satu"), source="lain"), "", WHO, NOW).result.version == 2


def test_a_name_that_is_none_is_refused(units: Any) -> None:
    for wrong in ("Huruf Besar", "a", "../x", "9a", ""):
        with pytest.raises(Incomplete):
            preview(units().lists, sent(wrong, ("1", "Satu")))


def test_the_record_tells_who_imported_what(units: Any, name: str) -> None:
    unit = units()
    take_over(unit, sent(name, ("1", "Satu")), "", WHO, NOW)
    action, data = _last_told(units())
    assert action == "codes_imported"
    assert (data["list"], data["added"], data["by"]) == (name, 1, "Admin Walidata")


def _last_told(unit: Any) -> tuple[str, Any]:
    if isinstance(unit, MemoryRegistryUnit):
        subject, event = unit.events.told[-1]
        assert subject == CHAIN
        return event.action, event.data
    c = tables.event.c
    query = sa.select(c.action, c.data).where(c.subject == CHAIN).order_by(c.seq.desc()).limit(1)
    row = unit.session.execute(query).one()
    return row.action, row.data
