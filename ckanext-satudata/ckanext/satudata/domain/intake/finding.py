"""What the intake has to say about a file: one finding per cause, in two languages, placed as Excel places it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .cell_ranges import ranges_of
from .display import fact_text
from .letter_runs import letter_runs

REJECT = "tolak"
CONFIRM = "konfirmasi"
WARN = "peringatan"
SEVERITIES = (REJECT, CONFIRM, WARN)
MAX_CELLS = 20
_UNGROUPED = ("row", "byte")


@dataclass(frozen=True)
class Spec:
    """The fixed part of a finding or refusal: its sentences, with ``%(name)s`` where facts stand."""

    code: str
    severity: str
    message: str
    message_en: str
    mend: str
    mend_en: str
    example: Mapping[str, Any]


@dataclass
class Choice:
    """One answer to a question, with the change it makes to the recipe."""

    value: str
    label: str
    label_en: str
    patch: dict[str, Any] = field(default_factory=dict)
    example: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as JSON."""
        return {
            "value": self.value,
            "label": self.label,
            "label_en": self.label_en,
            "example": self.example,
            "patch": self.patch,
        }


@dataclass
class Fix:
    """One offered way to mend: a change of the recipe, or cells whose right value a person types."""

    id: str
    label: str
    label_en: str
    patch: dict[str, Any] | None = None
    cells: list[dict[str, str]] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Give the fix as JSON."""
        return {
            "id": self.id,
            "label": self.label,
            "label_en": self.label_en,
            "patch": self.patch,
            "cells": self.cells,
        }


@dataclass
class Question:
    """What a person must answer. ``needs_reason``: the answer carries a typed reason."""

    key: str
    choices: list[Choice]
    suggested: str | None = None
    needs_reason: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Give the question as JSON."""
        return {
            "key": self.key,
            "choices": [choice.to_dict() for choice in self.choices],
            "suggested": self.suggested,
            "needs_reason": self.needs_reason,
        }


@dataclass
class Finding:
    """One finding. ``cells`` are all its cells by address, the first ones worth showing first; JSON gives the first
    ``MAX_CELLS`` and all of them as ``ranges``. Personal data never appear in ``read``, ``facts`` or ``cells``."""

    spec: Spec
    place: dict[str, Any]
    facts: dict[str, Any] = field(default_factory=dict)
    cells: Sequence[str] = ()
    count: int | None = None
    read: str | None = None
    expected: str | None = None
    fixes: list[Fix] = field(default_factory=list)
    question: Question | None = None

    @property
    def code(self) -> str:
        """Give the stable code."""
        return self.spec.code

    @property
    def severity(self) -> str:
        """Give ``tolak``, ``konfirmasi`` or ``peringatan``."""
        return self.spec.severity

    def sentence_facts(self) -> dict[str, Any]:
        """Give the facts that sentences may name, with cells, count, read and expected among them."""
        cells = list(self.cells)
        return {
            **self.facts,
            "cell": cells[0] if cells else self.place.get("cell", ""),
            "cells": cells[:5],
            "count": self.count if self.count is not None else len(cells),
            "read": self.read if self.read is not None else "",
            "expected": self.expected if self.expected is not None else "",
        }

    def to_dict(self) -> dict[str, Any]:
        """Give the finding as JSON, its sentences filled in."""
        facts = self.sentence_facts()
        return {
            "code": self.code,
            "severity": self.severity,
            "place": self.place,
            "cells": list(self.cells)[:MAX_CELLS],
            "ranges": ranges_of(self.cells),
            "count": facts["count"],
            "read": self.read,
            "expected": self.expected,
            "facts": plain_facts(self.facts),
            "message": fill(self.spec.message, facts, "id"),
            "message_en": fill(self.spec.message_en, facts, "en"),
            "mend": fill(self.spec.mend, facts, "id"),
            "mend_en": fill(self.spec.mend_en, facts, "en"),
            "fixes": [fix.to_dict() for fix in self.fixes],
            "confirm": self.question.to_dict() if self.question else None,
            "confirmed": None,
        }


def fill(template: str, facts: Mapping[str, Any], language: str) -> str:
    """Fill a sentence with facts, numbers written as the language writes them; row numbers stay ungrouped, neighbouring
    columns are a range."""
    return template % {name: _said(name, value, language) for name, value in facts.items()}


def _said(name: str, value: Any, language: str) -> str:
    if name in _UNGROUPED:
        return str(value)
    return letter_runs(value) if name == "columns" and isinstance(value, list) else fact_text(value, language)


def plain_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Give facts as JSON values: decimals become text."""
    return {name: _plain(value) for name, value in facts.items()}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return str(value)


class Unusable(Exception):
    """The file cannot be read as a table, and why: ``code`` of the table of refusals, with facts."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        self.facts = facts
        super().__init__(f"{code} {facts}")
