"""What a rule of the lint is: how grave, and its words in both languages."""

from __future__ import annotations

from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True)
class Rule:
    """What a rule says; texts have ``{named}`` places for the facts."""

    severity: str
    text: str
    text_en: str
    mend: str
    mend_en: str
