"""A dataset as schema.org describes it, for the page's own head: search engines for data read it there."""

from __future__ import annotations

import json
from typing import Any

from . import vocabulary
from .model import Agent, Dataset, Distribution


def document(one: Dataset, catalogue: str, catalogue_title: str) -> dict[str, Any]:
    """Describe a dataset; what is not known is left out. ``catalogue`` is the address of the catalogue it stands in."""
    told: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": one.uri,
        "name": one.title,
        "alternateName": one.title_en,
        "description": one.description,
        "url": one.page,
        "identifier": one.identifier,
        "version": one.version,
        "inLanguage": "id",
        "keywords": [*one.keywords, *(theme.label for theme in one.themes)],
        "license": one.license.uri if one.license else "",
        "isAccessibleForFree": vocabulary.ACCESS_OF_CLASS.get(one.access) == "PUBLIC",
        "creator": organisation(one.creator),
        "publisher": organisation(one.publisher),
        "datePublished": one.issued.date().isoformat(),
        "dateModified": one.modified.date().isoformat(),
        "temporalCoverage": temporal(one),
        "spatialCoverage": place(one),
        "variableMeasured": [variable(**measured) for measured in one.variables],
        "distribution": [download(file) for file in one.distributions],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": catalogue_title, "url": catalogue},
    }
    return {name: value for name, value in told.items() if value not in ("", [], {}, None)}


def block(told: dict[str, Any]) -> str:
    """Write a document so that it may stand inside a ``script`` element of a page."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def organisation(agent: Agent) -> dict[str, str]:
    """Describe an office."""
    told = {"@type": "GovernmentOrganization", "@id": agent.uri, "name": agent.name, "email": agent.email}
    return {name: value for name, value in told.items() if value}


def temporal(one: Dataset) -> str:
    """Give the days covered; ``..`` stands for an open end."""
    if one.period is None:
        return ""
    return f"{one.period.start or '..'}/{one.period.end or '..'}"


def place(one: Dataset) -> dict[str, Any]:
    """Describe the area with both of its codes."""
    if one.place is None:
        return {}
    coded = (("Kemendagri", one.place.kemendagri), ("BPS", one.place.bps))
    codes = [{"@type": "PropertyValue", "propertyID": name, "value": code} for name, code in coded if code]
    return {"@type": "Place", "name": one.place.name, "identifier": codes}


def variable(name: str, title: str, unit: str, description: str) -> dict[str, str]:
    """Describe one measure."""
    told = {
        "@type": "PropertyValue",
        "name": title or name,
        "alternateName": name,
        "unitText": unit.replace("_", " "),
        "description": description,
    }
    return {key: value for key, value in told.items() if value}


def download(file: Distribution) -> dict[str, Any]:
    """Describe one file."""
    told = {
        "@type": "DataDownload",
        "name": file.title,
        "encodingFormat": file.media_type,
        "contentUrl": file.download_url,
        "contentSize": f"{file.size} B" if file.size else "",
        "sha256": file.sha256,
    }
    return {name: value for name, value in told.items() if value}
