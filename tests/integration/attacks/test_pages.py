"""Pages, feeds, files and autocompletes: no word, id or count of what is hidden, and a hidden page is a missing page."""

from __future__ import annotations

import difflib
import re
import uuid
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from support.attacks.asking import TOKENS, asked, secrets, text_of, told
from support.attacks.house import over_http
from support.attacks.routes import LEAVES, addresses, blanks, path_of, rules
from support.attacks.scene import Target, staged

pytestmark = over_http

READERS = ("anonymous", "admin of another OPD", "former verifikator", "bps")


@pytest.mark.trap("B1", "B2", "B5", "B6", "B7", "B8", "B10", "B12", "B13")
@pytest.mark.parametrize("role", READERS)
def test_no_page_tells_a_stranger(app: CKANTestApp, role: str) -> None:
    made = staged(app)
    person, hidden, leaks, seen = made.roles[role], secrets(made.hidden.values()), [], set()
    for target in (made.targets["in review"], made.targets["revised"]):
        for path in addresses(app, made, target, person):
            if path in seen:
                continue
            seen.add(path)
            answer = asked(app, person, path)
            found = told(answer, path, hidden)
            if found:
                leaks.append(f"{path}: {answer.status_code} {found}")
    assert not leaks, "\n" + "\n".join(leaks)


@pytest.mark.trap("B2", "B7")
@pytest.mark.parametrize("role", ["anonymous", "admin of another OPD", "bps"])
def test_a_hidden_page_is_a_missing_page(app: CKANTestApp, role: str) -> None:
    made = staged(app)
    person, target = made.roles[role], made.targets["in review"]
    empty = [str(uuid.uuid4()) for _ in range(5)]
    name, ids = f"rancangan-{empty[1]}", {"activity": empty[3], "structure": empty[4]}
    nothing = Target("nothing", "", empty[0], name, empty[2], number=999_999, **ids)
    told_apart = []
    for rule in rules(app):
        about = {"id", "name", "number"} & set(rule.arguments)
        if not about or "GET" not in (rule.methods or ()) or rule.endpoint in LEAVES:
            continue
        here, there = (path_of(rule, blanks(rule, made, one, person)) for one in (target, nothing))
        if here == there:
            continue
        hidden, missing = (asked(app, person, path) for path in (here, there))
        differing = differences(plain(hidden, target), plain(missing, nothing))
        if differing:
            told_apart.append(f"{here}: {hidden.status_code}, {there}: {missing.status_code}\n  {differing}")
    assert not told_apart, "\n" + "\n".join(told_apart)


def plain(answer: Any, target: Target) -> list[str]:
    """Status, headers and body by lines, without the ids asked for, numbers in addresses, the session's own value and time,
    and tokens of forms. (The length is that of the body, which is compared.)"""
    cookie = re.compile(r"(?<=^ckan=)[^;]*|; Expires=[^;]*")
    headers = [
        f"{name}: {cookie.sub('', value) if name == 'Set-Cookie' else value}"
        for name, value in sorted(answer.headers.items())
        if name not in ("Content-Length", "Date")
    ]
    text = "\n".join([str(answer.status_code), *headers, TOKENS.sub("<token>", text_of(answer))])
    for one in filter(
        None, (target.slug, target.package, target.resource, target.activity, target.structure)
    ):
        text = text.replace(one, "<one>")
    return re.sub(r"P-\d+|(?<=/)\d+", "#", text).splitlines()


def differences(hidden: list[str], missing: list[str]) -> str:
    """The lines that tell the two apart."""
    lines = difflib.unified_diff(hidden, missing, "hidden", "missing", lineterm="", n=0)
    return "\n  ".join(line.strip()[:300] for line in lines)


@pytest.mark.trap("B11")
def test_counts_are_those_of_a_portal_without_it(app: CKANTestApp) -> None:
    made = staged(app)
    public = 2
    for person in (None, made.roles["admin of another OPD"]):
        headers = person.headers if person else {}
        for path, place in (
            (f"/api/action/organization_show?id={made.cast.org}", "package_count"),
            (f"/api/action/package_search?fq=owner_org:{made.cast.org}&include_private=true", "count"),
        ):
            assert app.get(path, headers=headers).json["result"][place] == public, path
        shown = app.get(f"/api/action/user_show?id={made.cast.producer.name}", headers=headers).json["result"]
        assert shown["number_created_packages"] == 0
