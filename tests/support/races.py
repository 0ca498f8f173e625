"""Calls at the same moment, and what each of them was told."""

from __future__ import annotations

import random
import threading
import uuid
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Flask

from support import story
from support.faults import people, rows
from support.offices import Person, appoint, person
from support.story import act
from support.workbooks import population

Outcome = tuple[str, Any]


def at_once(app: Any, *calls: Callable[[], Any]) -> list[Outcome]:
    """Run calls at the same moment, each in a thread with a session of its own."""
    flask: Flask = app.flask_app
    gate = threading.Barrier(len(calls))
    outcomes: dict[int, Outcome] = {}
    model.Session.remove()

    def run(place: int, call: Callable[[], Any]) -> None:
        with flask.test_request_context():
            try:
                gate.wait(timeout=20)
                outcomes[place] = ("done", call())
            except (tk.NotAuthorized, tk.ValidationError) as refused:
                outcomes[place] = ("refused", refused)
            except Exception as fault:
                outcomes[place] = ("fault", fault)
            finally:
                model.Session.remove()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return [outcomes[place] for place in range(len(calls))]


def deciding(
    who: Person, review: dict[str, Any], decision: str, key: str = "", **more: Any
) -> Callable[[], Any]:
    """A decision that is not taken yet."""
    data = {
        "id": review["id"],
        "decision": decision,
        "digest": review["content_digest"],
        "idempotency_key": key or uuid.uuid4().hex,
        "checklist": story.judged(review) if decision == "approve" else [],
        **more,
    }
    return lambda: act(who, "satudata_review_decide", **data)


def happened(review: dict[str, Any]) -> list[str]:
    """The events of a review, in order."""
    return [
        row["action"]
        for row in rows(
            "SELECT action FROM satudata_event WHERE review_id = :id ORDER BY seq", id=review["id"]
        )
    ]


def sentence(outcome: Outcome) -> str:
    """What the one who came second is told."""
    kind, refused = outcome
    assert kind == "refused", refused
    if isinstance(refused, tk.NotAuthorized):
        return str(refused.message)
    return str(next(iter(refused.error_dict.values()))[0])


RACES_PER_REVIEW = 40


class Arena:
    """One submission after the other, on which races are run; after each it is brought back to the first gate."""

    def __init__(self, app: Any, seed: int = 0) -> None:
        self.app, self.random = app, random.Random(seed)  # noqa: S311
        self.colleague = person()
        appoint(self.colleague, "verifikator")
        self.review: dict[str, Any] = {}
        self.left = 0

    def run(self, kind: str) -> None:
        """One race: ``approvers``, ``author`` or ``double``. Raises AssertionError when it did not end as it must."""
        if self.left == 0:
            self.review, self.left = story.submitted(people(), population(2024)), RACES_PER_REVIEW
        self.left -= 1
        before = len(happened(self.review))
        getattr(self, f"_{kind}")(before)
        self._back()

    def _new(self, before: int) -> list[str]:
        return happened(self.review)[before:]

    def _two(self, *calls: Callable[[], Any]) -> list[Outcome]:
        shuffled = list(calls)
        self.random.shuffle(shuffled)
        return at_once(self.app, *shuffled)

    def _approvers(self, before: int) -> None:
        both = (people().verifikator, self.colleague)
        outcomes = self._two(*(deciding(who, self.review, "approve") for who in both))
        assert sorted(kind for kind, _ in outcomes) == ["done", "refused"], outcomes
        self._told_who_and_when(next(one for one in outcomes if one[0] == "refused"))
        assert self._new(before) == ["approved"]

    def _told_who_and_when(self, loser: Outcome) -> None:
        """The second is told who decided and when, or that somebody has just done so."""
        told = sentence(loser)
        names = [model.User.get(who.id).display_name for who in (people().verifikator, self.colleague)]
        assert any(name in told for name in names) or "P-" in told, told

    def _author(self, before: int) -> None:
        author = people().producer
        outcomes = self._two(
            deciding(people().verifikator, self.review, "approve"),
            lambda: act(author, "satudata_review_withdraw", id=self.review["id"]),
        )
        assert {kind for kind, _ in outcomes} <= {"done", "refused"}, outcomes
        new = self._new(before)
        if [kind for kind, _ in outcomes] == ["done", "done"]:
            assert new == ["approved", "withdrawn"]
        else:
            assert new == ["withdrawn"] or new == ["approved"]
            assert len(sentence(next(one for one in outcomes if one[0] == "refused"))) > 20

    def _double(self, before: int) -> None:
        call = deciding(people().verifikator, self.review, "approve", uuid.uuid4().hex)
        outcomes = at_once(self.app, call, call)
        assert [kind for kind, _ in outcomes] == ["done", "done"], outcomes
        assert len({answer["version"] for _, answer in outcomes}) == 1
        assert self._new(before) == ["approved"]

    def _back(self) -> None:
        """Bring the submission back to the verifikator."""
        now = act(people().producer, "satudata_review_show", id=self.review["id"])
        if now["status"] == "withdrawn":
            now = act(people().producer, "satudata_review_submit", draft_id=now["draft_id"])
        elif now["step"] == "kabid":
            now = deciding(people().kabid, now, "return", to="verifikator", reasons=["SATUAN_KELIRU"])()
        if self.left == 0:
            story.loop.drain()
        self.review = now
