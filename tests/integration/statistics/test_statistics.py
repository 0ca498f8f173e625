"""Figures about reviewing over real reviews: who sees them, and that they agree with the queue's own rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests.helpers import CKANTestApp

from support import story
from support.faults import people, rows
from support.offices import Person, appoint, execute, office, person
from support.story import Cast, act, decide
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return {}


@pytest.fixture
def walked(app: CKANTestApp, kept: dict[str, Any]) -> Cast:
    """One published dataset after a return, one at Kabid, one returned."""
    if not kept:
        with app.flask_app.test_request_context():
            first = story.submitted(people(), population(2024))
            first = decide(people().verifikator, first, "return", reasons=["SATUAN_KELIRU"], text="x")
            act(people().producer, "satudata_review_submit", draft_id=first["draft_id"])
            story.loop.drain()
            for gate in (people().verifikator, people().kabid, people().kadis):
                first = act(gate, "satudata_review_show", id=first["id"])
                decide(gate, first, "approve")
            story.answer(people(), act(people().bps, "satudata_review_show", id=first["id"]), "received")
            decide(people().verifikator, story.submitted(people(), population(2024)), "approve")
            third = story.submitted(people(), population(2024))
            decide(people().verifikator, third, "return", reasons=["SATUAN_KELIRU", "GANDA"])
        kept["done"] = True
    return people()


def tk_date(app: CKANTestApp, day: str) -> str:
    with app.flask_app.test_request_context():
        return str(tk.h.satudata_date(day))


def show(app: CKANTestApp, who: Person | None, **data: Any) -> Any:
    with app.flask_app.test_request_context():
        return act(who, "satudata_statistics_show", **data)


def test_the_figures(app: CKANTestApp, walked: Cast) -> None:
    found = show(app, walked.producer)
    assert found["counts"] == {
        "submitted": 4,
        "published": 1,
        "returned": 2,
        "rejected": 0,
        "withdrawn": 0,
        "retracted": 0,
    }
    stages = {row["key"]: row["n"] for row in found["lead_times"]}
    assert stages == {"verifikator": 4, "susun": 1, "kabid": 1, "kadis": 1, "bps": 1}
    assert [row["key"] for row in found["lead_times"]] == ["susun", "verifikator", "kabid", "kadis", "bps"]
    assert [(row["code"], row["count"]) for row in found["reasons"]] == [("SATUAN_KELIRU", 2), ("GANDA", 1)]
    assert found["rounds"] == {"n": 1, "mean": 2, "spread": [{"rounds": 2, "count": 1}]}
    assert found["in_time"] == {"n": 8, "in_time": 8, "share": 1}
    assert found["late"] == []


def test_what_waits_is_what_the_reviews_themselves_say(app: CKANTestApp, walked: Cast) -> None:
    """Events alone give the same as the rows that the queue is read from."""
    found = show(app, walked.kadis)["backlog"]["stage"]
    stored = rows("SELECT step FROM satudata_review WHERE status IN ('in_review', 'returned')")
    assert {row["key"]: row["count"] for row in found} == Counter(row["step"] for row in stored)


def test_groups_and_periods(app: CKANTestApp, walked: Cast) -> None:
    by_org = show(app, walked.kabid, group_by="org")["lead_times"]
    assert walked.org in [row["key"] for row in by_org]
    (month,) = show(app, walked.producer, group_by="month")["lead_times"]
    assert (month["n"], len(month["key"])) == (8, 7)
    past = show(app, walked.producer, **{"from": "2001-01-01", "to": "2001-12-31"})
    assert past["lead_times"] == [] and past["in_time"]["share"] is None and past["rounds"]["mean"] is None
    assert [row["count"] for row in past["backlog"]["stage"]] == [1, 1]
    for wrong in ({"from": "2026-12-01", "to": "2026-01-01"}, {"from": "kemarin"}, {"group_by": "orang"}):
        with pytest.raises(tk.ValidationError):
            show(app, walked.kabid, **wrong)


def test_who_sees_which_office(app: CKANTestApp, walked: Cast) -> None:
    other, head = person(), person()
    foreign = office(governed=True, editor=other)
    appoint(head, "kepala_opd", walked.org)
    assert show(app, head)["orgs"] == [walked.org]
    assert show(app, walked.verifikator)["orgs"] is None
    assert show(app, walked.sysadmin)["orgs"] is None
    assert show(app, walked.kabid, org_id=walked.org)["orgs"] == [walked.org]
    assert show(app, other)["counts"]["submitted"] == 0
    for who, org in ((other, walked.org), (walked.producer, foreign)):
        with pytest.raises(tk.NotAuthorized):
            show(app, who, org_id=org)
    for who in (walked.outsider, walked.bps, None):
        with pytest.raises(tk.NotAuthorized):
            show(app, who)


def test_page_charts_and_csv_say_the_same(app: CKANTestApp, walked: Cast) -> None:
    headers = walked.kabid.headers
    page = app.get(f"/pantauan?org_id={walked.org}", headers=headers).body
    for words in ("Tidak ada yang terlambat", "Satuan keliru", "Verifikator", "100,0%", "4 "):
        assert words in page, words
    found = show(app, walked.kabid, org_id=walked.org)
    text = app.get(f"/pantauan/waktu.csv?org_id={walked.org}", headers=headers).body
    lines = list(csv.reader(io.StringIO(text)))
    assert [line[0] for line in lines[1:]] == [row["label"] for row in found["lead_times"]]
    assert [int(line[1]) for line in lines[1:]] == [row["n"] for row in found["lead_times"]]
    pictures = re.findall(r'grafik-(\w+)-(\d+)\.svg[^"]*" width="(\d+)" height="(\d+)"', page)
    assert {name for name, *_size in pictures} >= {"waktu"} and len(pictures) % 2 == 0
    for name, asked, *size in pictures:
        drawn = app.get(f"/pantauan/grafik-{name}-{asked}.svg?org_id={walked.org}", headers=headers).body
        assert re.search(r'<svg[^>]*? width="([\d.]+)"[^>]*? height="([\d.]+)"', drawn).groups() == tuple(
            size
        )
    for width in (720, 340):
        svg = app.get(f"/pantauan/grafik-waktu-{width}.svg?org_id={walked.org}", headers=headers)
        assert svg.body.startswith("<svg") and "hari kerja" in svg.body
        assert tk_date(app, found["period"]["to"]) in svg.body
    assert app.get("/pantauan/rahasia.csv", headers=headers, status=404)
    assert app.get("/pantauan", headers=walked.outsider.headers, status=403)
    wrong = app.get("/pantauan?from=2026-12-31&to=2026-01-01", headers=headers).body
    assert "Kesalahan:" in wrong
    english = app.get("/en/pantauan", headers=headers).body
    assert "Nothing is late." in english


def test_the_page_of_refused_attempts(app: CKANTestApp, walked: Cast) -> None:
    admin = person()
    appoint(admin, "admin_walidata")
    with app.flask_app.test_request_context(), pytest.raises(tk.ObjectNotFound):
        act(walked.outsider, "satudata_review_withdraw", id="P-0001")
    page = app.get("/pantauan/ditolak", headers=admin.headers).body
    assert "satudata_review_withdraw" in page and "Tidak ada, atau bukan untuk akun ini" in page
    assert app.get("/pantauan/ditolak", headers=walked.verifikator.headers, status=403)


def test_late_offices_come_first_and_lead_to_the_queue(app: CKANTestApp, walked: Cast) -> None:
    """Two weeks later, by the clock of the record: the events alone say what is late."""
    execute("ALTER TABLE satudata_event DISABLE TRIGGER USER")
    later = "UPDATE satudata_event SET at = at - interval '14 days' WHERE review_id IN (SELECT id FROM "
    later += "satudata_review WHERE status = 'in_review')"
    try:
        execute(later)
        found = show(app, walked.kabid)["late"]
        assert [(row["key"], row["late"]) for row in found] == [(walked.org, 1)]
        assert found[0]["oldest"] >= 8
        page = app.get("/pantauan", headers=walked.kabid.headers).body
        link = f"/antrean?tab=all&amp;office={walked.org}&amp;overdue=1"
        assert link in page and "Tidak ada yang terlambat" not in page
        assert "/antrean?tab=all" not in app.get("/pantauan", headers=walked.producer.headers).body
    finally:
        execute(later.replace("at - interval", "at + interval"))
        execute("ALTER TABLE satudata_event ENABLE TRIGGER USER")
