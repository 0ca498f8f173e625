"""The code lists that hold: the imported version of a list where there is one, else the shipped file.

The first column is the code; ``label_id`` (or ``label``, ``nama``) is the Indonesian name and ``label_en`` the English one, the
Indonesian name standing in where there is none. Every further column is kept as text. ``config/codes/daftar.yaml`` names the
sources of the shipped lists.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from . import code_store
from .adapters.registry import shipped
from .adapters.registry.written import copies
from .domain.registry.crosswalk import Place, through
from .domain.registry.lists import ENGLISH_COLUMNS, NAME_COLUMNS, CodeList, Row, digest_of, in_force

LOOK_EVERY_SECONDS = 1.0


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


class _Known:
    """The imported versions as this process last saw them; looked at again when the portal's word for them changes."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.word: str | None = None
        self.looked = float("-inf")
        self.newest: Mapping[str, tuple[int, str]] = {}

    def versions(self) -> Mapping[str, tuple[int, str]]:
        with self.lock:
            if time.monotonic() - self.looked >= LOOK_EVERY_SECONDS:
                self._look()
            return self.newest

    def _look(self) -> None:
        self.looked = time.monotonic()
        word = code_store.code_word()
        if word is None or word != self.word:
            self.newest = code_store.imported_codes()
            self.word = word or digest_of((name, digest) for name, (_, digest) in self.newest.items())
            if word is None:
                code_store.tell_codes(self.word, first=True)

    def forget(self) -> None:
        with self.lock:
            self.looked, self.word = float("-inf"), None


_KNOWN = _Known()


def changed() -> None:
    """Tell every process that a list was imported, or only that the lists are to be read again."""
    newest = code_store.imported_codes()
    code_store.tell_codes(digest_of((name, digest) for name, (_, digest) in newest.items()))
    _KNOWN.forget()


def versions() -> Mapping[str, tuple[int, str]]:
    """Number and digest of the imported version that holds, by list; shipped lists that nobody replaced are left out."""
    return _KNOWN.versions()


def names() -> list[str]:
    """Every list: the shipped ones in their order, then those that were only ever imported."""
    return [*shipped.names(), *sorted(set(versions()) - set(shipped.names()))]


def current(name: str) -> CodeList | None:
    """The version of a list that holds; None when there is no such list."""
    newest = versions().get(name)
    return _imported(name, *newest) if newest else shipped.get(name)


def version(name: str, number: int) -> CodeList | None:
    """One version of a list, 0 for the shipped one; None when there is none of that number."""
    return code_store.registry().get(name, number) if number else shipped.get(name)


@lru_cache(maxsize=64)
def _imported(name: str, number: int, digest: str) -> CodeList | None:
    return code_store.registry().get(name, number)


def places(name: str) -> tuple[Place, ...]:
    """The regions of a list through its versions, each with the days between which it has its codes."""
    return _places(name, *versions().get(name, (0, "")))


@lru_cache(maxsize=16)
def _places(name: str, number: int, digest: str) -> tuple[Place, ...]:
    registry = code_store.registry()
    heads = sorted(registry.history(name), key=lambda head: head.version)
    known = [(head.version, head.starts_on) for head in heads if head.version <= number]
    found = (
        (registry.get(name, version) if version else shipped.get(name), day)
        for version, day in ((0, None), *known)
    )
    return through([(one, day) for one, day in found if one is not None])


def load(name: str) -> Mapping[str, Code]:
    """Give a code list by its name, in its own order; empty when there is no such list."""
    found = current(name)
    return _codes(name, found.version, found.digest, found) if found else {}


def _codes(name: str, number: int, digest: str, found: CodeList) -> Mapping[str, Code]:
    key = (name, number, digest)
    if key not in _MADE:
        if len(_MADE) > 200:
            _MADE.clear()
        _MADE[key] = {row[found.key]: _code(found, row) for row in found.rows}
    return _MADE[key]


_MADE: dict[tuple[str, int, str], Mapping[str, Code]] = {}


def offered(name: str, at: date) -> Mapping[str, Code]:
    """The codes of a list that hold on a day: what a form offers."""
    found = current(name)
    holding = {row[found.key] for row in found.rows if in_force(row, at)} if found else set()
    return {code: one for code, one in load(name).items() if code in holding}


def label(name: str, code: str, language: str) -> str:
    """Give the name of ``code`` in the list ``name``; the code itself when the list does not know it."""
    found = load(name).get(code)
    return found.label(language) if found else code


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a list, as its file would have them."""
    found = current(name)
    return [dict(row) for row in found.rows] if found else []


def copied(folder: Path, newest: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    """Write these imported versions into a folder; gives their paths by name."""
    lists = (_imported(name, *which) for name, which in newest.items())
    return copies((one for one in lists if one is not None), folder)


def imported_rows() -> Mapping[str, tuple[Row, ...]]:
    """The rows of the imported lists that hold, by name."""
    lists = {name: _imported(name, *which) for name, which in versions().items()}
    return {name: one.rows for name, one in lists.items() if one is not None}


def imported_at(moment: datetime) -> dict[str, CodeList]:
    """The imported lists that held at a moment, by name: what was frozen then is shown with the names of then."""
    found = code_store.registry().newest(moment)
    lists = {name: _imported(name, number, digest) for name, (number, digest) in found.items()}
    return {name: one for name, one in lists.items() if one is not None}


def _code(found: CodeList, row: Row) -> Code:
    indonesian = _first(row, NAME_COLUMNS) or row[found.key]
    english = _first(row, ENGLISH_COLUMNS) or indonesian
    known = {found.key, *NAME_COLUMNS, *ENGLISH_COLUMNS}
    return Code(row[found.key], indonesian, english, {k: v for k, v in row.items() if k not in known})


def _first(row: Row, columns: tuple[str, ...]) -> str:
    return next((row[name] for name in columns if row.get(name)), "")
