"""XML read as a stream by expat, with DOCTYPE refused, so that no entity can be declared, expanded or fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from xml.parsers import expat

from ...domain.intake.finding import Unusable

Feeder = Callable[[bytes], Any]
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def local(name: str) -> str:
    """Give an element or attribute name without its prefix: transitional and strict files differ only in that."""
    return name.rpartition(":")[2]


def unescaped(text: str) -> str:
    """Give a text of Open XML without its escapes: ``_x000D_`` is a line end; a NUL sign is left out."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return "" if number == 0 or 0xD800 <= number < 0xE000 else chr(number)


def parse(
    chunks: Iterable[bytes],
    handler: Any,
    filename: str,
    part: str,
    code: str = "XLSX_RUSAK",
    separator: str | None = None,
) -> None:
    """Feed a part to ``handler`` (methods ``start(name, attributes)``, ``end(name)``, ``text(data)``).

    ``code``: the refusal of XML that is not well formed. ``separator``: set, names are ``namespace + separator + name``.
    Raises ``Unusable`` for a DOCTYPE or for XML that is not well formed.
    """
    with feeding(handler, filename, part, code, separator) as feed:
        for chunk in chunks:
            feed(chunk)


@contextmanager
def feeding(
    handler: Any, filename: str, part: str, code: str = "XLSX_RUSAK", separator: str | None = None
) -> Iterator[Feeder]:
    """Give what feeds bytes to ``handler``; at the block's end the part ends. Raises as ``parse`` does."""
    parser = _parser(filename, part, separator)
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    try:
        yield parser.Parse
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as broken:
        raise Unusable(code, filename=filename, part=part) from broken


class _RootReached(Exception):
    """The root element has begun: no DOCTYPE can follow."""


def refuse_doctype(chunks: Iterable[bytes], filename: str, part: str) -> None:
    """Look at a part that nobody reads up to its root element. Raises ``Unusable`` for a DOCTYPE."""
    parser = _parser(filename, part, None)

    def reached(*_: Any) -> None:
        raise _RootReached

    parser.StartElementHandler = reached
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
    except (_RootReached, expat.ExpatError, LookupError, ValueError):
        return


def _parser(filename: str, part: str, separator: str | None) -> Any:
    parser = expat.ParserCreate(namespace_separator=separator)
    parser.buffer_text = True
    parser.buffer_size = 1 << 16

    def refuse(*_: Any) -> int:
        raise Unusable("XLSX_BERBAHAYA", filename=filename, part=part)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser
