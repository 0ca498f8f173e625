"""What keeps an SOP from running, as sentences with their place. The full lint is ``domain/sop_lint.py``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .model import BPS_STAGE, END, START_STAGE, Chain, Deed

Row = Mapping[str, Any]
LAST_DEED = {Chain.WALIDATA: Deed.PUBLISH, Chain.OFFICE: Deed.HANDOVER}
NAMES = {Deed.ANSWER: BPS_STAGE, Deed.PREPARE: START_STAGE}


def flaws_of(raw: Row) -> Iterable[str]:
    """Every flaw of one document, in the order of the document."""
    missing = [key for key in ("id", "versi", "nama_sop", "pelaksana", "langkah") if not raw.get(key)]
    if missing:
        yield "bagian yang belum ada: " + ", ".join(missing)
        return
    posts = {row.get("kode") for row in raw["pelaksana"]}
    numbers = [row.get("nomor") for row in raw["langkah"]]
    if len(set(numbers)) != len(numbers):
        yield "nomor langkah berulang"
    found = [stage for row in raw["langkah"] for stage in _stages(row)]
    ids = [stage.get("id") for stage in found]
    yield from (f"tahap '{name}' berulang" for name in sorted({str(i) for i in ids if ids.count(i) > 1}))
    for row in raw["langkah"]:
        yield from _row_flaws(row, posts, set(numbers), set(ids))
    yield from _deed_flaws(raw, found)
    yield from _unreachable(raw["langkah"])


def _stages(row: Row) -> list[Row]:
    portal = row.get("pemetaan_portal") or {}
    if "tahap" in portal:
        return list(portal["tahap"])
    return [] if "bagian_dari" in portal or portal.get("luar") else [portal]


def _row_flaws(row: Row, posts: set[Any], numbers: set[Any], ids: set[Any]) -> Iterable[str]:
    where = f"langkah {row.get('nomor')}"
    for stage in _stages(row):
        yield from _stage_flaws(where, row, stage, ids)
    part = (row.get("pemetaan_portal") or {}).get("bagian_dari")
    if part and part not in ids:
        yield f"{where}: bagian_dari '{part}' bukan tahap"
    if not row.get("pelaksana") or not set(row["pelaksana"]) <= posts:
        yield f"{where}: pelaksana kosong atau tidak ada di daftar pelaksana"
    yield from _exit_flaws(where, row, numbers)


def _stage_flaws(where: str, row: Row, stage: Row, ids: set[Any]) -> Iterable[str]:
    if stage.get("aksi") not in set(Deed):
        yield f"{where}: aksi '{stage.get('aksi')}' tidak dikenal (pilihan: {', '.join(Deed)})"
    if not stage.get("id") or not stage.get("label"):
        yield f"{where}: pemetaan_portal memerlukan id dan label"
    name = NAMES.get(stage.get("aksi", ""))
    if name and stage.get("id") != name:
        yield f"{where}: tahap dengan aksi '{stage['aksi']}' harus bernama '{name}'"
    for target in (stage.get("ya"), stage.get("tidak"), *stage.get("kembali", ())):
        if target not in (None, END) and target not in ids:
            yield f"{where}: tahap '{target}' tidak ada"
    lasts = stage.get("sla") or row.get("sla_portal") or (row.get("waktu") or {}).get("nilai") or 0
    if not isinstance(lasts, int | float) or lasts <= 0:
        yield f"{where}: waktu harus lebih dari 0 hari kerja"


def _exit_flaws(where: str, row: Row, numbers: set[Any]) -> Iterable[str]:
    exits = {move.get("kondisi") for move in row.get("transisi", ())}
    if row.get("simbol") == "keputusan" and exits != {"ya", "tidak"}:
        yield f"{where}: keputusan memerlukan tepat satu 'ya' dan satu 'tidak'"
    if row.get("simbol") != "keputusan" and exits != {"selalu"}:
        yield f"{where}: langkah yang bukan keputusan memerlukan tepat satu transisi 'selalu'"
    for move in row.get("transisi", ()):
        if move.get("ke") != END and move.get("ke") not in numbers:
            yield f"{where}: transisi menuju langkah {move.get('ke')} yang tidak ada"
        if move.get("kondisi") == "tidak" and not move.get("alasan_wajib"):
            yield f"{where}: transisi 'tidak' harus mewajibkan alasan"


def _deed_flaws(raw: Row, stages: list[Row]) -> Iterable[str]:
    chain = raw.get("rantai", Chain.WALIDATA)
    if chain not in set(Chain):
        yield f"rantai '{chain}' tidak dikenal (pilihan: {', '.join(Chain)})"
        return
    deeds = [stage.get("aksi") for stage in stages]
    for deed in (Deed.PREPARE, LAST_DEED[Chain(chain)]):
        if deeds.count(deed) != 1:
            yield f"harus ada tepat satu langkah dengan aksi '{deed}'"
    for form, kept in (raw.get("bentuk") or {}).items():
        for name in kept:
            if name not in [stage.get("id") for stage in stages]:
                yield f"bentuk '{form}': tahap '{name}' tidak ada"


def _unreachable(rows: Iterable[Row]) -> Iterable[str]:
    exits = {row.get("nomor"): _exits(row, rows) for row in rows}
    first = min((number for number in exits if isinstance(number, int)), default=None)
    seen: set[Any] = set()
    todo = [first]
    while todo:
        number = todo.pop()
        if number not in seen:
            seen.add(number)
            todo.extend(exits.get(number, ()))
    for number in exits:
        if number not in seen:
            yield f"langkah {number}: tidak dapat dicapai dari langkah pertama"
    if END not in seen:
        yield "tidak ada jalan menuju SELESAI"


def _exits(row: Row, rows: Iterable[Row]) -> list[Any]:
    """The rows one can go to from a row, also by the exits of its stages."""
    home = {stage.get("id"): other.get("nomor") for other in rows for stage in _stages(other)}
    named = [stage.get(name) for stage in _stages(row) for name in ("ya", "tidak")]
    return [move.get("ke") for move in row.get("transisi", ())] + [
        home[name] for name in named if name in home
    ]
