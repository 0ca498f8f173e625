"""Which sign divides the fields of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ...domain.intake.grid import Remark, Row, Sheet

DELIMITERS = ",;\t|"
RARE = "^~"
_FIGURE = re.compile(r"-?\d+")
_LONGEST_TITLES = 100_000
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")


def delimiter_of(text: str) -> tuple[str, int]:
    """Give the delimiter that splits most lines alike, and how many lead lines to skip (Excel's ``sep=;``)."""
    head = text[:200_000]
    lines = head.splitlines()[:400]
    first = lines[0].strip() if lines else ""
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], 1
    if len(lines) > 1 and len(head) < len(text):
        lines = lines[:-1]
    return best_delimiter(lines) or (";" if _only_decimals(lines) else ","), 0


def best_delimiter(lines: Sequence[str]) -> str | None:
    """Give the delimiter that splits most of the lines alike; ``None`` when none splits any."""
    scores = {sign: _score(lines, sign) for sign in DELIMITERS}
    others = max(scores[sign] for sign in DELIMITERS if sign != ",")
    first = next((line for line in lines if line.strip()), "")
    if (others > 0.5 or "," not in first) and _only_decimals(lines):
        scores[","] = 0.0
    best = max(scores, key=lambda sign: scores[sign])
    return best if scores[best] > 0 else _rare_delimiter(lines)


def _rare_delimiter(lines: Sequence[str]) -> str | None:
    """Give a sign that no office types by chance, where it splits every line alike and nothing else splits any."""
    filled = [line for line in lines if line.strip()]
    for sign in RARE:
        widths = {fields(line, sign) for line in filled}
        if len(filled) > 1 and len(widths) == 1 and max(widths) > 1:
            return sign
    return None


def _only_decimals(lines: Sequence[str]) -> bool:
    """Tell whether nearly all commas stand between digits, as decimal commas do."""
    commas = sum(line.count(",") for line in lines)
    decimal = sum(len(_DECIMAL.findall(line)) for line in lines)
    return commas > 0 and decimal >= 0.9 * commas


def _score(lines: Sequence[str], delimiter: str) -> float:
    """Score a delimiter: lines split into the commonest number of fields, times that number's weight."""
    counts: Counter[int] = Counter()
    for line in lines:
        if line.strip():
            counts[fields(line, delimiter)] += 1
    filled = sum(counts.values())
    plural = {width: count for width, count in counts.items() if width > 1}
    if not plural:
        return 0.0
    width, count = max(plural.items(), key=lambda pair: (pair[1], pair[0]))
    return count / filled + min(width, 50) / 1000


def fields(line: str, delimiter: str) -> int:
    """Count the fields of a line; delimiters inside quotation marks divide nothing."""
    if '"' not in line:
        return line.count(delimiter) + 1
    inside, count = False, 1
    for sign in line:
        if sign == '"':
            inside = not inside
        elif sign == delimiter and not inside:
            count += 1
    return count


def split_decimals(sheet: Sheet, text: str) -> list[Remark]:
    """Remark that rows hold more fields than the titles in the first row, with figures in a row that a decimal comma
    without quotation marks may have divided: ``12,5`` is then two fields."""
    numbers = sheet.numbers()
    titles = sheet.rows[numbers[0]] if numbers else []
    begin = text[:_LONGEST_TITLES].splitlines()
    if (
        len(titles) < 2
        or fields(begin[0], ",") != len(titles)
        or not all(isinstance(title, str) and not _FIGURE.fullmatch(title) for title in titles)
    ):
        return []
    longer = [number for number in numbers[1:] if len(sheet.rows[number]) > len(titles)]
    divided = [number for number in longer if _holds_pair(sheet.rows[number])]
    if len(divided) < 2:
        return []
    width = max(len(sheet.rows[number]) for number in divided)
    facts = {"count": len(divided), "read": str(width), "expected": str(len(titles)), "row": divided[0]}
    return [("KOMA_TERBELAH", {"place": {"sheet": sheet.name, "row": divided[0]}, **facts})]


def _holds_pair(row: Row) -> bool:
    figures = [isinstance(value, str) and _FIGURE.fullmatch(value.strip()) is not None for value in row]
    return any(left and right for left, right in pairwise(figures))
