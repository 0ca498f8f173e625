"""The judge: compares what the intake understood with the truth, figure by figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from .desk import Canonical, Desk, answered
from .pages import letter as letter_of
from .pages import number
from .subjects import MONTHS
from .truth import ASK, EITHER, TOPICS, Case, Column, Truth

ASKS = ("konfirmasi", "tolak")
PERIODS = {
    **{fold_month.casefold(): (str(at), f"{at:02}") for at, fold_month in enumerate(MONTHS, 1)},
    **{
        f"{kind}{roman}": (str(at), roman)
        for kind in ("triwulan", "semester", "minggu")
        for at, roman in enumerate(("i", "ii", "iii", "iv"), 1)
    },
}
NUMERIC = ("integer", "number")


@dataclass
class Ratio:
    """How many were wanted, how many were given, how many of those were right."""

    wanted: int = 0
    given: int = 0
    right: int = 0

    def add(self, wanted: int, given: int, right: int) -> None:
        """Count."""
        self.wanted, self.given, self.right = self.wanted + wanted, self.given + given, self.right + right


@dataclass
class Fault:
    """One thing that was not as it should be."""

    case: str
    figure: str
    expected: str
    got: str


@dataclass
class Verdict:
    """All figures and faults of one case."""

    case: str
    klass: str
    figures: dict[str, Ratio] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    silent: int = 0
    needless: int = 0

    def mark(self, figure: str, right: bool, expected: Any = "", got: Any = "") -> bool:
        """Count one yes-or-no figure."""
        self.figures.setdefault(figure, Ratio()).add(1, 1, int(right))
        if not right:
            self.blame(figure, expected, got)
        return right

    def compare(self, figure: str, wanted: set[Any], given: set[Any]) -> bool:
        """Count what was wanted and given."""
        self.figures.setdefault(figure, Ratio()).add(len(wanted), len(given), len(wanted & given))
        if wanted != given:
            self.blame(figure, f"missing {_few(wanted - given)}", f"too many {_few(given - wanted)}")
        return wanted == given

    def blame(self, figure: str, expected: Any, got: Any) -> None:
        """Keep a fault."""
        self.faults.append(Fault(self.case, figure, str(expected)[:300], str(got)[:300]))


def _few(items: Iterable[Any]) -> str:
    listed = sorted(map(str, items))
    return ", ".join(listed[:8]) + (" ..." if len(listed) > 8 else "") or "-"


def fold(text: Any) -> str:
    """Give the letters and digits of a text alone."""
    return re.sub(r"[\W_]+", "", str(text)).casefold()


def judge(case: Case, desk: Desk) -> Verdict:
    """Judge one case."""
    verdict = Verdict(case.name, case.klass)
    try:
        _judge(case, desk, verdict)
    except Exception as error:
        verdict.mark("read without breaking down", False, "no exception", f"{type(error).__name__}: {error}")
    return verdict


def _judge(case: Case, desk: Desk, verdict: Verdict) -> None:
    told = desk.inspect(case)
    truth = case.truth
    refused = (told["refusal"] or told["error"] or {}).get("code")
    verdict.compare("refusals", {bool(truth.refusal)} - {False}, {bool(refused)} - {False})
    if truth.refusal:
        verdict.mark("refusal code", refused in truth.refusal, "/".join(sorted(truth.refusal)), refused)
        return
    if refused:
        return
    _container(told["container"], truth, verdict)
    if truth.told:
        found = desk.check(case, told["proposal"]).findings
        _told([*told["questions"], *found], truth, verdict)
        return
    table, told, hints = _choose(case, told, desk, verdict)
    verdict.mark("table chosen", table is not None, truth.sheet or "the table", told["chosen"])
    if table is None:
        verdict.silent += 1
        verdict.blame("silent misreadings", "the table or a question", "another table")
        return
    if truth.tables and (truth.tables > 1 or "table" not in truth.may | truth.needs):
        verdict.mark("tables found", len(told["tables"]) == truth.tables, truth.tables, len(told["tables"]))
    fair = "total" in truth.may | truth.needs and any(
        _of(item["code"], "total") for item in told["questions"]
    )
    _structure(table, truth, fair, verdict)
    _values(case, told, table, desk, hints, verdict)
    if case.following:
        _following(case, told, desk, hints, verdict)


def _container(container: Mapping[str, Any], truth: Truth, verdict: Verdict) -> None:
    verdict.mark("container type", container["type"] == truth.type, truth.type, container["type"])
    if truth.encoding:
        got = str(container["encoding"]).lower().replace("_", "-")
        verdict.mark("encoding", got == truth.encoding, truth.encoding, got)
    if truth.delimiter:
        verdict.mark("delimiter", container["delimiter"] == truth.delimiter, repr(truth.delimiter), container)


def _told(questions: list[dict[str, Any]], truth: Truth, verdict: Verdict) -> None:
    codes = [item["code"] for item in questions]
    for topic in truth.needs:
        right = any(_of(code, topic) for code in codes)
        verdict.mark("needed questions asked", right, topic, codes)


def _of(code: str, topic: str) -> bool:
    return any(code.startswith(part) for part in TOPICS[topic])


def _choose(
    case: Case, told: dict[str, Any], desk: Desk, verdict: Verdict
) -> tuple[dict[str, Any] | None, dict[str, Any], dict[str, Any]]:
    """Take the table proposed; where it is another and a question lets people choose, choose as they would."""
    truth = case.truth
    fitting = [table for table in told["tables"] if _fits(table, truth)]
    chosen = next((table for table in fitting if table["id"] == told["chosen"]), None)
    if chosen is not None or not fitting:
        return chosen, told, {}
    asked = any(_of(item["code"], "table") for item in told["questions"])
    if not asked:
        return None, told, {}
    hints = {"table": fitting[0]["id"]}
    again = desk.inspect(case, **hints)
    table = next(item for item in again["tables"] if item["id"] == fitting[0]["id"])
    again["questions"] += [item for item in told["questions"] if _of(item["code"], "table")]
    return table, again, hints


def _fits(table: Mapping[str, Any], truth: Truth) -> bool:
    if truth.sheet is not None and table["sheet"] != truth.sheet:
        return False
    if not truth.rows:
        return True
    inside = [row for row in truth.rows if table["first_row"] <= row <= table["last_row"]]
    across = {item["letter"] for item in table["columns"]} & set(truth.columns)
    return 2 * len(inside) >= len(truth.rows) and 2 * len(across) >= len(truth.columns)


def _structure(table: Mapping[str, Any], truth: Truth, asked_total: bool, verdict: Verdict) -> None:
    got = list(table["header_rows"])
    fair = [list(truth.header), *map(list, truth.header_also)]
    nearest = got if got in fair else fair[0]
    verdict.compare("header rows", set(nearest), set(got))
    if truth.rows:
        verdict.mark("first data row", table["first_row"] == truth.rows[0], truth.rows[0], table["first_row"])
        if not asked_total:
            verdict.mark(
                "number of data rows", table["rows"] == len(truth.rows), len(truth.rows), table["rows"]
            )
    columns = {item["letter"]: item for item in table["columns"] if item["source_label"] or not item["skip"]}
    wanted = {name for name, column in truth.columns.items() if not column.may_skip}
    verdict.compare("columns", wanted, set(columns) - (set(truth.columns) - wanted))
    for letter, column in truth.columns.items():
        if letter in columns and not column.may_skip:
            label = fold(columns[letter]["source_label"])
            right = all(fold(word) in label for word in column.label.split())
            verdict.mark("titles", right, f"{letter} {column.label}", columns[letter]["source_label"])
    apart = {row for item in table["set_apart"] if "total" in item["kind"] for row in item["rows"]}
    if not asked_total:
        verdict.compare("totals set apart", set(truth.totals), apart - set(truth.totals_also))
    if truth.year is not None:
        year = table["metadata"].get("year")
        verdict.mark("year", year == truth.year, truth.year, year)


def _read_as(best: Canonical, truth: Truth, verdict: Verdict) -> None:
    """Judge types and units as they are once every question is answered."""
    columns = {item["letter"]: item for item in (best.recipe or {}).get("columns", [])}
    for letter, column in truth.columns.items():
        got = columns.get(letter)
        if got is None or column.may_skip:
            continue
        fair = column.types() | (
            {"integer"} if any(_text(value) in PERIODS for value in column.values) else set()
        )
        verdict.mark("types", got["type"] in fair, f"{letter} {sorted(fair)}", got["type"])
        if column.unit:
            verdict.mark("units", got["unit"] == column.unit, f"{letter} {column.unit}", got["unit"])


def _values(
    case: Case,
    told: dict[str, Any],
    table: Mapping[str, Any],
    desk: Desk,
    hints: Mapping[str, Any],
    verdict: Verdict,
) -> None:
    truth = case.truth
    first = desk.check(case, told["proposal"], **hints)
    asked = [item for item in [*told["questions"], *first.findings] if item["severity"] in ASKS]
    best = _answer(case, told, first, desk, hints)
    _read_as(best, truth, verdict)
    _rows(first, best, asked, truth, verdict)
    _cells(first, best, asked, table, truth, verdict)
    _questions(told["questions"], asked, truth, verdict)
    if truth.long is not None:
        _long(case, told, desk, hints, verdict)


def _answer(
    case: Case, told: Mapping[str, Any], first: Canonical, desk: Desk, hints: Mapping[str, Any]
) -> Canonical:
    """Answer every question as a person who knows the office's figures would."""
    best, recipe = first, told["proposal"]
    for question in told["questions"]:
        choices = (question.get("confirm") or {}).get("choices") or []
        if any(_of(question["code"], topic) for topic in ("wide", "table", "shape")):
            continue
        for choice in choices[:6]:
            tried = answered(recipe, question, choice["value"])
            result = desk.check(case, tried, **hints)
            if _rightness(result, case.truth) > _rightness(best, case.truth):
                best, recipe = result, tried
    return best


