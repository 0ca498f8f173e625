"""Every SOP that is shipped, walked by the rules: the whole way to publication, and back from every gate."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from ckanext.satudata.adapters import sop_files
from ckanext.satudata.domain.review.decide import decide
from ckanext.satudata.domain.review.events import MACHINE
from ckanext.satudata.domain.review.machine import archive_step
from ckanext.satudata.domain.review.model import (
    OPD_POSTS,
    Actor,
    Archive,
    BundleBuilt,
    Check,
    CheckAnswer,
    Decide,
    Holding,
    NewEvent,
    Publish,
    Review,
    Status,
    Submit,
)
from ckanext.satudata.domain.sop import BY_PEOPLE, Chain, Deed, Sop, Step, compose, forms
from support.reviews import DIGEST, NOW, OFFICE, PRODUCER, fresh

SHIPPED = sop_files.load()
OFFICES = [form for sop in SHIPPED.values() if sop.chain is Chain.OFFICE for form in (sop, *forms(sop))]
WALIDATA = [sop for sop in SHIPPED.values() if sop.chain is Chain.WALIDATA]
RUNNING = {sop.id: sop for sop in WALIDATA} | {
    f"{office.id}+{sop.id}": compose(office, sop) for office, sop in itertools.product(OFFICES, WALIDATA)
}


def holder(step: Step, sop: Sop) -> Actor:
    """Somebody who holds the step's post, and is a person of their own."""
    org = OFFICE if step.post.slot in OPD_POSTS else None
    return Actor(f"pejabat-{step.post.slot}", step.post.name, (Holding(step.post.slot, org),))


def approval(step: Step) -> Decide:
    """An approval with everything the step asks for."""
    checked = tuple(CheckAnswer(item.code, Check.FITS) for item in step.checklist)
    return Decide("approve", DIGEST, DIGEST, note="Diteruskan dengan alasan", checklist=checked)


def go_on(review: Review, sop: Sop) -> tuple[Review, NewEvent]:
    """One step onward by whoever's turn it is."""
    step = sop.step(review.step)
    if step.deed is Deed.ANSWER and not review.bundle_ready:
        review, _ = decide(review, sop, BundleBuilt("b" * 64), MACHINE, NOW)
    command = approval(step) if step.deed in BY_PEOPLE else Publish(DIGEST, 1)
    after, events = decide(
        review, sop, command, holder(step, sop) if step.deed in BY_PEOPLE else MACHINE, NOW
    )
    return after, events[0]


def submitted(sop: Sop) -> Review:
    review = replace(fresh(), sop_ids=((sop.id, sop.version),))
    return decide(review, sop, Submit(DIGEST, "t"), PRODUCER, NOW)[0]


def before(sop: Sop, step_id: str) -> Review:
    """A review that has just reached this step of the path."""
    review = submitted(sop)
    while review.step != step_id:
        review, _ = go_on(review, sop)
    return review


def test_the_six_files_are_here() -> None:
    assert set(SHIPPED) == {"bawaan", "tanjabbarat", "opd-disbudpar", "opd-dpmptsp", "ktda", "mentawai"}
    assert {sop.id for sop in WALIDATA} == {"bawaan", "tanjabbarat", "ktda", "mentawai"}
    assert {form.id for form in OFFICES} == {
        "opd-disbudpar",
        "opd-disbudpar:pimpinan",
        "opd-dpmptsp",
        "opd-dpmptsp:pimpinan",
    }


@pytest.mark.parametrize("name", RUNNING)
def test_the_whole_way(name: str) -> None:
    sop = RUNNING[name]
    review, seen = submitted(sop), ["susun"]
    while review.status is Status.IN_REVIEW:
        seen.append(review.step)
        review, _ = go_on(review, sop)
    archive = archive_step(review, sop)
    if archive is not None:
        review, events = decide(review, sop, Archive("a" * 64), MACHINE, NOW)
        seen.append(events[0].step)
    assert review.status is Status.PUBLISHED
    assert seen == [step.id for step in sop.path]


