"""Alembic's environment for the tables of this extension."""

from __future__ import annotations

from typing import Any

from alembic import context
from ckan.model.meta import metadata
from sqlalchemy import engine_from_config, pool

import ckanext.satudata.model.tables  # noqa: F401  (registers the tables)

PREFIX = "satudata"
SETTINGS: dict[str, Any] = {
    "target_metadata": metadata,
    "version_table": f"{PREFIX}_alembic_version",
    "include_object": lambda _item, name, kind, _reflected, _other: (
        kind != "table" or name.startswith(PREFIX)
    ),
}


def run() -> None:
    """Migrate the database that CKAN names, in one transaction."""
    section = context.config.get_section(context.config.config_ini_section) or {}
    engine = engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, **SETTINGS)
        with context.begin_transaction():
            context.run_migrations()


def print_sql() -> None:
    """Print the SQL instead of running it."""
    context.configure(url=context.config.get_main_option("sqlalchemy.url"), literal_binds=True, **SETTINGS)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    print_sql()
else:
    run()
