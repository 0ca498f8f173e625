"""The pages of the queue: the list, its file, tasks taken and given, several decisions at once."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp
from openpyxl import load_workbook

from ckanext.satudata import wiring
from support import queue_scene, story
from support.offices import appoint, execute, person
from support.pages import Visitor, main_of, told
from support.queue_scene import Full, colleague
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")


@pytest.fixture
def full(app: CKANTestApp) -> Iterator[Full]:
    """300 open submissions and no other."""
    yield told(app, queue_scene.fill, 300)
    told(app, queue_scene.empty)


def test_the_page_and_its_file_show_the_filtered_list(app: CKANTestApp, full: Full) -> None:
    who = told(app, colleague, "kabid", "kadis")
    visitor = Visitor(app, who)
    main = main_of(visitor.read("/antrean?tab=all&step=kabid"))
    shown = re.findall(r'<span class="sd-num">(P-\d+)</span>', main)
    assert len(shown) == 50
    assert "/antrean/unduh.xlsx?tab=all&step=kabid" in main
    assert 'aria-current="true"><span>Pemeriksaan Kabid' in main
    book = load_workbook(io.BytesIO(visitor.fetched("/antrean/unduh.xlsx?tab=all&step=kabid")))
    lines = [[cell.value for cell in line] for line in book.active.iter_rows()]
    assert [line[0] for line in lines[1:51]] == shown
    assert {line[lines[0].index("Tahap")] for line in lines[1:]} == {"Pemeriksaan Kabid"}
    following = re.search(r'href="([^"]*after=[^"]*)"', main)
    second = re.findall(r'<span class="sd-num">(P-\d+)</span>', main_of(visitor.read(following[1])))
    assert second and not set(second) & set(shown)


def test_strangers_and_broken_addresses(app: CKANTestApp, full: Full) -> None:
    who = told(app, colleague, "kabid")
    assert "tidak utuh" in Visitor(app, who).read("/antrean?after=x")
    Visitor(app, full.people.outsider).fetched("/antrean/unduh.xlsx", 403)
    Visitor(app, full.people.outsider).read("/antrean", 403)


def test_an_empty_queue_says_what_is_due_next(app: CKANTestApp, full: Full) -> None:
    who = told(app, colleague, "verifikator")
    soon = wiring.now() + timedelta(days=1)
    for words in (
        f"contributors = '[\"{who.id}\"]'",
        f"due_at = '{(soon + timedelta(days=3)).isoformat()}'",
        f"due_at = CASE WHEN number = 33 THEN '{soon.isoformat()}'::timestamptz ELSE due_at END",
    ):
        told(app, execute, f"UPDATE satudata_review SET {words}")
    main = main_of(Visitor(app, who).read("/antrean"))
    assert "Antrean kosong." in main
    assert "Jatuh tempo berikut:" in main and "P-0033" in main


def test_views_are_saved_and_deleted(app: CKANTestApp, full: Full) -> None:
    visitor = Visitor(app, told(app, colleague, "kabid"))
    page = visitor.read("/antrean?tab=all&overdue=1")
    page = visitor.send(page, "/antrean/tampilan", name="Semua terlambat", back="tab=all&overdue=1&evil=1")
    assert "Tampilan 'Semua terlambat' tersimpan." in page
    assert '/antrean?tab=all&overdue=1"' in main_of(page)
    gone = re.search(r'action="(/antrean/tampilan/[^"]+/hapus)"', page)
    assert "Semua terlambat" not in main_of(visitor.send(page, gone[1], back="tab=all"))


@pytest.fixture(scope="module")
def desk() -> dict[str, Any]:
    """Three submissions that wait for the Kabid, walked once for this module."""
    return {}


def walked(desk: dict[str, Any]) -> dict[str, Any]:
    """Walk them when the first test needs them."""
    if not desk:
        people = story.cast()
        reviews = []
        for year in (2023, 2024, 2025):
            review = story.submitted(people, population(year))
            reviews.append(story.decide(people.verifikator, review, "approve"))
        execute(
            "UPDATE satudata_review SET clean = true, priority = false WHERE owner_org = :org", org=people.org
        )
        desk.update(people=people, reviews=reviews)
    return desk


def test_tasks_are_taken_given_back_and_given(app: CKANTestApp, desk: dict[str, Any]) -> None:
    scene = told(app, walked, desk)
    number = scene["reviews"][0]["number"]
    second = told(app, person)
    told(app, appoint, second, "kabid")
    kabid, other = Visitor(app, scene["people"].kabid), Visitor(app, second)
    page = kabid.send(kabid.read("/antrean"), f"/antrean/{number}/ambil", back="q=" + number)
    assert f"{number} diambil." in page and "saya ambil" in main_of(page)
    assert "sedang dibuka rekan" in main_of(other.read(f"/antrean?q={number}"))
    assert "sedang dikerjakan rekan" in other.send(
        other.read("/antrean"), f"/antrean/{number}/ambil", back=""
    )
    kabid.send(page, f"/antrean/{number}/lepas", back="")
    chief = Visitor(app, scene["people"].kadis)
    page = chief.read(f"/antrean?tab=all&q={number}")
    assert f'<option value="{second.id}">' in page
    chief.send(page, f"/antrean/{number}/tugaskan", user=second.id, back="tab=all")
    assert "saya ambil" in main_of(other.read(f"/antrean?q={number}"))
    other.send(other.read("/antrean"), f"/antrean/{number}/lepas", back="")


def test_several_are_decided_together_and_a_stale_one_is_refused_alone(
    app: CKANTestApp, desk: dict[str, Any]
) -> None:
    scene = told(app, walked, desk)
    numbers = [review["number"] for review in scene["reviews"]]
    kabid = Visitor(app, scene["people"].kabid)
    listed = main_of(kabid.read("/antrean"))
    assert all(f'name="id" value="{number}"' in listed for number in numbers)
    page = kabid.read("/antrean/bersama?" + "&".join(f"id={number}" for number in numbers))
    main = main_of(page)
    assert main.count("Kecamatan") or main.count("orang") >= 3
    assert "Setujui 3 pengajuan" in main
    fields = dict(re.findall(r'name="(digest-P-\d+|idempotency_key)" value="([^"]*)"', main))
    assert len({fields[f"digest-{number}"] for number in numbers}) == 3
    fields[f"digest-{numbers[1]}"] = "0" * 64
    sent = {"id": numbers, "note": "Cocok.", **fields}
    result = main_of(kabid.send(page, "/antrean/bersama", **sent))
    assert "2 pengajuan disetujui." in result and "Isi berubah setelah halaman dibuka" in result
    steps = [
        told(app, act, scene["people"].kadis, "satudata_review_show", id=number)["step"] for number in numbers
    ]
    assert steps == ["kadis", "kabid", "kadis"]
    again = main_of(kabid.send(page, "/antrean/bersama", **sent))
    assert "2 pengajuan disetujui." in again
    events = told(app, act, scene["people"].kadis, "satudata_event_list", id=numbers[0])
    assert [event["action"] for event in events].count("approved") == 2
    assert events[0]["note"] == "Cocok."
