"""What the portal knows that a check can hold a file against. Only what is public: findings are shown to any producer."""

from __future__ import annotations

import ckan.model as model
import sqlalchemy as sa

from ..model import tables as t


def offices() -> list[str]:
    """Titles of the portal's organisations."""
    c = model.Group.__table__.c
    active = sa.and_(c.is_organization, c.state == model.State.ACTIVE)
    return list(model.Session.execute(sa.select(c.title).where(active).order_by(c.title)).scalars())


def published_tables(besides: str) -> list[dict[str, str]]:
    """Title and SHA-256 of the canonical table of every published dataset but one, each in its current edition."""
    edition, package = t.edition.c, model.Package.__table__.c
    query = (
        sa.select(package.title, edition.canonical_sha)
        .distinct(edition.dataset_id)
        .join_from(t.edition, model.Package.__table__, package.id == edition.dataset_id)
        .where(
            edition.dataset_id != besides,
            package.state == model.State.ACTIVE,
            sa.not_(package.private),
        )
        .order_by(edition.dataset_id, edition.number.desc())
    )
    found = model.Session.execute(query)
    return [{"title": title, "sha256": sha256} for title, sha256 in found]
