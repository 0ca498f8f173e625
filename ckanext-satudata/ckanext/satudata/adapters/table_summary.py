# ruff: noqa: S608 - columns have names of our own; the path is a temporary one of ours
"""Summaries of the columns of a large table: what ``domain.tablesummary.summarise`` gives, in bounded memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ..domain.tablesummary import TOP, ColumnSummary, plain

MEMORY = "256MB"


def summaries(
    path: Path, header: Sequence[str], numeric: Collection[str], folder: Path
) -> tuple[ColumnSummary, ...]:
    """Summarise every column of the canonical CSV at ``path``; what does not fit in memory lies in ``folder``."""
    with _table(path, len(header), folder) as database:
        return tuple(
            _numbers(database, name, f"c{at}") if name in numeric else _texts(database, name, f"c{at}")
            for at, name in enumerate(header)
        )


@contextmanager
def _table(path: Path, width: int, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    config = {"threads": "1", "memory_limit": MEMORY, "temp_directory": str(folder)}
    types = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(width))
    source = (
        f"read_csv('{path}', columns={{{types}}}, auto_detect=false, header=true, delim=',', quote='\"', escape='\"', "
        "nullstr='\x01\x02\x01', compression='none', max_line_size=10000000)"
    )
    with duckdb.connect(str(folder / "kolom.db"), config=config) as database:
        database.execute("SET autoinstall_known_extensions = false")
        database.execute(f"CREATE TABLE t AS SELECT * FROM {source}")
        yield database


def _counts(database: duckdb.DuckDBPyConnection, column: str) -> dict[str, int]:
    found = _one(database, f"SELECT count(*), count(*) FILTER ({column} <> '') FROM t")
    distinct = _one(database, f"SELECT count(*) FROM (SELECT DISTINCT {column} FROM t WHERE {column} <> '')")
    return {"filled": found[1], "empty": found[0] - found[1], "distinct": distinct[0]}


def _texts(database: duckdb.DuckDBPyConnection, name: str, column: str) -> ColumnSummary:
    commonest = f"SELECT {column}, count(*) AS n FROM t WHERE {column} <> '' GROUP BY 1 ORDER BY n DESC, 1 LIMIT {TOP}"
    top = database.execute(commonest).fetchall()
    return ColumnSummary(name, **_counts(database, column), top=tuple((text, count) for text, count in top))


def _numbers(database: duckdb.DuckDBPyConnection, name: str, column: str) -> ColumnSummary:
    counts = _counts(database, column)
    number = f"TRY_CAST(nullif({column}, '') AS DOUBLE)"
    lowest, middle, highest, read = _one(
        database,
        f"SELECT min(v), median(v), max(v), count(v) FROM (SELECT {number} AS v FROM t) WHERE isfinite(v)",
    )
    if not read:
        return ColumnSummary(name, **counts, unread=counts["filled"])
    ends = {"lowest": plain(lowest), "middle": plain(middle), "highest": plain(highest)}
    return ColumnSummary(name, **counts, **ends, unread=counts["filled"] - read)


def _one(database: duckdb.DuckDBPyConnection, query: str) -> tuple:  # type: ignore[type-arg]
    found = database.execute(query).fetchone()
    return found if found is not None else (0, 0, 0, 0)
