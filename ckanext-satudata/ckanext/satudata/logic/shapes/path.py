"""The stages of a submission as a strip: where it is, who holds each post, which post is vacant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ckan.model as model
import sqlalchemy as sa

from ... import wiring
from ...adapters.sql.people import running
from ...domain.review.model import Review, Standing, Status
from ...domain.sop import BY_PEOPLE, Chain, Sop, Step
from ...model import tables as t
from ...words import post_label, step_label

People = dict[str, list[dict[str, str]]]


def steps_of(review: Review, sop: Sop) -> list[dict[str, Any]]:
    """Every stage on the way, and those off it that this submission has seen, in the order of the SOP."""
    here = sop.step(review.step).number if review.step else 0
    ordinary = {step.id for step in sop.path}
    shown = [step for step in sop.steps if step.id in review.reached or step.id in ordinary]
    people = holders_of({step.post.slot for step in shown if step.deed in BY_PEOPLE}, review.owner_org)
    return [_step(step, here, review, people.get(step.post.slot, [])) for step in shown]


def sops_of(review: Review) -> list[dict[str, Any]]:
    """The SOPs that the submission follows, the office's own first, in the version it began with."""
    read = wiring.sop_port().get
    found = [read([pair]) for pair in review.sop_ids]
    return [{"id": sop.id, "version": sop.version, "name": sop.name} for sop in found]


def _step(step: Step, here: int, review: Review, holders: list[dict[str, str]]) -> dict[str, Any]:
    done = review.status is Status.PUBLISHED or step.number < here
    definitive = any(one["standing"] == Standing.DEFINITIVE for one in holders)
    return {
        "id": step.id,
        "label": step_label(step),
        "post": post_label(step.post.slot),
        "state": "done" if done else "now" if step.number == here else "next",
        "in_office": step.chain is Chain.OFFICE,
        "days": step.days,
        "vacant": step.deed in BY_PEOPLE and not holders,
        "acting": "" if definitive else next((one["title"] for one in holders), ""),
        "sop_id": step.sop_id,
    }


def holders_of(slots: Iterable[str], org_id: str) -> People:
    """Who holds each of these posts for an office today: login, name, standing, and the post with Plt. or Plh."""
    c, user = t.assignment.c, model.User.__table__.c
    query = (
        sa.select(c.post, c.standing, user.id, user.name, user.fullname)
        .join(model.User.__table__, user.id == c.user_id)
        .where(c.post.in_(sorted(slots)), sa.or_(c.org_id.is_(None), c.org_id == org_id))
        .where(running(wiring.today()), user.state == "active")
        .order_by(c.starts_on, user.name)
    )
    found: People = {}
    for row in model.Session.execute(query):
        held = found.setdefault(row.post, [])
        if row.id not in [one["id"] for one in held]:
            held.append(
                {
                    "id": row.id,
                    "login": row.name,
                    "name": row.fullname or row.name,
                    "standing": row.standing,
                    "title": post_label(row.post, row.standing),
                }
            )
    return found


def assignees(review: Review, sop: Sop) -> list[dict[str, str]]:
    """Who may be given the running task by name: holders of its post who had no hand in the data."""
    slot = sop.step(review.step).post.slot if review.status is Status.IN_REVIEW else ""
    held = holders_of({slot}, review.owner_org).get(slot, []) if slot else []
    return [one for one in held if one["id"] not in review.contributors and one["id"] != review.claimed_by]
