"""A bundle is built from what was frozen: offices, people, checks and options that change later change no byte of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.satudata import wiring
from ckanext.satudata.logic import ms_content
from ckanext.satudata.model import tables as t
from ckanext.satudata.work import bundles
from support import story
from support.story import Cast
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def quiet(told: Mapping[str, Any]) -> None:
    """Take a progress report."""


def rename(people: Cast) -> None:
    """Everybody and everything around the submission is called otherwise."""
    office = model.Group.get(people.org)
    office.title = "Dinas yang Berganti Nama"
    office.extras["alamat"] = "Jalan Lain 1"
    office.extras["telepon"] = "0799-1"
    for who in (people.producer, people.verifikator, people.kabid, people.kadis):
        model.User.get(who.id).fullname = f"Nama Lain {uuid.uuid4().hex[:4]}"
    model.Session.commit()


def checked_again(digest: str) -> None:
    """Another draft with the same table is checked, and more is found."""
    kept = model.Session.execute(sa.select(t.report).where(t.report.c.table_digest == digest)).mappings()
    row = dict(next(iter(kept)))
    finding = {"code": "lain", "severity": "peringatan", "text": "Temuan lain"}
    row |= {"id": uuid.uuid4().hex, "draft_id": "lain", "created_at": wiring.now(), "findings": [finding]}
    model.Session.execute(t.report.insert().values(row))
    model.Session.commit()


def test_what_changes_after_the_submission_changes_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    people = story.cast()
    title = model.Group.get(people.org).title
    review = story.at_bps(people, population(2024))
    before = bundles._build([(review["id"], 1)], quiet)
    rename(people)
    checked_again(wiring.unit().reviews.rounds(review["id"])[-1].table_digest)
    for name in ("walidata.name", "walidata.email", "walidata.address", "region.capital"):
        monkeypatch.setitem(tk.config, f"ckanext.satudata.{name}", f"lain-{name}")
    assert bundles._build([(review["id"], 1)], quiet) == before
    assert ms_content.of_review(review["id"]).organization["title"] == title


def test_a_round_from_before_is_built_with_what_is_known_now() -> None:
    people = story.cast()
    review = story.at_bps(people, population(2024))
    c = t.round_.c
    old = c.snapshot.op("-")("offices")
    model.Session.execute(t.round_.update().where(c.review_id == review["id"]).values(snapshot=old))
    model.Session.commit()
    rebuilt = bundles._build([(review["id"], 1)], quiet)
    assert rebuilt.sha256 == review["bundle"]["sha256"]
