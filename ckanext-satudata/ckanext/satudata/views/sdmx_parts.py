"""Which artefacts a structure query of SDMX REST is answered with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.adapters.sdmx.constraint_xml import Constraint
from ckanext.satudata.adapters.sdmx.structure_xml import CATEGORIES, FIXED, PROVIDERS, Artefacts
from ckanext.satudata.domain.sdmx.areas import area_list, places
from ckanext.satudata.domain.sdmx.availability import available, only
from ckanext.satudata.domain.sdmx.model import PERIOD, Codelist, Structure
from ckanext.satudata.domain.sdmx.query import Filter, Reference, read_filter
from ckanext.satudata.domain.sdmx.reading import Reading
from ckanext.satudata.domain.sdmx.units import Units, unit_list
from ckanext.satudata.domain.sdmx.words import CONFIDENTIALITY, FREQUENCIES, MULTIPLIERS, STATUSES

from . import sdmx_flows

LIMIT = 100
WITH_REFERENCES = {"children", "descendants", "all", "parents", "parentsandsiblings"}
Maker = Callable[[Reference, bool], Artefacts]


class TooMany(Exception):
    """More tables would have to be read than one answer may."""

    def __init__(self, found: int) -> None:
        super().__init__(found)
        self.found = found


class UnknownReferences(ValueError):
    """A value of ``references`` that SDMX does not know."""


def parts(kind: str, wanted: Reference, references: str) -> Artefacts:
    """Give the artefacts of one kind, and with ``references`` what they belong with."""
    if references not in {"none", *WITH_REFERENCES, *MAKERS}:
        raise UnknownReferences(references)
    if wanted.agency not in ("", sdmx_flows.agency()):
        return Artefacts(sdmx_flows.agency())
    return MAKERS[kind](wanted, references != "none")


def anything(found: Artefacts) -> bool:
    """Tell whether there is an artefact at all."""
    return any(
        (
            found.flows,
            found.structures,
            found.concepts,
            found.codelists,
            found.providers,
            found.categories,
            found.constraints,
        )
    )


def in_utc(moment: datetime) -> datetime:
    """Give a moment in UTC, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0)


def dataflows(wanted: Reference, related: bool) -> Artefacts:
    """Give dataflows; related: with everything that describes them."""
    flows = sdmx_flows.asked(wanted)
    if related:
        return together(read(flows))
    return Artefacts(sdmx_flows.agency(), flows=[flow.outline() for flow in flows])


def data_structures(wanted: Reference, related: bool) -> Artefacts:
    """Give data structure definitions."""
    found = read(sdmx_flows.asked(renamed(wanted, "DSD_")))
    return together(found) if related else Artefacts(sdmx_flows.agency(), structures=found)


def concept_schemes(wanted: Reference, related: bool) -> Artefacts:
    """Give concept schemes."""
    found = read(sdmx_flows.asked(renamed(wanted, "CS_")))
    return together(found) if related else Artefacts(sdmx_flows.agency(), concepts=found)


def codelists(wanted: Reference, related: bool) -> Artefacts:
    """Give code lists: those of every dataset alike, whole, and those of one dataset."""
    found = [one for one in shared_lists() if wanted.of(one.id) and is_version(one.version, wanted)]
    rest = wanted.ids - {one.id for one in shared_lists()}
    if rest or not wanted.ids:
        flows = [
            flow for flow in sdmx_flows.asked(replace(wanted, ids=frozenset())) if belongs(flow.id, rest)
        ]
        own = merged(read(flows))
        found += [one for one in own if wanted.of(one.id) and one.id not in {kept.id for kept in found}]
    return Artefacts(sdmx_flows.agency(), codelists=sorted(found, key=lambda one: one.id))


def belongs(flow: str, lists: Iterable[str]) -> bool:
    """Tell whether a list of this name could be one of the flow's; every flow's when none is named."""
    names = list(lists)
    return not names or any(name.startswith(f"CL_{flow.removeprefix('DF_')}__") for name in names)


def is_version(version: str, wanted: Reference) -> bool:
    """Tell whether a fixed version is asked for."""
    return wanted.version in ("latest", "all", version)


def shared_lists() -> list[Codelist]:
    """Give the code lists that all datasets share, whole."""
    codes = code_lists()
    known = places(codes.lists.get("wilayah", ()))
    rows = codes.lists.get("satuan", ())
    units = Units(rows)
    by_bps = {"B" + one.bps: (one.bps, one.name) for one in known if one.bps}
    return [
        FREQUENCIES,
        STATUSES,
        CONFIDENTIALITY,
        MULTIPLIERS,
        area_list({}, known, everything=True),
        replace(area_list(by_bps, known), partial=False),
        unit_list((units.unit(str(row.get("kode"))) for row in rows), partial=False),
    ]


