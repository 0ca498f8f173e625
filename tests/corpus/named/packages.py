"""Workbooks as other programs write them: other prefixes, strict, without addresses, inline texts, lying sizes, macros."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import openpyxl

from .. import containers
from ..hand import INT, C, lay, names
from ..pages import Page, Shown
from ..truth import Case, Truth, case

KLASS = "packages"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
TITLE = ("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2025",)


def _made() -> tuple[Page, Truth]:
    page, truth = lay([names(), C("Posyandu", ONE), C("Polindes", [value + 2 for value in ONE])], title=TITLE)
    return page, replace(truth, quiet=True, year=2025)


def rewritten(content: bytes, change: Callable[[str, str], str]) -> bytes:
    """Give a package with each XML part changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            part = old.read(info)
            if info.filename.endswith((".xml", ".rels")):
                part = change(info.filename, part.decode()).encode()
            new.writestr(info, part)
    return stream.getvalue()


def _case(name: str, change: Callable[[str, str], str] | None = None, filename: str = "data.xlsx") -> Case:
    page, truth = _made()
    content = containers.xlsx([page])
    return Case(name, KLASS, rewritten(content, change) if change else content, truth, filename)


@case(KLASS)
def package_prefixed() -> Case:
    """Every tag carries a prefix, as some libraries write it."""

    def change(name: str, text: str) -> str:
        if not name.startswith("xl/") or name.endswith(".rels") or "theme" in name:
            return text
        head, _, rest = text.partition("?>")
        rest = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", rest).replace(' xmlns="', ' xmlns:x="', 1)
        return f"{head}?>{rest}"

    return _case("package-prefixed", change)


