"""Writes XML element by element, never the whole document in memory; the bytes depend on what is written alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from ckanext.satudata.domain.bps.texts import printable
from ckanext.satudata.domain.sdmx.model import Words

BASE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"
NAMESPACES = {
    "xmlns:mes": BASE + "message",
    "xmlns:str": BASE + "structure",
    "xmlns:com": BASE + "common",
    "xmlns:gen": BASE + "data/generic",
}
Attributes = Mapping[str, str]


def attribute(text: str) -> str:
    """Write a text as an attribute's value, in quotation marks."""
    return quoteattr(printable(text), {"\n": "&#10;", "\t": "&#9;"})


class XmlWriter:
    """Writes to a text stream."""

    def __init__(self, stream: TextIO) -> None:
        self.write = stream.write
        self.write('<?xml version="1.0" encoding="UTF-8"?>\n')

    def begin(self, tag: str, attributes: Attributes | None = None) -> None:
        """Open an element that stays open."""
        self.write(f"<{tag}{written(attributes)}>")

    @contextmanager
    def element(self, tag: str, attributes: Attributes | None = None) -> Iterator[None]:
        """Open an element, and close it at the end of the block."""
        self.begin(tag, attributes)
        yield
        self.write(f"</{tag}>\n")

    def leaf(self, tag: str, text: str = "", attributes: Attributes | None = None) -> None:
        """Write an element that holds text alone, or nothing."""
        if text:
            self.write(f"<{tag}{written(attributes)}>{escape(printable(text))}</{tag}>\n")
        else:
            self.write(f"<{tag}{written(attributes)}/>\n")

    def words(self, tag: str, words: Words, instead: str = "") -> None:
        """Write a name once per language; ``instead`` where there is none to be seen."""
        names = {"id": printable(words.id).strip(), "en": printable(words.en).strip()}
        if not any(names.values()):
            names["id"] = instead
        for language, text in names.items():
            if text:
                self.leaf(tag, text, {"xml:lang": language})


def written(attributes: Attributes | None) -> str:
    """Write attributes in the order given."""
    return "".join(f" {name}={attribute(text)}" for name, text in (attributes or {}).items())
