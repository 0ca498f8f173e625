"""Reviews with their rounds, remarks and the keys of decisions taken."""

from __future__ import annotations

import sqlalchemy as sa
from ckan.model.meta import metadata

from .columns import Text, Time, flag_column, json_column, subject_column, text_column, whole_column

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
    whole_column("base_edition"),
    subject_column(),
    text_column("reason"),
    sa.Column("target_edition", sa.Integer),
    sa.Column("release_on", sa.Date),
    text_column("title"),
    text_column("urusan"),
    text_column("cycle"),
    flag_column("priority"),
    flag_column("clean"),
    json_column("findings"),
    whole_column("returns"),
    flag_column("bps_answered"),
    json_column("sop_ids", "[]"),
    sa.Column("status", Text, nullable=False),
    text_column("step"),
    text_column("post"),
    whole_column("round"),
    text_column("content_digest"),
    text_column("table_digest"),
    text_column("submitted_by"),
    sa.Column("claimed_by", Text),
    json_column("contributors", "[]"),
    json_column("deciders", "[]"),
    json_column("reached", "[]"),
    flag_column("bundle_ready"),
    whole_column("version"),
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
sa.Index("satudata_review_cells", review.c.cell, review.c.due_at, postgresql_where=_open)
sa.Index("satudata_review_at_post", review.c.post, review.c.cell, review.c.due_at, postgresql_where=_open)
sa.Index("satudata_review_next", review.c.post, _due, review.c.number, postgresql_where=_in_review)
sa.Index("satudata_review_by_step", review.c.step, _due, review.c.number, postgresql_where=_open)
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
sa.Index(
    "satudata_review_words",
    review.c.title,
    postgresql_using="gin",
    postgresql_ops={"title": "gin_trgm_ops"},
)

review_number = sa.Sequence("satudata_review_number", metadata=metadata)

round_ = sa.Table(
    "satudata_round",
    metadata,
    sa.Column("review_id", Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("content_digest", Text, nullable=False),
    sa.Column("table_digest", Text, nullable=False),
    sa.Column("submitted_by", Text, nullable=False),
    sa.Column("submitted_at", Time, nullable=False),
    json_column("snapshot"),
)

remark = sa.Table(
    "satudata_remark",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=True),
    sa.Column("review_id", Text, nullable=False, index=True),
    sa.Column("round", sa.Integer, nullable=False),
    text_column("field"),
    text_column("column"),
    json_column("row_key"),
    text_column("place"),
    sa.Column("parent_id", sa.BigInteger),
    sa.Column("text", Text, nullable=False),
    sa.Column("author_id", Text, nullable=False),
    text_column("post"),
    sa.Column("created_at", Time, nullable=False),
    sa.Column("resolved_at", Time),
    sa.Column("resolved_by", Text),
    text_column("resolved_note"),
)

decision_key = sa.Table(
    "satudata_decision_key",
    metadata,
    sa.Column("review_id", Text, primary_key=True),
    sa.Column("actor_id", Text, primary_key=True),
    sa.Column("key", Text, primary_key=True),
    sa.Column("digest", Text, nullable=False),
)
