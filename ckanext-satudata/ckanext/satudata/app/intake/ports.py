"""What the intake asks of the world around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from ...domain.intake.grid import Sheet, Workbook


class Reader(Protocol):
    """Reads one file."""

    def read(self) -> Workbook:
        """Give the workbook. Raises ``Unusable`` when the file is no table or costs too much."""


class Pieces(Protocol):
    """Reads one large plain text in pieces, never all at once."""

    def sample(self) -> Workbook:
        """Give its first rows as a workbook."""

    def pieces(self) -> Iterator[Sheet]:
        """Give all its rows below the titles, numbered as in the file. Raises ``NotPlain`` or ``Unusable``."""


class Arbiter(Protocol):
    """Judges a canonical CSV by its Table Schema."""

    def judge(self, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Give the whole report about the file of that name, as the judge gives it."""

    def unjudged(self, schema: Mapping[str, Any]) -> Sequence[str]:
        """Give the names that foreign keys point at and the judge does not know; such keys are not judged."""


class Shelf(Protocol):
    """Keeps what a check makes."""

    def write_csv(self, name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        """Write canonical CSV under that name and give its SHA-256."""

    def read_base(self) -> tuple[list[str], list[list[str]]] | None:
        """Give header and rows of the series that the upload joins, or ``None``."""

    def base_header(self) -> list[str] | None:
        """Give the columns of that series, or ``None``."""

    def join(self, name: str, key: Sequence[str]) -> Joined:
        """Join the CSV kept under that name to the series, row by row."""


class Joined(Protocol):
    """A series and an upload made one; ``origin`` and ``summary`` hold when all rows were given."""

    header: list[str]
    origin: list[int | None]

    @property
    def summary(self) -> dict[str, Any]:
        """What the upload does to the series."""

    def rows(self) -> Iterator[list[str]]:
        """Give all rows."""


class Progress(Protocol):
    """Hears how far a check is."""

    def __call__(self, stage: str, rows: int = 0, of: int = 0) -> None:
        """Hear of a stage, with rows done of rows in all."""
