"""Graphs as Turtle, JSON-LD and RDF/XML: the same bytes for the same graph, on every machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from rdflib import Graph

from .terms import PREFIXES


def turtle(graph: Graph) -> bytes:
    """Write Turtle."""
    return graph.serialize(format="turtle", encoding="utf-8")


def rdf_xml(graph: Graph) -> bytes:
    """Write RDF/XML."""
    return graph.serialize(format="xml", encoding="utf-8")


def json_ld(graph: Graph) -> bytes:
    """Write JSON-LD with short names, everything sorted."""
    told = json.loads(graph.serialize(format="json-ld", context=PREFIXES, auto_compact=False))
    return (json.dumps(ordered(told), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def ordered(value: Any) -> Any:
    """Sort the members of every list: in RDF they are a set."""
    if isinstance(value, dict):
        return {key: ordered(member) for key, member in value.items()}
    if isinstance(value, list):
        return sorted((ordered(member) for member in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value


WRITERS: Mapping[str, Callable[[Graph], bytes]] = {
    "ttl": turtle,
    "jsonld": json_ld,
    "rdf": rdf_xml,
    "xml": rdf_xml,
}
"""Writers by the ending of the address."""
MEDIA_TYPES: Mapping[str, str] = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "xml": "application/rdf+xml",
}
