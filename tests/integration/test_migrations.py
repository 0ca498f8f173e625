"""The migrations go up, down and up again, and what they build is what the models say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ckanext.satudata.model import tables
from support import databases

COLUMNS = """
    SELECT table_name, column_name, data_type, is_nullable, column_default
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name LIKE 'satudata%'
    ORDER BY table_name, ordinal_position
"""
INDEXES = "SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'satudata%' ORDER BY indexdef"
TRIGGERS = """
    SELECT tgrelid::regclass::text, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'satudata%'
    ORDER BY 1, 2
"""
LEFT_FUNCTIONS = """
    SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace
    WHERE n.nspname = 'public' AND proname LIKE 'satudata%'
"""


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[tuple[Path, databases.Addresses]]:
    """A configuration with a migrated database of its own."""
    label = f"mig{os.getpid()}"
    with databases.copied(databases.from_environment(), tmp_path, label) as own:
        yield databases.write_ini(tmp_path, own, f"ckan.site_id = satudata_{label}"), own


def rows(addresses: databases.Addresses, query: str) -> list[tuple[object, ...]]:
    """Give the rows of a query on the main database."""
    connection = psycopg2.connect(addresses.main)
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()
    finally:
        connection.close()


def shape(addresses: databases.Addresses) -> list[list[tuple[object, ...]]]:
    """Give everything the migrations built, in a form that can be compared."""
    return [rows(addresses, query) for query in (COLUMNS, INDEXES, TRIGGERS)]


def test_up_down_up(portal: tuple[Path, databases.Addresses]) -> None:
    ini, addresses = portal
    first = shape(addresses)
    assert first[0]
    databases.run_ckan(ini, "db", "downgrade", "-p", "satudata", "-v", "base")
    assert {table for table, *_ in rows(addresses, COLUMNS)} == {"satudata_alembic_version"}
    assert not rows(addresses, LEFT_FUNCTIONS)
    databases.run_ckan(ini, "db", "upgrade", "-p", "satudata")
    assert shape(addresses) == first


def test_the_models_are_what_the_migrations_build(portal: tuple[Path, databases.Addresses]) -> None:
    _, addresses = portal
    engine = sa.create_engine(addresses.main)
    own = sa.MetaData()
    for name, table in tables.metadata.tables.items():
        if name.startswith("satudata"):
            table.to_metadata(own)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, parents: kind != "table" or name in own.tables,
                "compare_type": True,
            },
        )
        differences = compare_metadata(context, own)
    engine.dispose()
    assert own.tables
    assert not differences
