"""The bundle: one per round, registered by the verifikator, answered by BPS once."""

from __future__ import annotations

import pytest

from ckanext.satudata.app.bundles import cases
from ckanext.satudata.domain.errors import Incomplete, NotAllowed
from ckanext.satudata.domain.review.model import Remark
from support import desk_work
from support.desk_work import at_bps, decision, passed, submitted, taken
from support.memory import World
from support.reviews import NOW, PEOPLE, PRODUCER

LETTER = cases.Letter("045/1/2026", "2026-11-20", "surel", "BPS Kabupaten Sukamaju")
FILE = cases.Built("c" * 64, 5, "a.zip", ())


@pytest.fixture
def world() -> World:
    return desk_work.world()


def test_begun_and_built_twice_is_one_line_and_one_event(world: World) -> None:
    review = passed(world, submitted(world), "verifikator", "kabid", "kadis")
    work = taken(world, "bundle")
    first = cases.begin(world.unit(), work, world.new_id)
    again = cases.begin(world.unit(), work, world.new_id)
    assert first is not None and again == first
    cases.built(world.unit(), work, first.id, FILE, NOW)
    world.kept.states[work.id] = "running"
    cases.built(world.unit(), work, first.id, FILE, NOW)
    assert len(world.kept.bundles) == 1
    actions = [event.action for event in world.unit().events.of_review(review.id)]
    assert actions.count("bundle_built") == 1


def test_a_bundle_of_a_round_that_is_over_is_not_begun(world: World) -> None:
    review = passed(world, submitted(world), "verifikator", "kabid", "kadis")
    work = taken(world, "bundle")
    desk_work.desk.withdraw(world.unit(), review.id, PRODUCER, NOW)
    assert cases.begin(world.unit(), work, world.new_id) is None
    assert world.kept.states[work.id] == "done"
    assert not world.kept.bundles


def test_the_verifikator_keeps_the_register(world: World) -> None:
    _review, bundle = at_bps(world)
    with pytest.raises(NotAllowed):
        cases.register(world.unit(), bundle.id, LETTER, PEOPLE["kadis"])
    kept = cases.register(world.unit(), bundle.id, LETTER, PEOPLE["verifikator"])
    assert (kept.letter_number, kept.registered_by) == ("045/1/2026", "verifikator")


def test_a_bundle_that_is_being_built_is_not_registered_or_answered(world: World) -> None:
    review = passed(world, submitted(world), "verifikator", "kabid", "kadis")
    bundle = cases.begin(world.unit(), taken(world, "bundle"), world.new_id)
    assert bundle is not None
    with pytest.raises(NotAllowed):
        cases.register(world.unit(), bundle.id, LETTER, PEOPLE["verifikator"])
    with pytest.raises(NotAllowed):
        cases.answer(world.unit(), bundle.id, True, decision(review), PEOPLE["bps"], NOW)


def test_receipt_goes_on_to_publication_once(world: World) -> None:
    review, bundle = at_bps(world)
    asked = decision(review, receipt="B-7")
    first = cases.answer(world.unit(), bundle.id, True, asked, PEOPLE["bps"], NOW)
    again = cases.answer(world.unit(), bundle.id, True, asked, PEOPLE["bps"], NOW)
    assert first == again and first.step == "terbit"
    assert (world.kept.bundles[bundle.id].answer, world.kept.bundles[bundle.id].receipt) == (
        "received",
        "B-7",
    )
    assert taken(world, "publish").subject == review.id
    assert world.take("publish") is None


def test_remarks_need_words_and_go_to_the_verifikator(world: World) -> None:
    review, bundle = at_bps(world)
    bare = decision(review, reasons=("SATUAN_KELIRU",))
    with pytest.raises(Incomplete):
        cases.answer(world.unit(), bundle.id, False, bare, PEOPLE["bps"], NOW)
    told = decision(review, reasons=("SATUAN_KELIRU",), remarks=(Remark("satuan", "Ribu orang?"),))
    after = cases.answer(world.unit(), bundle.id, False, told, PEOPLE["bps"], NOW)
    assert after.step == "catatan_bps"
    assert world.kept.bundles[bundle.id].answer == "remarks"
