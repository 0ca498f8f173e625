"""Questions about cells that hold more than a number, or less: units, words, percents, signs, other digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from .catalogue import spec
from .column import Column
from .conventions import example_readings
from .display import number_text, shown
from .finding import Choice, Finding, Question
from .grid import Value, address
from .missing import AS_NUMBER, NEGLIGIBLE, NULL, SUPPRESSED, ZERO, is_sentinel, rule_of, sign_among_figures
from .numbers import (
    DIGITS,
    DROP,
    LOST_DOT,
    SHORT_JUTA,
    SHORT_MILIAR,
    TAIL,
    TEXT_COMMA_DECIMAL,
    TEXT_COMMA_THOUSANDS,
    TEXT_DOT_DECIMAL,
    TEXT_DOT_THOUSANDS,
    native,
    plain,
    scale_of,
    take_odd,
)
from .percents import AS_IT_STANDS, BELOW_ONE, FRACTION
from .questions_numbers import all_tailed, key_of, letters_of, place_of, set_parts
from .reading import TableReading, nil_meaning
from .recipe import Recipe, RecipeColumn
from .sentinels import sentinel_kind

_WAYS = {
    "ANGKA_TITIK_RIBUAN": (TEXT_DOT_THOUSANDS, TEXT_DOT_DECIMAL),
    "ANGKA_KOMA": (TEXT_COMMA_THOUSANDS, TEXT_COMMA_DECIMAL),
}


def rows_with(reading: TableReading, column: Column, values: Iterable[Value]) -> list[str]:
    """Give the addresses of all data cells of a column that hold one of the values."""
    wanted, index, grid = set(values), column.index, reading.sheet.rows
    return [
        address(row, index)
        for row in reading.data_rows
        if row in grid and index <= len(grid[row]) and _hashable(grid[row][index - 1]) in wanted
    ]


def _hashable(value: Value) -> Value:
    return value if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None


def percents(reading: TableReading, columns: Sequence[Column]) -> list[Finding]:
    """Ask whether percent figures between 0 and 1 are fractions, all of them or some: once for all columns."""
    found = []
    for code, how in (("PERSEN_CAMPUR", BELOW_ONE), ("PERSEN_PECAHAN", FRACTION)):
        group = [column for column in columns if column.percent_mixed == (how == BELOW_ONE)]
        if not group:
            continue
        choices = [
            Choice(answer, label, label_en, set_parts(group, percent=answer))
            for answer, label, label_en in (
                (how, "Pecahan: kalikan 100", "Fractions: multiply by 100"),
                (AS_IT_STANDS, "Memang persen", "Percent as they stand"),
            )
        ]
        pairs = [_two_percents(reading, column) for column in group]
        cells = [cell for (cell, _), _ in pairs if cell]
        (_, read), other = pairs[0]
        facts = {"columns": letters_of(group), "other": other}
        question = Question(key_of(code, group), choices)
        place = place_of(reading, group)
        found.append(Finding(spec(code), place, facts, cells, None, read, question=question))
    return found


def _two_percents(reading: TableReading, column: Column) -> tuple[tuple[str, str], str]:
    """Give the first cell that holds a fraction, and what a cell that holds none shows."""
    first, other = ("", ""), ""
    for row in reading.data_rows:
        value = reading.sheet.get(row, column.index)
        text = shown(value)
        small = isinstance(value, float) and 0 < value <= 1 and not text.endswith("%")
        if (small or (isinstance(value, str) and value.strip().startswith("0"))) and not first[0]:
            first = (address(row, column.index), text)
        elif text and not small:
            other = other or text
        if first[0] and other:
            break
    return first, other


def nil_signs(reading: TableReading, recipe: Recipe, columns: Sequence[Column]) -> list[Finding]:
    """Ask what signs mean that stand without a number: nil signs, lone letters, numbers such as 9999."""
    by_letter = {column.letter: column for column in recipe.used()}
    figures = [column for column in columns if column.is_figures]
    kinds = dict.fromkeys(kind for column in figures for kind in column.stats.sign_kinds if rule_of(kind).ask)
    found = []
    for kind in kinds:
        group = [column for column in figures if _is_open(column, by_letter[column.letter], kind)]
        if group:
            found.append(_nil_sign(reading, kind, group))
    return found


def _is_open(column: Column, used: RecipeColumn, kind: str) -> bool:
    return kind in column.stats.sign_kinds and used.missing.get(kind) is None


def _nil_sign(reading: TableReading, kind: str, group: Sequence[Column]) -> Finding:
    code = "ANGKA_PENANDA" if is_sentinel(kind) else "TANDA_STRIP" if kind == "-" else "TANDA_LAIN"
    choices = [
        Choice(NULL, "Tidak tersedia atau tidak berlaku", "Not available or not applicable"),
        Choice(ZERO, "Nol atau tidak ada", "Zero or none"),
    ]
    if code == "TANDA_STRIP":
        choices.reverse()
    elif code == "TANDA_LAIN":
        choices.append(Choice(SUPPRESSED, "Tidak dapat ditampilkan", "Not to be shown"))
    else:
        choices.append(Choice(NEGLIGIBLE, "Terlalu kecil untuk diukur", "Too small to measure"))
        choices.append(Choice(AS_NUMBER, "Memang angka", "A number indeed"))
    for choice in choices:
        choice.patch = set_parts(group, missing={kind: choice.value})
    key = key_of(code if kind == "-" else f"{code}({kind})", group)
    question = Question(key, choices, nil_meaning(group[0]) if kind == "-" else None)
    cells = [cell for column in group for cell in _sign_cells(reading, column, kind)]
    count = sum(column.stats.sign_kinds[kind] for column in group)
    facts = {"columns": letters_of(group)}
    return Finding(spec(code), place_of(reading, group), facts, cells, count, kind, question=question)


def _sign_cells(reading: TableReading, column: Column, kind: str) -> list[str]:
    stats = column.stats
    if is_sentinel(kind):
        return rows_with(
            reading, column, [value for value in stats.sentinels if sentinel_kind(value) == kind]
        )
    texts = [text for text in stats.signs.counts if sign_among_figures(text) == kind]
    return rows_with(reading, column, texts)


def behind_numbers(reading: TableReading, columns: Sequence[Column], recipe: Recipe) -> list[Finding]:
    """Ask about numbers with a word behind them, and about digits of another script."""
    used = {column.letter: column for column in recipe.used()}
    found = []
    for column in columns:
        odd = {text: parts for text in column.stats.numbers.counts if (parts := take_odd(text))}
        tailed = [text for text, parts in odd.items() if parts.odd == TAIL]
        digits = [text for text, parts in odd.items() if parts.odd == DIGITS]
        accepted = used[column.letter].accept
        if tailed and TAIL not in accepted:
            found.append(_tailed(reading, column, tailed))
        if digits and DIGITS not in accepted:
            found.append(_other_digits(reading, column, digits))
    return found


def _tailed(reading: TableReading, column: Column, texts: Sequence[str]) -> Finding:
    tails = {parts.tail for text in texts if (parts := take_odd(text)) and parts.tail}
    scaled = {tail for tail in tails if scale_of(tail, SHORT_MILIAR) is not None}
    names = sorted({column.tails[tail] for tail in tails if tail in column.tails})
    cells = rows_with(reading, column, texts)
    place = place_of(reading, [column])
    facts = {"columns": [column.letter], "names": sorted(tails), "unit": ", ".join(names)}
    if (scaled and scaled != tails) or len(names) > 1:
        return Finding(spec("SATUAN_CAMPUR"), place, facts, cells, len(cells), texts[0])
    code = "ANGKA_BERKATA" if scaled else "ANGKA_BERSATUAN"
    choices = _scale_choices(column, tails) if scaled else []
    if names or (column.unit and column.unit.power and scaled):
        unit = names[0] if names else column.unit.code if column.unit else ""
        choices += _dropped(column, unit, texts[0])
    question = Question(key_of(code, [column]), choices, choices[0].value if len(choices) == 1 else None)
    return Finding(spec(code), place, facts, cells, len(cells), texts[0], question=question)


def _dropped(column: Column, unit: str, text: str) -> list[Choice]:
    """Offer to read the number alone; where its dot or comma is doubtful too, once for each reading."""
    label, label_en = f"Baca angkanya, satuan {unit}", f"Read the number alone, in {unit}"
    patch = set_parts([column], accept={TAIL: DROP}, unit=unit)
    ways = _WAYS.get(column.decision.ambiguous or "") if all_tailed(column) else None
    if not ways:
        return [Choice(DROP, label, label_en, patch)]
    doubtful = column.decision.example[0] if column.decision.example else text
    choices = []
    for convention, number in zip(ways, example_readings(doubtful), strict=True):
        parts = set_parts([column], accept={TAIL: DROP}, unit=unit, convention=convention)
        example = f"{doubtful} = {number_text(number, grouped=False)}"
        choices.append(Choice(convention, label, label_en, parts, example))
    return choices


def _scale_choices(column: Column, tails: set[str]) -> list[Choice]:
    """Offer to write the magnitude out; *M* is asked: miliar to Indonesians, million to others."""
    short = tails & {"m"}
    hows = [(SHORT_MILIAR, "M dibaca miliar" if short else "Tulis utuh: 1,5 juta menjadi 1.500.000")]
    hows_en = ["M is read as 10^9" if short else "Write it out: 1.5 juta becomes 1,500,000"]
    if short:
        hows.append((SHORT_JUTA, "M dibaca juta"))
        hows_en.append("M is read as million")
    unit = {"unit": "rupiah"} if column.unit is None or column.unit.base == "rupiah" else {}
    return [
        Choice(how, label, label_en, set_parts([column], accept={TAIL: how}, **unit))
        for (how, label), label_en in zip(hows, hows_en, strict=True)
    ]


def lost_zeros(reading: TableReading, columns: Sequence[Column], recipe: Recipe) -> list[Finding]:
    """Ask, where lost dots were restored, about whole cells far below all others: ``13.000`` is stored as 13."""
    used = {column.letter: column for column in recipe.used()}
    found = []
    for column in columns:
        part = used[column.letter]
        if part.convention != LOST_DOT or "lost_zeros" in part.accept:
            continue
        restored = [native(reading.sheet.get(row, column.index)) for row in column.stats.fraction_rows]
        limit = min((abs(number) * 100 for number in restored if number is not None), default=Decimal(0))
        values = [(row, reading.sheet.get(row, column.index)) for row in reading.data_rows]
        small = [(row, value) for row, value in values if type(value) is int and 0 < value < limit]
        if small:
            found.append(_zeros(reading, column, small, limit))
    return found


def _zeros(
    reading: TableReading, column: Column, small: Sequence[tuple[int, int]], limit: Decimal
) -> Finding:
    value = small[0][1]
    choices = [
        Choice("keep", "Sudah benar", "Right as they are", set_parts([column], accept={"lost_zeros": ""})),
        Choice(
            "restore",
            "Tiga angka nol hilang",
            "Three noughts were lost",
            set_parts([column], accept={"lost_zeros": plain(limit)}),
            f"{value} = {value}000",
        ),
    ]
    question = Question(key_of("ANGKA_NOL_HILANG", [column]), choices)
    cells = [address(at, column.index) for at, _ in small]
    facts = {"columns": [column.letter], "restored": value * 1000}
    place = place_of(reading, [column])
    return Finding(spec("ANGKA_NOL_HILANG"), place, facts, cells, len(cells), str(value), question=question)


def _other_digits(reading: TableReading, column: Column, texts: Sequence[str]) -> Finding:
    parts = take_odd(texts[0])
    patch = set_parts([column], accept={DIGITS: "read"})
    choices = [Choice("read", "Baca sebagai angka biasa", "Read as ordinary digits", patch)]
    question = Question(key_of("ANGKA_AKSARA_LAIN", [column]), choices)
    cells = rows_with(reading, column, texts)
    return Finding(
        spec("ANGKA_AKSARA_LAIN"),
        place_of(reading, [column]),
        {"columns": [column.letter]},
        cells,
        len(cells),
        texts[0],
        parts.core if parts else "",
        question=question,
    )
