"""What a route found in the body of a table."""

from __future__ import annotations

from dataclasses import dataclass, field

from .told import Told


class Unproved(Exception):
    """The columns may not answer for this file: something in it was not proved."""


@dataclass(frozen=True)
class Options:
    """How to validate: ``limit_errors`` as Frictionless has it (0: none); the rest are sizes, small in tests.

    From ``columnar_from_bytes`` on, columns are screened; a stream is judged in chunks of ``chunk_rows``; plain
    text is proved in blocks of ``block_bytes``.
    """

    limit_errors: int = 1000
    columnar_from_bytes: int = 4 * 1024 * 1024
    chunk_rows: int = 20_000
    block_bytes: int = 1024 * 1024
    sample_rows: int = 1_000


@dataclass(frozen=True)
class Limit:
    """The error limit (0: none), and how many errors the header already has."""

    errors: int
    before: int = 0

    def reached(self, count: int) -> bool:
        """Tell whether ``count`` errors of the body make the limit."""
        return bool(self.errors) and self.before + count >= self.errors


@dataclass
class Body:
    """The errors of the body, the rows read, and the row at which the error limit stopped the reading."""

    errors: list[Told] = field(default_factory=list)
    rows: int = 0
    stopped_at: int | None = None

    def stop(self, number: int, rows: int, limit: Limit) -> None:
        """Stop at row ``number`` and leave out what is beyond the limit."""
        self.stopped_at, self.rows = number, rows
        del self.errors[max(0, limit.errors - limit.before) :]
