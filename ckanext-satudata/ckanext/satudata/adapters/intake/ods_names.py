"""Names of OpenDocument, its number formats, and the values of its cells."""

from __future__ import annotations

import re
from datetime import date, datetime

from ...domain.intake.grid import Value
from .serials import clock

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    f"{_URN}office:1.0": "office",
    f"{_URN}table:1.0": "table",
    f"{_URN}text:1.0": "text",
    f"{_URN}style:1.0": "style",
    f"{_URN}datastyle:1.0": "number",
    f"{_URN}drawing:1.0": "draw",
    f"{_URN}meta:1.0": "meta",
    f"{_URN}manifest:1.0": "manifest",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/xlink": "xlink",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}
SEPARATOR = " "
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")


def plain(name: str, cache: dict[str, str]) -> str:
    """Give a name of expat as ``prefix:local``, whatever prefix the file itself uses."""
    known = cache.get(name)
    if known is None:
        space, _, own = name.rpartition(SEPARATOR)
        known = cache[name] = f"{SPACES.get(space, '')}:{own}"
    return known


def moment(text: str) -> Value:
    """Give a stored day or point in time; what is none stays text."""
    try:
        found = datetime.fromisoformat(text.rstrip("Z")[:26])
    except ValueError:
        return text
    return date(found.year, found.month, found.day) if found.time() == datetime.min.time() else found


def duration(text: str) -> Value:
    """Give a stored time such as PT08H30M00S as hours and minutes."""
    match = _DURATION.fullmatch(text)
    if match is None or match[1]:
        return text
    days, hours, minutes, seconds = (int(match[at] or 0) for at in (2, 3, 4, 5))
    return clock(days + hours / 24 + minutes / 1440 + seconds / 86_400)


class NumberStyles:
    """Collects number formats as codes, and which style of a cell uses which; sheets that are not displayed too."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.cells: dict[str, str] = {}
        self.undisplayed: set[str] = set()
        self._style = ""
        self._name: str | None = None
        self._code = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a style, a format, or a piece of a format."""
        if tag == "style:style":
            self._style = attributes.get("style:name", "")
            data = attributes.get("style:data-style-name")
            if data and len(self.cells) < 20_000:
                self.cells[self._style] = data
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self.undisplayed.add(self._style)
        elif tag in ("number:number-style", "number:currency-style", "number:percentage-style"):
            self._name, self._code = attributes.get("style:name"), ""
        elif tag == "number:number" and self._name is not None:
            self._code += _digits(attributes)

    def end(self, tag: str) -> None:
        """End a format."""
        if tag in ("number:number-style", "number:currency-style", "number:percentage-style"):
            if self._name and len(self.codes) < 20_000:
                self.codes[self._name] = self._code + ("%" if tag == "number:percentage-style" else "")
            self._name = None

    def code(self, style: str) -> str:
        """Give the format code of a cell's style; empty when it has none."""
        return self.codes.get(self.cells.get(style, ""), "")


def _digits(attributes: dict[str, str]) -> str:
    least = min(_count(attributes.get("number:min-integer-digits"), 1), 30)
    places = min(_count(attributes.get("number:decimal-places"), 0), 30)
    whole = "0" * least
    if attributes.get("number:grouping") == "true":
        whole = "#,##" + (whole or "0")
    return (whole or "#") + ("." + "0" * places if places else "")


def _count(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
