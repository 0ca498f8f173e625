"""Drafts, reviews, editions, bundles, events and work, with the locks that guard them.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.satudata.model.locks import LOCKS_DOWN, LOCKS_UP
from ckanext.satudata.model.validation import VALIDATION_UP

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEQUENCES = ("satudata_review_number", "satudata_bundle_number")


def upgrade() -> None:
    for name in SEQUENCES:
        op.execute(sa.schema.CreateSequence(sa.Sequence(name)))
    op.create_table(
        "satudata_assignment",
        sa.Column("id", sa.UnicodeText(), nullable=False),
        sa.Column("user_id", sa.UnicodeText(), nullable=False),
        sa.Column("post", sa.UnicodeText(), nullable=False),
        sa.Column("org_id", sa.UnicodeText(), nullable=True),
        sa.Column("standing", sa.UnicodeText(), server_default="definitif", nullable=False),
        sa.Column("decree", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_satudata_assignment_user_id"), "satudata_assignment", ["user_id"], unique=False)
    op.create_table(
        "satudata_bundle",
        sa.Column("id", sa.UnicodeText(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.UnicodeText(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state", sa.UnicodeText(), nullable=False),
        sa.Column("sha256", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("size", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("filename", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("entries", JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("error", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("letter_number", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("letter_date", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("channel", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("receiver", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("registered_by", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("answer", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("receipt", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("note", sa.UnicodeText(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("review_id", "round", name="satudata_bundle_round"),
    )
    op.create_index(op.f("ix_satudata_bundle_review_id"), "satudata_bundle", ["review_id"], unique=False)
    op.create_table(
        "satudata_contributor",
        sa.Column("draft_id", sa.UnicodeText(), nullable=False),
        sa.Column("user_id", sa.UnicodeText(), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "user_id"),
    )
    op.create_table(
        "satudata_decision_key",
        sa.Column("review_id", sa.UnicodeText(), nullable=False),
        sa.Column("actor_id", sa.UnicodeText(), nullable=False),
        sa.Column("key", sa.UnicodeText(), nullable=False),
        sa.Column("digest", sa.UnicodeText(), nullable=False),
        sa.PrimaryKeyConstraint("review_id", "actor_id", "key"),
    )
    op.create_table(
        "satudata_draft",
        sa.Column("package_id", sa.UnicodeText(), nullable=False),
        sa.Column("dataset_id", sa.UnicodeText(), nullable=False),
        sa.Column("resource_id", sa.UnicodeText(), nullable=False),
        sa.Column("owner_org", sa.UnicodeText(), nullable=False),
        sa.Column("base_edition", sa.Integer(), server_default="0", nullable=False),
        sa.Column("original_sha", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("original_name", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("original_size", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("canonical_sha", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("rows", sa.Integer(), server_default="0", nullable=False),
        sa.Column("schema", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("recipe", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("columns", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("inspection", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("changes", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("suggested", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("intake", sa.UnicodeText(), server_default="empty", nullable=False),
        sa.Column("intake_error", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("validator", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("package_id"),
    )
    op.create_index(op.f("ix_satudata_draft_dataset_id"), "satudata_draft", ["dataset_id"], unique=False)
    op.create_index(op.f("ix_satudata_draft_owner_org"), "satudata_draft", ["owner_org"], unique=False)
    op.create_index(
        "satudata_draft_one_unclosed",
        "satudata_draft",
        ["dataset_id"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "satudata_edition",
        sa.Column("id", sa.UnicodeText(), nullable=False),
        sa.Column("dataset_id", sa.UnicodeText(), nullable=False),
        sa.Column("resource_id", sa.UnicodeText(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.UnicodeText(), nullable=False),
        sa.Column("draft_id", sa.UnicodeText(), nullable=False),
        sa.Column("owner_org", sa.UnicodeText(), nullable=False),
        sa.Column("content_digest", sa.UnicodeText(), nullable=False),
        sa.Column("table_digest", sa.UnicodeText(), nullable=False),
        sa.Column("canonical_sha", sa.UnicodeText(), nullable=False),
        sa.Column("rows", sa.Integer(), server_default="0", nullable=False),
        sa.Column("schema", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("recipe", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("metadata", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("approvals", JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("datastore_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dataset_id", "number", name="satudata_edition_number"),
        sa.UniqueConstraint("review_id"),
    )
    op.create_index(
        op.f("ix_satudata_edition_resource_id"), "satudata_edition", ["resource_id"], unique=False
    )
    op.create_table(
        "satudata_event",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("subject", sa.UnicodeText(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.UnicodeText(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("post", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("standing", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("action", sa.UnicodeText(), nullable=False),
        sa.Column("data", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("prev_hash", sa.UnicodeText(), nullable=False),
        sa.Column("hash", sa.UnicodeText(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("subject", "seq", name="satudata_event_place"),
    )
    op.create_index(op.f("ix_satudata_event_review_id"), "satudata_event", ["review_id"], unique=False)
    op.create_table(
        "satudata_gate_report",
        sa.Column("id", sa.UnicodeText(), nullable=False),
        sa.Column("draft_id", sa.UnicodeText(), nullable=False),
        sa.Column("table_digest", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("verdict", sa.UnicodeText(), nullable=False),
        sa.Column("findings", JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("counts", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("frictionless", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("validator", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("rows", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_satudata_gate_report_draft_id"), "satudata_gate_report", ["draft_id"], unique=False
    )
    op.create_table(
        "satudata_governed",
        sa.Column("org_id", sa.UnicodeText(), nullable=False),
        sa.Column("sop_id", sa.UnicodeText(), server_default="bawaan", nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("org_id"),
    )
    op.create_table(
        "satudata_notice",
        sa.Column("id", sa.UnicodeText(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("review_id", sa.UnicodeText(), nullable=False),
        sa.Column("kind", sa.UnicodeText(), nullable=False),
        sa.Column("user_id", sa.UnicodeText(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id", "user_id", "kind", name="satudata_notice_once"),
    )
    op.create_index(op.f("ix_satudata_notice_user_id"), "satudata_notice", ["user_id"], unique=False)
    op.create_table(
        "satudata_remark",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("review_id", sa.UnicodeText(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("field", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("text", sa.UnicodeText(), nullable=False),
        sa.Column("author_id", sa.UnicodeText(), nullable=False),
        sa.Column("post", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.UnicodeText(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_satudata_remark_review_id"), "satudata_remark", ["review_id"], unique=False)
    op.create_table(
        "satudata_review",
        sa.Column("id", sa.UnicodeText(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.UnicodeText(), nullable=False),
        sa.Column("dataset_id", sa.UnicodeText(), nullable=False),
        sa.Column("owner_org", sa.UnicodeText(), nullable=False),
        sa.Column("base_edition", sa.Integer(), server_default="0", nullable=False),
        sa.Column("subject", sa.UnicodeText(), server_default="edition", nullable=False),
        sa.Column("sop_ids", JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("status", sa.UnicodeText(), nullable=False),
        sa.Column("step", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("post", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("round", sa.Integer(), server_default="0", nullable=False),
        sa.Column("content_digest", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("table_digest", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("submitted_by", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("claimed_by", sa.UnicodeText(), nullable=True),
        sa.Column("contributors", JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("deciders", JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("reached", JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("bundle_ready", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_satudata_review_dataset_id"), "satudata_review", ["dataset_id"], unique=False)
    op.create_index(op.f("ix_satudata_review_draft_id"), "satudata_review", ["draft_id"], unique=False)
    op.create_index(op.f("ix_satudata_review_owner_org"), "satudata_review", ["owner_org"], unique=False)
    op.create_index(
        "satudata_review_one_open",
        "satudata_review",
        ["draft_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('draft', 'in_review', 'returned')"),
    )
    op.create_index("satudata_review_turn", "satudata_review", ["status", "post", "due_at"], unique=False)
    op.create_table(
        "satudata_round",
        sa.Column("review_id", sa.UnicodeText(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content_digest", sa.UnicodeText(), nullable=False),
        sa.Column("table_digest", sa.UnicodeText(), nullable=False),
        sa.Column("submitted_by", sa.UnicodeText(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("snapshot", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.PrimaryKeyConstraint("review_id", "number"),
    )
    op.create_table(
        "satudata_sop",
        sa.Column("id", sa.UnicodeText(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("definition", JSONB(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", "version"),
    )
    op.create_table(
        "satudata_work",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.UnicodeText(), nullable=False),
        sa.Column("subject", sa.UnicodeText(), nullable=False),
        sa.Column("key", sa.UnicodeText(), nullable=False),
        sa.Column("payload", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("state", sa.UnicodeText(), server_default="waiting", nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("token", sa.UnicodeText(), server_default="", nullable=False),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("progress", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("last_error", JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "subject", "key", name="satudata_work_once"),
    )
    op.create_index("satudata_work_due", "satudata_work", ["state", "run_after"], unique=False)
    for statement in (VALIDATION_UP, *LOCKS_UP):
        op.execute(statement)


def downgrade() -> None:
    for statement in LOCKS_DOWN:
        op.execute(statement)
    op.drop_index("satudata_work_due", table_name="satudata_work")
    op.drop_table("satudata_work")
    op.drop_table("satudata_sop")
    op.drop_table("satudata_round")
    op.drop_index("satudata_review_turn", table_name="satudata_review")
    op.drop_index(
        "satudata_review_one_open",
        table_name="satudata_review",
        postgresql_where=sa.text("status IN ('draft', 'in_review', 'returned')"),
    )
    op.drop_index(op.f("ix_satudata_review_owner_org"), table_name="satudata_review")
    op.drop_index(op.f("ix_satudata_review_draft_id"), table_name="satudata_review")
    op.drop_index(op.f("ix_satudata_review_dataset_id"), table_name="satudata_review")
    op.drop_table("satudata_review")
    op.drop_index(op.f("ix_satudata_remark_review_id"), table_name="satudata_remark")
    op.drop_table("satudata_remark")
    op.drop_index(op.f("ix_satudata_notice_user_id"), table_name="satudata_notice")
    op.drop_table("satudata_notice")
    op.drop_table("satudata_governed")
    op.drop_index(op.f("ix_satudata_gate_report_draft_id"), table_name="satudata_gate_report")
    op.drop_table("satudata_gate_report")
    op.drop_index(op.f("ix_satudata_event_review_id"), table_name="satudata_event")
    op.drop_table("satudata_event")
    op.drop_index(op.f("ix_satudata_edition_resource_id"), table_name="satudata_edition")
    op.drop_table("satudata_edition")
    op.drop_index(
        "satudata_draft_one_unclosed",
        table_name="satudata_draft",
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.drop_index(op.f("ix_satudata_draft_owner_org"), table_name="satudata_draft")
    op.drop_index(op.f("ix_satudata_draft_dataset_id"), table_name="satudata_draft")
    op.drop_table("satudata_draft")
    op.drop_table("satudata_decision_key")
    op.drop_table("satudata_contributor")
    op.drop_index(op.f("ix_satudata_bundle_review_id"), table_name="satudata_bundle")
    op.drop_table("satudata_bundle")
    op.drop_index(op.f("ix_satudata_assignment_user_id"), table_name="satudata_assignment")
    op.drop_table("satudata_assignment")
    for name in SEQUENCES:
        op.execute(sa.schema.DropSequence(sa.Sequence(name)))
