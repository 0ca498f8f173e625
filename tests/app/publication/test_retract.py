"""Taking a dataset down, bringing an edition back, correcting: the rules without a database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ckanext.satudata.app.drafts import create, editing
from ckanext.satudata.app.drafts import intake as files
from ckanext.satudata.app.drafts.subjects import Purpose, begin
from ckanext.satudata.app.notices.audience import receivers
from ckanext.satudata.app.publication import archive
from ckanext.satudata.app.publication.publish import publish
from ckanext.satudata.app.publication.retract import retract
from ckanext.satudata.app.review import desk
from ckanext.satudata.app.review.submit import submit
from ckanext.satudata.domain.draft import Draft
from ckanext.satudata.domain.errors import Conflict, Incomplete, NotAllowed
from ckanext.satudata.domain.review.model import Review, Status, Subject
from support import desk_work
from support.desk_work import SHA, checked, decision, passed, published, taken, with_file
from support.memory import World
from support.reviews import NOW, PEOPLE, PRODUCER

WHY = "Angka tertukar."
GATES = ("verifikator", "kabid", "kadis")


@pytest.fixture
def world() -> World:
    return desk_work.world()


def begun(world: World, dataset_id: str, subject: Subject, **more: Any) -> Draft:
    facts = {"reasons": ("GANDA",)} if subject is Subject.RETRACTION else {}
    purpose = Purpose(subject, **{"reason": WHY, **facts, **more})
    return begin(world.unit(), dataset_id, purpose, PRODUCER, NOW, world.new_id)


def refused(world: World, dataset_id: str, subject: Subject, kind: type[Exception], **more: Any) -> str:
    with pytest.raises(kind) as error:
        begun(world, dataset_id, subject, **more)
    return str(getattr(error.value, "code", ""))


def sent(world: World, draft: Draft) -> Review:
    return submit(world.unit(), draft.id, PRODUCER, NOW, world.new_id)


def second_edition(world: World, dataset_id: str) -> None:
    """Another edition with another table."""
    draft = create.revise(world.unit(), dataset_id, None, PRODUCER, NOW, world.new_id)
    with_file(world, draft.id, canonical_sha="d" * 64, rows=9)
    review = passed(world, sent(world, draft), *GATES)
    work = taken(world, "bundle")
    bundle = desk_work.bundles.begin(world.unit(), work, world.new_id)
    assert bundle is not None
    desk_work.bundles.built(
        world.unit(), work, bundle.id, desk_work.bundles.Built("e" * 64, 5, "b.zip", ()), NOW
    )
    review = world.kept.reviews[review.id]
    desk_work.bundles.answer(world.unit(), bundle.id, True, decision(review), PEOPLE["bps"], NOW)
    publish(world.unit(), taken(world, "publish"), 100, NOW)


def down(world: World, dataset_id: str) -> Review:
    """Take the dataset down."""
    review = passed(world, sent(world, begun(world, dataset_id, Subject.RETRACTION)), *GATES)
    retract(world.unit(), taken(world, "publish"), NOW)
    return world.kept.reviews[review.id]


def test_a_retraction_passes_every_gate_but_bps(world: World) -> None:
    dataset = published(world).dataset_id
    review = down(world, dataset)
    actions = [event.action for event in world.unit().events.of_review(review.id)]
    assert actions == ["submitted", "approved", "approved", "approved", "retracted"]
    assert review.status is Status.PUBLISHED
    known = world.kept.retractions[dataset]
    assert (known.reason, list(known.reasons), known.edition, known.ended_at) == (WHY, ["GANDA"], 1, None)
    assert dataset in world.kept.down and len(world.kept.editions) == 1
    assert taken(world, "retire").subject == dataset


def test_retracting_twice_is_once(world: World) -> None:
    dataset = published(world).dataset_id
    review = passed(world, sent(world, begun(world, dataset, Subject.RETRACTION)), *GATES)
    work = taken(world, "publish")
    retract(world.unit(), work, NOW)
    world.kept.states[work.id] = "running"
    retract(world.unit(), work, NOW)
    events = [event.action for event in world.unit().events.of_review(review.id)]
    assert events.count("retracted") == 1


def test_the_reasons_are_part_of_what_is_approved(world: World) -> None:
    dataset = published(world).dataset_id
    draft = begun(world, dataset, Subject.RETRACTION)
    package = world.kept.packages[draft.id]
    other = Draft(**{**vars(draft), "reasons": ("DATA_PRIBADI",)})
    assert draft.content_digest(package) != other.content_digest(package)
    with pytest.raises(Incomplete) as error:
        begun(world, dataset, Subject.RETRACTION, reason="  ")
    assert error.value.code == "subject_reason_missing"
    assert refused(world, dataset, Subject.RETRACTION, Incomplete, reasons=()) == "retraction_reason_needed"
    assert refused(world, dataset, Subject.RETRACTION, Incomplete, reasons=("APA",)) == "unknown_reason"


def test_nothing_is_retracted_when_a_new_edition_came_between(world: World) -> None:
    dataset = published(world).dataset_id
    review = passed(world, sent(world, begun(world, dataset, Subject.RETRACTION)), *GATES)
    edition = world.kept.editions[0]
    world.kept.editions.append(type(edition)(**{**vars(edition), "number": 2, "id": "x", "review_id": "y"}))
    with pytest.raises(Conflict) as error:
        retract(world.unit(), taken(world, "publish"), NOW)
    assert error.value.code == "base_moved"
    assert not world.kept.down and not world.kept.retractions
    assert world.kept.reviews[review.id].status is Status.IN_REVIEW


def test_nothing_is_retracted_before_the_last_gate(world: World) -> None:
    dataset = published(world).dataset_id
    review = passed(world, sent(world, begun(world, dataset, Subject.RETRACTION)), "verifikator")
    unit = world.unit()
    with unit:
        unit.work.add("publish", review.id, "round-1")
        unit.commit()
    with pytest.raises(NotAllowed):
        retract(world.unit(), taken(world, "publish"), NOW)
    assert not world.kept.down


def test_a_rollback_is_the_edition_it_names(world: World) -> None:
    dataset = published(world).dataset_id
    second_edition(world, dataset)
    first = world.kept.editions[0]
    assert refused(world, dataset, Subject.ROLLBACK, Incomplete, edition=2) == "edition_is_current"
    assert refused(world, dataset, Subject.ROLLBACK, Incomplete) == "edition_needed"
    draft = begun(world, dataset, Subject.ROLLBACK, edition=1)
    assert (draft.canonical_sha, draft.base_edition, draft.target_edition) == (SHA, 2, 1)
    assert draft.table_digest == first.table_digest
    for change in (
        lambda: editing.editable(world.unit(), draft.id, PRODUCER),
        lambda: files.receive(world.unit(), draft.id, "f" * 64, "a.xlsx", 1, PRODUCER, NOW),
        lambda: files.confirm(world.unit(), draft.id, None, {}, PRODUCER, NOW),
    ):
        with pytest.raises(NotAllowed) as error:
            change()
        assert error.value.code == "fixed_content"


def test_a_correction_begins_with_the_current_table_and_may_change(world: World) -> None:
    dataset = published(world).dataset_id
    draft = begun(world, dataset, Subject.CORRECTION)
    assert (draft.canonical_sha, draft.target_edition, draft.fixed) == (SHA, None, False)
    with_file(world, draft.id, canonical_sha="d" * 64)
    assert world.kept.drafts[draft.id].subject is Subject.CORRECTION
    assert world.kept.drafts[draft.id].reason == WHY


def test_a_correction_that_changes_nothing_is_not_submitted(world: World) -> None:
    dataset = published(world).dataset_id
    draft = begun(world, dataset, Subject.CORRECTION)
    with pytest.raises(Incomplete) as told:
        sent(world, draft)
    assert [(lack.name, lack.code, lack.facts) for lack in told.value.facts["lacks"]] == [
        ("file", "nothing_corrected", {"edition": 1})
    ]
    with_file(world, draft.id, canonical_sha="d" * 64)
    assert sent(world, draft).status is Status.IN_REVIEW


def test_what_is_down_comes_back_as_the_next_edition(world: World) -> None:
    dataset = published(world).dataset_id
    down(world, dataset)
    assert refused(world, dataset, Subject.RETRACTION, NotAllowed) == "retracted_already"
    draft = begun(world, dataset, Subject.ROLLBACK, edition=1)
    review = passed(world, sent(world, draft), *GATES)
    work = taken(world, "bundle")
    bundle = desk_work.bundles.begin(world.unit(), work, world.new_id)
    assert bundle is not None
    built = desk_work.bundles.Built("e" * 64, 5, "b.zip", ())
    desk_work.bundles.built(world.unit(), work, bundle.id, built, NOW)
    review = world.kept.reviews[review.id]
    desk_work.bundles.answer(world.unit(), bundle.id, True, decision(review), PEOPLE["bps"], NOW)
    publish(world.unit(), taken(world, "publish"), 100, NOW)
    newest = world.kept.editions[-1]
    assert (newest.number, newest.kind, newest.restored_from) == (2, "rollback", 1)
    assert world.kept.retractions[dataset].ended_at == NOW and not world.kept.down


def test_a_withdrawn_retraction_gives_way_but_a_withdrawn_correction_is_kept(world: World) -> None:
    dataset = published(world).dataset_id
    first = begun(world, dataset, Subject.RETRACTION)
    desk.withdraw(world.unit(), sent(world, first).id, PRODUCER, NOW)
    second = begun(world, dataset, Subject.CORRECTION)
    assert first.id in world.kept.closed
    with_file(world, second.id, canonical_sha="d" * 64)
    desk.withdraw(world.unit(), sent(world, second).id, PRODUCER, NOW)
    with pytest.raises(Conflict):
        begun(world, dataset, Subject.RETRACTION)
    assert second.id not in world.kept.closed


def test_only_the_office_asks_for_it(world: World) -> None:
    dataset = published(world).dataset_id
    purpose = Purpose(Subject.RETRACTION, WHY, reasons=("GANDA",))
    for who in ("kadis", "verifikator", "bps"):
        with pytest.raises(NotAllowed):
            begin(world.unit(), dataset, purpose, PEOPLE[who], NOW, world.new_id)
    assert not any(draft.subject is Subject.RETRACTION for draft in world.kept.drafts.values())


def test_the_archive_holds_what_happened_up_to_the_end(world: World) -> None:
    review = published(world)
    unit = world.unit()
    documents = archive.documents(unit, review, unit.drafts.get(review.draft_id))
    assert [event["action"] for event in documents["peristiwa.json"]][-1] == "published"
    assert documents["pengajuan.json"]["content_digest"] == review.content_digest
    assert documents["edisi.json"]["number"] == 1
    assert documents["pemeriksaan.json"]["verdict"] == checked().verdict
    assert not archive.waits(unit, review), "the default SOP has no archive step"


def test_bps_is_told_of_what_it_got_and_of_nothing_else(world: World) -> None:
    dataset = published(world).dataset_id
    review = down(world, dataset)
    for got, told in ((True, ["bps"]), (False, [])):
        if not got:
            world.kept.bundles = {key: replace(one, sha256="") for key, one in world.kept.bundles.items()}
        assert receivers(world.unit(), world.kept.reviews[review.id]) == told