def providers(wanted: Reference, related: bool) -> Artefacts:
    """Give the producers of all dataflows."""
    if not (wanted.of(PROVIDERS) and is_version(FIXED, wanted)):
        return Artefacts(sdmx_flows.agency())
    return Artefacts(sdmx_flows.agency(), providers=[one.provider for one in outlines()])


def categories(wanted: Reference, related: bool) -> Artefacts:
    """Give the urusan, and which dataflow belongs to which."""
    if not (wanted.of(CATEGORIES) and is_version(FIXED, wanted)):
        return Artefacts(sdmx_flows.agency())
    return categorised(list(outlines()), related)


def categorisations(wanted: Reference, related: bool) -> Artefacts:
    """Give the links between dataflows and urusan."""
    flows = sdmx_flows.asked(renamed(wanted, "CAT_DF_"))
    return categorised([flow.outline() for flow in flows], related)


def constraints(wanted: Reference, related: bool) -> Artefacts:
    """Give what there are data for, of whole tables."""
    flows = sdmx_flows.asked(renamed(wanted, "CR_"))
    if len(flows) > LIMIT:
        raise TooMany(len(flows))
    found: list[Constraint] = []
    for flow, reading in sdmx_flows.read_all(flows):
        everything = read_filter("all", "", "", reading.structure)
        found += availability(flow, reading, everything, True, "all").constraints
    parts = together([one.structure for one in found]) if related else Artefacts(sdmx_flows.agency())
    return replace(parts, constraints=found)


def availability(
    flow: sdmx_flows.Flow, reading: Reading, chosen: Filter, exact: bool, component: str
) -> Artefacts:
    """Give what there are data for in one table, of one dimension or of all; nothing where there are none."""
    structure = reading.structure
    known = ("all", PERIOD, *(part.id for part in structure.dimensions))
    found = available(reading.rows(flow.source.rows), chosen, structure, exact)
    if component not in known or not any(found.codes.values()):
        return Artefacts(structure.agency)
    days = (found.first, found.last) if component in ("all", PERIOD) and found.first else None
    told = Constraint(structure, only(found, component), days, found.observations)
    return Artefacts(structure.agency, constraints=[told])


def categorised(found: Sequence[Structure], related: bool) -> Artefacts:
    """Give dataflows by urusan."""
    links = [(one.category, one) for one in found if one.category]
    return Artefacts(sdmx_flows.agency(), flows=found if related else (), categories=links)


def outlines() -> Iterator[Structure]:
    """Yield the names of every dataflow."""
    return (flow.outline() for flow in sdmx_flows.current())


def renamed(wanted: Reference, prefix: str) -> Reference:
    """Turn ids of one kind of artefact into those of its dataflows; a foreign id stays, and finds nothing."""
    ids = {key.replace(prefix, "DF_", 1) if key.startswith(prefix) else f"@{key}" for key in wanted.ids}
    return replace(wanted, ids=frozenset(ids))


def read(flows: Sequence[sdmx_flows.Flow]) -> list[Structure]:
    """Read the tables of some flows; too many raise TooMany."""
    if len(flows) > LIMIT:
        raise TooMany(len(flows))
    return list(sdmx_flows.structures(flows))


def together(found: Sequence[Structure]) -> Artefacts:
    """Give everything that describes some dataflows, what they share once."""
    return Artefacts(
        agency=sdmx_flows.agency(),
        flows=found,
        structures=found,
        concepts=found,
        codelists=merged(found),
        providers=[one.provider for one in found],
        categories=[(one.category, one) for one in found if one.category],
    )


def merged(found: Iterable[Structure]) -> list[Codelist]:
    """Give the code lists of some structures; the parts of a partial one are put together."""
    lists: dict[tuple[str, str], Codelist] = {}
    for structure in found:
        for one in structure.codelists:
            before = lists.get((one.id, one.version))
            lists[one.id, one.version] = joined(before, one) if before else one
    return [lists[key] for key in sorted(lists)]


def joined(first: Codelist, second: Codelist) -> Codelist:
    """Put two parts of one list together."""
    if first == second:
        return first
    codes = {code.id: code for code in (*second.codes, *first.codes)}
    return replace(first, codes=tuple(codes[key] for key in sorted(codes)))


MAKERS: Mapping[str, Maker] = {
    "dataflow": dataflows,
    "datastructure": data_structures,
    "conceptscheme": concept_schemes,
    "codelist": codelists,
    "dataproviderscheme": providers,
    "categoryscheme": categories,
    "categorisation": categorisations,
    "contentconstraint": constraints,
}
