"""Workers that are killed: the lease runs out, another finishes, nothing happens twice."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from sqlalchemy import text

from ckanext.satudata.adapters.sql import work as work_rows
from ckanext.satudata.app.ports import Work
from ckanext.satudata.domain.errors import Conflict
from ckanext.satudata.work import intake, loop
from ckanext.satudata.work.progress import Progress
from support import databases, story
from support.faults import let_time_pass, people, rows, work_of
from support.story import FileStorage, act, io
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def large_file() -> bytes:
    """A CSV that takes seconds to read."""
    head = "Kode Kecamatan;Kecamatan;Tahun;Nomor;Kartu Keluarga"
    lines = (f"99.01.0{n % 8 + 1};Wanasari;2025;{n};{n % 9973}" for n in range(120_000))
    return "\n".join([head, *lines]).encode()


def queued(content: bytes, name: str) -> str:
    """A draft whose file waits for the worker."""
    draft = act(people().producer, "satudata_draft_create", owner_org=people().org, title="Penduduk")
    file = FileStorage(io.BytesIO(content), filename=name)
    act(people().producer, "satudata_intake_upload", id=draft["id"], upload=file)
    return str(draft["id"])


def worker(config: Any) -> subprocess.Popen[bytes]:
    """A real worker process on this run's databases."""
    command = [str(databases.CKAN), "-c", config["__file__"], "satudata", "worker", "--queue", "long"]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def wait_for(condition: Any, seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def child_of(pid: int) -> int | None:
    """The process that reads the file for this worker: forked from the nursery that the worker opened."""
    forked = [child for nursery in _children(pid) for child in _children(nursery)]
    return forked[0] if forked else None


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def test_a_worker_killed_while_its_child_reads(ckan_config: dict[str, Any]) -> None:
    loop.drain()
    draft_id = queued(large_file(), "besar.csv")
    process = worker(ckan_config)
    child = None
    try:
        wait_for(lambda: work_of(draft_id, "inspect")["state"] == "running" and child_of(process.pid))
        child = child_of(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=10)
    finally:
        process.kill()
        if child:
            _end(child)
    row = work_of(draft_id, "inspect")
    assert (row["state"], row["attempt"]) == ("running", 1)
    shown = act(people().producer, "satudata_draft_show", id=draft_id)["intake"]
    assert shown["state"] == "inspecting"
    assert loop.drain() == 0
    let_time_pass(draft_id)
    loop.drain()
    row = work_of(draft_id, "inspect")
    assert (row["state"], row["attempt"]) == ("done", 2)
    assert act(people().producer, "satudata_draft_show", id=draft_id)["intake"]["state"] == "to_confirm"


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def test_a_worker_that_lost_its_lease_has_no_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow one comes back after another took the row: it may not write, and may not give the row up."""
    loop.drain()
    draft_id = queued(population(2025), "penduduk.xlsx")
    slow = work_rows.take(model.Session, ["inspect"])
    assert slow is not None and slow.subject == draft_id
    let_time_pass(draft_id)
    quick = work_rows.take(model.Session, ["inspect"])
    assert quick is not None and quick.id == slow.id and quick.token != slow.token
    with pytest.raises(Conflict):
        intake.inspect(slow, Progress(slow))
    model.Session.rollback()
    assert act(people().producer, "satudata_draft_show", id=draft_id)["intake"]["state"] == "inspecting"
    spent = Work(**{**vars(slow), "attempt": 99})
    assert work_rows.failed(model.Session, spent, {"code": "system"}, attempts=1) is False
    assert work_of(draft_id, "inspect")["state"] == "running"
    intake.inspect(quick, Progress(quick))
    assert work_of(draft_id, "inspect")["state"] == "done"
    loop.drain()
    assert act(people().producer, "satudata_draft_show", id=draft_id)["intake"]["state"] == "to_confirm"


def test_a_file_that_kills_every_worker_is_given_up_with_a_sentence() -> None:
    """Nobody reports such a death: the count of attempts does."""
    loop.drain()
    draft_id = queued(population(2025), "penduduk.xlsx")
    for _death in range(loop.ATTEMPTS["inspect"]):
        assert work_rows.take(model.Session, ["inspect"]) is not None
        let_time_pass(draft_id)
    loop.drain()
    assert work_of(draft_id, "inspect")["state"] == "failed"
    shown = act(people().producer, "satudata_draft_show", id=draft_id)["intake"]
    assert shown["state"] == "failed"
    assert shown["error"]["message"] and shown["error"]["mend"]
    assert story.upload(people().producer, draft_id, population(2025))["intake"]["state"] == "to_confirm"


def test_two_workers_never_hold_one_row() -> None:
    loop.drain()
    draft_id = queued(population(2025), "penduduk.xlsx")
    with model.meta.engine.connect() as other:
        first = work_rows.take(model.Session, ["inspect"])
        assert first is not None and first.subject == draft_id
        assert (
            other.execute(
                text("SELECT 1 FROM satudata_work WHERE state = 'waiting' AND kind = 'inspect'")
            ).first()
            is None
        )
    assert work_rows.take(model.Session, ["inspect"]) is None
    let_time_pass(draft_id)
    loop.drain()


def test_a_worker_killed_between_commit_and_swap(
    ckan_config: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real process publishes; it takes no short work, as if it died before the swap; the reader repairs."""
    review = story.at_bps(people(), population(2024))
    story.answered(people(), review, "received")
    process = worker(ckan_config)
    try:
        wait_for(lambda: work_of(review["id"], "publish")["state"] == "done")
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.wait(timeout=10)
    edition = rows(
        "SELECT resource_id, datastore_at FROM satudata_edition WHERE review_id = :id", id=review["id"]
    )[0]
    assert edition["datastore_at"] is None
    assert act(None, "datastore_search", resource_id=edition["resource_id"])["total"] == 8
    loop.drain()
    assert work_of(review["dataset_id"], "go_live")["state"] == "done"
    assert act(None, "package_search", q=f'id:"{review["dataset_id"]}"')["count"] == 1


def test_the_check_that_always_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system fault is no verdict: tried again, then said; the file is safe and the next one works."""
    loop.drain()
    draft_id = queued(population(2025), "penduduk.xlsx")

    def fault(*_arguments: Any, **_more: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(intake.fence, "inspect", fault)
        for _attempt in range(loop.ATTEMPTS["inspect"]):
            loop.drain()
            let_time_pass(draft_id)
    shown = act(people().producer, "satudata_draft_show", id=draft_id)["intake"]
    assert shown["state"] == "failed"
    assert "bukan karena data" in shown["error"]["message"]
    assert "device" not in str(shown["error"])
    with pytest.raises(tk.ValidationError):
        act(people().producer, "satudata_review_submit", draft_id=draft_id)
    act(people().producer, "satudata_intake_inspect", id=draft_id)
    loop.drain()
    assert act(people().producer, "satudata_draft_show", id=draft_id)["intake"]["state"] == "to_confirm"


def test_the_reference_names_every_kind_of_work() -> None:
    page = (databases.ROOT / "docs/reference/work.md").read_text(encoding="utf-8")
    for queue in ("short", "long"):
        told = set(re.findall(rf"^\| `(\w+)` \| (?:\w+, )?{queue}(?:, \w+)? \|", page, re.MULTILINE))
        assert told == set(loop.QUEUES[queue])
