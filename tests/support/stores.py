"""Where the units of work of the contract tests come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ckanext.satudata.app.ports import Unit, Work


@dataclass(frozen=True)
class Store:
    """Gives units of work, leases a row of a kind as a worker does, makes ids."""

    unit: Callable[[], Unit]
    take: Callable[[str], Work | None]
    new_id: Callable[[], str]
