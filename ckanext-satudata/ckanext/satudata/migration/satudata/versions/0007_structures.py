"""Table structures with versions that never change, and the one that a draft follows.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.satudata.model.locks import STRUCTURES_DOWN, STRUCTURES_UP

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

EMPTY = sa.text("'{}'::jsonb")


def upgrade() -> None:
    op.add_column("satudata_draft", sa.Column("structure", JSONB(), nullable=False, server_default=EMPTY))
    op.create_table(
        "satudata_structure",
        sa.Column("id", sa.UnicodeText(), primary_key=True),
        sa.Column("name", sa.UnicodeText(), nullable=False, unique=True),
        sa.Column("owner_org", sa.UnicodeText(), nullable=False, server_default=""),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "satudata_structure_version",
        sa.Column("structure_id", sa.UnicodeText(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("version", sa.UnicodeText(), nullable=False),
        sa.Column("title", sa.UnicodeText(), nullable=False, server_default=""),
        sa.Column("schema", JSONB(), nullable=False, server_default=EMPTY),
        sa.Column("note", sa.UnicodeText(), nullable=False, server_default=""),
        sa.Column("source", sa.UnicodeText(), nullable=False, server_default=""),
        sa.Column("breaking", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.Column("by_user", sa.UnicodeText(), nullable=False, server_default=""),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("structure_id", "version", name="satudata_structure_version_once"),
    )
    for statement in STRUCTURES_UP:
        op.execute(statement)


def downgrade() -> None:
    for statement in STRUCTURES_DOWN:
        op.execute(statement)
    op.drop_table("satudata_structure_version")
    op.drop_table("satudata_structure")
    op.drop_column("satudata_draft", "structure")
