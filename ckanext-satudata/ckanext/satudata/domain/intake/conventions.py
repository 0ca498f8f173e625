"""Which way a column writes its numbers: decided by proof, asked where there is none.

Proof is what cannot be read the other way: two groups (``1.234.567``), a group with a fraction (``1.234,5``), a
fraction that is no group (``12,5``), or a total that adds up under one reading only. A unit that has no fractions
raises the confidence and is suggested, but does not decide alone. One mistyped cell is no proof against many.
"""

from __future__ import annotations

from decimal import Decimal

from .decision import Adds, Decision
from .lost_dots import doubt_fractions
from .numbers import (
    COMMA_GROUPS,
    DOT_GROUPS,
    NATIVE,
    TEXT_COMMA_DECIMAL,
    TEXT_COMMA_THOUSANDS,
    TEXT_DOT_DECIMAL,
    TEXT_DOT_THOUSANDS,
    TEXT_PLAIN,
    NumberText,
    parts_of,
    read,
    readings,
)
from .stats import Stats

NEVER, UNKNOWN, USUAL, DEGREES = "never", "unknown", "usual", "degrees"
_LARGEST_DEGREE = 180
_SAME, _DOUBTFUL, _NEITHER = "same", "doubtful", "neither"
_ENOUGH = 5


def decide(stats: Stats, fractions: str, adds: Adds) -> Decision:
    """Decide how a column of figures is read. ``fractions`` tells whether its unit ``never`` has fractions, ``usual``ly
    has them, or is ``unknown``. ``adds(kind)`` tells whether a total adds up when read so, ``None`` when there is no
    total to try."""
    decision = _decide_text(stats, fractions, adds) if stats.numbers.counts else _decide_native(stats)
    if stats.fractions and not stats.percents and decision.ambiguous in (None, "ANGKA_TITIK_RIBUAN"):
        doubt_fractions(stats, decision, fractions, adds)
    _decide_spaces(stats, decision)
    return decision


def _decide_native(stats: Stats) -> Decision:
    return Decision(
        NATIVE, 1.0, [(f"{stats.natives} sel angka asli", f"{stats.natives} native number cells")]
    )


def _decide_text(stats: Stats, fractions: str, adds: Adds) -> Decision:
    proofs: dict[str, list[str]] = {way: [] for way in (DOT_GROUPS, COMMA_GROUPS, _SAME, _DOUBTFUL, _NEITHER)}
    for text in stats.numbers.counts:
        proofs[_sort(text)].append(text)
    if proofs[DOT_GROUPS] and proofs[COMMA_GROUPS]:
        return _clash(stats, proofs[DOT_GROUPS][0], proofs[COMMA_GROUPS][0])
    for way in (DOT_GROUPS, COMMA_GROUPS):
        if proofs[way]:
            doubt = _weak(stats, way, proofs, fractions)
            if doubt:
                return _doubt(stats, doubt, proofs[way], fractions, adds)
            decision = _proved(stats, way, proofs[way])
            return _too_large(stats, decision) if fractions == DEGREES and way == DOT_GROUPS else decision
    if proofs[_DOUBTFUL]:
        return _doubt(stats, proofs[_DOUBTFUL], [], fractions, adds)
    plain = len(proofs[_SAME])
    return Decision(TEXT_PLAIN, 1.0, [(f"{plain} teks berisi angka saja", f"{plain} texts of digits only")])


def _sort(text: str) -> str:
    """Tell under which way of writing a text reads: one, both alike, both differently, or none."""
    parts = parts_of(text)
    dot, comma = readings(parts.core) if parts else (None, None)
    if dot is None:
        return _NEITHER if comma is None else COMMA_GROUPS
    if comma is None:
        return DOT_GROUPS
    if dot == comma:
        return _SAME
    return DOT_GROUPS if parts is not None and parts.dashed and "." in parts.core else _DOUBTFUL


def _too_large(stats: Stats, decision: Decision) -> Decision:
    """Doubt dots that group in a column of degrees: ``106.812.345`` is no degree but one with dots lost or added."""
    for text in stats.numbers.counts:
        found = read(text, TEXT_DOT_THOUSANDS, True)
        if found is not None and abs(found.number) > _LARGEST_DEGREE:
            example = _cell(stats, text)
            evidence = [(f"'{text}' lebih dari 180 derajat", f"'{text}' is more than 180 degrees")]
            count = sum(stats.numbers.counts.values())
            return Decision(None, 0.3, evidence, "ANGKA_TITIK_RIBUAN", TEXT_DOT_DECIMAL, example, count)
    return decision


def _no_degree(text: str, grouped: str) -> bool:
    """Tell whether a text read with groups is more than any degree."""
    found = read(text, grouped, True)
    return found is not None and abs(found.number) > _LARGEST_DEGREE


def _cell(stats: Stats, text: str) -> tuple[str, int]:
    return text, stats.numbers.first[text]


def _clash(stats: Stats, dot: str, comma: str) -> Decision:
    return Decision(
        None, 0.0, ambiguous="ANGKA_CAMPUR", clash=(_cell(stats, dot), _cell(stats, comma)), example=None
    )


