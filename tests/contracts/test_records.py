"""What the use cases count on from the stores of events, work, editions, bundles and notices."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ckanext.satudata.app.ports import Bundle, Edition
from ckanext.satudata.domain.errors import Conflict, Missing
from ckanext.satudata.domain.review.model import Actor, NewEvent
from support.stores import Store

NOW = datetime(2026, 11, 20, 3, 0, 0, 123456, tzinfo=UTC)
ACTOR = Actor("orang", "orang")


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


def test_cancelled_work_is_neither_taken_nor_finished(store: Store, kind: str) -> None:
    unit = store.unit()
    with unit:
        for key in ("held", "waiting"):
            unit.work.add(kind, "s", key)
        unit.work.add(kind, "another", "k")
        unit.commit()
    taken = store.take(kind)
    assert taken is not None
    with unit:
        unit.work.cancel((kind,), "s")
        unit.commit()
    with pytest.raises(Conflict), unit:
        unit.work.finish(taken)
    following = store.take(kind)
    assert following is not None and following.subject == "another"
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


def test_a_set_of_equal_members_is_there_once(store: Store) -> None:
    unit, key, scope = store.unit(), store.new_id(), store.new_id()
    members = ({"review_id": "r", "round": 1, "digest": "c"},)
    with unit:
        bundle = Bundle(store.new_id(), unit.bundles.next_number(), 1, "", 0, kind="cycle", scope=scope)
        bundle = replace(bundle, members=members, members_key=key, entries=[])
        unit.bundles.add(bundle)
        unit.bundles.add(replace(bundle, id=store.new_id(), members_key=""))
        unit.commit()
    bundles = store.unit().bundles
    assert bundles.of_members(key) == bundle == bundles.get(bundle.id)
    assert (bundles.of_members(""), bundles.versions_of_scope("cycle", scope)) == (None, 2)
    with pytest.raises(Exception), unit:  # noqa: B017 - each store has an error of its own
        unit.bundles.add(replace(bundle, id=store.new_id()))


def test_work_that_ended_is_done_again_and_work_that_runs_is_left_alone(store: Store) -> None:
    unit, subject = store.unit(), store.new_id()
    with unit:
        unit.work.again("contract_again", subject, "k")
        unit.commit()
    first = store.take("contract_again")
    assert first is not None
    with unit:
        unit.work.again("contract_again", subject, "k")
        unit.commit()
    assert store.take("contract_again") is None
    with unit:
        unit.work.finish(first)
        unit.work.again("contract_again", subject, "k")
        unit.commit()
    second = store.take("contract_again")
    assert second is not None and (second.id, second.attempt) == (first.id, 1)


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
