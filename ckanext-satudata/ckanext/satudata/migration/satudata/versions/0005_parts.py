"""Topics of locked datasets and reserved ids are guarded too.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

from alembic import op

from ckanext.satudata.model.locks_of_parts import PARTS_DOWN, PARTS_UP

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("satudata_draft_resource", "satudata_draft", ["resource_id"])
    for statement in PARTS_UP:
        op.execute(statement)


def downgrade() -> None:
    for statement in PARTS_DOWN:
        op.execute(statement)
    op.drop_index("satudata_draft_resource", table_name="satudata_draft")
