"""A year left out between the published edition and the new file is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from ckanext.satudata import wiring
from support import story
from support.faults import people
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.mark.parametrize(("year", "left_out"), [(2027, ["2026"]), (2026, [])])
def test_the_year_between_is_named(
    monkeypatch: pytest.MonkeyPatch, unique: str, year: int, left_out: list[str]
) -> None:
    who = people().producer
    published = story.published(people(), population(2025, growth=1 + int(unique[-6:], 16) / 2**30))
    monkeypatch.setattr(wiring, "today", lambda: date(2028, 2, 1))
    draft = act(who, "satudata_draft_create", dataset_id=published["dataset_id"])
    story.upload(who, draft["id"], population(year, growth=1.2))
    story.confirmed(who, draft["id"])
    report = act(who, "satudata_intake_show", id=draft["id"])["report"]
    told = [one["facts"]["names"] for one in report["findings"] if one["code"] == "PERIODE_BELUM_ADA"]
    assert told == ([left_out] if left_out else [])
