"""What the use cases need from the world. Each port has a real adapter and a fake for the pure tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import TracebackType
from typing import Any, Protocol, Self

from ..domain.description.model import Form
from ..domain.draft import Draft, Report
from ..domain.review.model import Actor, NewEvent, Remark, Review
from ..domain.sop import Sop


@dataclass(frozen=True)
class Round:
    """One submission of a review: what was frozen, by whom, when. ``snapshot`` holds metadata, schema and files."""

    review_id: str
    number: int
    content_digest: str
    table_digest: str
    submitted_by: str
    submitted_at: datetime
    snapshot: Mapping[str, Any]


@dataclass(frozen=True)
class Event:
    """A recorded event. ``subject`` is the dataset's reserved id: one chain per dataset."""

    id: int
    subject: str
    seq: int
    at: datetime
    actor_id: str
    post: str
    standing: str
    action: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Edition:
    """One immutable publication."""

    id: str
    dataset_id: str
    resource_id: str
    number: int
    review_id: str
    draft_id: str
    owner_org: str
    content_digest: str
    table_digest: str
    canonical_sha: str
    rows: int
    schema: Mapping[str, Any]
    recipe: Mapping[str, Any]
    metadata: Mapping[str, Any]
    approvals: Sequence[Mapping[str, Any]]
    published_at: datetime
    datastore_at: datetime | None = None
    kind: str = "edition"
    reason: str = ""
    restored_from: int | None = None


@dataclass(frozen=True)
class Bundle:
    """One BPS bundle and its line in the register (Buku Pengiriman BPS). ``state``: building, ready, failed, answered, notice.

    ``kind`` is ``review`` (one round of one review), ``reviews``, ``cycle`` or ``organization`` (several, listed in
    ``members`` with review, round and digest), or ``retraction`` (a line without a file: a dataset that BPS got was taken
    down). ``scope`` says which cycle or office; ``members_key`` is one for equal content. ``proof`` and ``reply`` are the
    kept files of the last sending and of BPS's answer: sha256, name, size, type and who gave it; ``sendings`` are all.
    """

    id: str
    number: int
    version: int
    review_id: str
    round: int
    state: str = "building"
    sha256: str = ""
    size: int = 0
    filename: str = ""
    entries: Sequence[Mapping[str, Any]] = ()
    error: str = ""
    built_at: datetime | None = None
    letter_number: str = ""
    letter_date: str = ""
    channel: str = ""
    receiver: str = ""
    registered_by: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""
    receipt: str = ""
    note: str = ""
    kind: str = "review"
    scope: str = ""
    title: str = ""
    owner_org: str = ""
    members: Sequence[Mapping[str, Any]] = ()
    members_key: str = ""
    proof: Mapping[str, Any] = field(default_factory=dict)
    reply: Mapping[str, Any] = field(default_factory=dict)
    sendings: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Work:
    """One piece of work that must not be lost. Unique on (kind, subject, key)."""

    id: int
    kind: str
    subject: str
    key: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    attempt: int = 0
    token: str = ""


class Drafts(Protocol):
    """Drafts and who touched them."""

    def get(self, draft_id: str, *, lock: bool = False) -> Draft: ...
    def add(self, draft: Draft, now: datetime) -> None: ...
    def save(self, draft: Draft, now: datetime, *, moved: bool = True) -> Draft: ...
    def remove(self, draft_id: str) -> None: ...
    def unclosed_of(self, dataset_id: str) -> str | None: ...
    def close(self, draft_id: str, now: datetime) -> None: ...
    def contributors(self, draft_id: str) -> frozenset[str]: ...
    def touched_by(self, draft_id: str, user_id: str) -> None: ...
    def package(self, draft_id: str) -> Mapping[str, Any]: ...


class Reports(Protocol):
    """Gate reports."""

    def add(self, report: Report, now: datetime) -> None: ...
    def latest(self, draft_id: str) -> Report | None: ...


class Reviews(Protocol):
    """Reviews, their rounds and remarks."""

    def get(self, review_id: str, *, lock: bool = False) -> Review: ...
    def latest_of(self, draft_id: str, *, lock: bool = False) -> Review | None: ...
    def next_number(self) -> int: ...
    def add(self, review: Review, now: datetime) -> None: ...
    def save(self, review: Review, now: datetime, due_at: datetime | None) -> None: ...
    def add_round(self, round_: Round) -> None: ...
    def rounds(self, review_id: str) -> Sequence[Round]: ...
    def add_remarks(
        self, review: Review, remarks: Sequence[Remark], actor: Actor, post: str, now: datetime
    ) -> None: ...
    def open_remarks(self, review_id: str) -> int: ...
    def answered(self, review_id: str, actor_id: str, key: str) -> str | None: ...
    def remember(self, review_id: str, actor_id: str, key: str, digest: str) -> None: ...


