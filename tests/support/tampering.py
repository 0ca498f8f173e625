"""Somebody with the database's own rights who changes the record behind the portal's back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from support import databases

TABLES = ("satudata_event", "satudata_head", "satudata_refusal")


@contextlib.contextmanager
def superuser() -> Iterator[sa.Connection]:
    """A connection for which no trigger fires. What it did is undone by the block itself (:func:`kept`)."""
    address = databases.from_environment().superuser
    if address is None:
        pytest.skip("needs SATUDATA_SUPERUSER_URL")
    own = databases.renamed(address, sa.make_url(tk.config["sqlalchemy.url"]).database or "")
    model.Session.remove()
    engine = sa.create_engine(own, poolclass=sa.NullPool)
    try:
        with engine.connect() as connection:
            connection.execute(sa.text("SET session_replication_role = replica"))
            connection.commit()
            yield connection
    finally:
        engine.dispose()


@contextlib.contextmanager
def tampered(*statements: str, **values: Any) -> Iterator[None]:
    """The record with these statements carried out; afterwards it is as it was before."""
    with superuser() as connection:
        for table in TABLES:
            connection.execute(sa.text(f"CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table}"))
        try:
            for statement in statements:
                bound = {name: value for name, value in values.items() if f":{name}" in statement}
                done = connection.execute(sa.text(statement), bound)
                assert done.rowcount, f"changed nothing: {statement}"
            connection.commit()
            yield
        finally:
            connection.rollback()
            for table in TABLES:
                connection.execute(sa.text(f"DELETE FROM {table}"))
                connection.execute(sa.text(f"INSERT INTO {table} SELECT * FROM kept_{table}"))
                connection.execute(sa.text(f"DROP TABLE kept_{table}"))
            connection.commit()
