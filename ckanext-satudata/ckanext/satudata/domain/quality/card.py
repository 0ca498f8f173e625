"""The quality card: five measures, each with what was counted and what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..description.infer import following_end, period_end, release_days
from ..description.model import Form, is_empty
from .table import Plan, TableFacts, expected_periods, missing_pairs

OPEN_ACCESS = "terbuka"
NAMED = 5
"""How many things of a kind are named; the others are counted."""


@dataclass(frozen=True)
class Said:
    """A sentence by its code, with its facts."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Measure:
    """One measure: ``score`` from 0 to 100 (None: cannot be judged), the facts behind it, and what to do next."""

    name: str
    score: int | None
    facts: tuple[Said, ...] = ()
    todo: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Published:
    """What is known of a frozen edition. ``table`` is None where its figures are not counted; ``uncounted`` says why.

    ``promised``: the release date that the edition before gave; ``released``, ``today``: days by the offices' clock;
    ``places``: codes of places that a whole table has, with their names; ``changed``: columns that the edition before had
    and this has not, or with another unit or type; ``findings``: counts of the gate report by severity; ``licences``: the
    open ones.
    """

    metadata: Mapping[str, Any]
    schema: Mapping[str, Any]
    plan: Plan
    table: TableFacts | None
    released: date
    today: date
    promised: date | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    first: bool = True
    changed: tuple[str, ...] = ()
    findings: Mapping[str, int] = field(default_factory=dict)
    licences: frozenset[str] = frozenset()
    uncounted: str = "data_not_open"


def card(edition: Published, form: Form) -> tuple[Measure, ...]:
    """The five measures, in a fixed order."""
    return (
        completeness(edition),
        timeliness(edition),
        consistency(edition),
        metadata(edition, form),
        openness(edition),
    )


def share(part: int, whole: int) -> int:
    """Whole percent, rounded down, so that 100 means all."""
    return 100 * part // whole if whole else 100


def completeness(edition: Published) -> Measure:
    """Cells that hold a figure, or say why they hold none, among those that the periods and places ask for."""
    table = edition.table
    if table is None:
        return Measure("completeness", None, (Said(edition.uncounted),))
    periods = expected_periods(edition.plan, table)
    places = _expected_places(edition, table)
    missing = missing_pairs(table, periods, places)
    width = len(edition.plan.measures)
    expected, empty = (table.rows + len(missing)) * width, sum(table.empty.values())
    present = table.rows * width - empty
    facts = [Said("cells", {"present": present, "expected": expected})]
    if table.told:
        facts.append(Said("told", {"count": table.told}))
    if periods:
        facts.append(Said("periods", {"present": len(table.periods), "expected": len(periods)}))
    if places:
        facts.append(Said("places", {"present": len(table.places), "expected": len(places)}))
    return Measure("completeness", share(present, expected), tuple(facts), _gaps(edition, table, missing))


def _expected_places(edition: Published, table: TableFacts) -> Sequence[str]:
    """The places of the code list, when the table has most of them; else those that it has."""
    known = [code for code in table.places if code in edition.places]
    return tuple(edition.places) if 2 * len(known) >= len(edition.places) > 0 else table.places


def _gaps(
    edition: Published, table: TableFacts, missing: Sequence[tuple[tuple[str, ...], str]]
) -> tuple[Said, ...]:
    titles = {column.name: column.title for column in edition.plan.measures}
    worst = sorted(((number, name) for name, number in table.empty.items() if number), reverse=True)[:NAMED]
    todo = [Said("fill_column", {"column": titles[name], "count": number}) for number, name in worst]
    if missing:
        named = [
            " ".join((edition.places.get(code, code), "-".join(period))).strip() for period, code in missing
        ]
        facts = {
            "named": ", ".join(named[:NAMED]),
            "count": len(missing),
            "more": max(0, len(missing) - NAMED),
        }
        todo.append(Said("add_rows", facts))
    return tuple(todo)


def timeliness(edition: Published) -> Measure:
    """Days late, of this edition and of the next one that is due; each takes its share of the length of a period."""
    frequency = str(edition.metadata.get("frekuensi", ""))
    end = period_end(str(edition.metadata.get("cakupan_akhir", "")))
    due = edition.promised or (usual_release(frequency, end) if end else None)
    if due is None or end is None:
        return Measure("timeliness", None, (Said("no_schedule"),), (Said("give_schedule"),))
    length = max(1, (following_end(end, frequency) - end).days)
    late = max(0, (edition.released - due).days)
    facts = [
        Said(
            "promised" if edition.promised else "usual",
            {"due": due, "released": edition.released, "late": late},
        )
    ]
    todo = []
    behind, coming = 0, _next_due(edition, frequency)
    if coming:
        behind = max(0, (edition.today - coming).days)
        facts.append(Said("next_late" if behind else "next_due", {"due": coming, "late": behind}))
    if behind:
        todo.append(Said("send_next", {"due": coming}))
    elif late:
        todo.append(Said("keep_schedule", {"late": late}))
    if not coming and frequency != "sekali":
        todo.append(Said("give_schedule"))
    return Measure("timeliness", max(0, 100 - share(max(late, behind), length)), tuple(facts), tuple(todo))


