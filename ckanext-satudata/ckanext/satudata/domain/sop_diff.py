"""What differs between two SOPs, or two versions of one, in words: posts, steps, times, exits, identity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .sop import stages
from .sop_words import date_words, law_words, signer_words, time_words, total_words

Row = Mapping[str, Any]
NONE = "(kosong)"


def difference(before: Row, after: Row) -> list[str]:
    """Sentences about what changed from one SOP document to another; none when nothing did."""
    found = [*_identity(before, after), *_posts(before, after), *_steps(before, after)]
    old, new = total_words(before["langkah"]), total_words(after["langkah"])
    if old != new:
        found.append(f"Jumlah waktu: {old or NONE} menjadi {new or NONE}.")
    return found


def _identity(before: Row, after: Row) -> Iterator[str]:
    for name, told in IDENTITY.items():
        old, new = told(before), told(after)
        if old != new:
            yield f"{name}: {old or NONE} menjadi {new or NONE}."


def _listed(key: str) -> Any:
    return lambda sop: "; ".join(str(text) for text in sop.get(key) or ())


IDENTITY: dict[str, Any] = {
    "Nama SOP": lambda sop: sop.get("nama_sop"),
    "Nomor SOP": lambda sop: sop.get("nomor_sop"),
    "Versi": lambda sop: sop.get("versi"),
    "Status": lambda sop: sop.get("status"),
    "Tanggal pembuatan": lambda sop: date_words(sop.get("tanggal_pembuatan")),
    "Tanggal revisi": lambda sop: "; ".join(date_words(date) for date in sop.get("tanggal_revisi") or ()),
    "Tanggal efektif": lambda sop: date_words(sop.get("tanggal_efektif")),
    "Disahkan oleh": lambda sop: signer_words(sop.get("disahkan_oleh") or {}),
    "Dasar hukum": lambda sop: "; ".join(law_words(law) for law in sop.get("dasar_hukum") or ()),
    "Kualifikasi pelaksana": _listed("kualifikasi_pelaksana"),
    "Peralatan": _listed("peralatan"),
    "Pencatatan": _listed("pencatatan"),
    "Peringatan": lambda sop: "; ".join(str(row.get("teks")) for row in sop.get("peringatan") or ()),
    "Keterkaitan": lambda sop: "; ".join(str(row.get("nama_sop")) for row in sop.get("keterkaitan") or ()),
    "Pemutus berbeda pada setiap tahap": lambda sop: "ya" if sop.get("pejabat_berbeda", True) else "tidak",
}


def _posts(before: Row, after: Row) -> Iterator[str]:
    old = {post["kode"]: post["nama"] for post in before["pelaksana"]}
    new = {post["kode"]: post["nama"] for post in after["pelaksana"]}
    for code in old.keys() - new.keys():
        yield f"Pelaksana {old[code]} dihapus."
    for code in new.keys() - old.keys():
        yield f"Pelaksana {new[code]} ditambahkan."
    for code in sorted(old.keys() & new.keys()):
        if old[code] != new[code]:
            yield f"Pelaksana {old[code]} menjadi {new[code]}."


def _steps(before: Row, after: Row) -> Iterator[str]:
    old = {row["nomor"]: row for row in before["langkah"]}
    new = {row["nomor"]: row for row in after["langkah"]}
    names = [{post["kode"]: post["nama"] for post in sop["pelaksana"]} for sop in (before, after)]
    for number in sorted(old.keys() | new.keys()):
        if number not in new:
            yield f"Langkah {number} dihapus: {old[number]['kegiatan']}."
        elif number not in old:
            yield f"Langkah {number} ditambahkan: {new[number]['kegiatan']}."
        else:
            yield from _step(number, _told(old[number], names[0]), _told(new[number], names[1]))


def _step(number: int, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for part in old:
        if old[part] != new[part]:
            yield f"Langkah {number}, {part}: {old[part] or NONE} menjadi {new[part] or NONE}."


def _told(row: Row, names: Mapping[str, str]) -> dict[str, str]:
    """The parts of a step in words."""
    moves = [f"{move.get('kondisi')} ke {move.get('ke')}" for move in row.get("transisi") or ()]
    return {
        "kegiatan": str(row.get("kegiatan") or ""),
        "pelaksana": ", ".join(names.get(code, code) for code in row.get("pelaksana") or ()),
        "simbol": str(row.get("simbol") or ""),
        "kelengkapan": "; ".join(row.get("kelengkapan") or ()),
        "waktu": time_words(row.get("waktu") or {}),
        "tenggat portal": str(row.get("sla_portal") or ""),
        "output": "; ".join(row.get("output") or ()),
        "transisi": ", ".join(moves),
        "keterangan": str(row.get("keterangan") or ""),
        "tahap portal": "; ".join(_stage(stage) for stage in stages(row)),
    }


def _stage(stage: Row) -> str:
    parts = [str(stage.get("id")), str(stage.get("aksi"))]
    parts += [f"{key} {stage[key]}" for key in ("slot", "kebijakan", "sla", "ya", "tidak") if stage.get(key)]
    parts += [f"kembali {', '.join(stage['kembali'])}"] if stage.get("kembali") else []
    parts += ["alasan wajib"] if stage.get("alasan_ya") else []
    parts += ["putusan bersama"] if stage.get("massal") else []
    points = [str(point.get("butir")) for point in stage.get("daftar_periksa") or ()]
    return " ".join(parts) + (f" (periksa: {', '.join(points)})" if points else "")
