"""Who may read an unpublished submission follows from the steps its reviews have reached."""

from __future__ import annotations

import pytest

from ckanext.satudata.domain.review.model import BPS_STEPS, OPD_POSTS, WALIDATA_POSTS
from ckanext.satudata.domain.review.reading import INSIDE_OFFICE, Reader, readers
from ckanext.satudata.domain.sop import START_STAGE

OFFICE, WALIDATA, BPS = Reader.OFFICE, Reader.WALIDATA, Reader.BPS


def test_a_draft_that_was_never_sent_is_the_desks_own() -> None:
    assert readers([]) == frozenset()


@pytest.mark.parametrize("reached", [[START_STAGE], [START_STAGE, *OPD_POSTS], [OPD_POSTS[0]]])
def test_inside_the_office_nobody_outside_reads(reached: list[str]) -> None:
    assert readers([reached]) == {OFFICE}


@pytest.mark.parametrize("step", [*WALIDATA_POSTS, "kelayakan"])
def test_the_first_gate_outside_opens_it_to_the_walidata(step: str) -> None:
    assert readers([[START_STAGE, *OPD_POSTS, step]]) == {OFFICE, WALIDATA}


@pytest.mark.parametrize("step", BPS_STEPS)
def test_bps_reads_from_its_step_on(step: str) -> None:
    assert readers([[START_STAGE, "verifikator", step]]) == {OFFICE, WALIDATA, BPS}


def test_what_an_earlier_review_reached_stays_readable() -> None:
    assert readers([[START_STAGE, "verifikator"], [START_STAGE]]) == {OFFICE, WALIDATA}
    assert readers([[START_STAGE], [START_STAGE, OPD_POSTS[0]]]) == {OFFICE}


def test_the_steps_inside_are_the_desk_and_the_offices_posts() -> None:
    assert set(INSIDE_OFFICE) == {START_STAGE, *OPD_POSTS}
    assert not set(INSIDE_OFFICE) & {*WALIDATA_POSTS, *BPS_STEPS}
