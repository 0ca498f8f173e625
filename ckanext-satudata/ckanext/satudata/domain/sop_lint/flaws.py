"""A flaw of an SOP document, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import cannot_run, to_look_at

Where = tuple[str | int, ...]
RULES = {**cannot_run.RULES, **to_look_at.RULES}


@dataclass(frozen=True)
class Flaw:
    """One flaw of an SOP document. ``where`` is the path to it, such as ``("langkah", 3, "transisi")``."""

    severity: str
    rule: str
    where: Where
    text: str
    text_en: str
    mend: str
    mend_en: str


def flaw(rule: str, where: Where, **facts: Any) -> Flaw:
    """A flaw by this rule, in words."""
    known = RULES[rule]
    words = (known.text, known.text_en, known.mend, known.mend_en)
    return Flaw(known.severity, rule, where, *(text.format(**facts) for text in words))
