"""Drafts that repeat a published edition keep its content: no writer changes their package.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.satudata.model.locks import FROZEN_DRAFTS, FROZEN_OR_FIXED_DRAFTS

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    reasons = sa.Column("reasons", JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False)
    op.add_column("satudata_draft", reasons)
    op.execute(FROZEN_OR_FIXED_DRAFTS)


def downgrade() -> None:
    op.execute(FROZEN_DRAFTS)
    op.drop_column("satudata_draft", "reasons")
