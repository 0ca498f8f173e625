"""What a dataset's page tells machines, and people who cite it: links to each document, a block for search engines."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Response, make_response

from ckanext.satudata import wiring
from ckanext.satudata.adapters.dcat.write import MEDIA_TYPES
from ckanext.satudata.domain.dcat import citation, schemaorg
from ckanext.satudata.domain.dcat.addresses import OnPortal, catalogue
from ckanext.satudata.domain.dcat.facts import Edition, Published

from . import described
from .documents import CSVW, JSON, Link, link_header

RDF = (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("rdf", "RDF/XML"))


def of_edition(name: str, number: int, past: bool) -> dict[str, Any]:
    """Give ``links``, ``search_engines`` and ``citation`` of a page; nothing for what the public does not see."""
    found = wiring.published().one(name)
    edition = next((one for one in found.past if one.number == number), None) if found else None
    if found is None or edition is None:
        return {}
    here = OnPortal(described.site(), found.name)
    return {
        "links": documents(found, edition, here, past),
        "search_engines": search_engines(found, number, past),
        "citation": citation.citation(
            found, edition, described.portal(), here.edition(number), tk.h.satudata_lang()
        ),
    }


def documents(found: Published, edition: Edition, here: OnPortal, past: bool) -> list[Link]:
    """Give the documents about an edition, or about the dataset as it is now."""
    base = here.edition(edition.number) if past else here.dataset
    told: list[Link] = [
        {
            "rel": "alternate",
            "type": MEDIA_TYPES[form],
            "title": f"DCAT-AP ({word})",
            "href": f"{base}.{form}",
        }
        for form, word in RDF
    ]
    if found.edition.is_open and edition.is_open:
        own = here.edition(edition.number)
        table = {"rel": "describedby", "title": "CSVW", "href": f"{own}/data.csv-metadata.json", "type": CSVW}
        package = {"rel": "alternate", "type": JSON, "title": "Data Package"}
        told += [{**package, "href": f"{base}/datapackage.json"}, table]
    return told


def search_engines(found: Published, number: int, past: bool) -> str:
    """Give the text of the block that search engines for data read."""
    one = described.edition(found, number) if past else described.dataset(found)
    if one is None:
        return ""
    told = schemaorg.document(one, catalogue(described.site()), described.portal().title)
    return schemaorg.block(told)


def with_links(page: str, links: list[Link]) -> Response:
    """Send a page with its links in the header too, for those who ask for the header alone."""
    response = make_response(page)
    if links:
        response.headers["Link"] = link_header(links)
    response.vary.add("Accept")
    return response
