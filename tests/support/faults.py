"""What tests of faults share: rows of work, one cast per run, broken files."""

from __future__ import annotations

import functools
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ckan import model
from ckanext.datastore.backend.postgres import get_write_engine
from sqlalchemy import text

from support import story
from support.offices import kept
from support.story import Cast


@functools.cache
@kept()
def people() -> Cast:
    """One office and its people for a whole run: making them costs more than most tests."""
    return story.cast()


def rows(statement: str, **values: Any) -> list[dict[str, Any]]:
    """What the main database holds now."""
    model.Session.rollback()
    return [dict(row) for row in model.Session.execute(text(statement), values).mappings()]


def work_of(subject: str, kind: str) -> dict[str, Any]:
    """The newest row of work of a kind for a draft, review, dataset or notice."""
    found = rows(
        "SELECT * FROM satudata_work WHERE subject = :subject AND kind = :kind ORDER BY id DESC LIMIT 1",
        subject=subject,
        kind=kind,
    )
    assert found, f"no work {kind} for {subject}"
    return found[0]


def let_time_pass(subject: str) -> None:
    """Make pauses and leases of a subject's work run out now."""
    model.Session.rollback()
    model.Session.execute(
        text(
            "UPDATE satudata_work SET run_after = now() - interval '1 second', "
            "lease_until = lease_until - interval '1 hour' WHERE subject = :subject"
        ),
        {"subject": subject},
    )
    model.Session.commit()


def public_rows(resource_id: str) -> int | None:
    """How many rows the DataStore's table of a resource holds, whoever may read it; None when there is no table."""
    with get_write_engine().connect() as connection:
        here = connection.execute(
            text("SELECT to_regclass(:name)"), {"name": f'public."{resource_id}"'}
        ).scalar()
        return (
            connection.execute(text(f'SELECT count(*) FROM public."{resource_id}"')).scalar()
            if here
            else None
        )


def holding(value: str) -> list[str]:
    """Names of tables of the main database in which any column of any row holds this text."""
    model.Session.rollback()
    tables = model.Session.execute(
        text("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")
    ).scalars()
    found = []
    for table in list(tables):
        query = text(f"SELECT count(*) FROM {table} AS row WHERE row::text LIKE :like")
        if model.Session.execute(query, {"like": f"%{value}%"}).scalar():
            found.append(table)
    return found


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """No file of this process may become larger, as if the disk were full."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
