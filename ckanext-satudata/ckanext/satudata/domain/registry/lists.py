"""A code list: its rows in order, what its columns mean, where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ..digest import canonical_json, sha256_hex

NAME_COLUMNS = ("nama", "label_id", "label", "judul")
ENGLISH_COLUMNS = ("nama_en", "label_en", "name")
PARENT, SINCE, UNTIL = "induk", "berlaku_mulai", "berlaku_sampai"
LIST_NAME = re.compile(r"[a-z][a-z0-9_]{1,49}")

Row = Mapping[str, str]


@dataclass(frozen=True)
class About:
    """What is told of a list. ``label`` is its version in words, ``dated`` the source's date (ISO 8601, or a year).

    ``codings`` names the system of codes that a column uses, by column: ``{"kode_bps": "bps"}``.
    """

    name: str
    title: str
    title_en: str = ""
    group: str = ""
    label: str = ""
    dated: str = ""
    source: str = ""
    note: str = ""
    note_en: str = ""
    codings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CodeList:
    """One version of a list. ``version`` is 0 for the list that is shipped, then 1, 2, ... for imported ones.

    The first column is the code. Every value is text; an empty one is not known.
    """

    about: About
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    version: int = 0

    @property
    def key(self) -> str:
        """The column that holds the code."""
        return self.columns[0]

    @property
    def name_column(self) -> str:
        """The column that holds the Indonesian name; that of the code when there is none."""
        return next((name for name in NAME_COLUMNS if name in self.columns), self.key)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of columns, rows and codings: two lists with one digest judge alike."""
        parts = {
            "columns": list(self.columns),
            "rows": [dict(row) for row in self.rows],
            "codings": dict(self.about.codings),
        }
        return sha256_hex(canonical_json(parts))

    def by_code(self) -> dict[str, Row]:
        """The rows by code."""
        return {row[self.key]: row for row in self.rows}

    def code(self, row: Row) -> str:
        """The code of a row."""
        return row[self.key]

    def name(self, row: Row) -> str:
        """The Indonesian name of a row."""
        return row.get(self.name_column) or row[self.key]


def in_force(row: Row, at: date) -> bool:
    """Whether a row holds on a day; a day that is not known excludes nothing."""
    day = at.isoformat()
    return (row.get(SINCE) or "") <= day and day <= (row.get(UNTIL) or "9999")


def changed_on(before: str, now: str, starts: date) -> date:
    """The day on which a row changed: its new first day (ISO) where the table gave it a later one, else the table's."""
    return date.fromisoformat(now) if now > before else starts


def digest_of(lists: Iterable[tuple[str, str]]) -> str:
    """One digest over ``(name, digest)`` of several lists."""
    return sha256_hex(canonical_json(sorted(lists)))


def about_of(name: str, told: Mapping[str, Any]) -> About:
    """What ``config/codes/daftar.yaml`` tells of a list, or a stored version does."""

    def text(key: str) -> str:
        return str(told.get(key) or "").strip()

    return About(
        name=name,
        title=text("judul") or name.replace("_", " "),
        title_en=text("judul_en"),
        group=text("kelompok"),
        label=text("versi"),
        dated=text("tanggal"),
        source=text("sumber"),
        note=text("catatan"),
        note_en=text("catatan_en"),
        codings={str(column): str(system) for column, system in (told.get("kolom") or {}).items()},
    )


def told_of(about: About) -> dict[str, Any]:
    """The reverse of :func:`about_of`, without the name."""
    return {
        "judul": about.title,
        "judul_en": about.title_en,
        "kelompok": about.group,
        "versi": about.label,
        "tanggal": about.dated,
        "sumber": about.source,
        "catatan": about.note,
        "catatan_en": about.note_en,
        "kolom": dict(about.codings),
    }


def found(code_list: CodeList, query: str, parent: str, at: date | None) -> Sequence[Row]:
    """The rows whose code begins with the query or whose text holds it, below a parent, that hold on a day."""
    wanted = query.casefold().strip()
    names = [
        column
        for column in (*NAME_COLUMNS, *ENGLISH_COLUMNS, "nama_bps", "alias")
        if column in code_list.columns
    ]
    keys = [column for column in code_list.columns if column in code_list.about.codings] or [code_list.key]

    def fits(row: Row) -> bool:
        if parent and row.get(PARENT) != parent:
            return False
        if at is not None and not in_force(row, at):
            return False
        return (
            not wanted
            or any(row.get(column, "").casefold().startswith(wanted) for column in keys)
            or any(wanted in row.get(column, "").casefold() for column in names)
        )

    return [row for row in code_list.rows if fits(row)]
