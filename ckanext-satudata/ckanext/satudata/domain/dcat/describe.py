"""A published edition as the catalogue describes it: our fields in the words of DCAT (``domain.md`` 1.12)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..bps.codes import CodeLists, code_of
from ..figures.roles import table_shape
from . import vocabulary
from .addresses import Addresses
from .coverage import covered
from .facts import Edition, Office, Portal, Published
from .model import Agent, Concept, Dataset, Distribution, Place, Scheme, Version

INDONESIAN = ("nama", "label_id", "label")
ENGLISH = ("label_en", "nama_en", "name")
PLACES = ("wilayah", "provinsi_kabupaten")
SCHEMES = {
    "urusan": ("Urusan pemerintahan", "Government affairs"),
    "sektor_kegiatan": ("Sektor kegiatan statistik", "Sectors of statistical activities"),
    "status_data": ("Status data", "Status of data"),
}
MAILBOX = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+")
KINDS = {"edition": "Edisi baru", "correction": "Koreksi", "rollback": "Kembali ke edisi sebelumnya"}


def dataset(
    published: Published,
    portal: Portal,
    addresses: Addresses,
    codes: CodeLists,
    files: Sequence[Distribution],
    sample: str = "",
) -> Dataset:
    """Describe a dataset. ``files`` are those of its current edition, and ``sample`` its first rows, where those who read
    the description may have them."""
    edition = published.edition
    return Dataset(
        uri=addresses.dataset,
        page=addresses.page,
        identifier=edition.text("kode_dataset") or published.id,
        title=edition.text("title"),
        description=edition.text("notes") or edition.text("definisi") or edition.text("title"),
        keywords=tuple(sorted(str(tag) for tag in edition.metadata.get("tags") or ())),
        themes=themes(edition, addresses, codes),
        status=concept("status_data", edition.text("status_data"), addresses, codes),
        place=place(edition.text("cakupan_wilayah") or portal.kemendagri, portal, addresses, codes),
        period=covered(edition.text("cakupan_awal"), edition.text("cakupan_akhir")),
        frequency=edition.text("frekuensi"),
        eu_frequency=eu_code("frekuensi", edition.text("frekuensi"), codes),
        access=edition.text("klasifikasi_akses"),
        license=vocabulary.license_of(edition.text("license_id")),
        publisher=walidata(portal, addresses),
        creator=office(published.office, addresses),
        contact=contact(published, portal, addresses),
        issued=published.first_at,
        modified=edition.published_at,
        version=str(edition.number),
        notes=notes(edition),
        current=addresses.edition(edition.number),
        provenance=provenance(published, portal),
        other_identifier=edition.text("kode_dssd"),
        distributions=tuple(files),
        sample=sample,
        versions=versions(published, addresses),
        variables=variables(edition.schema),
        title_en=edition.text("title_en"),
        languages=languages(edition, codes),
    )


def edition_alone(whole: Dataset, number: int) -> Dataset:
    """Describe one edition as a dataset of its own, which is what its address stands for."""
    version = next(one for one in whole.versions if one.number == str(number))
    return replace(
        whole,
        uri=version.uri,
        page=version.uri,
        title=version.title,
        title_en=f"{whole.title_en} (edition {number})" if whole.title_en else "",
        issued=version.issued,
        modified=version.issued,
        version=version.number,
        notes=version.notes,
        current="",
        versions=(),
        version_of=whole.uri,
        previous=version.previous,
    )


def versions(published: Published, addresses: Addresses) -> tuple[Version, ...]:
    """Describe the editions, the newest first."""
    numbers = {edition.number for edition in published.past}
    return tuple(
        Version(
            uri=addresses.edition(edition.number),
            number=str(edition.number),
            title=f"{edition.text('title')} (edisi {edition.number})",
            description=edition.text("notes") or edition.text("definisi") or edition.text("title"),
            issued=edition.published_at,
            notes=notes(edition),
            previous=addresses.edition(edition.number - 1) if edition.number - 1 in numbers else "",
        )
        for edition in published.past
    )


def notes(edition: Edition) -> str:
    """Say what an edition is and why it came."""
    kind = KINDS.get(edition.kind, KINDS["edition"])
    if edition.restored_from:
        kind = f"Kembali ke edisi {edition.restored_from}"
    said = edition.reason or edition.text("catatan_versi")
    return f"{kind}: {said}" if said else kind


def languages(edition: Edition, codes: CodeLists) -> tuple[str, ...]:
    """Give the EU codes of the languages of titles and texts: Indonesian where nothing is said."""
    said = edition.metadata.get("bahasa") or ()
    known = [eu_code("bahasa", str(code), codes) for code in ([said] if isinstance(said, str) else said)]
    return tuple(code for code in known if code) or (vocabulary.INDONESIAN,)


def provenance(published: Published, portal: Portal) -> str:
    """Say who prepared and checked the data, and from what."""
    named = (published.edition.text(name).rstrip(".") for name in ("sumber_data", "sumber_eksternal"))
    source = "; ".join(name for name in named if name)
    told = f"Disusun oleh {published.office.title} dan diperiksa walidata ({portal.walidata}) sebelum terbit."
    return f"{told} Sumber: {source}." if source else told


def walidata(portal: Portal, addresses: Addresses) -> Agent:
    """Give the walidata, who publishes."""
    return Agent(
        addresses.shared("walidata"), f"{portal.walidata} {portal.region}", mailbox(portal.walidata_email)
    )


def contact(published: Published, portal: Portal, addresses: Addresses) -> Agent | None:
    """Give whom to ask: the unit of the metadata, else the office, else the walidata; None without an e-mail or telephone."""
    edition, office = published.edition, published.office
    named = [
        (edition.text("kontak_unit"), edition.text("kontak_email"), edition.text("kontak_telepon")),
        (office.title, office.email, office.telephone),
        (portal.walidata, portal.walidata_email, ""),
    ]
    for name, email, telephone in named:
        if mailbox(email) or telephone:
            return Agent(addresses.part("kontak"), name or office.title, mailbox(email), telephone)
    return None


def office(one: Office, addresses: Addresses) -> Agent:
    """Give the office that prepared the data."""
    return Agent(addresses.office(one.name), one.title, mailbox(one.email))


def mailbox(text: str) -> str:
    """Give the first mailbox in a text, empty where none is."""
    found = MAILBOX.search(text)
    return found[0] if found else ""


def themes(edition: Edition, addresses: Addresses, codes: CodeLists) -> tuple[Concept, ...]:
    """Give the EU theme, the urusan and the sector."""
    urusan = edition.text("urusan")
    own = [concept(name, edition.text(name), addresses, codes) for name in ("urusan", "sektor_kegiatan")]
    return (eu_theme(urusan), *(one for one in own if one))


def eu_code(name: str, code: str, codes: CodeLists) -> str:
    """Give the EU code of a code of one of our lists; empty for one that has none."""
    return str(row_of(codes, name, code).get("eu") or "")


def eu_theme(urusan: str) -> Concept:
    """Give the EU data theme of an urusan."""
    code = vocabulary.THEME_OF_URUSAN.get(urusan, vocabulary.OTHER_THEME)
    label, label_en = vocabulary.THEME_LABELS[code]
    return Concept(f"{vocabulary.THEMES}/{code}", label, label_en, code, vocabulary.THEMES)


def concept(name: str, code: str, addresses: Addresses, codes: CodeLists) -> Concept | None:
    """Give a code of one of our lists; None for an empty one."""
    if not code:
        return None
    found = row_of(codes, name, code)
    label = first(found, INDONESIAN) or code
    uri = addresses.shared(f"{name}-{code}")
    return Concept(uri, label, first(found, ENGLISH) or label, code, addresses.shared(name))


def schemes(addresses: Addresses) -> tuple[Scheme, ...]:
    """Give the lists that themes come from."""
    own = [Scheme(addresses.shared(name), *titles) for name, titles in SCHEMES.items()]
    return (Scheme(vocabulary.THEMES, "Tema data Uni Eropa", "EU data themes"), *own)


def place(code: str, portal: Portal, addresses: Addresses, codes: CodeLists) -> Place | None:
    """Give an area with both of its codes."""
    if not code:
        return None
    for name in PLACES:
        found = row_of(codes, name, code)
        if found:
            label, bps = first(found, INDONESIAN) or code, str(found.get("kode_bps") or "")
            return Place(addresses.shared(f"wilayah-{code}"), label, code, bps)
    known = code == portal.kemendagri
    uri = addresses.shared(f"wilayah-{code}")
    return Place(uri, portal.region if known else code, code, portal.bps if known else "")


def row_of(codes: CodeLists, name: str, code: str) -> Mapping[str, Any]:
    """Give the row of a code, empty when the list does not know it."""
    return next((row for row in codes.lists.get(name, ()) if code_of(row) == code), {})


def first(row: Mapping[str, Any], columns: Sequence[str]) -> str:
    """Give the first of the columns that is filled."""
    return next((str(row[name]) for name in columns if row.get(name)), "")


def variables(schema: Mapping[str, Any]) -> tuple[Mapping[str, str], ...]:
    """Give what the table measures: name, title, unit and meaning of each measure."""
    fields = {str(field.get("name")): field for field in schema.get("fields") or ()}
    return tuple(
        {
            "name": column.name,
            "title": column.title,
            "unit": column.unit,
            "description": str(fields[column.name].get("description") or ""),
        }
        for column in (table_shape(schema).measures if fields else ())
    )
