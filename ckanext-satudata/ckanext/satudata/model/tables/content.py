"""Drafts, gate reports, editions, bundles and retractions: what is prepared and what was published."""

from __future__ import annotations

import sqlalchemy as sa
from ckan.model.meta import metadata

from .columns import Text, Time, json_column, subject_column, text_column, whole_column

draft = sa.Table(
    "satudata_draft",
    metadata,
    sa.Column("package_id", Text, primary_key=True),
    sa.Column("dataset_id", Text, nullable=False, index=True),
    sa.Column("resource_id", Text, nullable=False),
    sa.Column("owner_org", Text, nullable=False, index=True),
    whole_column("base_edition"),
    text_column("original_sha"),
    text_column("original_name"),
    sa.Column("original_size", sa.BigInteger, nullable=False, server_default="0"),
    text_column("canonical_sha"),
    whole_column("rows"),
    json_column("schema"),
    json_column("recipe"),
    json_column("columns"),
    json_column("inspection"),
    json_column("changes"),
    json_column("suggested"),
    sa.Column("intake", Text, nullable=False, server_default="empty"),
    json_column("intake_error"),
    json_column("structure"),
    text_column("validator"),
    whole_column("version"),
    subject_column(),
    text_column("reason"),
    json_column("reasons", "[]"),
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

report = sa.Table(
    "satudata_gate_report",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("draft_id", Text, nullable=False, index=True),
    text_column("table_digest"),
    sa.Column("verdict", Text, nullable=False),
    json_column("findings", "[]"),
    json_column("counts"),
    json_column("frictionless"),
    text_column("validator"),
    whole_column("rows"),
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
    whole_column("rows"),
    json_column("schema"),
    json_column("recipe"),
    json_column("metadata"),
    json_column("approvals", "[]"),
    subject_column("kind"),
    text_column("reason"),
    sa.Column("restored_from", sa.Integer),
    sa.Column("published_at", Time, nullable=False),
    sa.Column("datastore_at", Time),
    sa.UniqueConstraint("dataset_id", "number", name="satudata_edition_number"),
)

bundle_number = sa.Sequence("satudata_bundle_number", metadata=metadata)

bundle = sa.Table(
    "satudata_bundle",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("kind", Text, nullable=False, server_default="review"),
    text_column("scope"),
    text_column("title"),
    text_column("owner_org"),
    json_column("members", "[]"),
    text_column("members_key"),
    sa.Column("review_id", Text, index=True),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("state", Text, nullable=False),
    text_column("sha256"),
    sa.Column("size", sa.BigInteger, nullable=False, server_default="0"),
    text_column("filename"),
    json_column("entries", "[]"),
    text_column("error"),
    sa.Column("built_at", Time),
    text_column("letter_number"),
    text_column("letter_date"),
    text_column("channel"),
    text_column("receiver"),
    text_column("registered_by"),
    text_column("answer"),
    sa.Column("answered_at", Time),
    text_column("answered_by"),
    text_column("receipt"),
    text_column("note"),
    json_column("proof"),
    json_column("reply"),
    json_column("sendings", "[]"),
    sa.UniqueConstraint("review_id", "round", name="satudata_bundle_round"),
    sa.Index(
        "satudata_bundle_members", "members_key", unique=True, postgresql_where=sa.text("members_key <> ''")
    ),
    sa.CheckConstraint("(kind = 'review') = (review_id IS NOT NULL)", name="satudata_bundle_kind"),
)

retraction = sa.Table(
    "satudata_retraction",
    metadata,
    sa.Column("dataset_id", Text, primary_key=True),
    sa.Column("review_id", Text, nullable=False),
    sa.Column("owner_org", Text, nullable=False),
    sa.Column("name", Text, nullable=False, index=True),
    text_column("title"),
    text_column("reason"),
    json_column("reasons", "[]"),
    whole_column("edition"),
    sa.Column("retracted_at", Time, nullable=False),
    sa.Column("ended_at", Time),
)
