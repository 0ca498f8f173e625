"""Why a table could not be judged though it was read: the schema, a pattern, or a value that cannot be reckoned with."""

from __future__ import annotations

from typing import Any


class Unjudged(Exception):
    """The arbiter gave no verdict. ``code`` is an error's of the catalogue, ``facts`` what its sentence needs."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts
