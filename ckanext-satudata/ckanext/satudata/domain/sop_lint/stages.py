"""Rules of the binding to the portal: stages, their names and deeds, and the time each has."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from ..sop import END, BpsPolicy, Chain, Deed, onward
from .flaws import Flaw, Where, flaw

Row = Mapping[str, Any]
LAST = {Chain.WALIDATA: Deed.PUBLISH, Chain.OFFICE: Deed.HANDOVER}
OFFICE_GATES = ("kasubag", "sekretaris", "kepala_opd")
BPS = "bps"
UNITS = ("menit", "jam", "hari", "minggu", "bulan")


def check(sop: Row) -> Iterator[Flaw]:
    """Flaws of ``pemetaan_portal`` and ``waktu``."""
    placed = [
        (index, row, where, stage)
        for index, row in enumerate(sop["langkah"])
        for where, stage in _placed(index, row)
    ]
    ids = {stage.get("id") for _, _, _, stage in placed}
    yield from _repeated([(row, where, stage) for _, row, where, stage in placed])
    office = sop.get("rantai") == Chain.OFFICE
    for _, row, where, stage in placed:
        yield from _stage(row, where, stage, office)
        yield from _targets(where, stage, ids)
    for index, row in enumerate(sop["langkah"]):
        yield from _time(index, row)
        part = (row.get("pemetaan_portal") or {}).get("bagian_dari")
        if part and part not in ids:
            where = ("langkah", index, "pemetaan_portal", "bagian_dari")
            yield flaw("unknown_stage", where, key="bagian_dari", stage=part)
    yield from _circling(list(sop["langkah"]))
    yield from _counts(sop, [stage.get("aksi") for _, _, _, stage in placed])
    yield from _forms(sop, ids)


def _placed(index: int, row: Row) -> Iterator[tuple[Where, Row]]:
    portal = row.get("pemetaan_portal") or {}
    where: Where = ("langkah", index, "pemetaan_portal")
    if "tahap" in portal:
        for place, stage in enumerate(portal["tahap"] or ()):
            yield (*where, "tahap", place), stage
    elif "bagian_dari" not in portal and not portal.get("luar"):
        yield where, portal


def _repeated(placed: list[tuple[Row, Where, Row]]) -> Iterator[Flaw]:
    seen: set[Any] = set()
    for row, where, stage in placed:
        name = stage.get("id")
        if name and name in seen:
            yield flaw("stage_repeated", where, number=row.get("nomor"), stage=name)
        seen.add(name)


def _stage(row: Row, where: Where, stage: Row, office: bool) -> Iterator[Flaw]:
    number, name, deed = row.get("nomor"), stage.get("id"), stage.get("aksi")
    if deed not in set(Deed):
        yield flaw("unknown_deed", (*where, "aksi"), number=number, deed=deed, choices=", ".join(Deed))
    if not name or not stage.get("label"):
        yield flaw("stage_incomplete", where, number=number)
    policy = stage.get("kebijakan", str(BpsPolicy.REQUIRED))
    if policy not in set(BpsPolicy):
        choices = ", ".join(BpsPolicy)
        yield flaw("unknown_policy", (*where, "kebijakan"), number=number, policy=policy, choices=choices)
    if deed == Deed.ANSWER and name != BPS:
        yield flaw("stage_name", (*where, "id"), number=number, stage=name, wanted=BPS)
    if office and deed == Deed.DECIDE and name not in OFFICE_GATES:
        yield flaw("stage_name", (*where, "id"), number=number, stage=name, wanted=", ".join(OFFICE_GATES))
    if not (stage.get("sla") or row.get("sla_portal") or (row.get("waktu") or {}).get("nilai")):
        yield flaw("no_time", ("langkah", where[1], "waktu"), number=number, stage=name)


def _targets(where: Where, stage: Row, ids: set[Any]) -> Iterator[Flaw]:
    for key in ("ya", "tidak"):
        if stage.get(key) not in (None, END, *ids):
            yield flaw("unknown_stage", (*where, key), key=key, stage=stage[key])
    for name in stage.get("kembali") or ():
        if name not in ids:
            yield flaw("unknown_stage", (*where, "kembali"), key="kembali", stage=name)


def _time(index: int, row: Row) -> Iterator[Flaw]:
    number, time = row.get("nomor"), row.get("waktu") or {}
    given = [(("waktu", "nilai"), time.get("nilai")), (("sla_portal",), row.get("sla_portal"))]
    for keys, value in given:
        if value is not None and not _positive(value):
            yield flaw("time_not_positive", ("langkah", index, *keys), number=number, value=value)
    if time.get("nilai") is not None and time.get("satuan") not in UNITS:
        yield flaw(
            "unknown_unit", ("langkah", index, "waktu", "satuan"), number=number, unit=time.get("satuan")
        )


def _positive(value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and value > 0


def _circling(rows: list[Row]) -> Iterator[Flaw]:
    """Rows outside of the portal that lead to each other: the way from stage to stage would have no end."""
    outside = {row.get("nomor"): row for row in rows if (row.get("pemetaan_portal") or {}).get("luar")}
    for index, row in enumerate(rows):
        if row.get("nomor") in outside and row.get("nomor") in _ahead(row, outside):
            yield flaw("circling", ("langkah", index, "transisi"), number=row.get("nomor"))


def _ahead(row: Row, outside: Mapping[Any, Row]) -> set[Any]:
    """Where one comes from a row without entering the portal."""
    passed: set[Any] = set()
    target = onward(row)
    while target in outside and target not in passed:
        passed.add(target)
        target = onward(outside[target])
    return passed


def _counts(sop: Row, deeds: list[Any]) -> Iterator[Flaw]:
    chain = sop.get("rantai", Chain.WALIDATA)
    if chain not in set(Chain):
        yield flaw("unknown_chain", ("rantai",), chain=chain)
        return
    for deed in (Deed.PREPARE, LAST[Chain(chain)]):
        if deeds.count(deed) != 1:
            yield flaw("deed_count", ("langkah",), deed=str(deed), count=deeds.count(deed))


def _forms(sop: Row, ids: set[Any]) -> Iterator[Flaw]:
    for form, kept in (sop.get("bentuk") or {}).items():
        for name in kept or ():
            if name not in ids:
                yield flaw("unknown_stage", ("bentuk", form), key=f"bentuk {form}", stage=name)