def _rightness(canonical: Canonical, truth: Truth) -> tuple[int, int]:
    found = canonical.by_cell()
    right = sum(
        _same(found.get((row, letter)), value, column)
        for letter, column in truth.columns.items()
        for row, value in zip(truth.rows, column.values, strict=False)
    )
    extra = len({row for row in canonical.row_map if row} - set(truth.rows))
    return right, -extra


def _text(value: Any) -> str:
    return fold(min(value) if isinstance(value, frozenset) and value else value)


def _same(got: str | None, value: Any, column: Column) -> bool:
    if got is None:
        return False
    if isinstance(value, (set, frozenset)):
        return any(_same(got, item, column) for item in value)
    if column.types() & {"integer", "number"}:
        if isinstance(value, str) and value and number_of(value) is None:
            return got == value
        return got == "" if value == "" else number_of(got) == number_of(value) is not None
    return fold(got) == fold(value) or fold(got) in PERIODS.get(fold(value), ())


def number_of(text: Any) -> Decimal | None:
    """Give the number that a canonical text stands for."""
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return None


def _rows(
    first: Canonical, best: Canonical, asked: list[dict[str, Any]], truth: Truth, verdict: Verdict
) -> None:
    wanted = set(truth.rows)
    verdict.compare("data rows", wanted, {row for row in best.row_map if row})
    got = {row for row in first.row_map if row}
    wide = set(truth.columns)
    for row in sorted(wanted ^ got):
        if not any(_touches(item, row, None, wide) for item in asked) and not _loud_row(first, row, truth):
            verdict.silent += 1
            verdict.blame(
                "silent misreadings", f"row {row} {'is' if row in wanted else 'is no'} data", "no word"
            )


