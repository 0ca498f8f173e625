"""Imported versions of code lists.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from ckanext.satudata.model.locks_of_codes import CODES_DOWN, CODES_UP

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def json_column(name: str, default: str = "{}") -> sa.Column:
    return sa.Column(name, JSONB(), nullable=False, server_default=sa.text(f"'{default}'::jsonb"))


def text_column(name: str) -> sa.Column:
    return sa.Column(name, sa.UnicodeText(), nullable=False, server_default="")


def upgrade() -> None:
    op.create_table(
        "satudata_code_list_version",
        sa.Column("name", sa.UnicodeText(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.UnicodeText(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        json_column("about"),
        json_column("columns", "[]"),
        json_column("counts"),
        sa.Column("rows", sa.Integer(), nullable=False, server_default="0"),
        text_column("filename"),
        text_column("by_user"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "satudata_code",
        sa.Column("list", sa.UnicodeText(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("code", sa.UnicodeText(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        text_column("name"),
        text_column("parent"),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        json_column("attributes"),
    )
    for statement in CODES_UP:
        op.execute(statement)


def downgrade() -> None:
    for statement in CODES_DOWN:
        op.execute(statement)
    op.drop_table("satudata_code")
    op.drop_table("satudata_code_list_version")
