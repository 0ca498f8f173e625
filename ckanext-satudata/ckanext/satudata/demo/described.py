"""The demo as it is described in ``config/demo``: offices, and datasets with their metadata, files and story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

NUMBER_STYLES = ("teks", "asli")

ENDS = (
    "kosong",
    "temuan",
    "lengkapi",
    "kasubag",
    "sekretaris",
    "kepala_opd",
    "verifikator",
    "analisis",
    "kembali",
    "kabid",
    "kadis",
    "bps",
    "catatan_bps",
    "tarik",
    "tolak",
    "terbit",
)
"""Where a dataset's story stops; ``terbit`` is published, the others are drafts and submissions under way."""


USUAL_ANSWERS: Mapping[str, Mapping[str, str]] = {"BARIS_JUMLAH_DUGAAN": {"value": "total"}}
"""What every producer of the demo answers, whatever the dataset."""


@dataclass(frozen=True)
class Office:
    """An OPD. ``extras`` are the fields of its profile (alamat, telepon, ...); ``sops`` are the SOPs it chose, by chain."""

    name: str
    title: str
    description: str
    extras: Mapping[str, str]
    sops: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One column of an office's table: key of the figure, title, title above it, how its numbers are written."""

    key: str
    label: str
    group: str = ""
    numbers: str = ""
    decimals: int = 0
    total: bool = False
    width: int = 13


@dataclass(frozen=True)
class Fault:
    """A mistake that an office made: ``add`` is added to a figure of a data row (from 0)."""

    row: int
    key: str
    add: int


@dataclass(frozen=True)
class Layout:
    """How an office's table looks. ``block`` are the keys after whose change a total row follows."""

    columns: Sequence[Column]
    kind: str = "xlsx"
    sheet: str = "Data"
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    other_sheets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    numbers: str = "asli"
    numbering: bool = False
    block: Sequence[str] = ()
    total_label: str = "Jumlah"


@dataclass(frozen=True)
class Edition:
    """The file of one edition: the years it holds, its name, the mistakes in it."""

    years: Sequence[int]
    file: str
    faults: Sequence[Fault] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """What a reviewer says: coded reasons, a text, remarks on fields."""

    reasons: Sequence[str] = ()
    text: str = ""
    remarks: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True)
class Dataset:
    """One dataset of the demo and its story. ``answers``: finding code to the choice that the producer takes."""

    slug: str
    office: str
    ends: str
    metadata: Mapping[str, Any]
    editions: Sequence[Edition] = ()
    layout: Layout | None = None
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    first_return: Told | None = None
    mend: Mapping[str, Any] = field(default_factory=dict)
    told: Told | None = None
    kabid: str = "demo-kabid"

    @property
    def title(self) -> str:
        """The title, by which the loader knows the dataset again."""
        return str(self.metadata["title"])


def _folder() -> Any:
    return resources.files("ckanext.satudata.defaults").joinpath("demo")


@cache
def offices() -> Sequence[Office]:
    """Every OPD of the demo."""
    given = yaml.safe_load(_folder().joinpath("offices.yaml").read_text(encoding="utf-8"))
    return tuple(_office(row) for row in given["offices"])


def _office(row: dict[str, Any]) -> Office:
    sops = row.pop("sop", {})
    return Office(row.pop("name"), row.pop("title"), row.pop("description"), row, sops)


@cache
def datasets() -> Sequence[Dataset]:
    """Every dataset of the demo, in the order of its file names."""
    files = sorted(_folder().joinpath("datasets").iterdir(), key=lambda file: file.name)
    return tuple(_dataset(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files)


def _dataset(given: dict[str, Any]) -> Dataset:
    if given["ends"] not in ENDS:
        raise ValueError(f"{given['slug']}: ends must be one of {', '.join(ENDS)}")
    layout = given.pop("table", None)
    return Dataset(
        layout=_layout(layout) if layout else None,
        editions=tuple(_edition(row) for row in given.pop("editions", ())),
        first_return=_told(given.pop("first_return", None)),
        told=_told(given.pop("told", None)),
        answers={**USUAL_ANSWERS, **given.pop("answers", {})},
        **given,
    )


def _layout(given: dict[str, Any]) -> Layout:
    columns = tuple(Column(**column) for column in given.pop("columns"))
    layout = Layout(columns=columns, **given)
    styles = {layout.numbers, *(column.numbers or layout.numbers for column in columns)}
    if not styles <= set(NUMBER_STYLES):
        raise ValueError(f"numbers must be one of {', '.join(NUMBER_STYLES)}")
    return layout


def _edition(given: dict[str, Any]) -> Edition:
    faults = tuple(Fault(**fault) for fault in given.pop("faults", ()))
    return Edition(faults=faults, **given)


def _told(given: dict[str, Any] | None) -> Told | None:
    return Told(**given) if given else None
