"""The header rows of a table: those between the first data row and the title above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .grid import Row, Sheet, Value
from .merged import MAX_REACH, merges_from
from .rows import BLANK, NUMERIC, TEXT, footer_kind, is_pair, kind_of, stands_for_figure, year_of
from .text import fold, squeeze
from .title_rows import is_numbering, names_dimension
from .units import unit_words
from .word_rows import rows_of_words

MAX_HEADER_ROWS = 4
MAX_GAP = 4
LOOKED_DOWN = 100
_CAPTION = re.compile(r"\b(menurut|berdasarkan|tabel|tahun (19|20)\d\d|kabupaten|kota)\b")
_KIND_OF_PLACE = re.compile(
    r"(kabupaten|kab|kota|kota madya|perkotaan|perdesaan|pedesaan|desa|kelurahan)( ?/ ?[a-z ]+)?"
)
_GRADE = re.compile(
    r"wtp|wdp|tmp|wtp[- ]dpp|tidak wajar|aa?|bb?|cc?|[de]|[ab][+-]?|(sangat )?(baik|tinggi|rendah|sedang|cukup|kurang)( sekali)?|"
    r"ya|ada|tidak|tidak ada|sudah|belum|sehat|mandiri|maju|berkembang|tertinggal|tercapai|tidak tercapai"
)
_OF_INDICATORS = re.compile(r"(indikator|uraian|sasaran|aspek|komponen|program|kegiatan|no|nama|jenis)\b.*")
_COUNTER = re.compile(r"(no|nomor|kode|nr)( .{0,12})?")


class HeaderRows:
    """Climbs from the first data row upwards and collects the header rows."""

    def __init__(self, sheet: Sheet, left: int, right: int, first: int, before: int) -> None:
        self.sheet, self.left, self.right = sheet, left, right
        self.first, self.before = first, before
        self.rows: list[int] = []
        self.numbering: int | None = None
        self.units: int | None = None
        self.seen: set[int] = set()
        self.groups: list[int] = []
        self.words: list[int] = []

    def climb(self) -> None:
        """Collect header rows until a title, a blank row or another table. Gaps between titles, numbering and data are
        allowed; rows that a title reaches down over by merging belong to the titles."""
        self.words = rows_of_words(self.sheet, self.first, self.before)
        number, gap, spanned = min([self.first, *self.words]) - 1, 0, list[int]()
        merged = self._merged_rows()
        while number > self.before and len(self.rows) < MAX_HEADER_ROWS:
            row = self.sheet.rows.get(number)
            if row is None or all(kind_of(value) == BLANK for value in row):
                if number in merged:
                    spanned.append(number)
                elif self.rows or gap == MAX_GAP:
                    break
                else:
                    gap += 1
            elif not self._take(number, row):
                break
            else:
                self.seen.add(number)
                gap = 0
            number -= 1
        own = [row for row in spanned if self.rows and row > self.rows[0]]
        self.rows = sorted({*self.rows, *own})
        self.seen |= set(own)

    def _merged_rows(self) -> set[int]:
        """Give the rows near the data that a cell above reaches down over."""
        lowest = self.first - MAX_HEADER_ROWS - 2 * MAX_GAP
        near = merges_from(self.sheet, lowest, self.first)
        areas = [area for area in near if area.top < area.bottom < self.first]
        return {row for area in areas for row in range(area.top + 1, area.bottom + 1)}

    def _take(self, number: int, row: Row) -> bool:
        inside = [(c, v) for c, v in enumerate(row, 1) if kind_of(v) != BLANK]
        if not inside:
            return False
        above = self.sheet.rows.get(number - 1)
        if not self.rows and is_numbering(row, self.sheet.rows.get(number + 1), above):
            self.numbering = number
            return True
        if self._is_group(number, inside):
            self.groups.insert(0, number)
            return True
        head = squeeze(inside[0][1]) if isinstance(inside[0][1], str) else ""
        if footer_kind(fold(head)):
            return False
        if not self.rows and len(inside) > 1 and all(isinstance(v, str) and unit_words(v) for _, v in inside):
            self.units = number
            return True
        if (
            self._is_data_in_words(number, row, inside)
            or self._recurs(number, inside)
            or self._is_lone_figure(number, inside)
        ):
            self.words.insert(0, number)
            return True
        if self._is_header_row(number, inside):
            self.rows.insert(0, number)
            return True
        return False

    def _is_data_in_words(self, number: int, row: Row, inside: Sequence[tuple[int, Value]]) -> bool:
        """Tell whether a row right above the data is data, too, though its figures are words: *< 5*, *belum ada*."""
        if self.rows or self.numbering is not None or len(inside) < 2:
            return False
        above = self._titles_over(number)
        head = next((value for value in above[self.left - 1 :] if kind_of(value) != BLANK), None)
        if not isinstance(head, str) or names_dimension(str(inside[0][1])):
            return False
        if not (names_dimension(head) or _OF_INDICATORS.fullmatch(fold(head))):
            return False
        titled = all(column <= len(above) and kind_of(above[column - 1]) == TEXT for column, _ in inside)
        return titled and _are_values(inside)

    def _recurs(self, number: int, inside: Sequence[tuple[int, Value]]) -> bool:
        """Tell whether a row right above the data, below a row of titles, holds words that the data have in the same
        columns, as titles do not; a row of titles that is written again below has all of them in one row."""
        if self.rows or self.numbering is not None or not all(kind_of(value) == TEXT for _, value in inside):
            return False
        above = self.sheet.rows.get(number - 1) or []
        titled = all(column <= len(above) and kind_of(above[column - 1]) == TEXT for column, _ in inside)
        if not titled or len(inside) < 2 or sum(kind_of(value) == TEXT for value in above) <= len(inside):
            return False
        again = 0
        for at in range(self.first, self.first + LOOKED_DOWN):
            same = [column for column, value in inside if self.sheet.get(at, column) == value]
            row = self.sheet.rows.get(at, [])
            if len(same) == len(inside) and all(kind_of(value) in (TEXT, BLANK) for value in row):
                return False
            again += bool(same)
        return again > 0

    def _is_lone_figure(self, number: int, inside: Sequence[tuple[int, Value]]) -> bool:
        """Tell whether a row right below the titles holds one figure and nothing else: the first of the data."""
        column, value = inside[0]
        if self.rows or len(inside) > 1 or kind_of(value) != NUMERIC or year_of(value) is not None:
            return False
        above = self.sheet.rows.get(number - 1) or []
        titles = [kind_of(cell) for cell in above[self.left - 1 : self.right]]
        return len(titles) == self.right - self.left + 1 and set(titles) == {TEXT} and column >= self.left

    def _titles_over(self, number: int) -> Row:
        """Give the row of titles above a row, past rows of the same kind as it."""
        for above in range(number - 1, max(self.before, number - MAX_HEADER_ROWS), -1):
            row = self.sheet.rows.get(above) or []
            cells = [(column, value) for column, value in enumerate(row, 1) if kind_of(value) != BLANK]
            if not _are_values(cells):
                return row
        return []

    def _is_group(self, number: int, inside: Sequence[tuple[int, Value]]) -> bool:
        """Tell whether a text stands alone between titles and data, over the rows that it names."""
        column, value = inside[-1]
        text = value if isinstance(value, str) else str(value) if year_of(value) is not None else ""
        if self.rows or self.numbering is not None or len(inside) > 2 or not text:
            return False
        if unit_words(text) or footer_kind(fold(text)) or len(squeeze(text)) > 80:
            return False
        if (kind_of(text) != TEXT and year_of(text) is None) or (
            names_dimension(text) and not _KIND_OF_PLACE.fullmatch(fold(text))
        ):
            return False
        above = self._row_above(number)
        if column > self.left and not (column == self.left + 1 and self._is_counted(above, inside)):
            return False
        return self._titles_at(above)

    def _is_counted(self, titles: int, inside: Sequence[tuple[int, Value]]) -> bool:
        """Tell whether the first column counts rows, so that names stand in the second."""
        rows = range(titles, max(self.before, titles - MAX_HEADER_ROWS), -1)
        values = [self.sheet.get(row, self.left) for row in rows]
        title = next((value for value in values if kind_of(value) != BLANK), None)
        short = len(inside) == 1 or len(squeeze(str(inside[0][1]))) <= 5
        return short and isinstance(title, str) and _COUNTER.fullmatch(fold(title)) is not None

    def _row_above(self, number: int) -> int:
        """Give the nearest row above with content that is neither such a name nor a row of numbers."""
        for above in range(number - 1, max(self.before, number - 4), -1):
            cells = [value for value in self.sheet.rows.get(above, []) if kind_of(value) != BLANK]
            below, titles = self.sheet.rows.get(above + 1), self.sheet.rows.get(above - 1)
            if len(cells) > 1 and not is_numbering(self.sheet.rows[above], below, titles):
                return above
        return 0

    def _titles_at(self, number: int) -> bool:
        row = self.sheet.rows.get(number, [])[self.left - 1 : self.right]
        words = sum(kind_of(value) == TEXT or year_of(value) is not None for value in row)
        filled = sum(kind_of(value) != BLANK for value in row)
        return words >= 2 and words == filled and words * 2 > self.right - self.left

    def _is_header_row(self, number: int, inside: Sequence[tuple[int, Value]]) -> bool:
        if len(inside) >= 2:
            return self._is_table_wide(number, inside)
        column, value = inside[0]
        if not self.rows or not isinstance(value, str) or unit_words(value):
            return False
        span = self._merged_width(number, column)
        if span > 1:
            return column > self.left and span < self.right - self.left + 1
        grouped = column > self.left and self._label_below(column) and self._label_below(column + 1)
        return grouped and len(squeeze(value)) < 60 and not _CAPTION.search(fold(value))

    def _is_table_wide(self, number: int, inside: Sequence[tuple[int, Value]]) -> bool:
        """Refuse pairs such as ``Tahun | 2025`` or ``Judul | Jumlah Penduduk`` above a wide table."""
        if len(inside) > 2 or self.right - self.left < 3:
            return True
        if not self.rows:
            return inside[0][0] > self.left
        return not is_pair(self.sheet.rows[number])

    def _label_below(self, column: int) -> bool:
        return kind_of(self.sheet.get(self.rows[0], column)) != BLANK

    def _merged_width(self, row: int, column: int) -> int:
        for area in merges_from(self.sheet, row - MAX_REACH, row):
            if area.top <= row <= area.bottom and area.left <= column <= area.right:
                return area.right - area.left + 1
        return 1

    def widen(self, left: int, right: int) -> tuple[int, int]:
        """Give the columns of the table, with those that have a title but few data."""
        for number in self.rows:
            for column, value in enumerate(self.sheet.rows.get(number, []), 1):
                if kind_of(value) != BLANK:
                    left, right = min(left, column), max(right, column)
        return left, right


def _are_values(cells: Sequence[tuple[int, Value]]) -> bool:
    """Tell whether the words behind the first cell stand where figures should, or are grades (*WTP*, *BB*, *Baik*), as
    titles are not."""
    words = [fold(str(value)) for _, value in cells[1:] if kind_of(value) == TEXT]
    if any(stands_for_figure(str(value)) for _, value in cells[1:]):
        return True
    return len(words) > 1 and len(words) + 1 == len(cells) and all(map(_GRADE.fullmatch, words))
