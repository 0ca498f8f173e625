"""HTML to PDF, by WeasyPrint: the same text gives the same bytes, and nothing outside of the text is read."""

from __future__ import annotations

from typing import Any

GROUND = """
@page { size: A4; margin: 15mm; }
html { font: 10pt/1.35 "Liberation Sans", "DejaVu Sans", sans-serif; color: #000; }
"""
"""The least every print has: paper, margins, and fonts that ``make run`` installs."""


def render(html: str, base_css: str = "") -> bytes:
    """A tagged PDF of one HTML document; ``base_css`` comes before the document's own styles.

    The document carries what it needs (styles, inline SVG, ``data:`` pictures): addresses of files and of other
    servers are not followed. No time of making and no random identifier is written.
    """
    return bytes(_laid_out(html, base_css, pdf_tags=True).write_pdf(finisher=_number_headers, pdf_tags=True))


def pages(html: str, base_css: str = "") -> list[set[str]]:
    """The ids of the elements that begin on each page of the PDF."""
    return [set(page.anchors) for page in _laid_out(html, base_css).pages]


def _laid_out(html: str, base_css: str, **options: Any) -> Any:
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    nothing_outside = URLFetcher(allowed_protocols=["data"])
    document = HTML(string=html, url_fetcher=nothing_outside)
    styles = [CSS(string=text, url_fetcher=nothing_outside) for text in (GROUND, base_css) if text]
    return document.render(stylesheets=styles, **options)


def _number_headers(_document: Any, pdf: Any) -> None:
    """Number the heads of tables: WeasyPrint names them by addresses in memory, which differ from run to run."""
    numbers: dict[str, str] = {}
    for element in pdf.objects:
        if not isinstance(element, dict):
            continue
        heads = (element.get("A") or {}).get("Headers", []) if element.get("S") == "/TD" else []
        for name in [element["ID"]] if "ID" in element else heads:
            name.string = numbers.setdefault(str(name.string), f"h{len(numbers) + 1}")