def _weak(stats: Stats, way: str, proofs: dict[str, list[str]], fractions: str) -> list[str]:
    """Give the doubtful texts that few short fractions would turn into fractions too: ``12.5`` may be mistyped where
    all others read ``12.503``. ``[]`` where the proof holds."""
    point = "." if way == COMMA_GROUPS else ","
    doubtful = [text for text in proofs[_DOUBTFUL] if point in text]
    if not doubtful or any(_is_strong(text, way) for text in proofs[way]):
        return doubtful if doubtful and fractions == NEVER else []
    many = sum(stats.numbers.counts[text] for text in doubtful)
    few = sum(stats.numbers.counts[text] for text in proofs[way])
    return doubtful if fractions == NEVER or few * _ENOUGH < many or (few < 2 <= many) else []


def _is_strong(text: str, way: str) -> bool:
    """Tell whether a text proves the way by a group, or by a zero before the point."""
    parts = parts_of(text)
    core = parts.core if parts else ""
    group = "," if way == COMMA_GROUPS else "."
    return group in core or core.startswith("0")


def _proved(stats: Stats, way: str, proofs: list[str]) -> Decision:
    separators = {sign: any(sign in text for text in stats.numbers.counts) for sign in ".,"}
    if way == DOT_GROUPS:
        kind = TEXT_DOT_THOUSANDS if separators["."] else TEXT_COMMA_DECIMAL
    else:
        kind = TEXT_COMMA_THOUSANDS if separators[","] else TEXT_DOT_DECIMAL
    shown = "', '".join(proofs[:3])
    evidence = (f"'{shown}' hanya terbaca satu cara", f"'{shown}' reads one way only")
    return Decision(kind, 0.98 if len(proofs) > 1 else 0.9, [evidence], example=_cell(stats, proofs[0]))


def _doubt(stats: Stats, doubtful: list[str], against: list[str], fractions: str, adds: Adds) -> Decision:
    dotted = [text for text in doubtful if _first_sign(text) == "."]
    commas = [text for text in doubtful if _first_sign(text) == ","]
    if dotted and commas:
        return _clash(stats, dotted[0], commas[0])
    code = "ANGKA_TITIK_RIBUAN" if dotted else "ANGKA_KOMA"
    grouped, fraction = (
        (TEXT_DOT_THOUSANDS, TEXT_DOT_DECIMAL) if dotted else (TEXT_COMMA_THOUSANDS, TEXT_COMMA_DECIMAL)
    )
    both = {kind: adds(kind) for kind in (grouped, fraction)}
    if sum(bool(value) for value in both.values()) == 1 and None not in both.values():
        kind = grouped if both[grouped] else fraction
        return Decision(
            kind, 0.95, [("jumlah hanya cocok dengan bacaan ini", "the total adds up only this way")]
        )
    if fractions == DEGREES and not against and all(_no_degree(text, grouped) for text in doubtful):
        words = (
            f"'{doubtful[0]}' tanpa tanda desimal lebih dari 180 derajat",
            f"'{doubtful[0]}' without a decimal sign is more than 180 degrees",
        )
        return Decision(fraction, 0.95, [words], example=_cell(stats, doubtful[0]))
    decision = Decision(None, 0.5, ambiguous=code, example=_cell(stats, doubtful[0]))
    decision.count = sum(stats.numbers.counts[text] for text in doubtful)
    if fractions == NEVER:
        decision.suggested, decision.confidence = grouped, 0.8
        decision.evidence.append(("satuannya tidak mengenal pecahan", "the unit has no fractions"))
    if against:
        shown = against[0]
        decision.evidence.append((f"'{shown}' ditulis lain", f"'{shown}' is written differently"))
    return decision


def _first_sign(text: str) -> str:
    parts = parts_of(text)
    return next((sign for sign in (parts.core if parts else "") if sign in ".,"), "")


def _decide_spaces(stats: Stats, decision: Decision) -> None:
    """Settle spaces inside numbers: two groups or a fixed-width space prove one number, else a person says."""
    spaced = {text: parts for text in stats.numbers.counts if (parts := parts_of(text)) and parts.spaced}
    readable = {text: parts for text, parts in spaced.items() if _joins(parts)}
    if not readable:
        return
    text = next(iter(readable))
    if any(_spaces_prove(parts) for parts in readable.values()) or all(
        parts.wide_space for parts in readable.values()
    ):
        decision.join_spaces = True
        decision.evidence.append(
            (f"'{text}' ditulis berkelompok tiga angka", f"'{text}' is written in threes")
        )
        return
    count = sum(stats.numbers.counts[item] for item in readable)
    decision.spaced = (text, stats.numbers.first[text], count)


def _spaces_prove(parts: NumberText) -> bool:
    return parts.core.count(" ") > 1 or (" " in parts.core and any(sign in parts.core for sign in ".,'"))


def _joins(parts: NumberText) -> bool:
    dot, comma = readings(parts.core)
    return dot is not None or comma is not None


def example_readings(text: str) -> tuple[Decimal, Decimal]:
    """Give what a doubtful text reads as: when its separator groups, and when it opens the fraction."""
    parts = parts_of(text)
    dot, comma = readings(parts.core) if parts else (None, None)
    first, second = dot or Decimal(0), comma or Decimal(0)
    return (first, second) if "." in (parts.core if parts else "") else (second, first)
