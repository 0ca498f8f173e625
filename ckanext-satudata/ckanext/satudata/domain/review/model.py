"""The nouns of a review: its state, who acts on it, what they ask for, what happened."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """Where a review stands; ``DRAFT`` is a draft that has none yet."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"


FROZEN = frozenset({Status.IN_REVIEW, Status.PUBLISHED, Status.REJECTED})
"""A draft whose review has one of these is read-only."""


class Subject(StrEnum):
    """What a review is about: a new edition, a corrected one, an earlier one again, or taking the dataset down."""

    EDITION = "edition"
    CORRECTION = "correction"
    ROLLBACK = "rollback"
    RETRACTION = "retraction"


OPD_POSTS = ("kasubag", "sekretaris", "kepala_opd")
"""Posts inside an office, and the step ids of its chain."""

WALIDATA_POSTS = ("verifikator", "kasi", "staf", "kabid", "kadis", "tim")
"""Posts of the walidata, which serve every office."""

BPS_STEPS = ("bps", "catatan_bps")
"""Steps from which on BPS may read a submission."""


class Standing(StrEnum):
    """How a post is held; printed before the post's name."""

    DEFINITIVE = "definitif"
    PLT = "plt"
    PLH = "plh"


REASONS = (
    "TIDAK_LENGKAP",
    "ANGKA_TIDAK_COCOK",
    "SATUAN_KELIRU",
    "METADATA_KURANG",
    "DEFINISI_TIDAK_JELAS",
    "KODE_KELIRU",
    "PERIODE_KELIRU",
    "SUMBER_TIDAK_JELAS",
    "DATA_PRIBADI",
    "GANDA",
    "AKSES_TIDAK_TEPAT",
    "LAINNYA",
)
"""Coded reasons of a return or rejection; the last one needs a text."""


@dataclass(frozen=True)
class Holding:
    """A post held today. ``org_id`` is None for a post of the walidata or of BPS, which serves every office."""

    post: str
    org_id: str | None
    standing: Standing = Standing.DEFINITIVE


@dataclass(frozen=True)
class Actor:
    """Who acts: the user, the posts held today, and the offices whose drafts they prepare.

    ``name`` is the login; ``shown`` is how the person is called today, which the record keeps. ``writes_for`` is the post
    whose answer on paper this person only writes down.
    """

    user_id: str
    name: str
    holdings: tuple[Holding, ...] = ()
    prepares: frozenset[str] = frozenset()
    shown: str = ""
    writes_for: str = ""

    def holding(self, post: str, org_id: str) -> Holding | None:
        """The holding of this post that serves this office; a definitive one before Plt. and Plh."""
        fitting = [h for h in self.holdings if h.post == post and h.org_id in (None, org_id)]
        return min(fitting, key=lambda h: list(Standing).index(h.standing), default=None)


@dataclass(frozen=True)
class Decider:
    """Somebody who decided at a gate of the running round."""

    user_id: str
    post: str


@dataclass(frozen=True)
class Review:
    """One run of an SOP over one draft. ``version`` counts changes; ``reached`` lists the steps seen so far.

    ``title`` to ``findings`` are what the queue shows of the running round. ``claim_holds`` is false when whoever took
    the task no longer holds the post; it is found out, not stored.
    """

    id: str
    number: int
    draft_id: str
    dataset_id: str
    owner_org: str
    base_edition: int
    sop_ids: tuple[tuple[str, int], ...]
    status: Status = Status.DRAFT
    step: str = ""
    round: int = 0
    content_digest: str = ""
    table_digest: str = ""
    submitted_by: str = ""
    claimed_by: str | None = None
    contributors: frozenset[str] = frozenset()
    deciders: frozenset[Decider] = frozenset()
    reached: tuple[str, ...] = ()
    bundle_ready: bool = False
    version: int = 0
    entered_at: datetime | None = None
    subject: Subject = Subject.EDITION
    reason: str = ""
    target_edition: int | None = None
    release_on: date | None = None
    returns: int = 0
    bps_answered: bool = False
    title: str = ""
    urusan: str = ""
    cycle: str = ""
    priority: bool = False
    clean: bool = False
    findings: Mapping[str, int] = field(default_factory=dict)
    claim_holds: bool = True


@dataclass(frozen=True)
class Submit:
    """Open the review or its next round, with today's digests."""

    content_digest: str
    table_digest: str


@dataclass(frozen=True)
class Remark:
    """A remark on a metadata field, a column, one cell (``column`` and ``row_key``), or the whole (all empty).

    ``place`` is the cell as people call it; ``parent`` the remark that this one answers.
    """

    field: str
    text: str
    column: str = ""
    row_key: Mapping[str, str] = dataclasses.field(default_factory=dict)
    place: str = ""
    parent: int | None = None


class Check(StrEnum):
    """The answer to one point of a checklist."""

    FITS = "SESUAI"
    FITS_NOT = "TIDAK_SESUAI"
    NOT_APPLICABLE = "TIDAK_BERLAKU"


@dataclass(frozen=True)
class CheckAnswer:
    """One point of the step's checklist, judged."""

    code: str
    answer: str
    note: str = ""


@dataclass(frozen=True)
class Decide:
    """A decision at a gate. ``digest`` is what the page showed; ``today`` what the draft holds now."""

    decision: str
    digest: str
    today: str
    to: str | None = None
    reasons: tuple[str, ...] = ()
    text: str = ""
    note: str = ""
    remarks: tuple[Remark, ...] = ()
    receipt: str = ""
    release_on: date | None = None
    checklist: tuple[CheckAnswer, ...] = ()


@dataclass(frozen=True)
class Withdraw:
    """The author takes the submission back."""


@dataclass(frozen=True)
class Claim:
    """Take a pooled task."""


@dataclass(frozen=True)
class Release:
    """Give a claimed task back."""


@dataclass(frozen=True)
class Assign:
    """Give the task to somebody by name; ``holders`` are the people who hold the post today."""

    user_id: str
    holders: frozenset[str]


@dataclass(frozen=True)
class BundleBuilt:
    """The worker finished the BPS bundle of the running round."""

    sha256: str


@dataclass(frozen=True)
class Publish:
    """The worker publishes; ``today`` is the digest of the content about to become public."""

    today: str
    edition: int


@dataclass(frozen=True)
class Archive:
    """The worker laid down the archive of a finished review."""

    sha256: str


Command = Submit | Decide | Withdraw | Claim | Release | Assign | BundleBuilt | Publish | Archive


@dataclass(frozen=True)
class NewEvent:
    """Something that happened, before it has a place in the chain."""

    action: str
    step: str
    post: str
    standing: str
    data: Mapping[str, Any] = field(default_factory=dict)
