"""Who holds which post, who is governed, and by which SOP."""

from __future__ import annotations

import sqlalchemy as sa
from ckan.model.meta import metadata
from sqlalchemy.dialects.postgresql import JSONB

from .columns import Text, Time, text_column

assignment = sa.Table(
    "satudata_assignment",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("user_id", Text, nullable=False, index=True),
    sa.Column("post", Text, nullable=False),
    sa.Column("org_id", Text),
    sa.Column("standing", Text, nullable=False, server_default="definitif"),
    text_column("decree"),
    sa.Column("starts_on", sa.Date, nullable=False),
    sa.Column("ends_on", sa.Date),
    sa.Column("created_at", Time, nullable=False),
)

sop = sa.Table(
    "satudata_sop",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("definition", JSONB, nullable=False),
    sa.Column("registered_at", Time, nullable=False),
)

governed = sa.Table(
    "satudata_governed",
    metadata,
    sa.Column("org_id", Text, primary_key=True),
    sa.Column("sop_id", Text, nullable=False, server_default="bawaan"),
    sa.Column("since", Time, nullable=False),
)

sop_active = sa.Table(
    "satudata_sop_active",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("since", Time, nullable=False),
    text_column("by_user"),
)

sop_choice = sa.Table(
    "satudata_sop_choice",
    metadata,
    sa.Column("scope", Text, primary_key=True),
    sa.Column("scope_id", Text, primary_key=True),
    sa.Column("chain", Text, primary_key=True),
    sa.Column("sop_id", Text, nullable=False),
    sa.Column("chosen_at", Time, nullable=False),
    text_column("chosen_by"),
)
