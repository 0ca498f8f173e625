"""The three forms of one dataset at once: every answer, what was computed, what was changed, and which rules are broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .codes import CodeLists
from .content import BundleContent
from .layout import ColumnForm, Sheet
from .ms_keg import Answer, Profile, beyond_form, completed, computed_keg, with_reasons
from .ms_rows import FormRow, completed_rows, computed_indicators, computed_variables, rows_with_reasons
from .ms_rules import ERROR, Around, Flaw, Value, check, plain
from .ms_stored import ADDED, OF_THE_OFFICE, Rows, dumped, profile_of, stored_keg, stored_reasons, stored_rows

KEG, VAR, IND, REASONS = "ms_keg", "ms_var", "ms_ind", "ms_alasan"
KegValues = Mapping[str, Value]


@dataclass(frozen=True)
class Forms:
    """The layouts of the three forms and the profiles by name."""

    keg: Sheet
    var: ColumnForm
    ind: ColumnForm
    profiles: Mapping[str, Profile]

    def rows_of(self, name: str) -> ColumnForm:
        """The layout of MS-Var or MS-Ind by the name of its field."""
        return self.var if name == VAR else self.ind


@dataclass(frozen=True)
class Filled:
    """The answers of one dataset. ``computed``: what they are without the office's changes, by form."""

    profile: str
    keg: tuple[Answer, ...]
    rows: Mapping[str, tuple[FormRow, ...]]
    computed_keg: Mapping[str, Answer]
    computed_rows: Mapping[str, Mapping[str, FormRow]]
    flaws: tuple[Flaw, ...]
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def unexplained(self) -> tuple[Flaw, ...]:
        """Broken rules that were neither mended nor given a reason: a submission waits for them."""
        told = self.told
        return tuple(one for one in self.flaws if one.severity == ERROR and one.place not in told)

    @property
    def told(self) -> Mapping[str, str]:
        """Why answers stay that break a rule: the office's reasons, and the portal's own for days beyond the form."""
        beyond = {f"{KEG}.{one.question.key}": one.reason for one in self.keg if beyond_form(one)}
        return {**beyond, **self.reasons}

    def keg_values(self) -> dict[str, Value]:
        """The printed answers of MS-Keg by key."""
        return {one.question.key: one.value for one in self.keg}

    def row_values(self, name: str) -> dict[str, dict[str, Value]]:
        """The printed cells of MS-Var or MS-Ind by row and key."""
        return {row.key: dict(row.answers) for row in self.rows[name]}


def fill(forms: Forms, item: BundleContent, codes: CodeLists) -> Filled:
    """Fill the three forms from a dataset and what its office changed."""
    name = profile_of(item.dataset)
    profile = forms.profiles[name]
    keg = computed_keg(forms.keg, profile, item, codes)
    computed = {
        VAR: computed_variables(forms.var, profile, item),
        IND: computed_indicators(forms.ind, profile, item, codes),
    }
    answers = completed(forms.keg, keg, stored_keg(forms.keg, item.dataset.get(KEG)))
    rows = {
        one: completed_rows(forms.rows_of(one), computed[one], item.dataset.get(one)) for one in (VAR, IND)
    }
    units = {row.key: row.unit for row in computed[IND]}
    values = {one: {row.key: row.answers for row in rows[one]} for one in rows}
    flaws = flaws_of(forms, {one.question.key: one.value for one in answers}, values, units)
    reasons = stored_reasons(item.dataset.get(REASONS))
    return Filled(
        name,
        with_reasons(answers, reasons),
        {one: rows_with_reasons(one, rows[one], reasons) for one in rows},
        {one.question.key: one for one in keg},
        {one: {row.key: row for row in computed[one]} for one in computed},
        flaws,
        reasons,
    )


def kept_reasons(filled: Filled, stored: Any, given: Mapping[str, str]) -> str:
    """Give the reasons that a draft stores: those of answers that break a rule now (``filled``)."""
    places = {one.place for one in filled.flaws}
    wanted = {**stored_reasons(stored), **given}
    return dumped({place: text for place, text in wanted.items() if text and place in places})


def flaws_of(
    forms: Forms,
    keg: KegValues,
    rows: Mapping[str, Mapping[str, Mapping[str, Any]]],
    units: Mapping[str, str],
) -> tuple[Flaw, ...]:
    """Give every broken rule of the three forms; the ``row`` of one in MS-Var or MS-Ind is ``ms_var.<key>``."""
    found = list(check(forms.keg.rules, keg))
    names = frozenset(plain(str(row.get("nama", ""))) for row in rows[VAR].values())
    for name in (VAR, IND):
        form = forms.rows_of(name)
        keys = {key for rule in form.rules if rule.kind == "unik" for key in rule.keys}
        seen: dict[str, set[str]] = {key: set() for key in keys}
        for row, values in rows[name].items():
            before = {key: frozenset(texts) for key, texts in seen.items()}
            around = Around(names, units.get(row, ""), before)
            found += check(form.rules, values, f"{name}.{row}", around)
            for key in keys:
                seen[key].add(plain(str(values.get(key, ""))))
    return tuple(found)


def told_of_office(filled: Filled, given: KegValues) -> dict[str, str]:
    """Give what answers of MS-Keg tell of the office that its profile does not, by the field of the profile."""
    unknown = {key: name for key, name in OF_THE_OFFICE.items() if not filled.computed_keg[key].text}
    return {name: str(given[key]) for key, name in unknown.items() if given.get(key, "") != ""}


def kept_keg(forms: Forms, filled: Filled, stored: Any, given: KegValues) -> str:
    """Give what MS-Keg stores after a person gave answers: only what differs from the computed and is not skipped."""
    wanted = {**stored_keg(forms.keg, stored), **given}
    computed = {key: one.value for key, one in filled.computed_keg.items()}
    changed = {key: value for key, value in wanted.items() if value != computed[key]}
    after = completed(forms.keg, tuple(filled.computed_keg.values()), changed)
    skips = {one.question.key for one in after if one.skip}
    return dumped({key: value for key, value in changed.items() if key not in skips})


def kept_rows(forms: Forms, filled: Filled, name: str, stored: Any, given: Rows) -> str:
    """Give what MS-Var or MS-Ind stores after a person gave cells; an added row without any text is gone."""
    form, computed = forms.rows_of(name), filled.computed_rows[name]
    wanted = {row: dict(cells) for row, cells in stored_rows(form, stored).items()}
    for row, cells in given.items():
        wanted.setdefault(row, {}).update(cells)
    changed = {row: _changed(cells, computed.get(row)) for row, cells in wanted.items()}
    after = completed_rows(form, list(computed.values()), changed)
    skips = {row.key: set(row.skips) for row in after}
    left = {
        row: {key: value for key, value in cells.items() if key not in skips.get(row, set())}
        for row, cells in changed.items()
        if row in computed or row.startswith(ADDED)
    }
    return dumped({row: cells for row, cells in left.items() if cells})


def _changed(cells: Mapping[str, Value], computed: FormRow | None) -> dict[str, Value]:
    before: Mapping[str, str] = computed.answers if computed else {}
    return {key: value for key, value in cells.items() if value != before.get(key, "")}


def next_added(rows: Sequence[str]) -> str:
    """Give the key of the next row that the office adds."""
    numbers = [int(key[1:]) for key in rows if key.startswith(ADDED) and key[1:].isdecimal()]
    return f"{ADDED}{max(numbers, default=0) + 1}"
