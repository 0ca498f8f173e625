"""The tables of reviews, drafts, editions, events and work, all named ``satudata_*``.

Times are UTC with time zone. JSON columns hold what their use cases wrote; nothing queries inside them.
"""

from __future__ import annotations

import sqlalchemy as sa
from ckan.model.meta import metadata
from sqlalchemy.dialects.postgresql import JSONB

Text = sa.UnicodeText
Time = sa.DateTime(timezone=True)


def _json(name: str, default: str = "{}") -> sa.Column:
    return sa.Column(name, JSONB, nullable=False, server_default=sa.text(f"'{default}'::jsonb"))


def _text(name: str) -> sa.Column:
    return sa.Column(name, Text, nullable=False, server_default="")


def _int(name: str, default: int = 0) -> sa.Column:
    return sa.Column(name, sa.Integer, nullable=False, server_default=str(default))


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.text("false"))


def _subject(name: str = "subject") -> sa.Column:
    return sa.Column(name, Text, nullable=False, server_default="edition")


draft = sa.Table(
    "satudata_draft",
    metadata,
    sa.Column("package_id", Text, primary_key=True),
    sa.Column("dataset_id", Text, nullable=False, index=True),
    sa.Column("resource_id", Text, nullable=False),
    sa.Column("owner_org", Text, nullable=False, index=True),
    _int("base_edition"),
    _text("original_sha"),
    _text("original_name"),
    sa.Column("original_size", sa.BigInteger, nullable=False, server_default="0"),
    _text("canonical_sha"),
    _int("rows"),
    _json("schema"),
    _json("recipe"),
    _json("columns"),
    _json("inspection"),
    _json("changes"),
    _json("suggested"),
    sa.Column("intake", Text, nullable=False, server_default="empty"),
    _json("intake_error"),
    _text("validator"),
    _int("version"),
    _subject(),
    _text("reason"),
    _json("reasons", "[]"),
    sa.Column("target_edition", sa.Integer),
    sa.Column("created_at", Time, nullable=False),
    sa.Column("updated_at", Time, nullable=False),
    sa.Column("closed_at", Time),
)
sa.Index("satudata_draft_resource", draft.c.resource_id)
sa.Index(
    "satudata_draft_one_unclosed",
    draft.c.dataset_id,
    unique=True,
    postgresql_where=draft.c.closed_at.is_(None),
)

contributor = sa.Table(
    "satudata_contributor",
    metadata,
    sa.Column("draft_id", Text, primary_key=True),
    sa.Column("user_id", Text, primary_key=True),
)

CELL = """hashtextextended(
    status || '|' || step || '|' || post || '|' || bundle_ready::int || '|' || owner_org || '|' || urusan || '|' ||
    cycle || '|' || priority::int || '|' || (returns > 0)::int || '|' ||
    (reached ?| ARRAY['bps', 'catatan_bps'])::int || '|' ||
    ((reached - ARRAY['susun', 'kasubag', 'sekretaris', 'kepala_opd']) <> '[]'::jsonb)::int, 0)"""
"""Reviews that differ in nothing the queue counts by, or by which it is seen, have the same cell."""

review = sa.Table(
    "satudata_review",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False, unique=True),
    sa.Column("draft_id", Text, nullable=False, index=True),
    sa.Column("dataset_id", Text, nullable=False, index=True),
    sa.Column("owner_org", Text, nullable=False, index=True),
    _int("base_edition"),
    _subject(),
    _text("reason"),
    sa.Column("target_edition", sa.Integer),
    sa.Column("release_on", sa.Date),
    _text("title"),
    _text("urusan"),
    _text("cycle"),
    _flag("priority"),
    _flag("clean"),
    _json("findings"),
    _int("returns"),
    _flag("bps_answered"),
    _json("sop_ids", "[]"),
    sa.Column("status", Text, nullable=False),
    _text("step"),
    _text("post"),
    _int("round"),
    _text("content_digest"),
    _text("table_digest"),
    _text("submitted_by"),
    sa.Column("claimed_by", Text),
    _json("contributors", "[]"),
    _json("deciders", "[]"),
    _json("reached", "[]"),
    _flag("bundle_ready"),
    _int("version"),
    sa.Column("entered_at", Time),
    sa.Column("due_at", Time),
    sa.Column("opened_at", Time, nullable=False),
    sa.Column("updated_at", Time, nullable=False),
    sa.Column("cell", sa.BigInteger, sa.Computed(CELL, persisted=True)),
)
sa.Index(
    "satudata_review_one_open",
    review.c.draft_id,
    unique=True,
    postgresql_where=review.c.status.in_(["draft", "in_review", "returned"]),
)
sa.Index("satudata_review_turn", review.c.status, review.c.post, review.c.due_at)
sa.Index("satudata_review_done", review.c.status, review.c.updated_at)
_due = sa.text("(coalesce(due_at, 'infinity'::timestamptz))")
_aged = sa.text("(coalesce(entered_at, 'infinity'::timestamptz))")
_open = review.c.status.in_(["in_review", "returned"])
_in_review = review.c.status == "in_review"
sa.Index(
    "satudata_review_cells",
    review.c.post,
    review.c.cell,
    postgresql_include=["due_at", "number"],
    postgresql_where=_open,
)
sa.Index("satudata_review_next", review.c.post, _due, review.c.number, postgresql_where=_in_review)
for _name, _order in (("open", _due), ("aged", _aged), ("titled", sa.text("lower(title)"))):
    sa.Index(f"satudata_review_{_name}", _order, review.c.number, postgresql_where=_open)
