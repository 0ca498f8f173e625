"""An office with work, people or a history is not removed, at no door; an empty one is, as in CKAN."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from support import story
from support.offices import Person, appoint, execute, office, person
from support.pages import Visitor, told
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")
SCENE: dict[str, Any] = {}
REMOVING = {
    "organization_delete": {},
    "organization_purge": {},
    "group_delete": {},
    "group_purge": {},
    "organization_patch": {"state": "deleted"},
    "organization_update": {"state": "deleted", "name": "{name}"},
}


@pytest.fixture
def people(app: CKANTestApp) -> Cast:
    """An office that has published one dataset, and has a submission under way and a draft."""
    if "people" not in SCENE:
        SCENE["people"] = made = told(app, story.cast)
        told(app, story.published, made, population(2024))
        told(app, story.submitted, made, population(2025))
        told(app, act, made.producer, "satudata_draft_create", owner_org=made.org, title="Baru")
        head = told(app, person)
        told(app, appoint, head, "kepala_opd", made.org)
    return SCENE["people"]


@pytest.fixture
def empty() -> Iterator[str]:
    """A governed office in which nothing ever was."""
    yield office(governed=True)


def stands(org_id: str) -> bool:
    model.Session.rollback()
    found = model.Group.get(org_id)
    return found is not None and found.state == "active"


@pytest.mark.parametrize("action", REMOVING)
@pytest.mark.parametrize("by", ["sysadmin", "nobody is asked"])
def test_no_action_removes_an_office_that_is_at_work(
    app: CKANTestApp, people: Cast, action: str, by: str
) -> None:
    with app.flask_app.test_request_context():
        name = model.Group.get(people.org).name
        data = {key: value.format(name=name) for key, value in REMOVING[action].items()}
        user = model.User.get(people.sysadmin.id).name
        context = {"user": user, "ignore_auth": by != "sysadmin"}
        with pytest.raises(tk.ValidationError) as refused:
            tk.get_action(action)(context, {"id": people.org, **data})
        message = refused.value.error_dict["message"]
    assert "rancangan" in message
    for words in (
        "1 dataset",
        "1 pengajuan yang berjalan",
        "1 pejabat",
        "ubah namanya",
        "Akhiri penugasannya",
    ):
        assert words in message
    assert stands(people.org)


@pytest.mark.parametrize("said", [False, "false", 0])
@pytest.mark.parametrize("by", ["admin", "sysadmin"])
def test_an_office_stays_an_office_whatever_is_sent(
    app: CKANTestApp, people: Cast, said: object, by: str
) -> None:
    admin = told(app, person)
    told(
        app,
        act,
        people.sysadmin,
        "organization_member_create",
        id=people.org,
        username=admin.name,
        role="admin",
    )
    who = admin if by == "admin" else people.sysadmin
    answer = app.post(
        "/api/action/organization_patch",
        json={"id": people.org, "is_organization": said},
        headers=who.headers,
    )
    assert answer.status_code == 200
    assert told(app, lambda: model.Group.get(people.org).is_organization) is True
    assert told(app, act, people.producer, "satudata_draft_create", owner_org=people.org, title="Lagi")["id"]


def test_a_topic_does_not_become_an_office(app: CKANTestApp, people: Cast) -> None:
    keeper = told(app, person)
    topic = told(app, act, people.sysadmin, "group_create", name=f"topik-{keeper.name}")["id"]
    told(app, act, people.sysadmin, "group_member_create", id=topic, username=keeper.name, role="admin")
    sent = {"id": topic, "is_organization": True}
    assert app.post("/api/action/group_patch", json=sent, headers=keeper.headers).status_code == 200
    assert told(app, lambda: model.Group.get(topic).is_organization) is False


def test_the_page_tells_why_in_the_same_words(app: CKANTestApp, people: Cast) -> None:
    name = told(app, lambda: model.Group.get(people.org).name)
    sysadmin = Visitor(app, people.sysadmin)
    page = sysadmin.read(f"/organization/delete/{name}")
    answer = sysadmin.send(page, f"/organization/delete/{name}", status=403)
    assert "tidak dapat dihapus karena masih memiliki" in answer
    assert "1 pengajuan yang berjalan" in answer
    assert stands(people.org)
    edit = f"/organization/edit/{name}"
    told_again = sysadmin.send(sysadmin.read(edit), edit, name=name, title="Dinas", state="deleted", save="")
    assert "tidak dapat dihapus karena masih memiliki" in told_again
    assert stands(people.org)


def test_the_api_answers_with_the_sentence_and_the_attempt_is_kept(app: CKANTestApp, people: Cast) -> None:
    answer = app.post(
        "/api/action/organization_delete", json={"id": people.org}, headers=people.sysadmin.headers
    )
    assert answer.status_code == 409
    assert "tidak dapat dihapus" in answer.json["error"]["message"]
    kept = told(
        app,
        lambda: execute("SELECT count(*) FROM satudata_refusal WHERE code = 'office_in_use'").scalar(),
    )
    assert kept >= 1


def test_the_bin_purges_no_office_with_a_history(app: CKANTestApp, people: Cast) -> None:
    told(app, execute, "UPDATE \"group\" SET state = 'deleted' WHERE id = :id", id=people.org)
    sysadmin = Visitor(app, people.sysadmin)
    page = sysadmin.read("/ckan-admin/trash")
    fields = {"action": "organization", "purge-organization": "purge"}
    answer = sysadmin.send(page, "/ckan-admin/trash", status=409, **fields)
    assert "tidak dapat dihapus karena masih memiliki" in answer
    told(app, execute, "UPDATE \"group\" SET state = 'active' WHERE id = :id", id=people.org)
    assert stands(people.org)


def test_who_may_not_remove_it_learns_nothing_of_it(app: CKANTestApp, people: Cast) -> None:
    for who in (people.outsider, people.producer):
        with app.flask_app.test_request_context(), pytest.raises(tk.NotAuthorized) as refused:
            act(who, "organization_delete", id=people.org)
        assert "pengajuan" not in str(refused.value.message)


def test_one_holder_of_a_post_keeps_the_office(app: CKANTestApp, people: Cast, empty: str) -> None:
    holder: Person = told(app, person)
    told(app, appoint, holder, "kepala_opd", empty)
    with app.flask_app.test_request_context(), pytest.raises(tk.ValidationError) as refused:
        act(people.sysadmin, "organization_delete", id=empty)
    assert "1 pejabat yang bertugas" in refused.value.error_dict["message"]
    told(app, execute, "UPDATE satudata_assignment SET ends_on = starts_on WHERE org_id = :org", org=empty)
    told(app, act, people.sysadmin, "organization_delete", id=empty)
    assert not stands(empty)


def test_an_empty_office_goes_and_is_no_vacancy_afterwards(
    app: CKANTestApp, people: Cast, empty: str
) -> None:
    admin = told(app, person)
    told(app, appoint, admin, "admin_walidata")
    told(app, act, people.sysadmin, "organization_delete", id=empty)
    listed = told(app, act, admin, "satudata_sop_choice_list")["offices"]
    assert empty not in {one["scope_id"] for one in listed}
    told(app, act, people.sysadmin, "organization_purge", id=empty)
    assert told(app, model.Group.get, empty) is None
