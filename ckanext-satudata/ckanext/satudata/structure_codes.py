"""What a table structure may refer to: code lists with their columns, and units. Shipped ones need no CKAN."""

from __future__ import annotations

from collections.abc import Callable

from .adapters.bps.defaults import code_lists
from .adapters.intake.codes import reference
from .domain.structure.check import Known


def shipped() -> Known:
    """The code lists and units that come with the program."""
    lists = {name: tuple(rows[0]) for name, rows in code_lists().lists.items() if rows}
    return Known(lists, tuple(row["kode"] for row in code_lists().lists["satuan"]), _unit_in())


def known() -> Known:
    """Those of the running portal, imported ones among them."""
    from . import codes

    found = {name: codes.current(name) for name in codes.names()}
    lists = {name: tuple(one.columns) for name, one in found.items() if one is not None}
    return Known(lists, tuple(codes.load("satuan")), _unit_in())


def _unit_in() -> Callable[[str], str]:
    """How the intake finds the unit in a column's title: both must agree on it."""
    units = reference("").units

    def unit_in(title: str) -> str:
        found = units.in_label(title)
        return found[0].code if found else ""

    return unit_in
