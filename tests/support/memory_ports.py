"""The ports of the unit of work in memory, over the rows that a transaction sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol

from ckanext.satudata.app.ports import Bundle, Edition, Event, Round, Work
from ckanext.satudata.app.publication.ports import Retraction
from ckanext.satudata.domain.chain import GENESIS, link
from ckanext.satudata.domain.draft import Draft, Report
from ckanext.satudata.domain.errors import Conflict, Missing
from ckanext.satudata.domain.review.model import Actor, NewEvent, Remark, Review, Status
from ckanext.satudata.domain.sop import Sop


class Doubled(Exception):
    """Two rows where the database allows one."""


@dataclass
class Kept:
    """Everything that a commit keeps."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    contributors: dict[str, set[str]] = field(default_factory=dict)
    packages: dict[str, dict[str, Any]] = field(default_factory=dict)
    public: dict[str, tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)
    reviews: dict[str, Review] = field(default_factory=dict)
    due: dict[str, datetime | None] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)
    remarks: list[tuple[str, int, Remark, str]] = field(default_factory=list)
    keys: dict[tuple[str, str, str], str] = field(default_factory=dict)
    events: list[tuple[str, Event, str]] = field(default_factory=list)
    work: dict[tuple[str, str, str], Work] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)
    run_after: dict[int, datetime | None] = field(default_factory=dict)
    editions: list[Edition] = field(default_factory=list)
    bundles: dict[str, Bundle] = field(default_factory=dict)
    pinned: dict[tuple[str, int], Sop] = field(default_factory=dict)
    retractions: dict[str, Retraction] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    notices: dict[tuple[int, str, str], str] = field(default_factory=dict)


class Running(Protocol):
    """The running unit: its rows and its world."""

    now: Kept
    world: Any


class MemoryPort:
    def __init__(self, unit: Running) -> None:
        self.unit = unit

    @property
    def kept(self) -> Kept:
        return self.unit.now


class MemoryDrafts(MemoryPort):
    def get(self, draft_id: str, *, lock: bool = False) -> Draft:
        if draft_id not in self.kept.drafts:
            raise Missing("draft_missing", id=draft_id)
        return self.kept.drafts[draft_id]

    def add(self, draft: Draft, now: datetime) -> None:
        if draft.id in self.kept.drafts or self.unclosed_of(draft.dataset_id):
            raise Doubled(draft.dataset_id)
        self.kept.drafts[draft.id] = draft

    def save(self, draft: Draft, now: datetime, *, moved: bool = True) -> Draft:
        after = replace(draft, version=draft.version + 1) if moved else draft
        self.kept.drafts[draft.id] = after
        return after

    def remove(self, draft_id: str) -> None:
        self.kept.drafts.pop(draft_id, None)
        self.kept.contributors.pop(draft_id, None)
        self.kept.reports = [r for r in self.kept.reports if r.draft_id != draft_id]

    def unclosed_of(self, dataset_id: str) -> str | None:
        found = (d.id for d in self.kept.drafts.values() if d.dataset_id == dataset_id)
        return next((draft_id for draft_id in found if draft_id not in self.kept.closed), None)

    def close(self, draft_id: str, now: datetime) -> None:
        self.kept.closed.add(draft_id)

    def contributors(self, draft_id: str) -> frozenset[str]:
        return frozenset(self.kept.contributors.get(draft_id, ()))

    def touched_by(self, draft_id: str, user_id: str) -> None:
        self.kept.contributors.setdefault(draft_id, set()).add(user_id)

    def package(self, draft_id: str) -> Mapping[str, Any]:
        return self.kept.packages[draft_id]


class MemoryReports(MemoryPort):
    def add(self, report: Report, now: datetime) -> None:
        self.kept.reports.append(report)

    def latest(self, draft_id: str) -> Report | None:
        return next((r for r in reversed(self.kept.reports) if r.draft_id == draft_id), None)


