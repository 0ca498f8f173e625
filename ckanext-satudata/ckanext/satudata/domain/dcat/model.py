"""A catalogue and its datasets as plain values, after DCAT 3 and DCAT-AP 3; addresses are absolute unless said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Agent:
    """An office: never a person."""

    uri: str
    name: str
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class Concept:
    """A term of a code list. ``scheme`` is the address of the list, ``notation`` the code in it."""

    uri: str
    label: str
    label_en: str
    notation: str
    scheme: str


@dataclass(frozen=True)
class Scheme:
    """A code list."""

    uri: str
    title: str
    title_en: str


@dataclass(frozen=True)
class Place:
    """An area with its codes by Kemendagri and by BPS, either of which may be unknown."""

    uri: str
    name: str
    kemendagri: str
    bps: str


@dataclass(frozen=True)
class Period:
    """First and last day covered; either may be unknown."""

    start: date | None
    end: date | None


@dataclass(frozen=True)
class License:
    """A licence. ``name`` is the plain one by which catalogues know it."""

    uri: str
    code: str
    name: str
    label: str


@dataclass(frozen=True)
class Distribution:
    """A file of a dataset. ``file_type`` is a code of the EU list; size in bytes, 0 for unknown."""

    uri: str
    title: str
    access_url: str
    download_url: str
    media_type: str
    file_type: str
    size: int = 0
    sha256: str = ""
    schema_url: str = ""


@dataclass(frozen=True)
class Version:
    """One edition: it stays as it is for ever."""

    uri: str
    number: str
    title: str
    description: str
    issued: datetime
    notes: str
    previous: str = ""
    distributions: tuple[Distribution, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """A published dataset as its current edition describes it; or one edition, which is ``version_of`` it.

    ``languages`` are EU codes, ``frequency`` is ours and ``eu_frequency`` theirs.
    """

    uri: str
    page: str
    identifier: str
    title: str
    description: str
    keywords: tuple[str, ...]
    themes: tuple[Concept, ...]
    status: Concept | None
    place: Place | None
    period: Period | None
    frequency: str
    eu_frequency: str
    access: str
    license: License | None
    publisher: Agent
    creator: Agent
    contact: Agent | None
    issued: datetime
    modified: datetime
    version: str
    notes: str
    current: str
    provenance: str
    other_identifier: str
    distributions: tuple[Distribution, ...]
    sample: str = ""
    versions: tuple[Version, ...] = ()
    version_of: str = ""
    previous: str = ""
    variables: tuple[Mapping[str, Any], ...] = ()
    title_en: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paging:
    """One page of a catalogue: addresses of its neighbours (empty where there is none) and how much there is."""

    current: str
    first: str
    last: str
    previous: str
    next: str
    total: int
    size: int


@dataclass(frozen=True)
class Catalogue:
    """A page of the catalogue."""

    uri: str
    home: str
    title: str
    description: str
    publisher: Agent
    place: Place | None
    modified: datetime | None
    datasets: tuple[Dataset, ...]
    schemes: tuple[Scheme, ...]
    paging: Paging | None = None
