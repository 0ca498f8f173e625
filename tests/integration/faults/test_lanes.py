"""A file of minutes in the line: the files of others are read meanwhile, and their data published."""

from __future__ import annotations

from typing import Any

import pytest
from ckan import model

from ckanext.satudata.adapters.sql import work as work_rows
from ckanext.satudata.model import tables as t
from ckanext.satudata.work import loop
from support import story
from support.faults import people, work_of
from support.story import act
from support.workbooks import population

from .test_killed_worker import queued

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def of_minutes() -> bytes:
    """A register of more than five megabytes."""
    line = "99.01.02;Wanasari;2025;{};7\n"
    return (
        "Kode Kecamatan;Kecamatan;Tahun;Nomor;Kartu\n" + "".join(map(line.format, range(200_000)))
    ).encode()


def shown(draft_id: str) -> dict[str, Any]:
    return dict(act(people().producer, "satudata_intake_show", id=draft_id))


@pytest.fixture
def line() -> tuple[str, str, str]:
    """Two large files in the line, then a small one."""
    loop.drain()
    content = of_minutes()
    assert len(content) > loop.LIGHT_BYTES
    names = (queued(content, "besar.csv"), queued(content + b" ", "besar-2.csv"))
    return (*names, queued(population(2025), "kecil.xlsx"))


def test_a_small_file_does_not_wait_behind_large_ones(line: tuple[str, str, str]) -> None:
    first, second, small = line
    busy = work_rows.take(model.Session, loop.QUEUES["long"])
    assert busy is not None and busy.subject == first
    assert [shown(one)["progress"]["ahead"] for one in (second, small)] == [1, 0]
    assert loop.drain("light") == 1
    assert shown(small)["state"] == "to_confirm"
    assert [shown(one)["state"] for one in (first, second)] == ["inspecting", "inspecting"]
    assert [work_of(one, "inspect")["state"] for one in (first, second)] == ["running", "waiting"]
    for draft_id in (first, second):
        act(people().producer, "satudata_intake_stop", id=draft_id)


def test_the_check_of_a_small_file_goes_the_same_way(line: tuple[str, str, str]) -> None:
    first, second, small = line
    loop.drain("light")
    asked = shown(small)
    answers = {
        one["confirm"]["key"]: {"value": one["confirm"]["suggested"] or one["confirm"]["choices"][0]["value"]}
        for one in asked["questions"]
        if one.get("confirm")
    }
    act(people().producer, "satudata_intake_confirm", id=small, recipe=asked["recipe"], answers=answers)
    assert shown(small)["progress"]["ahead"] == 0
    assert loop.drain("light") == 1
    assert shown(small)["report"]["verdict"] == "pass"
    assert work_of(first, "inspect")["attempt"] == 0
    for draft_id in (first, second):
        act(people().producer, "satudata_intake_stop", id=draft_id)


def answered(rows: int) -> str:
    """A submission that BPS has answered and that waits to be published; its table is said to have so many rows."""
    loop.drain()
    review = story.at_bps(people(), population(2025))
    change = t.draft.update().where(t.draft.c.package_id == review["draft_id"]).values(rows=rows)
    model.Session.execute(change)
    model.Session.commit()
    story.answered(people(), review, "received", receipt_number="B-1")
    return str(review["id"])


def test_a_publication_does_not_wait_behind_packets_and_registers() -> None:
    review_id = answered(rows=8)
    loop.drain("short")
    assert act(people().producer, "satudata_review_show", id=review_id)["status"] == "published"


def test_the_publication_of_a_register_holds_up_no_short_work() -> None:
    review_id = answered(rows=1_000_000)
    loop.drain("short")
    assert act(people().producer, "satudata_review_show", id=review_id)["status"] == "in_review"
    loop.drain("long")
    assert act(people().producer, "satudata_review_show", id=review_id)["status"] == "published"


def test_the_worker_for_long_work_takes_all(line: tuple[str, str, str]) -> None:
    first, second, _small = line
    for draft_id in (first, second):
        act(people().producer, "satudata_intake_stop", id=draft_id)
    assert loop.drain("long") == 1