@case(KLASS)
def package_strict() -> Case:
    """Strict Open XML: other namespaces throughout."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def change(name: str, text: str) -> str:
        text = text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        return text.replace(office, "http://purl.oclc.org/ooxml/officeDocument/relationships")

    return _case("package-strict", change)


@case(KLASS)
def package_without_addresses() -> Case:
    """Rows and cells without their r attributes: they count by position."""
    page, truth = lay([names(), C("Posyandu", ONE)], title=())

    def change(name: str, text: str) -> str:
        return re.sub(r' r="[A-Z]+\d+"| r="\d+"', "", text) if "worksheets/sheet" in name else text

    content = rewritten(containers.xlsx([page]), change)
    return Case(
        "package-without-addresses", KLASS, content, replace(truth, may=frozenset({"year"})), "data.xlsx"
    )


@case(KLASS)
def package_inline_texts() -> Case:
    """Texts stand in the cells, as streaming writers leave them."""
    page, truth = _made()
    return Case(
        "package-inline-texts", KLASS, containers.xlsx([page], constant_memory=True), truth, "data.xlsx"
    )


@case(KLASS)
def package_by_openpyxl() -> Case:
    """Another writer."""
    page, truth = _made()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = page.name
    for (row, column), value in page.cells.items():
        sheet.cell(row, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return Case("package-by-openpyxl", KLASS, stream.getvalue(), truth, "data.xlsx")


@case(KLASS)
def package_lying_dimension() -> Case:
    """The sheet says that it reaches to XFD1048576."""

    def change(name: str, text: str) -> str:
        return re.sub(r'<dimension ref="[^"]*"/>', '<dimension ref="A1:XFD1048576"/>', text)

    return _case("package-lying-dimension", change)


@case(KLASS)
def package_without_dimension_and_styles() -> Case:
    """Neither dimension nor styles."""

    def change(name: str, text: str) -> str:
        return re.sub(r'<dimension ref="[^"]*"/>', "", text)

    return _case("package-without-dimension-and-styles", change)


@case(KLASS)
def package_macros() -> Case:
    """A workbook with macros is read as data, and the macros are told."""
    page, truth = _made()
    content = rewritten(
        containers.xlsx([page]),
        lambda name, text: text.replace(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"\x00" * 60)
    return Case("package-macros", KLASS, stream.getvalue(), replace(truth, type="xlsm"), "data.xlsm")


@case(KLASS)
def package_xlsx_named_xls() -> Case:
    """A new workbook under the old name."""
    return _case("package-xlsx-named-xls", filename="data.xls")


@case(KLASS)
def package_xlsx_named_csv() -> Case:
    """A workbook under the name of a text file."""
    return _case("package-xlsx-named-csv", filename="data.csv")


@case(KLASS)
def package_upper_ending() -> Case:
    """DATA.XLSX."""
    return _case("package-upper-ending", filename="DATA FINAL (2) REVISI.XLSX")


@case(KLASS)
def package_rich_text() -> Case:
    """Titles in two fonts: the text is kept in runs, with a raised mark in a run of its own."""

    def change(name: str, text: str) -> str:
        if "sharedStrings" not in name:
            return text
        return text.replace(
            "<si><t>Posyandu</t></si>", "<si><r><t>Pos</t></r><r><rPr><b/></rPr><t>yandu</t></r></si>"
        ).replace("<si><t>Wanasari</t></si>", '<si><t>Wanasari</t><rPh sb="0" eb="1"><t>XX</t></rPh></si>')

    return _case("package-rich-text", change)


@case(KLASS)
def package_escaped_texts() -> Case:
    """_x000D_ and entities in texts are line ends and signs."""
    page, truth = lay(
        [
            C("Kecamatan", names().written, type=frozenset({"string"})),
            C("Posyandu &\nPolindes", ONE, label="Posyandu Polindes"),
        ],
        title=TITLE,
    )

    def change(name: str, text: str) -> str:
        return text.replace("Posyandu &amp;\nPolindes", "Posyandu &amp;_x000D_\nPolindes")

    content = rewritten(containers.xlsx([page]), change)
    return Case("package-escaped-texts", KLASS, content, replace(truth, quiet=True), "data.xlsx")


@case(KLASS)
def package_accounting_nought() -> Case:
    """A native 0 that the accounting format shows as '-' is 0, no question."""
    shown = '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'
    written = [Shown(value, shown) for value in (12, 0, 30, 0, 18, 22, 7, 15)]
    page, truth = lay([names(), C("Posyandu", written, [12, 0, 30, 0, 18, 22, 7, 15])], title=TITLE)
    return Case(
        "package-accounting-nought", KLASS, containers.xlsx([page]), replace(truth, quiet=True), "data.xlsx"
    )


@case(KLASS)
def package_scaled_format() -> Case:
    """A format that hides three digits (#,##0,) changes nothing of the value."""
    written = [Shown(value * 1000, "#,##0,") for value in ONE]
    page, truth = lay(
        [names(), C("Produksi (kg)", written, [v * 1000 for v in ONE], INT | frozenset({"number"}))],
        title=TITLE,
    )
    return Case("package-scaled-format", KLASS, containers.xlsx([page]), truth, "data.xlsx")


@case(KLASS)
def package_local_dates() -> Case:
    """Native dates shown in Indonesian words."""
    from datetime import date

    from ..hand import DATE

    days = [date(2025, 3, 3 + at) for at in range(6)]
    written = [Shown(day, "[$-421]dd mmmm yyyy;@") for day in days]
    page, truth = lay(
        [C("Tanggal", written, [day.isoformat() for day in days], DATE), C("Kejadian", ONE[:6])], title=()
    )
    return Case(
        "package-local-dates", KLASS, containers.xlsx([page]), replace(truth, quiet=True), "data.xlsx"
    )


@case(KLASS)
def package_html_cut_in_parts() -> Case:
    """A BPS site's export: names in one web table, figures in the next."""
    left, right = Page("a"), Page("b")
    left.put(1, ["Kecamatan"])
    right.put(1, ["Posyandu", "Polindes"])
    for at, name in enumerate(names().written):
        left.put(2 + at, [name])
        right.put(2 + at, [ONE[at], ONE[at] + 2])
    body = containers.html([left, right])
    truth = Truth(type="html", told=True, needs=frozenset())
    return Case("package-html-cut-in-parts", KLASS, body, truth, "data.xls")


@case(KLASS)
def package_html_dotted() -> Case:
    """A web table named .xls with 4.211 as an application prints it."""
    page, truth = lay(
        [names(), C("Penduduk (jiwa)", ["4.211", "5.942", "987", "9.404", "11.135", "412", "14.597", "16.328"],
                    [4211, 5942, 987, 9404, 11135, 412, 14597, 16328], certainty="either")],
        title=(),
    )  # fmt: skip
    return Case(
        "package-html-dotted",
        KLASS,
        containers.html([page]),
        replace(truth, type="html", sheet=None, may=frozenset({"year"})),
        "laporan.xls",
    )


@case(KLASS)
def package_ods_million_rows() -> Case:
    """LibreOffice keeps blank rows to the end as one repetition."""
    page, truth = _made()
    return Case(
        "package-ods-million-rows",
        KLASS,
        containers.ods([page], repeat_blank_rows=1_048_000),
        replace(truth, type="ods"),
        "data.ods",
    )


@case(KLASS)
def package_ods_repeated_cells() -> Case:
    """Equal neighbours are kept once with a count."""
    page, truth = lay([names(), C("SD", [5] * 8), C("SMP", [5] * 8), C("SMA", [5] * 8)], title=TITLE)
    content = containers.ods([page])
    cell = (
        '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
    )
    once = cell.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="3" ')
    content = rewritten(content, lambda name, text: text.replace(cell * 3, once))
    return Case(
        "package-ods-repeated-cells", KLASS, content, replace(truth, type="ods", quiet=True), "data.ods"
    )


@case(KLASS)
def package_xls_dates_and_blanks() -> Case:
    """Native dates in the old format."""
    from datetime import date

    from ..hand import DATE

    days = [date(2025, 3, 3 + at) for at in range(6)]
    page, truth = lay(
        [
            C("Tanggal", days, [day.isoformat() for day in days], DATE),
            C("Kejadian", [5, None, 7, 0, 1, 2], [5, "", 7, 0, 1, 2]),
        ],
        title=(),
    )
    return Case(
        "package-xls-dates-and-blanks",
        KLASS,
        containers.xls([page]),
        replace(truth, type="xls", quiet=True),
        "data.xls",
    )
