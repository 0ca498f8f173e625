# ruff: noqa: S608 - columns and tables have names of our own; texts are bound or quoted
"""DuckDB, the columnar reader: one file, no network, no extensions, no disk, a ceiling on memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

NO_TEXT = "\x01\x02\x01"  # stands for no text at all; a file that holds it is not proved
BATCH = 10_000
_CONFIG = {
    "threads": "2",
    "memory_limit": "256MB",
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
Rows = dict[int, list[str]]


@dataclass(frozen=True)
class Screened:
    """The rows found by their place after the header, the number of all rows, and whether the asked column is known
    to hold no number twice."""

    rows: Rows
    count: int
    distinct: bool


class Table:
    """The rows of a plain CSV file as columns ``c0``, ``c1`` ... of text, with ``n``, counted from 1 after the header.

    The path must hold no quote and no pattern.
    """

    def __init__(self, path: Path, delimiter: str, width: int) -> None:
        self.database = duckdb.connect(":memory:", config=_CONFIG)
        self.database.execute(f"SET allowed_paths = ['{path}']")
        self.database.execute("SET enable_external_access = false")
        self.bytes = path.stat().st_size
        self.columns = [f"c{at}" for at in range(width)]
        types = ", ".join(f"'{name}': 'VARCHAR'" for name in self.columns)
        self.source = (
            f"read_csv('{path}', columns={{{types}}}, auto_detect=false, header=true, delim='{delimiter}',"
            f" quote='\"', escape='\"', nullstr='{NO_TEXT}', strict_mode=true, null_padding=false,"
            f" ignore_errors=false, compression='none', encoding='utf-8',"
            " max_line_size=1000000, buffer_size=8000000)"
        )

    def keep(self, name: str, texts: list[str]) -> None:
        """Keep a set of texts as the table ``name``, column ``v``."""
        self.database.execute(
            f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT unnest(?::VARCHAR[]) AS v", [texts]
        )

    def all_good(self, good: str, key: tuple[int, int, int] | None) -> Screened | None:
        """Give the number of rows where all are ``good``; else ``None``. No order is kept, which takes less time.

        ``key``: a column of whole numbers that must differ too, with the least and the greatest there may be.
        """
        differ = "TRUE"
        if key is not None:
            column, least, most = key
            marks = f"bitstring_agg(TRY_CAST(c{column} AS BIGINT), {least}, {most})"
            differ = f"coalesce(bit_count({marks}), 0) = count(*)"
        bad = f"count(*) FILTER (WHERE ({good}) IS NOT TRUE)"
        try:
            found = self.database.execute(
                f"SELECT count(*), {bad} = 0 AND {differ} FROM {self.source}"
            ).fetchone()
        except duckdb.OutOfRangeException:
            return None
        return Screened({}, found[0], key is not None) if found and found[1] else None

    def screen(self, good: str, rising: int | None, most: int) -> Screened | None:
        """Give the rows that are not ``good``, in one pass; ``None`` where they are more than ``most``.

        With it the number of rows, and whether the column ``rising`` holds whole numbers, each above the one before.
        """
        number = f"TRY_CAST(c{rising} AS BIGINT)"
        windows = "lead(1) OVER () IS NULL AS z, " + (
            "0 AS p" if rising is None else f"lag({number}) OVER () AS p"
        )
        sinks = "FALSE" if rising is None else f"(n > 1 AND ({number} > p) IS NOT TRUE)"
        names = ", ".join(self.columns)
        inner = f"SELECT row_number() OVER () AS n, {windows}, * FROM {self.source}"
        rows = self._fetch(
            f"SELECT n, z, {sinks} AS s, {names} FROM ({inner}) WHERE z OR s OR ({good}) IS NOT TRUE", most
        )
        if rows is None:
            return None
        found = {row[0]: list(row[3:]) for row in rows}
        return Screened(found, max(found, default=0), rising is not None and not any(row[2] for row in rows))

    def rows(self, condition: str, most: int) -> Rows | None:
        """Give the rows that meet a condition; ``None`` where they are more than ``most``.

        Asked as *is not false*, lest a condition on a kept set turn into a join that holds the whole file.
        """
        inner = f"SELECT row_number() OVER () AS n, * FROM {self.source}"
        rows = self._fetch(
            f"SELECT n, {', '.join(self.columns)} FROM ({inner}) WHERE ({condition}) IS NOT FALSE", most
        )
        return None if rows is None else {row[0]: list(row[1:]) for row in rows}

    def repeated(self, key: str) -> list[Any]:
        """Give the values of a key expression that occur more than once."""
        query = f"SELECT {key} AS k FROM {self.source} GROUP BY k HAVING count(*) > 1"
        return [row[0] for row in self.database.execute(query).fetchall()]

    def _fetch(self, query: str, most: int) -> list[tuple[Any, ...]] | None:
        found = self.database.execute(query)
        rows: list[tuple[Any, ...]] = []
        while batch := found.fetchmany(BATCH):
            rows += batch
            if len(rows) > most:
                return None
        return rows

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()
