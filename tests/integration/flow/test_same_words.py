"""Page, API and command line refuse in the same words, and do the same."""

from __future__ import annotations

import html
import secrets
import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import click
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from click.testing import CliRunner, Result

from ckanext.satudata import cli_review
from ckanext.satudata.cli import satudata
from support import story
from support.faults import people, rows
from support.offices import Person, appoint, person
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins")


def submitted(app: CKANTestApp) -> dict[str, Any]:
    with app.flask_app.test_request_context():
        return story.submitted(people(), population(2024))


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return {}


@pytest.fixture
def waiting(app: CKANTestApp, kept: dict[str, Any]) -> dict[str, Any]:
    """A submission at the verifikator, that nothing here moves."""
    if not kept:
        kept.update(submitted(app))
    return kept


def command(app: CKANTestApp, who: Person, *words: str) -> Result:
    parent = click.Context(click.Command("ckan"))
    parent.meta["flask_app"] = app.flask_app
    model.Session.remove()
    return CliRunner().invoke(satudata, ["review", *words, "--user", who.name], parent=parent)


def by_command(app: CKANTestApp, who: Person, *words: str) -> str:
    done = command(app, who, *words)
    assert done.exit_code not in (0, 2), done.output
    return done.output.removeprefix("Error: ").strip()


def by_api(app: CKANTestApp, who: Person, action: str, **data: Any) -> tuple[int, str]:
    answer = app.post(f"/api/action/satudata_review_{action}", json=data, headers=who.headers)
    error = answer.json["error"]
    told = error.get("message") or next(v[0] for k, v in error.items() if not k.startswith("__"))
    return answer.status_code, told.removeprefix("Access denied: ").removeprefix("Not found: ")


def by_page(app: CKANTestApp, who: Person, path: str, **form: Any) -> str:
    answer = app.post(path, data=form, headers=who.headers, follow_redirects=True)
    return html.unescape(answer.body)


def decision(review: dict[str, Any], word: str, **more: Any) -> dict[str, Any]:
    return {
        "id": review["number"],
        "decision": word,
        "digest": review["content_digest"],
        "idempotency_key": uuid.uuid4().hex,
        **more,
    }


def test_another_posts_turn(app: CKANTestApp, waiting: dict[str, Any]) -> None:
    kadis, number = people().kadis, waiting["number"]
    status, told = by_api(app, kadis, "decide", **decision(waiting, "approve"))
    digest = waiting["content_digest"]
    assert status == 403 and len(told) > 20
    assert by_command(app, kadis, "decide", number, "approve", "--digest", digest) == told
    assert told in by_page(app, kadis, f"/pengajuan/{number}/keputusan", **decision(waiting, "approve"))


def test_a_return_without_a_reason(app: CKANTestApp, waiting: dict[str, Any]) -> None:
    who, number, digest = people().verifikator, waiting["number"], waiting["content_digest"]
    status, told = by_api(app, who, "decide", **decision(waiting, "return"))
    assert status == 409
    assert by_command(app, who, "decide", number, "return", "--digest", digest) == f"reasons: {told}"
    assert told in by_page(app, who, f"/pengajuan/{number}/keputusan", **decision(waiting, "return"))


def test_content_that_moved(app: CKANTestApp, waiting: dict[str, Any]) -> None:
    who, number, stale = people().verifikator, waiting["number"], "0" * 64
    status, told = by_api(app, who, "decide", **decision(waiting, "approve", digest=stale))
    assert status == 409 and "berubah" in told
    done = command(app, who, "decide", number, "approve", "--digest", stale)
    assert (done.exit_code, done.output.removeprefix("Error: ").strip()) == (cli_review.CONFLICT, told)
    page = by_page(app, who, f"/pengajuan/{number}/keputusan", **decision(waiting, "approve", digest=stale))
    assert told in page


