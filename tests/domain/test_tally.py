"""Counting refused attempts: how often is told, and a loop fills nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ckanext.satudata.domain.tally import Tally, is_round

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)


def test_lines_are_written_at_powers_of_ten() -> None:
    assert [n for n in range(1, 20_001) if is_round(n)] == [1, 10, 100, 1000, 10_000]


def test_a_loop_of_a_minute_is_one_window_and_the_next_begins_anew() -> None:
    tally = Tally()
    counts = [tally.add("k", NOW + timedelta(milliseconds=n)) for n in range(5000)]
    assert counts == list(range(1, 5001))
    assert len([n for n in counts if is_round(n)]) == 4
    assert tally.add("k", NOW + timedelta(seconds=61)) == 1


def test_keys_are_counted_apart_and_the_oldest_are_forgotten() -> None:
    tally = Tally(size=3)
    for key in "abcd":
        assert tally.add(key, NOW) == 1
    assert tally.add("d", NOW) == 2
    assert tally.add("a", NOW) == 1
