"""XML read as a stream by expat, with DOCTYPE refused, so that no entity can be declared, expanded or fetched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.parsers import expat

from ...domain.intake.finding import Unusable


def local(name: str) -> str:
    """Give an element or attribute name without its prefix: transitional and strict files differ only in that."""
    return name.rpartition(":")[2]


def parse(chunks: Iterable[bytes], handler: Any, filename: str, part: str) -> None:
    """Feed a part to ``handler`` (methods ``start(name, attributes)``, ``end(name)``, ``text(data)``).

    Raises ``Unusable`` for a DOCTYPE or for XML that is not well formed.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16

    def refuse(*_: Any) -> int:
        raise Unusable("XLSX_BERBAHAYA", filename=filename, part=part)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as broken:
        raise Unusable("XLSX_RUSAK", filename=filename, part=part) from broken