def test_somebody_was_first(app: CKANTestApp) -> None:
    review, late = submitted(app), person()
    appoint(late, "verifikator")
    digest = review["content_digest"]
    checks = [word for point in review["checklist"] for word in ("--check", f"{point['code']}=SESUAI")]
    words = ("decide", review["number"], "approve", "--digest", digest)
    done = command(app, people().verifikator, *words, *checks)
    assert done.exit_code == 0 and "Kabid" in done.output
    status, told = by_api(app, late, "decide", **decision(review, "approve"))
    assert status == 409
    assert by_command(app, late, "decide", review["number"], "approve", "--digest", digest) == told
    assert told in by_page(
        app, late, f"/pengajuan/{review['number']}/keputusan", **decision(review, "approve")
    )


def test_withdrawing_what_is_not_ones_own(app: CKANTestApp, waiting: dict[str, Any]) -> None:
    who, number = people().verifikator, waiting["number"]
    status, told = by_api(app, who, "withdraw", id=number)
    assert status == 403
    assert by_command(app, who, "withdraw", number) == told
    assert told in by_page(app, who, f"/pengajuan/{number}/tarik")


def test_what_is_hidden_is_not_there(app: CKANTestApp, waiting: dict[str, Any]) -> None:
    who, number = people().outsider, waiting["number"]
    status, told = by_api(app, who, "claim", id=number)
    done = command(app, who, "claim", number)
    assert status == 404
    assert (done.exit_code, done.output.removeprefix("Error: ").strip()) == (cli_review.NOT_THERE, told)
    assert command(app, who, "show", "P-9999").output == done.output
    assert told in by_page(app, who, f"/pengajuan/{number}/ambil")


def test_commands_do_what_they_say_with_the_users_own_rights(app: CKANTestApp) -> None:
    review, colleague = submitted(app), person()
    appoint(colleague, "verifikator")
    number, verifikator = review["number"], people().verifikator
    assert number in command(app, verifikator, "list").output
    assert review["content_digest"] in command(app, verifikator, "show", number).output
    for words in (("claim", number), ("release", number)):
        assert command(app, verifikator, *words).exit_code == 0
    refused = command(app, people().producer, "assign", number, colleague.name)
    given = command(app, people().kabid, "assign", number, colleague.name)
    assert (refused.exit_code, given.exit_code) == (cli_review.NOT_ALLOWED, 0), given.output
    digest = ("--digest", review["content_digest"])
    back = command(app, colleague, "decide", number, "return", *digest, "--reason", "GANDA", "--text", "x")
    assert back.exit_code == 0, back.output
    again = command(app, people().producer, "submit", review["draft_id"])
    assert again.exit_code == 0 and "putaran 2" in again.output
    assert command(app, people().producer, "withdraw", number).exit_code == 0
    told = [
        row["action"]
        for row in rows(
            "SELECT action FROM satudata_event WHERE review_id = :id ORDER BY id", id=review["id"]
        )
    ]
    assert told == ["submitted", "claimed", "released", "assigned", "returned", "submitted", "withdrawn"]


def test_a_sysadmin_decides_nothing_by_command_either(app: CKANTestApp, waiting: dict[str, Any]) -> None:
    digest = waiting["content_digest"]
    done = command(app, people().sysadmin, "decide", waiting["number"], "approve", "--digest", digest)
    assert done.exit_code == cli_review.NOT_ALLOWED
    unknown = CliRunner().invoke(satudata, ["review", "list", "--user", "tidak-ada"])
    assert unknown.exit_code != 0


@pytest.mark.parametrize("field", ["idempotency_key", "text", "receipt_number", "remarks"])
def test_what_is_too_long_is_refused_with_its_field_and_nothing_is_decided(
    app: CKANTestApp, waiting: dict[str, Any], field: str
) -> None:
    long = secrets.token_hex(10_000)
    asked = {"decision": "return", "reasons": ["LAINNYA"], "text": "Perbaiki.", "idempotency_key": "k"}
    asked |= {field: [{"field": "definisi", "text": long}] if field == "remarks" else long}
    with app.flask_app.test_request_context():
        verifikator, same = people().verifikator, {"id": waiting["id"]}
        with pytest.raises(tk.ValidationError, match=r"Singkatkan|Shorten"):
            story.act(
                verifikator, "satudata_review_decide", **same, digest=waiting["content_digest"], **asked
            )
        assert story.act(verifikator, "satudata_review_show", **same)["step"] == "verifikator"
