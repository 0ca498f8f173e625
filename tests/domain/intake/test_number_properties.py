"""Figures written in every convention, by text and as native cells, through every reader: the number that was written
is the number that is read, or a person is asked; 1.5 never becomes 15."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ckanext.satudata.adapters.intake.csv_text import read_csv
from ckanext.satudata.adapters.intake.xlsx import read_xlsx
from ckanext.satudata.domain.intake.canonical import convert_rows
from ckanext.satudata.domain.intake.grid import Sheet
from ckanext.satudata.domain.intake.limits import Limits
from ckanext.satudata.domain.intake.numbers import CONVENTIONS, WAY_OF, read
from ckanext.satudata.domain.intake.proposal import propose
from ckanext.satudata.domain.intake.questions import ask
from ckanext.satudata.domain.intake.reading import Reference, read_sheet
from ckanext.satudata.domain.intake.recipe import Recipe, answer
from ckanext.satudata.domain.intake.regions import Regions
from ckanext.satudata.domain.intake.units import Unit, Units

UNITS = Units([Unit("orang", "orang", "hitungan", "orang", 0, ()), Unit("ton", "ton", "berat", "kg", 3, ())])
REFERENCE = Reference(UNITS, Regions([], "99.01"))


def _write(
    group: str, point: str, minus: str = "-", before: str = "", behind: str = ""
) -> Callable[[Decimal], str]:
    def write(number: Decimal) -> str:
        whole, _, fraction = f"{abs(number):f}".partition(".")
        text = f"{int(whole):,}".replace(",", group) + (point + fraction if fraction else "")
        sign = minus if number < 0 else ""
        return f"({text})" if sign == "(" else f"{sign}{before}{text}{behind}"

    return write


def _native(number: Decimal) -> Any:
    return int(number) if number == number.to_integral_value() else float(number)


INDONESIAN = {"ANGKA_TITIK_RIBUAN": "text_dot_thousands", "ANGKA_KOMA": "text_comma_decimal"}
ENGLISH = {"ANGKA_TITIK_RIBUAN": "text_dot_decimal", "ANGKA_KOMA": "text_comma_thousands"}
WRITERS: dict[str, tuple[Callable[[Decimal], Any], Mapping[str, str]]] = {
    "dot groups": (_write(".", ","), INDONESIAN),
    "dot groups, rupiah": (_write(".", ",", before="Rp ", behind=""), INDONESIAN),
    "dot groups, real minus": (_write(".", ",", minus="\u2212"), INDONESIAN),
    "dot groups, brackets": (_write(".", ",", minus="("), INDONESIAN),
    "comma groups": (_write(",", "."), ENGLISH),
    "thin space": (_write("\u2009", ","), INDONESIAN),
    "no-break space": (_write("\u00a0", ","), INDONESIAN),
    "narrow space, point": (_write("\u202f", "."), ENGLISH),
    "plain space": (_write(" ", ","), INDONESIAN),
    "apostrophe": (_write("'", "."), ENGLISH),
    "curled apostrophe, comma": (_write("\u2019", ","), INDONESIAN),
    "no groups, comma": (_write("", ","), INDONESIAN),
    "no groups, point": (_write("", "."), ENGLISH),
    "native": (_native, {}),
}
OTHERWISE = {
    "ANGKA_SPASI": "join",
    "ANGKA_TITIK_HILANG": "native",
    "ANGKA_PECAHAN": "native",
    "ANGKA_PENANDA": "number",
}
LEFT = ("ANGKA_CAMPUR",)
FIGURES = st.lists(
    st.integers(-(10**9), 10**9).flatmap(
        lambda whole: st.integers(0, 3).map(lambda n: Decimal(whole).scaleb(-n))
    ),
    min_size=2,
    max_size=8,
)
LABELS = st.sampled_from(["Nilai", "Produksi (ton)", "Jumlah Petani", "Indeks"])


def read_back(sheet: Sheet, answers: Mapping[str, str]) -> tuple[list[str], set[str]]:
    """Read the one column of figures, answering as the writer would; give its texts and what was told."""
    readings = read_sheet(sheet, REFERENCE, "data.xlsx")
    assert len(readings) == 1, [item.table.id for item in readings]
    (reading,) = readings
    recipe = propose(reading, REFERENCE, {"year": 2025}, None)
    told: set[str] = set()
    for finding in ask(reading, recipe):
        told.add(finding.code)
        wanted = {**OTHERWISE, **answers}.get(finding.code)
        if finding.question and wanted:
            recipe = Recipe.from_dict(answer(recipe.to_dict(), finding.to_dict(), wanted))
        elif finding.code == "BARIS_JUMLAH_DUGAAN":
            recipe = Recipe.from_dict(answer(recipe.to_dict(), finding.to_dict(), "data"))
    found = convert_rows(sheet, list(range(2, 2 + len(sheet.rows) - 1)), recipe, REFERENCE, None)
    return found.column(recipe.columns[1].name), told


def judge(numbers: list[Decimal], texts: list[str], told: set[str]) -> None:
    """Each figure is the one that was written; where the column was rejected, none became another number."""
    for number, text in zip(numbers, texts, strict=True):
        if told & set(LEFT):
            continue
        assert Decimal(text) == number, (numbers, texts, told)


def rows_of(label: str, written: list[Any]) -> list[list[Any]]:
    """Lay figures beside names."""
    return [["Kecamatan", label], *([f"Tempat {chr(65 + at)}", cell] for at, cell in enumerate(written))]


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=60, deadline=None)
@given(numbers=FIGURES, label=LABELS)
def test_what_was_written_is_read(name: str, numbers: list[Decimal], label: str) -> None:
    write, answers = WRITERS[name]
    if name == "native":
        numbers = [number for number in numbers if abs(number) < 10**9]
    rows = rows_of(label, [write(number) for number in numbers])
    sheet = Sheet("Data", dict(enumerate(rows, 1)))
    texts, told = read_back(sheet, answers)
    judge(numbers, texts, told)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(set(WRITERS) - {"native"})), numbers=FIGURES)
def test_through_a_csv_file(tmp_path: Path, name: str, numbers: list[Decimal]) -> None:
    write, answers = WRITERS[name]
    lines = [
        ";".join(f'"{cell}"' for cell in row) for row in rows_of("Nilai", [write(item) for item in numbers])
    ]
    path = tmp_path / "data.csv"
    path.write_text("\r\n".join(lines), encoding="utf-8")
    texts, told = read_back(read_csv(path, "data.csv", Limits()).sheets[0], answers)
    judge(numbers, texts, told)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(WRITERS)), numbers=FIGURES)
def test_through_an_excel_file(tmp_path: Path, name: str, numbers: list[Decimal]) -> None:
    write, answers = WRITERS[name]
    book = openpyxl.Workbook()
    for row in rows_of("Nilai", [write(item) for item in numbers]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    path = tmp_path / "data.xlsx"
    path.write_bytes(stream.getvalue())
    texts, told = read_back(read_xlsx(path, "data.xlsx", Limits()).sheets[0], answers)
    judge(numbers, texts, told)


@settings(max_examples=400, deadline=None)
@given(
    whole=st.integers(0, 999),
    fraction=st.integers(1, 99),
    convention=st.sampled_from(CONVENTIONS),
    sign=st.sampled_from(".,"),
)
def test_a_short_fraction_never_becomes_a_group(
    whole: int, fraction: int, convention: str, sign: str
) -> None:
    text = f"{whole}{sign}{fraction}"
    found = read(text, convention, True)
    assert found is None or found.number == Decimal(f"{whole}.{fraction}")
    assert found is None or WAY_OF[convention] is not None


@settings(max_examples=300, deadline=None)
@given(
    texts=st.lists(st.text(alphabet="0123456789.,' ", min_size=1, max_size=9), min_size=1, max_size=6),
    label=LABELS,
)
def test_whatever_is_read_without_a_question_reads_one_way_only(texts: list[str], label: str) -> None:
    sheet = Sheet("Data", dict(enumerate(rows_of(label, texts), 1)))
    for reading in read_sheet(sheet, REFERENCE, "data.xlsx"):
        for column in reading.columns:
            kind = column.decision.kind
            if not column.is_figures or kind is None:
                continue
            other = "text_comma_thousands" if WAY_OF[kind] == "dot_groups" else "text_dot_thousands"
            if WAY_OF[kind] is None:
                for text in column.stats.numbers.counts:
                    ways = {
                        read(text, way, True) for way in ("text_dot_thousands", "text_comma_thousands")
                    } - {None}
                    assert len(ways) < 2
            else:
                readable = [read(text, other, True) is not None for text in column.stats.numbers.counts]
                assert not all(readable)
