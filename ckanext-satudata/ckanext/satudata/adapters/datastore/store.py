"""Stage, swap, drop and look: each one transaction in the DataStore's database, each safe to repeat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import psycopg2.errors
from psycopg2 import sql
from sqlalchemy.engine import make_url

from ckanext.datastore.backend.postgres import get_write_engine

from . import guard
from . import stage as staging
from .errors import NotStaged, StagingRefused
from .swap import put_in_place
from .types import plan

COMMENT = """
    SELECT obj_description(c.oid, 'pg_class') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %s AND c.relname = %s
"""
MARKS = """
    SELECT c.relname, obj_description(c.oid, 'pg_class') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r'
"""
SCHEMA_EXISTS = "SELECT 1 FROM pg_namespace WHERE nspname = %s"


class DataStore:
    """The tables of published resources. Reading is CKAN's; writing is this and nothing else."""

    def stage(
        self, edition_id: str, resource_id: str, schema: Mapping[str, Any], csv_path: Path | str
    ) -> int:
        """Load the canonical CSV into a table nobody reads yet; give its rows. Does nothing when already done.

        Raises ColumnsDiffer, StagingRefused, and PostgreSQL's own error when a value does not fit its type.
        """
        path = Path(csv_path)
        with self._transaction(edition_id) as cursor:
            done = self._mark(cursor, staging.STAGING, edition_id) or self._mark(
                cursor, "public", resource_id
            )
            if done and done[0] == edition_id:
                return done[1]
            self._ensure_staging(cursor)
            return staging.build(cursor, edition_id, plan(schema, path), path)

    def swap(self, edition_id: str, resource_id: str) -> None:
        """Make the staged table the public one. Does nothing when it is; raises NotStaged when there is none."""
        read_user = make_url(tk.config["ckan.datastore.read_url"]).username or ""
        with self._transaction(resource_id) as cursor:
            live = self._mark(cursor, "public", resource_id)
            if live and live[0] == edition_id:
                return
            staged = self._mark(cursor, staging.STAGING, edition_id)
            if staged is None:
                raise NotStaged(edition_id, resource_id)
            put_in_place(cursor, edition_id, resource_id, staged[1], read_user)

    def rebuild(
        self, edition_id: str, resource_id: str, schema: Mapping[str, Any], csv_path: Path | str
    ) -> None:
        """Make the public table anew from the edition's canonical CSV, whatever stands there now."""
        read_user = make_url(tk.config["ckan.datastore.read_url"]).username or ""
        path = Path(csv_path)
        with self._transaction(resource_id) as cursor:
            self._ensure_staging(cursor)
            cursor.execute(
                sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(staging.STAGING, edition_id))
            )
            rows = staging.build(cursor, edition_id, plan(schema, path), path)
            put_in_place(cursor, edition_id, resource_id, rows, read_user)
            self._index_words(cursor, edition_id, resource_id)

    def index_words(self, edition_id: str, resource_id: str) -> None:
        """Index the search text of the public table while it is read; nothing when it holds another edition by now."""
        with self._transaction(resource_id) as cursor:
            live = self._mark(cursor, "public", resource_id)
            if live and live[0] == edition_id:
                self._index_words(cursor, edition_id, resource_id)

    def locked_editions(self) -> dict[str, str]:
        """Give the edition of each public table that is locked, by resource id; one statement for all."""
        with self._transaction(None) as cursor:
            locked = guard.locked_tables(cursor)
            cursor.execute(MARKS)
            marks = {
                name: staging.read_mark(comment) for name, comment in cursor.fetchall() if name in locked
            }
        return {name: found[0] for name, found in marks.items() if found}

    def is_whole(self, resource_id: str) -> bool:
        """Tell whether the public table's rows and columns are those it was built with. Reads the whole table."""
        with self._transaction(None) as cursor:
            cursor.execute(COMMENT, ("public", resource_id))
            found = cursor.fetchone()
            kept = staging.read_digest(found[0]) if found else ""
            return bool(kept) and kept == staging.digest(cursor, sql.Identifier("public", resource_id))

    def release(self, resource_id: str) -> None:
        """Let CKAN's own actions write the table again; no error when there is none."""
        with self._transaction(resource_id) as cursor:
            if self._mark(cursor, "public", resource_id) is not None:
                guard.release(cursor, resource_id)

    def live_edition(self, resource_id: str) -> str | None:
        """Give the id of the edition whose rows the public table holds, or None."""
        with self._transaction(None) as cursor:
            live = self._mark(cursor, "public", resource_id)
        return live[0] if live else None

    def withdraw(self, resource_id: str) -> None:
        """Take a resource's public table away; no error when there is none."""
        with self._transaction(resource_id) as cursor:
            live = sql.Identifier("public", resource_id)
            cursor.execute(sql.SQL("DROP TABLE IF EXISTS {} CASCADE").format(live))
            cursor.execute('DELETE FROM public."_table_stats" WHERE resource_id = %s', (resource_id,))

    def drop(self, edition_id: str) -> None:
        """Remove a staged table that will not be published; no error when there is none."""
        with self._transaction(edition_id) as cursor:
            cursor.execute(
                sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(staging.STAGING, edition_id))
            )

    @contextmanager
    def _transaction(self, lock: str | None) -> Iterator[Any]:
        """Open a cursor in one transaction, alone among those who use the same ``lock``."""
        with get_write_engine().begin() as connection, connection.connection.cursor() as cursor:
            if lock:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"satudata:{lock}",))
            yield cursor

    def _mark(self, cursor: Any, schema: str, table: str) -> tuple[str, int] | None:
        cursor.execute(COMMENT, (schema, table))
        found = cursor.fetchone()
        return staging.read_mark(found[0]) if found else None

    def _index_words(self, cursor: Any, edition_id: str, resource_id: str) -> None:
        method = str(tk.config["ckan.datastore.default_fts_index_method"])
        staging.add_word_index(cursor, edition_id, sql.Identifier("public", resource_id), method)

    def _ensure_staging(self, cursor: Any) -> None:
        cursor.execute(SCHEMA_EXISTS, (staging.STAGING,))
        if cursor.fetchone():
            return
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (staging.STAGING,))
        try:
            cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(staging.STAGING)))
        except psycopg2.errors.InsufficientPrivilege as error:
            user = make_url(tk.config["ckan.datastore.write_url"]).username or ""
            raise StagingRefused(user) from error
