"""Which row of an office's MS-Var or MS-Ind is which row of the portal: by alias, by name, else by where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .layout import ColumnForm
from .ms_find import Cells, Table, value_at
from .ms_rules import Value, plain
from .ms_state import VAR, Filled
from .ms_values import clean

MOST_ROWS = 2000


def filled_lines(form: ColumnForm, table: Table, cells: Cells) -> Iterator[int]:
    """Give the rows that hold any answer."""
    for row in sorted(cells):
        if row < table.first_row:
            continue
        if any(clean(value_at(cells, row, at)) for at in table.columns.values()):
            yield row


def match_lines(
    name: str, filled: Filled, table: Table, lines: Sequence[int], cells: Cells
) -> dict[int, str]:
    """Match rows of the workbook with those of the portal: by alias, then by name, each once."""
    portal = filled.row_values(name)
    left = dict(portal)
    found: dict[int, str] = {}
    keys = ("alias", "nama") if name == VAR else ("nama", "variabel_nama")
    for key in keys:
        for row in lines:
            if row in found or key not in table.columns:
                continue
            text = plain(clean(value_at(cells, row, table.columns[key])))
            same = [one for one, values in left.items() if text and named_so(one, values, key, text)]
            if same and (len(same) == 1 or key != "variabel_nama"):
                found[row] = same[0]
                del left[same[0]]
    return found | nameless(
        name, list(portal), left, table, [row for row in lines if row not in found], cells
    )


def nameless(
    name: str,
    order: Sequence[str],
    left: Mapping[str, Mapping[str, Value]],
    table: Table,
    lines: Sequence[int],
    cells: Cells,
) -> dict[int, str]:
    """Match rows that have neither alias nor name, in the workbook and in the portal, by where they stand."""
    keys = ("alias", "nama") if name == VAR else ("nama",)
    found = {}
    for row in lines:
        at = row - table.first_row
        key = order[at] if 0 <= at < len(order) else ""
        written_here = any(
            clean(value_at(cells, row, table.columns[one])) for one in keys if one in table.columns
        )
        if key in left and not written_here and not any(left[key].get(one) for one in keys):
            found[row] = key
    return found


def named_so(row: str, values: Mapping[str, Value], key: str, text: str) -> bool:
    """Tell whether a row of the portal has this alias or name."""
    return plain(str(values.get(key, ""))) == text or (key == "alias" and plain(row) == text)
