"""Imported versions of code lists; the shipped ones are files. A version never changes (``model/locks_of_codes.py``)."""

from __future__ import annotations

import sqlalchemy as sa
from ckan.model.meta import metadata

from .columns import Text, Time, json_column, text_column, whole_column

code_list_version = sa.Table(
    "satudata_code_list_version",
    metadata,
    sa.Column("name", Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("digest", Text, nullable=False),
    sa.Column("starts_on", sa.Date, nullable=False),
    json_column("about"),
    json_column("columns", "[]"),
    json_column("counts"),
    whole_column("rows"),
    text_column("filename"),
    text_column("by_user"),
    sa.Column("at", Time, nullable=False),
)

code = sa.Table(
    "satudata_code",
    metadata,
    sa.Column("list", Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("code", Text, primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    text_column("name"),
    text_column("parent"),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_to", sa.Date),
    json_column("attributes"),
)
