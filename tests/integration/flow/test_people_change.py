"""People change while work runs: it goes to the next holder, and history stays as it was (traps A14, A20, C3, E2)."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from flask_babel import force_locale

from ckanext.satudata import wiring
from ckanext.satudata.logic import auth
from support import story
from support.offices import Person, appoint, execute, person
from support.story import Cast, act, decide
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context", "posts_come_back")
LETTER = "800.1.11.1/12/BKPSDM/2026"


@pytest.fixture
def admin() -> Person:
    who = person()
    appoint(who, "admin_walidata")
    return who


@pytest.fixture
def people() -> Cast:
    """A cast whose Kabid is the only one of this database."""
    execute("UPDATE satudata_assignment SET ends_on = starts_on - 1 WHERE post IN ('kabid', 'verifikator')")
    return story.cast()


def day(from_today: int) -> str:
    return (wiring.today() + dt.timedelta(days=from_today)).isoformat()


def called(who: Person, name: str) -> None:
    execute('UPDATE "user" SET fullname = :name WHERE id = :id', name=name, id=who.id)


def at_kabid(people: Cast) -> dict[str, Any]:
    """A submission that waits for the Kabid."""
    return decide(people.verifikator, story.submitted(people, population(2024)), "approve")


def seen(who: Person, review: dict[str, Any]) -> dict[str, Any]:
    return act(who, "satudata_review_show", id=review["id"])


def may(who: Person, review: dict[str, Any], what: str = "approve") -> bool:
    offers = {offer["action"]: offer["allowed"] for offer in seen(who, review)["offers"]}
    return offers[what]


def end_posts(who: Person) -> None:
    execute(
        "UPDATE satudata_assignment SET ends_on = current_date - 1, starts_on = current_date - 9 WHERE user_id = :u",
        u=who.id,
    )


def actors(review: dict[str, Any]) -> dict[str, str]:
    return {event["action"]: event["actor"] for event in review["timeline"]}


@pytest.mark.trap("A20")
def test_a_renamed_holder_keeps_rights_and_tasks_and_the_past_keeps_the_old_name(people: Cast) -> None:
    called(people.verifikator, "Nama Lama (rekaan)")
    review = at_kabid(people)
    act(people.kabid, "satudata_review_claim", id=review["id"])
    for who, fresh in ((people.kabid, "kabid-baru"), (people.verifikator, "verifikator-baru")):
        login = f"{fresh}-{who.id[:8]}"
        act(people.sysadmin, "user_patch", id=who.id, name=login, fullname="Nama Baru (rekaan)")
        assert model.User.get(who.id).name == login
    shown = seen(people.kabid, review)
    assert may(people.kabid, review) and shown["claimed_by"] == people.kabid.id
    after = decide(people.kabid, shown, "approve")
    assert after["step"] == "kadis"
    assert [e["actor"] for e in after["timeline"] if e["action"] == "approved"] == [
        "Nama Baru (rekaan)",
        "Nama Lama (rekaan)",
    ]


@pytest.mark.trap("C3")
@pytest.mark.parametrize("how", ["deactivated", "ended", "purged"])
def test_work_of_a_holder_who_left_goes_to_the_next_one(people: Cast, how: str) -> None:
    called(people.kabid, "Kabid Lama (rekaan)")
    review = at_kabid(people)
    act(people.kabid, "satudata_review_claim", id=review["id"])
    successor = person()
    appoint(successor, "kabid")
    assert not may(successor, review)
    if how == "deactivated":
        act(people.sysadmin, "user_delete", id=people.kabid.name)
    elif how == "ended":
        end_posts(people.kabid)
    else:
        purge(people.kabid)
    assert may(successor, review, "claim")
    shown = seen(successor, review)
    assert shown["whose_turn"]["vacant"] is False and people.kabid.name not in shown["whose_turn"]["holders"]
    assert (shown["claimed_by"], shown["claimed_name"]) == (None, ""), "nobody who left is said to be at it"
    after = decide(successor, shown, "approve")
    assert after["step"] == "kadis"
    assert actors(after)["claimed"] == "Kabid Lama (rekaan)"


def purge(who: Person) -> None:
    """Remove the account altogether, as an operator does in the database."""
    for statement in (
        "DELETE FROM api_token WHERE user_id = :id",
        "DELETE FROM member WHERE table_id = :id",
        'DELETE FROM "user" WHERE id = :id',
    ):
        execute(statement, id=who.id)


@pytest.mark.trap("C3")
def test_somebody_who_comes_later_takes_what_waited_before(people: Cast, admin: Person) -> None:
    review = at_kabid(people)
    end_posts(people.kabid)
    assert seen(people.verifikator, review)["whose_turn"]["vacant"]
    late = person()
    act(admin, "satudata_assignment_create", user=late.name, post="kabid")
    mine = act(late, "satudata_queue_list", tab="mine", limit=200)["rows"]
    assert review["number"] in [row["number"] for row in mine]
    assert decide(late, seen(late, review), "approve")["step"] == "kadis"


def test_an_account_that_is_no_more_holds_nothing_and_is_listed_by_its_recorded_name(
    people: Cast, admin: Person
) -> None:
    gone = person()
    called(gone, "Sekretaris Lama (rekaan)")
    act(admin, "satudata_assignment_create", user=gone.name, post="sekretaris", org_id=people.org)
    act(people.sysadmin, "user_delete", id=gone.name)
    row = act(admin, "satudata_assignment_list", org_id=people.org)[0]
    assert row["display_name"] == "Sekretaris Lama (rekaan)" and not row["active"]
    assert wiring.actor_of(model.User.get(gone.id)).holdings == ()
    purge(gone)
    row = act(admin, "satudata_assignment_list", org_id=people.org)[0]
    assert (row["user"], row["display_name"]) == (gone.name, "Sekretaris Lama (rekaan)")


def test_a_plt_begins_on_the_first_day_and_the_record_says_plt(people: Cast, admin: Person) -> None:
    execute("UPDATE satudata_assignment SET ends_on = starts_on - 1 WHERE post = 'kadis'")
    review = decide(people.kabid, at_kabid(people), "approve")
    stand_in = person()
    post = {"user": stand_in.name, "post": "kadis", "standing": "plt", "decree": LETTER}
    tomorrow = act(admin, "satudata_assignment_create", **post, starts_on=day(1))
    with pytest.raises((tk.NotAuthorized, tk.ObjectNotFound)):
        seen(stand_in, review)
    assert seen(people.kabid, review)["whose_turn"]["vacant"]
    act(admin, "satudata_assignment_end", id=tomorrow["id"])
    act(admin, "satudata_assignment_create", **post, starts_on=day(0))
    after = decide(stand_in, seen(stand_in, review), "approve")
    event = next(e for e in after["timeline"] if e["action"] == "approved")
    assert (event["standing"], event["actor_post"]) == ("plt", "Plt. Kepala Dinas")


@pytest.mark.trap("C3")
def test_when_the_producer_leaves_a_colleague_of_the_office_mends(people: Cast) -> None:
    review = story.submitted(people, population(2024))
    colleague = person()
    act(people.sysadmin, "organization_member_create", id=people.org, username=colleague.name, role="editor")
    decide(people.verifikator, review, "return", reasons=["SATUAN_KELIRU"], text="Perbaiki.")
    act(people.sysadmin, "organization_member_delete", id=people.org, username=people.producer.name)
    act(people.sysadmin, "user_delete", id=people.producer.name)
    again = act(colleague, "satudata_review_submit", draft_id=review["draft_id"])
    assert (again["status"], again["round"]) == ("in_review", 2)


@pytest.mark.trap("E2")
def test_who_lost_the_post_is_told_nothing_more(people: Cast) -> None:
    former = person()
    appoint(former, "kabid")
    end_posts(former)
    at_kabid(people)
    assert act(former, "satudata_notice_list")["rows"] == []
    assert act(people.kabid, "satudata_notice_list")["rows"]


@contextlib.contextmanager
def language(app: CKANTestApp, code: str) -> Iterator[None]:
    """A request in another language."""
    environ = {"CKAN_LANG": code, "CKAN_LANG_IS_DEFAULT": False}
    with app.flask_app.test_request_context(environ_overrides=environ), force_locale(code):
        yield


def matrix(people: Cast, review: dict[str, Any], admin: Person) -> dict[str, Any]:
    """What each may do with a submission, and which of our actions are open to each by role alone."""
    found: dict[str, Any] = {}
    everybody = {name: who for name, who in vars(people).items() if isinstance(who, Person)} | {
        "admin": admin
    }
    for name, who in everybody.items():
        user = model.User.get(who.id)
        actor = wiring.actor_of(user)
        found[name] = {
            "posts": actor.holdings,
            "prepares": actor.prepares,
            "may": allowed(user, people, review),
        }
    return found


def allowed(user: model.User, people: Cast, review: dict[str, Any]) -> set[str]:
    data = {"id": review["id"], "owner_org": people.org, "draft_id": review["draft_id"]}
    context = {"user": user.name, "auth_user_obj": user}
    found = set()
    for name in auth.functions():
        given = {**data, "id": review["draft_id"]} if "draft" in name or "intake" in name else data
        with contextlib.suppress(tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError):
            tk.check_access(name, dict(context), dict(given))
            found.add(name)
    return found


@pytest.mark.trap("A14")
def test_rights_are_the_same_in_every_language(app: CKANTestApp, people: Cast, admin: Person) -> None:
    review = story.submitted(people, population(2024))
    with language(app, "en"):
        plain = matrix(people, review, admin)
        english = tk.get_action("member_list")(
            {"ignore_auth": True}, {"id": people.org, "object_type": "user"}
        )
    with language(app, "fr"):
        french = tk.get_action("member_list")(
            {"ignore_auth": True}, {"id": people.org, "object_type": "user"}
        )
        assert matrix(people, review, admin) == plain
    with language(app, "id"):
        assert matrix(people, review, admin) == plain
    assert sorted(english) != sorted(french), "CKAN no longer translates roles: the trap is gone"
    assert "satudata_review_submit" in plain["producer"]["may"]
    assert "satudata_review_decide" in plain["verifikator"]["may"]
    assert "satudata_review_submit" not in plain["verifikator"]["may"]
