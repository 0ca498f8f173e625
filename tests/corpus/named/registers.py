"""Registers and texts whose rows leave cells out: words with dashes, first rows without a figure, heads over numbered parts."""

from __future__ import annotations

import random

from ..hand import ANY_NUMBER, INT, NUM, TEXT, C, hand, refused
from ..truth import Case, Column, Truth, case, letters

KLASS = "registers"
OPEN = frozenset({"", "-"})
FIRST = frozenset({"missing", "year", "region", "sample", "blank"})
SITES = [f"Situs Rekaan {sign}" for sign in "ABCDEFGHIJKL"]


def _words(seed: int) -> list[C]:
    """Draw a register of words in which dashes and years stand here and there."""
    dice = random.Random(seed)  # noqa: S311
    keeper = [dice.choice(["-", "Dinas", "Desa"]) for _ in SITES]
    state = [dice.choice(["Baik", "Rusak", "Sedang"]) for _ in SITES]
    note = [dice.choice(["-", "-", "perlu perbaikan", "terawat"]) for _ in SITES]
    columns = [
        C("Pengelola", keeper, [OPEN if text == "-" else text for text in keeper], TEXT),
        C("Nama Situs", SITES, type=TEXT),
        C("Kondisi", state, type=TEXT),
        C("Keterangan", note, [OPEN if text == "-" else text for text in note], TEXT),
    ]
    dice.shuffle(columns)
    return columns


def _register(seed: int, container: str) -> Case:
    name = f"register-of-words-{container}-{seed}"
    return hand(
        name, KLASS, _words(seed), container, title=("Daftar Cagar Budaya di Kabupaten Sukamaju",), may=FIRST
    )


@case(KLASS)
def register_of_words_xlsx_1() -> Case:
    """Dashes among words, a name in the second column."""
    return _register(1, "xlsx")


@case(KLASS)
def register_of_words_xlsx_2() -> Case:
    """The same, drawn again."""
    return _register(2, "xlsx")


@case(KLASS)
def register_of_words_csv_3() -> Case:
    """The same as text."""
    return _register(3, "csv")


@case(KLASS)
def register_of_words_ods_4() -> Case:
    """The same in OpenDocument."""
    return _register(4, "ods")


def _text(name: str, content: bytes, columns: list[Column], rows: list[int], delimiter: str = ",") -> Case:
    truth = Truth(
        type="csv", encoding="utf-8", delimiter=delimiter, header=[1], rows=rows, columns=letters(columns),
        may=FIRST | {"header", "date"},
    )  # fmt: skip
    return Case(name, KLASS, content, truth, "data.csv")


@case(KLASS)
def technical_names_over_blanks() -> Case:
    """A program's CSV whose first rows leave most out."""
    content = b"keterangan,luas_ha,jumlah\n,16.43,\nbaik,,\n,,173\nbaik,59.71,12\n"
    columns = [
        Column("keterangan", TEXT, ["", "baik", "", "baik"]),
        Column("luas_ha", NUM, ["16.43", "", "", "59.71"]),
        Column("jumlah", INT, ["", "", "173", "12"]),
    ]
    return _text("technical-names-over-blanks", content, columns, [2, 3, 4, 5])


@case(KLASS)
def first_row_in_words() -> Case:
    """The first row of data has no figure, and its words come again below."""
    content = b"Kondisi;Keterangan;Jumlah\nRusak;lama;\nBaik;baru;35\nRusak;lama;210\n"
    columns = [
        Column("Kondisi", TEXT, ["Rusak", "Baik", "Rusak"]),
        Column("Keterangan", TEXT, ["lama", "baru", "lama"]),
        Column("Jumlah", ANY_NUMBER, ["", "35", "210"]),
    ]
    return _text("first-row-in-words", content, columns, [2, 3, 4], ";")


@case(KLASS)
def divider_nobody_knows() -> Case:
    """Colons between the columns."""
    return refused(
        "divider-nobody-knows",
        KLASS,
        b"Kecamatan:Jumlah\nWanasari:12\nKarangjati:3\n",
        "a.csv",
        "PEMISAH_TIDAK_DIKENAL",
    )


@case(KLASS)
def sylk() -> Case:
    """An exchange format of the eighties."""
    return refused("sylk", KLASS, b'ID;PWXL;N;E\nC;Y1;X1;K"Kecamatan"\nE\n', "a.slk", "BERKAS_BASISDATA")


@case(KLASS)
def letters_of_seven_bits() -> Case:
    """UTF-7 looks like plain signs and is none."""
    content = "kecamatan,ket\nWanasari,caf\u00e9\nKarangjati,baik \u2013 ya\n".encode("utf-7")
    return refused("letters-of-seven-bits", KLASS, content, "a.csv", "CSV_ENKODE")
