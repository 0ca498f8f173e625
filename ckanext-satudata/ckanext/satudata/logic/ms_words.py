"""Sentences about the MS forms in the running language: what cannot be read, where an answer is from, broken rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan.plugins.toolkit import _

from ..domain.bps.layout import FormColumn, Question
from ..domain.bps.ms_values import TEXT_LIMIT, Reading
from ..ms_labels import called
from ..words import language

Asked = Question | FormColumn | None


def reading_sentence(asked: Asked, key: str, reading: Reading) -> str:
    """Say what is wrong with an answer and how to mend it."""
    facts = {"question": called(asked, key), "found": reading.found[:200], "choices": choices(asked)}
    return message(reading.problem) % {**facts, "limit": TEXT_LIMIT}


def message(problem: str) -> str:
    """The sentence of a problem, with its placeholders."""
    return {
        "unknown-question": _('The form has no question "%(found)s".'),
        "no-object": _('Row "%(found)s" must be an object: the key of each column and its text.'),
        "excel-error": _("%(question)s: the cell holds the Excel error %(found)s. Write the answer itself."),
        "formula": _(
            "%(question)s: the cell holds a formula without a stored value. Write the answer itself."
        ),
        "too-long": _("%(question)s: the text is longer than %(limit)s characters. Shorten it."),
        "reason-too-long": _("%(question)s: the reason is longer than 500 characters. Shorten it."),
        "no-tanggal": _('%(question)s: "%(found)s" is not a day. Write it as 2026-01-31.'),
        "no-tahun": _('%(question)s: "%(found)s" is not a year. Write four digits, for example 2026.'),
        "no-bilangan": _('%(question)s: "%(found)s" is not a whole number. Write digits, for example 12.'),
        "no-choice": _('%(question)s: "%(found)s" is none of the choices. Choose from: %(choices)s.'),
        "near-choice": _(
            '%(question)s: "%(found)s" is none of the choices, but near to one. Choose from: %(choices)s.'
        ),
    }[problem]


def choices(asked: Asked) -> str:
    """The labels to choose from."""
    options: Any = getattr(asked, "options", ()) or ()
    return "; ".join(options.values() if isinstance(options, dict) else options)


def origin_label(origin: str) -> str:
    """Where an answer is from; empty for none."""
    return {
        "dataset": _("from the description"),
        "opd": _("from the office's profile"),
        "jadwal": _("from the release date"),
        "profil": _("from the form's profile"),
        "teks": _("composed by the portal"),
        "portal": _("from the portal's settings"),
        "skema": _("from the table"),
        "kantor": _("changed here"),
    }.get(origin, "")


def said(sentence: Any) -> str:
    """A rule's sentence in the running language."""
    return str(sentence["en"] if language() == "en" else sentence["id"])


def note_sentence(code: str, facts: Mapping[str, Any]) -> str:
    """Say something to know about the reading of a workbook."""
    return {
        "moved": _(
            "Rows or columns were moved in the workbook: %(count)s answers were read by their question, not by the official cell "
            "(for example %(found)s instead of %(official)s)."
        ),
        "guessed": _(
            "Cell %(cell)s was read as the answer to %(question)s by its position: the question beside it is worded otherwise."
        ),
        "missing": _("%(question)s was not found in the workbook; the portal's answer stays."),
        "column-missing": _("%(form)s: the column %(column)s was not found; the portal's cells stay."),
        "texts-left-out": _(
            "%(count)s cells hold texts that are no answers of the form; not read: %(texts)s. Move answers to their cells."
        ),
        "sheets-left-out": _(
            "These sheets were not read: %(names)s. Upload what belongs to this dataset by itself."
        ),
        "rows-too-many": _(
            "%(form)s: only the first %(limit)s rows were read; row %(first)s and what follows were not. Upload them apart."
        ),
        "rows-left-out": _(
            "%(form)s: %(count)s rows of the portal are not in the workbook (%(names)s); they stay."
        ),
    }[code] % facts
