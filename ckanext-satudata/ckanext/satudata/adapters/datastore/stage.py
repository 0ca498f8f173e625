"""Build one edition's table beside the public ones, in a schema the DataStore's read user cannot enter."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import threading
from pathlib import Path
from typing import IO, Any

from psycopg2 import sql

from .types import Column, Plan

STAGING = "satudata_staging"


def build(cursor: Any, edition_id: str, columns: Plan, csv_path: Path) -> int:
    """Create and fill ``satudata_staging."<edition_id>"`` in the cursor's transaction; give the number of rows.

    The search text is there, its index is not: ``add_word_index`` makes it.
    """
    lines, table = sql.Identifier(STAGING, f"{edition_id}_csv"), sql.Identifier(STAGING, edition_id)
    rows = _load_lines(cursor, lines, columns, csv_path)
    cursor.execute(_create_statement(table, columns, lines))
    cursor.execute(sql.SQL("DROP TABLE {}").format(lines))
    _number_rows(cursor, edition_id, rows)
    _add_key(cursor, edition_id, columns)
    cursor.execute(sql.SQL("ANALYZE {}").format(table))
    cursor.execute(
        sql.SQL(
            "CREATE TRIGGER zfulltext BEFORE INSERT OR UPDATE ON {} "
            "FOR EACH ROW EXECUTE PROCEDURE public.populate_full_text_trigger()"
        ).format(table)
    )
    for column in columns.columns:
        _describe(cursor, table, column)
    facts = mark(edition_id, rows, digest(cursor, table))
    cursor.execute(sql.SQL("COMMENT ON TABLE {} IS {}").format(table, sql.Literal(facts)))
    return rows


def add_word_index(cursor: Any, edition_id: str, table: sql.Identifier, method: str) -> None:
    """Index the search text of an edition's table, wherever it stands now; no error when it is indexed."""
    cursor.execute(
        sql.SQL("CREATE INDEX IF NOT EXISTS {} ON {} USING {} (_full_text)").format(
            sql.Identifier(_index_name(edition_id, "_full_text")), table, sql.SQL(method)
        )
    )


def mark(edition_id: str, rows: int, digest: str) -> str:
    """Give the table comment that says which edition a table holds, and what its rows come to."""
    return json.dumps({"satudata_edition": edition_id, "rows": rows, "digest": digest})


def digest(cursor: Any, table: sql.Identifier) -> str:
    """Give one number for all rows and columns of a table; it changes when any cell or column does."""
    cursor.execute(
        sql.SQL(
            "SELECT count(*) || ':' || coalesce(bit_xor(hashtextextended(t::text, 0)), 0) FROM {} t"
        ).format(table)
    )
    return str(cursor.fetchone()[0])


def read_mark(comment: str | None) -> tuple[str, int] | None:
    """Give (edition id, rows) of a table comment, or None when it is not one of ours."""
    try:
        facts = json.loads(comment or "")
        return str(facts["satudata_edition"]), int(facts["rows"])
    except (ValueError, KeyError, TypeError):
        return None


def read_digest(comment: str | None) -> str:
    """Give the digest of a table comment, or ``""``."""
    try:
        return str(json.loads(comment or "")["digest"])
    except (ValueError, KeyError, TypeError):
        return ""


def _load_lines(cursor: Any, lines: sql.Identifier, columns: Plan, csv_path: Path) -> int:
    """COPY the CSV, typed, into a table that counts its lines; give how many there are.

    Not a temporary table: those PostgreSQL reads with one process only.
    """
    cursor.execute(
        sql.SQL("CREATE UNLOGGED TABLE {} (_line bigserial, {})").format(lines, _definitions(columns))
    )
    names = _names(columns)
    copy = sql.SQL(
        "COPY {} ({}) FROM STDIN WITH (FORMAT csv, HEADER true, NULL '', FORCE_NULL ({}), ENCODING 'UTF8')"
    ).format(lines, names, names)
    if set(columns.missing) <= {""}:
        with csv_path.open("rb") as stream:
            cursor.copy_expert(copy, stream)
    else:
        _copy_without_marks(cursor, copy, csv_path, set(columns.missing))
    return int(cursor.rowcount)


