"""The code lists of ``config/codes``: one CSV each, read once.

The first column is the code; ``label_id`` (or ``label``, ``nama``) is the Indonesian name and ``label_en`` the English one, the
Indonesian name standing in where there is none. Every further column is kept as text. Sources are named in each file's list.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

PACKAGE = "ckanext.satudata.defaults"
INDONESIAN = ("label_id", "label", "nama")
ENGLISH = ("label_en", "name")


@dataclass(frozen=True)
class Code:
    """One line of a code list. ``more`` holds the list's further columns by name."""

    code: str
    label_id: str
    label_en: str
    more: Mapping[str, str] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """Give the name in ``language``: English for ``en``, Indonesian for every other."""
        return self.label_en if language == "en" else self.label_id


@cache
def load(name: str) -> Mapping[str, Code]:
    """Give a code list by the name of its file without ``.csv``, in its own order; empty when there is no such file."""
    source = files(PACKAGE).joinpath("codes", f"{name}.csv")
    if not source.is_file():
        return {}
    with source.open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        rows = csv.DictReader(lines)
        key = (rows.fieldnames or ["kode"])[0]
        return {row[key]: _code(key, row) for row in rows if row[key]}


def label(name: str, code: str, language: str) -> str:
    """Give the name of ``code`` in the list ``name``; the code itself when the list does not know it."""
    found = load(name).get(code)
    return found.label(language) if found else code


def _code(key: str, row: Mapping[str, str | None]) -> Code:
    values = {column: value or "" for column, value in row.items() if column}
    indonesian = _first(values, INDONESIAN) or values[key]
    english = _first(values, ENGLISH) or indonesian
    known = {key, *INDONESIAN, *ENGLISH}
    return Code(values[key], indonesian, english, {k: v for k, v in values.items() if k not in known})


def _first(values: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if values.get(name)), "")
