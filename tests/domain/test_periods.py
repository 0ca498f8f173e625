"""Which periods have ended since the last one that was published, and how a stretch of them is written."""

from __future__ import annotations

from datetime import date

import pytest

from ckanext.satudata.domain.periods import covered, ended_since

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("frequency", "last", "ended"),
    [
        ("tahunan", "2023", ["2024", "2025"]),
        ("tahunan", "2023-12-31", ["2024", "2025"]),
        ("tahunan", "2025", []),
        ("semesteran", "2025-S1", ["2025-S2", "2026-S1"]),
        ("triwulanan", "2025-12-31", ["2026-Q1", "2026-Q2", "2026-Q3"]),
        ("triwulanan", "2026-Q3", []),
        ("bulanan", "2026-08", ["2026-09", "2026-10"]),
        ("bulanan", "2025-11-30", ["2025-12", *(f"2026-{month:02}" for month in range(1, 11))]),
        ("tahun_ajaran", "2023", []),
        ("sekali", "2023", []),
        ("tahunan", "2023/2024", []),
        ("tahunan", "", []),
        ("bulanan", "2026-13", []),
    ],
)
def test_whole_periods_since(frequency: str, last: str, ended: list[str]) -> None:
    assert ended_since(frequency, last, TODAY) == ended


def test_a_running_period_is_not_due() -> None:
    assert ended_since("tahunan", "2024", date(2026, 1, 1)) == ["2025"]
    assert ended_since("tahunan", "2024", date(2025, 12, 31)) == []


def test_an_old_series_names_no_more_than_can_be_read() -> None:
    assert len(ended_since("bulanan", "1990", TODAY)) == 60


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2025-01-01", "2025-12-31", "2025"),
        ("2021-01-01", "2025-12-31", "2021–2025"),
        ("2021", "2025", "2021–2025"),
        ("2025", "2025-12-31", "2025"),
        ("2025-01-01", "2025-06-30", "2025-01-01–2025-06-30"),
        ("2024-07-01", "2025-12-31", "2024-07-01–2025-12-31"),
        ("2025-Q1", "2025-Q1", "2025-Q1"),
        ("2025", "", "2025"),
        ("2025-03-01", "", "2025-03-01"),
        ("", "", ""),
    ],
)
def test_a_stretch_is_written_as_people_say_it(first: str, last: str, told: str) -> None:
    assert covered(first, last) == told
