"""Guards on the web application: forged requests, headers, redirects, errors of the locks."""

from __future__ import annotations

import re

import pytest
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp

from support.desks import begin_draft, put_under_review
from support.offices import Person, execute, office, person

pytestmark = pytest.mark.usefixtures("with_plugins")

PASSWORD = "kata-sandi-panjang"


@pytest.fixture
def sysadmin() -> Person:
    return person(sysadmin=True)


class Browser:
    """A visitor with cookies: logged in through CKAN's own form."""

    def __init__(self, app: CKANTestApp) -> None:
        self.client = app.flask_app.test_client()

    def token(self, url: str) -> str:
        page = self.client.get(url).get_data(as_text=True)
        found = re.search(r'name="_csrf_token"[^>]*content="([^"]+)"', page)
        assert found, page[:500]
        return found[1]

    def log_in(self, name: str = "") -> str:
        user = {"name": name} if name else factories.User(password=PASSWORD)
        form = {"login": user["name"], "password": PASSWORD, "_csrf_token": self.token("/user/login")}
        assert self.client.post("/user/login", data=form).status_code == 302
        return str(user["name"])


def test_an_unsafe_request_of_a_session_needs_its_token(app: CKANTestApp) -> None:
    browser = Browser(app)
    name = browser.log_in()
    url = "/api/action/user_patch"
    body = {"id": name, "about": "diubah"}
    assert browser.client.post(url, json=body).status_code == 400
    assert model.User.get(name).about != "diubah"
    token = browser.token("/user/edit")
    assert browser.client.post(url, json=body, headers={"X-CSRFToken": token}).status_code == 200


def test_a_form_seen_anonymously_protects_later_posts_too(app: CKANTestApp) -> None:
    """A request of an anonymous visitor to a view must not open that view for the forged request of another."""
    anonymous = Browser(app)
    anonymous.client.get("/user/edit")
    anonymous.client.post("/user/edit", data={"about": "x"})
    browser = Browser(app)
    name = browser.log_in()
    answer = browser.client.post("/user/edit", data={"name": name, "email": "a@example.org", "save": ""})
    assert answer.status_code == 400


def test_another_password_ends_all_other_sessions(app: CKANTestApp) -> None:
    at_home, at_work = Browser(app), Browser(app)
    name = at_home.log_in()
    at_work.log_in(name)
    for browser in (at_home, at_work):
        assert browser.client.get("/kerja").status_code == 200
    fields = {
        "name": name,
        "email": "lain@example.org",
        "old_password": PASSWORD,
        "password1": f"{PASSWORD}-baru",
        "password2": f"{PASSWORD}-baru",
        "save": "",
        "_csrf_token": at_home.token("/user/edit"),
    }
    assert at_home.client.post("/user/edit", data=fields).status_code == 302
    assert at_home.client.get("/kerja").status_code == 200
    answer = at_work.client.get("/kerja")
    assert answer.status_code == 302 and "/user/login" in answer.headers["Location"]


def test_an_api_token_needs_no_form_token(app: CKANTestApp, sysadmin: Person) -> None:
    answer = app.post(
        "/api/action/user_patch", json={"id": sysadmin.id, "about": "x"}, headers=sysadmin.headers
    )
    assert answer.status_code == 200


def test_a_false_api_token_does_not_excuse_a_session(app: CKANTestApp) -> None:
    browser = Browser(app)
    name = browser.log_in()
    headers = {"Authorization": "not-a-token"}
    answer = browser.client.post("/api/action/user_patch", json={"id": name, "about": "y"}, headers=headers)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/dataset/",
        "/user/login",
        "/api/action/status_show",
        "/api/action/tidak_ada",
        "/tidak-ada",
        "/dataset/tidak-ada",
        "/feeds/dataset.atom",
        "/organization/",
        "/kerja",
        "/robots.txt",
        "/webassets/tidak-ada.css",
    ],
)
def test_every_answer_carries_the_headers(app: CKANTestApp, url: str) -> None:
    headers = app.get(url).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "object-src 'none'" in headers["Content-Security-Policy"]
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"]


def test_an_encrypted_answer_asks_for_encryption_ever_after(app: CKANTestApp) -> None:
    answer = app.flask_app.test_client().get("/", base_url="https://data.sukamaju.example")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_work_pages_are_neither_framed_nor_cached(app: CKANTestApp) -> None:
    headers = app.get("/kerja", follow_redirects=False).headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]
    assert "public" not in headers["Cache-Control"]


def test_what_a_person_reads_by_api_is_not_cached(app: CKANTestApp, sysadmin: Person) -> None:
    assert "no-store" in app.get("/api/action/status_show", headers=sysadmin.headers).headers["Cache-Control"]
    assert "no-store" not in app.get("/api/action/status_show").headers["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/rancangan/new", "/rancangan/baru"),
        ("/rancangan/edit/{id}", "/rancangan/{id}"),
        ("/rancangan/edit/{name}", "/rancangan/{id}"),
        ("/rancangan/{id}/resource/new", "/rancangan/{id}"),
        ("/rancangan/groups/{id}", "/rancangan/{id}"),
        ("/rancangan/", "/kerja"),
        ("/en/rancangan/edit/{id}", "/en/rancangan/{id}"),
    ],
)
def test_ckans_own_pages_of_a_draft_lead_to_ours(app: CKANTestApp, path: str, target: str) -> None:
    producer = person()
    draft = model.Package.get(begin_draft(office(governed=True, editor=producer), producer))
    answer = app.get(
        path.format(id=draft.id, name=draft.name), headers=producer.headers, follow_redirects=False
    )
    assert answer.status_code in (302, 303)
    assert answer.headers["Location"].endswith(target.format(id=draft.id))


def test_an_unknown_draft_is_not_a_circle(app: CKANTestApp, sysadmin: Person) -> None:
    answer = app.get("/rancangan/groups/none", headers=sysadmin.headers)
    assert answer.status_code == 404


def test_a_write_stopped_by_the_database_is_told_in_a_sentence(
    app: CKANTestApp, sysadmin: Person, unique: str
) -> None:
    """Removing a tag asks nobody about the datasets that carry it: the database does."""
    org = office(governed=False)
    dataset = factories.Dataset(owner_org=org, tags=[{"name": unique}])
    execute("INSERT INTO satudata_governed (org_id, since) VALUES (:org, now())", org=org)
    answer = app.post("/api/action/tag_delete", json={"id": unique}, headers=sysadmin.headers)
    assert answer.status_code == 403, answer.body
    assert "hanya berubah lewat pengajuan" in answer.json["error"]["message"]
    assert [tag.name for tag in model.Package.get(dataset["id"]).get_tags()] == [unique]
    kept = execute("SELECT code FROM satudata_refusal WHERE action = 'tag_delete'").scalars().all()
    assert kept == ["published"]


def test_an_office_with_a_submission_is_not_purged(app: CKANTestApp, sysadmin: Person) -> None:
    producer = person()
    org = office(governed=True, editor=producer)
    draft = begin_draft(org, producer)
    put_under_review(draft)
    answer = app.post("/api/action/organization_purge", json={"id": org}, headers=sysadmin.headers)
    assert answer.status_code in (403, 409)
    assert answer.json["success"] is False
    assert model.Group.get(org).state == "active"
    assert model.Package.get(draft).owner_org == org
