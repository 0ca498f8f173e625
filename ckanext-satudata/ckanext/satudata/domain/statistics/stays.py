"""What the figures are made of: submissions that lay at a stage, alike ones counted together.

A deadline is the end of office hours of a day, so a stay is known by the days on which it began and ended and by whether
it ended within office hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MOVES = frozenset({"submitted", "approved", "done", "received", "returned", "remarked"})
"""Events after which a submission lies at another stage (``to``), until its next counted event."""

ENDS = frozenset({"rejected", "withdrawn", "published", "retracted"})
"""Events after which it lies nowhere."""

RETURNS = frozenset({"returned", "remarked"})
COUNTED = MOVES | ENDS


@dataclass(frozen=True)
class Stays:
    """``n`` stays at one stage. Days are local; ``left`` is None while they last; ``in_hours``: left before offices closed."""

    org_id: str
    step: str
    entered: date
    left: date | None
    in_hours: bool = True
    n: int = 1
    sop_ids: tuple[tuple[str, int], ...] = ()

    def in_time(self, due: date) -> bool:
        """Whether they ended before the end of office hours of the day on which they were due."""
        return self.left is not None and (self.left < due or (self.left == due and self.in_hours))
