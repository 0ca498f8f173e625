"""Months, quarters and years that have no row, and those that have not begun."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .catalogue import spec
from .finding import Choice, Finding, Question
from .tested import Tested
from .text import fold

TURNS: dict[str, int] = {
    "bulan": 12,
    "triwulan": 4,
    "kuartal": 4,
    "caturwulan": 3,
    "subround": 3,
    "semester": 2,
}
_MONTHS = (
    "januari februari maret april mei juni juli agustus september oktober november desember".split(),
    "jan feb mar apr mei jun jul agu sep okt nov des".split(),
    "jan feb mar apr may jun jul aug sep oct nov dec".split(),
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
MAX_NAMED = 36


def turn_of(text: str) -> int | None:
    """Give which part of the year a text is: ``Maret`` and ``03`` are 3, ``Triwulan II`` is 2."""
    word = fold(text)
    if word.isdecimal():
        return int(word)
    for names in _MONTHS:
        if word in names:
            return names.index(word) + 1
    last = word.split()[-1] if word.split() else ""
    return int(last) if last.isdecimal() else _ROMAN.get(last)


def missing_periods(tested: Tested) -> list[Finding]:
    """Find months, quarters or years that have no row, though the table goes by them."""
    return [*_missing_turns(tested), *_missing_years(tested), *_expected(tested)]


def _missing_turns(tested: Tested) -> list[Finding]:
    name = next((item for item in TURNS if item in tested.key and item in tested.header), None)
    if name is None or not tested.canonical.rows:
        return []
    years = (
        tested.canonical.column("tahun") if "tahun" in tested.header else [""] * len(tested.canonical.rows)
    )
    present: dict[str, set[int]] = {}
    for year, text in zip(years, tested.canonical.column(name), strict=True):
        turn = turn_of(text)
        if turn is not None:
            present.setdefault(year, set()).add(turn)
    lacking: list[str] = []
    lacking_years: list[str] = []
    for year, seen in sorted(present.items()):
        gone = [turn for turn in range(1, _until(tested, year, name, seen) + 1) if turn not in seen]
        lacking += [f"{_turn_word(name, turn)} {year}".strip() for turn in gone]
        lacking_years += [year] if gone else []
    if not lacking:
        return []
    return [_lack(tested, name, ", ".join(lacking_years), lacking)]


def _until(tested: Tested, year: str, name: str, seen: Iterable[int]) -> int:
    """Give the last part of the year that must be there: for the running year the last one present."""
    whole, last = TURNS[name], max(seen)
    today = str(tested.context.get("today") or "")
    running = today[:4] == year or not year
    return min(whole, last) if running else whole


def _turn_word(name: str, turn: int) -> str:
    return _MONTHS[0][turn - 1].capitalize() if name == "bulan" and turn <= 12 else f"{name} {turn}"


def _lack(tested: Tested, name: str, year: str, lacking: Sequence[str]) -> Finding:
    facts = {"names": list(lacking[:MAX_NAMED]), "period": year or name}
    key = f"PERIODE_BELUM_ADA:{year}:{','.join(lacking)}"[:200]
    choice = Choice("tidak_tersedia", "Datanya tidak tersedia", "The data are not available")
    question = Question(key, [choice], None, True)
    return Finding(
        spec("PERIODE_BELUM_ADA"), {"sheet": tested.sheet}, facts, count=len(lacking), question=question
    )


def _missing_years(tested: Tested) -> list[Finding]:
    if "tahun" not in tested.key or "tahun" not in tested.header:
        return []
    years = {
        int(text) for text in set(tested.canonical.column("tahun")) if re.fullmatch(r"(19|20)\d\d", text)
    }
    if len(years) < 3:
        return []
    lacking = [str(year) for year in range(min(years), max(years)) if year not in years]
    steps = {later - earlier for earlier, later in zip(sorted(years), sorted(years)[1:], strict=False)}
    if not lacking or len(lacking) > len(years) or (len(steps) == 1 and 1 not in steps):
        return []
    return [_lack(tested, "tahun", f"{min(years)}-{max(years)}", lacking)]


def _expected(tested: Tested) -> list[Finding]:
    """Find periods left out between the last edition and this file (``2025``, ``2025-S1``, ``2025-T3``, ``2025-03``).

    Those after the file's last period are not due from it: a file of one year may come before the next year's.
    """
    wanted = [str(item) for item in tested.context.get("periods_expected") or ()]
    if not wanted or "tahun" not in tested.header:
        return []
    signs = {"bulan": "", "triwulan": "T", "semester": "S"}
    name = next((item for item in signs if item in tested.header), None)
    years = tested.canonical.column("tahun")
    turns = tested.canonical.column(name) if name else [""] * len(years)
    present = set(years)
    for year, turn in zip(years, turns, strict=True):
        number = turn_of(turn) if turn else None
        if number is not None and name is not None:
            present |= {f"{year}-{signs[name]}{number}", f"{year}-{signs[name]}{number:02d}"}
    there = [at for at, item in enumerate(wanted) if item in present or item.replace("Q", "T") in present]
    lacking = [item for at, item in enumerate(wanted[: max(there, default=0)]) if at not in there]
    if not lacking:
        return []
    return [_lack(tested, "jadwal", "jadwal", lacking[:24])]


def future_periods(tested: Tested) -> list[Finding]:
    """Find years, months and dates that have not begun."""
    today = str(tested.context.get("today") or "")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", today):
        return []
    if "tahun" in tested.header:
        later = [
            at for at, text in enumerate(tested.canonical.column("tahun")) if _year(text) > int(today[:4])
        ]
        if later:
            return [_future(tested, "tahun", later, today[:4])]
        return _future_turns(tested, today)
    dates = next(
        (c.name for c in tested.recipe.fields() if c.type == "date" and c.name in tested.header), None
    )
    if dates is None:
        return []
    written = re.compile(r"\d{4}-\d\d-\d\d")
    texts = tested.canonical.column(dates)
    later = [at for at, text in enumerate(texts) if written.match(text) and text[:10] > today]
    return [_future(tested, dates, later, today)] if later else []


def _future_turns(tested: Tested, today: str) -> list[Finding]:
    name = next((item for item in TURNS if item in tested.header), None)
    if name is None:
        return []
    begun = (int(today[5:7]) - 1) * TURNS[name] // 12 + 1
    years = tested.canonical.column("tahun")
    turns = tested.canonical.column(name)
    later = [
        at
        for at, (year, text) in enumerate(zip(years, turns, strict=True))
        if year == today[:4] and (turn_of(text) or 0) > begun
    ]
    return [_future(tested, name, later, _turn_word(name, begun))] if later else []


def _year(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{4}", text) else 0


def _future(tested: Tested, name: str, rows: Sequence[int], expected: str) -> Finding:
    column = tested.recipe.named(name)
    letter = column.letter if column else ""
    text = tested.canonical.column(name)[rows[0]]
    read = _turn_word(name, turn_of(text) or 0) if name in TURNS else text
    choice = Choice("benar", "Angkanya benar", "The figures are right")
    return Finding(
        spec("TAHUN_MENDATANG"),
        {"sheet": tested.sheet, "column": letter},
        {"column": letter or name},
        tested.cells(name, rows),
        len(rows),
        read,
        expected,
        question=Question(f"TAHUN_MENDATANG:{read}", [choice], None, True),
    )
