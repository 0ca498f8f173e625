"""The first reading of a table: which values stand in its columns. Holds distinct values only, never the table."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .errors import Inexpressible
from .layout import Layout

csv.field_size_limit(10_000_000)  # as every reader of canonical tables here has it
MOST_CODES = 50_000
"""More different values in one column are the numbers of a register; no code list is made of them."""
Rows = Callable[[], Iterable[Sequence[str]]]
"""Opens the table anew: its rows as lists of cells, the header first."""


@dataclass
class Survey:
    """Distinct values: texts by column with their names, areas and periods in the combinations that occur."""

    rows: int = 0
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    areas: set[tuple[str, ...]] = field(default_factory=set)
    times: set[tuple[str, ...]] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)


def data_rows(layout: Layout, rows: Rows) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield each data row with its number in the file (2 is the first); raises Inexpressible for a broken one."""
    opened = iter(rows())
    header = tuple(next(opened, ()))
    if header != layout.header:
        raise Inexpressible("header", found=", ".join(header), expected=", ".join(layout.header))
    width = len(header)
    for number, row in enumerate(opened, start=2):
        if len(row) != width:
            raise Inexpressible("cells", row=number, found=len(row), expected=width)
        yield number, row


def survey(layout: Layout, rows: Rows) -> Survey:
    """Read the table once."""
    found = Survey()
    place = {name: at for at, name in enumerate(layout.header)}
    broken = (*layout.areas, *layout.breakdowns)
    columns = [
        (found.texts.setdefault(one.column, {}), place[one.column], place[one.labels] if one.labels else -1)
        for one in broken
    ]
    areas = [place[one.column] for one in layout.areas]
    times = [place[column] for _, column in layout.time]
    texts = [(one.column, place[one.column]) for one in layout.texts]
    for _, row in data_rows(layout, rows):
        found.rows += 1
        for known, at, label in columns:
            if row[at] not in known:
                known[row[at]] = row[label] if label >= 0 else ""
                if len(known) > MOST_CODES:
                    raise Inexpressible("register", column=layout.header[at], most=MOST_CODES)
        found.areas.add(tuple([row[at] for at in areas]))
        found.times.add(tuple([row[at] for at in times]))
        found.filled.update(name for name, at in texts if row[at])
    return found
