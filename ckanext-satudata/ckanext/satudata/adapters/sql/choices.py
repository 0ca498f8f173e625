"""Which SOP an office or a dataset runs by, and which version is in force."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from ...domain.sop import Chain, Sop, forms
from ...domain.sop.chain import FORM_MARK
from ...model import tables as t
from .sops import SqlSops

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('satudata_sop_choice', 0))"
OPEN = ("in_review", "returned")

ScopeId = tuple[str, str]
"""``org`` or ``dataset``, and its id."""


class SqlChoices:
    """Choices in ``satudata_sop_choice`` and ``satudata_sop_active``."""

    def __init__(self, session: Session, sops: SqlSops) -> None:
        self.session = session
        self.sops = sops

    def lock(self) -> None:
        """Writers wait for each other until the transaction ends."""
        self.session.execute(sa.text(LOCK))

    def offered(self, chain: Chain) -> Mapping[str, Sop]:
        """SOPs of this chain, and their short forms, in the versions in force."""
        found = self.sops.all_in_force(list(self.sops.current)).values()
        every = [one for sop in found for one in (sop, *forms(sop))]
        return {sop.id: sop for sop in every if sop.chain is chain}

    def in_force(self, sop_id: str) -> Sop:
        """The version in force. Raises ``Missing``."""
        return self.sops.in_force(sop_id)

    def version(self, sop_id: str, version: int) -> Sop:
        """One version. Raises ``Missing``."""
        return self.sops.version(sop_id, version)

    def of(self, scope: str, scope_id: str, chain: Chain) -> str | None:
        """What was chosen for exactly this office or dataset; None when nothing was."""
        c = t.sop_choice.c
        query = sa.select(c.sop_id).where(c.scope == scope, c.scope_id == scope_id, c.chain == str(chain))
        return self.session.execute(query).scalar()

    def together(self, scope: str, scope_id: str) -> Sop:
        """The SOP by which a review of this office or dataset would run now. Raises ``SopFlawed``."""
        org_id, dataset_id = (scope_id, "") if scope == "org" else (self.office_of(scope_id), scope_id)
        return self.sops.for_office(org_id, dataset_id)

    def chains(
        self, org_ids: Collection[str], dataset_ids: Collection[str]
    ) -> Mapping[ScopeId, tuple[Sop, ...]]:
        """The SOPs that offices and datasets would run by now, by scope and id; datasets without an office are left out.

        As many statements as for one office and one dataset.
        """
        offices = self.offices_of(dataset_ids)
        places = {("org", org_id): (org_id, "") for org_id in org_ids}
        places |= {("dataset", dataset_id): (org_id, dataset_id) for dataset_id, org_id in offices.items()}
        found = self.sops.for_drafts(set(places.values()))
        return {scope: found[place] for scope, place in places.items()}

    def office_of(self, dataset_id: str) -> str:
        """The office of a dataset, published or still a draft; empty when there is none."""
        return self.offices_of([dataset_id]).get(dataset_id, "")

    def offices_of(self, dataset_ids: Collection[str]) -> Mapping[str, str]:
        """The offices of datasets that have one, published or still drafts."""
        d, p = t.draft.c, model.Package.__table__.c
        drafts = sa.select(d.dataset_id, d.owner_org).where(d.dataset_id.in_(dataset_ids))
        packages = sa.select(p.id, p.owner_org).where(p.id.in_(dataset_ids), p.owner_org.is_not(None))
        pairs = [*self.session.execute(drafts).tuples(), *self.session.execute(packages).tuples()]
        return dict(pairs)

    def choose(
        self, scope: str, scope_id: str, chain: Chain, sop_id: str | None, by: str, now: datetime
    ) -> None:
        """Keep a choice; None takes it back."""
        place = {"scope": scope, "scope_id": scope_id, "chain": str(chain)}
        if sop_id is None:
            self.session.execute(t.sop_choice.delete().filter_by(**place))
            return
        kept = {"sop_id": sop_id, "chosen_at": now, "chosen_by": by}
        row = insert(t.sop_choice).values(**place, **kept)
        self.session.execute(row.on_conflict_do_update(index_elements=list(place), set_=kept))

    def activate(self, sop: Sop, by: str, now: datetime) -> None:
        """Put a version in force, its definition registered. Raises ``Conflict("sop_changed")``."""
        self.sops.pin(sop)
        kept = {"version": sop.version, "since": now, "by_user": by}
        row = insert(t.sop_active).values(id=sop.id.partition(FORM_MARK)[0], **kept)
        self.session.execute(row.on_conflict_do_update(index_elements=["id"], set_=kept))

    def chosen(self) -> Sequence[Mapping[str, Any]]:
        """Every choice that was made."""
        return list(self.session.execute(sa.select(t.sop_choice)).mappings())

    def running(self, sop_id: str) -> Mapping[int, int]:
        """How many reviews under way run by each version of an SOP."""
        pinned = sa.func.jsonb_array_elements(t.review.c.sop_ids).table_valued("value").alias("pinned")
        name, version = pinned.c.value.op("->>")(0), pinned.c.value.op("->>")(1)
        base = sa.func.split_part(name, FORM_MARK, 1)
        query = (
            sa.select(sa.cast(version, sa.Integer), sa.func.count())
            .select_from(t.review)
            .join(pinned, sa.true())
            .where(t.review.c.status.in_(OPEN), base == sop_id)
            .group_by(version)
        )
        return dict(self.session.execute(query).tuples().all())
