"""Editions, and the bundles with their register."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ...app.ports import Bundle, Edition
from ...domain.errors import Missing
from ...model import tables as t
from . import mapping


class SqlEditions:
    """Editions in ``satudata_edition``; the highest number of a dataset is the current one."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def current(self, dataset_id: str, *, lock: bool = False) -> Edition | None:
        query = sa.select(t.edition).where(t.edition.c.dataset_id == dataset_id)
        query = query.order_by(t.edition.c.number.desc()).limit(1)
        row = self.session.execute(query.with_for_update() if lock else query).mappings().first()
        return mapping.edition(row) if row else None

    def get(self, dataset_id: str, number: int) -> Edition:
        query = sa.select(t.edition).where(t.edition.c.dataset_id == dataset_id, t.edition.c.number == number)
        row = self.session.execute(query).mappings().first()
        if row is None:
            raise Missing("edition_missing", number=number)
        return mapping.edition(row)

    def of_review(self, review_id: str) -> Edition | None:
        row = (
            self.session.execute(sa.select(t.edition).where(t.edition.c.review_id == review_id))
            .mappings()
            .first()
        )
        return mapping.edition(row) if row else None

    def add(self, edition: Edition) -> None:
        self.session.execute(t.edition.insert().values(**vars(edition)))


class SqlBundles:
    """Bundles in ``satudata_bundle``: one line per review and round, per set of reviews, per retraction."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, bundle_id: str, *, lock: bool = False) -> Bundle:
        query = sa.select(t.bundle).where(t.bundle.c.id == bundle_id)
        row = self.session.execute(query.with_for_update() if lock else query).mappings().first()
        if row is None:
            raise Missing("bundle_missing", id=bundle_id)
        return mapping.bundle(row)

    def of_round(self, review_id: str, round_number: int) -> Bundle | None:
        query = sa.select(t.bundle).where(t.bundle.c.review_id == review_id, t.bundle.c.round == round_number)
        row = self.session.execute(query).mappings().first()
        return mapping.bundle(row) if row else None

    def of_members(self, members_key: str, *, lock: bool = False) -> Bundle | None:
        if lock:
            named = sa.func.hashtextextended(f"bundle:{members_key}", 0)
            self.session.execute(sa.select(sa.func.pg_advisory_xact_lock(named)))
        query = sa.select(t.bundle).where(t.bundle.c.members_key == members_key)
        row = self.session.execute(query).mappings().first()
        return mapping.bundle(row) if row and members_key else None

    def of_dataset(self, dataset_id: str) -> Sequence[Bundle]:
        query = sa.select(t.bundle).join(t.review, t.review.c.id == t.bundle.c.review_id)
        query = query.where(t.review.c.dataset_id == dataset_id).order_by(t.bundle.c.number)
        return [mapping.bundle(row) for row in self.session.execute(query).mappings()]

    def versions_of(self, review_id: str) -> int:
        query = sa.select(sa.func.count()).select_from(t.bundle).where(t.bundle.c.review_id == review_id)
        return self.session.execute(query).scalar_one()

    def versions_of_scope(self, kind: str, scope: str) -> int:
        where = sa.and_(t.bundle.c.kind == kind, t.bundle.c.scope == scope)
        return self.session.execute(
            sa.select(sa.func.count()).select_from(t.bundle).where(where)
        ).scalar_one()

    def next_number(self) -> int:
        return self.session.execute(t.bundle_number.next_value()).scalar_one()

    def add(self, bundle: Bundle) -> None:
        self.session.execute(t.bundle.insert().values(**_row(bundle)))

    def save(self, bundle: Bundle) -> None:
        self.session.execute(t.bundle.update().where(t.bundle.c.id == bundle.id).values(**_row(bundle)))


def _row(bundle: Bundle) -> dict[str, object]:
    lists = {name: list(getattr(bundle, name)) for name in ("entries", "members", "sendings")}
    return {**vars(bundle), **lists, "review_id": bundle.review_id or None}
