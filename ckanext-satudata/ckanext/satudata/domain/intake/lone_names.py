"""Names without figures: a row whose figures were left out, or a group's name over its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .grid import Sheet
from .layout import SetApart, Table
from .named_rows import first_text
from .regions import Regions
from .rows import BLANK, TEXT, kind_of
from .text import fold

LEVELS = ("kecamatan", "desa", "kabupaten")
MAX_LABELS = 500
MAX_GAP = 2


def take_back_names(sheet: Sheet, table: Table, regions: Regions) -> None:
    """Take rows of one name for data when the name is of the kind of the other rows' names: its figures were left out.

    So are words that stand for figures in rows right below the table. Names of groups stay set apart.
    """
    if not table.data_rows:
        return
    labels = [first_text(sheet.rows[row], table.left, table.right) for row in table.data_rows[:MAX_LABELS]]
    kind = _Kind([label for label in labels if label], regions)
    notes = [item for item in table.set_apart if item.kind == "note"]
    if notes and not (len(notes) > 1 and _are_groups(sheet, table, notes, kind)):
        for item in notes:
            alone = item.rows[0] < table.data_rows[0] or table.data_rows[-1] > item.rows[0]
            label = first_text(sheet.rows.get(item.rows[0], []), table.left, table.right)
            if alone and label and kind.holds(label):
                _take(table, item)
    _take_titles(sheet, table, kind)
    _take_below(sheet, table, kind)


def _take_titles(sheet: Sheet, table: Table, kind: _Kind) -> None:
    """Take rows for data that a word instead of a figure made the last of the titles: *Wanasari | ?*."""
    data = table.data_rows[0]
    names = next((c for c in table.columns if kind_of(sheet.get(data, c)) == TEXT), table.left)
    while len(table.header_rows) > 1 and table.header_rows[-1] == table.data_rows[0] - 1:
        label = sheet.get(table.header_rows[-1], names)
        if not isinstance(label, str) or not (kind.is_of_level(label) or kind.is_longer(label)):
            return
        table.data_rows.insert(0, table.header_rows.pop())
        table.first_row = table.data_rows[0]


def _are_groups(sheet: Sheet, table: Table, notes: Sequence[SetApart], kind: _Kind) -> bool:
    """Tell whether several lone names are groups: they differ in kind from the names of rows, or stand apart in form."""
    names = [first_text(sheet.rows.get(item.rows[0], []), table.left, table.right) for item in notes]
    return not all(kind.is_of_level(name) or kind.begins_like(name) for name in names if name)


def _take(table: Table, item: SetApart) -> None:
    table.set_apart.remove(item)
    table.data_rows = sorted([*table.data_rows, *item.rows])
    table.first_row = min(table.first_row, item.rows[0])


def _take_below(sheet: Sheet, table: Table, kind: _Kind) -> None:
    """Go on below the last figures while rows begin with a name of the same kind."""
    below = {
        item.rows[0]: item for item in table.set_apart if item.kind in ("footnote", "signature") and item.rows
    }
    while (item := below.get(table.last_row + 1)) is not None:
        cells = sheet.rows[item.rows[0]][table.left - 1 : table.right]
        words = sum(kind_of(value) == TEXT for value in cells)
        label = first_text(cells, 1, len(cells))
        strict = kind.is_of_level(label) or kind.begins_like(label)
        if not label or not (strict or (words > 1 and words == _filled(cells) and kind.holds(label))):
            item.facts["like_a_name"] = bool(label) and words == 1 and kind.holds(label)
            return
        table.last_row += 1
        _take(table, item)
    for row in range(table.last_row + 2, table.last_row + MAX_GAP + 2):
        if (item := below.get(row)) is not None:
            label = first_text(sheet.rows[row], table.left, table.right)
            item.facts["like_a_name"] = kind.is_of_level(label) or kind.begins_like(label)


def _filled(cells: Sequence[object]) -> int:
    return sum(kind_of(value) != BLANK for value in cells)  # type: ignore[arg-type]


class _Kind:
    """What the names of a table's rows are alike in."""

    def __init__(self, labels: Sequence[str], regions: Regions) -> None:
        self.regions, self.labels = regions, labels
        self.level = next((level for level in LEVELS if self._known(level) * 10 >= len(labels) * 6 > 0), None)
        words = Counter(fold(label).split(" ")[0] for label in labels)
        word, times = words.most_common(1)[0] if words else ("", 0)
        self.word = word if times > 2 and times * 10 >= len(labels) * 6 else None
        self.longest = max((len(label) for label in labels), default=0)

    def _known(self, level: str) -> int:
        return sum(self.regions.named(label, level) is not None for label in self.labels)

    def is_of_level(self, label: str) -> bool:
        """Tell whether the code list has the name at the level of the others."""
        return self.level is not None and self.regions.named(label, self.level) is not None

    def begins_like(self, label: str) -> bool:
        """Tell whether the name begins with the word that most others begin with."""
        return self.word is not None and fold(label).split(" ")[0] == self.word

    def is_longer(self, label: str) -> bool:
        """Tell whether the name begins so and goes on: that word alone is the title over such names."""
        return self.begins_like(label) and fold(label) != self.word

    def holds(self, label: str) -> bool:
        """Tell whether the name could stand among the others."""
        if self.level is not None or self.word is not None:
            return self.is_of_level(label) or self.begins_like(label)
        alike = label[:1].isupper() == (
            sum(item[:1].isupper() for item in self.labels) * 2 > len(self.labels)
        )
        return alike and len(label) <= max(12, self.longest * 3 // 2) and ":" not in label
