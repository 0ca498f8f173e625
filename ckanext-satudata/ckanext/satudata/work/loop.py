"""Take due rows of work one after another; the rows are the queue, so nothing is lost with Redis or a process."""

from __future__ import annotations

import contextlib
import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FrameType
from typing import Any

import ckan.model as model

from ..adapters import scratch
from ..adapters.intake import fence
from ..adapters.sql import beside
from ..adapters.sql import work as rows
from ..adapters.sql.bell import Bell
from ..app.ports import Work
from ..domain.errors import Refused
from . import archive, bundles, facts, intake, marked, notices, publication
from .progress import Progress

log = logging.getLogger(__name__)

Handler = Callable[[Work, Progress], None]
GaveUp = Callable[[Work, Mapping[str, Any]], None]

SHORT: Mapping[str, Handler] = {
    "notify": notices.notify,
    "mail": notices.mail,
    "digest": notices.digest,
    "index_draft": publication.index_draft,
    "report_table": intake.report_table,
    "forget": intake.forget,
    "discard": intake.discard,
    "go_live": publication.go_live,
    "retire": publication.retire,
}
LONG: Mapping[str, Handler] = {
    "inspect": intake.inspect,
    "check": intake.check,
    "mark": marked.mark,
    "bundle": bundles.build,
    "bundle_set": bundles.build_set,
    "publish": publication.publish,
    "words": publication.words,
    "archive": archive.archive,
    "facts": facts.facts,
}
HANDLERS: Mapping[str, Handler] = {**SHORT, **LONG}
LIGHT = ("inspect", "check")
LIGHT_BYTES = 5 * 1024 * 1024
"""Files that are read in seconds: a worker of their own takes them, so that nobody waits behind a file of minutes.
Tables of this size are published by the worker for short work, which no packet and no register holds up."""
QUEUES: Mapping[str, Sequence[str]] = {
    "short": [*SHORT, "publish"],
    "light": list(LIGHT),
    "long": list(LONG),
    "all": list(HANDLERS),
}
MOST_BYTES: Mapping[str, int] = {"light": LIGHT_BYTES, "short": LIGHT_BYTES}

GAVE_UP: Mapping[str, GaveUp] = {
    "publish": publication.gave_up,
    "inspect": intake.gave_up,
    "check": intake.gave_up,
    "bundle": bundles.gave_up,
    "bundle_set": bundles.set_gave_up,
}

ATTEMPTS: Mapping[str, int] = {"inspect": 3, "check": 3, "mark": 2, "bundle": 5, "bundle_set": 5, "facts": 3}
"""Kinds that are given up and said so; what is not listed is tried until it is done."""

HEARTBEAT_SECONDS = 15.0
PAUSE_SECONDS = 0.4


def drain(queue: str = "all", limit: int = 10_000) -> int:
    """Do everything that is due now; returns how many rows were tried."""
    done = 0
    while done < limit and step(QUEUES[queue], MOST_BYTES.get(queue)):
        done += 1
    return done


def step(kinds: Sequence[str], most_bytes: int | None = None) -> bool:
    """Do one due row of these kinds, about a file of so many bytes at most; False when there is none."""
    work = rows.take(model.Session, kinds, most_bytes)
    if work is None:
        return False
    started = time.monotonic()
    with _heartbeat(work):
        outcome = _attempt(work)
    log.info(
        "work %s %s %s: %s, %.2f s", work.id, work.kind, work.subject, outcome, time.monotonic() - started
    )
    return True


def _attempt(work: Work) -> str:
    if work.attempt > ATTEMPTS.get(work.kind, work.attempt):
        return _fail(work, {"code": "worker_lost"}, attempts=1)
    try:
        HANDLERS[work.kind](work, Progress(work))
    except Refused as refused:
        return _fail(work, {"code": refused.code}, attempts=None if refused.code == "lease_lost" else 1)
    except intake.CheckStopped as stopped:
        log.warning("work %s %s stopped: %s", work.id, work.kind, stopped.error.get("code"))
        return _fail(work, stopped.error, attempts=ATTEMPTS.get(work.kind))
    except Exception as error:
        log.exception("work %s %s failed", work.id, work.kind)
        told = {"code": "system", "type": type(error).__name__, "text": str(error)[:500]}
        return _fail(work, told, attempts=ATTEMPTS.get(work.kind))
    finally:
        model.Session.remove()
    return "done"


def _fail(work: Work, error: Mapping[str, Any], *, attempts: int | None) -> str:
    model.Session.rollback()
    if not rows.failed(model.Session, work, error, attempts=attempts):
        return "again later"
    if work.kind in GAVE_UP:
        GAVE_UP[work.kind](work, error)
    return "given up"


@contextlib.contextmanager
def _heartbeat(work: Work) -> Iterator[None]:
    """Renew the lease on a connection of its own while the work runs."""
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(HEARTBEAT_SECONDS):
            with beside.transaction() as connection:
                if not rows.renew(connection, work):
                    return

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def ahead_of(row: Mapping[str, Any]) -> int:
    """How many files are checked before a waiting row's: small ones do not wait for large ones."""
    light = row["kind"] in LIGHT and int(row["payload"].get("size") or 0) <= LIGHT_BYTES
    queue = "light" if light else "long"
    return rows.ahead_of(model.Session, row, QUEUES[queue], MOST_BYTES.get(queue))


def run(queue: str) -> None:
    """Work until told to stop (SIGTERM, SIGINT); the row in hand is finished first.

    Files for a while lie in a folder of the worker's own: what a killed worker left there, the next one removes.
    """
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    with scratch.own():
        _work_until(stopping, queue)
    fence.cool()


def _work_until(stopping: threading.Event, queue: str) -> None:
    bell = Bell()
    while not stopping.is_set():
        try:
            if {"inspect", "check", "mark"} & set(QUEUES[queue]):
                fence.warm()
            busy = step(QUEUES[queue], MOST_BYTES.get(queue))
        except Exception:
            log.exception("the worker could not take work; it tries again")
            model.Session.remove()
            busy = False
            stopping.wait(3)
        if not busy:
            bell.wait(PAUSE_SECONDS)
