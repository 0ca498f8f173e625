"""The sentences of the quality card."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk

from ..dates import day
from ..domain.figures.indonesian import format_number
from ..domain.quality.card import Said
from ..said import marked as _
from ..words import language


def measure_label(name: str) -> str:
    """The name of a measure."""
    return tk._(LABELS[name])


def told(said: Said) -> str:
    """The sentence of a fact or of what to do next, in the running language."""
    return tk._(SENTENCES[said.code]) % {name: _word(value) for name, value in said.facts.items()}


def _word(value: Any) -> Any:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Mapping):
        return value[language()]
    return format_number(value, locale=language()) if isinstance(value, int) else value


LABELS: Mapping[str, str] = {
    "completeness": _("Completeness"),
    "timeliness": _("Timeliness"),
    "consistency": _("Consistency"),
    "metadata": _("Description"),
    "openness": _("Openness"),
}

SENTENCES: Mapping[str, str] = {
    "data_not_open": _("The figures are not open to the public, so they are not counted here."),
    "too_detailed": _("The table has too many periods and places to look for missing ones."),
    "being_counted": _(
        "The figures of this large table are being counted. Open this page again in a minute."
    ),
    "cells": _("%(present)s of %(expected)s expected figures are there."),
    "told": _("%(count)s of them are missing for a reason that the table tells."),
    "periods": _("%(present)s of %(expected)s periods are there."),
    "places": _("%(present)s of %(expected)s areas are there."),
    "fill_column": _("Column %(column)s: fill in %(count)s empty cells, or tell why they are empty."),
    "add_rows": _("Add the rows that are not there yet (%(count)s): %(named)s. Not named here: %(more)s."),
    "no_schedule": _("There is no release date to compare with."),
    "give_schedule": _("Write the release date of the next edition as a day."),
    "promised": _("Due on %(due)s by the edition before, published on %(released)s: %(late)s days late."),
    "usual": _("Usually due on %(due)s, published on %(released)s: %(late)s days late."),
    "next_due": _("The next edition is due on %(due)s."),
    "next_late": _("The next edition was due on %(due)s: %(late)s days late."),
    "send_next": _("Send the edition that was due on %(due)s, or change its release date."),
    "keep_schedule": _("Begin earlier, or promise a later day: this edition came %(late)s days late."),
    "units": _("%(present)s of %(expected)s figure columns name their unit."),
    "give_units": _("Name the unit in the header of: %(columns)s."),
    "sums": _("%(present)s of %(expected)s totals are the sum of their parts."),
    "mend_sums": _("Mend %(count)s totals that are not the sum of their parts."),
    "series_kept": _("The columns are those of the edition before."),
    "series_broken": _("%(count)s columns differ from the edition before."),
    "explain_break": _("Tell readers in the notes on the edition why these columns changed: %(columns)s."),
    "findings": _("The check found %(warnings)s warnings; %(confirmed)s questions were answered."),
    "look_at_warnings": _("Look at the %(count)s warnings of the check in the next edition."),
    "fields": _("%(present)s of %(expected)s fields of the description are filled in."),
    "meanings": _("%(present)s of %(expected)s figure columns say what they mean."),
    "fill_field": _("Fill in: %(label)s."),
    "explain_columns": _("Say what these columns mean (%(count)s): %(columns)s."),
    "star_licence": _("1: open to everybody by the licence %(licence)s."),
    "star_structured": _("2: a table that programs can read."),
    "star_format": _("3: a format that belongs to nobody (CSV)."),
    "star_addresses": _("4: every edition has its address, and every row its key."),
    "star_linked": _("5: codes of official lists lead to other data."),
    "open_licence": _("Choose an open licence and the access class open, if the law allows it."),
    "give_table": _("Publish the figures as a table."),
    "give_key": _("Name the columns that tell one row from another."),
    "use_codes": _("Use codes of official lists, for example those of the areas."),
}
