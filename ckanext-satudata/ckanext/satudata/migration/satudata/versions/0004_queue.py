"""What the queue counts and sorts by: rows alike share a cell, and each of the queue's orders has an index.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLE = "satudata_review"
OPEN = sa.text("status IN ('in_review', 'returned')")
FINISHED = sa.text("status IN ('published', 'rejected', 'withdrawn')")
IN_REVIEW = sa.text("status = 'in_review'")
AGE = sa.text("(coalesce(entered_at, 'infinity'::timestamptz))")
TITLE = sa.text("lower(title)")
DUE = sa.text("(coalesce(due_at, 'infinity'::timestamptz))")
CELL = """hashtextextended(
    status || '|' || step || '|' || post || '|' || bundle_ready::int || '|' || owner_org || '|' || urusan || '|' ||
    cycle || '|' || priority::int || '|' || (returns > 0)::int || '|' ||
    (reached ?| ARRAY['bps', 'catatan_bps'])::int || '|' ||
    ((reached - ARRAY['susun', 'kasubag', 'sekretaris', 'kepala_opd']) <> '[]'::jsonb)::int, 0)"""
INDEXES = ("cells", "next", "open", "aged", "titled", "finished", "changed", "decided")


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("cell", sa.BigInteger(), sa.Computed(CELL, persisted=True), nullable=True))
    op.create_index(
        "satudata_review_cells",
        TABLE,
        ["post", "cell"],
        postgresql_include=["due_at", "number"],
        postgresql_where=OPEN,
    )
    op.create_index("satudata_review_next", TABLE, ["post", DUE, "number"], postgresql_where=IN_REVIEW)
    for name, column in (("open", DUE), ("aged", AGE), ("titled", TITLE)):
        op.create_index(f"satudata_review_{name}", TABLE, [column, "number"], postgresql_where=OPEN)
    op.create_index("satudata_review_finished", TABLE, ["updated_at", "number"], postgresql_where=FINISHED)
    for name, column in (("changed", "contributors"), ("decided", "deciders")):
        op.create_index(
            f"satudata_review_{name}",
            TABLE,
            [column],
            postgresql_using="gin",
            postgresql_ops={column: "jsonb_path_ops"},
            postgresql_where=IN_REVIEW,
        )


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(f"satudata_review_{name}", table_name=TABLE)
    op.drop_column(TABLE, "cell")
