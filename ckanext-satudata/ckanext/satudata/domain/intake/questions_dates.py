"""Questions and remarks about dates: which part stands first, dates that Excel turned round, two ways of writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .catalogue import spec
from .column import DATE, INTEGER, STRING, Column
from .column_dates import day_of
from .dates import is_ambiguous, slashed, way_of
from .display import shown
from .finding import Choice, Finding, Question
from .grid import address
from .questions_numbers import key_of, place_of, set_parts
from .questions_values import rows_with
from .reading import TableReading
from .recipe import Recipe


def dates(reading: TableReading, columns: Sequence[Column], recipe: Recipe) -> list[Finding]:
    """Give what must be asked or told about columns of dates."""
    used = {column.letter: column for column in recipe.used()}
    found = []
    for column in columns:
        part = used[column.letter]
        if column.type != DATE:
            found += _dates_among_words(reading, column) if part.type == STRING and not part.period else []
            continue
        if column.date_serials and "dates" not in part.accept:
            found.append(_serials(reading, column))
        mixed = _both_orders(column)
        if mixed and part.date_order is None:
            found.append(_mixed(reading, column, *mixed))
        elif column.date_doubt and part.date_order is None:
            found.append(_order(reading, column))
        if column.date_swap and "dates" not in part.accept:
            found.append(_swapped(reading, column))
        found += _two_ways(reading, column)
    return found


def _dates_among_words(reading: TableReading, column: Column) -> list[Finding]:
    """Ask about native dates in a column of other texts: ``5-9`` and ``10-14`` become dates in Excel."""
    words = [*column.stats.words.counts, *column.stats.broken.counts, *column.stats.numbers.counts]
    if not column.stats.date_rows or not words:
        return []
    cells = [address(row, column.index) for row in column.stats.date_rows]
    read = shown(reading.sheet.get(column.stats.date_rows[0], column.index))
    choices = [Choice("dates", "Memang tanggal", "Dates indeed")]
    question = Question(key_of("TANGGAL_DARI_TEKS", [column]), choices)
    facts = {"columns": [column.letter], "other": words[0]}
    place = place_of(reading, [column])
    return [Finding(spec("TANGGAL_DARI_TEKS"), place, facts, cells, len(cells), read, question=question)]


def _both_orders(column: Column) -> tuple[str, str, str] | None:
    """Give a text that proves the day first, one that proves the month first, and one that reads both ways."""
    texts = {text: parts for text in column.stats.dated.counts if (parts := slashed(text))}
    day = next((text for text, parts in texts.items() if parts[0] > 12), None)
    month = next((text for text, parts in texts.items() if parts[1] > 12), None)
    open_text = next((text for text in texts if is_ambiguous(text)), None)
    return (day, month, open_text) if day and month and open_text else None


def _mixed(reading: TableReading, column: Column, day: str, month: str, open_text: str) -> Finding:
    first = column.stats.dated.first
    facts = {
        "columns": [column.letter],
        "day": day,
        "day_cell": address(first[day], column.index),
        "month": month,
        "month_cell": address(first[month], column.index),
    }
    cells = rows_with(reading, column, [text for text in first if is_ambiguous(text)])
    question = Question(key_of("TANGGAL_CAMPUR", [column]), _orders(column, {"orders": "both"}))
    place = {**place_of(reading, [column]), "cell": cells[0] if cells else ""}
    return Finding(spec("TANGGAL_CAMPUR"), place, facts, cells, len(cells), open_text, question=question)


def _orders(column: Column, accept: Mapping[str, str]) -> list[Choice]:
    return [
        Choice(order, label, label_en, set_parts([column], date_order=order, accept=dict(accept)))
        for order, label, label_en in (
            ("day_first", "Hari dulu (hari/bulan/tahun)", "Day first"),
            ("month_first", "Bulan dulu (bulan/hari/tahun)", "Month first"),
        )
    ]


def _order(reading: TableReading, column: Column) -> Finding:
    texts = [text for text in column.stats.dated.counts if is_ambiguous(text)]
    choices = _orders(column, {})
    question = Question(key_of("TANGGAL_AMBIGU", [column]), choices, "day_first")
    cells = rows_with(reading, column, texts)
    facts = {"columns": [column.letter]}
    place = place_of(reading, [column])
    return Finding(spec("TANGGAL_AMBIGU"), place, facts, cells, len(cells), texts[0], question=question)


def _swapped(reading: TableReading, column: Column) -> Finding:
    rows = column.stats.date_rows
    other = next(text for text in column.stats.dated.counts if (slashed(text) or (0,))[0] > 12)
    choices = [
        Choice(
            "swap",
            "Tertukar: kembalikan hari dan bulannya",
            "Swapped: turn day and month back",
            set_parts([column], accept={"dates": "swap"}),
        ),
        Choice("keep", "Sudah benar", "Right as they are", set_parts([column], accept={"dates": "keep"})),
    ]
    question = Question(key_of("TANGGAL_TERTUKAR", [column]), choices)
    cells = [address(row, column.index) for row in rows]
    read = shown(reading.sheet.get(rows[0], column.index))
    facts = {"columns": [column.letter], "other": other}
    place = place_of(reading, [column])
    return Finding(spec("TANGGAL_TERTUKAR"), place, facts, cells, len(cells), read, question=question)


def _serials(reading: TableReading, column: Column) -> Finding:
    """Ask about whole numbers under the title of a date."""
    rows = [row for row in reading.data_rows if day_of(reading.sheet.get(row, column.index))]
    value = reading.sheet.get(rows[0], column.index)
    day = day_of(value)
    read, as_date = shown(value), f"{day:%d/%m/%Y}" if day else ""
    choices = [
        Choice("serial", "Tanggal", "Dates", set_parts([column], accept={"dates": "serial"})),
        Choice("numbers", "Memang angka", "Numbers indeed", set_parts([column], type=INTEGER)),
    ]
    choices[0].example = f"{read} = {as_date}"
    question = Question(key_of("TANGGAL_ANGKA", [column]), choices, "serial")
    cells = [address(row, column.index) for row in rows]
    facts = {"columns": [column.letter], "other": as_date}
    place = place_of(reading, [column])
    return Finding(spec("TANGGAL_ANGKA"), place, facts, cells, len(cells), read, question=question)


def _two_ways(reading: TableReading, column: Column) -> list[Finding]:
    """Tell of dates written in more than one way, which are all read."""
    first: dict[str, str] = {}
    for text in column.stats.dated.counts:
        first.setdefault(way_of(text), text)
    if len(first) < 2:
        return []
    read, other = list(first.values())[:2]
    facts = {"columns": [column.letter], "other": other}
    cells = [address(column.stats.dated.first[text], column.index) for text in first.values()]
    return [Finding(spec("TANGGAL_DUA_CARA"), place_of(reading, [column]), facts, cells, len(first), read)]
