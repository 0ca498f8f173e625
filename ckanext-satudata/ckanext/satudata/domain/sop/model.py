"""The nouns of an SOP: posts, steps, what the portal does at a step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

END = "SELESAI"
START_STAGE = "susun"
"""The id of the stage at which the producer works, in every SOP."""
BPS_STAGE = "bps"
"""The id of the stage at which BPS answers, in every SOP."""


class Deed(StrEnum):
    """What the portal does at a step (``aksi`` of a stage)."""

    PREPARE = "susun"
    DECIDE = "putuskan"
    WORK = "kerjakan"
    ANSWER = "jawab_bps"
    PUBLISH = "terbitkan"
    ARCHIVE = "arsipkan"
    HANDOVER = "serahkan"


BY_PEOPLE = frozenset({Deed.DECIDE, Deed.WORK, Deed.ANSWER})
"""Steps at which a holder of the post decides or says that the work is done."""

RETURNABLE = frozenset({Deed.PREPARE, Deed.DECIDE, Deed.WORK})
"""Steps to which work may be returned."""


class Chain(StrEnum):
    """Whether an SOP is the office's own chain or the walidata's, which it nests in front of."""

    OFFICE = "opd"
    WALIDATA = "walidata"


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
class CheckItem:
    """One point of a step's checklist (butir periksa)."""

    code: str
    text: str
    text_en: str


@dataclass(frozen=True)
class Step:
    """One stage of a review. ``number`` is its place in the chain, ``row`` the SOP's own step number (langkah).

    ``days`` are working days; targets are step ids or END. ``returns`` are the further steps the SOP names as return
    targets after ``on_no``. ``distinct``: whoever decides here decides no other gate of this chain in the same round.
    """

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
    returns: tuple[str, ...] = ()
    yes_needs_reason: bool = False
    policy: BpsPolicy = BpsPolicy.REQUIRED
    checklist: tuple[CheckItem, ...] = ()
    bulk: bool = False
    distinct: bool = True
    chain: Chain = Chain.WALIDATA
    row: int = 0
    sop_id: str = ""


@dataclass(frozen=True)
class Sop:
    """One version of one SOP, or an office's chain with the walidata's chain behind it (see :func:`compose`)."""

    id: str
    version: int
    name: str
    distinct_deciders: bool
    posts: tuple[Post, ...]
    steps: tuple[Step, ...]
    definition: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    chain: Chain = Chain.WALIDATA

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

    @property
    def path(self) -> tuple[Step, ...]:
        """The steps of a submission that nobody returns, in order."""
        found = [self.start]
        while found[-1].on_yes != END:
            found.append(self.step(found[-1].on_yes))
        return tuple(found)

    def returns_from(self, step_id: str) -> tuple[Step, ...]:
        """The earlier steps to which a reviewer at this step may return the work, the SOP's own target first.

        A gate before which BPS has read the bundle, and a step of work, may return only where the SOP says so; any
        other gate also to every earlier step of people.
        """
        here = self.step(step_id)
        named = [target for target in (here.on_no, *here.returns) if target is not None]
        after_bps = any(s.deed is Deed.ANSWER and s.number < here.number for s in self.steps)
        if here.deed is Deed.DECIDE and not after_bps and named:
            named += [s.id for s in self.steps if s.number < here.number and s.deed in RETURNABLE]
        return tuple(self.step(target) for target in dict.fromkeys(named))


class SopFlawed(Exception):
    """The SOP cannot run. ``flaws`` lists every flaw as a sentence with its place."""

    def __init__(self, sop_id: str, flaws: Iterable[str]) -> None:
        self.sop_id = sop_id
        self.flaws = tuple(flaws)
        super().__init__(f"{sop_id}: " + "; ".join(self.flaws))
