"""The same attacks between the states: read by BPS, with its remarks, waiting for its day, rejected, withdrawn, taken down."""

from __future__ import annotations

import functools
import json
from dataclasses import replace
from typing import Any

import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from support import story
from support.attacks.asking import asked, secrets, told, whole
from support.attacks.calling import FAULT, called, questions
from support.attacks.damage import assert_none, damage
from support.attacks.house import full_house
from support.attacks.routes import addresses
from support.attacks.scene import (
    CANARY,
    Scene,
    Target,
    scene,
    story_draft,
    submit_draft,
    target_of,
)
from support.offices import kept
from support.story import act

pytestmark = full_house

FAR = "2099-01-05"
EYES = ("anonymous", "admin of another OPD", "collaborator", "former verifikator")
ATTACKERS = ["admin of another OPD", "collaborator", "admin of the OPD", "sysadmin"]
STATES = ("at bps", "noted", "waiting for its day", "rejected", "withdrawn")
DOWN = "taken down"


@functools.cache
@kept()
def between() -> Scene:
    """The scene with other targets."""
    made = scene()
    people = made.cast
    targets = {name: _walked(people, name, name.replace(" ", "")) for name in STATES}
    return replace(made, targets={**targets, DOWN: _taken_down(people)})


def _walked(people: story.Cast, name: str, mark: str) -> Target:
    draft = story_draft(people, mark)
    review = submit_draft(people, draft)
    if name == "withdrawn":
        act(people.producer, "satudata_review_withdraw", id=review["id"])
    elif name == "rejected":
        story.decide(people.verifikator, review, "reject", reasons=["GANDA"], note=f"{CANARY}alasan{mark}")
    else:
        _to_bps(people, review, FAR if name == STATES[2] else None)
        _answered(people, review["id"], name, mark)
    return target_of(name, mark, draft)


def _to_bps(people: story.Cast, review: dict[str, Any], release_on: str | None = None) -> None:
    for who in (people.verifikator, people.kabid, people.kadis):
        review = act(who, "satudata_review_show", id=review["id"])
        day = {"release_on": release_on} if release_on and who is people.kadis else {}
        story.decide(who, review, "approve", **day)


def _answered(people: story.Cast, review_id: str, name: str, mark: str) -> None:
    review = act(people.bps, "satudata_review_show", id=review_id)
    if name == "noted":
        text = f"{CANARY}catatanbps{mark}"
        story.answer(people, review, "remarks", note=text, remarks=[{"field": "definisi", "text": text}])
    elif name == "waiting for its day":
        story.answer(people, review, "received", receipt_number="B-9")


def _taken_down(people: story.Cast) -> Target:
    """A public dataset full of words of its own, retracted."""
    draft = story_draft(people, "turun")
    review = submit_draft(people, draft)
    _to_bps(people, review)
    story.answer(people, act(people.bps, "satudata_review_show", id=review["id"]), "received")
    dataset = act(people.producer, "satudata_review_show", id=review["id"])["dataset_id"]
    resource = model.Package.get(dataset).resources[0].id
    facts = {"reason": "Angka tertukar.", "reasons": ["ANGKA_TIDAK_COCOK"]}
    asked_for = act(people.producer, "satudata_retraction_create", dataset_id=dataset, **facts)
    down = act(people.producer, "satudata_review_submit", draft_id=asked_for["id"])
    for who in (people.verifikator, people.kabid, people.kadis):
        story.decide(who, act(who, "satudata_review_show", id=down["id"]), "approve")
    assert act(people.kadis, "satudata_review_show", id=down["id"])["status"] == "published"
    return replace(
        target_of(DOWN, "turun", draft),
        package=dataset,
        resource=resource,
        slug=model.Package.get(dataset).name,
    )


def hidden() -> set[str]:
    """What nobody outside may learn; of what was taken down, only its rows, columns and file."""
    unpublished = secrets(one for name, one in between().targets.items() if name != DOWN)
    return unpublished | {
        f"{CANARY}{part}turun" for part in ("baris", "kolom", "berkas", "catatankaki", "lembar")
    }


def telling(answer: str, question: str) -> list[str]:
    """The secrets of an answer; the title and description of what was taken down may stand on its page."""
    found = told(answer, question, hidden())
    return [one for one in found if not one.casefold().endswith("turun") or one in hidden()]


@pytest.mark.trap("B2", "B4", "B6", "G5")
@pytest.mark.parametrize("role", EYES)
def test_no_action_that_reads_tells_of_it(role: str) -> None:
    made, leaks = between(), []
    for name, data in questions(made, made.roles[role]):
        how, answer = called(made.roles[role], name, data)
        found = telling(json.dumps(answer, default=str), json.dumps(data))
        if found or how == FAULT:
            leaks.append(f"{name} {data}: {how} {found or answer}")
    assert not leaks, "\n" + "\n".join(leaks)


@pytest.mark.trap("B4", "B5", "B10")
@pytest.mark.parametrize("role", ["anonymous"])
def test_no_page_tells_of_it(app: CKANTestApp, role: str) -> None:
    made, leaks, seen = between(), [], set()
    for target in made.targets.values():
        for path in addresses(app, made, target, made.roles[role]):
            if path not in seen:
                seen.add(path)
                answer = asked(app, made.roles[role], path)
                if found := telling(whole(answer), path):
                    leaks.append(f"{path}: {answer.status_code} {found}")
    assert not leaks, "\n" + "\n".join(leaks)


@pytest.mark.trap("A1", "A2", "A4", "A8", "A9", "A13", "A16", "C11", "D2")
@pytest.mark.parametrize("state", ["at bps", "waiting for its day", "rejected", DOWN])
def test_nobody_changes_it(state: str) -> None:
    assert_none(damage(between(), between().targets[state], ATTACKERS))
