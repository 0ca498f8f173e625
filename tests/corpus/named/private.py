"""Persons in a table of statistics: told, whatever shape they have (all numbers and names made up)."""

from __future__ import annotations

from dataclasses import replace

from .. import containers
from ..hand import INT, TEXT, C, hand, lay, names
from ..pages import Page
from ..subjects import DISTRICTS
from ..truth import Case, Truth, case

KLASS = "persons"
ONE = [12, 5, 30, 4, 18, 22, 7, 15]
NEED = frozenset({"personal"})


def _nik(at: int, woman: bool = False) -> str:
    day = 1 + at % 28 + (40 if woman else 0)
    return f"320101{day:02}{1 + at % 12:02}{70 + at % 30}{at % 9000:04}"


def _told(name: str, content: bytes, filename: str = "data.xlsx", kind: str = "xlsx") -> Case:
    return Case(name, KLASS, content, Truth(type=kind, told=True, needs=NEED), filename)


def _list(column: str, values: list[object]) -> Page:
    return lay(
        [C("No", list(range(1, len(values) + 1)), type=INT), C("Nama", [f"Warga Rekaan {at}" for at in range(len(values))], type=TEXT), C(column, values, type=TEXT)],
        title=("Daftar Penerima Bantuan, 2025",),
    )[0]  # fmt: skip


@case(KLASS)
def person_nik_as_text() -> Case:
    """A column NIK."""
    return _told(
        "person-nik-as-text", containers.xlsx([_list("NIK", [_nik(at, at % 2 == 1) for at in range(25)])])
    )


@case(KLASS)
def person_nik_as_number() -> Case:
    """NIK rounded to 15 digits by Excel."""
    return _told(
        "person-nik-as-number", containers.xlsx([_list("NIK", [float(_nik(at)) for at in range(25)])])
    )


@case(KLASS)
def person_nik_other_title() -> Case:
    """The column is called *No. Identitas*."""
    return _told(
        "person-nik-other-title", containers.xlsx([_list("No. Identitas", [_nik(at) for at in range(25)])])
    )


@case(KLASS)
def person_nik_with_blanks() -> Case:
    """Written in groups: 3201 0105 0675 0001."""
    values = [" ".join(_nik(at)[start : start + 4] for start in range(0, 16, 4)) for at in range(25)]
    return _told("person-nik-with-blanks", containers.xlsx([_list("Nomor", values)]))


@case(KLASS)
def person_phones() -> Case:
    """Mobile numbers."""
    return _told(
        "person-phones", containers.xlsx([_list("No HP", [f"0812-0000-{at:04}" for at in range(25)])])
    )


@case(KLASS)
def person_in_hidden_sheet() -> Case:
    """The list of persons stands in a hidden sheet."""
    page, _ = lay([names(), C("Posyandu", ONE)])
    hidden = _list("NIK", [_nik(at) for at in range(25)])
    hidden.name, hidden.hidden = "sumber", True
    return _told("person-in-hidden-sheet", containers.xlsx([page, hidden]))


@case(KLASS)
def person_in_comment() -> Case:
    """A NIK in a cell's comment."""
    page, _ = lay([names(), C("Posyandu", ONE)])
    page.comments[5, 2] = f"konfirmasi ke NIK {_nik(7)}, telepon 0812-0000-0001"
    return _told("person-in-comment", containers.xlsx([page]))


@case(KLASS)
def person_birth_dates() -> Case:
    """Names with dates of birth."""
    from datetime import date

    return _told(
        "person-birth-dates",
        containers.xlsx([_list("Tanggal Lahir", [date(1980 + at, 1 + at % 12, 1 + at) for at in range(25)])]),
    )


@case(KLASS)
def person_csv_scientific() -> Case:
    """NIK as 3,20101E+15 in CSV: digits are lost, the persons are still meant."""
    lines = ["No;Nama;NIK"] + [f"{at};Warga Rekaan {at};3,20101E+15" for at in range(1, 26)]
    return _told("person-csv-scientific", "\r\n".join(lines).encode(), "data.csv", "csv")


@case(KLASS)
def person_none_big_amounts() -> Case:
    """Amounts of sixteen digits are no persons."""
    values = [3201010101700001 + 7_771_113 * at for at in range(8)]
    made = hand(
        "person-none-big-amounts", KLASS, [names(), C("PDRB (Rp)", values, type=frozenset({"integer", "number"}))],
        title=("PDRB menurut Kecamatan, 2025",), quiet=True,
    )  # fmt: skip
    return replace(made, truth=replace(made.truth, quiet=True))


@case(KLASS)
def person_none_places() -> Case:
    """Names of health centres and their telephone-less codes are no persons."""
    return hand(
        "person-none-places", KLASS,
        [C("Nama Puskesmas", [f"Puskesmas {name}" for name in DISTRICTS], type=TEXT), C("Kode", [f"P99010{at}201" for at in range(8)], type=TEXT), C("Kunjungan", [4000 + at for at in range(8)])],
        title=("Kunjungan Puskesmas, 2025",), quiet=True,
    )  # fmt: skip
