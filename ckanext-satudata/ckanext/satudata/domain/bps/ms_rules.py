"""Rules between the answers of an MS form, as the form's YAML states them, and the one checker of them.

The form page, the import of a workbook and the bundle ask here; nobody else judges answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Value = str | int
"""An answer as it is stored: text, an ISO date, digits, a label; the code of a choice, or the sum of several codes."""
Values = Mapping[str, Value]
ERROR, WARNING = "salah", "peringatan"
KINDS = {
    "lewati",
    "wajib",
    "antara",
    "urut",
    "pola",
    "unik",
    "salah_satu",
    "cocok_variabel",
    "cocok_satuan",
}
TESTS = ("adalah", "bukan", "memuat", "tanpa")


@dataclass(frozen=True)
class Condition:
    """What another answer must be: one of ``codes`` (``adalah``), none (``bukan``); a sum's parts ``memuat``, ``tanpa``."""

    key: str
    test: str
    codes: tuple[Value, ...]

    def holds(self, values: Values) -> bool:
        """Tell whether it holds; no answer is none of the codes."""
        value = values.get(self.key, "")
        if self.test in ("adalah", "bukan"):
            return (value in self.codes) == (self.test == "adalah")
        total = value if isinstance(value, int) else 0
        return any(total & int(code) for code in self.codes) == (self.test == "memuat")


@dataclass(frozen=True)
class Rule:
    """One rule: what kind, about which answers, when it holds, how grave a breach is and how it is said (id, en)."""

    id: str
    kind: str
    keys: tuple[str, ...]
    when: tuple[Condition, ...]
    severity: str
    sentence: Mapping[str, str]
    facts: Mapping[str, Any] = field(default_factory=dict)

    def applies(self, values: Values) -> bool:
        """Tell whether all its conditions hold."""
        return all(condition.holds(values) for condition in self.when)


@dataclass(frozen=True)
class Flaw:
    """A broken rule at one answer; ``row`` is the key of a row of MS-Var or MS-Ind, empty in MS-Keg."""

    rule: str
    key: str
    severity: str
    sentence: Mapping[str, str]
    row: str = ""

    @property
    def place(self) -> str:
        """The answer that it is about, as reasons name it: ``ms_keg.b1r2``, ``ms_ind.<row>.satuan``."""
        return f"{self.row or 'ms_keg'}.{self.key}"


@dataclass(frozen=True)
class Around:
    """What the rules of a row compare with: the names of MS-Var, the unit that the schema gives, values seen above."""

    variables: frozenset[str] = frozenset()
    unit: str = ""
    seen: Mapping[str, frozenset[str]] = field(default_factory=dict)


def read_rules(
    data: Sequence[Mapping[str, Any]], known: set[str], refuse: Callable[[str, str], None]
) -> tuple[Rule, ...]:
    """Read the rules of a form; ``refuse(place, problem)`` is called for what is not well formed."""
    rules = []
    for row in data:
        place = str(row.get("id", "?"))
        conditions = tuple(_condition(one, place, refuse) for one in row.get("bila", ()))
        keys = tuple(str(key) for key in row.get("kunci", ()))
        strangers = sorted({*keys, *(one.key for one in conditions)} - known)
        if row.get("jenis") not in KINDS:
            refuse(place, f"unknown kind of rule {row.get('jenis')!r}")
        if strangers or not keys:
            refuse(place, f"unknown answers {', '.join(strangers)}" if strangers else "no answers")
        if {"id", "en"} - set(row.get("kalimat", {})):
            refuse(place, "no sentence in both languages")
        facts = {name: row[name] for name in ("dari", "sampai", "pola", "kelompok") if name in row}
        severity = str(row.get("tingkat", ERROR))
        rules.append(Rule(place, str(row["jenis"]), keys, conditions, severity, dict(row["kalimat"]), facts))
    ids = [rule.id for rule in rules]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        refuse(twice, "comes twice")
    return tuple(rules)


def _condition(data: Mapping[str, Any], place: str, refuse: Callable[[str, str], None]) -> Condition:
    tests = [name for name in TESTS if name in data]
    if len(tests) != 1:
        refuse(place, "a condition needs one of " + ", ".join(TESTS))
    return Condition(str(data["kunci"]), tests[0], tuple(data[tests[0]]))