class Registry(Protocol):
    """Imported code lists."""

    def newest(self) -> Mapping[str, tuple[int, str]]: ...


class Events(Protocol):
    """The append-only, hash-chained record."""

    def append(self, subject: str, event: NewEvent, actor: Actor, now: datetime, review_id: str) -> Event: ...
    def of_review(self, review_id: str) -> Sequence[Event]: ...


class WorkQueue(Protocol):
    """Rows of work, written in the use case's own transaction."""

    def add(
        self,
        kind: str,
        subject: str,
        key: str,
        payload: Mapping[str, Any] | None = None,
        *,
        run_after: datetime | None = None,
    ) -> None: ...
    def finish(self, work: Work) -> None: ...
    def cancel(self, kinds: Sequence[str], subject: str) -> None: ...
    def again(self, kind: str, subject: str, key: str, payload: Mapping[str, Any] | None = None) -> None: ...


class Editions(Protocol):
    """Published editions."""

    def current(self, dataset_id: str, *, lock: bool = False) -> Edition | None: ...
    def get(self, dataset_id: str, number: int) -> Edition: ...
    def of_review(self, review_id: str) -> Edition | None: ...
    def add(self, edition: Edition) -> None: ...


class Bundles(Protocol):
    """Bundles and their register."""

    def get(self, bundle_id: str, *, lock: bool = False) -> Bundle: ...
    def of_round(self, review_id: str, round_number: int) -> Bundle | None: ...
    def of_members(self, members_key: str, *, lock: bool = False) -> Bundle | None: ...
    def of_dataset(self, dataset_id: str) -> Sequence[Bundle]: ...
    def versions_of(self, review_id: str) -> int: ...
    def versions_of_scope(self, kind: str, scope: str) -> int: ...
    def next_number(self) -> int: ...
    def add(self, bundle: Bundle) -> None: ...
    def save(self, bundle: Bundle) -> None: ...


class Sops(Protocol):
    """SOP versions; a running review finds the version it began with."""

    def for_draft(self, org_id: str, dataset_id: str) -> Sequence[Sop]: ...
    def pin(self, sop: Sop) -> None: ...
    def get(self, sop_ids: Sequence[tuple[str, int]]) -> Sop: ...


class People(Protocol):
    """Who holds what, and who is still there."""

    def holders(self, post: str, org_id: str) -> Sequence[str]: ...
    def still_active(self, user_ids: Sequence[str]) -> Sequence[str]: ...
    def preparers(self, org_id: str) -> Sequence[str]: ...


class Notices(Protocol):
    """Notices in the portal; each is also a mail."""

    def add(self, event_id: int, review_id: str, kind: str, user_id: str, now: datetime) -> str | None: ...


class Packages(Protocol):
    """CKAN's packages."""

    def create_draft(self, package: Mapping[str, Any], user: str) -> Mapping[str, Any]: ...
    def public_name(self, dataset_id: str, title: str) -> str: ...
    def close_draft(self, draft_id: str) -> None: ...
    def publish(
        self, dataset_id: str, resource_id: str, package: Mapping[str, Any], resource: Mapping[str, Any]
    ) -> None: ...


class Calendar(Protocol):
    """Deadlines by the office's working-day calendar."""

    def due_at(self, entered: datetime, days: int) -> datetime: ...
    def start_of(self, day: date) -> datetime: ...
    def is_holiday(self, day: date) -> bool: ...


class Offices(Protocol):
    """What the portal knows now of an office, of the walidata and of its own area: frozen with each submission."""

    def facts(self, owner_org: str) -> Mapping[str, Any]: ...
    def learn(self, owner_org: str, told: Mapping[str, str]) -> None: ...


class BrokenForms(Protocol):
    """Counts the answers of the MS forms that break a rule of the form and have no reason (metadata, offices, schema, now)."""

    def __call__(
        self,
        package: Mapping[str, Any],
        offices: Mapping[str, Any],
        schema: Mapping[str, Any],
        at: datetime,
        /,
    ) -> int: ...


class Unit(Protocol):
    """One transaction over everything that must stand or fall together."""

    drafts: Drafts
    reports: Reports
    reviews: Reviews
    events: Events
    work: WorkQueue
    editions: Editions
    bundles: Bundles
    sops: Sops
    people: People
    notices: Notices
    packages: Packages
    calendar: Calendar
    form: Form
    registry: Registry
    offices: Offices
    broken_forms: BrokenForms

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def commit(self) -> None: ...


NewId = Callable[[], str]
