"""The SOP as data: posts, steps and transitions, read from a mapping (see ``config/sop``).

Source of the model: Permenpan RB 35/2012 (identity block, five symbols, mutu baku) and the portal's own
``pemetaan_portal``, which binds a step to what the portal does there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

END = "SELESAI"


class Deed(StrEnum):
    """What the portal does at a step (``pemetaan_portal.aksi``)."""

    PREPARE = "susun"
    DECIDE = "putuskan"
    ANSWER = "jawab_bps"
    PUBLISH = "terbitkan"


class BpsPolicy(StrEnum):
    """Whether BPS must answer before publication (decision of the office, Perpres 39/2019 Ps. 34)."""

    REQUIRED = "wajib"
    NOTICE = "pemberitahuan"
    NONE = "tidak"


@dataclass(frozen=True)
class Post:
    """One column of the SOP (pelaksana). ``slot`` is the post that assignments name."""

    code: str
    name: str
    kind: str
    slot: str


@dataclass(frozen=True)
class Step:
    """One step (langkah) as the engine needs it. ``days`` are working days; targets are step ids or END."""

    id: str
    number: int
    activity: str
    label: str
    label_en: str
    post: Post
    deed: Deed
    days: int
    on_yes: str
    on_no: str | None
    yes_needs_reason: bool = False
    policy: BpsPolicy = BpsPolicy.REQUIRED


@dataclass(frozen=True)
class Sop:
    """One version of one SOP."""

    id: str
    version: int
    name: str
    distinct_deciders: bool
    posts: tuple[Post, ...]
    steps: tuple[Step, ...]
    definition: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def step(self, step_id: str) -> Step:
        """The step with this id; raises ``KeyError``."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    @property
    def start(self) -> Step:
        """The step at which the producer works."""
        return next(step for step in self.steps if step.deed is Deed.PREPARE)

    def returns_from(self, step_id: str) -> tuple[Step, ...]:
        """The earlier steps to which a reviewer at this step may return the work, the SOP's own target first.

        Once BPS has read the bundle of a round, only the SOP's own target is left: another gate of the same round
        would change what BPS has seen.
        """
        here = self.step(step_id)
        if here.on_no is None:
            return ()
        first = self.step(here.on_no)
        after_bps = any(s.deed is Deed.ANSWER and s.number < here.number for s in self.steps)
        if here.deed is not Deed.DECIDE or after_bps:
            return (first,)
        others = [s for s in self.steps if s.number < here.number and s.deed in (Deed.PREPARE, Deed.DECIDE)]
        return (first, *(s for s in others if s.id != first.id))


class SopFlawed(Exception):
    """The SOP cannot run. ``flaws`` lists every flaw as a sentence with its place."""

    def __init__(self, sop_id: str, flaws: Iterable[str]) -> None:
        self.sop_id = sop_id
        self.flaws = tuple(flaws)
        super().__init__(f"{sop_id}: " + "; ".join(self.flaws))


def read(document: Mapping[str, Any]) -> Sop:
    """Read one SOP document (the mapping under ``sop:``); raises :class:`SopFlawed` with every flaw at once."""
    raw = document.get("sop", document)
    flaws = list(_flaws(raw))
    if flaws:
        raise SopFlawed(str(raw.get("id", "?")), flaws)
    posts = {row["kode"]: _post(row) for row in raw["pelaksana"]}
    ids = {row["nomor"]: row["pemetaan_portal"]["id"] for row in raw["langkah"]}
    steps = tuple(_step(row, posts, ids) for row in sorted(raw["langkah"], key=lambda row: int(row["nomor"])))
    return Sop(
        id=raw["id"],
        version=int(raw["versi"]),
        name=raw["nama_sop"],
        distinct_deciders=bool(raw.get("pejabat_berbeda", True)),
        posts=tuple(posts.values()),
        steps=steps,
        definition=raw,
    )


def _post(row: Mapping[str, Any]) -> Post:
    return Post(code=row["kode"], name=row["nama"], kind=row["jenis"], slot=row["slot_portal"])


def _step(row: Mapping[str, Any], posts: Mapping[str, Post], ids: Mapping[int, str]) -> Step:
    portal = row["pemetaan_portal"]
    exits = {move["kondisi"]: move for move in row["transisi"]}
    yes = exits.get("ya") or exits["selalu"]
    no = exits.get("tidak")
    return Step(
        id=portal["id"],
        number=int(row["nomor"]),
        activity=row["kegiatan"],
        label=portal["label"],
        label_en=portal.get("label_en", portal["label"]),
        post=posts[row["pelaksana"][0]],
        deed=Deed(portal["aksi"]),
        days=int(row["waktu"]["nilai"]),
        on_yes=_target(yes["ke"], ids),
        on_no=_target(no["ke"], ids) if no else None,
        yes_needs_reason=bool(yes.get("alasan_wajib", False)),
        policy=BpsPolicy(portal.get("kebijakan", "wajib")),
    )


def _target(value: Any, ids: Mapping[int, str]) -> str:
    return END if value == END else ids[int(value)]


def _flaws(raw: Mapping[str, Any]) -> Iterable[str]:
    missing = [key for key in ("id", "versi", "nama_sop", "pelaksana", "langkah") if not raw.get(key)]
    if missing:
        yield "bagian yang belum ada: " + ", ".join(missing)
        return
    posts = {row.get("kode") for row in raw["pelaksana"]}
    numbers = [row.get("nomor") for row in raw["langkah"]]
    if len(set(numbers)) != len(numbers):
        yield "nomor langkah berulang"
    for row in raw["langkah"]:
        yield from _step_flaws(row, posts, set(numbers))
    deeds = [row.get("pemetaan_portal", {}).get("aksi") for row in raw["langkah"]]
    if deeds.count(Deed.PREPARE) != 1:
        yield "harus ada tepat satu langkah dengan aksi 'susun'"
    if deeds.count(Deed.PUBLISH) != 1:
        yield "harus ada tepat satu langkah dengan aksi 'terbitkan'"
    yield from _unreachable(raw["langkah"])


def _step_flaws(row: Mapping[str, Any], posts: set[Any], numbers: set[Any]) -> Iterable[str]:
    where = f"langkah {row.get('nomor')}"
    portal = row.get("pemetaan_portal") or {}
    if portal.get("aksi") not in set(Deed):
        yield f"{where}: aksi '{portal.get('aksi')}' tidak dikenal (pilihan: {', '.join(Deed)})"
    if not portal.get("id") or not portal.get("label"):
        yield f"{where}: pemetaan_portal memerlukan id dan label"
    if not row.get("pelaksana") or not set(row["pelaksana"]) <= posts:
        yield f"{where}: pelaksana kosong atau tidak ada di daftar pelaksana"
    if int((row.get("waktu") or {}).get("nilai") or 0) <= 0:
        yield f"{where}: waktu harus lebih dari 0 hari kerja"
    yield from _exit_flaws(where, row, numbers)


def _exit_flaws(where: str, row: Mapping[str, Any], numbers: set[Any]) -> Iterable[str]:
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


def _unreachable(rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    exits = {row.get("nomor"): [move.get("ke") for move in row.get("transisi", ())] for row in rows}
    start = [
        row.get("nomor") for row in rows if (row.get("pemetaan_portal") or {}).get("aksi") == Deed.PREPARE
    ]
    seen: set[Any] = set()
    todo = list(start)
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
