"""What a data query of SDMX REST asks for, read from its address; what is not answered here is refused with a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ckanext.satudata.domain.sdmx.model import PERIOD
from ckanext.satudata.domain.sdmx.query import BadQuestion

FLAT = "AllDimensions"
DETAILS = ("full", "dataonly", "serieskeysonly", "nodata")
MOST_DIGITS = 9


class Refused(Exception):
    """A question that is answered with an error: HTTP status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


def nothing() -> Refused:
    """The answer for what is not there, and for what the asker may not know of."""
    return Refused(404, _("No results were found for this query."))


def question_sentence(bad: BadQuestion) -> str:
    """Say what is wrong with a question."""
    sentences = {
        "id": _("'%(found)s' is no SDMX id. Use letters, digits, _, @, $ and -."),
        "version": _("'%(found)s' is no version. Write latest, all, or a number such as 2.0."),
        "flow": _("'%(found)s' names no dataflow. Write ID or AGENCY,ID,VERSION."),
        "key": _("The key has %(found)s parts, expected were %(expected)s: %(names)s."),
        "period": _(
            "%(name)s: '%(found)s' is no period. Write 2025, 2025-S1, 2025-Q1, 2025-M01 or 2025-01-31."
        ),
    }
    return str(sentences[bad.code] % bad.facts)


@dataclass(frozen=True)
class Wanted:
    """How data are to be told. ``first`` and ``last``: so many observations of each series, 0 for no limit."""

    detail: str
    by_series: bool
    first: int
    last: int

    @property
    def attributes(self) -> bool:
        """Whether attributes are told."""
        return self.detail in ("full", "nodata")

    @property
    def values(self) -> bool:
        """Whether observations are told."""
        return self.detail in ("full", "dataonly")


def wanted() -> Wanted:
    """Read the query's parameters but those of periods."""
    args = tk.request.args
    if "includeHistory" in args:
        raise Refused(501, _("%(name)s is not answered here.") % {"name": "includeHistory"})
    detail = args.get("detail") or "full"
    if detail not in DETAILS:
        raise Refused(400, _("detail: '%(found)s' is not known.") % {"found": detail[:80]})
    shape = args.get("dimensionAtObservation", "")
    if shape not in ("", FLAT, PERIOD):
        raise Refused(501, _("Of dimensionAtObservation, AllDimensions and TIME_PERIOD are answered."))
    by_series = shape == PERIOD or detail not in ("full", "dataonly")
    return Wanted(detail, by_series, number("firstNObservations"), number("lastNObservations"))


def number(name: str) -> int:
    """Read a number of observations; 0 where none is asked for."""
    text = tk.request.args.get(name)
    if text is None:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS and int(text)):
        raise Refused(400, _("%(name)s: write a whole number above 0.") % {"name": name})
    return int(text)


def updated_after() -> datetime | None:
    """Read the moment after which something must have changed; an unescaped ``+`` arrives as a blank."""
    text = tk.request.args.get("updatedAfter", "")
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.strip().replace(" ", "+"))
    except ValueError:
        said = _("updatedAfter: '%(found)s' is no moment. Write 2026-11-22T08:00:00+07:00.")
        raise Refused(400, said % {"found": text[:80]}) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
