"""What the answers of the MS forms are called where metadata are listed: one entry for each answer that an office changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan.plugins.toolkit import _

from .adapters.bps.defaults import ms_forms
from .domain.bps.layout import FormColumn, Question
from .domain.bps.ms_state import IND, KEG, REASONS, VAR
from .domain.bps.ms_stored import stored_keg, stored_reasons, stored_rows
from .domain.bps.ms_values import shown


def called(asked: Question | FormColumn | None, key: str) -> str:
    """What a question is called: its number and label."""
    if asked is None:
        return key
    group = f"{asked.group}: " if isinstance(asked, FormColumn) and asked.group else ""
    return f"{asked.number} {group}{asked.label}".strip()


def label(name: str) -> str:
    """The label of ``ms_keg.b1r1``, ``ms_var.<row>.<key>``, ``profil_ms`` ...; any other name as it is."""
    forms = ms_forms()
    form, _dot, rest = name.partition(".")
    row, _dot, key = rest.rpartition(".")
    if form == KEG and rest:
        return f"{forms.keg.name} {called(forms.keg.question(rest), rest)}"
    if form in (VAR, IND) and row:
        layout = forms.rows_of(form)
        return f"{layout.name}, {row}: {called(layout.column(key), key)}"
    if form == REASONS and rest:
        return _("Reason: %(answer)s") % {"answer": label(rest)}
    titles = {KEG: forms.keg.name, VAR: forms.var.name, IND: forms.ind.name}
    return _("How the BPS forms are filled in") if name == "profil_ms" else titles.get(name, name)


def expand(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Metadata with an entry for each answer in place of the objects that hold them."""
    found = {name: value for name, value in metadata.items() if name not in (KEG, VAR, IND, REASONS)}
    forms = ms_forms()
    if metadata.get("profil_ms") in forms.profiles:
        found["profil_ms"] = str(forms.profiles[metadata["profil_ms"]]["nama"])
    answers = stored_keg(forms.keg, metadata.get(KEG))
    for question in forms.keg.questions:
        if question.key in answers:
            found[f"{KEG}.{question.key}"] = shown(question, answers[question.key]) or _("(empty)")
    for name in (VAR, IND):
        for row, cells in stored_rows(forms.rows_of(name), metadata.get(name)).items():
            found |= {f"{name}.{row}.{key}": str(text) or _("(empty)") for key, text in cells.items()}
    for place, reason in stored_reasons(metadata.get(REASONS)).items():
        found[f"{REASONS}.{place}"] = reason
    return found
