"""The cover letter (surat pengantar): tata naskah dinas, number left blank, dated by the last gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..figures.indonesian import format_date, format_number
from ..periods import covered
from .codes import CodeLists
from .content import BundleContent
from .texts import local_date


@dataclass(frozen=True)
class Letter:
    """The parts of the letter, top to bottom."""

    heading: tuple[str, ...]
    place_and_date: str
    fields: tuple[tuple[str, str], ...]
    addressee: tuple[str, ...]
    opening: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    paragraphs: tuple[str, ...]
    signature: tuple[str, ...]
    copies: tuple[str, ...]
    footer: tuple[str, ...]


def write_letter(
    items: Sequence[BundleContent],
    counts: Sequence[int],
    filename: str,
    texts: Mapping[str, Any],
    codes: CodeLists,
) -> Letter:
    """Write the letter for ``items``; ``counts`` are the rows of each table, ``texts`` is surat.yaml."""
    latest = max(items, key=lambda item: item.last_gate_at)
    facts = letter_facts(items, latest, filename)
    day = format_date(local_date(latest.last_gate_at, str(latest.kabupaten.get("zona", "WIB"))))
    return Letter(
        heading=heading(latest, texts["kop"] % facts),
        place_and_date=f"{place(latest)}, {day}",
        fields=(
            (texts["nomor"], texts["nomor_kosong"]),
            ("Sifat", texts["sifat"]),
            ("Lampiran", texts["lampiran"]),
            ("Hal", texts["hal"] % facts),
        ),
        addressee=tuple(line % facts for line in texts["tujuan"]),
        opening=texts["pembuka"] % facts,
        columns=tuple(texts["kolom"]),
        rows=tuple(
            letter_row(n, item, count, codes)
            for n, (item, count) in enumerate(zip(items, counts, strict=True), 1)
        ),
        paragraphs=(texts["permintaan"] % facts, contact(latest, texts["kontak"], facts), texts["penutup"]),
        signature=(signer(latest), "", texts["tanda_tangan"], "", "NIP"),
        copies=tuple(copies(texts["tembusan"], facts, producers_of(items))),
        footer=(
            *(texts["sidik"] % {"kode": item.code, "digest": item.content_digest} for item in items),
            texts["kaki"] % facts,
        ),
    )


def letter_facts(items: Sequence[BundleContent], latest: BundleContent, filename: str) -> dict[str, str]:
    """Give what the texts' placeholders stand for; who sends is as with the latest gate."""
    return {
        "walidata": str(latest.walidata.get("title", "")),
        "telepon": str(latest.walidata.get("telepon") or "-"),
        "email": str(latest.walidata.get("email") or "-"),
        "kabupaten": str(latest.kabupaten.get("nama", "")),
        "produsen": ", ".join(producers_of(items)),
        "tahun": str(max(item.year for item in items)),
        "berkas": filename,
    }


def producers_of(items: Sequence[BundleContent]) -> list[str]:
    """Give the producers, each once, in the order of their datasets."""
    return [name for name in dict.fromkeys(str(item.organization.get("title", "")) for item in items) if name]


def copies(lines: Sequence[str], facts: Mapping[str, str], producers: Sequence[str]) -> Iterator[str]:
    """Write who gets a copy; a line that names the producer is written for each."""
    for line in lines:
        if "%(produsen)s" in line:
            yield from (line % {**facts, "produsen": name} for name in producers)
        else:
            yield line % facts


def heading(item: BundleContent, office: str) -> tuple[str, ...]:
    """Write the letterhead: government, office, address."""
    lines = [f"PEMERINTAH {str(item.kabupaten.get('nama', '')).upper()}", office.upper()]
    address = str(item.walidata.get("alamat") or "")
    reach = ", ".join(
        f"{word} {item.walidata[key]}"
        for word, key in (("Telepon", "telepon"), ("Surel", "email"))
        if item.walidata.get(key)
    )
    return tuple(line for line in [*lines, address, reach] if line)


def contact(item: BundleContent, text: str, facts: Mapping[str, str]) -> str:
    """Write the contact line; nothing when neither telephone nor e-mail is known."""
    return text % facts if item.walidata.get("telepon") or item.walidata.get("email") else ""


def place(item: BundleContent) -> str:
    """Give the town the letter is written in."""
    town = str(item.kabupaten.get("ibu_kota") or item.kabupaten.get("nama") or "")
    return town.removeprefix("Kabupaten ").removeprefix("Kota ")


def signer(item: BundleContent) -> str:
    """Give the signing post, with Plt. or Plh. as the last approval was given; never a person's name."""
    post = str(item.walidata.get("jabatan_pimpinan") or f"Kepala {item.walidata.get('title', '')}")
    gates = [row for row in item.approvals if row.get("decision") == "approve"]
    standing = str(gates[-1].get("standing") or "").strip() if gates else ""
    prefix = {"plt": "Plt. ", "plh": "Plh. "}.get(standing.lower().rstrip("."), "")
    return f"{prefix}{post},"


def letter_row(number: int, item: BundleContent, count: int, codes: CodeLists) -> tuple[str, ...]:
    """Write one dataset's line in the letter's table."""
    known = codes.over(item.codes)
    period = covered(item.text("cakupan_awal"), item.text("cakupan_akhir"), " s.d. ")
    return (
        str(number),
        item.code,
        item.title,
        period or str(item.year),
        known.label("satuan", item.text("satuan")),
        str(item.organization.get("title", "")),
        format_number(count),
        known.label("status_data", item.text("status_data")).capitalize(),
    )
