"""The cover letter as DOCX, in office style, editable, with fixed dates inside."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from ckanext.satudata.domain.bps.letter import Letter
from ckanext.satudata.domain.bps.texts import printable

from .containers import normalise_office_file


def letter_docx(letter: Letter, moment: datetime) -> bytes:
    """Write the letter; ``moment`` (the last gate) is the date of everything in the file."""
    document = Document()
    set_up(document, moment)
    for number, line in enumerate(letter.heading):
        add(document, line, WD_ALIGN_PARAGRAPH.CENTER, bold=number < 2, size=14 if number == 1 else 11)
    add(document, "_" * 78, WD_ALIGN_PARAGRAPH.CENTER)
    add(document, letter.place_and_date, WD_ALIGN_PARAGRAPH.RIGHT)
    for label, value in letter.fields:
        add(document, f"{label}\t: {value}")
    add(document, "")
    for line in letter.addressee:
        add(document, line)
    add(document, "")
    add(document, letter.opening, WD_ALIGN_PARAGRAPH.JUSTIFY)
    add_table(document, letter)
    for text in letter.paragraphs:
        if text:
            add(document, text, WD_ALIGN_PARAGRAPH.JUSTIFY, space=6)
    for line in letter.signature:
        add(document, line, indent=9)
    add(document, "Tembusan:")
    for number, line in enumerate(letter.copies, start=1):
        add(document, f"{number}. {line}")
    footer = document.sections[0].footer.paragraphs[0]
    style_run(footer.add_run(printable("\n".join(letter.footer))), size=7)
    target = io.BytesIO()
    document.save(target)
    return normalise_office_file(target.getvalue(), moment)


def set_up(document: Any, moment: datetime) -> None:
    """Set page, font and the file's properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(33.0)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2.0)
    section.top_margin, section.bottom_margin = Cm(2.0), Cm(2.0)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    style.paragraph_format.space_after = Pt(0)
    fixed = (moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment).replace(microsecond=0)
    properties = document.core_properties
    properties.created = properties.modified = properties.last_printed = fixed
    properties.author = properties.last_modified_by = "Satu Data"
    properties.title, properties.comments, properties.revision = "Surat pengantar", "", 1


def add(
    document: Any,
    text: str,
    align: Any = None,
    bold: bool = False,
    size: float = 11,
    indent: float = 0,
    space: float = 0,
) -> None:
    """Add a paragraph."""
    paragraph = document.add_paragraph()
    if align is not None:
        paragraph.alignment = align
    paragraph.paragraph_format.left_indent = Cm(indent)
    paragraph.paragraph_format.space_before = Pt(space)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(2.5))
    style_run(paragraph.add_run(printable(text)), bold, size)


def style_run(run: Any, bold: bool = False, size: float = 11) -> None:
    """Style a run of text."""
    run.bold, run.font.size = bold, Pt(size)


def add_table(document: Any, letter: Letter) -> None:
    """Add the list of datasets."""
    table = document.add_table(rows=1, cols=len(letter.columns))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, letter.columns, strict=True):
        style_run(cell.paragraphs[0].add_run(text), bold=True, size=8)
    for row in letter.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            style_run(cell.paragraphs[0].add_run(printable(text)), size=8)
