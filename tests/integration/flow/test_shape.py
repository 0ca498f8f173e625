"""On the check page a table whose titles hold values is made long by one choice, and made wide again by another."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.work import loop
from support import story
from support.faults import people
from support.offices import Person
from support.pages import Visitor, told
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")


def checked() -> tuple[Person, str]:
    """A draft of men and women in columns of their own, checked as the file has it."""
    who = people().producer
    draft = act(who, "satudata_draft_create", owner_org=people().org, title="Penduduk menurut jenis kelamin")
    story.upload(who, draft["id"], population(2025))
    story.confirmed(who, draft["id"])
    return who, draft["id"]


def choose(app: Any, who: Person, draft_id: str, shape: str) -> dict[str, Any]:
    """Choose a shape on the page and wait for the check."""
    visitor = Visitor(app, who)
    page = visitor.read(f"/rancangan/{draft_id}/periksa")
    version = page.split('name="version" value="')[1].split('"')[0]
    visitor.send(page, f"/rancangan/{draft_id}/periksa", shape=shape, version=version)
    told(app, loop.drain)
    return told(app, act, who, "satudata_intake_show", id=draft_id)


def test_sexes_go_into_rows_and_back_into_columns(app: Any) -> None:
    who, draft_id = told(app, checked)
    visitor = Visitor(app, who)
    before = told(app, act, who, "satudata_intake_show", id=draft_id)
    long = choose(app, who, draft_id, "long")
    assert long["report"]["verdict"] == "pass" and long["rows"] == 2 * before["rows"]
    page = visitor.read(f"/rancangan/{draft_id}/periksa")
    assert (
        'id="shape-long" value="long" checked' in page and "Perempuan" in page.split("Tabel hasil baca")[-1]
    )
    again = choose(app, who, draft_id, "wide")
    assert again["rows"] == before["rows"]
    assert again["recipe"]["columns"] == before["recipe"]["columns"] and again["recipe"]["unpivot"] is None
