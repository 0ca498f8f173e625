"""The reference page of the description's fields, from ``schemas/rancangan.yaml``."""

from __future__ import annotations

from collections.abc import Iterator

from ckanext.satudata.describing import form
from ckanext.satudata.domain.description.model import Condition, Field

SOURCES = {
    "berkas": "the file",
    "opd": "the office's profile",
    "edisi": "the last edition",
    "daftar_data": "the list of data",
    "standar": "the data standards",
    "ketentuan": "the portal's usage",
}
INTRO = """
Written from `schemas/rancangan.yaml`. Page, action and command read the same rules (`domain/description`): a value that can
never be right is refused when it is saved (*refused*), what a submission needs is asked for at submission (*needed*), advice
stops nothing. A field that is asked for only by another answer is emptied when that answer changes.

What the portal knows it fills in and marks with where it comes from; a person's change is never replaced, also when it
emptied the field. `satudata_draft_check` and `ckan satudata draft check` say what is missing.
"""
RULES = {
    "title_year": "advice: holds no year",
    "concept_measure": "advice: begins with no measure (Jumlah, Persentase, ...)",
    "concept_year": "advice: holds no year",
    "dssd_code": "refused: other than `9.99.999999`, parted by commas",
    "dssd_of_urusan": "needed: codes of the chosen affair",
    "periods_in_order": "needed: not before the first period",
    "schedule_is_a_date": "advice: a day",
    "unit_not_person": "advice: an office, not a person",
    "mail_of_unit": "advice: not a private mailbox",
}


def fields() -> Iterator[str]:
    """Every field: label, when it is asked for and needed, what is judged, where it is known from, where it goes."""
    yield "# Fields of the description"
    yield from INTRO.rstrip().splitlines()
    for name, label in form().groups:
        yield ""
        yield f"## {label['en']} (*{label['id']}*)"
        yield ""
        yield "| field | label | asked for | needed | judged | known from | DCAT-AP | MS form |"
        yield "|---|---|---|---|---|---|---|---|"
        yield from (_row(one) for one in form().fields if one.group == name)


def _row(one: Field) -> str:
    judged = [RULES[rule] for rule in one.rules]
    judged += [f"needed: not `{value}`" for value in one.refused]
    judged += [f"refused: not in list `{one.codes}`"] if one.codes and one.name != "ukuran" else []
    cells = (
        f"`{one.name}`",
        f"{one.label['en']} (*{one.label['id']}*)",
        _words(one.when) if one.when else "always",
        _words(one.required) if one.required else "recommended" if one.recommended else "no",
        "; ".join(judged),
        ", ".join(SOURCES[source] for source in one.sources),
        f"`{one.dcat}`" if one.dcat else "",
        one.ms,
    )
    return f"| {' | '.join(cells)} |"


def _words(condition: Condition) -> str:
    if not condition.parts:
        return "always"
    return " and ".join(
        f"`{name}` is {'' if within else 'not '}{' or '.join(f'`{value}`' for value in values)}"
        for name, values, within in condition.parts
    )
