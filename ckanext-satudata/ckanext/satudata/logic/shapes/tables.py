"""Canonical tables as pages speak of them: rows and columns by the names that people use."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ... import wiring
from ...domain.tablediff import Table, Values

Rows = Iterator[Values]
MOST_CELLS = 400_000
"""A page holds no larger table in memory: a web process serves others meanwhile. They take some 40 MB."""
MOST_WORDS = 100_000
"""Codes whose words are noted: more than all villages of the country."""


@contextmanager
def opened(sha256: str) -> Iterator[tuple[Values, Rows]]:
    """Header and rows of a canonical CSV, read while they are asked for; both empty when there is no file."""
    if not sha256:
        yield (), iter(())
        return
    with wiring.blobs().open(sha256) as stream:
        reader = csv.reader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))
        yield tuple(next(reader, ())), map(tuple, reader)


def table_of(sha256: str) -> Table:
    """A whole canonical table. Equal texts are kept once, as codes and names repeat in every row."""
    pool: dict[str, str] = {}
    with opened(sha256) as (header, rows):
        return Table(header, [tuple(pool.setdefault(text, text) for text in row) for row in rows])


def too_large(content: Mapping[str, Any]) -> bool:
    """Tell whether a table (``rows``, ``schema``) is too large to be held by a page."""
    return int(content.get("rows") or 0) * len(content.get("schema", {}).get("fields", ())) > MOST_CELLS


def titles(schema: Mapping[str, Any]) -> dict[str, str]:
    """What each column is called."""
    return {field["name"]: field.get("title") or field["name"] for field in schema.get("fields", ())}


def named_by(name: str, header: Sequence[str]) -> str:
    """The column whose text names what a code means: ``nama_kecamatan`` for ``kode_kecamatan``; else the column itself."""
    other = f"nama_{name.removeprefix('kode_')}"
    return other if name.startswith("kode_") and other in header else name


class RowNames:
    """Calls rows by their key as people do: ``Wanasari / 2026`` for ``99.01.02``, ``2026``."""

    def __init__(self, key: Sequence[str], tables: Iterable[Table]) -> None:
        self.key = tuple(key)
        self.words: dict[tuple[str, str], str] = {}
        for table in tables:
            self.learn(table.header, table.rows)

    def learn(self, header: Values, rows: Iterable[Values]) -> None:
        """Note what the codes of a table mean, as many as a list of codes has."""
        pairs = [
            (name, header.index(name), header.index(named_by(name, header)))
            for name in self.key
            if name in header
        ]
        pairs = [(name, code, word) for name, code, word in pairs if code != word]
        for row in rows if pairs else ():
            for name, code, word in pairs:
                if len(self.words) < MOST_WORDS or (name, row[code]) in self.words:
                    self.words[name, row[code]] = row[word]

    def of(self, values: Sequence[str], names: Sequence[str] | None = None) -> str:
        """The name of a row by the texts of its key columns (or of some of them, ``names``)."""
        pairs = zip(names or self.key, values, strict=True)
        texts = [self.words.get((name, text)) or text for name, text in pairs]
        return " / ".join(dict.fromkeys(text for text in texts if text)) or "–"


def row_name(row: Mapping[str, str], key: Sequence[str]) -> str:
    """The name of one row whose texts are all known."""
    texts = [row.get(named_by(name, list(row)), "") or row.get(name, "") for name in key]
    return " / ".join(dict.fromkeys(text for text in texts if text)) or "–"
