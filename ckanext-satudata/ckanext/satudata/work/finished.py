"""A row of work whose effect is there already, or is no longer wanted."""

from __future__ import annotations

from .. import wiring
from ..app.ports import Work


def finish(work: Work) -> None:
    """Note that the work is done; whatever it was for stands as it is."""
    unit = wiring.unit()
    with unit:
        unit.work.finish(work)
        unit.commit()
