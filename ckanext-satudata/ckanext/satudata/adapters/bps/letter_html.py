"""The cover letter and the approval history as HTML that prints on office paper, from the same parts as the DOCX."""

from __future__ import annotations

from collections.abc import Callable

from ckanext.satudata.domain.bps.content import BundleContent
from ckanext.satudata.domain.bps.letter import Letter

from .reports import escape, history_html

Printer = Callable[[str, str], bytes]
"""Turns a whole HTML document and base styles into the bytes of a PDF; equal text gives equal bytes."""

LETTER_STYLE = """
@page { size: 215mm 330mm; margin: 20mm 20mm 22mm 25mm;
        @bottom-right { content: "Halaman " counter(page) " dari " counter(pages); font-size: 7pt; } }
html { font-size: 11pt; line-height: 1.4; }
.kop { text-align: center; border-bottom: 2.5pt double #000; padding-bottom: 3mm; margin-bottom: 5mm; }
.kop p { margin: 0; } .kop .nama { font-weight: bold; } .kop .kantor { font-size: 14pt; font-weight: bold; }
.tanggal { text-align: right; margin: 0 0 2mm; }
.perihal { border-collapse: collapse; } .perihal th { font-weight: normal; text-align: left; width: 22mm; padding: 0; }
.perihal td { padding: 0; } .nomor { white-space: pre; }
.tujuan { margin: 6mm 0; } .tujuan p { margin: 0; }
.isi { text-align: left; }
.daftar { width: 100%; border-collapse: collapse; font-size: 8pt; }
.daftar th, .daftar td { border: 0.5pt solid #000; padding: 1mm 1.2mm; text-align: left; vertical-align: top; }
.daftar tr { break-inside: avoid; }
.ttd { margin: 8mm 0 6mm 55%; break-inside: avoid; } .ttd p { margin: 0 0 2mm; }
.ttd .tempat { border: 0.5pt dashed #666; padding: 6mm 2mm; text-align: center; color: #444; font-size: 9pt; }
.tembusan p, .kaki p { margin: 0; } .kaki { margin-top: 6mm; font-size: 7pt; overflow-wrap: anywhere; }
"""
HISTORY_STYLE = (
    "@page { size: A4 landscape; margin: 12mm; } body { max-width: none !important; margin: 0 !important; } \
table { font-size: 8pt; overflow-wrap: anywhere; }"
)


def letter_pdf(letter: Letter, to_pdf: Printer) -> bytes:
    """Print the letter; its signature is an empty place, never a picture of one."""
    return to_pdf(letter_html(letter), LETTER_STYLE)


def history_pdf(item: BundleContent, to_pdf: Printer) -> bytes:
    """Print the approval history of one dataset."""
    return to_pdf(history_html(item).decode("utf-8"), HISTORY_STYLE)


def letter_html(letter: Letter) -> str:
    """Write the letter's parts from top to bottom as one document without outside files."""
    classes = ("nama", "kantor")
    head = "".join(
        f'<p class="{classes[number] if number < 2 else "alamat"}">{escape(line)}</p>'
        for number, line in enumerate(letter.heading)
    )
    fields = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td class="nomor">: {escape(value)}</td></tr>'
        for label, value in letter.fields
    )
    before, place, *after = [line for line in letter.signature if line]
    return (
        '<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Surat pengantar</title></head><body>'
        f'<div class="kop">{head}</div><p class="tanggal">{escape(letter.place_and_date)}</p>'
        f'<table class="perihal">{fields}</table><div class="tujuan">{paragraphs(letter.addressee)}</div>'
        f'<p class="isi">{escape(letter.opening)}</p>{dataset_table(letter)}'
        f'<div class="isi">{paragraphs(letter.paragraphs)}</div>'
        f'<div class="ttd"><p>{escape(before)}</p><p class="tempat">{escape(place)}</p>{paragraphs(after)}</div>'
        f'<div class="tembusan"><p>Tembusan:</p>{copies(letter)}</div>'
        f'<div class="kaki">{paragraphs(letter.footer)}</div></body></html>'
    )


def paragraphs(lines: tuple[str, ...] | list[str]) -> str:
    """Write each line that says something as a paragraph."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def copies(letter: Letter) -> str:
    """Number the offices that get a copy."""
    return "".join(f"<p>{number}. {escape(line)}</p>" for number, line in enumerate(letter.copies, start=1))


def dataset_table(letter: Letter) -> str:
    """Write the list of datasets; its head is repeated on every page."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in letter.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in letter.rows
    )
    return f'<table class="daftar"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
