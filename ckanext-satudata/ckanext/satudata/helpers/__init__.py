"""Template helpers: how dates, numbers, states and fields are written, in Indonesian and in English.

Nothing here asks a database; every function turns values it is given into words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import dates, figures, labels, language, texts


def get_helpers() -> dict[str, Callable[..., Any]]:
    """Every helper by its name, which begins with ``satudata_``."""
    modules = (dates, figures, labels, language, texts)
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if name.startswith("satudata_")
    }
