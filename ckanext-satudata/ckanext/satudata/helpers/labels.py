"""Words of states, severities, types and subjects."""

from __future__ import annotations

from typing import Any

from ckan.plugins.toolkit import _

from ..domain.intake.letter_runs import letter_runs
from ..words import subject_label

SEVERITY_LABELS = {
    "tolak": lambda: _("Reject"),
    "konfirmasi": lambda: _("Confirm"),
    "peringatan": lambda: _("Warning"),
}
STATUS_LABELS = {
    "draft": lambda: _("Draft"),
    "in_review": lambda: _("Under review"),
    "returned": lambda: _("Returned"),
    "rejected": lambda: _("Rejected"),
    "withdrawn": lambda: _("Withdrawn"),
    "published": lambda: _("Published"),
}
STATUS_ICONS = {
    "draft": "pencil",
    "in_review": "clock",
    "returned": "back",
    "rejected": "stop",
    "withdrawn": "back",
    "published": "check",
}
TYPE_LABELS = {
    "string": lambda: _("text"),
    "integer": lambda: _("whole number"),
    "number": lambda: _("number"),
    "year": lambda: _("year"),
    "date": lambda: _("date"),
    "boolean": lambda: _("yes or no"),
}
CONVENTION_LABELS = {
    "native": lambda: _("numbers of Excel"),
    "native_lost_dot": lambda: _("numbers of Excel that lost their thousands: 1.503 is 1503"),
    "text_plain": lambda: _("digits only: 12503"),
    "text_dot_thousands": lambda: _(
        "dot between thousands: 12.503 is twelve thousand five hundred and three"
    ),
    "text_comma_decimal": lambda: _("dot between thousands, decimal comma: 1.234,5"),
    "text_comma_thousands": lambda: _(
        "comma between thousands: 12,503 is twelve thousand five hundred and three"
    ),
    "text_dot_decimal": lambda: _("comma between thousands, decimal dot: 1,234.5"),
}


def satudata_severity(severity: str) -> str:
    """Word of a finding's severity."""
    label = SEVERITY_LABELS.get(str(severity or ""))
    return label() if label else str(severity or "")


def satudata_status(status: str) -> str:
    """Word of a draft's or review's status."""
    label = STATUS_LABELS.get(str(status or ""))
    return label() if label else str(status or "")


def satudata_status_icon(status: str) -> str:
    """Name of the icon that stands beside a status word."""
    return STATUS_ICONS.get(str(status or ""), "clock")


def satudata_type(name: str) -> str:
    """Word of a column's type."""
    label = TYPE_LABELS.get(str(name or ""))
    return label() if label else str(name or "")


def satudata_convention(name: str | None, type_name: str = "") -> str:
    """How the numbers of a column are written, with an example; empty for text."""
    if type_name not in ("integer", "number"):
        return ""
    label = CONVENTION_LABELS.get(str(name or ""))
    return label() if label else _("not clear yet: see the question above")


def satudata_subject(row: dict[str, Any]) -> str:
    """What a submission is about, when it is not the next edition."""
    return "" if row["subject"] == "edition" else subject_label(row["subject"], row["target_edition"])


def satudata_reasons(row: dict[str, Any]) -> int:
    """How many things of a submission ask a reviewer for judgement; at least one when it is not clean."""
    found = row["findings"]
    return 0 if row["clean"] else max(1, int(found["tolak"]) + int(found["konfirmasi"]))


def satudata_columns(letters: str) -> str:
    """Columns of a sheet, *C,D,E* as *C–E*."""
    return letter_runs(letters.split(","))
