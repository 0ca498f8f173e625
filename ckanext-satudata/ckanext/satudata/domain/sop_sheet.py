"""The printed SOP: the identity block with its 13 parts, and the steps as texts beside their flowchart.

Source of the form: Permenpan RB 35/2012 (SOP administrasi pemerintahan), for local governments Permendagri 52/2011. What the
source does not tell is said as such; what was inferred carries a mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .sop_flow import Flow, flow
from .sop_words import date_words, law_words, number_words, signer_words, time_words, total_words

Row = Mapping[str, Any]
INFERRED = "†"
NOT_WRITTEN = "tidak tertulis"
ABSENT = {None: "–", NOT_WRITTEN: NOT_WRITTEN, "tidak dikutip": "tidak dikutip dari naskah"}
SURE = "tinggi"


@dataclass(frozen=True)
class Part:
    """One part of the identity block; ``absent`` when the source does not tell it."""

    key: str
    name: str
    lines: tuple[str, ...]
    absent: bool = False


@dataclass(frozen=True)
class SheetRow:
    """The texts of one step. ``remarks`` is the column Keterangan, in lines."""

    number: int
    activity: str
    source_text: str
    reading: str
    needs: tuple[str, ...]
    needs_inferred: bool
    time: str
    time_note: str
    outputs: tuple[str, ...]
    outputs_inferred: bool
    post_inferred: bool
    posts: tuple[str, ...]
    remarks: tuple[str, ...]
    is_total: bool


@dataclass(frozen=True)
class Sheet:
    """A whole printed SOP. ``proposed`` is the sum of the portal's proposed times in working days, 0 when none."""

    id: str
    name: str
    number: str
    office: tuple[str, ...]
    parts: tuple[Part, ...]
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    flow: Flow
    total: str
    proposed: int
    notes: tuple[str, ...]
    one_person_may_decide_twice: bool
    has_inferred: bool


def sheet(sop: Row) -> Sheet:
    """The printed form of one SOP document (the mapping under ``sop:``)."""
    steps = sorted(sop["langkah"], key=lambda row: int(row["nomor"]))
    posts = [post for post in sop["pelaksana"] if post.get("kolom", True)]
    names = {post["kode"]: post["nama"] for post in sop["pelaksana"]}
    rows = tuple(_row(step, names) for step in steps)
    unwritten = [step for step in steps if (step.get("waktu") or {}).get("nilai") is None]
    return Sheet(
        id=str(sop["id"]),
        name=str(sop["nama_sop"]),
        number=str(sop.get("nomor_sop") or ""),
        office=_office(sop),
        parts=tuple(_parts(sop)),
        columns=tuple(post["nama"] for post in posts),
        rows=rows,
        flow=flow(steps, [post["kode"] for post in posts]),
        total=total_words(steps),
        proposed=sum(int(step.get("sla_portal") or 0) for step in unwritten),
        notes=tuple(str(note) for note in sop.get("catatan_naskah") or ()),
        one_person_may_decide_twice=not sop.get("pejabat_berbeda", True),
        has_inferred=any(row.post_inferred or row.needs_inferred or row.outputs_inferred for row in rows),
    )


def _office(sop: Row) -> tuple[str, ...]:
    told = sop.get("instansi") or {}
    return tuple(str(told[key]) for key in ("nama_pemda", "opd", "unit_kerja") if told.get(key))


