"""Every sending of a bundle stays in its line of the register.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SENDING_OF_BEFORE = """
    UPDATE satudata_bundle SET sendings = jsonb_build_array(jsonb_build_object(
        'number', letter_number, 'date', letter_date, 'channel', channel, 'receiver', receiver,
        'proof', '{}'::jsonb, 'by', '', 'at', coalesce(to_char(built_at, 'YYYY-MM-DD"T"HH24:MI:SSOF'), '')))
    WHERE letter_number <> ''
"""


def upgrade() -> None:
    empty = sa.text("'[]'::jsonb")
    op.add_column("satudata_bundle", sa.Column("sendings", JSONB(), server_default=empty, nullable=False))
    op.execute(SENDING_OF_BEFORE)


def downgrade() -> None:
    op.drop_column("satudata_bundle", "sendings")
