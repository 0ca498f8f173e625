"""People who walk a dataset through the real actions and the real worker."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.satudata.work import loop
from support.offices import Person, appoint, office, person
from support.story_fields import METADATA


@dataclass
class Cast:
    """One office and the people around it."""

    org: str
    producer: Person
    verifikator: Person
    kabid: Person
    kadis: Person
    bps: Person
    outsider: Person
    sysadmin: Person


def cast() -> Cast:
    """A governed office with every post held."""
    people = {name: person() for name in ("producer", "verifikator", "kabid", "kadis", "bps", "outsider")}
    org = office(governed=True, editor=people["producer"])
    for post in ("verifikator", "kabid", "kadis", "bps"):
        appoint(people[post], post)
    return Cast(org=org, sysadmin=person(sysadmin=True), **people)


def act(who: Person | None, action: str, **data: Any) -> Any:
    """Call an action as this person (None: anonymous), rights checked."""
    user = model.User.get(who.id) if who else None
    context = {"user": user.name if user else "", "auth_user_obj": user}
    return tk.get_action(action)(context, data)


def upload(who: Person, draft_id: str, content: bytes, name: str = "penduduk.xlsx") -> dict[str, Any]:
    """Upload a file and let the worker read it."""
    act(who, "satudata_intake_upload", id=draft_id, upload=FileStorage(io.BytesIO(content), filename=name))
    loop.drain()
    return act(who, "satudata_draft_show", id=draft_id)


def confirmed(who: Person, draft_id: str) -> dict[str, Any]:
    """Confirm the proposed reading, answer every question with what is suggested, and let the worker check."""
    for _round in range(4):
        shown = act(who, "satudata_draft_show", id=draft_id)["intake"]
        asked = [*shown["questions"], *(shown["report"]["findings"] if shown["report"] else [])]
        answers = {
            f["confirm"]["key"]: {
                "value": f["confirm"]["suggested"] or f["confirm"]["choices"][0]["value"],
                "reason": "Sesuai dokumen sumber",
            }
            for f in asked
            if f.get("confirm") and f.get("confirmed") is None
        }
        act(who, "satudata_intake_confirm", id=draft_id, recipe=shown["recipe"], answers=answers)
        loop.drain()
        shown = act(who, "satudata_draft_show", id=draft_id)
        if not shown["intake"]["report"]["open_confirmations"]:
            break
    return shown


def ready_draft(people: Cast, content: bytes) -> str:
    """A draft that lacks nothing."""
    draft = act(people.producer, "satudata_draft_create", owner_org=people.org, title=METADATA["title"])
    upload(people.producer, draft["id"], content)
    confirmed(people.producer, draft["id"])
    act(people.producer, "satudata_draft_update", id=draft["id"], **METADATA)
    return str(draft["id"])


def submitted(people: Cast, content: bytes) -> dict[str, Any]:
    """A submission that waits for the verifikator."""
    review = act(people.producer, "satudata_review_submit", draft_id=ready_draft(people, content))
    loop.drain()
    return review


def judged(review: dict[str, Any]) -> list[dict[str, str]]:
    """The checklist of the running step with every point found to fit."""
    return [{"code": point["code"], "answer": "SESUAI"} for point in review.get("checklist") or []]


def decide(who: Person, review: dict[str, Any], decision: str, **more: Any) -> dict[str, Any]:
    """Take one decision on what the review shows, and let the worker follow it up."""
    key = more.pop("key", uuid.uuid4().hex)
    digest = more.pop("digest", review["content_digest"])
    if decision == "approve":
        more.setdefault("checklist", judged(review))
    after = act(
        who,
        "satudata_review_decide",
        id=review["id"],
        decision=decision,
        digest=digest,
        idempotency_key=key,
        **more,
    )
    loop.drain()
    return after


def at_bps(people: Cast, content: bytes) -> dict[str, Any]:
    """A submission whose bundle waits for BPS."""
    review = submitted(people, content)
    for who in (people.verifikator, people.kabid, people.kadis):
        review = decide(who, review, "approve")
    return act(people.bps, "satudata_review_show", id=review["id"])


def answer(people: Cast, review: dict[str, Any], reply: str, **more: Any) -> dict[str, Any]:
    """BPS answers the bundle, and the worker does what follows."""
    done = answered(people, review, reply, **more)
    loop.drain()
    return done


def answered(people: Cast, review: dict[str, Any], reply: str, **more: Any) -> dict[str, Any]:
    """BPS answers the bundle; the worker has not looked yet."""
    return act(
        people.bps,
        "satudata_bps_answer",
        bundle_id=review["bundle"]["id"],
        answer=reply,
        digest=review["content_digest"],
        idempotency_key=uuid.uuid4().hex,
        **more,
    )


def published(people: Cast, content: bytes) -> dict[str, Any]:
    """A dataset with edition 1."""
    review = at_bps(people, content)
    answer(people, review, "received", receipt_number="B-1")
    return act(people.producer, "satudata_review_show", id=review["id"])
