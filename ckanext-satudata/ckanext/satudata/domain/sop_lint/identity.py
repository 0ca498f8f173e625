"""Rules of the identity block: numbers, dates, legal basis, related SOPs. All of them are warnings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..sop_words import date_words, law_words
from .flaws import Flaw, flaw

Row = Mapping[str, Any]
NOT_QUOTED = "tidak dikutip"
PARTS = {
    "nomor_sop": ("Nomor SOP", "The number of the SOP"),
    "tanggal_pembuatan": ("Tanggal pembuatan", "The date of making"),
    "tanggal_efektif": ("Tanggal efektif", "The date of effect"),
    "dasar_hukum": ("Dasar hukum", "The legal basis"),
    "kualifikasi_pelaksana": ("Kualifikasi pelaksana", "What the posts must be able to do"),
    "peralatan": ("Peralatan/perlengkapan", "The equipment"),
    "peringatan": ("Peringatan", "The warnings"),
    "pencatatan": ("Pencatatan dan pendataan", "The records"),
}
"""Parts that every SOP has, with their names. Revisions and related SOPs may be none."""

KNOWN_LAWS = {
    "keterbukaan informasi publik": ("UU", "14", 2008),
    "statistik": ("UU", "16", 1997),
    "satu data indonesia": ("Perpres", "39", 2019),
    "pelindungan data pribadi": ("UU", "27", 2022),
    "pemerintahan daerah": ("UU", "23", 2014),
}
FROM_PERSONNEL = ("kepegawaian", "hukuman disiplin", "izin cuti", "kenaikan pangkat")


def check(sop: Row, known: Collection[str]) -> Iterator[Flaw]:
    """Flaws of the identity block. ``known`` are the ids of the SOPs that are here."""
    yield from _not_written(sop)
    yield from _dates(sop)
    for index, law in enumerate(sop.get("dasar_hukum") or ()):
        yield from _law(("dasar_hukum", index), law)
    for index, related in enumerate(sop.get("keterkaitan") or ()):
        if related.get("ref") not in known:
            yield flaw("related_unresolved", ("keterkaitan", index), name=related.get("nama_sop"))
    yield from _copied(sop)
    for index, note in enumerate(sop.get("catatan_naskah") or ()):
        yield flaw("source_note", ("catatan_naskah", index), note=note)


def _not_written(sop: Row) -> Iterator[Flaw]:
    origin = sop.get("asal") or {}
    for key, (name, name_en) in PARTS.items():
        if not sop.get(key) and origin.get(key) != NOT_QUOTED:
            yield flaw("not_written", (key,), part=name, part_en=name_en)


def _dates(sop: Row) -> Iterator[Flaw]:
    made, effective = sop.get("tanggal_pembuatan"), sop.get("tanggal_efektif")
    revisions = list(sop.get("tanggal_revisi") or ())
    if made and made == effective and revisions == [made]:
        yield flaw("dates_equal", ("tanggal_pembuatan",), made=date_words(made))
        return
    if made and effective and _key(effective, made) < _key(made, effective):
        words = {"made": date_words(made), "effective": date_words(effective)}
        yield flaw("dates_order", ("tanggal_efektif",), **words)
    for index, revised in enumerate(revisions):
        days = _days_between(made, revised)
        if days is not None and days <= 1:
            words = {"made": date_words(made), "revised": date_words(revised)}
            yield flaw("dates_close", ("tanggal_revisi", index), days=days, **words)


def _key(date: Row, other: Row) -> tuple[int, ...]:
    """The parts that both dates have, to be compared."""
    names = [name for name in ("tahun", "bulan", "hari") if date.get(name) and other.get(name)]
    return tuple(int(date[name]) for name in names)


def _days_between(made: Row | None, revised: Row) -> int | None:
    whole = [date for date in (made, revised) if date and date.get("hari")]
    if len(whole) < 2:
        return None
    first, second = (dt.date(date["tahun"], date["bulan"], date["hari"]) for date in whole)
    return (second - first).days


def _law(where: tuple[str | int, ...], law: Row) -> Iterator[Flaw]:
    about = str(law.get("tentang") or "")
    words = law_words(law)
    known = KNOWN_LAWS.get(about.casefold())
    if known and known != (law.get("jenis"), str(law.get("nomor")), law.get("tahun")):
        right = f"{known[0]} {known[1]}/{known[2]}"
        yield flaw("law_misdated", where, law=words, about=about, known=right)
    elif law.get("status") == "dicabut":
        yield flaw("law_revoked", where, law=words)
    elif law.get("status") != "berlaku":
        yield flaw("law_unknown", where, law=words)


def _copied(sop: Row) -> Iterator[Flaw]:
    """Items of an SOP on personnel in an SOP on data."""
    if any(word in str(sop.get("nama_sop")).casefold() for word in FROM_PERSONNEL):
        return
    named = [(("keterkaitan", i), row.get("nama_sop")) for i, row in enumerate(sop.get("keterkaitan") or ())]
    named += [
        (("kualifikasi_pelaksana", i), text) for i, text in enumerate(sop.get("kualifikasi_pelaksana") or ())
    ]
    for where, text in named:
        if any(word in str(text).casefold() for word in FROM_PERSONNEL):
            yield flaw("copied", where, text=text)
