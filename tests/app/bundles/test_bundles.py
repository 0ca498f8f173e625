"""The bundle: one per round, registered by the verifikator, answered by BPS once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ckanext.satudata.app.bundles import cases, paper, sets
from ckanext.satudata.app.bundles.notice import notice
from ckanext.satudata.app.publication.ports import Retraction
from ckanext.satudata.domain.errors import Incomplete, NotAllowed, Refused
from ckanext.satudata.domain.review.model import Remark
from support import desk_work
from support.desk_work import at_bps, decision, passed, submitted, taken
from support.memory import World
from support.reviews import NOW, PEOPLE, PRODUCER

LETTER = paper.Letter("045/1/2026", "2026-11-20", "surel", "BPS Kabupaten Sukamaju")
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
        paper.register(world.unit(), bundle.id, LETTER, PEOPLE["kadis"], NOW)
    kept = paper.register(world.unit(), bundle.id, LETTER, PEOPLE["verifikator"], NOW)
    assert (kept.letter_number, kept.registered_by) == ("045/1/2026", "verifikator")


def test_a_bundle_that_is_being_built_is_not_registered_or_answered(world: World) -> None:
    review = passed(world, submitted(world), "verifikator", "kabid", "kadis")
    bundle = cases.begin(world.unit(), taken(world, "bundle"), world.new_id)
    assert bundle is not None
    with pytest.raises(NotAllowed):
        paper.register(world.unit(), bundle.id, LETTER, PEOPLE["verifikator"], NOW)
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


def test_the_same_letter_again_is_no_second_sending_and_keeps_its_proof(world: World) -> None:
    _review, bundle = at_bps(world)
    proof = {"sha256": "a" * 64, "name": "resi.pdf"}
    paper.register(world.unit(), bundle.id, replace(LETTER, proof=proof), PEOPLE["verifikator"], NOW)
    kept = paper.register(
        world.unit(), bundle.id, replace(LETTER, channel="kurir"), PEOPLE["verifikator"], NOW
    )
    assert [(one["number"], one["channel"], one["proof"]) for one in kept.sendings] == [
        ("045/1/2026", "kurir", proof)
    ]
    second = replace(LETTER, number="045/2/2026")
    kept = paper.register(world.unit(), bundle.id, second, PEOPLE["verifikator"], NOW)
    assert [one["number"] for one in kept.sendings] == ["045/1/2026", "045/2/2026"]
    assert (kept.letter_number, kept.proof) == ("045/2/2026", {})


def test_a_reply_on_paper_is_bps_answer_written_down_by_who_keeps_the_register(world: World) -> None:
    review, bundle = at_bps(world)
    scan = {"sha256": "b" * 64, "name": "balasan.pdf"}
    with pytest.raises(Incomplete):
        paper.reply(world.unit(), bundle.id, True, decision(review), {}, PEOPLE["verifikator"], NOW)
    for who in ("bps", "kadis"):
        with pytest.raises(NotAllowed):
            paper.reply(world.unit(), bundle.id, True, decision(review), scan, PEOPLE[who], NOW)
    after = paper.reply(world.unit(), bundle.id, True, decision(review), scan, PEOPLE["verifikator"], NOW)
    assert after is not None and after.step == "terbit"
    kept = world.kept.bundles[bundle.id]
    assert (kept.answer, kept.reply["sha256"], kept.reply["user_id"]) == ("received", "b" * 64, "verifikator")
    event = next(e for e in world.unit().events.of_review(review.id) if e.action == "received")
    assert (event.post, event.actor_id, event.data["behalf"]) == ("bps", "verifikator", True)


def test_who_decides_in_person_is_marked_with_no_behalf_and_may_not_decide_for_bps(world: World) -> None:
    review, bundle = at_bps(world)
    with pytest.raises(Refused):
        cases.answer(world.unit(), bundle.id, True, decision(review), PEOPLE["verifikator"], NOW)
    cases.answer(world.unit(), bundle.id, True, decision(review), PEOPLE["bps"], NOW)
    event = next(e for e in world.unit().events.of_review(review.id) if e.action == "received")
    assert "behalf" not in event.data


def test_a_set_is_asked_once_for_equal_content_and_again_for_other_content(world: World) -> None:
    review, _bundle = at_bps(world)
    one, other = sets.Member(review.id, 1, "c"), sets.Member("r2", 1, "d")
    wanted = sets.Wanted("cycle", "2026", "", (one, other))
    first = sets.ask(world.unit(), wanted, PEOPLE["kadis"], world.new_id)
    turned = replace(wanted, members=(other, one))
    assert sets.ask(world.unit(), turned, PEOPLE["verifikator"], world.new_id).id == first.id
    second = sets.ask(world.unit(), replace(wanted, members=(one,)), PEOPLE["kadis"], world.new_id)
    assert (first.version, second.version) == (1, 2)
    for who in (PEOPLE["bps"], PRODUCER):
        with pytest.raises(NotAllowed):
            sets.ask(world.unit(), wanted, who, world.new_id)
    with pytest.raises(Incomplete):
        sets.ask(world.unit(), replace(wanted, members=()), PEOPLE["kadis"], world.new_id)


def test_what_was_built_before_stays_beside_the_error(world: World) -> None:
    _review, bundle = at_bps(world)
    kept = sets.failed(bundle, "habis ruang")
    assert (kept.state, kept.sha256, kept.error) == ("ready", bundle.sha256, "habis ruang")
    assert sets.failed(replace(bundle, sha256=""), "x").state == "failed"


def test_a_retraction_tells_bps_of_the_bundles_it_got_once(world: World) -> None:
    review, bundle = at_bps(world)
    gone = Retraction(review.dataset_id, "tarik", review.owner_org, "x", "Penduduk", "Keliru", (), 1, NOW)
    unit = world.unit()
    with unit:
        notice(unit, gone)  # type: ignore[arg-type]
        notice(unit, gone)  # type: ignore[arg-type]
        notice(unit, replace(gone, dataset_id="lain", review_id="lain"))  # type: ignore[arg-type]
        unit.commit()
    (line,) = [one for one in world.kept.bundles.values() if one.kind == "retraction"]
    assert (line.state, line.title, line.note, line.sha256) == ("notice", "Penduduk", "Keliru", "")
    assert [(one["number"], one["sha256"]) for one in line.members] == [(bundle.number, bundle.sha256)]
    sent = paper.register(world.unit(), line.id, LETTER, PEOPLE["verifikator"], NOW)
    assert sent.letter_number == LETTER.number