class MemoryReviews(MemoryPort):
    def get(self, review_id: str, *, lock: bool = False) -> Review:
        if review_id not in self.kept.reviews:
            raise Missing("review_missing", id=review_id)
        return self.kept.reviews[review_id]

    def latest_of(self, draft_id: str, *, lock: bool = False) -> Review | None:
        found = [r for r in self.kept.reviews.values() if r.draft_id == draft_id]
        return max(found, key=lambda r: r.number, default=None)

    def next_number(self) -> int:
        return next(self.unit.world.numbers)

    def add(self, review: Review, now: datetime) -> None:
        unfinished = (Status.DRAFT, Status.IN_REVIEW, Status.RETURNED)
        if any(r.draft_id == review.draft_id and r.status in unfinished for r in self.kept.reviews.values()):
            raise Doubled(review.draft_id)
        self.kept.reviews[review.id] = review

    def save(self, review: Review, now: datetime, due_at: datetime | None) -> None:
        if self.kept.reviews[review.id].version != review.version - 1:
            raise Conflict("review_moved", number=review.number)
        self.kept.reviews[review.id] = review
        self.kept.due[review.id] = due_at

    def add_round(self, round_: Round) -> None:
        self.kept.rounds.append(round_)

    def rounds(self, review_id: str) -> Sequence[Round]:
        return sorted((r for r in self.kept.rounds if r.review_id == review_id), key=lambda r: r.number)

    def add_remarks(
        self, review: Review, remarks: Sequence[Remark], actor: Actor, post: str, now: datetime
    ) -> None:
        self.kept.remarks.extend((review.id, review.round, remark, post) for remark in remarks)

    def open_remarks(self, review_id: str) -> int:
        return sum(of == review_id and remark.parent is None for of, _, remark, _ in self.kept.remarks)

    def answered(self, review_id: str, actor_id: str, key: str) -> str | None:
        return self.kept.keys.get((review_id, actor_id, key))

    def remember(self, review_id: str, actor_id: str, key: str, digest: str) -> None:
        if (review_id, actor_id, key) in self.kept.keys:
            raise Doubled(key)
        self.kept.keys[review_id, actor_id, key] = digest


class MemoryRegistry:
    """Which versions of code lists were imported, with their digests."""

    def __init__(self, imported: dict[str, tuple[int, str]]) -> None:
        self.imported = imported

    def newest(self) -> dict[str, tuple[int, str]]:
        return dict(self.imported)


class MemoryEvents(MemoryPort):
    def append(self, subject: str, event: NewEvent, actor: Actor, now: datetime, review_id: str) -> Event:
        before = [(e, digest) for _, e, digest in self.kept.events if e.subject == subject]
        recorded = Event(
            id=len(self.kept.events) + 1,
            subject=subject,
            seq=len(before) + 1,
            at=now,
            actor_id=actor.user_id,
            post=event.post,
            standing=str(event.standing),
            action=event.action,
            data=dict(event.data),
        )
        row = {**vars(recorded), "at": now.isoformat(timespec="microseconds")}
        digest = link(before[-1][1] if before else GENESIS, row)
        self.kept.events.append((review_id, recorded, digest))
        return recorded

    def of_review(self, review_id: str) -> Sequence[Event]:
        return [event for its_review, event, _ in self.kept.events if its_review == review_id]


class MemoryWork(MemoryPort):
    def add(
        self,
        kind: str,
        subject: str,
        key: str,
        payload: Mapping[str, Any] | None = None,
        *,
        run_after: datetime | None = None,
    ) -> None:
        if (kind, subject, key) in self.kept.work:
            return
        work = Work(len(self.kept.work) + 1, kind, subject, key, dict(payload or {}))
        self.kept.work[kind, subject, key] = work
        self.kept.states[work.id] = "waiting"
        self.kept.run_after[work.id] = run_after

    def finish(self, work: Work) -> None:
        held = self.kept.work.get((work.kind, work.subject, work.key))
        if held is None or held.token != work.token or self.kept.states[work.id] != "running":
            raise Conflict("lease_lost", id=work.id)
        self.kept.states[work.id] = "done"

    def cancel(self, kinds: Sequence[str], subject: str) -> None:
        for work in self.kept.work.values():
            wanted = work.subject == subject and work.kind in kinds
            if wanted and self.kept.states[work.id] in ("waiting", "running"):
                self.kept.states[work.id] = "cancelled"

    def again(self, kind: str, subject: str, key: str, payload: Mapping[str, Any] | None = None) -> None:
        self.add(kind, subject, key, payload)
        work = self.kept.work[kind, subject, key]
        if self.kept.states[work.id] in ("failed", "done", "cancelled"):
            self.kept.work[kind, subject, key] = replace(work, attempt=0, token="")
            self.kept.states[work.id] = "waiting"


class MemoryEditions(MemoryPort):
    def _of(self, dataset_id: str) -> list[Edition]:
        return sorted((e for e in self.kept.editions if e.dataset_id == dataset_id), key=lambda e: e.number)

    def current(self, dataset_id: str, *, lock: bool = False) -> Edition | None:
        found = self._of(dataset_id)
        return found[-1] if found else None

    def get(self, dataset_id: str, number: int) -> Edition:
        found = next((e for e in self._of(dataset_id) if e.number == number), None)
        if found is None:
            raise Missing("edition_missing", number=number)
        return found

    def of_review(self, review_id: str) -> Edition | None:
        return next((e for e in self.kept.editions if e.review_id == review_id), None)

    def add(self, edition: Edition) -> None:
        taken = {(e.dataset_id, e.number) for e in self.kept.editions}
        if (edition.dataset_id, edition.number) in taken or self.of_review(edition.review_id):
            raise Doubled(edition.id)
        self.kept.editions.append(edition)


