"""Children forked from the nursery are held by the very fence that holds children started anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from data import offices
from intake.test_fence import (  # noqa: F401 - the same tests, with the nursery open
    test_hostile_files_cost_little,
    test_nothing_is_left_behind,
    test_out_of_memory_is_an_error,
    test_progress_is_heard,
    test_the_original_is_not_changed,
    test_time_out_is_an_error_and_never_bad_data,
)
from intake.test_orphans import alive, children_of, until

from ckanext.satudata.adapters.intake import children, fence
from ckanext.satudata.domain.intake.limits import Limits

PROBE = """
import json, os, sys
from pathlib import Path
from ckanext.satudata.adapters.intake import child, nursery

def run(job):
    limits = child.Limits.from_dict(job["limits"])
    child.sandbox.die_with_parent()
    child.sandbox.set_ceilings(limits)
    child.sandbox.leave_network()
    child.sandbox.lock([Path(job["out_dir"]), Path(job["folder"])], [Path(job["path"])])
    tried = {}
    for name, attempt in {
        "socket": lambda: __import__("socket").socket(),
        "fork": os.fork,
        "program": lambda: os.system("true"),
        "outside": lambda: open("/tmp/satudata-outside", "w"),
        "passwords": lambda: open("/etc/passwd"),
        "descriptors": lambda: [os.fstat(number) for number in range(3, 200)],
    }.items():
        try:
            attempt()
            tried[name] = "done"
        except Exception as refused:
            tried[name] = type(refused).__name__
    tried["environment"] = sorted(os.environ)
    tried["ceiling"] = __import__("resource").getrlimit(__import__("resource").RLIMIT_AS)[1]
    tried["group"] = os.getpgid(0) == os.getpid() == os.getsid(0)
    return tried

child.run = run
nursery.os._exit(nursery.main()) if __name__ == "__main__" else None
"""
READING = """
import sys, time
from pathlib import Path
from ckanext.satudata.adapters.intake import fence
fence.warm()
fence.inspect(Path(sys.argv[1]), "besar.csv")
"""


@pytest.fixture(autouse=True)
def warm() -> Iterator[None]:
    """An open nursery, which no test may end but by design."""
    fence.warm()
    yield
    assert children.door.process is not None and children.door.process.poll() is None, "the nursery ended"


def test_a_forked_child_gives_what_a_new_one_gives(desk: Any) -> None:
    content = offices.population()
    forked = desk.check(content)
    fence.cool()
    anew = desk.check(content)
    fence.warm()

    def told(result: Any) -> dict[str, Any]:
        report = result.to_dict()["report"]
        report["stats"].pop("seconds")
        for task in report["tasks"]:
            task["stats"].pop("seconds")
        return dict(result.to_dict())

    assert told(forked) == told(anew)


def test_each_child_is_a_process_of_its_own(desk: Any) -> None:
    assert children.door.process is not None
    before = children.door.process.pid
    desk.inspect(offices.population())
    assert children.door.process.pid == before
    assert children_of(before) == [], "a child outlived its job"


def test_the_nursery_has_one_thread(desk: Any) -> None:
    desk.inspect(offices.population())
    assert children.door.process is not None
    assert len(list(Path(f"/proc/{children.door.process.pid}/task").iterdir())) == 1


def test_a_forked_child_is_locked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fence.cool()
    (tmp_path / "probe_nursery.py").write_text(PROBE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(children, "NURSERY", "probe_nursery")
    monkeypatch.setenv("SATUDATA_DATABASE_URL", "postgresql://u:secret@h/db")
    fence.warm()
    upload = tmp_path / "a.csv"
    upload.write_text("a,b\n1,2\n", encoding="utf-8")
    told = fence.inspect(upload, "a.csv", limits=Limits(memory_bytes=900 * 1024 * 1024))
    fence.cool()
    monkeypatch.undo()
    fence.warm()
    for attempt in ("socket", "fork", "program", "outside", "passwords"):
        assert told[attempt] == "Forbidden", attempt
    assert told["descriptors"] == "OSError", "the child holds a descriptor that is not its own"
    assert told["ceiling"] == 900 * 1024 * 1024
    assert told["group"]
    assert "SATUDATA_DATABASE_URL" not in told["environment"]


def test_a_stopped_job_is_killed_at_once(desk: Any) -> None:
    path = desk.lay(large(400_000), "besar.csv")
    before = time.monotonic()
    told = fence.inspect(path, "besar.csv", unwanted=lambda: True)
    assert told["error"]["code"] == fence.STOPPED
    assert time.monotonic() - before < 5
    assert children.door.process is not None
    assert children_of(children.door.process.pid) == []


def test_children_die_with_a_killed_worker(tmp_path: Path) -> None:
    file = tmp_path / "besar.csv"
    file.write_bytes(large(400_000))
    worker = subprocess.Popen([sys.executable, "-c", READING, str(file)])
    assert until(lambda: children_of(worker.pid), 20)
    nursery = children_of(worker.pid)[0]
    assert until(lambda: children_of(nursery), 20)
    child = children_of(nursery)[0]
    assert alive(child)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert until(lambda: not alive(child) and not alive(nursery), 5)


def test_a_lost_nursery_is_no_verdict_and_is_opened_again(desk: Any) -> None:
    assert children.door.process is not None
    os.kill(children.door.process.pid, signal.SIGKILL)
    children.door.process.wait()
    assert desk.inspect(offices.population())["chosen"], "a child is started anew without a nursery"
    fence.warm()
    assert desk.inspect(offices.population())["chosen"]


def test_a_nursery_killed_under_a_job_is_an_error(desk: Any) -> None:
    assert children.door.process is not None
    path = desk.lay(large(400_000), "besar.csv")
    pid = children.door.process.pid

    def kill() -> bool:
        os.kill(pid, signal.SIGKILL)
        return False

    told = fence.inspect(path, "besar.csv", unwanted=kill)
    assert told["error"]["code"] == "TERHENTI" and told["refusal"] is None
    fence.warm()


def large(count: int) -> bytes:
    """A file that takes seconds to read."""
    rows = "".join(f"99.01.{n % 8:02d},Kecamatan {n},2025,{n}\n" for n in range(count))
    return ("kode,nama,tahun,jumlah\n" + rows).encode()


LATE = """
import sys
from pathlib import Path
from ckanext.satudata.adapters.intake import child, nursery

nursery.load()
before = set(sys.modules)
path = Path(sys.argv[1])
lists, limits = child.reference("99.01"), child.Limits()
found, seen = child.inspect_and_keep(child.FileReader(path, path.name, limits), {"filename": path.name}, lists, {})
work = child.Job({"filename": path.name}, found["proposal"], None, {}, "")
arbiter = child._arbiter(path.parent, limits)[0]
told = child.check_opened(seen, work, lists, arbiter, child.FolderShelf(path.parent, None), child.tell)
print("LATE", told["verdict"], sorted(set(sys.modules) - before))
"""


def test_a_child_need_not_load_anything_any_more(tmp_path: Path) -> None:
    """What a child loads late, every child loads again: a tenth of a second for each upload."""
    upload = tmp_path / "penduduk.xlsx"
    upload.write_bytes(offices.population())
    done = subprocess.run(
        [sys.executable, "-c", LATE, str(upload)], capture_output=True, text=True, check=True, timeout=120
    )
    told = next(line for line in done.stdout.splitlines() if line.startswith("LATE"))
    assert told.split(" ", 2)[1] in ("pass", "fail")
    assert told.split(" ", 2)[2] in ("[]", "['encodings.cp437']")