sa.Index(
    "satudata_review_finished",
    review.c.updated_at,
    review.c.number,
    postgresql_where=review.c.status.in_(["published", "rejected", "withdrawn"]),
)
for _name, _column in (("changed", review.c.contributors), ("decided", review.c.deciders)):
    sa.Index(
        f"satudata_review_{_name}",
        _column,
        postgresql_using="gin",
        postgresql_ops={_column.name: "jsonb_path_ops"},
        postgresql_where=_in_review,
    )

review_number = sa.Sequence("satudata_review_number", metadata=metadata)
bundle_number = sa.Sequence("satudata_bundle_number", metadata=metadata)

round_ = sa.Table(
    "satudata_round",
    metadata,
    sa.Column("review_id", Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("content_digest", Text, nullable=False),
    sa.Column("table_digest", Text, nullable=False),
    sa.Column("submitted_by", Text, nullable=False),
    sa.Column("submitted_at", Time, nullable=False),
    _json("snapshot"),
)

remark = sa.Table(
    "satudata_remark",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=True),
    sa.Column("review_id", Text, nullable=False, index=True),
    sa.Column("round", sa.Integer, nullable=False),
    _text("field"),
    _text("column"),
    _json("row_key"),
    _text("place"),
    sa.Column("parent_id", sa.BigInteger),
    sa.Column("text", Text, nullable=False),
    sa.Column("author_id", Text, nullable=False),
    _text("post"),
    sa.Column("created_at", Time, nullable=False),
    sa.Column("resolved_at", Time),
    sa.Column("resolved_by", Text),
    _text("resolved_note"),
)

decision_key = sa.Table(
    "satudata_decision_key",
    metadata,
    sa.Column("review_id", Text, primary_key=True),
    sa.Column("actor_id", Text, primary_key=True),
    sa.Column("key", Text, primary_key=True),
    sa.Column("digest", Text, nullable=False),
)

report = sa.Table(
    "satudata_gate_report",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("draft_id", Text, nullable=False, index=True),
    _text("table_digest"),
    sa.Column("verdict", Text, nullable=False),
    _json("findings", "[]"),
    _json("counts"),
    _json("frictionless"),
    _text("validator"),
    _int("rows"),
    sa.Column("created_at", Time, nullable=False),
)

edition = sa.Table(
    "satudata_edition",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("dataset_id", Text, nullable=False),
    sa.Column("resource_id", Text, nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("review_id", Text, nullable=False, unique=True),
    sa.Column("draft_id", Text, nullable=False),
    sa.Column("owner_org", Text, nullable=False),
    sa.Column("content_digest", Text, nullable=False),
    sa.Column("table_digest", Text, nullable=False),
    sa.Column("canonical_sha", Text, nullable=False),
    _int("rows"),
    _json("schema"),
    _json("recipe"),
    _json("metadata"),
    _json("approvals", "[]"),
    _subject("kind"),
    _text("reason"),
    sa.Column("restored_from", sa.Integer),
    sa.Column("published_at", Time, nullable=False),
    sa.Column("datastore_at", Time),
    sa.UniqueConstraint("dataset_id", "number", name="satudata_edition_number"),
)

bundle = sa.Table(
    "satudata_bundle",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("review_id", Text, nullable=False, index=True),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("state", Text, nullable=False),
    _text("sha256"),
    sa.Column("size", sa.BigInteger, nullable=False, server_default="0"),
    _text("filename"),
    _json("entries", "[]"),
    _text("error"),
    sa.Column("built_at", Time),
    _text("letter_number"),
    _text("letter_date"),
    _text("channel"),
    _text("receiver"),
    _text("registered_by"),
    _text("answer"),
    sa.Column("answered_at", Time),
    _text("answered_by"),
    _text("receipt"),
    _text("note"),
    sa.UniqueConstraint("review_id", "round", name="satudata_bundle_round"),
)

event = sa.Table(
    "satudata_event",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=True),
    sa.Column("subject", Text, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("review_id", Text, nullable=False, index=True),
    sa.Column("at", Time, nullable=False),
    _text("actor_id"),
    _text("post"),
    _text("standing"),
    sa.Column("action", Text, nullable=False),
    _json("data"),
    sa.Column("prev_hash", Text, nullable=False),
    sa.Column("hash", Text, nullable=False),
    sa.UniqueConstraint("subject", "seq", name="satudata_event_place"),
)
sa.Index("satudata_event_action", event.c.action, event.c.at)

refusal = sa.Table(
    "satudata_refusal",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=True),
    sa.Column("at", Time, nullable=False),
    _text("actor_id"),
    sa.Column("action", Text, nullable=False),
    _text("review_id"),
    _text("subject"),
    sa.Column("code", Text, nullable=False),
    _json("data"),
)
sa.Index("satudata_refusal_of", refusal.c.subject, refusal.c.at)

