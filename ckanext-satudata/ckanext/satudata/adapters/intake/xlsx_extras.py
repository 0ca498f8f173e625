"""What stands beside the sheets of a workbook: comments, threads, filters of tables, document properties."""

from __future__ import annotations

from ...domain.intake.grid import Sheet, parse_address
from .budget import Budget, add_comment
from .xml_stream import local, unescaped

_THREAD_MARK = "[Threaded comment]"
_KEPT_PROPERTIES = 100
_LONGEST_PROPERTY = 2_000
_NAMES = {
    "title": "title",
    "creator": "creator",
    "lastModifiedBy": "lastModifiedBy",
    "subject": "subject",
    "keywords": "keywords",
    "description": "description",
    "category": "category",
    "Company": "company",
    "Manager": "manager",
    "HyperlinkBase": "hyperlinkBase",
}


class Comments:
    """Collects the notes of one sheet, or its threads (``threadedComment``)."""

    def __init__(self, sheet: Sheet, budget: Budget) -> None:
        self._sheet, self._budget = sheet, budget
        self._place: tuple[int, int] | None = None
        self._pieces: list[str] = []
        self._length = 0
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a comment or a piece of its text."""
        tag = local(name)
        if tag in ("comment", "threadedComment"):
            self._place, self._pieces, self._length = _place(attributes.get("ref", "")), [], 0
        elif tag in ("t", "text") and self._place:
            self._inside = True

    def end(self, name: str) -> None:
        """End a comment or a piece of its text."""
        tag = local(name)
        if tag in ("t", "text"):
            self._inside = False
        elif tag in ("comment", "threadedComment") and self._place:
            text = unescaped("".join(self._pieces))
            if not text.startswith(_THREAD_MARK):
                add_comment(self._sheet, self._budget, *self._place, text)
            self._place = None

    def text(self, data: str) -> None:
        """Take a piece, counting."""
        if self._inside and self._place:
            self._length += len(data)
            if self._length > self._budget.limits.cell_chars:
                raise self._budget.too_long(*self._place)
            self._pieces.append(data)


def _place(reference: str) -> tuple[int, int] | None:
    try:
        return parse_address(reference)
    except ValueError:
        return None


class TableFilters:
    """Looks whether a table of the sheet hides rows by a filter."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note a filtered column."""
        if local(name) == "filterColumn":
            self._sheet.filtered = True

    def end(self, name: str) -> None:
        """Nothing to do at an element's end."""

    def text(self, data: str) -> None:
        """Tables hold no text."""


class Properties:
    """Collects the document's properties: core, application's and custom ones."""

    def __init__(self, found: dict[str, str]) -> None:
        self._found = found
        self._name: str | None = None
        self._depth = 0
        self._custom: str | None = None
        self._pieces: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a property."""
        tag = local(name)
        if tag == "property":
            self._custom = attributes.get("name") or None
            self._pieces = []
        elif self._custom is None:
            self._name, self._pieces = _NAMES.get(tag), []

    def end(self, name: str) -> None:
        """End a property."""
        tag = local(name)
        ended = self._custom if tag == "property" else self._name
        if ended and (tag == "property" or self._custom is None):
            keep_property(self._found, ended, "".join(self._pieces))
        if tag == "property":
            self._custom = None
        elif self._custom is None:
            self._name = None

    def text(self, data: str) -> None:
        """Take a piece; what is longer than a property ought to be is cut."""
        if (self._name or self._custom) and sum(map(len, self._pieces[-4:])) < _LONGEST_PROPERTY:
            self._pieces.append(data[:_LONGEST_PROPERTY])


def keep_property(found: dict[str, str], name: str, text: str) -> None:
    """Keep a property that says something."""
    text = text.replace("\x00", "").strip()[:_LONGEST_PROPERTY]
    if text and len(found) < _KEPT_PROPERTIES:
        found.setdefault(name[:100], text)
