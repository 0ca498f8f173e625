"""Work that must not be lost, notices, and what people keep for themselves."""

from __future__ import annotations

import sqlalchemy as sa
from ckan.model.meta import metadata

from .columns import Text, Time, json_column, text_column, whole_column

work = sa.Table(
    "satudata_work",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=True),
    sa.Column("kind", Text, nullable=False),
    sa.Column("subject", Text, nullable=False),
    sa.Column("key", Text, nullable=False),
    json_column("payload"),
    sa.Column("state", Text, nullable=False, server_default="waiting"),
    whole_column("attempt"),
    text_column("token"),
    sa.Column("run_after", Time, nullable=False),
    sa.Column("lease_until", Time),
    json_column("progress"),
    json_column("last_error"),
    sa.Column("created_at", Time, nullable=False),
    sa.Column("finished_at", Time),
    sa.UniqueConstraint("kind", "subject", "key", name="satudata_work_once"),
)
sa.Index("satudata_work_due", work.c.state, work.c.run_after)

notice = sa.Table(
    "satudata_notice",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("event_id", sa.BigInteger, nullable=False),
    sa.Column("review_id", Text, nullable=False),
    sa.Column("kind", Text, nullable=False),
    sa.Column("user_id", Text, nullable=False, index=True),
    sa.Column("created_at", Time, nullable=False),
    sa.Column("read_at", Time),
    sa.Column("mailed_at", Time),
    sa.UniqueConstraint("event_id", "user_id", "kind", name="satudata_notice_once"),
)

queue_view = sa.Table(
    "satudata_queue_view",
    metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("user_id", Text, nullable=False),
    sa.Column("name", Text, nullable=False),
    json_column("query"),
    sa.Column("created_at", Time, nullable=False),
    sa.UniqueConstraint("user_id", "name", name="satudata_queue_view_name"),
)

digest_mail = sa.Table(
    "satudata_digest_mail",
    metadata,
    sa.Column("user_id", Text, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("sent_at", Time),
)