@pytest.mark.parametrize("name", RUNNING)
def test_every_gate_that_may_return_does_and_the_round_begins_anew(name: str) -> None:
    sop = RUNNING[name]
    returning = [step for step in sop.path if step.deed in BY_PEOPLE and sop.returns_from(step.id)]
    assert returning
    for step in returning:
        for target in sop.returns_from(step.id):
            review = before(sop, step.id)
            if step.deed is Deed.ANSWER:
                review, _ = decide(review, sop, BundleBuilt("b" * 64), MACHINE, NOW)
            back = Decide("return", DIGEST, DIGEST, to=target.id, reasons=("TIDAK_LENGKAP",))
            after, events = decide(review, sop, back, holder(step, sop), NOW)
            assert after.step == target.id
            home = target.deed is Deed.PREPARE
            assert after.status is (Status.RETURNED if home else Status.IN_REVIEW)
            assert events[0].data["reasons"] == ["TIDAK_LENGKAP"]
            if home:
                again, _ = decide(after, sop, Submit("e" * 64, "t2"), PRODUCER, NOW)
                assert (again.round, again.step) == (2, sop.start.on_yes)


@pytest.mark.parametrize("name", RUNNING)
def test_every_gate_before_publication_may_send_the_work_home(name: str) -> None:
    """Nobody is left with a submission that can only be approved or rejected."""
    sop = RUNNING[name]
    for step in sop.path:
        if step.deed is Deed.DECIDE:
            assert sop.returns_from(step.id), step.id


def test_bps_stands_before_kabid_in_tanjung_jabung_barat() -> None:
    path = [step.id for step in SHIPPED["tanjabbarat"].path]
    assert path.index("bps") < path.index("kabid") < path.index("kadis")
    assert [(step.row, step.deed) for step in SHIPPED["tanjabbarat"].path][-2:] == [
        (15, Deed.PUBLISH),
        (16, Deed.ARCHIVE),
    ]


def test_bps_answers_once_in_a_round() -> None:
    """Kabid sends the analysis back after BPS has read the bundle: the content is the same, so BPS is not asked again."""
    sop = SHIPPED["tanjabbarat"]
    review = before(sop, "kabid")
    back = Decide("return", DIGEST, DIGEST, to="analisis", reasons=("ANGKA_TIDAK_COCOK",))
    review, _ = decide(review, sop, back, holder(sop.step("kabid"), sop), NOW)
    seen = []
    while review.step != "kabid":
        seen.append(review.step)
        review, _ = go_on(review, sop)
    assert seen == ["analisis", "periksa_analisis"]


def test_one_template_two_sets_of_post_names() -> None:
    one, other = SHIPPED["opd-disbudpar"], SHIPPED["opd-dpmptsp"]
    assert [step.id for step in one.steps] == [step.id for step in other.steps]
    names = {sop.id: {post.slot: post.name for post in sop.posts}["kasubag"] for sop in (one, other)}
    assert names == {"opd-disbudpar": "Kasubag Perencanaan", "opd-dpmptsp": "Kasubag Program"}


def test_the_office_may_let_its_head_alone_decide() -> None:
    sop = RUNNING["opd-disbudpar:pimpinan+bawaan"]
    assert [step.id for step in sop.path][:3] == ["susun", "kepala_opd", "verifikator"]


def test_one_person_may_hold_a_post_of_the_office_and_one_of_the_walidata() -> None:
    """The head of the office that is the walidata approves as its head, and later as Kadis."""
    sop = RUNNING["opd-disbudpar+bawaan"]
    head = Actor("kepala", "kepala", (Holding("kepala_opd", OFFICE), Holding("kadis", None)))
    review, _ = decide(before(sop, "kepala_opd"), sop, approval(sop.step("kepala_opd")), head, NOW)
    while review.step != "kadis":
        review, _ = go_on(review, sop)
    after, _ = decide(review, sop, approval(sop.step("kadis")), head, NOW)
    assert after.step == "bps"
