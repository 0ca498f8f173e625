"""Put a staged table in the place of the public one: readers see the old rows or the new ones, never none."""

from __future__ import annotations

import json
from typing import Any

from psycopg2 import sql

from . import guard
from .stage import STAGING

LOCK_TIMEOUT = "10s"
KIND = "SELECT relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'public' AND relname = %s"
ALIASES = 'SELECT name FROM public."_table_metadata" WHERE alias_of = %s'


def put_in_place(cursor: Any, edition_id: str, resource_id: str, rows: int, read_user: str) -> None:
    """Replace ``public."<resource_id>"`` by the staged table in the cursor's transaction; aliases follow."""
    cursor.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(LOCK_TIMEOUT)))
    live = sql.Identifier("public", resource_id)
    cursor.execute(ALIASES, (resource_id,))
    aliases = [row[0] for row in cursor.fetchall()]
    _make_room(cursor, resource_id)
    cursor.execute(sql.SQL("ALTER TABLE {} SET SCHEMA public").format(sql.Identifier(STAGING, edition_id)))
    cursor.execute(
        sql.SQL("ALTER TABLE {} RENAME TO {}").format(
            sql.Identifier("public", edition_id), sql.Identifier(resource_id)
        )
    )
    guard.close(cursor, resource_id)
    _grant(cursor, live, read_user)
    for alias in aliases:
        view = sql.Identifier("public", alias)
        cursor.execute(sql.SQL("CREATE VIEW {} AS SELECT * FROM {}").format(view, live))
        _grant(cursor, view, read_user)
    _remember_count(cursor, resource_id, rows)


def _make_room(cursor: Any, resource_id: str) -> None:
    """Drop what stands at the public name: the table of the edition before, or whatever somebody else put there."""
    cursor.execute(KIND, (resource_id,))
    found = cursor.fetchone()
    what = sql.SQL("VIEW" if found and found[0] == "v" else "TABLE")
    cursor.execute(
        sql.SQL("DROP {} IF EXISTS {} CASCADE").format(what, sql.Identifier("public", resource_id))
    )


def _grant(cursor: Any, what: sql.Identifier, read_user: str) -> None:
    cursor.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(what, sql.Identifier(read_user)))


def _remember_count(cursor: Any, resource_id: str, rows: int) -> None:
    """Write the row count that datastore_search gives as its total."""
    cursor.execute(
        'INSERT INTO public."_table_stats" (resource_id, stats) VALUES (%s, %s) '
        "ON CONFLICT (resource_id) DO UPDATE SET stats = EXCLUDED.stats",
        (resource_id, json.dumps({"rows": rows})),
    )
