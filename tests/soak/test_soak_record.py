"""The proof of a large record (``SATUDATA_SOAK_EVENTS``): its time grows with the events, its memory does not."""

from __future__ import annotations

import io
import json
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from ckan import model

from ckanext.satudata import wiring
from ckanext.satudata.domain.chain import GENESIS, link
from support.storm import asked_for

pytestmark = pytest.mark.usefixtures("with_plugins")
PER_CHAIN = 20
BEGAN = datetime(2026, 1, 2, 3, 0, tzinfo=UTC)
COLUMNS = "subject, seq, review_id, at, actor_id, post, standing, action, data, prev_hash, hash"
MILLISECONDS_EACH = 2
MEGABYTES = 40


def rows(count: int, label: str) -> Iterator[str]:
    """Lines for COPY: chains as the portal itself writes them."""
    for number in range(count // PER_CHAIN):
        subject, previous = f"{label}-{number:07d}", GENESIS
        for seq in range(1, PER_CHAIN + 1):
            at = BEGAN + timedelta(seconds=number * PER_CHAIN + seq)
            event = {
                "subject": subject,
                "seq": seq,
                "at": at.isoformat(timespec="microseconds"),
                "actor_id": "u",
                "post": "kabid",
                "standing": "",
                "action": "approved",
                "data": {"round": 1, "step": "kabid", "digest": "d" * 64, "note": "Angka cocok (rekaan)"},
            }
            mark = link(previous, event)
            values = (subject, seq, subject, event["at"], "u", "kabid", "", "approved")
            yield "\t".join([*map(str, values), json.dumps(event["data"]), previous, mark]) + "\n"
            previous = mark


def load(count: int, label: str) -> None:
    """Put so many events into the record."""
    connection = model.meta.engine.raw_connection()
    try:
        text = io.StringIO("".join(rows(count, label)))
        connection.cursor().copy_expert(f"COPY satudata_event ({COLUMNS}) FROM STDIN", text)
        connection.commit()
    finally:
        connection.close()


def peak(label: str) -> tuple[float, float]:
    """Seconds and megabytes that one proof takes."""
    tracemalloc.start()
    began = time.monotonic()
    assert wiring.record().prove().breaks == (), label
    seconds, (_now, most) = time.monotonic() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return seconds, most / 1e6


def test_a_hundred_thousand_events() -> None:
    count = asked_for("EVENTS", 100_000)
    load(count // 10, "kecil")
    assert wiring.record().anchor(wiring.now()) is not None
    _seconds, small = peak("small")
    load(count, "besar")
    assert wiring.record().anchor(wiring.now()) is not None
    began = time.monotonic()
    proof = wiring.record().prove()
    took = time.monotonic() - began
    assert proof.breaks == () and proof.events >= count and proof.open_events == 0
    assert took < count * MILLISECONDS_EACH / 1000, took
    _seconds, large = peak("large")
    assert large < max(MEGABYTES, 2 * small), (small, large)
