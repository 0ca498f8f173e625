"""Imported versions of code lists in ``satudata_code_list_version`` and ``satudata_code``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...domain.registry.lists import PARENT, SINCE, UNTIL, CodeList, about_of, told_of
from ...model import tables as t

ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('satudata_code_list', 0))"
BATCH = 2000


@dataclass(frozen=True)
class Head:
    """An imported version without its rows."""

    name: str
    version: int
    digest: str
    starts_on: date
    about: Mapping[str, Any]
    counts: Mapping[str, int]
    rows: int
    filename: str
    by_user: str
    at: datetime


class SqlRegistry:
    """Imported code lists. The newest version of a list is the one that holds; ``shipped`` gives those of the files."""

    def __init__(self, session: Session | sa.Connection, shipped: Callable[[str], CodeList | None]) -> None:
        self.session = session
        self.shipped = shipped

    def present(self, name: str) -> CodeList | None:
        """The version that holds; None when there is no such list."""
        newest = self.newest().get(name)
        return self.get(name, newest[0]) if newest else self.shipped(name)

    def alone(self) -> None:
        """Importers wait for each other until the transaction ends."""
        self.session.execute(sa.text(ALONE))

    def newest(self, before: datetime | None = None) -> dict[str, tuple[int, str]]:
        """Number and digest of the newest version of every imported list, also of those that existed at a moment."""
        c = t.code_list_version.c
        query = sa.select(c.name, c.version, c.digest).distinct(c.name).order_by(c.name, c.version.desc())
        if before is not None:
            query = query.where(c.at <= before)
        return {row.name: (row.version, row.digest) for row in self.session.execute(query)}

    def get(self, name: str, version: int) -> CodeList | None:
        """One version with its rows; None when there is none of that number."""
        v, c = t.code_list_version.c, t.code.c
        head = self.session.execute(
            sa.select(v.about, v.columns).where(v.name == name, v.version == version)
        ).first()
        if head is None:
            return None
        query = sa.select(t.code).where(c.list == name, c.version == version).order_by(c.position)
        shape = CodeList(about_of(name, head.about), tuple(head.columns), (), version)
        rows = tuple(_row(shape, row) for row in self.session.execute(query))
        return CodeList(shape.about, shape.columns, rows, version)

    def history(self, name: str) -> Sequence[Head]:
        """The imported versions of a list, newest first."""
        c = t.code_list_version.c
        query = sa.select(*(column for column in c if column.name != "columns")).where(c.name == name)
        return [Head(**row) for row in self.session.execute(query.order_by(c.version.desc())).mappings()]

    def add(
        self, one: CodeList, starts: date, counts: Mapping[str, int], filename: str, by: str, at: datetime
    ) -> None:
        """Keep a new version with its rows."""
        self.session.execute(
            t.code_list_version.insert().values(
                name=one.about.name,
                version=one.version,
                digest=one.digest,
                starts_on=starts,
                about=told_of(one.about),
                columns=list(one.columns),
                counts=dict(counts),
                rows=len(one.rows),
                filename=filename,
                by_user=by,
                at=at,
            )
        )
        rows = [_values(one, place, row) for place, row in enumerate(one.rows)]
        for start in range(0, len(rows), BATCH):
            self.session.execute(t.code.insert(), rows[start : start + BATCH])


def _own(one: CodeList) -> dict[str, str]:
    """Columns of a list that are columns of the table, by the table's."""
    return {
        "code": one.key,
        "name": one.name_column,
        "parent": PARENT,
        "valid_from": SINCE,
        "valid_to": UNTIL,
    }


def _values(one: CodeList, place: int, row: Mapping[str, str]) -> dict[str, Any]:
    own = _own(one)
    values: dict[str, Any] = {column: row.get(theirs, "") for column, theirs in own.items()}
    for day in ("valid_from", "valid_to"):
        values[day] = date.fromisoformat(values[day]) if values[day] else None
    attributes = {column: value for column, value in row.items() if column not in own.values()}
    return {
        **values,
        "list": one.about.name,
        "version": one.version,
        "position": place,
        "attributes": attributes,
    }


def _row(one: CodeList, row: sa.Row[Any]) -> dict[str, str]:
    """A row as the list has it, its columns in the list's order."""
    values = dict(row.attributes)
    for column, theirs in _own(one).items():
        value = getattr(row, column)
        values[theirs] = value.isoformat() if isinstance(value, date) else value or ""
    return {column: values.get(column, "") for column in one.columns}
