"""The parts of an SDMX structure that a table of this portal needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

PERIOD = "TIME_PERIOD"
"""The dimension of time in every structure."""

ANNOTATIONS = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Words:
    """A name in Indonesian and, where there is one, in English."""

    id: str
    en: str = ""


@dataclass(frozen=True)
class Code:
    """One code: id, name, its parent's id, and notes as pairs of type and text."""

    id: str
    name: Words
    parent: str = ""
    notes: ANNOTATIONS = ()


@dataclass(frozen=True)
class Codelist:
    """A list of codes. A partial one holds only the codes that this dataset uses."""

    id: str
    version: str
    name: Words
    codes: tuple[Code, ...]
    partial: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its codes."""
        return frozenset(code.id for code in self.codes)


@dataclass(frozen=True)
class Component:
    """A dimension or an attribute; without a codelist it holds text (or a period, or a number)."""

    id: str
    name: Words
    codelist: Codelist | None = None
    mandatory: bool = True


@dataclass(frozen=True)
class Structure:
    """All structural metadata of one edition. Every maintained part has its version, ``<edition>.0``.

    ``dimensions`` are in the order of a key, without the period. ``notes`` say what is left to the CSV.
    """

    agency: str
    agency_name: Words
    flow: str
    version: str
    name: Words
    description: Words
    prepared: datetime
    dimensions: tuple[Component, ...]
    attributes: tuple[Component, ...]
    dataset_attributes: tuple[Component, ...]
    dataset_values: Mapping[str, str]
    provider: Code
    category: Code | None = None
    notes: tuple[Words, ...] = ()
    others: tuple[Codelist, ...] = field(default=())

    @property
    def dsd(self) -> str:
        """The id of the data structure definition."""
        return "DSD_" + self.flow.removeprefix("DF_")

    @property
    def concepts(self) -> str:
        """The id of the concept scheme."""
        return "CS_" + self.flow.removeprefix("DF_")

    @property
    def codelists(self) -> tuple[Codelist, ...]:
        """Every code list, each once, by id."""
        coded = (*self.dimensions, *self.attributes, *self.dataset_attributes)
        found = {part.codelist.id: part.codelist for part in coded if part.codelist is not None}
        found.update({one.id: one for one in self.others})
        return tuple(found[key] for key in sorted(found))

    @property
    def structure_id(self) -> str:
        """The dataflow as SDMX-CSV names it: ``AGENCY:ID(VERSION)``."""
        return f"{self.agency}:{self.flow}({self.version})"
