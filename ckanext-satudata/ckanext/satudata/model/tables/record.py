"""The append-only record: events, refused attempts, anchors."""

from __future__ import annotations

import sqlalchemy as sa
from ckan.model.meta import metadata

from .columns import Text, Time, json_column, text_column

event = sa.Table(
    "satudata_event",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=True),
    sa.Column("subject", Text, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("review_id", Text, nullable=False, index=True),
    sa.Column("at", Time, nullable=False),
    text_column("actor_id"),
    text_column("post"),
    text_column("standing"),
    sa.Column("action", Text, nullable=False),
    json_column("data"),
    sa.Column("prev_hash", Text, nullable=False),
    sa.Column("hash", Text, nullable=False),
    sa.UniqueConstraint("subject", "seq", name="satudata_event_place"),
)
sa.Index("satudata_event_action", event.c.action, event.c.at)

refusal = sa.Table(
    "satudata_refusal",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=True),
    sa.Column("at", Time, nullable=False),
    text_column("actor_id"),
    sa.Column("action", Text, nullable=False),
    text_column("review_id"),
    text_column("subject"),
    sa.Column("code", Text, nullable=False),
    json_column("data"),
)
sa.Index("satudata_refusal_of", refusal.c.subject, refusal.c.at)

head = sa.Table(
    "satudata_head",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=True),
    sa.Column("at", Time, nullable=False),
    sa.Column("events", sa.BigInteger, nullable=False),
    sa.Column("last_event", sa.BigInteger, nullable=False),
    sa.Column("heads", Text, nullable=False),
    sa.Column("prev_hash", Text, nullable=False),
    sa.Column("signature", Text, nullable=False),
)
