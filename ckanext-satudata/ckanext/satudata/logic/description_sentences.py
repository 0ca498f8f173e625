"""The sentences about a description; ``logic/errors.py`` is the one table that holds them."""

from __future__ import annotations

from collections.abc import Mapping

from ..said import marked as _


def description_sentences() -> Mapping[str, str]:
    """Code of a problem to its sentence, in the language of the code."""
    return {
        "field_missing": _("Fill in: %(label)s."),
        "title_year": _("The title holds the year %(year)s. Leave it out: one dataset holds all years."),
        "concept_measure": _(
            'The concept begins with "%(word)s", which is a measure. Write the noun alone; the measure has its own field.'
        ),
        "concept_year": _(
            "The concept holds the year %(year)s. Leave it out: the period has fields of its own."
        ),
        "dssd_code": _('"%(value)s" is not a DSSD code. Write it as 1.02.000123; part several by commas.'),
        "dssd_of_urusan": _(
            "DSSD code %(value)s belongs to affair %(found)s, but the affair is %(urusan)s. Change one of the two."
        ),
        "periods_in_order": _(
            "The last period (%(last)s) lies before the first one (%(first)s). Change one of the two."
        ),
        "schedule_is_a_date": _(
            'The release date "%(value)s" is not a day, so no calendar can show it. Write it as 2027-03-15.'
        ),
        "unit_not_person": _(
            "The contact looks like a person's name. Write the office: it stays when people change."
        ),
        "mail_of_unit": _("This e-mail looks like a private one. Write that of the office."),
        "access_internal": _("Internal data are not submitted for publication. Choose another access class."),
        "licence_not_set": _("The licence is not set yet. Choose one, for example CC BY 4.0."),
    }