def _loud_row(canonical: Canonical, row: int, truth: Truth) -> bool:
    """Tell whether a row that is no data shows itself: text among figures."""
    found = canonical.by_cell()
    return any(
        number_of(found[row, letter]) is None
        for letter, column in truth.columns.items()
        if found.get((row, letter)) and column.types() <= {"integer", "number"}
    )


def _touches(item: Mapping[str, Any], row: int, letter: str | None, columns: set[str]) -> bool:
    """Tell whether a question is about a cell, its column, its row, or the whole table."""
    place = item["place"]
    if letter and place.get("column"):
        return letter in _letters(str(place["column"]))
    if place.get("row") and not place.get("column"):
        return int(place["row"]) == row
    cells = item.get("cells") or ([place["cell"]] if place.get("cell") else [])
    if cells:
        return any(re.fullmatch(rf"{letter or '[A-Z]+'}{row}", str(cell)) for cell in cells) or (
            letter is not None
            and item["count"] > len(cells)
            and any(str(c).startswith(letter) for c in cells)
        )
    return any(_of(item["code"], topic) for topic in ("table", "header", "shape", "personal"))


def _letters(text: str) -> set[str]:
    found: set[str] = set()
    for part in re.split(r"[,\s]+", text):
        first, _, last = re.sub(r"\d", "", part).partition(":")
        if last:
            found |= {letter_of(at) for at in range(number(first), number(last) + 1)}
        elif first:
            found.add(first)
    return found


