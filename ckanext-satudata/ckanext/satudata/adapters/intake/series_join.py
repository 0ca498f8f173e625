"""A series and an upload made one, as ``domain.intake.merge`` says, with both on disk: for tables that no memory holds."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ...domain.intake.merge import MergeError, Telling, spread, union

SETTINGS = (
    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32768; PRAGMA temp_store=FILE;"
)
TABLES = """
    CREATE TABLE lama (at INTEGER, name TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE baru (at INTEGER PRIMARY KEY, name TEXT, line TEXT);
"""
PAIRS = """
    CREATE INDEX baru_name ON baru (name, at);
    CREATE TABLE pasang (place INTEGER PRIMARY KEY, at INTEGER);
    INSERT INTO pasang SELECT o.at, (SELECT min(n.at) FROM baru n WHERE n.name = o.name) AS first FROM lama o
        WHERE first IS NOT NULL;
    CREATE UNIQUE INDEX pasang_at ON pasang (at);
"""


class SeriesJoin:
    """The series at ``base`` with the upload at ``new``, joined by ``key``; ``origin`` and ``summary`` hold when all rows
    were given. Raises ``MergeError`` when a key column is missing."""

    def __init__(self, base: Path, new: Path, key: Sequence[str], scratch: Path) -> None:
        self.base, self.new = base, new
        self.columns = {"base": header_of(base), "new": header_of(new)}
        for side, names in self.columns.items():
            if missing := [name for name in key if name not in names]:
                raise MergeError(side, missing)
        self.header = union(self.columns["base"], self.columns["new"])
        self.origin: list[int | None] = []
        self.telling = Telling(self.header, key)
        self.at = [self.header.index(name) for name in key]
        self.database = sqlite3.connect(scratch, isolation_level=None)
        self.database.executescript(SETTINGS + TABLES)

    @property
    def summary(self) -> dict[str, Any]:
        """What the upload does to the series."""
        return self.telling.summary()

    def rows(self) -> Iterator[list[str]]:
        """Give the rows of the series, those of the upload in their places, then its further ones."""
        self._lay()
        pairs = self.database.execute(
            "SELECT p.place, p.at, n.line FROM pasang p JOIN baru n ON n.at = p.at ORDER BY p.place"
        )
        pair = next(pairs, None)
        for place, old in enumerate(self._spread("base", self.base)):
            if pair is None or pair[0] != place:
                yield self._told(old, None, None)
                continue
            yield self._told(old, json.loads(pair[2]), pair[1])
            pair = next(pairs, None)
        alone = "SELECT n.at, n.line FROM baru n LEFT JOIN pasang p ON p.at = n.at WHERE p.at IS NULL ORDER BY n.at"
        for at, line in self.database.execute(alone):
            yield self._told(None, json.loads(line), at)
        self.database.close()

    def _told(self, old: list[str] | None, new: list[str] | None, at: int | None) -> list[str]:
        self.telling.take(old, new)
        self.origin.append(at)
        return new if new is not None else old or []

    def _lay(self) -> None:
        write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        self.database.execute("BEGIN")
        self.database.executemany(
            "INSERT INTO baru VALUES (?, ?, ?)",
            (
                (at, write([row[i] for i in self.at]), write(row))
                for at, row in enumerate(self._spread("new", self.new))
            ),
        )
        self.database.executemany(
            "INSERT OR IGNORE INTO lama VALUES (?, ?)",
            (
                (at, write([row[i] for i in self.at]))
                for at, row in enumerate(self._spread("base", self.base))
            ),
        )
        self.database.execute("COMMIT")
        self.database.executescript(PAIRS)

    def _spread(self, side: str, path: Path) -> Iterator[list[str]]:
        names = self.columns[side]
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream)
            next(reader, None)
            for row in reader:
                yield row if names == self.header else spread(row, names, self.header)


def header_of(path: Path) -> list[str]:
    """Give the columns of a canonical CSV."""
    with path.open(encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream), [])
