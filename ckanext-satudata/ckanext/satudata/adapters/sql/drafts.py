"""Drafts, their contributors and their gate reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from ...domain.draft import Draft, Report
from ...domain.errors import Missing
from ...model import tables as t
from . import mapping


class SqlDrafts:
    """Drafts in ``satudata_draft``; their metadata are CKAN packages of type ``rancangan``."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, draft_id: str, *, lock: bool = False) -> Draft:
        query = sa.select(t.draft).where(t.draft.c.package_id == draft_id)
        row = self.session.execute(query.with_for_update() if lock else query).mappings().first()
        if row is None:
            raise Missing("draft_missing", id=draft_id)
        return mapping.draft(row)

    def add(self, draft: Draft, now: datetime) -> None:
        self.session.execute(
            t.draft.insert().values(**mapping.draft_row(draft), created_at=now, updated_at=now)
        )

    def save(self, draft: Draft, now: datetime, *, moved: bool = True) -> Draft:
        after = replace(draft, version=draft.version + 1) if moved else draft
        change = t.draft.update().where(t.draft.c.package_id == draft.id)
        self.session.execute(change.values(**mapping.draft_row(after), updated_at=now))
        return after

    def close(self, draft_id: str, now: datetime) -> None:
        change = t.draft.update().where(t.draft.c.package_id == draft_id)
        self.session.execute(change.values(closed_at=now))

    def remove(self, draft_id: str) -> None:
        for table, column in ((t.report, "draft_id"), (t.contributor, "draft_id"), (t.draft, "package_id")):
            self.session.execute(table.delete().where(table.c[column] == draft_id))

    def unclosed_of(self, dataset_id: str) -> str | None:
        query = sa.select(t.draft.c.package_id).where(
            t.draft.c.dataset_id == dataset_id, t.draft.c.closed_at.is_(None)
        )
        return self.session.execute(query).scalar()

    def contributors(self, draft_id: str) -> frozenset[str]:
        query = sa.select(t.contributor.c.user_id).where(t.contributor.c.draft_id == draft_id)
        return frozenset(self.session.execute(query).scalars())

    def touched_by(self, draft_id: str, user_id: str) -> None:
        row = insert(t.contributor).values(draft_id=draft_id, user_id=user_id)
        self.session.execute(row.on_conflict_do_nothing())

    def package(self, draft_id: str) -> Mapping[str, Any]:
        context = {"ignore_auth": True, "use_cache": False}
        return tk.get_action("package_show")(context, {"id": draft_id})


class SqlReports:
    """Gate reports; the latest one of a draft counts."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, report: Report, now: datetime) -> None:
        row = {**vars(report), "findings": list(report.findings), "counts": report.counts}
        self.session.execute(t.report.insert().values(**row, created_at=now))

    def latest(self, draft_id: str) -> Report | None:
        query = (
            sa.select(t.report).where(t.report.c.draft_id == draft_id).order_by(t.report.c.created_at.desc())
        )
        row = self.session.execute(query.limit(1)).mappings().first()
        return mapping.report(row) if row else None
