"""The cover letter as DOCX, in office style, editable, with fixed dates inside."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from ckanext.satudata.domain.bps.letter import Letter
from ckanext.satudata.domain.bps.texts import printable

from .containers import normalise_office_file

AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
"""What stands behind a border among a paragraph's properties here; Word asks for their order."""

WIDTHS = (0.9, 2.0, 4.5, 2.0, 1.7, 2.9, 1.2, 1.3)
"""Centimetres of the columns of the list of datasets."""


def letter_docx(letter: Letter, moment: datetime) -> bytes:
    """Write the letter; ``moment`` (the last gate) is the date of everything in the file."""
    document = Document()
    set_up(document, moment)
    for number, line in enumerate(letter.heading):
        add(document, line, WD_ALIGN_PARAGRAPH.CENTER, bold=number < 2, size=14 if number == 1 else 11)
    underline(document.paragraphs[-1])
    add(document, "")
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
    add_end(document, letter)
    target = io.BytesIO()
    document.save(target)
    return normalise_office_file(target.getvalue(), moment)


def add_end(document: Any, letter: Letter) -> None:
    """Add who gets a copy and the content digests; at the foot of every page stands one line."""
    add(document, "Tembusan:")
    for number, line in enumerate(letter.copies, start=1):
        add(document, f"{number}. {line}")
    for number, line in enumerate(letter.footer):
        add(document, line, size=7, space=0 if number else 12)
    footer = document.sections[0].footer.paragraphs[0]
    style_run(footer.add_run(printable(letter.footer[-1])), size=7)


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


def underline(paragraph: Any) -> None:
    """Draw the double line under the letterhead."""
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "double"), ("sz", "6"), ("space", "6"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(border, *AFTER_BORDER)


def add_table(document: Any, letter: Letter) -> None:
    """Add the list of datasets; its head is repeated on every page."""
    table = document.add_table(rows=1, cols=len(letter.columns))
    table.style, table.autofit = "Table Grid", False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, text in zip(table.rows[0].cells, letter.columns, strict=True):
        style_run(cell.paragraphs[0].add_run(text), bold=True, size=8)
    for row in letter.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            style_run(cell.paragraphs[0].add_run(printable(text)), size=8)
    for line in table.rows:
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
