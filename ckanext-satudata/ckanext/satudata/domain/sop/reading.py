"""Read one SOP document (``config/sop``) into the steps of a review.

Source of the model: Permenpan RB 35/2012 (identity block, five symbols, mutu baku). A row (langkah) of the SOP is bound
to the portal by ``pemetaan_portal``: one stage, several (``tahap``), a part of another (``bagian_dari``), or none
(``luar``: a meeting, a print shop).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from .flaws import flaws_of
from .model import END, BpsPolicy, Chain, CheckItem, Deed, Post, Sop, SopFlawed, Step

Row = Mapping[str, Any]

WORKING_DAYS = {"menit": 0.0, "jam": 0.0, "hari": 1.0, "minggu": 5.0, "bulan": 22.0}
"""Working days in one unit of ``waktu``; what takes minutes or hours is due the next working day."""


def read(document: Mapping[str, Any], form: str = "") -> Sop:
    """Read one SOP document (the mapping under ``sop:``), or a short ``form`` of it (``bentuk``).

    Raises :class:`SopFlawed` with every flaw at once.
    """
    raw = document.get("sop", document)
    flaws = list(flaws_of(raw))
    if flaws:
        raise SopFlawed(str(raw.get("id", "?")), flaws)
    posts = {row["kode"]: _post(row) for row in raw["pelaksana"]}
    by_slot = {post.slot: post for post in posts.values()}
    steps = _Steps(raw, posts, by_slot).read()
    sop = Sop(
        id=raw["id"],
        version=int(raw["versi"]),
        name=raw["nama_sop"],
        distinct_deciders=bool(raw.get("pejabat_berbeda", True)),
        posts=tuple(posts.values()),
        steps=tuple(steps),
        definition=raw,
        chain=Chain(raw.get("rantai", Chain.WALIDATA)),
    )
    if not form:
        return sop
    from .chain import shortened

    return shortened(sop, form)


def stages(row: Row) -> list[Row]:
    """The portal stages of one row of the SOP: none, one or several."""
    portal = row.get("pemetaan_portal") or {}
    if "tahap" in portal:
        return list(portal["tahap"])
    return [portal] if portal.get("aksi") else []


def _post(row: Row) -> Post:
    return Post(code=row["kode"], name=row["nama"], kind=row["jenis"], slot=row["slot_portal"])


class _Steps:
    """Turns rows into steps, following transitions through rows that have no stage of their own."""

    def __init__(self, raw: Row, posts: Mapping[str, Post], by_slot: Mapping[str, Post]) -> None:
        self.raw = raw
        self.posts = posts
        self.by_slot = by_slot
        self.rows = {int(row["nomor"]): row for row in raw["langkah"]}

    def read(self) -> Iterator[Step]:
        number = 0
        for nomor in sorted(self.rows):
            row = self.rows[nomor]
            found = stages(row)
            for place, stage in enumerate(found):
                number += 1
                following = found[place + 1]["id"] if place + 1 < len(found) else None
                yield self._step(row, stage, number, following)

    def _step(self, row: Row, stage: Row, number: int, following: str | None) -> Step:
        exits = {move["kondisi"]: move for move in row["transisi"]}
        yes = exits.get("ya") or exits["selalu"]
        no = exits.get("tidak")
        onward = stage.get("ya") or following or self._target(yes["ke"], stage["id"])
        back = stage.get("tidak") or (self._target(no["ke"], "") if no else None)
        return Step(
            id=stage["id"],
            number=number,
            activity=row["kegiatan"],
            label=stage["label"],
            label_en=stage.get("label_en", stage["label"]),
            post=self._acting(row, stage),
            deed=Deed(stage["aksi"]),
            days=_days(row, stage),
            on_yes=onward,
            on_no=back,
            returns=tuple(stage.get("kembali", ())),
            yes_needs_reason=bool(stage.get("alasan_ya") or yes.get("alasan_wajib")),
            policy=BpsPolicy(stage.get("kebijakan", "wajib")),
            checklist=tuple(_item(item) for item in stage.get("daftar_periksa", ())),
            bulk=bool(stage.get("massal", False)),
            distinct=bool(self.raw.get("pejabat_berbeda", True)),
            chain=Chain(self.raw.get("rantai", Chain.WALIDATA)),
            row=int(row["nomor"]),
            sop_id=self.raw["id"],
        )

    def _acting(self, row: Row, stage: Row) -> Post:
        """Who acts in the portal: the stage's own slot, or the first pelaksana of the row."""
        slot = stage.get("slot")
        if slot is None:
            return self.posts[row["pelaksana"][0]]
        return self.by_slot.get(slot) or Post(code=slot, name=slot, kind="", slot=slot)

    def _target(self, value: Any, leaving: str) -> str:
        """The stage at which a transition to row ``value`` arrives; rows outside the portal are walked through."""
        while value != END:
            row = self.rows[int(value)]
            portal = row.get("pemetaan_portal") or {}
            if found := stages(row):
                return str(found[0]["id"])
            part = portal.get("bagian_dari")
            if part and part != leaving:
                return str(part)
            value = onward(row)
        return END


def onward(row: Row) -> Any:
    """The row that follows when nothing is refused."""
    exits = {move.get("kondisi"): move.get("ke") for move in row["transisi"]}
    return exits.get("ya", exits.get("selalu"))


def _item(item: Row) -> CheckItem:
    return CheckItem(code=item["kode"], text=item["butir"], text_en=item.get("butir_en", item["butir"]))


def _days(row: Row, stage: Row) -> int:
    given = stage.get("sla") or row.get("sla_portal")
    if given:
        return int(given)
    time = row.get("waktu") or {}
    return max(1, math.ceil(float(time.get("nilai") or 0) * WORKING_DAYS[time.get("satuan") or "hari"]))
