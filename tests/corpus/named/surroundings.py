"""What stands around a table: letterheads, unit lines, notes, signatures, filler rows, half-empty formatted rows."""

from __future__ import annotations

from dataclasses import replace

from ..hand import ANY_NUMBER, INT, TEXT, C, case_from, hand, lay, names, numbers_column
from ..office import Spec, case_of
from ..pages import Page
from ..subjects import DISTRICTS
from ..truth import REGISTRY, Case, Column, Maker, Truth, case, letters

KLASS = "surroundings"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]

for _number, (_title, _footer) in enumerate(
    (
        ("kop", "signature"),
        ("dda", "notes"),
        ("template", "source"),
        ("plain", "bps"),
        ("kop", "none"),
        ("none", "signature"),
    )
):
    _name = f"around-{_title}-{_footer}"
    REGISTRY[_name] = Maker(
        _name, KLASS,
        lambda name=_name, title=_title, footer=_footer, seed=_number: case_of(
            name, KLASS, Spec(subject="wisata", title=title, footer=footer, total="last", seed=80 + 2 * seed)
        ),
    )  # fmt: skip


def _facts(**more: object) -> dict[str, object]:
    return {"title": ("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2025",), **more}


@case(KLASS)
def around_filler_row() -> Case:
    """The template's own filler row *dst…* was left in."""
    page, truth = lay([names(), C("Posyandu", ONE)], **_facts())
    page.put(12, ["dst…"])
    return case_from("around-filler-row", KLASS, page, replace(truth, may=frozenset({"sample"})))


@case(KLASS)
def around_sample_row_first() -> Case:
    """A row *Contoh* above the data was not deleted."""
    page = Page("Data")
    page.put(1, ["Posyandu menurut Kecamatan, 2025"]).put(3, ["Kecamatan", "Posyandu"])
    page.put(4, ["Contoh: Kecamatan A", 10])
    for at, name in enumerate(DISTRICTS):
        page.put(5 + at, [name, ONE[at]])
    columns = [Column("Kecamatan", "string", DISTRICTS), Column("Posyandu", INT, ONE)]
    truth = Truth(
        sheet="Data", header=[3], rows=list(range(5, 13)), columns=letters(columns), year=2025,
        may=frozenset({"sample", "region"}),
    )  # fmt: skip
    return case_from("around-sample-row-first", KLASS, page, truth)


@case(KLASS)
def around_blank_rows_inside() -> Case:
    """Blank rows part the districts into groups."""
    page = Page("Data")
    page.put(1, ["Posyandu menurut Kecamatan, 2025"]).put(3, ["Kecamatan", "Posyandu"])
    rows = [4, 5, 6, 8, 9, 10, 12, 13]
    for at, row in enumerate(rows):
        page.put(row, [DISTRICTS[at], ONE[at]])
    columns = [Column("Kecamatan", "string", DISTRICTS), Column("Posyandu", INT, ONE)]
    truth = Truth(
        sheet="Data", header=[3], rows=rows, columns=letters(columns), year=2025, may=frozenset({"table"})
    )
    return case_from("around-blank-rows-inside", KLASS, page, truth)


@case(KLASS)
def around_blank_column_inside() -> Case:
    """A narrow blank column parts names and figures."""
    page = Page("Data")
    page.put(1, ["Posyandu menurut Kecamatan, 2025"]).put(3, ["Kecamatan", None, "Posyandu", "Polindes"])
    for at, name in enumerate(DISTRICTS):
        page.put(4 + at, [name, None, ONE[at], ONE[at] + 3])
    columns = {
        "A": Column("Kecamatan", "string", DISTRICTS),
        "C": Column("Posyandu", INT, ONE),
        "D": Column("Polindes", INT, [value + 3 for value in ONE]),
    }
    truth = Truth(sheet="Data", header=[3], rows=list(range(4, 12)), columns=columns, year=2025)
    return case_from("around-blank-column-inside", KLASS, page, truth)


@case(KLASS)
def around_formatted_to_the_end() -> Case:
    """Formatted, blank rows down to row 20,000."""
    page, truth = lay([names(), C("Posyandu", ONE)], **_facts())
    page.formatted_to = 20_000
    return case_from("around-formatted-to-the-end", KLASS, page, replace(truth, quiet=True))


@case(KLASS)
def around_numbered_blank_rows() -> Case:
    """A template with numbers 1 to 20 typed in advance, eight of them filled."""
    page = Page("Data")
    page.put(1, ["Posyandu menurut Kecamatan, 2025"]).put(3, ["No", "Kecamatan", "Posyandu"])
    for at in range(20):
        page.put(4 + at, [at + 1, *([DISTRICTS[at], ONE[at]] if at < 8 else [])])
    columns = [
        Column("No", ANY_NUMBER | TEXT, range(1, 9), may_skip=True),
        Column("Kecamatan", "string", DISTRICTS),
        Column("Posyandu", INT, ONE),
    ]
    truth = Truth(sheet="Data", header=[3], rows=list(range(4, 12)), columns=letters(columns), year=2025)
    return case_from("around-numbered-blank-rows", KLASS, page, truth)


