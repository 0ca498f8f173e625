"""From a table and its description to a reading: the structure, and how its rows become observations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from ..bps.codes import CodeLists
from .areas import Place, places
from .coding import Areas, Coded, Home, code_areas, code_breakdown, code_times, home_area
from .errors import Inexpressible
from .ids import assign, code_id, component_id
from .layout import NOTE_WORDS, Breakdown, Layout, layout_of
from .model import Code, Codelist, Component, Structure, Words
from .periods import Period
from .reading import Defaults, MeasureCode, Reading, Totals, add_up
from .survey import Rows, Survey, survey
from .units import Units, unit_list
from .words import (
    CONCEPTS,
    CONF_OF_ACCESS,
    CONFIDENTIALITY,
    FREQUENCIES,
    MULTIPLIERS,
    RESERVED,
    STATUS_OF,
    STATUSES,
)

LEFT_OUT = (
    "Kolom %s tidak berisi angka; nilainya hanya ada pada berkas CSV.",
    "Column %s does not hold numbers; its values are in the CSV file only.",
)
IMPLIED = (
    "Kolom %s sudah tersirat dalam REF_AREA dan tidak menjadi dimensi tersendiri.",
    "Column %s follows from REF_AREA and is no dimension of its own.",
)


@dataclass(frozen=True)
class Source:
    """One edition of a table: schema, description, office, kabupaten, codes, and how to open its rows.

    ``year`` stands in where the description names no year; ``flow`` replaces the dataflow's id made of the
    dataset's code or name.
    """

    schema: Mapping[str, Any]
    dataset: Mapping[str, Any]
    organization: Mapping[str, Any]
    kabupaten: Mapping[str, Any]
    codes: CodeLists
    edition: int
    prepared: datetime
    year: int
    rows: Rows
    flow: str = ""

    def text(self, name: str) -> str:
        """Give a field of the description as text."""
        value = self.dataset.get(name)
        return "" if value is None else str(value).strip()


def flow_id(code: str, name: str) -> str:
    """Make a dataflow's id of the dataset's code, else of its name."""
    return "DF_" + code_id(code or name)


def agency_id(kabupaten: Mapping[str, Any]) -> str:
    """Make the agency's id of the kabupaten's Kemendagri code: ``SDI_K9901``."""
    return "SDI_K" + "".join(sign for sign in str(kabupaten.get("kode_kemendagri") or "00") if sign.isalnum())


def read_table(source: Source) -> Reading:
    """Read a table once and give its structure; raises Inexpressible where SDMX has no honest form for it."""
    layout = layout_of(source.schema, source.text("ukuran"))
    if not layout.measures:
        raise Inexpressible("no-measure")
    found = survey(layout, source.rows)
    return Builder(source, layout, found).reading()


def outline(source: Source) -> Structure:
    """Give the names of a table's structure, from its description alone."""
    return Builder(source, layout_of({"fields": []}), Survey()).outline()


def prove(reading: Reading, rows: Rows) -> Totals:
    """Read the table again: every key once, every value a number. Gives what each file must come to."""
    seen: set[bytes] = set()

    def cells() -> Iterable[tuple[str, str]]:
        for row in reading.rows(rows):
            digest = blake2b("\x1f".join(row.key).encode("utf-8"), digest_size=16).digest()
            if digest in seen:
                raise Inexpressible("double-key", row=row.number, found=".".join(row.key))
            seen.add(digest)
            for cell in row.cells:
                yield cell.indicator, cell.value

    return add_up(cells())


