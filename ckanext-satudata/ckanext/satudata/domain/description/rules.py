"""Rules of a description: of one value, and of several fields together. Named in the schema as ``satudata_rules``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from .model import parts_of

MEASURES = "jumlah|banyaknya|persentase|persen|rata-rata|rasio|indeks|laju|proporsi|nilai"
CONCEPT_MEASURE = re.compile(rf"^\s*({MEASURES})\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
DSSD = re.compile(r"\d\.\d{2}\.\d{6}")
PERSON = re.compile(
    r"(^\s*(bapak|ibu|sdr|sdri|drs|dra|ir|hj|dr)\b\.?\s+\w)|(,\s*[sma]\.\s?[a-z]{1,4}\.?(\s|,|$))",
    re.IGNORECASE,
)
FREE_MAIL = ("gmail.", "yahoo.", "ymail.", "outlook.", "hotmail.", "icloud.")


class Weight(StrEnum):
    """``wrong`` is refused when it is saved, ``lack`` stops a submission, ``advice`` stops nothing."""

    WRONG = "wrong"
    LACK = "lack"
    ADVICE = "advice"


@dataclass(frozen=True)
class Problem:
    """One thing about a field: a code with the facts of its sentence."""

    name: str
    code: str
    weight: Weight
    facts: Mapping[str, Any] = field(default_factory=dict)


Rule = Callable[[str, str, Mapping[str, Any]], Problem | None]


def judge(name: str, rules: Iterable[str], value: str, metadata: Mapping[str, Any]) -> Iterator[Problem]:
    """Every problem of one filled-in field. Raises ``KeyError`` for a rule that does not exist."""
    for rule in rules:
        if problem := RULES[rule](name, value, metadata):
            yield problem


def wrong_values(name: str, rules: Iterable[str], value: str) -> list[Problem]:
    """What can never be right in this value, whatever the other fields hold: refused when it is saved."""
    if not value.strip():
        return []
    return [problem for problem in judge(name, rules, value, {}) if problem.weight is Weight.WRONG]


def is_day(text: str) -> bool:
    """Tell whether this is a day as ``2031-02-03``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _title_year(name: str, value: str, metadata: Mapping[str, Any]) -> Problem | None:
    found = YEAR.search(value)
    return Problem(name, "title_year", Weight.ADVICE, {"year": found[0]}) if found else None


def _concept_measure(name: str, value: str, metadata: Mapping[str, Any]) -> Problem | None:
    found = CONCEPT_MEASURE.match(value)
    return Problem(name, "concept_measure", Weight.ADVICE, {"word": found[1]}) if found else None


def _concept_year(name: str, value: str, metadata: Mapping[str, Any]) -> Problem | None:
    found = YEAR.search(value)
    return Problem(name, "concept_year", Weight.ADVICE, {"year": found[0]}) if found else None


def _dssd_code(name: str, value: str, metadata: Mapping[str, Any]) -> Problem | None:
    strange = [code for code in parts_of(value) if not DSSD.fullmatch(code)]
    return Problem(name, "dssd_code", Weight.WRONG, {"value": strange[0]}) if strange else None


def _dssd_of_urusan(name: str, value: str, metadata: Mapping[str, Any]) -> Problem | None:
    urusan = str(metadata.get("urusan") or "")
    others = [code for code in parts_of(value) if DSSD.fullmatch(code) and code[:4] != urusan]
    if not urusan or not others:
        return None
    return Problem(
        name, "dssd_of_urusan", Weight.LACK, {"value": others[0], "found": others[0][:4], "urusan": urusan}
    )


def _periods_in_order(name: str, value: str, metadata: Mapping[str, Any]) -> Problem | None:
    first = str(metadata.get("cakupan_awal") or "")
    shared = min(len(first), len(value))
    if not first or first[:shared] <= value[:shared] or (first[4:5] != value[4:5] and first[:4] == value[:4]):
        return None
    return Problem(name, "periods_in_order", Weight.LACK, {"first": first, "last": value})


def _schedule_is_a_date(name: str, value: str, metadata: Mapping[str, Any]) -> Problem | None:
    return None if is_day(value) else Problem(name, "schedule_is_a_date", Weight.ADVICE, {"value": value})


def _unit_not_person(name: str, value: str, metadata: Mapping[str, Any]) -> Problem | None:
    return Problem(name, "unit_not_person", Weight.ADVICE) if PERSON.search(value) else None


def _mail_of_unit(name: str, value: str, metadata: Mapping[str, Any]) -> Problem | None:
    host = value.rpartition("@")[2].lower()
    return Problem(name, "mail_of_unit", Weight.ADVICE) if host.startswith(FREE_MAIL) else None


RULES: Mapping[str, Rule] = {
    "title_year": _title_year,
    "concept_measure": _concept_measure,
    "concept_year": _concept_year,
    "dssd_code": _dssd_code,
    "dssd_of_urusan": _dssd_of_urusan,
    "periods_in_order": _periods_in_order,
    "schedule_is_a_date": _schedule_is_a_date,
    "unit_not_person": _unit_not_person,
    "mail_of_unit": _mail_of_unit,
}