def _copy_without_marks(cursor: Any, copy: sql.Composed, csv_path: Path, missing: set[str]) -> None:
    """COPY through a pipe, with each of the schema's marks for a missing value made empty."""
    read_end, write_end = os.pipe()
    failed: list[BaseException] = []

    def rewrite() -> None:
        try:
            with os.fdopen(write_end, "w", encoding="utf-8", newline="") as out:
                _rewrite(csv_path, out, missing)
        except BrokenPipeError:
            return
        except Exception as error:
            failed.append(error)

    writer = threading.Thread(target=rewrite, daemon=True)
    writer.start()
    try:
        with os.fdopen(read_end, "rb") as stream:
            cursor.copy_expert(copy, stream)
    finally:
        writer.join()
    if failed:
        raise failed[0]


def _rewrite(csv_path: Path, out: IO[str], missing: set[str]) -> None:
    with csv_path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream)
        writer = csv.writer(out)
        writer.writerow(next(rows, []))
        for row in rows:
            writer.writerow(["" if value in missing else value for value in row])


def _definitions(columns: Plan) -> sql.Composed:
    return sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(column.name), sql.SQL(column.pg_type))
        for column in columns.columns
    )


def _names(columns: Plan) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(column.name) for column in columns.columns)


def _create_statement(table: sql.Identifier, columns: Plan, lines: sql.Identifier) -> sql.Composed:
    """Number the rows as their lines are; the search text is what CKAN's own trigger would make of the row."""
    words = sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(c.name)) for c in columns.columns)
    return sql.SQL(
        "CREATE TABLE {} AS SELECT _line::integer AS _id, to_tsvector(concat_ws(' ', {})) AS _full_text, {} FROM {}"
    ).format(table, words, _names(columns), lines)


def _number_rows(cursor: Any, edition_id: str, rows: int) -> None:
    """Make ``_id`` what ``serial PRIMARY KEY`` makes, with the next number after the last row."""
    table = sql.Identifier(STAGING, edition_id)
    numbers = sql.Identifier(STAGING, f"{edition_id}_id")
    cursor.execute(
        sql.SQL(
            "CREATE SEQUENCE {numbers} AS integer START {next} OWNED BY {table}._id;"
            "ALTER TABLE {table} ALTER _id SET DEFAULT nextval({name}), ADD PRIMARY KEY (_id)"
        ).format(
            numbers=numbers,
            table=table,
            next=sql.Literal(rows + 1),
            name=sql.Literal(numbers.as_string(cursor)),
        )
    )


def _add_key(cursor: Any, edition_id: str, columns: Plan) -> None:
    if columns.key:
        cursor.execute(
            sql.SQL("CREATE UNIQUE INDEX {} ON {} ({})").format(
                sql.Identifier(_index_name(edition_id, "key")),
                sql.Identifier(STAGING, edition_id),
                sql.SQL(", ").join(sql.Identifier(name) for name in columns.key),
            )
        )


def _index_name(edition_id: str, subject: str) -> str:
    return hashlib.sha1(f"{edition_id}{subject}".encode(), usedforsecurity=False).hexdigest()


def _describe(cursor: Any, table: sql.Identifier, column: Column) -> None:
    """Write CKAN's data dictionary entry; its leading space tells CKAN which version of the comment it reads."""
    comment = " " + json.dumps({"_info": dict(column.info)}, ensure_ascii=False, separators=(",", ":"))
    place = sql.SQL("{}.{}").format(table, sql.Identifier(column.name))
    cursor.execute(sql.SQL("COMMENT ON COLUMN {} IS {}").format(place, sql.Literal(comment)))
