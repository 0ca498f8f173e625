"""Namespaces and the smallest triples: literals, typed terms of other people's lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import quote

from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from ckanext.satudata.domain.dcat import vocabulary
from ckanext.satudata.domain.dcat.model import Concept, License, Scheme

DCAT = Namespace("http://www.w3.org/ns/dcat#")  # rdflib's own knows no DCAT 3
ADMS = Namespace("http://www.w3.org/ns/adms#")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
LOCN = Namespace("http://www.w3.org/ns/locn#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type"

PREFIXES = {
    "adms": str(ADMS),
    "dcat": str(DCAT),
    "dct": str(DCTERMS),
    "foaf": str(FOAF),
    "hydra": str(HYDRA),
    "locn": str(LOCN),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "spdx": str(SPDX),
    "vcard": str(VCARD),
    "xsd": str(XSD),
}

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write, and so RDF/XML has not."""

Triple = tuple[Node, Node, Node]
Triples = Iterator[Triple]


def words(subject: Node, predicate: URIRef, indonesian: str, english: str = "") -> Triples:
    """Say something in Indonesian and, where it is known and differs, in English."""
    if indonesian:
        yield subject, predicate, literal(indonesian, lang="id")
    if english and english != indonesian:
        yield subject, predicate, literal(english, lang="en")


def text(subject: Node, predicate: URIRef, value: str) -> Triples:
    """Say something that is of no language; nothing for an empty text."""
    if value:
        yield subject, predicate, literal(value)


def literal(value: str, lang: str | None = None) -> Literal:
    """Give a text without characters that one of the notations cannot hold."""
    return Literal(NOT_IN_XML.sub("", value), lang=lang)


def mailbox(subject: Node, predicate: URIRef, email: str) -> Triples:
    """Point to a mailbox; nothing for none."""
    if email:
        yield subject, predicate, URIRef(f"mailto:{quote(email, safe='@+')}")


def moment(subject: Node, predicate: URIRef, value: datetime | None) -> Triples:
    """Say when, to the second."""
    if value is not None:
        yield subject, predicate, Literal(value.isoformat(timespec="seconds"), datatype=XSD.dateTime)


def day(subject: Node, predicate: URIRef, value: date | None) -> Triples:
    """Say on which day."""
    if value is not None:
        yield subject, predicate, Literal(value.isoformat(), datatype=XSD.date)


def term(subject: Node, predicate: URIRef, uri: str, kind: URIRef) -> Triples:
    """Point to something of a kind and say that it is of it; nothing for an empty address."""
    if uri:
        yield subject, predicate, URIRef(uri)
        yield URIRef(uri), RDF.type, kind


def of_list(subject: Node, predicate: URIRef, code: str, scheme: str, kind: URIRef) -> Triples:
    """Point to a code of an EU list; nothing for an empty code."""
    if code:
        yield from term(subject, predicate, f"{scheme}/{code}", kind)
        yield URIRef(f"{scheme}/{code}"), SKOS.inScheme, URIRef(scheme)


def language(subject: Node, code: str) -> Triples:
    """Say in which language something is, by the EU code."""
    yield from of_list(subject, DCTERMS.language, code, vocabulary.LANGUAGES, DCTERMS.LinguisticSystem)


def concept(one: Concept) -> Triples:
    """Describe a term of a code list."""
    node = URIRef(one.uri)
    yield node, RDF.type, SKOS.Concept
    yield node, SKOS.inScheme, URIRef(one.scheme)
    yield from words(node, SKOS.prefLabel, one.label, one.label_en)
    yield from text(node, SKOS.notation, one.notation)


def scheme(one: Scheme) -> Triples:
    """Describe a code list."""
    node = URIRef(one.uri)
    yield node, RDF.type, SKOS.ConceptScheme
    yield from words(node, DCTERMS.title, one.title, one.title_en)


def license_(subject: Node, one: License | None) -> Triples:
    """Point to the licence and describe it; its title is the one by which catalogues know it."""
    if one is not None:
        yield from term(subject, DCTERMS.license, one.uri, DCTERMS.LicenseDocument)
        yield URIRef(one.uri), DCTERMS.title, Literal(one.name, lang="en")
        yield URIRef(one.uri), DCTERMS.identifier, Literal(one.code)
        yield URIRef(one.uri), RDFS.label, Literal(one.label, lang="en")
