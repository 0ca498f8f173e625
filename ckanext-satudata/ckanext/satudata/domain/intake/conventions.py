"""Which way a column writes its numbers: decided by proof, asked where there is none.

Proof is what cannot be read the other way: two groups (``1.234.567``), a group with a fraction (``1.234,5``), a
fraction that is no group (``12,5``), or a total that adds up under one reading only. A unit that has no fractions
raises the confidence and is suggested, but does not decide alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from .numbers import (
    COMMA_GROUPS,
    DOT_GROUPS,
    LOST_DOT,
    NATIVE,
    TEXT_COMMA_DECIMAL,
    TEXT_COMMA_THOUSANDS,
    TEXT_DOT_DECIMAL,
    TEXT_DOT_THOUSANDS,
    TEXT_PLAIN,
    NumberText,
    readings,
    take_apart,
)
from .stats import Stats

Adds = Callable[[str], "bool | None"]
_SAME, _DOUBTFUL, _NEITHER = "same", "doubtful", "neither"


@dataclass
class Decision:
    """How a column's numbers are read. ``kind`` is ``None`` while a person has to choose."""

    kind: str | None
    confidence: float
    evidence: list[tuple[str, str]] = field(default_factory=list)
    ambiguous: str | None = None
    suggested: str | None = None
    example: tuple[str, int] | None = None
    count: int = 0
    clash: tuple[tuple[str, int], tuple[str, int]] | None = None
    join_spaces: bool | None = None
    spaced: tuple[str, int, int] | None = None


def decide(stats: Stats, counts_whole: bool, adds: Adds) -> Decision:
    """Decide how a column of figures is read. ``adds(kind)`` tells whether a total adds up when read so, ``None``
    when there is no total to try."""
    decision = _decide_text(stats, counts_whole, adds) if stats.numbers.counts else _decide_native(stats)
    if stats.fractions and counts_whole and decision.kind in (NATIVE, TEXT_PLAIN):
        _doubt_fractions(stats, decision, adds)
    _decide_spaces(stats, decision, adds)
    return decision


def _decide_native(stats: Stats) -> Decision:
    return Decision(
        NATIVE, 1.0, [(f"{stats.natives} sel angka asli", f"{stats.natives} native number cells")]
    )


def _decide_text(stats: Stats, counts_whole: bool, adds: Adds) -> Decision:
    sorted_out: dict[str, list[str]] = {
        DOT_GROUPS: [],
        COMMA_GROUPS: [],
        _SAME: [],
        _DOUBTFUL: [],
        _NEITHER: [],
    }
    for text in stats.numbers.counts:
        sorted_out[_sort(text)].append(text)
    if sorted_out[DOT_GROUPS] and sorted_out[COMMA_GROUPS]:
        return _clash(stats, sorted_out)
    for way in (DOT_GROUPS, COMMA_GROUPS):
        if sorted_out[way]:
            return _proved(stats, way, sorted_out[way])
    if sorted_out[_DOUBTFUL]:
        return _doubt(stats, sorted_out[_DOUBTFUL], counts_whole, adds)
    plain = len(sorted_out[_SAME])
    return Decision(TEXT_PLAIN, 1.0, [(f"{plain} teks berisi angka saja", f"{plain} texts of digits only")])


def _sort(text: str) -> str:
    """Tell under which way of writing a text reads: one, both alike, both differently, or none."""
    parts = take_apart(text)
    dot, comma = readings(parts.core) if parts else (None, None)
    if dot is None:
        return _NEITHER if comma is None else COMMA_GROUPS
    if comma is None:
        return DOT_GROUPS
    return _SAME if dot == comma else _DOUBTFUL


def _cell(stats: Stats, text: str) -> tuple[str, int]:
    return text, stats.numbers.first[text]


def _clash(stats: Stats, proofs: dict[str, list[str]]) -> Decision:
    pair = (_cell(stats, proofs[DOT_GROUPS][0]), _cell(stats, proofs[COMMA_GROUPS][0]))
    return Decision(None, 0.0, ambiguous="ANGKA_CAMPUR", clash=pair)


def _proved(stats: Stats, way: str, proofs: list[str]) -> Decision:
    separators = {sign: any(sign in text for text in stats.numbers.counts) for sign in ".,"}
    if way == DOT_GROUPS:
        kind = TEXT_DOT_THOUSANDS if separators["."] else TEXT_COMMA_DECIMAL
    else:
        kind = TEXT_COMMA_THOUSANDS if separators[","] else TEXT_DOT_DECIMAL
    shown = "', '".join(proofs[:3])
    evidence = (f"'{shown}' hanya terbaca satu cara", f"'{shown}' reads one way only")
    return Decision(kind, 0.98 if len(proofs) > 1 else 0.9, [evidence], example=_cell(stats, proofs[0]))


def _doubt(stats: Stats, doubtful: list[str], counts_whole: bool, adds: Adds) -> Decision:
    dotted = [text for text in doubtful if "." in text]
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
    decision = Decision(None, 0.5, ambiguous=code, example=_cell(stats, (dotted or doubtful)[0]))
    decision.count = sum(stats.numbers.counts[text] for text in doubtful)
    if counts_whole:
        decision.suggested, decision.confidence = grouped, 0.8
        decision.evidence = [("satuannya tidak mengenal pecahan", "the unit has no fractions")]
    return decision


def _doubt_fractions(stats: Stats, decision: Decision, adds: Adds) -> None:
    """Doubt native fractions where only whole things are counted: Excel may have eaten the thousands dot."""
    row = stats.fraction_rows[0]
    as_is, restored = adds(NATIVE), adds(LOST_DOT)
    decision.ambiguous, decision.example, decision.count = "ANGKA_PECAHAN", ("", row), stats.fractions
    decision.kind, decision.confidence, decision.suggested = None, 0.4, None
    if restored and not as_is:
        decision.suggested, decision.confidence = LOST_DOT, 0.9
        decision.evidence = [
            ("jumlah cocok bila titik ribuan dikembalikan", "the total fits with the dot restored")
        ]
    elif as_is and not restored:
        decision.suggested, decision.confidence = NATIVE, 0.7
        decision.evidence = [
            ("jumlah cocok dengan pecahan apa adanya", "the total fits with the fractions as they are")
        ]


def _decide_spaces(stats: Stats, decision: Decision, adds: Adds) -> None:
    """Settle spaces inside numbers: two groups or a fixed-width space prove one number, else a person says."""
    spaced = {text: parts for text in stats.numbers.counts if (parts := take_apart(text)) and parts.spaced}
    if not spaced:
        return
    readable = {text: parts for text, parts in spaced.items() if _joins(parts)}
    if not readable:
        return
    if any(parts.core.count(" ") > 1 for parts in readable.values()) or all(
        p.wide_space for p in readable.values()
    ):
        decision.join_spaces = True
        text = next(iter(readable))
        decision.evidence.append(
            (f"'{text}' ditulis berkelompok tiga angka", f"'{text}' is written in threes")
        )
        return
    text = next(iter(readable))
    count = sum(stats.numbers.counts[item] for item in readable)
    decision.spaced = (text, stats.numbers.first[text], count)


def _joins(parts: NumberText) -> bool:
    dot, comma = readings(parts.core)
    return dot is not None or comma is not None


def example_readings(text: str) -> tuple[Decimal, Decimal]:
    """Give what a doubtful text reads as: when its separator groups, and when it opens the fraction."""
    parts = take_apart(text)
    dot, comma = readings(parts.core) if parts else (None, None)
    first, second = dot or Decimal(0), comma or Decimal(0)
    return (first, second) if "." in text else (second, first)
