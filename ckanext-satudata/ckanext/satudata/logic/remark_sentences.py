"""Sentences of the refusals about remarks."""

from __future__ import annotations

from collections.abc import Mapping

from ..said import marked as _


def remark_sentences() -> Mapping[str, str]:
    """The sentence of each code."""
    return {
        "remark_missing": _("This remark does not exist."),
        "remark_empty": _("Write the remark."),
        "remark_long": _("The remark is longer than %(limit)s characters. Shorten it."),
        "remark_field": _("The submission has no field %(name)s."),
        "remark_column": _("The table has no column %(name)s."),
        "remark_row": _("The table has no such row. Name it by its key: %(key)s."),
        "remark_is_reply": _("This is an answer. Settle the remark that it answers."),
        "remark_settled": _("This remark is settled already."),
        "remark_open": _("This remark is open."),
    }
