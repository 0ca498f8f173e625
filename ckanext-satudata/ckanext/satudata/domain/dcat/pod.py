"""The catalogue as ``data.json``: Project Open Data metadata 1.1, which data.gov-style harvesters read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import vocabulary
from .model import Agent, Dataset, Distribution

VERSION = "https://project-open-data.cio.gov/v1.1/schema"
LEVELS = {"PUBLIC": "public", "RESTRICTED": "restricted public", "NON_PUBLIC": "non-public"}


def document(address: str, datasets: Iterable[Dataset]) -> dict[str, Any]:
    """Give the whole document; ``address`` is its own."""
    return {
        "@context": f"{VERSION}/catalog.jsonld",
        "@id": address,
        "@type": "dcat:Catalog",
        "conformsTo": VERSION,
        "describedBy": f"{VERSION}/catalog.json",
        "dataset": [dataset(one) for one in datasets],
    }


def dataset(one: Dataset) -> dict[str, Any]:
    """Describe one dataset; what is not known is left out."""
    access = vocabulary.ACCESS_OF_CLASS.get(one.access, "NON_PUBLIC")
    told: dict[str, Any] = {
        "@type": "dcat:Dataset",
        "identifier": one.uri,
        "title": one.title,
        "description": one.description,
        "keyword": list(one.keywords) or [theme.label for theme in one.themes],
        "modified": one.modified.isoformat(timespec="seconds"),
        "issued": one.issued.isoformat(timespec="seconds"),
        "publisher": {
            "@type": "org:Organization",
            "name": one.creator.name,
            "subOrganizationOf": {"@type": "org:Organization", "name": one.publisher.name},
        },
        "contactPoint": contact(one.contact),
        "accessLevel": LEVELS[access],
        "rights": "" if access == "PUBLIC" else "Uraian terbuka; datanya tidak dibuka untuk umum.",
        "license": one.license.uri if one.license else "",
        "spatial": one.place.name if one.place else "",
        "temporal": temporal(one),
        "accrualPeriodicity": vocabulary.INTERVALS.get(one.frequency, ""),
        "theme": [theme.label for theme in one.themes],
        "language": ["id"],
        "landingPage": one.page,
        "distribution": [distribution(file) for file in one.distributions],
    }
    return {name: value for name, value in told.items() if value not in ("", [], {}, None)}


def contact(agent: Agent | None) -> dict[str, str]:
    """Give whom to ask; nothing without an e-mail, which the form demands."""
    if agent is None or not agent.email:
        return {}
    return {"@type": "vcard:Contact", "fn": agent.name, "hasEmail": f"mailto:{agent.email}"}


def temporal(one: Dataset) -> str:
    """Give the days covered as an ISO interval; nothing when an end is open."""
    period = one.period
    return f"{period.start}/{period.end}" if period and period.start and period.end else ""


def distribution(file: Distribution) -> dict[str, str]:
    """Describe one file."""
    told = {
        "@type": "dcat:Distribution",
        "title": file.title,
        "downloadURL": file.download_url,
        "mediaType": file.media_type,
        "format": file.file_type,
    }
    if file.schema_url:
        told |= {"describedBy": file.schema_url, "describedByType": "application/json"}
    return told
