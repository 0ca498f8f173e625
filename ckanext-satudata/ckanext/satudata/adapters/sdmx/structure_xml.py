"""SDMX-ML 2.1 structure messages.

Written here because the libraries at hand write names in one language, which they label English.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TextIO

from ckanext.satudata.domain.sdmx.model import Code, Codelist, Component, Structure, Words
from ckanext.satudata.domain.sdmx.words import CONCEPTS

from .constraint_xml import Constraint, write_constraint
from .xml_parts import Sender, item_reference, maintained, many, reference, write_notes, write_sender
from .xml_writer import NAMESPACES, XmlWriter

FIXED = "1.0"
PROVIDERS = "DATA_PROVIDERS"
CATEGORIES = "CS_URUSAN"


@dataclass(frozen=True)
class Artefacts:
    """What a structure message holds. ``flows`` come with their structure, ``concepts`` likewise."""

    agency: str
    flows: Sequence[Structure] = ()
    structures: Sequence[Structure] = ()
    concepts: Sequence[Structure] = ()
    codelists: Sequence[Codelist] = ()
    providers: Sequence[Code] = ()
    categories: Sequence[tuple[Code, Structure]] = field(default=())
    constraints: Sequence[Constraint] = ()


def whole(structure: Structure) -> Artefacts:
    """Give everything that one dataset's structure consists of."""
    return Artefacts(
        agency=structure.agency,
        flows=(structure,),
        structures=(structure,),
        concepts=(structure,),
        codelists=structure.codelists,
        providers=(structure.provider,),
        categories=((structure.category, structure),) if structure.category else (),
    )


def sender_of(structure: Structure, message: str) -> Sender:
    """Give the sender of a dataset's own message."""
    name = f"{structure.flow}-{structure.version.replace('.', '-')}-{message}"
    return Sender(structure.agency, structure.agency_name, structure.prepared, name)


def write_structure(stream: TextIO, sender: Sender, parts: Artefacts) -> None:
    """Write a structure message."""
    xml = XmlWriter(stream)
    with xml.element("mes:Structure", {k: v for k, v in NAMESPACES.items() if k != "xmlns:gen"}):
        with xml.element("mes:Header"):
            write_sender(xml, sender)
        with xml.element("mes:Structures"):
            write_providers(xml, parts)
            many(xml, "str:Dataflows", [lambda one=one: write_flow(xml, one) for one in parts.flows])
            write_categories(xml, parts)
            many(
                xml,
                "str:Codelists",
                [lambda one=one: write_codelist(xml, parts.agency, one) for one in parts.codelists],
            )
            many(xml, "str:Concepts", [lambda one=one: write_concepts(xml, one) for one in parts.concepts])
            many(
                xml,
                "str:DataStructures",
                [lambda one=one: write_definition(xml, one) for one in parts.structures],
            )
            many(
                xml,
                "str:Constraints",
                [lambda one=one: write_constraint(xml, one) for one in parts.constraints],
            )


def write_providers(xml: XmlWriter, parts: Artefacts) -> None:
    """Write the producers."""
    if not parts.providers:
        return
    kept = {code.id: code for code in parts.providers}
    attributes = {"id": PROVIDERS, "agencyID": parts.agency, "version": FIXED, "isPartial": "true"}
    with xml.element("str:OrganisationSchemes"), xml.element("str:DataProviderScheme", attributes):
        xml.words("com:Name", Words("Produsen data", "Data providers"))
        for key in sorted(kept):
            with xml.element("str:DataProvider", {"id": key}):
                xml.words("com:Name", kept[key].name, key)


def write_flow(xml: XmlWriter, one: Structure) -> None:
    """Write a dataflow."""
    with xml.element("str:Dataflow", maintained(one.flow, one.agency, one.version)):
        xml.words("com:Name", one.name, one.flow)
        xml.words("com:Description", one.description)
        with xml.element("str:Structure"):
            reference(xml, one.dsd, one.version, one.agency, "datastructure", "DataStructure")


def write_categories(xml: XmlWriter, parts: Artefacts) -> None:
    """Write the urusan and which dataflow belongs to which."""
    if not parts.categories:
        return
    kept = {code.id: code for code, _ in parts.categories}
    with (
        xml.element("str:CategorySchemes"),
        xml.element("str:CategoryScheme", maintained(CATEGORIES, parts.agency, FIXED, partial=True)),
    ):
        xml.words("com:Name", Words("Urusan pemerintahan", "Government affairs"))
        for key in sorted(kept):
            with xml.element("str:Category", {"id": key}):
                write_notes(xml, kept[key].notes)
                xml.words("com:Name", kept[key].name, key)
    with xml.element("str:Categorisations"):
        for code, one in parts.categories:
            write_categorisation(xml, code, one)


