"""Deadlines are a projection: computed anew when calendar or zone change, and by command."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from ckanext.satudata import wiring
from ckanext.satudata.domain.calendar import add_working_days
from ckanext.satudata.work import reminders
from support import story
from support.lasting import cast, due_of
from support.offices import execute
from support.story import act
from support.subjects import scheduled
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def content() -> bytes:
    return population(2024)


def test_deadlines_are_computed_anew_when_the_calendar_changes(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = cast()
    review = story.submitted(people, content)
    list(reminders.deadlines(wiring.now()))
    before = due_of(review)
    assert list(reminders.deadlines(wiring.now())) == [], "nothing changed, nothing is computed"
    last = before.astimezone(wiring.zone()).date()
    monkeypatch.setitem(tk.config, "ckanext.satudata.calendar.extra_holidays", [last.isoformat()])
    wiring.calendar.cache_clear()
    try:
        assert [line.split(":")[0] for line in reminders.deadlines(wiring.now())] == ["tenggat"]
        after = due_of(review)
        assert after.astimezone(wiring.zone()).date() == add_working_days(
            last, 1, wiring.calendar().is_holiday
        )
        queue = act(people.verifikator, "satudata_queue_list", limit=100)["rows"]
        assert [row["due_at"][:10] for row in queue if row["number"] == review["number"]] == [
            after.isoformat()[:10]
        ]
    finally:
        monkeypatch.undo()
        wiring.calendar.cache_clear()
    list(reminders.deadlines(wiring.now()))
    assert due_of(review) == before


def test_another_zone_moves_the_moment(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    review = story.submitted(story.cast(), content)
    list(reminders.deadlines(wiring.now()))
    before = due_of(review)
    monkeypatch.setitem(tk.config, "ckanext.satudata.region.zone", "Asia/Jayapura")
    wiring.zone.cache_clear(), wiring.calendar.cache_clear()
    try:
        list(reminders.deadlines(wiring.now()))
        moved = due_of(review)
        assert moved.hour == 7 and wiring.zone_word() == "WIT"
    finally:
        monkeypatch.undo()
        wiring.zone.cache_clear(), wiring.calendar.cache_clear()
    list(reminders.deadlines(wiring.now()))
    assert due_of(review) == before


def test_a_deadline_that_was_lost_is_rebuilt_by_command(content: bytes, cli: Any) -> None:
    from ckan.cli.cli import ckan

    review = story.submitted(story.cast(), content)
    before = due_of(review)
    execute("UPDATE satudata_review SET due_at = NULL WHERE id = :id", id=review["id"])
    result = cli.invoke(ckan, ["satudata", "calendar", "rebuild"])
    assert result.exit_code == 0 and "1 berubah" in result.output, result.output
    assert due_of(review) == before
    shown = cli.invoke(ckan, ["satudata", "calendar", "show", "2027"])
    assert "2027-02-05\tcuti_bersama" in shown.output and "belum pasti: 2027-03-10" in shown.output


def test_a_publication_that_waits_for_its_day_stays_due_on_that_day() -> None:
    review, day = scheduled()
    before = due_of(review)
    assert before.astimezone(wiring.zone()).date().isoformat() == day
    assert reminders.recompute(wiring.now()).startswith("tenggat: ")
    assert due_of(review) == before
