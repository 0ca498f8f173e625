"""Catalogues and datasets as RDF graphs after DCAT-AP 3.

Every node has an address of its own; none is blank, so two graphs of the same description are the same triples.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS, XSD

from ckanext.satudata.domain.dcat import vocabulary
from ckanext.satudata.domain.dcat.model import Catalogue, Dataset, Paging, Version

from . import parts
from .terms import (
    ADMS,
    DCAT,
    HYDRA,
    NOT_IN_XML,
    PREFIXES,
    Triple,
    Triples,
    concept,
    language,
    license_,
    moment,
    of_list,
    scheme,
    term,
    text,
    words,
)

EDITION_CLASS = "Edisi"


def graph_of(triples: Iterable[Triple]) -> Graph:
    """Put triples into a graph in one order, whatever order they came in."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in sorted(set(triples), key=lambda one: tuple(node.n3() for node in one)):
        graph.add(triple)
    return graph


def dataset(one: Dataset, shared: str) -> Triples:
    """Describe a dataset. ``shared`` begins the addresses of what datasets share."""
    node = URIRef(one.uri)
    yield node, RDF.type, DCAT.Dataset
    yield from words(node, DCTERMS.title, one.title, one.title_en)
    yield from words(node, DCTERMS.description, one.description)
    yield from text(node, DCTERMS.identifier, one.identifier)
    for keyword in one.keywords:
        yield from words(node, DCAT.keyword, keyword)
    for code in one.languages:
        yield from language(node, code)
    if one.page:
        yield from term(node, DCAT.landingPage, one.page, FOAF.Document)
    yield from _when(node, one)
    yield from _who(node, one)
    yield from _about(node, one, shared)
    yield from _files(node, one)
    yield from _versions(node, one, shared)


def _when(node: URIRef, one: Dataset) -> Triples:
    yield from moment(node, DCTERMS.issued, one.issued)
    yield from moment(node, DCTERMS.modified, one.modified)
    yield from text(node, DCAT.version, one.version)
    yield from words(node, ADMS.versionNotes, one.notes)
    if one.period is not None:
        uri = f"{one.uri}#periode"
        yield node, DCTERMS.temporal, URIRef(uri)
        yield from parts.period(uri, one.period)


def _who(node: URIRef, one: Dataset) -> Triples:
    for predicate, agent in ((DCTERMS.publisher, one.publisher), (DCTERMS.creator, one.creator)):
        yield node, predicate, URIRef(agent.uri)
        yield from parts.agent(agent)
    if one.contact is not None:
        yield node, DCAT.contactPoint, URIRef(one.contact.uri)
        yield from parts.contact(one.contact)
    statement = URIRef(f"{one.uri}#asal")
    yield from term(node, DCTERMS.provenance, str(statement), DCTERMS.ProvenanceStatement)
    yield from words(statement, RDFS.label, one.provenance)


def _about(node: URIRef, one: Dataset, shared: str) -> Triples:
    for theme in one.themes:
        yield node, DCAT.theme, URIRef(theme.uri)
        yield from concept(theme)
    if one.status is not None:
        yield node, ADMS.status, URIRef(one.status.uri)
        yield from concept(one.status)
    if one.place is not None:
        yield node, DCTERMS.spatial, URIRef(one.place.uri)
        yield from parts.place(one.place, shared)
    access = vocabulary.ACCESS_OF_CLASS.get(one.access, "NON_PUBLIC")
    rights = (node, DCTERMS.accessRights, access, vocabulary.ACCESS_RIGHTS, DCTERMS.RightsStatement)
    yield from of_list(*rights)
    often = (node, DCTERMS.accrualPeriodicity, one.eu_frequency, vocabulary.FREQUENCIES, DCTERMS.Frequency)
    yield from of_list(*often)
    if one.other_identifier:
        other = URIRef(f"{one.uri}#dssd")
        yield from term(node, ADMS.identifier, str(other), ADMS.Identifier)
        code = NOT_IN_XML.sub("", one.other_identifier)
        yield other, SKOS.notation, Literal(code, datatype=URIRef(f"{shared}KodeDSSD"))


