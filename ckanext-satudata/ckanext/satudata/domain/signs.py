"""Signs that no text of a person holds: control characters, halves of characters, and signs that turn the writing."""

from __future__ import annotations

import re
from typing import Any

UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Neither PostgreSQL nor XML takes the first ones; the turning ones let a title read otherwise than it is written."""
BREAKS = re.compile("[\x0b\x0c]")
"""What spreadsheets and word processors write for a break within a paragraph."""
DEEPEST = 40


class TooDeep(ValueError):
    """Lists within lists without end."""


def seen(text: str) -> str:
    """Give a text without the signs that nobody sees; a break within a paragraph is a blank."""
    return BREAKS.sub(" ", UNSEEN.sub("", text))


def seen_in(value: Any, depth: int = 0) -> Any:
    """Give texts, and the texts in lists and objects, without such signs; anything else as it is. Raises ``TooDeep``."""
    if depth > DEEPEST:
        raise TooDeep
    if isinstance(value, str):
        return seen(value)
    if isinstance(value, dict):
        return {seen_in(key): seen_in(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [seen_in(one, depth + 1) for one in value]
    return value
