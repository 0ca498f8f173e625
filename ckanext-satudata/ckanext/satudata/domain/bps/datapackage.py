"""The Data Package (version 2) of a bundle or of one public table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .content import BundleContent
from .names import slug

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENSES = {
    "cc-by": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc-by-4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc-zero": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "cc0-1.0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "cc-by-sa": ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "cc-by-sa-4.0": ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "odc-by-1.0": ("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    "odc-by": ("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"),
}


@dataclass(frozen=True)
class TableFile:
    """A CSV in the package: its place, size, hash and schema (a path in the package, or inline)."""

    name: str
    title: str
    path: str
    size: int
    sha256: str
    schema: str | Mapping[str, Any]
    facts: Mapping[str, Any]


def resource(file: TableFile) -> dict[str, Any]:
    """Describe one CSV of the package."""
    return {
        "name": file.name,
        "type": "table",
        "title": file.title,
        "path": file.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": file.schema,
        **file.facts,
    }


def dataset_facts(item: BundleContent) -> dict[str, Any]:
    """Say which reviewed content a data file is, as custom properties of its resource."""
    return {
        "satudata:kode_dataset": item.code,
        "satudata:pengajuan": item.review_number,
        "satudata:putaran": item.round,
        "satudata:edisi": item.edition_number,
        "satudata:table_digest": item.table_digest,
        "satudata:content_digest": item.content_digest,
    }


def license_of(item: BundleContent) -> list[dict[str, str]]:
    """Give the licence as Data Package writes it; nothing for one we do not know the address of."""
    known = LICENSES.get(item.text("license_id").lower())
    return [{"name": known[0], "path": known[1]}] if known else []


def datapackage(name: str, items: Sequence[BundleContent], files: Sequence[TableFile]) -> dict[str, Any]:
    """Build the descriptor of a package called ``name``; ``files`` in the order they shall be listed."""
    first = items[0]
    title = first.title if len(items) == 1 else f"Data statistik sektoral {first.kabupaten.get('nama', '')}"
    descriptor: dict[str, Any] = {
        "$schema": PROFILE,
        "name": name,
        "title": title,
        "description": first.text("notes") if len(items) == 1 else "",
        "version": first.version,
        "created": max(item.last_gate_at for item in items).isoformat(timespec="seconds"),
        "contributors": contributors(items),
        "licenses": license_of(first) if len({item.text("license_id") for item in items}) == 1 else [],
        "resources": [resource(file) for file in files],
    }
    return {key: value for key, value in descriptor.items() if value not in ("", [])}


def contributors(items: Sequence[BundleContent]) -> list[dict[str, Any]]:
    """Name the producers and the walidata once each."""
    producers = list(dict.fromkeys(str(item.organization.get("title", "")) for item in items))
    walidata = str(items[0].walidata.get("title", ""))
    named = [{"title": title, "roles": ["creator"]} for title in producers if title]
    return [*named, {"title": walidata, "roles": ["publisher"]}] if walidata else named


def code_list_schema(columns: Sequence[str], key: str) -> dict[str, Any]:
    """Give the schema of a code list: all text, so that ``01`` keeps its nought; ``key`` may be nothing."""
    fields: list[dict[str, Any]] = [{"name": name, "type": "string"} for name in columns]
    return {"fields": fields, "primaryKey": [key]} if key else {"fields": fields}


def public_package(item: BundleContent, path: str, size: int) -> dict[str, Any]:
    """Describe one public table: its file at ``path`` (relative, or an https address), schema inline."""
    facts = {key: value for key, value in dataset_facts(item).items() if key != "satudata:pengajuan"}
    name = slug(item.text("name") or item.title)
    file = TableFile(name, item.title, path, size, item.canonical_sha256, item.schema, facts)
    return datapackage(name, [item], [file])
