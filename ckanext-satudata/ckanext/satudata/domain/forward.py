"""What a new file tells anew about a dataset that is revised."""

from __future__ import annotations

import re
from collections.abc import Mapping

YEAR = re.compile(r"(?:19|20)\d{2}")
FIRST_PERIOD = "cakupan_awal"


def brought_forward(
    last: Mapping[str, object], now: Mapping[str, object], told: Mapping[str, object]
) -> dict[str, str]:
    """Fields of a draft whose value moves on to the period of the new file.

    ``last``: metadata of the edition that is revised; ``now``: those of the draft; ``told``: what the file tells. A
    field moves when nobody changed it since that edition and the file tells the same in all but later years; where it is
    a plain year, only the year counts. The first period of a series stays.
    """
    found = {}
    for name, value in told.items():
        old = now.get(name)
        if (
            name == FIRST_PERIOD
            or old != last.get(name)
            or not isinstance(old, str)
            or not isinstance(value, str)
        ):
            continue
        value = value[:4] if YEAR.fullmatch(old) else value
        if YEAR.sub("", old) == YEAR.sub("", value) and YEAR.findall(value) > YEAR.findall(old):
            found[name] = value
    return found
