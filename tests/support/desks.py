"""Rows of drafts and reviews for tests of the database's own locks and of the doors.

The walked states are tested where the use cases are; here only what the locks and labels read is written.
"""

from __future__ import annotations

import json
import uuid

from ckanext.satudata.adapters.packages import Packages

from .offices import Person, execute


def begin_draft(org_id: str, user: Person, title: str = "Jumlah Penduduk") -> str:
    """Make a draft with its row, as satudata_draft_create does; give its id."""
    draft = Packages().create_draft({"owner_org": org_id, "title": title}, user.name)
    execute(
        "INSERT INTO satudata_draft (package_id, dataset_id, resource_id, owner_org, created_at, updated_at) "
        "VALUES (:id, :dataset, :resource, :org, now(), now())",
        id=draft["id"],
        dataset=str(uuid.uuid4()),
        resource=str(uuid.uuid4()),
        org=org_id,
    )
    Packages().index(draft["id"])
    return str(draft["id"])


def put_under_review(
    draft_id: str, status: str = "in_review", reached: tuple[str, ...] = ("verifikator",)
) -> None:
    """Write the review row that the locks and labels read."""
    execute(
        "INSERT INTO satudata_review (id, number, draft_id, dataset_id, owner_org, status, reached, opened_at, "
        "updated_at) SELECT :id, nextval('satudata_review_number'), package_id, dataset_id, owner_org, :status, "
        "cast(:reached AS jsonb), now(), now() FROM satudata_draft WHERE package_id = :draft",
        id=str(uuid.uuid4()),
        draft=draft_id,
        status=status,
        reached=json.dumps(reached),
    )
    Packages().index(draft_id)
