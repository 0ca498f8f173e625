"""What the use cases count on from the store of retractions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ckanext.satudata.app.publication.ports import Retraction, Unit
from support.stores import Store

NOW = datetime(2026, 11, 20, 3, 0, 0, 123456, tzinfo=UTC)


def unit_of(store: Store) -> Unit:
    return store.unit()  # type: ignore[return-value]


def retraction(store: Store) -> Retraction:
    return Retraction(
        dataset_id=store.new_id(),
        review_id=store.new_id(),
        owner_org="opd",
        name="penduduk",
        title="Penduduk",
        reason="Angka tertukar.",
        reasons=["GANDA"],
        edition=2,
        retracted_at=NOW,
    )


def test_a_retraction_is_kept_whole(store: Store) -> None:
    unit, row = unit_of(store), retraction(store)
    with unit:
        assert unit.retractions.of(row.dataset_id) is None
        unit.retractions.add(row)
        unit.commit()
    assert unit_of(store).retractions.of(row.dataset_id) == row


def test_it_ends_once_and_may_begin_anew(store: Store) -> None:
    unit, row = unit_of(store), retraction(store)
    with unit:
        unit.retractions.end(row.dataset_id, NOW)
        unit.retractions.add(row)
        unit.retractions.end(row.dataset_id, NOW)
        unit.retractions.end(row.dataset_id, NOW + timedelta(days=1))
        unit.commit()
    ended = unit_of(store).retractions.of(row.dataset_id)
    assert ended == replace(row, ended_at=NOW)
    again = replace(row, reason="Sekali lagi.", edition=3)
    with unit:
        unit.retractions.add(again)
        unit.commit()
    assert unit_of(store).retractions.of(row.dataset_id) == again


def test_what_was_not_committed_is_not_there(store: Store) -> None:
    unit, row = unit_of(store), retraction(store)
    with unit:
        unit.retractions.add(row)
    assert unit_of(store).retractions.of(row.dataset_id) is None
