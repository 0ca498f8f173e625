"""The MS forms as data: cells, questions and code lists, read from plain dictionaries."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .content import BundleError
from .ms_rules import Rule, read_rules

CELL = re.compile(r"^[A-Z]{1,2}[1-9][0-9]{0,3}$")
KINDS = {"teks", "tahun", "tanggal", "bilangan", "pilihan", "pilihan_banyak"}


@dataclass(frozen=True)
class Question:
    """One question of MS-Keg: its cell, printed number, key, label, kind of answer and options."""

    cell: str
    number: str
    key: str
    label: str
    kind: str
    options: Mapping[int, str]
    list_name: str = ""
    hint: str = ""
    prefix: str = ""

    @property
    def row(self) -> int:
        """The row of its cell."""
        return int(self.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


@dataclass(frozen=True)
class Sheet:
    """One MS-Keg sheet: fixed texts by cell, questions in form order, where a long list stands, and the form's rules.

    A question with a ``prefix`` has no row of its own: its cell holds the prefix and the answer.
    """

    name: str
    fixed: Mapping[str, str]
    questions: tuple[Question, ...]
    list_cells: Mapping[str, str]
    rules: tuple[Rule, ...] = ()

    def question(self, key: str) -> Question | None:
        """Find a question by its key."""
        return next((one for one in self.questions if one.key == key), None)


@dataclass(frozen=True)
class FormColumn:
    """One column of MS-Var or MS-Ind: Excel letter, printed number, key, label, kind and options."""

    letter: str
    number: str
    key: str
    label: str
    kind: str
    options: tuple[str, ...]
    group: str = ""


@dataclass(frozen=True)
class ColumnForm:
    """MS-Var or MS-Ind: a header in rows 4-5, numbers in row 6, rows of answers from row 7."""

    name: str
    fixed: Mapping[str, str]
    columns: tuple[FormColumn, ...]
    first_row: int
    prepared: int
    rules: tuple[Rule, ...] = ()

    def column(self, key: str) -> FormColumn | None:
        """Find a column by its key."""
        return next((one for one in self.columns if one.key == key), None)


def read_sheet(data: Mapping[str, Any], file: str) -> Sheet:
    """Read an MS-Keg layout; a flaw raises BundleError ``layout-damaged`` with the file and the place."""
    lists = {name: dict(options) for name, options in data["daftar_kode"].items()}
    questions: list[Question] = []
    for row in data["pertanyaan"]:
        place = str(row.get("sel", "?"))
        require(bool(CELL.match(place)), file, place, "no cell address")
        require(row.get("jenis") in KINDS, file, place, f"unknown kind {row.get('jenis')!r}")
        name = row.get("daftar")
        require(name is None or name in lists, file, place, f"unknown list {name!r}")
        require(
            (name is not None) == str(row["jenis"]).startswith("pilihan"),
            file,
            place,
            "list and kind disagree",
        )
        questions.append(
            Question(
                place,
                str(row.get("nomor", "")),
                str(row["kunci"]),
                str(row["label"]),
                str(row["jenis"]),
                lists.get(str(name), {}),
                str(name or ""),
                str(row.get("petunjuk", "")),
                str(row.get("awalan", "")),
            )
        )
    unique([q.cell for q in questions], file)
    unique([q.key for q in questions], file)
    rules = read_rules(data.get("aturan", ()), {q.key for q in questions}, refuser(file))
    return Sheet(
        str(data["lembar"]), dict(data["teks_tetap"]), tuple(questions), dict(data["letak_daftar"]), rules
    )


def read_columns(data: Mapping[str, Any], file: str) -> ColumnForm:
    """Read an MS-Var or MS-Ind layout."""
    columns = [
        FormColumn(
            str(row["kolom"]),
            str(row["nomor"]),
            str(row["kunci"]),
            str(row["label"]),
            str(row["jenis"]),
            tuple(str(option) for option in row.get("pilihan", ())),
            str(row.get("kelompok", "")),
        )
        for row in data["kolom"]
    ]
    unique([column.letter for column in columns], file)
    unique([column.key for column in columns], file)
    return ColumnForm(
        str(data["lembar"]),
        dict(data["teks_tetap"]),
        tuple(columns),
        int(data["baris_pertama"]),
        int(data["baris_disiapkan"]),
        read_rules(data.get("aturan", ()), {column.key for column in columns}, refuser(file)),
    )


def require(holds: bool, file: str, place: str, problem: str) -> None:
    """Raise ``layout-damaged`` unless the condition holds."""
    if not holds:
        raise BundleError("layout-damaged", file=file, place=place, problem=problem)


def refuser(file: str) -> Callable[[str, str], None]:
    """Give what refuses a place of the file."""
    return lambda place, problem: require(False, file, place, problem)


def unique(values: list[str], file: str) -> None:
    """Raise when a cell or key comes twice."""
    twice = sorted({value for value in values if values.count(value) > 1})
    require(not twice, file, ", ".join(twice), "comes twice")
