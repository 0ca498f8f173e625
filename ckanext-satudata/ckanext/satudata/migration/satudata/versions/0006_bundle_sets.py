"""Bundles of several reviews, lines of retractions, and the files of a sending and of its answer.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = "satudata_bundle"
TEXTS = ("scope", "title", "owner_org", "members_key")
OBJECTS = {"members": "[]", "proof": "{}", "reply": "{}"}


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("kind", sa.UnicodeText(), server_default="review", nullable=False))
    for name in TEXTS:
        op.add_column(TABLE, sa.Column(name, sa.UnicodeText(), server_default="", nullable=False))
    for name, empty in OBJECTS.items():
        default = sa.text(f"'{empty}'::jsonb")
        op.add_column(TABLE, sa.Column(name, JSONB(), server_default=default, nullable=False))
    op.alter_column(TABLE, "review_id", nullable=True)
    op.create_index(
        "satudata_bundle_members",
        TABLE,
        ["members_key"],
        unique=True,
        postgresql_where=sa.text("members_key <> ''"),
    )
    op.create_check_constraint("satudata_bundle_kind", TABLE, "(kind = 'review') = (review_id IS NOT NULL)")


def downgrade() -> None:
    op.drop_constraint("satudata_bundle_kind", TABLE)
    op.drop_index("satudata_bundle_members", table_name=TABLE)
    op.execute("DELETE FROM satudata_bundle WHERE kind <> 'review'")
    op.alter_column(TABLE, "review_id", nullable=False)
    for name in (*OBJECTS, *TEXTS, "kind"):
        op.drop_column(TABLE, name)