class MemoryBundles(MemoryPort):
    def get(self, bundle_id: str, *, lock: bool = False) -> Bundle:
        if bundle_id not in self.kept.bundles:
            raise Missing("bundle_missing", id=bundle_id)
        return self.kept.bundles[bundle_id]

    def of_round(self, review_id: str, round_number: int) -> Bundle | None:
        found = (b for b in self.kept.bundles.values() if (b.review_id, b.round) == (review_id, round_number))
        return next(found, None)

    def of_members(self, members_key: str, *, lock: bool = False) -> Bundle | None:
        found = (b for b in self.kept.bundles.values() if members_key and b.members_key == members_key)
        return next(found, None)

    def of_dataset(self, dataset_id: str) -> Sequence[Bundle]:
        reviews = {one.id for one in self.kept.reviews.values() if one.dataset_id == dataset_id}
        found = [bundle for bundle in self.kept.bundles.values() if bundle.review_id in reviews]
        return sorted(found, key=lambda bundle: bundle.number)

    def versions_of_scope(self, kind: str, scope: str) -> int:
        return sum((b.kind, b.scope) == (kind, scope) for b in self.kept.bundles.values())

    def versions_of(self, review_id: str) -> int:
        return sum(bundle.review_id == review_id for bundle in self.kept.bundles.values())

    def next_number(self) -> int:
        return next(self.unit.world.numbers)

    def add(self, bundle: Bundle) -> None:
        doubled = bundle.review_id and self.of_round(bundle.review_id, bundle.round)
        if doubled or self.of_members(bundle.members_key):
            raise Doubled(bundle.id)
        self.kept.bundles[bundle.id] = bundle

    def save(self, bundle: Bundle) -> None:
        self.kept.bundles[bundle.id] = bundle


class MemoryOffices:
    def __init__(self, titles: Mapping[str, str]) -> None:
        self.titles = titles

    def facts(self, owner_org: str) -> Mapping[str, Any]:
        title = self.titles.get(owner_org, owner_org)
        return {"organization": {"title": title}, "walidata": {}, "kabupaten": {}}

    def learn(self, owner_org: str, told: Mapping[str, str]) -> None:
        """Titles are all that this office has."""


class MemorySops(MemoryPort):
    def for_draft(self, org_id: str, dataset_id: str) -> Sequence[Sop]:
        return (self.unit.world.sop,)

    def pin(self, sop: Sop) -> None:
        self.kept.pinned[sop.id, sop.version] = sop

    def get(self, sop_ids: Sequence[tuple[str, int]]) -> Sop:
        known = {
            (self.unit.world.sop.id, self.unit.world.sop.version): self.unit.world.sop,
            **self.kept.pinned,
        }
        if sop_ids[0] not in known:
            raise Missing("sop_missing", id=sop_ids[0][0], version=sop_ids[0][1])
        return known[sop_ids[0]]


class MemoryPeople(MemoryPort):
    def holders(self, post: str, org_id: str) -> Sequence[str]:
        return self.unit.world.holders.get(post, ())

    def still_active(self, user_ids: Sequence[str]) -> Sequence[str]:
        return list(user_ids)

    def preparers(self, org_id: str) -> Sequence[str]:
        return self.unit.world.holders.get("produsen", ())


class MemoryNotices(MemoryPort):
    def add(self, event_id: int, review_id: str, kind: str, user_id: str, now: datetime) -> str | None:
        place = (event_id, user_id, kind)
        if place in self.kept.notices:
            return None
        self.kept.notices[place] = f"notice-{len(self.kept.notices) + 1}"
        return self.kept.notices[place]


class MemoryPackages(MemoryPort):
    def create_draft(self, package: Mapping[str, Any], user: str) -> Mapping[str, Any]:
        self.kept.packages[package["id"]] = dict(package)
        return package

    def public_name(self, dataset_id: str, title: str) -> str:
        known = self.kept.public.get(dataset_id)
        return str(known[0]["name"]) if known else title.lower().replace(" ", "-")

    def close_draft(self, draft_id: str) -> None:
        self.kept.packages[draft_id]["state"] = "draft"

    def publish(
        self, dataset_id: str, resource_id: str, package: Mapping[str, Any], resource: Mapping[str, Any]
    ) -> None:
        self.kept.public[dataset_id] = (dict(package), {**resource, "id": resource_id})
        self.kept.down.discard(dataset_id)

    def retract(self, dataset_id: str) -> None:
        self.kept.down.add(dataset_id)


class MemoryCalendar:
    def due_at(self, entered: datetime, days: int) -> datetime:
        return entered + timedelta(days=days)

    def start_of(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=UTC)

    def is_holiday(self, day: date) -> bool:
        return day.weekday() >= 5