head = sa.Table(
    "satudata_head",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=True),
    sa.Column("at", Time, nullable=False),
    sa.Column("events", sa.BigInteger, nullable=False),
    sa.Column("last_event", sa.BigInteger, nullable=False),
    sa.Column("heads", Text, nullable=False),
    sa.Column("prev_hash", Text, nullable=False),
    sa.Column("signature", Text, nullable=False),
)

work = sa.Table(
    "satudata_work",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=True),
    sa.Column("kind", Text, nullable=False),
    sa.Column("subject", Text, nullable=False),
    sa.Column("key", Text, nullable=False),
    _json("payload"),
    sa.Column("state", Text, nullable=False, server_default="waiting"),
    _int("attempt"),
    _text("token"),
    sa.Column("run_after", Time, nullable=False),
    sa.Column("lease_until", Time),
    _json("progress"),
    _json("last_error"),
    sa.Column("created_at", Time, nullable=False),
    sa.Column("finished_at", Time),
    sa.UniqueConstraint("kind", "subject", "key", name="satudata_work_once"),
)
sa.Index("satudata_work_due", work.c.state, work.c.run_after)

notice = sa.Table(
    "satudata_notice",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("event_id", sa.BigInteger, nullable=False),
    sa.Column("review_id", Text, nullable=False),
    sa.Column("kind", Text, nullable=False),
    sa.Column("user_id", Text, nullable=False, index=True),
    sa.Column("created_at", Time, nullable=False),
    sa.Column("read_at", Time),
    sa.Column("mailed_at", Time),
    sa.UniqueConstraint("event_id", "user_id", "kind", name="satudata_notice_once"),
)

assignment = sa.Table(
    "satudata_assignment",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("user_id", Text, nullable=False, index=True),
    sa.Column("post", Text, nullable=False),
    sa.Column("org_id", Text),
    sa.Column("standing", Text, nullable=False, server_default="definitif"),
    _text("decree"),
    sa.Column("starts_on", sa.Date, nullable=False),
    sa.Column("ends_on", sa.Date),
    sa.Column("created_at", Time, nullable=False),
)

sop = sa.Table(
    "satudata_sop",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("definition", JSONB, nullable=False),
    sa.Column("registered_at", Time, nullable=False),
)

governed = sa.Table(
    "satudata_governed",
    metadata,
    sa.Column("org_id", Text, primary_key=True),
    sa.Column("sop_id", Text, nullable=False, server_default="bawaan"),
    sa.Column("since", Time, nullable=False),
)

retraction = sa.Table(
    "satudata_retraction",
    metadata,
    sa.Column("dataset_id", Text, primary_key=True),
    sa.Column("review_id", Text, nullable=False),
    sa.Column("owner_org", Text, nullable=False),
    sa.Column("name", Text, nullable=False, index=True),
    _text("title"),
    _text("reason"),
    _json("reasons", "[]"),
    _int("edition"),
    sa.Column("retracted_at", Time, nullable=False),
    sa.Column("ended_at", Time),
)

sop_active = sa.Table(
    "satudata_sop_active",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("since", Time, nullable=False),
    _text("by_user"),
)

sop_choice = sa.Table(
    "satudata_sop_choice",
    metadata,
    sa.Column("scope", Text, primary_key=True),
    sa.Column("scope_id", Text, primary_key=True),
    sa.Column("chain", Text, primary_key=True),
    sa.Column("sop_id", Text, nullable=False),
    sa.Column("chosen_at", Time, nullable=False),
    _text("chosen_by"),
)

queue_view = sa.Table(
    "satudata_queue_view",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("user_id", Text, nullable=False),
    sa.Column("name", Text, nullable=False),
    _json("query"),
    sa.Column("created_at", Time, nullable=False),
    sa.UniqueConstraint("user_id", "name", name="satudata_queue_view_name"),
)

digest_mail = sa.Table(
    "satudata_digest_mail",
    metadata,
    sa.Column("user_id", Text, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("sent_at", Time),
)

ALL = (
    draft,
    contributor,
    review,
    round_,
    remark,
    decision_key,
    report,
    edition,
    bundle,
    event,
    refusal,
    head,
    work,
    notice,
    assignment,
    sop,
    governed,
    retraction,
    sop_active,
    sop_choice,
    queue_view,
    digest_mail,
)
