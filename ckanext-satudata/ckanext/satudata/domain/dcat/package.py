"""The Data Package of a published edition: its file by address, with size and checksum that hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..bps.codes import NAME_COLUMNS, PLACES, CodeLists, Rows, code_of, own_places
from ..bps.content import BundleContent
from ..bps.datapackage import code_list_schema, public_package
from .facts import Portal, Published

OF_THE_REVIEW = ("satudata:putaran", "satudata:table_digest")


def package(published: Published, portal: Portal, codes: CodeLists, csv: str, page: str) -> dict[str, Any]:
    """Describe an edition. ``csv`` is the address of its file, ``page`` of the edition."""
    edition = published.edition
    told = public_package(_content(published, portal), csv, edition.size)
    for resource in told["resources"]:
        for name in OF_THE_REVIEW:
            resource.pop(name, None)
    pointed = _pointed(edition.schema, codes, portal.kemendagri)
    told["resources"][0]["schema"] = _without_unknown(edition.schema, set(pointed))
    lists = [_list(name, *columns_and_rows) for name, columns_and_rows in pointed.items()]
    return {
        **told,
        "id": page,
        "homepage": page,
        "version": str(edition.number),
        "keywords": list(edition.metadata.get("tags") or ()) or [edition.text("title")],
        "resources": [*told["resources"], *lists],
    }


def _content(published: Published, portal: Portal) -> BundleContent:
    edition = published.edition
    return BundleContent(
        review_number="",
        round=0,
        dataset={**edition.metadata, "name": published.name},
        organization={"title": published.office.title},
        walidata={"title": portal.walidata},
        kabupaten={
            "nama": portal.region,
            "kode_kemendagri": portal.kemendagri,
            "kode_bps": portal.bps,
        },
        schema=edition.schema,
        canonical_csv=b"",
        canonical_sha256=edition.sha256,
        table_digest="",
        content_digest=edition.digest,
        report={},
        findings=(),
        approvals=(),
        last_gate_at=edition.published_at,
        edition_number=edition.number,
    )


def _pointed(
    schema: Mapping[str, Any], codes: CodeLists, kabupaten: str
) -> dict[str, tuple[list[str], Rows]]:
    """Give the lists that the table points to and somebody has, with the columns it names in them."""
    found: dict[str, tuple[list[str], Rows]] = {}
    for key in schema.get("foreignKeys") or ():
        reference = key.get("reference") or {}
        name, fields = str(reference.get("resource") or ""), reference.get("fields") or []
        rows = codes.lists.get(name, ())
        if name == PLACES:
            rows = own_places(rows, kabupaten)
        if name and rows:
            columns = [fields] if isinstance(fields, str) else list(fields)
            found[name] = (list(dict.fromkeys([*found.get(name, ([], ()))[0], *columns])), rows)
    return found


def _without_unknown(schema: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    """Give the schema without the keys to lists that nobody has: a checker could only fail on them."""
    keys = [
        key
        for key in schema.get("foreignKeys") or ()
        if not (key.get("reference") or {}).get("resource") or key["reference"]["resource"] in known
    ]
    rest = {name: value for name, value in schema.items() if name != "foreignKeys"}
    return {**rest, "foreignKeys": keys} if keys else rest


def _list(name: str, columns: list[str], rows: Rows) -> dict[str, Any]:
    """Give a code list that the table points to, its rows in the document itself."""
    held = [
        {**{column: str(row.get(column) or code_of(row)) for column in columns}, "nama": _name(row)}
        for row in rows
    ]
    return {
        "name": name,
        "type": "table",
        "title": f"Kode referensi {name}",
        "data": held,
        "schema": code_list_schema([*columns, "nama"], columns[0]),
    }


def _name(row: Mapping[str, Any]) -> str:
    return next((str(row[column]) for column in NAME_COLUMNS if row.get(column)), code_of(row))
