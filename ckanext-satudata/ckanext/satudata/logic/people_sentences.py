"""The sentences about people, posts and the choice of an SOP; ``logic/errors.py`` is the one table that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ..dates import day
from ..said import marked as _
from ..words import post_label


def people_facts(facts: Mapping[str, Any]) -> dict[str, str]:
    """Dates and posts among the facts of a refusal, in words."""
    told = {
        name: day(value)
        for name, value in facts.items()
        if isinstance(value, date) and not isinstance(value, datetime)
    }
    if slot := facts.get("slot"):
        told["post"] = post_label(str(slot))
    return told


def people_sentences() -> Mapping[str, str]:
    """Code of a refusal or doubt to its sentence."""
    return {
        "assignment_missing": _("This assignment does not exist."),
        "post_unknown": _("This post does not exist. Choose one of: %(posts)s."),
        "post_needs_office": _("Choose the office: '%(post)s' is a post inside an office."),
        "post_without_office": _("Leave the office empty: '%(post)s' serves every office."),
        "post_dates": _(
            "The last day (%(until)s) lies before the first day (%(since)s). Mend one of the two."
        ),
        "post_needs_letter": _("Write the number of the letter: a Plt. or Plh. acts by a letter."),
        "post_needs_end": _("Write the last day: a Plh. stands in only while the holder is away."),
        "post_own": _("Nobody gives a post to themselves. Ask another administrator or the sysadmin."),
        "post_held": _(
            "%(who)s holds this post already since %(since)s. End that assignment first, or choose other days."
        ),
        "post_taken": _(
            "%(who)s holds '%(post)s' definitively since %(since)s. End that assignment first, or give the post as "
            "Plt. or Plh."
        ),
        "post_over": _("This assignment ended on %(until)s. Give the post anew instead."),
        "plt_beside_holder": _(
            "%(who)s holds '%(post)s' definitively since %(since)s. A Plt. stands in for a vacant post; for a holder "
            "who is away choose Plh."
        ),
        "book_no_lines": _("The workbook has no lines below its titles. Fill in at least one."),
        "book_too_long": _("The workbook has %(count)s lines; at most %(limit)s are read at once. Split it."),
        "book_moved": _(
            "The assignments changed after the preview. Look at the new preview, then confirm again."
        ),
        "book_faulty": _(
            "Nothing was changed. Mend the cells that are named (%(count)s), then upload again."
        ),
        "book_empty": _("'%(column)s' is empty. Fill it in."),
        "book_unknown": _("'%(written)s' is not known. Choose from the list of the template."),
        "book_inactive": _("This account is not active, so no post can be given to it."),
        "book_several": _(
            "Several accounts or offices are called '%(written)s'. Write the login or the short name."
        ),
        "book_no_date": _("'%(written)s' is no date. Write it as 2026-11-21."),
        "book_changed": _(
            "This row is an assignment that exists, but with another '%(column)s'. End that one and add a row with a "
            "new first day."
        ),
        "choice_scope": _("Choose an office (org) or a dataset."),
        "choice_chain": _("Choose the chain of the office (opd) or of the walidata."),
        "choice_unknown": _("There is no SOP '%(id)s' for this chain."),
        "choice_apart": _("These two SOPs cannot be joined: %(flaws)s."),
        "sop_moved": _(
            "Version %(version)s is in force by now. Look at what would change, then switch on again."
        ),
    }
