"""Web server and workers killed at 200 random moments (``SATUDATA_SOAK_KILLS``) between submission and publication."""

from __future__ import annotations

from pathlib import Path

from support import storm
from support.http_story import Troupe
from support.portal import running
from support.workbooks import population

ROWS = 8


def test_kills(tmp_path: Path) -> None:
    with running(tmp_path, "kills") as site:
        troupe, finished = Troupe.on(site), []
        with storm.Storm(site, storm.asked_for("KILLS", 200)) as raging:
            while not raging.over:
                draft_id = troupe.draft(population(2024))
                review = storm.walk_to_publication(troupe, draft_id)
                storm.whole_or_nothing(site, review["dataset_id"], ROWS)
                finished.append(review)
        assert not raging.faults
        for review in finished:
            storm.done_once(site, review, ROWS)
        storm.record_holds(site)
