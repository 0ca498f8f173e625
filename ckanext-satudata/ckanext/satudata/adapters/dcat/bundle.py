"""The DCAT-AP record of a dataset in the BPS bundle: of the content under review, its files by their place beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ckanext.satudata.domain.bps.codes import CodeLists
from ckanext.satudata.domain.bps.content import BundleContent
from ckanext.satudata.domain.bps.names import slug
from ckanext.satudata.domain.dcat import describe
from ckanext.satudata.domain.dcat.addresses import InPackage
from ckanext.satudata.domain.dcat.facts import Edition, Office, Portal, Published
from ckanext.satudata.domain.dcat.files import CSV, XLSX
from ckanext.satudata.domain.dcat.model import Dataset, Distribution

from .graph import dataset, graph_of
from .write import json_ld, turtle


def entries(item: BundleContent, codes: CodeLists, folder: Path) -> Iterator[tuple[str, bytes | Path]]:
    """Give ``metadata/dcat.ttl`` and ``metadata/dcat.jsonld``: the same graph twice. ``folder`` is not needed."""
    addresses = InPackage(str(item.kabupaten.get("kode_bps", "")), item.code)
    graph = graph_of(dataset(described(item, addresses, codes), addresses.shared("")))
    yield "metadata/dcat.ttl", turtle(graph)
    yield "metadata/dcat.jsonld", json_ld(graph)


def described(item: BundleContent, addresses: InPackage, codes: CodeLists) -> Dataset:
    """Describe what is under review as the edition that it will be."""
    size = size_of(item)
    edition = Edition(
        number=item.edition_number,
        metadata=item.dataset,
        sha256=item.canonical_sha256,
        size=size,
        rows=0,
        published_at=item.last_gate_at.replace(microsecond=0),
        schema=item.schema,
    )
    told = item.organization.get
    title = str(told("title", ""))
    office = Office(slug(title), title, str(told("email") or ""), str(told("telepon") or ""))
    whole = Published(item.code, "", "", office, edition, edition.published_at)
    one = describe.dataset(whole, portal(item), addresses, codes, files(item, addresses, size))
    return replace(one, version=item.version, current="")


def portal(item: BundleContent) -> Portal:
    """The portal as the bundle knows it: without an address."""
    region = item.kabupaten
    return Portal(
        site="",
        title="",
        walidata=str(item.walidata.get("title", "")),
        walidata_email=str(item.walidata.get("email") or ""),
        region=str(region.get("nama", "")),
        kemendagri=str(region.get("kode_kemendagri", "")),
        bps=str(region.get("kode_bps", "")),
    )


def files(item: BundleContent, addresses: InPackage, size: int) -> tuple[Distribution, ...]:
    """Describe the table's two files. Their addresses begin at the folder ``metadata``, where the record is."""
    name = slug(item.text("name") or item.title, "tabel")
    csv, xlsx = f"../data/{name}.csv", f"../tabel/{name}.xlsx"
    table = Distribution(
        uri=addresses.part("csv"),
        title=f"{item.title} (CSV)",
        access_url=csv,
        download_url=csv,
        media_type=CSV,
        file_type="CSV",
        size=size,
        sha256=item.canonical_sha256,
        schema_url=f"../schema/{name}.schema.json",
    )
    excel = Distribution(addresses.part("xlsx"), f"{item.title} (Excel)", xlsx, xlsx, XLSX, "XLSX")
    return (table, excel)


def size_of(item: BundleContent) -> int:
    """Give the size of the table in bytes."""
    source = item.canonical_csv
    if isinstance(source, bytes):
        return len(source)
    if isinstance(source, Path):
        return source.stat().st_size
    with source() as stream:
        return sum(len(piece) for piece in iter(lambda: stream.read(1 << 20), b""))
