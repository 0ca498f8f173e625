"""What the use cases count on from their stores, whichever they are."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ckanext.satudata.app.ports import Bundle, Edition, Round, Unit
from ckanext.satudata.domain.draft import Draft, Intake, Report
from ckanext.satudata.domain.errors import Conflict, Missing
from ckanext.satudata.domain.review.model import Actor, Decider, NewEvent, Remark, Review, Status
from support.stores import Store

NOW = datetime(2026, 11, 20, 3, 0, 0, 123456, tzinfo=UTC)
ACTOR = Actor("orang", "orang")


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
        "sop_ids": (("bawaan", 1),),
        "step": "verifikator",
    }
    review = Review(**{**parts, **more})  # type: ignore[arg-type]
    unit.reviews.add(review, NOW)
    return review


def edition(store: Store, **more: object) -> Edition:
    parts: dict[str, object] = {
        "id": store.new_id(),
        "dataset_id": store.new_id(),
        "resource_id": store.new_id(),
        "number": 1,
        "review_id": store.new_id(),
        "draft_id": store.new_id(),
        "owner_org": "opd",
        "content_digest": "c" * 64,
        "table_digest": "t" * 64,
        "canonical_sha": "a" * 64,
        "rows": 8,
        "schema": {"fields": []},
        "recipe": {},
        "metadata": {"title": "Penduduk"},
        "approvals": [{"post": "kadis"}],
        "published_at": NOW,
    }
    return Edition(**{**parts, **more})  # type: ignore[arg-type]


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
    assert store.unit().reviews.get(review.id) == after
    assert store.unit().reviews.latest_of(review.draft_id) == after


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


def test_events_are_numbered_within_their_subject(store: Store) -> None:
    unit = store.unit()
    subject, review_id = store.new_id(), store.new_id()
    with unit:
        for action in ("submitted", "approved"):
            event = NewEvent(action, "verifikator", "verifikator", "definitif", {"round": 1, "teks": "é"})
            unit.events.append(subject, event, ACTOR, NOW, review_id)
        other = unit.events.append(store.new_id(), event, ACTOR, NOW, review_id)
        unit.commit()
    found = store.unit().events.of_review(review_id)
    assert [(e.seq, e.action) for e in found] == [(1, "submitted"), (2, "approved"), (1, "approved")]
    assert found[-1] == other
    assert found[0].at == NOW and found[0].data == {"round": 1, "teks": "é"}


def test_an_event_that_is_not_committed_leaves_no_gap(store: Store) -> None:
    unit = store.unit()
    subject, review_id = store.new_id(), store.new_id()
    event = NewEvent("submitted", "", "produsen", "")
    with unit:
        unit.events.append(subject, event, ACTOR, NOW, review_id)
    with unit:
        assert unit.events.append(subject, event, ACTOR, NOW, review_id).seq == 1
        unit.commit()


@pytest.fixture
def kind() -> Iterator[str]:
    """A kind of work that only this test knows."""
    yield f"kind-{uuid.uuid4().hex[:8]}"


def test_work_is_kept_once_with_its_first_payload(store: Store, kind: str) -> None:
    unit = store.unit()
    with unit:
        unit.work.add(kind, "s", "k", {"n": 1})
        unit.work.add(kind, "s", "k", {"n": 2})
        unit.commit()
    taken = store.take(kind)
    assert taken is not None and (taken.payload, taken.attempt) == ({"n": 1}, 1)
    assert store.take(kind) is None


def test_work_that_was_not_committed_is_not_there(store: Store, kind: str) -> None:
    unit = store.unit()
    with unit:
        unit.work.add(kind, "s", "k")
    assert store.take(kind) is None


def test_only_who_holds_the_row_finishes_it_once(store: Store, kind: str) -> None:
    unit = store.unit()
    with unit:
        unit.work.add(kind, "s", "k")
        unit.commit()
    taken = store.take(kind)
    assert taken is not None
    with pytest.raises(Conflict), unit:
        unit.work.finish(replace(taken, token="another"))
    with unit:
        unit.work.finish(taken)
        unit.commit()
    with pytest.raises(Conflict), unit:
        unit.work.finish(taken)
    with unit:
        unit.work.add(kind, "s", "k")
        unit.commit()
    assert store.take(kind) is None


def test_finishing_is_undone_with_its_transaction(store: Store, kind: str) -> None:
    unit = store.unit()
    with unit:
        unit.work.add(kind, "s", "k")
        unit.commit()
    taken = store.take(kind)
    assert taken is not None
    with unit:
        unit.work.finish(taken)
    with unit:
        unit.work.finish(taken)
        unit.commit()


def test_the_highest_edition_is_the_current_one(store: Store) -> None:
    unit, first = store.unit(), edition(store)
    with unit:
        assert unit.editions.current(first.dataset_id) is None
        unit.editions.add(first)
        second = edition(store, dataset_id=first.dataset_id, number=2)
        unit.editions.add(second)
        unit.commit()
    editions = store.unit().editions
    assert editions.current(first.dataset_id) == second
    assert editions.get(first.dataset_id, 1) == first
    assert editions.of_review(first.review_id) == first
    with pytest.raises(Missing):
        editions.get(first.dataset_id, 3)


@pytest.mark.parametrize("same", ["number", "review"])
def test_no_edition_twice(store: Store, same: str) -> None:
    unit, first = store.unit(), edition(store)
    with unit:
        unit.editions.add(first)
        unit.commit()
    again = {"dataset_id": first.dataset_id} if same == "number" else {"review_id": first.review_id}
    with pytest.raises(Exception), unit:  # noqa: B017 - each store has an error of its own
        unit.editions.add(edition(store, **again))
    assert store.unit().editions.current(first.dataset_id) == first


def test_a_round_has_one_bundle(store: Store) -> None:
    unit, review_id = store.unit(), store.new_id()
    with unit:
        bundle = Bundle(store.new_id(), unit.bundles.next_number(), 1, review_id, 1)
        unit.bundles.add(bundle)
        ready = replace(bundle, state="ready", sha256="c" * 64, entries=[{"path": "a.csv"}], built_at=NOW)
        unit.bundles.save(ready)
        unit.commit()
    bundles = store.unit().bundles
    assert bundles.get(bundle.id) == ready == bundles.of_round(review_id, 1)
    assert (bundles.versions_of(review_id), bundles.of_round(review_id, 2)) == (1, None)
    with pytest.raises(Exception), unit:  # noqa: B017 - each store has an error of its own
        unit.bundles.add(replace(bundle, id=store.new_id()))


def test_a_notice_is_written_once(store: Store) -> None:
    unit, review_id = store.unit(), store.new_id()
    event_id = uuid.uuid4().int % 10**9 + 10**9
    with unit:
        first = unit.notices.add(event_id, review_id, "your_turn", "a", NOW)
        assert first
        assert unit.notices.add(event_id, review_id, "your_turn", "a", NOW) is None
        assert unit.notices.add(event_id, review_id, "your_turn", "b", NOW)
        assert unit.notices.add(event_id, review_id, "moved_on", "a", NOW)
        unit.commit()
