"""The datasets of the demo as published editions, without a portal: what DCAT needs of them and no more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256

from ckanext.satudata.demo import described
from ckanext.satudata.domain.dcat.facts import Edition, Office, Portal, Published

PORTAL = Portal(
    site="https://satudata.sukamaju.example",
    title="Satu Data Kabupaten Sukamaju",
    walidata="Dinas Komunikasi dan Informatika",
    walidata_email="walidata@sukamaju.example",
    region="Kabupaten Sukamaju",
    kemendagri="99.01",
    bps="9902",
)
FIRST = datetime(2026, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
SCHEMA = {
    "fields": [
        {"name": "kode_kecamatan", "type": "string", "constraints": {"required": True}},
        {"name": "tahun", "type": "year", "constraints": {"required": True}},
        {"name": "jumlah", "type": "integer", "unit": "orang", "satudata:role": "measure"},
    ],
    "primaryKey": ["kode_kecamatan", "tahun"],
    "missingValues": [""],
}


@cache
def published() -> tuple[Published, ...]:
    """Every dataset of the demo, whatever its story, with two editions."""
    offices = {one.name: one for one in described.offices()}
    found = []
    for dataset in described.datasets():
        office = offices[dataset.office]
        metadata = {
            "klasifikasi_akses": "terbuka",
            "license_id": "CC-BY-4.0",
            "urusan": "2.12",
            "cakupan_wilayah": "99.01",
            "tags": sorted(str(dataset.metadata.get("tag_string", "")).split(", ")),
            "notes": dataset.title,
            **{name: value for name, value in dataset.metadata.items() if name != "tag_string"},
        }
        editions = [
            Edition(
                number,
                metadata,
                sha256(f"{dataset.slug} {number}".encode()).hexdigest(),
                999 * number,
                48,
                at,
                schema=SCHEMA,
            )
            for number, at in ((2, FIRST + timedelta(days=200)), (1, FIRST))
        ]
        named = Office(office.name, office.title, office.extras["email"], office.extras["telepon"])
        slug = dataset.slug.replace("_", "-")
        found.append(Published(f"id-{slug}", slug, f"r-{slug}", named, editions[0], FIRST, tuple(editions)))
    return tuple(found)
