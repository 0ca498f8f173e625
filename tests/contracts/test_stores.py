"""What the use cases count on from the stores of drafts and reviews, whichever they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ckanext.satudata.app.ports import Round, Unit
from ckanext.satudata.domain.draft import Draft, Intake, Report
from ckanext.satudata.domain.errors import Conflict, Missing
from ckanext.satudata.domain.review.model import Actor, Decider, Remark, Review, Status
from support.reviews import plain_sop
from support.stores import Store

NOW = datetime(2026, 11, 20, 3, 0, 0, 123456, tzinfo=UTC)
ACTOR = Actor("orang", "orang")
SOP = plain_sop()


def begin(store: Store, unit: Unit, **more: object) -> Draft:
    parts = {
        "id": store.new_id(),
        "dataset_id": store.new_id(),
        "resource_id": store.new_id(),
        "owner_org": "opd",
    }
    draft = Draft(**{**parts, **more})  # type: ignore[arg-type]
    unit.drafts.add(draft, NOW)
    return draft


def open_review(store: Store, unit: Unit, **more: object) -> Review:
    parts: dict[str, object] = {
        "id": store.new_id(),
        "number": unit.reviews.next_number(),
        "draft_id": store.new_id(),
        "dataset_id": store.new_id(),
        "owner_org": "opd",
        "base_edition": 0,
        "sop_ids": ((SOP.id, SOP.version),),
        "step": "verifikator",
    }
    review = Review(**{**parts, **more})  # type: ignore[arg-type]
    unit.reviews.add(review, NOW)
    return review


def test_what_is_not_committed_is_undone(store: Store) -> None:
    unit = store.unit()
    with unit:
        kept = begin(store, unit)
        unit.commit()
        lost = begin(store, unit)
    with pytest.raises(RuntimeError), unit:
        unit.drafts.save(replace(kept, rows=5), NOW)
        raise RuntimeError
    assert store.unit().drafts.get(kept.id).rows == 0
    with pytest.raises(Missing):
        store.unit().drafts.get(lost.id)


def test_a_draft_comes_back_as_it_was_saved(store: Store) -> None:
    unit = store.unit()
    with unit:
        draft = begin(store, unit, base_edition=2, columns={"a": "Definisi."}, intake=Intake.TO_CONFIRM)
        after = unit.drafts.save(replace(draft, schema={"fields": [{"name": "a"}]}, rows=3), NOW)
        same = unit.drafts.save(replace(after, intake=Intake.CHECKED), NOW, moved=False)
        unit.commit()
    assert (after.version, same.version) == (1, 1)
    assert store.unit().drafts.get(draft.id) == same


def test_a_dataset_has_one_unclosed_draft(store: Store) -> None:
    unit = store.unit()
    with unit:
        first = begin(store, unit)
        unit.commit()
    assert unit.drafts.unclosed_of(first.dataset_id) == first.id
    with pytest.raises(Exception), unit:  # noqa: B017 - each store has an error of its own
        begin(store, unit, dataset_id=first.dataset_id)
    with unit:
        unit.drafts.close(first.id, NOW)
        second = begin(store, unit, dataset_id=first.dataset_id)
        unit.commit()
    assert store.unit().drafts.unclosed_of(first.dataset_id) == second.id


def test_contributors_are_counted_once(store: Store) -> None:
    unit = store.unit()
    with unit:
        draft = begin(store, unit)
        for who in ("a", "b", "a"):
            unit.drafts.touched_by(draft.id, who)
        unit.commit()
    assert store.unit().drafts.contributors(draft.id) == {"a", "b"}


def test_the_latest_report_counts_and_goes_with_its_draft(store: Store) -> None:
    unit = store.unit()
    with unit:
        draft = begin(store, unit)
        for place, verdict in enumerate(("fail", "pass")):
            findings = ({"code": "X", "severity": "tolak"},) if verdict == "fail" else ()
            report = Report(store.new_id(), draft.id, "t" * 64, verdict, findings, {"valid": True}, "v1", 8)
            unit.reports.add(report, NOW + timedelta(seconds=place))
        unit.commit()
    assert store.unit().reports.latest(draft.id) == report
    with unit:
        unit.drafts.remove(draft.id)
        unit.commit()
    assert store.unit().reports.latest(draft.id) is None


def test_a_review_comes_back_as_it_was_saved(store: Store) -> None:
    unit = store.unit()
    with unit:
        review = open_review(store, unit)
        after = replace(
            review,
            status=Status.IN_REVIEW,
            version=1,
            round=1,
            contributors=frozenset({"a", "b"}),
            deciders=frozenset({Decider("c", "kabid")}),
            reached=("verifikator", "kabid"),
            claimed_by="d",
            entered_at=NOW,
        )
        unit.reviews.save(after, NOW, NOW + timedelta(days=3))
        unit.commit()
    kept = (store.unit().reviews.get(review.id), store.unit().reviews.latest_of(review.draft_id))
    assert [replace(found, claim_holds=True) for found in kept if found] == [after, after]


def test_a_review_that_moved_meanwhile_is_not_overwritten(store: Store) -> None:
    unit = store.unit()
    with unit:
        review = open_review(store, unit)
        unit.reviews.save(replace(review, status=Status.IN_REVIEW, version=1), NOW, None)
        unit.commit()
    with pytest.raises(Conflict), unit:
        unit.reviews.save(replace(review, status=Status.REJECTED, version=1), NOW, None)
    assert store.unit().reviews.get(review.id).status is Status.IN_REVIEW


def test_a_draft_has_one_open_review_and_numbers_grow(store: Store) -> None:
    unit = store.unit()
    with unit:
        first = open_review(store, unit)
        unit.commit()
    with pytest.raises(Exception), unit:  # noqa: B017 - each store has an error of its own
        open_review(store, unit, draft_id=first.draft_id)
    with unit:
        unit.reviews.save(replace(first, status=Status.WITHDRAWN, version=1), NOW, None)
        second = open_review(store, unit, draft_id=first.draft_id)
        unit.commit()
    assert second.number > first.number
    latest = store.unit().reviews.latest_of(first.draft_id)
    assert latest is not None and latest.id == second.id


def test_rounds_and_keys_are_kept(store: Store) -> None:
    unit = store.unit()
    with unit:
        review = open_review(store, unit)
        for number in (1, 2):
            unit.reviews.add_round(Round(review.id, number, f"c{number}", "t", "a", NOW, {"rows": number}))
        unit.reviews.add_remarks(review, [Remark("satuan", "Sebut.")], ACTOR, "verifikator", NOW)
        unit.reviews.remember(review.id, "a", "k", "c1")
        unit.commit()
    reviews = store.unit().reviews
    assert [(r.number, r.snapshot["rows"]) for r in reviews.rounds(review.id)] == [(1, 1), (2, 2)]
    assert reviews.answered(review.id, "a", "k") == "c1"
    assert reviews.answered(review.id, "b", "k") is None
    with pytest.raises(Exception), unit:  # noqa: B017 - each store has an error of its own
        unit.reviews.remember(review.id, "a", "k", "c2")
