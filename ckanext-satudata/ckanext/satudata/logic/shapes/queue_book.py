"""The queue as lines of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from ckan.plugins.toolkit import _

from ...dates import day
from ...words import subject_label


def header() -> list[str]:
    """Titles of the columns."""
    return [
        _("Number"),
        _("Dataset"),
        _("Office"),
        _("Government affair (urusan)"),
        _("Cycle"),
        _("Subject"),
        _("Status"),
        _("Stage"),
        _("Round"),
        _("Times returned"),
        _("Clean"),
        _("Findings that reject"),
        _("Findings to confirm"),
        _("Warnings"),
        _("Priority"),
        _("Working days at this stage"),
        _("Deadline"),
        _("Working days left (negative: late)"),
        _("Taken by"),
    ]


def lines(rows: Iterable[dict[str, Any]]) -> Iterator[list[str | int]]:
    """One line of cells for each row of the queue."""
    return (_line(row) for row in rows)


def _line(row: dict[str, Any]) -> list[str | int]:
    return [
        row["number"],
        row["title"],
        row["organization"]["title"],
        row["urusan_label"],
        row["cycle"],
        subject_label(row["subject"], row["target_edition"]),
        row["status_label"],
        row["step_label"],
        row["round"],
        row["returns"],
        _("yes") if row["clean"] else _("no"),
        *(row["findings"][name] for name in ("tolak", "konfirmasi", "peringatan")),
        _("yes") if row["priority"] else _("no"),
        row["age_days"],
        day(datetime.fromisoformat(row["due_at"])) if row["due_at"] else "",
        "" if row["days_left"] is None else row["days_left"],
        row["claimed_name"] or "",
    ]
