"""Corrections typed on the check page are listed there with what the file holds, and can be undone."""

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


def corrected() -> tuple[Person, str]:
    """A draft whose one wrong total was corrected on the page."""
    who = people().producer
    draft = act(who, "satudata_draft_create", owner_org=people().org, title="Penduduk")
    story.upload(who, draft["id"], population(2025, wrong_total_at=7))
    shown = story.confirmed(who, draft["id"])["intake"]
    fix = {"cell": "E13", "value": "10108", "was": "10.180", "code": "JUMLAH_KOLOM_BEDA"}
    recipe = {**shown["recipe"], "fixes": [fix]}
    act(who, "satudata_intake_confirm", id=draft["id"], recipe=recipe)
    loop.drain()
    return who, draft["id"]


def test_they_are_listed_and_undone(app: Any) -> None:
    who, draft_id = told(app, corrected)
    visitor = Visitor(app, who)
    page = visitor.read(f"/rancangan/{draft_id}/periksa")
    listed = page.split("Diperbaiki di sini")[1].split("</table>")[0]
    assert "E13" in listed and "10.180" in listed and "10108" in listed
    version = page.split('name="version" value="')[1].split('"')[0]
    visitor.send(page, f"/rancangan/{draft_id}/periksa", undo__E13="1", version=version)
    told(app, loop.drain)
    again = told(app, act, who, "satudata_intake_show", id=draft_id)
    assert again["recipe"]["fixes"] == [] and again["report"]["verdict"] == "fail"
    assert "Diperbaiki di sini" not in visitor.read(f"/rancangan/{draft_id}/periksa")
