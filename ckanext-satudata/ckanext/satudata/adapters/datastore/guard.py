"""The lock on a public table of an edition: its rows come whole from staging, and nobody else writes them.

DataStore is another database, so it cannot ask who is governed. A table is locked when it is put in place, and opened when
its office leaves the reviews. A refused statement raises SQLSTATE ``SD001``, as in the main database
(``docs/reference/locks.md``). Dropping the table or changing its columns cannot be refused by a trigger: the sweep finds it.
"""

from __future__ import annotations

from typing import Any

from psycopg2 import sql

from .stage import STAGING

TRIGGER = "satudata_guard"
FUNCTION = sql.Identifier(STAGING, "refuse_write")
_BODY = """
    CREATE OR REPLACE FUNCTION {} () RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING ERRCODE = 'SD001',
            MESSAGE = format('satudata: %s refused on DataStore table %s (published)', TG_OP, TG_TABLE_NAME),
            DETAIL = json_build_object('package_id', '', 'reason', 'published',
                'table', TG_TABLE_NAME, 'operation', TG_OP)::text;
    END $$
"""
_LOCKED = """
    SELECT c.relname FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE g.tgname = %s AND g.tgenabled <> 'D' AND n.nspname = 'public'
"""


def close(cursor: Any, table: str) -> None:
    """Refuse every statement that writes rows of ``public."<table>"``; harmless when it is so already."""
    cursor.execute(sql.SQL(_BODY).format(FUNCTION))
    release(cursor, table)
    cursor.execute(
        sql.SQL(
            "CREATE TRIGGER {} BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {} "
            "FOR EACH STATEMENT EXECUTE FUNCTION {}()"
        ).format(sql.Identifier(TRIGGER), sql.Identifier("public", table), FUNCTION)
    )


def release(cursor: Any, table: str) -> None:
    """Let CKAN's own actions write the rows again."""
    cursor.execute(
        sql.SQL("DROP TRIGGER IF EXISTS {} ON {}").format(
            sql.Identifier(TRIGGER), sql.Identifier("public", table)
        )
    )


def locked_tables(cursor: Any) -> set[str]:
    """Give the names of the public tables that are locked."""
    cursor.execute(_LOCKED, (TRIGGER,))
    return {row[0] for row in cursor.fetchall()}
