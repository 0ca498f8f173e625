"""What a description lacks, what in it does not agree, and what could be better: one answer for form, API and command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .model import Field, Form, is_empty
from .rules import Problem, Weight, judge

FIELD_MISSING = "field_missing"
NOT_PRIORITY = ("", "tidak", "false", "0")


def problems(form: Form, metadata: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Everything about the description, in the order of the form.

    A field whose condition does not hold is not judged: the form does not ask for it.
    """
    return tuple(problem for one in form.fields for problem in _of_field(one, metadata))


def standing_in_the_way(form: Form, metadata: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What must be mended before a submission."""
    return tuple(one for one in problems(form, metadata) if one.weight is not Weight.ADVICE)


def advice(form: Form, metadata: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What could be better and stops nothing."""
    return tuple(one for one in problems(form, metadata) if one.weight is Weight.ADVICE)


def skipped(form: Form, metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """Fields that hold something although the others say that the form does not ask for them.

    Where the others say nothing yet, what was sent first waits for them.
    """
    return tuple(
        one.name
        for one in form.fields
        if one.when is not None and one.when.denied(metadata) and not is_empty(metadata.get(one.name))
    )


def is_priority(metadata: Mapping[str, Any]) -> bool:
    """Tell whether these are priority data (Perpres 39/2019 Ps. 1).

    The field once held the decision itself, so that any other text than a no means yes.
    """
    return str(metadata.get("data_prioritas") or "").strip().lower() not in NOT_PRIORITY


def brought_up(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Metadata of an earlier edition as the form has them today: a decision that stood in ``data_prioritas`` moves to its
    own field."""
    told = str(metadata.get("data_prioritas") or "").strip()
    if told.lower() in NOT_PRIORITY or told == "ya":
        return dict(metadata)
    return {"dasar_prioritas": told, **metadata, "data_prioritas": "ya"}


def _of_field(one: Field, metadata: Mapping[str, Any]) -> Iterator[Problem]:
    if not one.applies(metadata):
        return
    value = metadata.get(one.name)
    if is_empty(value):
        if one.is_required(metadata):
            yield Problem(one.name, FIELD_MISSING, Weight.LACK)
        return
    if code := one.refused.get(str(value)):
        yield Problem(one.name, code, Weight.LACK)
    text = (
        value
        if isinstance(value, str)
        else ", ".join(map(str, value))
        if isinstance(value, (list, tuple))
        else str(value)
    )
    yield from judge(one.name, one.rules, text, metadata)
