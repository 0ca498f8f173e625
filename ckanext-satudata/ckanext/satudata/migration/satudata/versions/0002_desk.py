"""What the queue, the subjects of a review, threads of remarks, SOP versions and the record's anchors need.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.satudata.model.locks import APPEND_ONLY_UP

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Time = sa.DateTime(timezone=True)


def _text(name: str, default: str | None = "") -> sa.Column:
    return sa.Column(name, sa.UnicodeText(), server_default=default, nullable=False)


def _json(name: str, default: str = "{}") -> sa.Column:
    return sa.Column(name, JSONB(), server_default=sa.text(f"'{default}'::jsonb"), nullable=False)


def _whole(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), server_default="0", nullable=False)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), server_default=sa.text("false"), nullable=False)


def _maybe(name: str, kind: sa.types.TypeEngine) -> sa.Column:
    return sa.Column(name, kind, nullable=True)


def _moment(name: str) -> sa.Column:
    return sa.Column(name, Time, nullable=False)


def _number() -> sa.Column:
    return sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False)


def _added() -> dict[str, tuple[sa.Column, ...]]:
    """Columns by table; made anew each time, since a column belongs to one table."""
    return {
        "satudata_draft": (
            _text("subject", "edition"),
            _text("reason"),
            _maybe("target_edition", sa.Integer()),
        ),
        "satudata_review": (
            _text("reason"),
            _maybe("target_edition", sa.Integer()),
            _maybe("release_on", sa.Date()),
            _text("title"),
            _text("urusan"),
            _text("cycle"),
            _flag("priority"),
            _flag("clean"),
            _json("findings"),
            _whole("returns"),
            _flag("bps_answered"),
        ),
        "satudata_remark": (
            _text("column"),
            _json("row_key"),
            _text("place"),
            _maybe("parent_id", sa.BigInteger()),
            _text("resolved_note"),
        ),
        "satudata_edition": (
            _text("kind", "edition"),
            _text("reason"),
            _maybe("restored_from", sa.Integer()),
        ),
    }


INDEXES = (
    ("satudata_review_done", "satudata_review", ("status", "updated_at")),
    ("satudata_event_action", "satudata_event", ("action", "at")),
)
TABLES = (
    "satudata_refusal",
    "satudata_head",
    "satudata_retraction",
    "satudata_sop_active",
    "satudata_sop_choice",
    "satudata_queue_view",
    "satudata_digest_mail",
)


def upgrade() -> None:
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    for name, table, indexed in INDEXES:
        op.create_index(name, table, list(indexed))
    _tables_of_the_record()
    _tables_of_the_desk()
    for statement in APPEND_ONLY_UP:
        op.execute(statement)
    op.execute(
        "UPDATE satudata_review SET title = metadata.title FROM "
        "(SELECT id, title FROM package) metadata WHERE metadata.id = satudata_review.draft_id"
    )


def _tables_of_the_record() -> None:
    op.create_table(
        "satudata_refusal",
        _number(),
        _moment("at"),
        _text("actor_id"),
        _text("action", None),
        _text("review_id"),
        _text("subject"),
        _text("code", None),
        _json("data"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("satudata_refusal_of", "satudata_refusal", ["subject", "at"])
    op.create_table(
        "satudata_head",
        _number(),
        _moment("at"),
        sa.Column("events", sa.BigInteger(), nullable=False),
        sa.Column("last_event", sa.BigInteger(), nullable=False),
        _text("heads", None),
        _text("prev_hash", None),
        _text("signature", None),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "satudata_retraction",
        _text("dataset_id", None),
        _text("review_id", None),
        _text("owner_org", None),
        _text("name", None),
        _text("title"),
        _text("reason"),
        _json("reasons", "[]"),
        _whole("edition"),
        _moment("retracted_at"),
        _maybe("ended_at", Time),
        sa.PrimaryKeyConstraint("dataset_id"),
    )
    op.create_index(op.f("ix_satudata_retraction_name"), "satudata_retraction", ["name"])


def _tables_of_the_desk() -> None:
    op.create_table(
        "satudata_sop_active",
        _text("id", None),
        sa.Column("version", sa.Integer(), nullable=False),
        _moment("since"),
        _text("by_user"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "satudata_sop_choice",
        _text("scope", None),
        _text("scope_id", None),
        _text("chain", None),
        _text("sop_id", None),
        _moment("chosen_at"),
        _text("chosen_by"),
        sa.PrimaryKeyConstraint("scope", "scope_id", "chain"),
    )
    op.create_table(
        "satudata_queue_view",
        _text("id", None),
        _text("user_id", None),
        _text("name", None),
        _json("query"),
        _moment("created_at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", "name", name="satudata_queue_view_name"),
    )
    op.create_table(
        "satudata_digest_mail",
        _text("user_id", None),
        sa.Column("day", sa.Date(), nullable=False),
        _maybe("sent_at", Time),
        sa.PrimaryKeyConstraint("user_id", "day"),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    for name, table, _ in reversed(INDEXES):
        op.drop_index(name, table_name=table)
    for table, columns in _added().items():
        for column in reversed(columns):
            op.drop_column(table, column.name)
