"""Validators of the fields that hold changed answers of the MS forms, named in ``schemas/*.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ..adapters.bps.defaults import ms_ind, ms_keg, ms_var
from ..domain.bps.ms_stored import (
    ADDED,
    MOST_ADDED,
    PROFILES,
    dumped,
    loaded,
    sorted_out,
    sorted_reasons,
    sorted_rows,
)
from .ms_words import reading_sentence

MOST_BYTES = 30_000
"""Solr takes 32,766 bytes in one field."""
ROW_FORMS = {"ms_var": ms_var, "ms_ind": ms_ind}


def satudata_ms_profile(value: Any) -> Any:
    """Allow the names of the profiles by which the forms are filled."""
    if value and value not in PROFILES:
        raise tk.Invalid(_("Choose one of: %(choices)s.") % {"choices": ", ".join(PROFILES)})
    return value


def satudata_ms_answers(field: dict[str, Any], schema: dict[str, Any]) -> Callable[[Any], str]:
    """Allow answers that the form takes, as an object or its JSON; store them as text with one spelling."""

    def check(value: Any) -> str:
        given = loaded(value)
        if value and not given and value not in ("{}", {}):
            raise tk.Invalid(_("Send a JSON object: the key of each question and its answer."))
        text = answers_text(field["field_name"], given)
        if len(text.encode("utf-8")) > MOST_BYTES:
            raise tk.Invalid(_("The changed answers are too long to be kept. Shorten the texts."))
        return text

    return check


def answers_text(name: str, given: Any) -> str:
    """Write the answers as they are stored. Raises ``tk.Invalid`` with a sentence for each that the form refuses."""
    if name == "ms_keg":
        kept, wrong = sorted_out(ms_keg(), given)
        refuse(reading_sentence(ms_keg().question(key), key, one) for key, one in wrong.items())
        return dumped(kept)
    form = ROW_FORMS[name]()
    if sum(str(key).startswith(ADDED) for key in given) > MOST_ADDED:
        raise tk.Invalid(_("At most %(limit)s rows can be added.") % {"limit": MOST_ADDED})
    rows, faults = sorted_rows(form, given)
    refuse(f"{row}: {reading_sentence(form.column(key), key, one)}" for (row, key), one in faults.items())
    return dumped(rows)


def satudata_ms_reasons(value: Any) -> str:
    """Allow reasons by the place of their answer, as an object or its JSON; store them as text with one spelling."""
    given = loaded(value)
    if value and not given and value not in ("{}", {}):
        raise tk.Invalid(_("Send a JSON object: the key of each question and its answer."))
    kept, wrong = sorted_reasons(given)
    refuse(f"{place}: {reading_sentence(None, place, one)}" for place, one in wrong.items())
    text = dumped(kept)
    if len(text.encode("utf-8")) > MOST_BYTES:
        raise tk.Invalid(_("The changed answers are too long to be kept. Shorten the texts."))
    return text


def refuse(sentences: Any) -> None:
    """Raise ``tk.Invalid`` with all sentences, if there are any."""
    told = list(sentences)
    if told:
        raise tk.Invalid("\n".join(told))


def get_validators() -> dict[str, Any]:
    """Give the validators by name, for IValidators."""
    satudata_ms_answers.is_a_scheming_validator = True  # type: ignore[attr-defined]
    return {one.__name__: one for one in (satudata_ms_profile, satudata_ms_answers, satudata_ms_reasons)}