def _parts(sop: Row) -> Iterator[Part]:
    origin = sop.get("asal") or {}

    def part(key: str, name: str, lines: Sequence[str]) -> Part:
        known = tuple(line for line in lines if line)
        return Part(key, name, known or (ABSENT[origin.get(key)],), absent=not known)

    revised = [date_words(date) for date in sop.get("tanggal_revisi") or ()]
    yield part("instansi", "Instansi/unit kerja", _office(sop))
    yield part("nomor_sop", "Nomor SOP", [str(sop.get("nomor_sop") or "")])
    yield part("tanggal_pembuatan", "Tanggal Pembuatan", [date_words(sop.get("tanggal_pembuatan"))])
    yield part("tanggal_revisi", "Tanggal Revisi", revised)
    yield part("tanggal_efektif", "Tanggal Efektif", [date_words(sop.get("tanggal_efektif"))])
    yield part("disahkan_oleh", "Disahkan oleh", [signer_words(sop.get("disahkan_oleh") or {})])
    yield part("nama_sop", "Nama SOP", [str(sop["nama_sop"])])
    yield part("dasar_hukum", "Dasar Hukum", [_law(law) for law in sop.get("dasar_hukum") or ()])
    yield part("kualifikasi_pelaksana", "Kualifikasi Pelaksana", _texts(sop, "kualifikasi_pelaksana"))
    yield part("keterkaitan", "Keterkaitan", [str(row["nama_sop"]) for row in sop.get("keterkaitan") or ()])
    yield part("peralatan", "Peralatan/Perlengkapan", _texts(sop, "peralatan"))
    yield part("peringatan", "Peringatan", [_warning(row) for row in sop.get("peringatan") or ()])
    yield part("pencatatan", "Pencatatan dan Pendataan", _texts(sop, "pencatatan"))


def _texts(sop: Row, key: str) -> list[str]:
    return [str(text) for text in sop.get(key) or ()]


def _law(law: Row) -> str:
    about = f" tentang {law['tentang']}" if law.get("tentang") else ""
    reading = f" (dibaca {law['bacaan']})" if law.get("bacaan") else ""
    standing = " (dicabut)" if law.get("status") == "dicabut" else ""
    return f"{law_words(law)}{about}{reading}{standing}"


def _warning(row: Row) -> str:
    return f"{row['teks']}: {row['akibat']}" if row.get("akibat") else str(row["teks"])


def _row(step: Row, names: Mapping[str, str]) -> SheetRow:
    origin = step.get("asal") or {}
    activity, source = str(step["kegiatan"]), str(step.get("teks_asli") or "")
    reading = str(step.get("bacaan") or "")
    return SheetRow(
        number=int(step["nomor"]),
        activity=activity,
        source_text="" if source == activity else source,
        reading="" if reading == activity else reading,
        needs=tuple(step.get("kelengkapan") or ()),
        needs_inferred=origin.get("kelengkapan") == "disimpulkan",
        time=time_words(step.get("waktu") or {}) or NOT_WRITTEN,
        time_note=_time_note(step),
        outputs=tuple(step.get("output") or ()),
        outputs_inferred=origin.get("output") == "disimpulkan",
        post_inferred=step.get("asal_pelaksana") in ("disimpulkan", NOT_WRITTEN),
        posts=tuple(names.get(code, code) for code in step.get("pelaksana") or ()),
        remarks=tuple(_remarks(step)),
        is_total=bool(step.get("jumlah")),
    )


def _time_note(step: Row) -> str:
    time = step.get("waktu") or {}
    if time.get("teks_asli"):
        return f"tertulis {time['teks_asli']}"
    if time.get("nilai") is None and step.get("sla_portal"):
        return f"usulan {number_words(step['sla_portal'])} hari kerja"
    return ""


def _remarks(step: Row) -> Iterator[str]:
    if step.get("keterangan"):
        yield str(step["keterangan"])
    exits = {move.get("kondisi"): move for move in step.get("transisi") or ()}
    for kind, word in (("ya", "Ya"), ("tidak", "Tidak")):
        if kind in exits:
            mark = {"disimpulkan": f" {INFERRED}", NOT_WRITTEN: f" ({NOT_WRITTEN})"}
            yield f"{word} ke {exits[kind].get('ke')}{mark.get(str(exits[kind].get('asal')), '')}"
    if step.get("berulang"):
        inferred = (step.get("asal") or {}).get("berulang") == "disimpulkan"
        yield f"Bisa berulang{' ' + INFERRED if inferred else ''}"
    if step.get("keyakinan") and step["keyakinan"] != SURE:
        yield f"Keyakinan {step['keyakinan']}"
    if step.get("catatan"):
        yield str(step["catatan"])