@case(KLASS)
def around_note_with_figures() -> Case:
    """A note below that starts with a figure is no row of data."""
    return hand(
        "around-note-with-figures", KLASS, [names(), C("Posyandu", ONE)], quiet=True,
        footer=("1 Posyandu melayani 50 - 100 balita", "2) Data per 31 Desember 2025", "*) Angka sementara"), **_facts(),
    )  # fmt: skip


@case(KLASS)
def around_note_in_other_column() -> Case:
    """A remark stands right of the table."""
    page, truth = lay([names(), C("Posyandu", ONE)], **_facts())
    page.put(5, ["cek lagi ya bu"], 6)
    return case_from("around-note-in-other-column", KLASS, page, truth)


@case(KLASS)
def around_remark_column() -> Case:
    """A last column *Keterangan* with two remarks in eight rows."""
    remarks = [None, "pemekaran", None, None, "data per Juni", None, None, None]
    return hand(
        "around-remark-column", KLASS, [numbers_column(), names(), C("Posyandu", ONE), C("Keterangan", remarks, type=TEXT)],
        quiet=True, **_facts(),
    )  # fmt: skip


@case(KLASS)
def around_title_in_the_middle_column() -> Case:
    """The title is merged over the table and centred by hand in column C."""
    page, truth = lay([numbers_column(), names(), C("Posyandu", ONE)], title=(), top=4)
    page.put(1, ["POSYANDU MENURUT KECAMATAN"], 2).put(2, ["TAHUN 2025"], 3)
    return case_from("around-title-in-the-middle-column", KLASS, page, replace(truth, year=2025, quiet=True))


@case(KLASS)
def around_unit_right_above() -> Case:
    """The unit line stands at the right end above the table."""
    page, truth = lay(
        [names(), C("Target", ONE, type=ANY_NUMBER), C("Realisasi", ONE, type=ANY_NUMBER)], gap=2, **_facts()
    )
    page.put(3, ["(dalam juta rupiah)"], 3)
    columns = {
        letter: replace(column, unit="juta_rupiah" if letter != "A" else None)
        for letter, column in truth.columns.items()
    }
    return case_from("around-unit-right-above", KLASS, page, replace(truth, columns=columns))


@case(KLASS)
def around_year_in_file_name() -> Case:
    """The year stands in the file's name alone."""
    return hand(
        "around-year-in-file-name", KLASS, [names(), C("Posyandu", ONE)],
        title=("Posyandu menurut Kecamatan",), filename="Posyandu_Kab_Sukamaju_2025.xlsx", year=2025,
        may=frozenset({"year"}),
    )  # fmt: skip


@case(KLASS)
def around_year_of_letter_differs() -> Case:
    """The signature is of 2026, the data of 2025."""
    return hand(
        "around-year-of-letter-differs", KLASS, [names(), C("Posyandu", ONE)], year=2025,
        footer=("Sukamaju, 12 Januari 2026", "Kepala Dinas Kesehatan"), **_facts(),
    )  # fmt: skip


@case(KLASS)
def around_comment_row_of_filling() -> Case:
    """An instruction between title and table: fill in the yellow cells."""
    return hand(
        "around-comment-row-of-filling", KLASS, [names(), C("Posyandu", ONE)], quiet=True,
        title=("Posyandu menurut Kecamatan di Kabupaten Sukamaju, 2025", "Petunjuk: isilah sel berwarna kuning, jangan mengubah judul kolom."),
    )  # fmt: skip


@case(KLASS)
def around_stray_backtick() -> Case:
    """A stray sign in a corner of the sheet."""
    page, truth = lay([names(), C("Posyandu", ONE)], top=2, **_facts())
    page.put(1, ["`"], 9)
    return case_from("around-stray-backtick", KLASS, page, replace(truth, quiet=True))


@case(KLASS)
def around_headerless_footer_table() -> Case:
    """A small legend of codes stands below the table."""
    page, truth = lay(
        [names(), C("Posyandu", ONE), C("Strata", [1, 2, 3, 1, 2, 3, 1, 2], type=ANY_NUMBER)], **_facts()
    )
    page.put(13, ["Keterangan strata:"]).put(14, ["1 = Pratama"]).put(15, ["2 = Madya"]).put(
        16, ["3 = Purnama"]
    )
    return case_from("around-headerless-footer-table", KLASS, page, truth)
