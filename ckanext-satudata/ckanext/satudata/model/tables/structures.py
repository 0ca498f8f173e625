"""Table structures and their versions. A version never changes once it is written (``locks.py``)."""

from __future__ import annotations

import sqlalchemy as sa
from ckan.model.meta import metadata

from .columns import Text, Time, flag_column, json_column, text_column

structure = sa.Table(
    "satudata_structure",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("name", Text, nullable=False, unique=True),
    text_column("owner_org"),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("created_at", Time, nullable=False),
    sa.Column("updated_at", Time, nullable=False),
)

structure_version = sa.Table(
    "satudata_structure_version",
    metadata,
    sa.Column("structure_id", Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", Text, nullable=False),
    text_column("title"),
    json_column("schema"),
    text_column("note"),
    text_column("source"),
    flag_column("breaking"),
    text_column("by_user"),
    sa.Column("at", Time, nullable=False),
    sa.UniqueConstraint("structure_id", "version", name="satudata_structure_version_once"),
)
