"""The sentences about code lists; ``logic/errors.py`` is the one table that holds them."""

from __future__ import annotations

from collections.abc import Mapping

from ..said import marked as _


def code_sentences() -> Mapping[str, str]:
    """Code of a refusal or problem to its sentence."""
    return {
        "report_other_codes": _("A code list changed since the last check. Check the file again."),
        "codelist_name_wrong": _(
            "'%(name)s' cannot be the name of a list. Use small letters, figures and _, beginning with a letter."
        ),
        "codelist_moved": _(
            "The list changed after the preview. Look at the new preview, then confirm again."
        ),
        "codelist_same": _("Nothing would change: the list holds exactly this already."),
        "codelist_faulty": _("Nothing was changed. Mend what is named (%(count)s), then upload again."),
        "codelist_no_rows": _("The table has no rows below its titles. Fill in at least one."),
        "codelist_too_long": _("The table has %(count)s rows; at most %(limit)s are taken over at once."),
        "codelist_no_column": _("The column '%(column)s' is missing. This list has: %(columns)s."),
        "codelist_coding_left_out": _(
            "The column '%(column)s' is not in the table: these codes stay empty in the new version."
        ),
        "codelist_code_empty": _("The code is empty. Fill it in, or delete the row."),
        "codelist_code_twice": _("The code %(code)s stands in row %(first)s already. Keep one of the two."),
        "codelist_name_empty": _("The code %(code)s has no name. Fill it in."),
        "codelist_own_parent": _("%(code)s names itself as the code above it. Name the code one level up."),
        "codelist_parent_circle": _(
            "The codes above go round in a circle: %(ring)s. Mend one of the codes above."
        ),
        "codelist_code_beside_changed": _(
            "%(column)s of %(code)s changes from %(before)s to %(now)s on %(first)s; before that day the old one goes on holding."
        ),
        "codelist_parent_missing": _(
            "%(code)s lies below %(parent)s, which the table does not have. Check the code above."
        ),
        "codelist_code_shape": _(
            "%(code)s is no code of %(system)s (such as %(example)s). Write it whole, in a column formatted as text."
        ),
        "codelist_day_wrong": _("%(written)s is no date. Write it as 2026-11-21."),
        "codelist_days_crossed": _(
            "The last day (%(until)s) of %(code)s lies before its first day (%(since)s). Mend one of the two."
        ),
        "codelist_code_reused": _(
            "The code %(code)s was '%(before)s' until %(until)s and cannot become '%(name)s': codes are never used again."
        ),
        "codelist_name_moved": _(
            "%(code)s was '%(before)s' and is now '%(name)s', which until now was %(other)s. Are two codes interchanged?"
        ),
        "codelist_beside_twice": _(
            "%(code)s stands for '%(one)s' and for '%(other)s' at the same time. Mend one of the two."
        ),
    }
