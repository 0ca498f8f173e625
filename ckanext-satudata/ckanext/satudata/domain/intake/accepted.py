"""What a person allowed about the cells of a column, as a recipe keeps it in ``accept``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .missing import STATUS_CODES
from .numbers import DIGITS, DROP, SHORT_JUTA, SHORT_MILIAR, TAIL

_ALLOWED: dict[str, tuple[str, ...]] = {
    TAIL: (DROP, SHORT_MILIAR, SHORT_JUTA),
    DIGITS: ("read",),
    "dates": ("swap", "keep", "serial"),
    "orders": ("both",),
    "status": STATUS_CODES,
}
_LIMIT = re.compile(r"|\d{1,12}(?:\.\d{1,6})?")


def fault_of(accept: object) -> tuple[str, str] | None:
    """Give the part of ``accept`` that cannot be run and what it should be; ``None`` when all can."""
    if not isinstance(accept, Mapping):
        return "", "an object"
    for name, how in accept.items():
        if name == "lost_zeros":
            if not isinstance(how, str) or not _LIMIT.fullmatch(how):
                return f".{name}", "a number as text, or empty"
        elif name not in _ALLOWED:
            return f".{name}", "one of " + ", ".join([*_ALLOWED, "lost_zeros"])
        elif how not in _ALLOWED[name]:
            return f".{name}", "one of " + ", ".join(_ALLOWED[name])
    return None
