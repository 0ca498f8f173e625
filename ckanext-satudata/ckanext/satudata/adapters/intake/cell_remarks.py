"""What the cells themselves tell about their container: damaged letters, unseen signs, rounded numbers, CSV in column A."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from ...domain.intake.finding import Unusable
from ...domain.intake.grid import Remark, Row, Sheet, Value, Workbook, address, letter
from ...domain.intake.limits import Limits
from .delimiters import best_delimiter, fields

_DAMAGED = re.compile(
    "[\ufffd\x80-\x9f]|\u00c3[\x80-\u00bf\u2010-\u203a\u0152-\u017e\u20ac]|\u00e2\u20ac.|\u00c2[\u00a0-\u00bf]"
)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_MOST_DIGITS = 10**15
_NATIVE = ("xlsx", "xlsm", "xls", "ods", "xml")
_FIGURE = re.compile(r"[-+]?\d[\d.,\s]*%?")
_LEAST_ROWS = 3
_LOOKED_AT = 400


def remarks_of_cells(workbook: Workbook) -> list[Remark]:
    """Remark damaged letters, unseen signs, and numbers that were rounded when they were typed."""
    damaged, unseen, rounded = _Places(_DAMAGED), _Places(_UNSEEN), _Places(None)
    native = workbook.kind in _NATIVE
    for sheet in workbook.sheets:
        for number, row in sheet.rows.items():
            for column, value in enumerate(row, 1):
                if isinstance(value, str):
                    if not value.isascii():
                        damaged.look(sheet, number, column, value)
                        unseen.look(sheet, number, column, value)
                elif native and type(value) in (int, float) and not -_MOST_DIGITS < value < _MOST_DIGITS:
                    rounded.count(sheet, number, column)
    named = (("HURUF_RUSAK", damaged), ("TANDA_TAK_TAMPAK", unseen), ("ANGKA_DIBULATKAN", rounded))
    return [(code, places.facts()) for code, places in named if places.number]


class _Places:
    """Counts cells, and keeps the first one's place with a few letters around what was found."""

    def __init__(self, sign: re.Pattern[str] | None) -> None:
        self.number = 0
        self._sign = sign
        self._where = self._read = ""

    def look(self, sheet: Sheet, row: int, column: int, text: str) -> None:
        """Count the cell if the sign stands in it."""
        match = self._sign.search(text) if self._sign else None
        if match:
            self.count(sheet, row, column)
            self._read = self._read or _visible(text[max(0, match.start() - 3) : match.end() + 3])

    def count(self, sheet: Sheet, row: int, column: int) -> None:
        """Count the cell."""
        self.number += 1
        self._where = self._where or f"{sheet.name} {address(row, column)}"

    def facts(self) -> dict[str, object]:
        """Give the facts of the remark."""
        return {"count": self.number, "where": self._where, "read": self._read or None}


def _visible(text: str) -> str:
    return _UNSEEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def tidy_names(workbook: Workbook) -> None:
    """Give each sheet a name that can be seen, and none the name of another: tables are told by their sheet's name."""
    taken: set[str] = set()
    for number, sheet in enumerate(workbook.sheets, 1):
        name = " ".join(_UNSEEN.sub("", _CONTROL.sub(" ", sheet.name)).split()) or f"Lembar{number}"
        sheet.name = next(
            each for each in (name, *(f"{name} ({again})" for again in range(2, 1_000))) if each not in taken
        )
        taken.add(sheet.name)


def divide_column_a(sheet: Sheet, filename: str, limits: Limits) -> list[Remark]:
    """Divide a sheet whose column A holds whole lines of CSV; the sheet is left alone when that is not certain."""
    texts = {number: row[0] for number, row in sheet.rows.items() if _alone(row)}
    if len(texts) < _LEAST_ROWS or len(texts) * 10 < len(sheet.rows) * 9:
        return []
    lines = [text for _, text in sorted(texts.items())[:_LOOKED_AT] if isinstance(text, str)]
    delimiter = best_delimiter(lines)
    if delimiter is None or not _fits(lines, delimiter):
        return []
    divided = {number: _divided(str(text), delimiter) for number, text in texts.items()}
    _refuse_too_many(divided, filename, limits)
    sheet.rows.update(divided)
    width = max(len(row) for row in divided.values())
    facts = {"sheet": sheet.name, "delimiter": delimiter.replace("\t", "tab"), "count": width}
    return [("KOLOM_A_BERISI_CSV", {"place": {"sheet": sheet.name}, **facts, "column": letter(width)})]


def _alone(row: Row) -> bool:
    return bool(row) and isinstance(row[0], str) and not any(value is not None for value in row[1:])


def _fits(lines: list[str], delimiter: str) -> bool:
    """Tell whether most lines have equally many fields, with figures in most of them below the first."""
    widths = [fields(line, delimiter) for line in lines]
    width = max(set(widths), key=widths.count)
    like = [line for line, own in zip(lines, widths, strict=True) if own == width]
    if width < 2 or len(like) < _LEAST_ROWS or len(like) * 10 < len(lines) * 7:
        return False
    figures = sum(
        any(_FIGURE.fullmatch(part.strip('" \t')) for part in line.split(delimiter)) for line in like[1:]
    )
    return figures * 10 >= 7 * (len(like) - 1)


def _divided(text: str, delimiter: str) -> Row:
    try:
        parts: list[str] = next(iter(_lines(text, delimiter)), [])
    except csv.Error:
        parts = text.split(delimiter)
    values: list[Value] = [part if part != "" else None for part in parts]
    while values and values[-1] is None:
        values.pop()
    return values or [text]


def _lines(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader([text.replace("\n", " ").replace("\r", " ")], delimiter=delimiter, strict=True)


def _refuse_too_many(divided: dict[int, Row], filename: str, limits: Limits) -> None:
    if sum(map(len, divided.values())) > limits.cells:
        raise Unusable("TERLALU_BANYAK_SEL", filename=filename, limit=limits.cells)
    for number, row in divided.items():
        if len(row) > limits.columns:
            raise Unusable(
                "TERLALU_BANYAK_KOLOM",
                filename=filename,
                row=number,
                column=letter(len(row)),
                limit=limits.columns,
            )
