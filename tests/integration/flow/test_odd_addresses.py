"""Addresses of our pages with nonsense in them: a sentence, a page that is not there, but never a fault of the portal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from ckan.tests.helpers import CKANTestApp

from support.offices import appoint, office, person
from support.pages import Visitor

pytestmark = pytest.mark.usefixtures("with_plugins")

NONSENSE = ("\x00", "\u202e", "  ", "%", "P-99999999999", "2026-13-45", "-1")
ASKED = (
    "from to org_id group_by tab q sort after before page step office cycle user year month limit lang edition "
    "number id column offset since until name token"
).split()


def addresses(app: CKANTestApp, odd: str) -> Iterator[str]:
    """Every page of ours that is read, with this value for each part of its address and each question."""
    query = urlencode(dict.fromkeys(ASKED, odd))
    for rule in app.flask_app.url_map.iter_rules():
        if rule.endpoint.startswith("satudata") and "GET" in (rule.methods or ()):
            address = rule.rule
            for part in rule.arguments:
                kind = rule._converters[part]
                value = "7" if type(kind).__name__ == "IntegerConverter" else quote(odd, safe="")
                address = address.replace(between(address, part), value)
            yield f"{address}?{query}"


def between(address: str, part: str) -> str:
    """``<part>`` as the rule writes it, converter and all."""
    start = next(
        place for place in range(len(address)) if address[place] == "<" and name_at(address, place) == part
    )
    return address[start : address.index(">", start) + 1]


def name_at(address: str, place: int) -> str:
    return address[place + 1 : address.index(">", place)].rpartition(":")[2]


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return {}


@pytest.mark.parametrize("odd", NONSENSE, ids=ascii)
def test_no_odd_address_is_a_fault(app: CKANTestApp, kept: dict[str, Any], odd: str) -> None:
    if "who" not in kept:
        with app.flask_app.test_request_context():
            who = person()
            for post in ("verifikator", "kabid", "kadis", "bps", "admin_walidata"):
                appoint(who, post)
            office(governed=True, editor=who)
            kept["who"] = who
    visitor = Visitor(app, kept["who"])
    faults = [
        (answer.status_code, address)
        for address in addresses(app, odd)
        if (answer := visitor.client.get(address)).status_code >= 500
    ]
    assert not faults
