"""SDMX-ML 2.1 error messages."""

from __future__ import annotations

import io

from .xml_writer import NAMESPACES, XmlWriter


def error_message(code: str, text: str, language: str) -> bytes:
    """Write an error with its SDMX code and a sentence in one language."""
    stream = io.StringIO()
    xml = XmlWriter(stream)
    names = {key: NAMESPACES[key] for key in ("xmlns:mes", "xmlns:com")}
    with xml.element("mes:Error", names), xml.element("mes:ErrorMessage", {"code": code}):
        xml.leaf("com:Text", text, {"xml:lang": language})
    return stream.getvalue().encode("utf-8")
