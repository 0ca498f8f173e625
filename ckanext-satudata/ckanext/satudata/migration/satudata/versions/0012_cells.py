"""The queue counts by cell alone: a cell has one post, and an index of equal keys is short.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLE = "satudata_review"
OPEN = sa.text("status IN ('in_review', 'returned')")


def upgrade() -> None:
    op.drop_index("satudata_review_cells", table_name=TABLE)
    op.create_index("satudata_review_cells", TABLE, ["cell", "due_at"], postgresql_where=OPEN)
    op.create_index("satudata_review_at_post", TABLE, ["post", "cell", "due_at"], postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index("satudata_review_at_post", table_name=TABLE)
    op.drop_index("satudata_review_cells", table_name=TABLE)
    op.create_index(
        "satudata_review_cells",
        TABLE,
        ["post", "cell"],
        postgresql_include=["due_at", "number"],
        postgresql_where=OPEN,
    )