def _cells(
    first: Canonical,
    best: Canonical,
    asked: list[dict[str, Any]],
    table: Mapping[str, Any],
    truth: Truth,
    verdict: Verdict,
) -> None:
    before, after = first.by_cell(), best.by_cell()
    types = {item["letter"]: item["type"] for item in table["columns"]}
    for letter, column in truth.columns.items():
        if column.may_skip:
            continue
        about = [item for item in asked if _number_question(item) and _about(item, letter)]
        wrong_before = [
            row for row, value in _pairs(truth, column) if not _same(before.get((row, letter)), value, column)
        ]
        wrong = [
            row for row, value in _pairs(truth, column) if not _same(after.get((row, letter)), value, column)
        ]
        open_values = {row for row, value in _pairs(truth, column) if isinstance(value, frozenset)}
        _convention(letter, column, bool(about), not set(wrong_before) - open_values, verdict)
        count = len(column.values)
        verdict.figures.setdefault("canonical values", Ratio()).add(count, count, count - len(wrong))
        if wrong:
            row = wrong[0]
            value = dict(_pairs(truth, column))[row]
            verdict.blame(
                "canonical values", f"{letter}{row} {value!r} ({len(wrong)} cells)", after.get((row, letter))
            )
        silent = [
            row
            for row in wrong_before
            if (row, letter) in before
            and not _loud(row, letter, before[row, letter], types.get(letter), asked)
        ]
        if silent and not any(isinstance(value, frozenset) and len(value) > 2 for value in column.values):
            verdict.silent += len(silent)
            value = dict(_pairs(truth, column))[silent[0]]
            verdict.blame(
                "silent misreadings",
                f"{letter}{silent[0]} {value!r} ({len(silent)})",
                before[silent[0], letter],
            )


def _pairs(truth: Truth, column: Column) -> list[tuple[int, Any]]:
    return list(zip(truth.rows, column.values, strict=False))


def _loud(row: int, letter: str, got: str, kind: str | None, asked: list[dict[str, Any]]) -> bool:
    if kind in NUMERIC and got and number_of(got) is None:
        return True
    if kind == "date" and got and not re.fullmatch(r"\d{4}-\d\d-\d\d", got):
        return True
    if kind == "year" and got and not re.fullmatch(r"\d{4}", got):
        return True
    if kind == "string":
        return True
    return any(_touches(item, row, letter, set()) for item in asked)


def _number_question(item: Mapping[str, Any]) -> bool:
    return any(_of(item["code"], topic) for topic in ("number", "percent", "date", "unit", "formula"))


def _about(item: Mapping[str, Any], letter: str) -> bool:
    if item["place"].get("column"):
        return letter in _letters(str(item["place"]["column"]))
    return any(re.fullmatch(rf"{letter}\d+", str(cell)) for cell in item.get("cells") or [])


def _convention(letter: str, column: Column, asked: bool, right: bool, verdict: Verdict) -> None:
    if not column.types() & {"integer", "number", "date"}:
        return
    if column.certainty == ASK:
        verdict.mark("convention right or asked", asked, f"{letter} a question", "none")
    elif column.certainty == EITHER:
        verdict.mark("convention right or asked", asked or right, f"{letter} right or a question", "neither")
    else:
        verdict.mark("convention right or asked", right, f"{letter} right", "asked" if asked else "wrong")


def _questions(
    questions: list[dict[str, Any]], asked: list[dict[str, Any]], truth: Truth, verdict: Verdict
) -> None:
    codes = [item["code"] for item in [*questions, *asked]]
    for topic in sorted(truth.needs):
        verdict.mark(
            "needed questions asked", any(_of(code, topic) for code in codes), topic, sorted(set(codes))
        )
    fair = truth.needs | truth.may
    unsure = {letter for letter, column in truth.columns.items() if column.certainty != "sure"}
    for item in {(item["code"], str(item["place"])): item for item in asked}.values():
        if any(_of(item["code"], topic) for topic in fair):
            continue
        if _number_question(item) and any(_about(item, letter) for letter in unsure):
            continue
        if truth.quiet or _number_question(item) or _of(item["code"], "total"):
            verdict.needless += 1
            verdict.blame(
                "needless questions", "no question", f"{item['code']} {item['place']} {item['read']}"
            )
    if truth.quiet:
        verdict.mark(
            "quiet files left in peace", not any(f.figure == "needless questions" for f in verdict.faults)
        )


