"""Find what was left undone and queue it again."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import ckan.model as model
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from .. import codes, wiring
from ..adapters.sql import work as work_rows
from ..model import tables as t
from . import reminders, tables

log = logging.getLogger(__name__)


def sweep() -> Iterator[str]:
    """Editions whose table and search entry are not live, and whose work row is not waiting for it."""
    c = t.edition.c
    query = (
        sa.select(c.dataset_id, sa.func.max(c.number)).where(c.datastore_at.is_(None)).group_by(c.dataset_id)
    )
    unit = wiring.unit()
    with unit:
        for dataset_id, number in model.Session.execute(query).all():
            retried = (
                t.work.update()
                .where(
                    t.work.c.kind == "go_live",
                    t.work.c.subject == dataset_id,
                    t.work.c.key == str(number),
                    t.work.c.state.in_(["failed", "done"]),
                )
                .values(state="waiting", attempt=0, run_after=sa.func.now())
            )
            if model.Session.execute(retried).rowcount:
                yield f"go_live {dataset_id} edisi {number}"
        if forgotten := work_rows.forget_done(model.Session):
            yield f"{forgotten} pekerjaan lama dihapus"
        unit.commit()
    model.Session.remove()
    codes.changed()
    yield from tables.mend()
    yield from reminders.EVERY_MINUTE.tick()
    yield from _anchored()


def _anchored() -> Iterator[str]:
    """Sign the record; when its writers are long at work, the next sweep does it."""
    try:
        made = wiring.record().anchor(wiring.now())
    except OperationalError as busy:
        log.warning("the record was not anchored: %s", busy.orig)
        return
    if made is not None:
        yield f"jangkar {made.id}: {made.events} peristiwa, {made.hash}"
