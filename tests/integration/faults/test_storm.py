"""A few kills of web server and workers while a dataset walks to publication; ``make soak`` has two hundred."""

from __future__ import annotations

from pathlib import Path

from support import storm
from support.http_story import Troupe
from support.portal import running
from support.workbooks import population

ROWS = 8
KILLS = 5


def test_a_few_kills(tmp_path: Path) -> None:
    with running(tmp_path, "storm") as site:
        troupe = Troupe.on(site)
        draft_id = troupe.draft(population(2024))
        with storm.Storm(site, KILLS) as raging:
            review = storm.walk_to_publication(troupe, draft_id)
            storm.whole_or_nothing(site, review["dataset_id"], ROWS)
        assert not raging.faults and raging.count > 0
        storm.done_once(site, review, ROWS)
        storm.record_holds(site)
