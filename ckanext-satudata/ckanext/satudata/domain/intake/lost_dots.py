"""Native fractions that may be thousands whose dot Excel took for the decimal point: 12.503 beside 987.

A native cell is no proof of its value. What speaks for a lost dot: three decimals between 1 and 1000, whole cells of
less than 1000 beside them, a unit without fractions, a total that adds up only with the dot restored.
"""

from __future__ import annotations

from .decision import Adds, Decision
from .numbers import LOST_DOT, NATIVE
from .stats import Stats

Evidence = list[tuple[str, str]]


def looks_lost(stats: Stats) -> bool:
    """Tell whether every fraction of a column could be a thousand without its dot."""
    return 0 < stats.fractions == stats.shape.lost


def doubt_fractions(stats: Stats, decision: Decision, fractions: str, adds: Adds) -> None:
    """Doubt native fractions where only whole things are counted, and where they look like thousands without a dot."""
    lost = looks_lost(stats)
    if decision.ambiguous and not lost:
        return
    restored, as_is = (adds(LOST_DOT), adds(NATIVE)) if lost or fractions == "never" else (None, None)
    evidence = _evidence(stats, fractions, restored, as_is) if lost else []
    if fractions != "never" and not (lost and _suspicious(stats, decision, fractions, restored, as_is)):
        return
    decision.ambiguous = "ANGKA_TITIK_HILANG" if lost else "ANGKA_PECAHAN"
    decision.example, decision.count = ("", stats.fraction_rows[0]), stats.fractions
    decision.kind, decision.confidence, decision.suggested = None, 0.4, None
    decision.evidence = evidence
    if lost and restored and not as_is:
        decision.suggested, decision.confidence = LOST_DOT, 0.9
    elif lost and not as_is and (fractions == "never" or len(evidence) > 2):
        decision.suggested, decision.confidence = LOST_DOT, 0.7
    elif not lost and as_is:
        decision.evidence = [
            ("jumlah cocok dengan pecahan apa adanya", "the total fits with the fractions as they are")
        ]


def _suspicious(
    stats: Stats, decision: Decision, fractions: str, restored: bool | None, as_is: bool | None
) -> bool:
    """Tell whether a column whose unit allows fractions still looks as if Excel had eaten its dots."""
    if (restored and not as_is) or decision.ambiguous:
        return True
    if stats.shape.three * 10 < stats.fractions * 6:
        return False
    grouped = any(text.count(".") > 1 for text in stats.numbers.counts)
    if grouped or (stats.numbers.counts and any("," in text for text in stats.numbers.counts)):
        return True
    whole_beside = stats.hundreds[0] > 0 and stats.high_whole < 1000
    if fractions == "usual":
        return whole_beside and stats.fractions > 1
    return stats.fractions > 2 or whole_beside


def _evidence(stats: Stats, fractions: str, restored: bool | None, as_is: bool | None) -> Evidence:
    found: Evidence = []
    if fractions == "never":
        found.append(("satuannya tidak mengenal pecahan", "the unit has no fractions"))
    if restored and not as_is:
        found.append(("jumlah cocok bila titik ribuan dikembalikan", "the total fits with the dot restored"))
    elif as_is and not restored:
        found.append(
            ("jumlah cocok dengan pecahan apa adanya", "the total fits with the fractions as they are")
        )
    if stats.shape.three * 10 >= stats.fractions * 6:
        found.append(
            (
                f"{stats.shape.three} sel berakhiran tiga angka desimal",
                f"{stats.shape.three} cells have three decimals",
            )
        )
    if 100 <= stats.high_whole < 1000:
        found.append(
            (
                "sel bulat di kolom ini semuanya di bawah 1.000",
                "all whole cells of the column are below 1,000",
            )
        )
    dotted = next((text for text in stats.numbers.counts if text.count(".") > 1), None)
    if dotted:
        found.append((f"'{dotted}' memakai titik ribuan", f"'{dotted}' groups thousands by dots"))
    return found