def skipped(rules: Sequence[Rule], values: Values) -> dict[str, Rule]:
    """Give the answers that the form skips, each with its rule; what is skipped counts as unanswered further down."""
    found: dict[str, Rule] = {}
    left = dict(values)
    for rule in rules:
        if rule.kind == "lewati" and rule.applies(left):
            for key in rule.keys:
                found.setdefault(key, rule)
                left[key] = ""
    return found


def check(
    rules: Sequence[Rule], values: Values, row: str = "", around: Around | None = None
) -> tuple[Flaw, ...]:
    """Give every broken rule, in the order of the rules; an answer that the form skips is judged by its skip alone."""
    out = skipped(rules, values)
    flaws = []
    for rule in rules:
        keys = [key for key in rule.keys if _concerned(rule, key, out)]
        if keys and (rule.kind == "lewati" or rule.applies(values)):
            broken = BROKEN[rule.kind](rule, keys, values, around or Around())
            severity = WARNING if rule.kind == "lewati" else rule.severity
            flaws += [Flaw(rule.id, key, severity, rule.sentence, row) for key in broken]
    return tuple(flaws)


def _concerned(rule: Rule, key: str, out: Mapping[str, Rule]) -> bool:
    if rule.kind == "lewati":
        return out.get(key) is rule
    return rule.kind == "salah_satu" or key not in out


def _filled(rule: Rule, keys: Sequence[str], values: Values, around: Around) -> list[str]:
    return [key for key in keys if values.get(key, "") != ""]


def _empty(rule: Rule, keys: Sequence[str], values: Values, around: Around) -> list[str]:
    return [key for key in keys if values.get(key, "") == ""]


def _outside(rule: Rule, keys: Sequence[str], values: Values, around: Around) -> list[str]:
    low, high = str(rule.facts["dari"]), str(rule.facts["sampai"])
    return [key for key in _filled(rule, keys, values, around) if not low <= str(values[key]) <= high]


def _unordered(rule: Rule, keys: Sequence[str], values: Values, around: Around) -> list[str]:
    if len(keys) < 2:
        return []
    first, second = (str(values.get(key, "")) for key in keys[:2])
    return [keys[1]] if first and second and first > second else []


def _unlike(rule: Rule, keys: Sequence[str], values: Values, around: Around) -> list[str]:
    pattern = re.compile(str(rule.facts["pola"]))
    return [key for key in _filled(rule, keys, values, around) if not pattern.search(str(values[key]))]


def _repeated(rule: Rule, keys: Sequence[str], values: Values, around: Around) -> list[str]:
    return [
        key
        for key in _filled(rule, keys, values, around)
        if plain(str(values[key])) in around.seen.get(key, frozenset())
    ]


def _both(rule: Rule, keys: Sequence[str], values: Values, around: Around) -> list[str]:
    used = [group for group in rule.facts["kelompok"] if any(values.get(key, "") != "" for key in group)]
    return [str(group[0]) for group in used] if len(used) > 1 else []


def _unknown_variable(rule: Rule, keys: Sequence[str], values: Values, around: Around) -> list[str]:
    return [
        key for key in _filled(rule, keys, values, around) if not _named(str(values[key]), around.variables)
    ]


def _named(text: str, variables: frozenset[str]) -> bool:
    """One variable, or several parted by semicolons, commas or lines."""
    if plain(text) in variables:
        return True
    return any(
        all(plain(part) in variables for part in re.split(sign, text) if part.strip())
        for sign in (r"[;\n]", r"[;,\n]")
    )


def _other_unit(rule: Rule, keys: Sequence[str], values: Values, around: Around) -> list[str]:
    filled = _filled(rule, keys, values, around)
    return [key for key in filled if around.unit and plain(str(values[key])) != plain(around.unit)]


def plain(text: str) -> str:
    """Give a text as it is compared: small letters, single blanks."""
    return " ".join(text.casefold().split())


BROKEN: dict[str, Callable[[Rule, Sequence[str], Values, Around], list[str]]] = {
    "lewati": _filled,
    "wajib": _empty,
    "antara": _outside,
    "urut": _unordered,
    "pola": _unlike,
    "unik": _repeated,
    "salah_satu": _both,
    "cocok_variabel": _unknown_variable,
    "cocok_satuan": _other_unit,
}
