"""Columns that many tables share. Times are UTC with time zone; nothing queries inside JSON columns."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

Text = sa.UnicodeText
Time = sa.DateTime(timezone=True)


def json_column(name: str, default: str = "{}") -> sa.Column:
    return sa.Column(name, JSONB, nullable=False, server_default=sa.text(f"'{default}'::jsonb"))


def text_column(name: str) -> sa.Column:
    return sa.Column(name, Text, nullable=False, server_default="")


def whole_column(name: str, default: int = 0) -> sa.Column:
    return sa.Column(name, sa.Integer, nullable=False, server_default=str(default))


def flag_column(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.text("false"))


def subject_column(name: str = "subject") -> sa.Column:
    return sa.Column(name, Text, nullable=False, server_default="edition")