class Builder:
    """Puts one reading together."""

    def __init__(self, source: Source, layout: Layout, found: Survey) -> None:
        self.source, self.layout, self.found = source, layout, found
        self.version = f"{source.edition}.0"
        self.flow = source.flow or flow_id(
            source.text("kode_dataset"), source.text("name") or source.text("title")
        )
        kabupaten = source.kabupaten
        self.home = Home(
            str(kabupaten.get("kode_kemendagri") or ""),
            str(kabupaten.get("kode_bps") or ""),
            str(kabupaten.get("nama") or ""),
        )
        self.places: Sequence[Place] = places(source.codes.lists.get("wilayah", ()))
        self.units = Units(source.codes.lists.get("satuan", ()))

    def reading(self) -> Reading:
        """Make the reading."""
        areas = code_areas(self.layout, self.found, self.places, self.home)
        broken = self.breakdowns(areas)
        texts = self.texts(broken)
        times = code_times(self.layout, self.found, self.source.text("frekuensi"), self.coverage())
        measures = self.measures()
        structure = replace(
            self.outline(),
            dimensions=self.dimensions(areas, broken, measures),
            attributes=self.attributes(areas, texts, times, measures),
            notes=self.notes(areas),
        )
        return Reading(
            structure,
            self.layout,
            areas.chosen,
            self.home.id(),
            areas.bps,
            tuple(coded for _, coded in broken),
            times,
            measures,
            tuple((key, one.column) for key, one in texts),
            self.defaults(),
        )

    def coverage(self) -> tuple[str, str, int]:
        """Give first and last year that the description names, and the year that stands in."""
        return self.source.text("cakupan_awal"), self.source.text("cakupan_akhir"), self.source.year

    def defaults(self) -> Defaults:
        """Give what holds for every value."""
        return Defaults(
            STATUS_OF.get(self.source.text("status_data"), "A"),
            CONF_OF_ACCESS.get(self.source.text("klasifikasi_akses"), "N"),
        )

    def list_id(self, part: str) -> str:
        """Name a code list of this dataset alone; no id made of a text holds two underscores, so none meets another."""
        return f"CL_{self.flow.removeprefix('DF_')}__{part}"

    def breakdowns(self, areas: Areas) -> list[tuple[str, Coded]]:
        """Give id and codes of every dimension that is neither period, area nor indicator."""
        plain = sorted((*self.layout.breakdowns, *areas.plain), key=self.place)
        names = [one.source.column for one in areas.others] + [one.column for one in plain]
        ids = assign(names, RESERVED, component=True)
        made = {one.source.column: one for one in areas.others}
        for one in plain:
            rows = self.source.codes.lists.get(one.list_name, ())
            texts = self.found.texts[one.column]
            made[one.column] = code_breakdown(one, texts, self.list_id(ids[one.column]), rows, self.version)
        ordered = sorted(made, key=self.layout.header.index)
        return [(ids[column], made[column]) for column in ordered]

    def place(self, one: Breakdown) -> int:
        """Give the place of a column in the table."""
        return self.layout.header.index(one.column)

    def texts(self, broken: Sequence[tuple[str, Coded]]) -> list[tuple[str, Breakdown]]:
        """Give id and column of every text beside the figures that any row fills; the first note is COMMENT_OBS."""
        filled = [one for one in self.layout.texts if one.column in self.found.filled]
        note = next((one for one in filled if one.column.split("_")[0] in NOTE_WORDS), None)
        rest = [one for one in filled if one is not note]
        taken = {*RESERVED, *(key for key, _ in broken)}
        ids = assign([one.column for one in rest], taken, component=True)
        return ([("COMMENT_OBS", note)] if note else []) + [(ids[one.column], one) for one in rest]

    def measures(self) -> tuple[MeasureCode, ...]:
        """Give the indicators with their units; the description's unit counts where no column names one."""
        own = any(one.unit for one in self.layout.measures)
        fallback = "" if own else self.source.text("satuan")
        ids = assign(one.column for one in self.layout.measures)
        return tuple(
            MeasureCode(one, ids[one.column], self.units.unit(one.unit or fallback))
            for one in self.layout.measures
        )

    def outline(self) -> Structure:
        """Give the names of everything, without components."""
        source = self.source
        office = str(source.organization.get("title") or "")
        return Structure(
            agency=agency_id(source.kabupaten),
            agency_name=Words(f"Satu Data {self.home.name}".strip()),
            flow=self.flow,
            version=self.version,
            name=Words(source.text("title") or self.flow, source.text("title_en")),
            description=Words(source.text("notes"), source.text("notes_en")),
            prepared=moment(source.prepared),
            dimensions=(),
            attributes=(),
            dataset_attributes=tuple(
                Component(key, CONCEPTS[key], mandatory=False) for key in ("SOURCE_AGENCY", "DATA_PROVIDER")
            ),
            dataset_values={"SOURCE_AGENCY": source.text("sumber_data") or office, "DATA_PROVIDER": office},
            provider=Code(component_id(office or "PRODUSEN"), Words(office or "Produsen data")),
            category=self.category(),
        )

    def dimensions(
        self, areas: Areas, broken: Sequence[tuple[str, Coded]], measures: Sequence[MeasureCode]
    ) -> tuple[Component, ...]:
        """Give the dimensions of a key in their order."""
        listed = areas.chosen.codelist if areas.chosen else home_area(self.home, self.places)
        indicators = tuple(
            Code(
                one.id, Words(one.measure.title, one.measure.title_en), notes=(("KOLOM", one.measure.column),)
            )
            for one in measures
        )
        own = Codelist(self.list_id("INDICATOR"), self.version, CONCEPTS["INDICATOR"], indicators)
        return (
            Component("FREQ", CONCEPTS["FREQ"], FREQUENCIES),
            Component("REF_AREA", CONCEPTS["REF_AREA"], listed),
            Component("INDICATOR", CONCEPTS["INDICATOR"], own),
            *(
                Component(key, Words(coded.source.title, coded.source.title_en), coded.codelist)
                for key, coded in broken
            ),
        )

    def attributes(
        self,
        areas: Areas,
        texts: Sequence[tuple[str, Breakdown]],
        times: Mapping[tuple[str, ...], Period],
        measures: Sequence[MeasureCode],
    ) -> tuple[Component, ...]:
        """Give the attributes of an observation."""
        lists: list[tuple[str, Codelist | None]] = [
            ("UNIT_MEASURE", unit_list(one.unit for one in measures)),
            ("UNIT_MULT", MULTIPLIERS),
            ("OBS_STATUS", STATUSES),
            ("CONF_STATUS", CONFIDENTIALITY),
            ("COMMENT_OBS", None),
        ]
        if any(period.school_year for period in times.values()):
            lists.append(("TAHUN_AJARAN", None))
        if any(period.day for period in times.values()):
            lists.append(("TANGGAL", None))
        if areas.bps:
            lists.append(("WILAYAH_BPS", areas.bps.codelist))
        must = {"UNIT_MEASURE", "OBS_STATUS"}
        fixed = [Component(key, CONCEPTS[key], listed, key in must) for key, listed in lists]
        own = [
            Component(key, Words(one.title, one.title_en), mandatory=False)
            for key, one in texts
            if key != "COMMENT_OBS"
        ]
        return (*fixed, *own)

    def category(self) -> Code | None:
        """Give the urusan of the dataset as a category."""
        key = self.source.text("urusan")
        if not key:
            return None
        return Code(
            "U_" + code_id(key), Words(self.source.codes.label("urusan", key)), notes=(("KODE", key),)
        )

    def notes(self, areas: Areas) -> tuple[Words, ...]:
        """Say what of the table is left to the CSV, and why."""
        said = [Words(*(text % title for text in LEFT_OUT)) for title in self.layout.left_out]
        said += [Words(*(text % one.title for text in IMPLIED)) for one in areas.implied]
        return tuple(said)


def moment(when: datetime) -> datetime:
    """Give a moment in UTC, to the second."""
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(microsecond=0)
