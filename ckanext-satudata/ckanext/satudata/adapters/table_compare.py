"""The difference of two large tables with their rows on disk: what ``domain.tablediff.diff`` gives, in bounded memory.

Of each row that both tables have some thirty bytes are held while the order is compared, whatever is in the row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from ..domain.tablediff import Counts, RowAt, RowChange, Spread, Values, longest_rising

SETTINGS = (
    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32768; PRAGMA temp_store=FILE;"
)
TABLES = ("lama", "baru")
BOTH = "FROM baru n JOIN lama o ON o.name = n.name AND o.nth = n.nth"
ALONE = (
    "SELECT n.at, n.name, n.nth, n.line FROM {0} n LEFT JOIN {1} o ON o.name = n.name AND o.nth = n.nth "
    "WHERE o.at IS NULL ORDER BY n.at"
)


class Compared:
    """Two tables that lie in a database file. Reads like a ``TableDiff``, each part as often as it is asked for."""

    def __init__(self, database: sqlite3.Connection, key: Values, before: Values, after: Values) -> None:
        self.database, self.key, self.before, self.after = database, key, before, after

    @property
    def added(self) -> Iterator[RowAt]:
        """Rows of the new table alone, in its order."""
        for at, name, nth, line in self._rows(ALONE.format("baru", "lama")):
            yield RowAt(at, (_row(name), nth), _row(line))

    @property
    def removed(self) -> Iterator[tuple[tuple[Values, int], Values]]:
        """Rows of the old table alone, in its order."""
        for _at, name, nth, line in self._rows(ALONE.format("lama", "baru")):
            yield (_row(name), nth), _row(line)

    @property
    def changed(self) -> Iterator[RowChange]:
        """Rows of both with other cells, in the order of the new table."""
        spread = Spread(self.before, self.after)
        other = "WHERE o.line <> n.line" if spread.same else ""
        for name, nth, was, now in self._rows(
            f"SELECT n.name, n.nth, o.line, n.line {BOTH} {other} ORDER BY n.at"
        ):
            if cells := spread.cells(_row(was), _row(now)):
                yield RowChange((_row(name), nth), cells)

    @property
    def moved(self) -> Iterator[RowAt]:
        """The fewest rows that must move so that the others keep their order."""
        if not all(self._staying):
            rows = self._rows(f"SELECT n.at, n.name, n.nth {BOTH} ORDER BY n.at")
            for stays, (at, name, nth) in zip(self._staying, rows, strict=True):
                if not stays:
                    yield RowAt(at, (_row(name), nth))

    @cached_property
    def counts(self) -> Counts:
        """How many rows and cells differ."""
        rows = cells = 0
        for change in self.changed:
            rows, cells = rows + 1, cells + len(change.cells)
        alone = [self._count(f"({ALONE.format(*pair)})") for pair in (TABLES[::-1], TABLES)]
        return Counts(*alone, rows, cells, self._staying.count(0))

    @cached_property
    def _staying(self) -> bytearray:
        return longest_rising(row[0] for row in self._rows(f"SELECT o.at {BOTH} ORDER BY n.at"))

    def _count(self, source: str) -> int:
        return int(self.database.execute(f"SELECT count(*) FROM {source}").fetchone()[0])  # noqa: S608

    def _rows(self, query: str) -> Iterator[Any]:
        return iter(self.database.execute(query))


@contextmanager
def compared(
    folder: Path,
    before: tuple[Values, Iterable[Values]],
    after: tuple[Values, Iterable[Values]],
    key: Sequence[str],
) -> Iterator[Compared]:
    """Lay both tables (header, rows) into a database in ``folder`` and compare them there, by the ``key`` columns.

    Where a table lacks one of them, or there is no key, whole rows are compared.
    """
    named = tuple(key) if key and set(key) <= set(before[0]) & set(after[0]) else ()
    with closing(sqlite3.connect(folder / "banding.db", isolation_level=None)) as database:
        database.executescript(SETTINGS)
        for table, (header, rows) in zip(TABLES, (before, after), strict=True):
            _lay(database, table, [header.index(name) for name in named], rows)
        yield Compared(database, named, before[0], after[0])


def _lay(database: sqlite3.Connection, table: str, at: Sequence[int], rows: Iterable[Values]) -> None:
    """Keep the rows by their names, each with its place among those of the same name."""
    database.execute("CREATE TABLE masuk (at INTEGER PRIMARY KEY, name TEXT, line TEXT)")
    database.execute("BEGIN")
    database.executemany("INSERT INTO masuk VALUES (?, ?, ?)", _lines(at, rows))
    numbered = "row_number() OVER (PARTITION BY name ORDER BY at) - 1 AS nth"
    database.execute(f"CREATE TABLE {table} AS SELECT at, name, {numbered}, line FROM masuk")  # noqa: S608
    database.execute("DROP TABLE masuk")
    database.execute(f"CREATE UNIQUE INDEX {table}_place ON {table} (name, nth)")
    database.execute("COMMIT")


def _lines(at: Sequence[int], rows: Iterable[Values]) -> Iterator[tuple[int, str, str]]:
    write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for number, row in enumerate(rows):
        line = write(row)
        yield number, write([row[i] for i in at]) if at else line, line


def _row(text: str) -> Values:
    return tuple(json.loads(text))
