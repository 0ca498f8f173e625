"""Rows to values and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.engine import RowMapping

from ...app.ports import Bundle, Edition, Event, Round
from ...domain.draft import Draft, Intake, Report
from ...domain.review.model import Actor, Decider, Remark, Review, Status, Subject


def draft(row: RowMapping) -> Draft:
    same = (
        "dataset_id resource_id owner_org base_edition original_sha original_name original_size canonical_sha "
        "rows schema recipe columns inspection changes suggested intake_error validator version reason "
        "target_edition structure"
    ).split()
    return Draft(
        id=row["package_id"],
        intake=Intake(row["intake"]),
        subject=Subject(row["subject"]),
        reasons=tuple(row["reasons"]),
        **{name: row[name] for name in same},
    )


def draft_row(value: Draft) -> dict[str, Any]:
    row = dict(vars(value))
    row["package_id"] = row.pop("id")
    return row


def review(row: RowMapping) -> Review:
    same = (
        "id number draft_id dataset_id owner_org base_edition step round content_digest table_digest submitted_by "
        "claimed_by bundle_ready version entered_at reason target_edition release_on returns bps_answered title urusan "
        "cycle priority clean findings"
    ).split()
    return Review(
        status=Status(row["status"]),
        subject=Subject(row["subject"]),
        sop_ids=tuple((sop_id, version) for sop_id, version in row["sop_ids"]),
        contributors=frozenset(row["contributors"]),
        deciders=frozenset(Decider(user_id, post) for user_id, post in row["deciders"]),
        reached=tuple(row["reached"]),
        **{name: row[name] for name in same},
    )


def review_row(value: Review) -> dict[str, Any]:
    row = dict(vars(value))
    del row["claim_holds"]
    row["findings"] = dict(value.findings)
    row["sop_ids"] = [list(pair) for pair in value.sop_ids]
    row["contributors"] = sorted(value.contributors)
    row["deciders"] = sorted([d.user_id, d.post] for d in value.deciders)
    row["reached"] = list(value.reached)
    return row


def remark_row(review: Review, remark: Remark, actor: Actor, post: str, now: datetime) -> dict[str, Any]:
    return {
        "review_id": review.id,
        "round": review.round,
        "field": remark.field,
        "column": remark.column,
        "row_key": dict(remark.row_key),
        "place": remark.place,
        "parent_id": remark.parent,
        "text": remark.text,
        "author_id": actor.user_id,
        "post": post,
        "created_at": now,
    }


def _plain(kind: type, row: RowMapping) -> Any:
    return kind(**{name: row[name] for name in kind.__dataclass_fields__})


def report(row: RowMapping) -> Report:
    return _plain(Report, {**row, "findings": tuple(row["findings"])})


def edition(row: RowMapping) -> Edition:
    return _plain(Edition, row)


def bundle(row: RowMapping) -> Bundle:
    lists = {name: tuple(row[name]) for name in ("members", "sendings")}
    return _plain(Bundle, {**row, "review_id": row["review_id"] or "", **lists})


def event(row: RowMapping) -> Event:
    return _plain(Event, row)


def round_(row: RowMapping) -> Round:
    return _plain(Round, row)
