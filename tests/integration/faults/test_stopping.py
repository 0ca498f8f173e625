"""A check that somebody stops: the child ends, the file stays, others go on, and it can be begun again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ckanext.satudata.work import loop
from support import story
from support.faults import people, work_of
from support.story import act
from support.workbooks import population

from .test_killed_worker import child_of, large_file, queued, wait_for, worker

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def shown(draft_id: str) -> dict[str, Any]:
    """The draft's file as its producer sees it."""
    return dict(act(people().producer, "satudata_intake_show", id=draft_id))


def test_what_waits_is_stopped_and_never_begun() -> None:
    loop.drain()
    first = queued(population(2025), "pertama.xlsx")
    second = queued(population(2025), "kedua.xlsx")
    assert shown(first)["progress"]["ahead"] == 0
    assert shown(second)["progress"]["ahead"] == 1
    stopped = act(people().producer, "satudata_intake_stop", id=first)
    assert stopped["state"] == "stopped" and stopped["original"]["name"] == "pertama.xlsx"
    assert shown(second)["progress"]["ahead"] == 0
    loop.drain()
    assert shown(first)["state"] == "stopped"
    assert work_of(first, "inspect")["attempt"] == 0
    assert shown(second)["state"] == "to_confirm"


def test_a_running_one_ends_with_its_child_and_others_go_on(ckan_config: dict[str, Any]) -> None:
    loop.drain()
    draft_id = queued(large_file(), "besar.csv")
    other = queued(population(2025), "kecil.xlsx")
    process = worker(ckan_config)
    try:
        wait_for(lambda: work_of(draft_id, "inspect")["state"] == "running" and child_of(process.pid))
        child = child_of(process.pid)
        act(people().producer, "satudata_intake_stop", id=draft_id)
        wait_for(lambda: not Path(f"/proc/{child}").exists())
        wait_for(lambda: shown(other)["state"] == "to_confirm")
    finally:
        process.terminate()
        process.wait(timeout=30)
    assert shown(draft_id)["state"] == "stopped"
    assert work_of(draft_id, "inspect")["state"] == "cancelled"


def test_a_stopped_check_begins_again_with_its_answers() -> None:
    loop.drain()
    draft_id = queued(population(2025), "penduduk.xlsx")
    loop.drain()
    asked = shown(draft_id)
    answers = {
        one["confirm"]["key"]: {"value": one["confirm"]["suggested"] or one["confirm"]["choices"][0]["value"]}
        for one in asked["questions"]
        if one.get("confirm")
    }
    act(people().producer, "satudata_intake_confirm", id=draft_id, recipe=asked["recipe"], answers=answers)
    act(people().producer, "satudata_intake_stop", id=draft_id)
    loop.drain()
    kept = shown(draft_id)
    assert kept["state"] == "stopped" and kept["report"] is None
    assert set(kept["answers"]) == set(answers)
    act(people().producer, "satudata_intake_check", id=draft_id)
    loop.drain()
    assert shown(draft_id)["report"]["verdict"] == "pass"


def test_nothing_under_way_is_said() -> None:
    loop.drain()
    draft_id = queued(population(2025), "penduduk.xlsx")
    loop.drain()
    with pytest.raises(story.tk.ValidationError) as refused:
        act(people().producer, "satudata_intake_stop", id=draft_id)
    assert type(refused.value).__name__ == "ConflictError"
    assert shown(draft_id)["state"] == "to_confirm"


def test_outsiders_stop_nothing() -> None:
    loop.drain()
    draft_id = queued(population(2025), "penduduk.xlsx")
    with pytest.raises((story.tk.NotAuthorized, story.tk.ObjectNotFound)):
        act(people().outsider, "satudata_intake_stop", id=draft_id)
    assert shown(draft_id)["state"] == "inspecting"
    loop.drain()