def usual_release(frequency: str, end: date) -> date:
    """The usual day of release for a period that ends on ``end``."""
    return date.fromordinal(end.toordinal() + release_days(frequency))


def _next_due(edition: Published, frequency: str) -> date | None:
    try:
        return date.fromisoformat(str(edition.metadata.get("jadwal_rilis", "")))
    except ValueError:
        return None


def consistency(edition: Published) -> Measure:
    """Checks that agree among those that could be made: sums, units, codes, the columns of the last edition, warnings."""
    measures = edition.plan.measures
    without = [column.title for column in measures if not column.unit]
    facts, todo = [], []
    checks = [not without]
    facts.append(Said("units", {"present": len(measures) - len(without), "expected": len(measures)}))
    if without:
        todo.append(Said("give_units", {"columns": ", ".join(without[:NAMED])}))
    if edition.table is not None and edition.table.sums:
        added, unequal = edition.table.sums, edition.table.unequal
        checks.append(not unequal)
        facts.append(Said("sums", {"present": added - unequal, "expected": added}))
        if unequal:
            todo.append(Said("mend_sums", {"count": unequal}))
    if not edition.first:
        checks.append(not edition.changed)
        facts.append(
            Said("series_broken" if edition.changed else "series_kept", {"count": len(edition.changed)})
        )
        if edition.changed:
            todo.append(Said("explain_break", {"columns": ", ".join(edition.changed[:NAMED])}))
    if edition.findings:
        warnings = edition.findings.get("peringatan", 0)
        checks.append(not warnings)
        facts.append(
            Said("findings", {"confirmed": edition.findings.get("konfirmasi", 0), "warnings": warnings})
        )
        if warnings:
            todo.append(Said("look_at_warnings", {"count": warnings}))
    return Measure("consistency", share(sum(checks), len(checks)), tuple(facts), tuple(todo))


def metadata(edition: Published, form: Form) -> Measure:
    """Fields filled in among those that the form needs or recommends, and columns that say what they mean."""
    given = edition.metadata
    asked = [one for one in form.fields if one.applies(given) and (one.is_required(given) or one.recommended)]
    empty = [one for one in asked if is_empty(_value(given, one.name))]
    meanings = {str(one["name"]): one.get("description") for one in edition.schema.get("fields", ())}
    unsaid = [column.title for column in edition.plan.measures if not meanings.get(column.name)]
    columns = len(edition.plan.measures)
    facts = (
        Said("fields", {"present": len(asked) - len(empty), "expected": len(asked)}),
        Said("meanings", {"present": columns - len(unsaid), "expected": columns}),
    )
    todo = [Said("fill_field", {"label": one.label, "field": one.name}) for one in empty]
    if unsaid:
        todo.append(Said("explain_columns", {"columns": ", ".join(unsaid[:NAMED]), "count": len(unsaid)}))
    whole = len(asked) + columns
    return Measure("metadata", share(whole - len(empty) - len(unsaid), whole), facts, tuple(todo))


def _value(given: Mapping[str, Any], name: str) -> Any:
    return given.get("tags") if name == "tag_string" else given.get(name)


def openness(edition: Published) -> Measure:
    """The five stars of open data: each needs those before it."""
    open_class = edition.metadata.get("klasifikasi_akses", OPEN_ACCESS) == OPEN_ACCESS
    licence = str(edition.metadata.get("license_id", ""))
    stars = (
        (
            open_class and licence in edition.licences,
            Said("star_licence", {"licence": licence}),
            Said("open_licence"),
        ),
        (bool(edition.schema.get("fields")), Said("star_structured"), Said("give_table")),
        (True, Said("star_format"), Said("give_table")),
        (bool(edition.schema.get("primaryKey")), Said("star_addresses"), Said("give_key")),
        (_linked(edition), Said("star_linked"), Said("use_codes")),
    )
    facts: list[Said] = []
    for holds, fact, todo in stars:
        if not holds:
            return Measure("openness", 20 * len(facts), tuple(facts), (todo,))
        facts.append(fact)
    return Measure("openness", 100, tuple(facts))


def _linked(edition: Published) -> bool:
    """Whether codes of the table lead to a list of others: a foreign key, or places by their official code."""
    return bool(edition.schema.get("foreignKeys")) or bool(edition.plan.place)