def _long(
    case: Case, told: Mapping[str, Any], desk: Desk, hints: Mapping[str, Any], verdict: Verdict
) -> None:
    """Try each answer of the question about a wide table: one of them must give the long rows."""
    wanted = {tuple(sorted(row)) for row in case.truth.long or ()}
    nearest: set[tuple[str, ...]] = set()
    for question in told["questions"]:
        if not _of(question["code"], "wide"):
            continue
        for choice in (question.get("confirm") or {}).get("choices") or []:
            result = desk.check(case, answered(told["proposal"], question, choice["value"]), **hints)
            got = _long_rows(result)
            if len(got & wanted) > len(nearest & wanted):
                nearest = got
    verdict.compare("long rows", set(wanted), nearest)


def _long_rows(canonical: Canonical) -> set[tuple[str, ...]]:
    """Give each long row as its texts, folded, codes and kabupaten left out, figures as plain numbers."""
    kept = [
        at for at, name in enumerate(canonical.header) if not name.startswith("kode_") and name != "satuan"
    ]
    return {tuple(sorted(plain(row[at]) for at in kept if row[at] != "")) for row in canonical.rows}


def plain(text: Any) -> str:
    """Give a text folded, or a number without needless noughts."""
    value = number_of(text)
    return fold(text) if value is None else format(value.normalize(), "f")


def _following(
    case: Case, told: Mapping[str, Any], desk: Desk, hints: Mapping[str, Any], verdict: Verdict
) -> None:
    """Run the confirmed recipe on next year's file: no question where the shape is the same, else what changed."""
    after = case.following
    assert after is not None
    recipe = _confirmed(case, told, desk, hints)
    again = desk.inspect(after, recipe=recipe)
    if again["refusal"]:
        verdict.mark("next year's file", False, "read", again["refusal"]["code"])
        return
    asks = [item for item in again["questions"] if item["severity"] in ASKS]
    if after.truth.needs:
        told_of = [*again["questions"], *desk.check_whole(after, again["proposal"])]
        codes = sorted({item["code"] for item in told_of})
        right = all(any(_of(code, topic) for code in codes) for topic in after.truth.needs)
        verdict.mark("next year's file", right, sorted(after.truth.needs), codes)
        return
    codes = sorted({item["code"] for item in asks})
    verdict.mark("next year's file", not codes, "no question", codes)
    result = desk.check(after, again["proposal"])
    if after.truth.long is not None:
        verdict.compare(
            "next year's long rows", {tuple(sorted(row)) for row in after.truth.long}, _long_rows(result)
        )
        return
    found = result.by_cell()
    for letter, column in after.truth.columns.items():
        if not column.may_skip:
            _next_column(letter, column, found, after.truth, bool(codes), verdict)


def _next_column(
    letter: str,
    column: Column,
    found: Mapping[tuple[int, str], str],
    truth: Truth,
    asked: bool,
    verdict: Verdict,
) -> None:
    wrong = [
        row for row, value in _pairs(truth, column) if not _same(found.get((row, letter)), value, column)
    ]
    count = len(column.values)
    verdict.figures.setdefault("next year's values", Ratio()).add(count, count, count - len(wrong))
    if not wrong:
        return
    value, got = dict(_pairs(truth, column))[wrong[0]], found.get((wrong[0], letter))
    verdict.blame("next year's values", f"{letter}{wrong[0]} {value!r} ({len(wrong)} cells)", got)
    if not asked and got is not None:
        verdict.silent += len(wrong)
        verdict.blame("silent misreadings", f"next year {letter}{wrong[0]} {value!r}", got)


def _confirmed(case: Case, told: Mapping[str, Any], desk: Desk, hints: Mapping[str, Any]) -> dict[str, Any]:
    """Answer the questions of the first file and keep the answers, as a person does once."""
    recipe = dict(told["proposal"])
    first = desk.check(case, recipe, **hints)
    best = _rightness(first, case.truth)
    for question in told["questions"]:
        confirm = question.get("confirm")
        if not confirm or not confirm["choices"]:
            continue
        value = confirm["suggested"] or confirm["choices"][0]["value"]
        if not any(_of(question["code"], topic) for topic in ("wide", "table", "shape")):
            for choice in confirm["choices"][:6]:
                tried = answered(recipe, question, choice["value"])
                score = _rightness(desk.check(case, tried, **hints), case.truth)
                if score > best:
                    best, value = score, choice["value"]
        topic = next((topic for topic in case.answers if _of(question["code"], topic)), None)
        recipe = answered(recipe, question, case.answers[topic] if topic else value)
    return recipe