def _files(node: URIRef, one: Dataset) -> Triples:
    for file in one.distributions:
        yield node, DCAT.distribution, URIRef(file.uri)
        yield from parts.distribution(file, one.license)
    if one.sample:
        uri = f"{one.uri}#contoh"
        yield node, ADMS.sample, URIRef(uri)
        yield from parts.sample(uri, one.sample)


def _versions(node: URIRef, one: Dataset, shared: str) -> Triples:
    """Editions are datasets of a class of their own: whoever asks for datasets alone gets one, not one per edition."""
    if one.current:
        yield node, DCAT.hasCurrentVersion, URIRef(one.current)
    if one.version_of:
        yield node, DCAT.isVersionOf, URIRef(one.version_of)
    if one.previous:
        yield node, DCAT.previousVersion, URIRef(one.previous)
    kind = URIRef(shared + EDITION_CLASS)
    for version in one.versions:
        yield node, DCAT.hasVersion, URIRef(version.uri)
        yield from _version(version, node, kind)
    if one.versions:
        yield kind, RDFS.subClassOf, DCAT.Dataset
        yield from words(kind, RDFS.label, "Edisi", "Edition")


def _version(one: Version, whole: URIRef, kind: URIRef) -> Triples:
    node = URIRef(one.uri)
    yield node, RDF.type, kind
    yield node, DCAT.isVersionOf, whole
    yield from words(node, DCTERMS.title, one.title)
    yield from words(node, DCTERMS.description, one.description)
    yield from text(node, DCAT.version, one.number)
    yield from words(node, ADMS.versionNotes, one.notes)
    yield from moment(node, DCTERMS.issued, one.issued)
    yield from term(node, DCAT.landingPage, one.uri, FOAF.Document)
    if one.previous:
        yield node, DCAT.previousVersion, URIRef(one.previous)


def catalogue(one: Catalogue) -> Triples:
    """Describe a page of the catalogue."""
    node, shared = URIRef(one.uri), f"{one.uri}#"
    yield node, RDF.type, DCAT.Catalog
    yield from words(node, DCTERMS.title, one.title)
    yield from words(node, DCTERMS.description, one.description)
    yield from term(node, FOAF.homepage, one.home, FOAF.Document)
    yield from language(node, vocabulary.INDONESIAN)
    yield node, DCTERMS.publisher, URIRef(one.publisher.uri)
    yield from parts.agent(one.publisher)
    if one.place is not None:
        yield node, DCTERMS.spatial, URIRef(one.place.uri)
        yield from parts.place(one.place, shared)
    yield from license_(node, vocabulary.license_of("CC-BY-4.0"))
    yield from moment(node, DCTERMS.modified, one.modified)
    for taxonomy in one.schemes:
        yield node, DCAT.themeTaxonomy, URIRef(taxonomy.uri)
        yield from scheme(taxonomy)
    for held in one.datasets:
        yield node, DCAT.dataset, URIRef(held.uri)
        yield from dataset(held, shared)
    if one.paging is not None:
        yield from _paging(one.paging)


def _paging(one: Paging) -> Triples:
    node = URIRef(one.current)
    yield node, RDF.type, HYDRA.PagedCollection
    yield node, RDF.type, HYDRA.PartialCollectionView
    neighbours = (("first", one.first), ("last", one.last), ("previous", one.previous), ("next", one.next))
    for name, address in neighbours:
        if address:
            yield node, HYDRA[name], URIRef(address)
    yield node, HYDRA.totalItems, Literal(one.total, datatype=XSD.integer)
    yield node, HYDRA.itemsPerPage, Literal(one.size, datatype=XSD.integer)
