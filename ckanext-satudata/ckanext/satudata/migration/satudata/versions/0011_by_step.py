"""The queue is filtered by step: an index of each step's open submissions in the order of their days.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INDEX = "satudata_review_by_step"


def upgrade() -> None:
    op.create_index(
        INDEX,
        "satudata_review",
        ["step", sa.text("(coalesce(due_at, 'infinity'::timestamptz))"), "number"],
        postgresql_where=sa.text("status IN ('in_review', 'returned')"),
    )


def downgrade() -> None:
    op.drop_index(INDEX, table_name="satudata_review")