def write_categorisation(xml: XmlWriter, code: Code, one: Structure) -> None:
    """Write one link of a dataflow with its urusan."""
    with xml.element("str:Categorisation", maintained("CAT_" + one.flow, one.agency, one.version)):
        xml.words("com:Name", Words("Urusan dari " + one.name.id))
        with xml.element("str:Source"):
            reference(xml, one.flow, one.version, one.agency, "datastructure", "Dataflow")
        with xml.element("str:Target"):
            item_reference(xml, code.id, CATEGORIES, FIXED, one.agency, "categoryscheme", "Category")


def write_codelist(xml: XmlWriter, agency: str, one: Codelist) -> None:
    """Write a code list."""
    with xml.element("str:Codelist", maintained(one.id, agency, one.version, one.partial)):
        xml.words("com:Name", one.name, one.id)
        for code in one.codes:
            with xml.element("str:Code", {"id": code.id}):
                write_notes(xml, code.notes)
                xml.words("com:Name", code.name, code.id)
                if code.parent:
                    with xml.element("str:Parent"):
                        xml.leaf("Ref", attributes={"id": code.parent})


def write_concepts(xml: XmlWriter, one: Structure) -> None:
    """Write the concepts of a structure."""
    parts = (*one.dimensions, *one.attributes, *one.dataset_attributes)
    names = {
        **{part.id: part.name for part in parts},
        "TIME_PERIOD": CONCEPTS["TIME_PERIOD"],
        "OBS_VALUE": CONCEPTS["OBS_VALUE"],
    }
    with xml.element("str:ConceptScheme", maintained(one.concepts, one.agency, one.version)):
        xml.words("com:Name", Words("Konsep dari " + one.name.id, "Concepts of this dataset"))
        for key, name in names.items():
            with xml.element("str:Concept", {"id": key}):
                xml.words("com:Name", name, key)


def write_definition(xml: XmlWriter, one: Structure) -> None:
    """Write the data structure definition."""
    with xml.element("str:DataStructure", maintained(one.dsd, one.agency, one.version)):
        write_remarks(xml, one.notes)
        xml.words("com:Name", Words("Struktur " + one.name.id, "Structure of this dataset"))
        with xml.element("str:DataStructureComponents"):
            write_dimensions(xml, one)
            with xml.element("str:AttributeList", {"id": "AttributeDescriptor"}):
                for part in one.attributes:
                    write_attribute(xml, one, part, observed=True)
                for part in one.dataset_attributes:
                    write_attribute(xml, one, part, observed=False)
            with (
                xml.element("str:MeasureList", {"id": "MeasureDescriptor"}),
                xml.element("str:PrimaryMeasure", {"id": "OBS_VALUE"}),
            ):
                write_identity(xml, one, "OBS_VALUE")
                write_format(xml, "Decimal")


def write_remarks(xml: XmlWriter, notes: Sequence[Words]) -> None:
    """Write what is left to the CSV."""
    if notes:
        with xml.element("com:Annotations"):
            for note in notes:
                with xml.element("com:Annotation"):
                    xml.leaf("com:AnnotationType", "CATATAN")
                    xml.words("com:AnnotationText", note)


def write_dimensions(xml: XmlWriter, one: Structure) -> None:
    """Write the dimensions, the period last."""
    with xml.element("str:DimensionList", {"id": "DimensionDescriptor"}):
        for position, part in enumerate(one.dimensions, start=1):
            with xml.element("str:Dimension", {"id": part.id, "position": str(position)}):
                write_identity(xml, one, part.id)
                write_representation(xml, one, part)
        last = str(len(one.dimensions) + 1)
        with xml.element("str:TimeDimension", {"id": "TIME_PERIOD", "position": last}):
            write_identity(xml, one, "TIME_PERIOD")
            write_format(xml, "ObservationalTimePeriod")


def write_identity(xml: XmlWriter, one: Structure, key: str) -> None:
    """Write which concept a component is."""
    with xml.element("str:ConceptIdentity"):
        item_reference(xml, key, one.concepts, one.version, one.agency, "conceptscheme", "Concept")


def write_format(xml: XmlWriter, kind: str) -> None:
    """Write that a component holds text of a kind."""
    with xml.element("str:LocalRepresentation"):
        xml.leaf("str:TextFormat", attributes={"textType": kind})


def write_representation(xml: XmlWriter, one: Structure, part: Component) -> None:
    """Write which code list a component uses, or that it holds text."""
    if part.codelist is None:
        write_format(xml, "String")
        return
    with xml.element("str:LocalRepresentation"), xml.element("str:Enumeration"):
        reference(xml, part.codelist.id, part.codelist.version, one.agency, "codelist", "Codelist")


def write_attribute(xml: XmlWriter, one: Structure, part: Component, observed: bool) -> None:
    """Write an attribute of each observation, or of the dataset."""
    status = "Mandatory" if part.mandatory else "Conditional"
    with xml.element("str:Attribute", {"id": part.id, "assignmentStatus": status}):
        write_identity(xml, one, part.id)
        write_representation(xml, one, part)
        with xml.element("str:AttributeRelationship"):
            if observed:
                with xml.element("str:PrimaryMeasure"):
                    xml.leaf("Ref", attributes={"id": "OBS_VALUE"})
            else:
                xml.leaf("str:None")
