"""Every address with every method: classified, safe from forged requests in every order of visits, harmless by GET."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from support.attacks.browser import Browser
from support.attacks.fingerprint import fingerprint
from support.attacks.house import over_http
from support.attacks.routes import (
    ACT,
    ASK,
    FORM,
    KINDS,
    LEAVES,
    OURS,
    UNSAFE,
    blanks,
    kind_of,
    path_of,
    rules,
)
from support.attacks.scene import Scene, Target, staged

pytestmark = over_http

FORBIDDEN = 400


def test_every_route_is_classified(app: CKANTestApp) -> None:
    known = {rule.endpoint for rule in rules(app)}
    assert {rule.endpoint for rule in rules(app) if kind_of(rule) is None} == set(), (
        "tests/support/attacks/routes.py"
    )
    assert set(KINDS) - known == set(), "these are gone"


def test_pages_take_no_unsafe_method(app: CKANTestApp) -> None:
    """What changes something is a form or an act, never a page (A15)."""
    taking = {
        (rule.endpoint, method)
        for rule in rules(app)
        for method in UNSAFE
        if method in (rule.methods or ()) and kind_of(rule) not in (FORM, ACT, ASK)
    }
    assert taking == set()


def unsafe(app: CKANTestApp, made: Scene, target: Target) -> Iterator[tuple[str, str]]:
    """Give (method, address) of all that can change something."""
    person = made.roles["sysadmin"]
    for rule in rules(app):
        for method in UNSAFE:
            if method in (rule.methods or ()) and rule.endpoint != "static":
                yield method, path_of(rule, blanks(rule, made, target, person))


@pytest.mark.trap("A15")
@pytest.mark.parametrize("order", ["logged in at once", "seen anonymously first", "sent anonymously first"])
def test_no_unsafe_request_of_a_session_goes_without_its_token(app: CKANTestApp, order: str) -> None:
    made = staged(app)
    target = made.targets["published"]
    before = fingerprint(target.ids)
    browser, passed = Browser(app), []
    requests = list(unsafe(app, made, target))
    for method, path in requests if order != "logged in at once" else ():
        seen = order == "seen anonymously first"
        answered(browser, path, "GET" if seen else method, **({} if seen else {"data": {"zq": "1"}}))
    browser.enter(made.roles["sysadmin"])
    for method, path in requests:
        status = answered(browser, path, method, data={"id": target.package, "title": "Diganti", "save": ""})
        if status != FORBIDDEN:
            passed.append((method, path, status))
    assert passed == []
    assert fingerprint(target.ids) == before


@pytest.mark.trap("A15")
def test_a_token_of_somebody_else_does_not_help(app: CKANTestApp) -> None:
    made = staged(app)
    browser, other = Browser(app, made.roles["sysadmin"]), Browser(app, made.roles["outsider"])
    stolen = {"X-CSRFToken": other.token()}
    body = {"id": made.targets["published"].package}
    for path in ("/api/action/package_delete", "/api/action/satudata_review_decide"):
        assert browser.send("POST", path, json=body, headers=stolen).status_code == FORBIDDEN


@pytest.mark.trap("A15")
@pytest.mark.parametrize("role", ["admin of the OPD", "verifikator"])
def test_get_changes_nothing(app: CKANTestApp, role: str) -> None:
    made, faults = staged(app), []
    targets = [made.targets[name] for name in ("in review", "published")]
    ids = [one for target in targets for one in target.ids]
    before = fingerprint(ids)
    browser = Browser(app, made.roles[role])
    for rule in rules(app):
        if "GET" not in (rule.methods or ()) or rule.endpoint in LEAVES:
            continue
        for target in targets:
            path = path_of(rule, blanks(rule, made, target, made.roles[role]))
            status = answered(browser, path)
            if status >= 500 and rule.endpoint.startswith(OURS):
                faults.append((path, status))
    changed = {key for key, value in fingerprint(ids).items() if before.get(key) != value}
    assert (faults, changed) == ([], set())


def answered(browser: Browser, path: str, method: str = "GET", **how: Any) -> int:
    """The status of an answer; an exception that a page of CKAN's lets through is its 500."""
    try:
        return int(browser.send(method, path, **how).status_code)
    except Exception:
        return 500
    finally:
        model.Session.rollback()


@pytest.mark.trap("A15")
def test_our_acts_are_not_to_be_had_by_get(app: CKANTestApp) -> None:
    made = staged(app)
    browser, target = Browser(app, made.roles["verifikator"]), made.targets["in review"]
    shown = {rule.rule for rule in rules(app) if "GET" in (rule.methods or ())}
    acts = [rule for rule in rules(app) if rule.endpoint.startswith(OURS) and kind_of(rule) == ACT]
    ours = [rule for rule in acts if rule.rule not in shown]
    assert ours
    for rule in ours:
        path = path_of(rule, blanks(rule, made, target, made.roles["verifikator"]))
        assert browser.get(path).status_code in (404, 405), path
