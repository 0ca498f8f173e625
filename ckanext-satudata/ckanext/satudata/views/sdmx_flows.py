"""Published editions as SDMX dataflows: which there are, and each one's table read into a structure, kept for a while."""

from __future__ import annotations

import csv
import io
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

import ckan.plugins.toolkit as tk

from ckanext.satudata import wiring
from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.domain.dcat.facts import Edition, Published
from ckanext.satudata.domain.sdmx.build import Source, agency_id, flow_id, outline, prove, read_table
from ckanext.satudata.domain.sdmx.errors import Inexpressible
from ckanext.satudata.domain.sdmx.ids import fingerprint
from ckanext.satudata.domain.sdmx.layout import layout_of
from ckanext.satudata.domain.sdmx.model import Structure
from ckanext.satudata.domain.sdmx.query import Reference, edition_number
from ckanext.satudata.domain.sdmx.reading import Reading
from ckanext.satudata.domain.sdmx.survey import Rows

PAGE = 200
KEPT = 32
KEPT_CODES = 20_000


@dataclass(frozen=True)
class Flow:
    """One edition of an open dataset under the id of its dataflow."""

    id: str
    published: Published
    edition: Edition

    @property
    def version(self) -> str:
        """The version of everything about this edition."""
        return f"{self.edition.number}.0"

    @property
    def source(self) -> Source:
        """What its structure is made from."""
        return Source(
            schema=self.edition.schema,
            dataset={**self.edition.metadata, "name": self.published.name},
            organization={"title": self.published.office.title},
            kabupaten=region(),
            codes=code_lists(),
            edition=self.edition.number,
            prepared=self.edition.published_at,
            year=self.edition.published_at.year,
            rows=opener(self.edition.sha256),
            flow=self.id,
        )

    def outline(self) -> Structure:
        """Its names, without its codes."""
        return outline(self.source)


def region() -> dict[str, str]:
    """The kabupaten of this portal."""
    return {
        "nama": tk.config["ckanext.satudata.region.name"],
        "kode_kemendagri": tk.config["ckanext.satudata.region.kemendagri"],
        "kode_bps": tk.config["ckanext.satudata.region.bps"],
    }


def agency() -> str:
    """The agency that maintains everything here."""
    return agency_id(region())


def opener(sha256: str) -> Rows:
    """Give a function that reads a stored table from its beginning."""

    def rows() -> Iterable[Sequence[str]]:
        with wiring.blobs().open(sha256) as stream, io.TextIOWrapper(stream, "utf-8", newline="") as text:
            yield from csv.reader(text)

    return rows


def current() -> Iterator[Flow]:
    """Yield the current edition of every open dataset that has numbers, by the dataset's name."""
    taken: set[str] = set()
    for one in every_dataset():
        key = flow_id(one.edition.text("kode_dataset"), one.name)
        if key in taken:
            key = f"{key}_{fingerprint(one.id)}"
        taken.add(key)
        if has_numbers(one.edition):
            yield Flow(key, one, one.edition)


def every_dataset() -> Iterator[Published]:
    """Yield every dataset that everybody may see, a page of rows at a time."""
    published, offset = wiring.published(), 0
    while rows := published.page(PAGE, offset):
        yield from rows
        offset += len(rows)
        if len(rows) < PAGE:
            return


def has_numbers(edition: Edition) -> bool:
    """Tell whether an edition is open, and its table holds numbers."""
    return edition.is_open and bool(edition.sha256) and bool(layout_of(edition.schema).measures)


def asked(wanted: Reference) -> list[Flow]:
    """Give the flows that a question is about: by id, and by version."""
    if wanted.agency not in ("", agency()):
        return []
    found = [flow for flow in current() if wanted.of(flow.id)]
    if wanted.version == "latest":
        return found
    return [one for flow in found for one in editions(flow, wanted.version)]


def id_of(dataset_id: str) -> str:
    """Give the dataflow's id of a dataset, nothing where there is no dataflow."""
    return next((flow.id for flow in current() if flow.published.id == dataset_id), "")


def editions(flow: Flow, version: str) -> list[Flow]:
    """Give one edition of a dataset, or all, where their data are open."""
    whole = wiring.published().one(flow.published.id)
    number = edition_number(version)
    past = whole.past if whole else ()
    kept = [one for one in past if version == "all" or one.number == number]
    return [Flow(flow.id, flow.published, one) for one in kept if has_numbers(one)]


class Readings:
    """Keeps the structures of tables that were read lately; a table with very many codes is read each time."""

    def __init__(self) -> None:
        self.kept: OrderedDict[tuple[str, ...], Reading] = OrderedDict()
        self.lock = Lock()

    def of(self, flow: Flow) -> Reading:
        """Read a flow's table; raises Inexpressible where SDMX has no form for it."""
        office = flow.published.office.title
        key = (flow.id, flow.published.id, str(flow.edition.number), flow.edition.digest, office)
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
                return self.kept[key]
        source = flow.source
        reading = read_table(source)
        prove(reading, source.rows)
        if sum(len(one.codes) for one in reading.structure.codelists) <= KEPT_CODES:
            self.keep(key, reading)
        return reading

    def keep(self, key: tuple[str, ...], reading: Reading) -> None:
        """Keep a reading, and drop the one not asked for the longest."""
        with self.lock:
            self.kept[key] = reading
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)


readings = Readings()


def read_all(flows: Iterable[Flow]) -> Iterator[tuple[Flow, Reading]]:
    """Yield flows with their tables, leaving out those that SDMX has no form for."""
    for flow in flows:
        try:
            yield flow, readings.of(flow)
        except Inexpressible:
            continue


def structures(flows: Iterable[Flow]) -> Iterator[Structure]:
    """Yield the structures of flows, leaving out tables that SDMX has no form for."""
    return (reading.structure for _, reading in read_all(flows))
