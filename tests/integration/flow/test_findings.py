"""The findings to take away: as JSON they are what the action shows, as a workbook they are on the producer's cells."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import openpyxl
import pytest
from ckan.tests.helpers import CKANTestApp

from ckanext.satudata import wiring
from ckanext.satudata.adapters.sql import work as work_rows
from ckanext.satudata.logic.action import findings
from ckanext.satudata.work import loop
from support import story
from support.pages import Visitor, told
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")


def spoilt(unique: str) -> bytes:
    """A workbook whose first figure is negative."""
    book = openpyxl.load_workbook(io.BytesIO(population(2025)))
    sheet = book["2025"]
    assert str(sheet["C6"].value).startswith("36")
    sheet["C6"] = -5
    sheet["A1"] = f"{sheet['A1'].value} {unique}"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def checked(people: story.Cast, content: bytes) -> str:
    draft = act(people.producer, "satudata_draft_create", owner_org=people.org, title="Jumlah Penduduk")
    story.upload(people.producer, draft["id"], content)
    story.confirmed(people.producer, draft["id"])
    return str(draft["id"])


def test_findings_as_json_and_on_the_workbook(app: CKANTestApp, unique: str) -> None:
    people = told(app, story.cast)
    draft_id = told(app, checked, people, spoilt(unique))
    shown = told(app, act, people.producer, "satudata_intake_show", id=draft_id)
    found = told(app, act, people.producer, "satudata_intake_findings", id=draft_id)
    assert found["findings"] == shown["report"]["findings"] and found["counts"] == shown["report"]["counts"]
    assert found["verdict"] == "fail" and found["counts"]["tolak"] >= 1
    visitor = Visitor(app, people.producer)
    assert json.loads(visitor.fetched(f"/rancangan/{draft_id}/temuan.json")) == found
    book = openpyxl.load_workbook(io.BytesIO(visitor.fetched(f"/rancangan/{draft_id}/temuan.xlsx")))
    negative = next(item for item in found["findings"] if item["code"] == "NILAI_NEGATIF")
    assert book[negative["place"]["sheet"]][negative["cells"][0]].fill.fgColor.rgb.endswith("FFC7CE")
    assert "Temuan" in book.sheetnames
    same = told(app, act, people.producer, "satudata_intake_findings", id=draft_id, format="xlsx")
    assert base64.b64decode(same["content"])[:2] == b"PK"
    Visitor(app, people.outsider).read(f"/rancangan/{draft_id}/temuan.xlsx", status=404)


def test_another_format_is_refused(app: CKANTestApp) -> None:
    people = told(app, story.cast)
    draft = told(
        app, act, people.producer, "satudata_draft_create", owner_org=people.org, title="Jumlah Penduduk"
    )

    def asked(**more: Any) -> Any:
        with pytest.raises(tk.ValidationError) as refusal:
            act(people.producer, "satudata_intake_findings", id=draft["id"], **more)
        return refusal.value.error_dict

    assert "format" in told(app, asked, format="pdf")
    assert "id" in told(app, asked, format="xlsx")


def test_a_large_file_is_marked_by_the_worker(
    app: CKANTestApp, unique: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "AT_ONCE_BYTES", 100)
    people = told(app, story.cast)
    draft_id = told(app, checked, people, spoilt(unique))
    visitor = Visitor(app, people.producer)
    address = f"/rancangan/{draft_id}/temuan.xlsx"
    waiting = visitor.read(address, status=202)
    assert "Temuan sedang ditandai" in waiting and 'http-equiv="refresh"' in waiting
    assert told(app, act, people.producer, "satudata_intake_findings", id=draft_id, format="xlsx")["making"]
    told(app, loop.drain)
    book = openpyxl.load_workbook(io.BytesIO(visitor.fetched(address)))
    assert "Temuan" in book.sheetnames
    again = told(app, act, people.producer, "satudata_intake_findings", id=draft_id, format="xlsx")
    assert base64.b64decode(again["content"])[:2] == b"PK" and "making" not in again
    told(app, thrown_away, draft_id)
    assert "Temuan sedang ditandai" in visitor.read(address, status=202), "it is made anew"


def thrown_away(draft_id: str) -> None:
    """What the worker does a day later."""
    row = work_rows.latest(model.Session, ["discard"], draft_id)
    assert row is not None and row["run_after"] > row["created_at"]
    wiring.blobs().discard(row["payload"]["sha256"])
    model.Session.rollback()
