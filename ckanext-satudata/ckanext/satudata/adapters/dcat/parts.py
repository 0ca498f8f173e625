"""The things around a dataset: offices, contacts, areas, periods, files."""

from __future__ import annotations

import base64
import re

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, SKOS, XSD

from ckanext.satudata.domain.dcat.model import Agent, Distribution, License, Period, Place

from .terms import (
    DCAT,
    FILE_TYPES,
    LOCN,
    MEDIA_TYPES,
    NOT_IN_XML,
    SPDX,
    VCARD,
    Triples,
    license_,
    mailbox,
    of_list,
    term,
    words,
)
from .terms import day as on_day

NOT_IN_A_NUMBER = re.compile(r"[^0-9+]")
TABLE_SCHEMA = "https://specs.frictionlessdata.io/table-schema/"


def agent(one: Agent) -> Triples:
    """Describe an office."""
    node = URIRef(one.uri)
    yield node, RDF.type, FOAF.Agent
    yield from words(node, FOAF.name, one.name)
    yield from mailbox(node, FOAF.mbox, one.email)


def contact(one: Agent) -> Triples:
    """Describe whom to ask."""
    node = URIRef(one.uri)
    yield node, RDF.type, VCARD.Organization
    yield node, RDF.type, VCARD.Kind
    yield from words(node, VCARD.fn, one.name)
    yield from mailbox(node, VCARD.hasEmail, one.email)
    number = NOT_IN_A_NUMBER.sub("", one.telephone)
    if number:
        yield node, VCARD.hasTelephone, URIRef(f"tel:{number}")


def place(one: Place, codings: str) -> Triples:
    """Describe an area. ``codings`` begins the addresses of the two datatypes that tell whose code a notation is."""
    node = URIRef(one.uri)
    yield node, RDF.type, DCTERMS.Location
    yield node, RDF.type, SKOS.Concept
    yield from words(node, SKOS.prefLabel, one.name)
    yield from words(node, LOCN.geographicName, one.name)
    for coding, code in (("KodeKemendagri", one.kemendagri), ("KodeBPS", one.bps)):
        if code:
            yield node, SKOS.notation, Literal(NOT_IN_XML.sub("", code), datatype=URIRef(codings + coding))


def period(uri: str, one: Period) -> Triples:
    """Describe the days covered."""
    node = URIRef(uri)
    yield node, RDF.type, DCTERMS.PeriodOfTime
    yield from on_day(node, DCAT.startDate, one.start)
    yield from on_day(node, DCAT.endDate, one.end)


def distribution(one: Distribution, license: License | None) -> Triples:
    """Describe a file."""
    node = URIRef(one.uri)
    yield node, RDF.type, DCAT.Distribution
    yield from words(node, DCTERMS.title, one.title)
    yield node, DCAT.accessURL, URIRef(one.access_url)
    if one.download_url:
        yield node, DCAT.downloadURL, URIRef(one.download_url)
    yield from term(node, DCAT.mediaType, MEDIA_TYPES + one.media_type, DCTERMS.MediaType)
    yield from of_list(node, DCTERMS["format"], one.file_type, FILE_TYPES, DCTERMS.MediaTypeOrExtent)
    yield from license_(node, license)
    if one.size:
        yield node, DCAT.byteSize, Literal(one.size, datatype=XSD.nonNegativeInteger)
    if one.schema_url:
        yield from term(node, DCTERMS.conformsTo, TABLE_SCHEMA, DCTERMS.Standard)
        yield from term(node, DCTERMS.conformsTo, one.schema_url, DCTERMS.Standard)
        yield URIRef(one.schema_url), DCTERMS.title, Literal("Table Schema")
    yield from checksum(node, one)


def checksum(node: URIRef, one: Distribution) -> Triples:
    """Say the file's SHA-256; its name is made of it (RFC 6920), so that it needs no blank node."""
    if not one.sha256:
        return
    name = base64.urlsafe_b64encode(bytes.fromhex(one.sha256)).rstrip(b"=").decode()
    sum_ = URIRef(f"ni:///sha-256;{name}")
    yield from term(node, SPDX.checksum, str(sum_), SPDX.Checksum)
    yield from term(sum_, SPDX.algorithm, SPDX.checksumAlgorithm_sha256, SPDX.ChecksumAlgorithm)
    yield sum_, SPDX.checksumValue, Literal(one.sha256, datatype=XSD.hexBinary)


def sample(uri: str, url: str) -> Triples:
    """Describe the first rows, to be had without the file."""
    node = URIRef(uri)
    yield node, RDF.type, DCAT.Distribution
    yield from words(node, DCTERMS.title, "Contoh baris (JSON)", "Sample rows (JSON)")
    yield node, DCAT.accessURL, URIRef(url)
    yield from term(node, DCAT.mediaType, MEDIA_TYPES + "application/json", DCTERMS.MediaType)
