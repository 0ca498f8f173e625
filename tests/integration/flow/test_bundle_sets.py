"""Bundles of several reviews: who asks, what is inside, built once, resumed and built again after a failure."""

from __future__ import annotations

import io
import json
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests.helpers import CKANTestApp

from ckanext.satudata import wiring
from ckanext.satudata.adapters.bps.verify import verify
from ckanext.satudata.model import tables as t
from ckanext.satudata.work import bundles, loop
from support import faults, story
from support.postbox import Postbox, about, postbox  # noqa: F401
from support.races import at_once
from support.story import Cast, act
from support.subjects import WHY, one_edition, retracted
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """What the tests of this module share: two submissions at BPS, made once."""
    return {}


@pytest.fixture
def people(kept: dict[str, Any]) -> Cast:
    if not kept:
        kept["cast"] = cast = story.cast()
        kept["reviews"] = [story.at_bps(cast, population(year)) for year in (2024, 2025)]
    return kept["cast"]  # type: ignore[no-any-return]


def contents(bundle: dict[str, Any], folder: Path) -> zipfile.ZipFile:
    file = folder / bundle["filename"]
    with wiring.blobs().open(bundle["sha256"]) as stream:
        file.write_bytes(stream.read())
    assert verify(file) == []
    return zipfile.ZipFile(io.BytesIO(file.read_bytes()))


def test_a_bundle_of_an_office_holds_what_was_approved_and_is_built_once(
    people: Cast, kept: dict[str, Any], tmp_path: Path
) -> None:
    asked = act(people.verifikator, "satudata_bundle_build", organization=people.org)
    assert (asked["state"], asked["kind"], len(asked["members"])) == ("building", "organization", 2)
    with pytest.raises(tk.ObjectNotFound):
        act(people.bps, "satudata_bundle_show", id=asked["id"])
    loop.drain()
    shown = act(people.bps, "satudata_bundle_show", id=asked["id"])
    assert shown["state"] == "ready" and shown["filename"].endswith("_v1.zip")
    assert "_opd-" in shown["filename"]
    with contents(shown, tmp_path) as archive:
        package = json.loads(archive.read("datapackage.json"))
        names = archive.namelist()
    digests = {one.get("satudata:content_digest") for one in package["resources"]} - {None}
    assert digests == {review["content_digest"] for review in kept["reviews"]}
    assert "surat-pengantar.pdf" in names and sum(n.endswith("riwayat-persetujuan.pdf") for n in names) == 2
    waiting = act(people.bps, "satudata_bundle_list", state="waiting", limit=200)
    assert shown["id"] not in {row["id"] for row in waiting["rows"]}, "each dataset is answered in its own"
    assert {review["bundle"]["id"] for review in kept["reviews"]} <= {row["id"] for row in waiting["rows"]}
    several = act(people.bps, "satudata_bundle_list", state="several", limit=200)["rows"]
    assert [row["id"] for row in several].count(shown["id"]) == 1
    assert sum(waiting["counts"].values()) == len(act(people.bps, "satudata_bundle_list", limit=200)["rows"])
    at_once = act(people.bps, "satudata_bundle_list", each=dict.fromkeys(waiting["counts"], 200))
    assert at_once["counts"] == waiting["counts"]
    assert {row["id"] for row in at_once["lists"]["waiting"]} == {row["id"] for row in waiting["rows"]}
    dues = [row["due_at"] for row in at_once["lists"]["waiting"]]
    assert dues == sorted(dues), "what is due first comes first"
    with pytest.raises(tk.ValidationError, match="waiting, answered"):
        act(people.bps, "satudata_bundle_list", each={"waiting": 5, "apa": 5})
    again = act(people.kadis, "satudata_bundle_build", organization=people.org)
    assert (again["id"], again["state"], again["sha256"]) == (shown["id"], "ready", shown["sha256"])
    listed = act(people.bps, "satudata_bundle_list", kind="organization")["rows"]
    assert [row["id"] for row in listed].count(shown["id"]) == 1


def test_reviews_by_number_in_any_order_are_one_bundle_and_one_review_is_its_own(
    people: Cast, kept: dict[str, Any]
) -> None:
    numbers = [review["number"] for review in kept["reviews"]]
    one = act(people.verifikator, "satudata_bundle_build", reviews=numbers)
    other = act(people.verifikator, "satudata_bundle_build", reviews=list(reversed(numbers)))
    assert one["id"] == other["id"]
    own = act(people.verifikator, "satudata_bundle_build", reviews=numbers[:1])
    assert (own["kind"], own["review_number"]) == ("review", numbers[0])


def test_a_cycle_holds_datasets_whose_last_period_is_a_part_of_the_year(
    people: Cast, kept: dict[str, Any]
) -> None:
    for review, cycle in zip(kept["reviews"], ("1999", "1999-Q4"), strict=True):
        row = t.review.update().where(t.review.c.id == review["id"])
        model.Session.execute(row.values(cycle=cycle))
    model.Session.commit()
    asked = act(people.verifikator, "satudata_bundle_build", cycle="1999")
    assert [one["number"] for one in asked["members"]] == sorted(one["number"] for one in kept["reviews"])


def test_who_is_not_of_the_walidata_asks_for_nothing(people: Cast) -> None:
    for who in (people.producer, people.bps, people.outsider, people.sysadmin, None):
        with pytest.raises(tk.NotAuthorized):
            act(who, "satudata_bundle_build", organization=people.org)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"cycle": "2026", "organization": "x"},
        {"cycle": "tahun ini"},
        {"cycle": "1901"},
        {"reviews": "P-99999"},
    ],
    ids=["nothing", "two", "no year", "empty cycle", "no review"],
)
def test_bad_requests_are_told(people: Cast, asked: dict[str, Any]) -> None:
    with pytest.raises((tk.ValidationError, tk.ObjectNotFound)):
        act(people.verifikator, "satudata_bundle_build", **asked)


def test_a_failure_is_told_and_the_next_request_builds_again(
    people: Cast, kept: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = story.at_bps(people, population(2023))
    numbers = [extra["number"], kept["reviews"][0]["number"]]
    with monkeypatch.context() as broken:
        broken.setattr(bundles, "build_file", disk_full)
        broken.setitem(loop.ATTEMPTS, "bundle_set", 1)  # type: ignore[arg-type]
        asked = act(people.verifikator, "satudata_bundle_build", reviews=numbers)
        loop.drain()
    failed = act(people.verifikator, "satudata_bundle_show", id=asked["id"])
    assert (failed["state"], failed["error"]) == ("failed", "system")
    own = act(people.bps, "satudata_bundle_show", id=extra["bundle"]["id"])
    assert own["state"] == "ready", "the bundles of the reviews themselves stay"
    again = act(people.verifikator, "satudata_bundle_build", reviews=numbers)
    assert (again["id"], again["state"]) == (asked["id"], "building")
    loop.drain()
    assert act(people.bps, "satudata_bundle_show", id=asked["id"])["state"] == "ready"


def disk_full(*asked: Any, **named: Any) -> None:
    raise OSError("No space left on device")


def test_a_killed_worker_leaves_the_bundle_to_the_next(people: Cast, kept: dict[str, Any]) -> None:
    numbers = [review["number"] for review in kept["reviews"]]
    fourth = story.at_bps(people, population(2022))
    asked = act(people.verifikator, "satudata_bundle_build", reviews=[*numbers, fourth["number"]])
    row = t.work.c
    mine = sa.and_(row.kind == "bundle_set", row.subject == asked["id"])
    dead = {
        "state": "running",
        "token": "mati",
        "attempt": 1,
        "lease_until": sa.func.now() - sa.text("interval '1 s'"),
    }
    model.Session.execute(t.work.update().where(mine).values(**dead))
    model.Session.commit()
    loop.drain()
    assert act(people.verifikator, "satudata_bundle_show", id=asked["id"])["state"] == "ready"


def test_a_bundle_that_was_passed_by_waits_no_more(people: Cast) -> None:
    review = story.at_bps(people, population(2020))
    act(people.producer, "satudata_review_withdraw", id=review["id"], idempotency_key="tarik", note="Keliru")
    listed = {
        state: [row["id"] for row in act(people.bps, "satudata_bundle_list", state=state, limit=200)["rows"]]
        for state in ("waiting", "closed")
    }
    assert review["bundle"]["id"] not in listed["waiting"]
    assert review["bundle"]["id"] in listed["closed"]


def test_a_bundle_that_is_ready_is_not_built_again_by_a_late_worker(people: Cast) -> None:
    ready = act(people.verifikator, "satudata_bundle_build", organization=people.org)
    loop.drain()
    unit = wiring.unit()
    with unit:
        unit.work.again("bundle_set", ready["id"], "build")
        unit.commit()
    built = act(people.verifikator, "satudata_bundle_show", id=ready["id"])["built_at"]
    loop.drain()
    assert act(people.verifikator, "satudata_bundle_show", id=ready["id"])["built_at"] == built


def test_two_people_asking_at_once_get_one_bundle(
    app: CKANTestApp, people: Cast, kept: dict[str, Any]
) -> None:
    numbers = [review["number"] for review in kept["reviews"]]
    asked = [*numbers, story.at_bps(people, population(2021))["number"]]
    askers = (people.verifikator, people.kabid, people.kadis)
    outcomes = at_once(app, *(partial(act, who, "satudata_bundle_build", reviews=asked) for who in askers))
    assert [kind for kind, _ in outcomes] == ["done"] * 3, outcomes
    assert len({bundle["id"] for _, bundle in outcomes}) == 1
    loop.drain()


def test_a_retraction_is_told_to_bps_by_mail_and_by_a_line_of_the_register(
    postbox: Postbox,  # noqa: F811
) -> None:
    cast, dataset = faults.people(), one_edition()
    with postbox.up():
        retraction = retracted(dataset)
        loop.drain()
    (mail,) = [one for one in about(postbox, cast.bps, retraction) if "ditarik" in one.subject]
    assert f"/bps/paket/{retraction['id']}" in mail.part("plain")
    told = act(cast.bps, "satudata_notice_list", limit=100)["rows"]
    (notice,) = [one for one in told if one["kind"] == "taken_back" and one["number"] == retraction["number"]]
    assert notice["url"].endswith(f"/bps/paket/{retraction['id']}")
    lines = act(cast.bps, "satudata_bundle_list", state="notice", limit=200)["rows"]
    (line,) = [row for row in lines if row["scope"] == dataset]
    shown = act(cast.bps, "satudata_bundle_show", id=line["id"])
    assert (shown["kind"], shown["note"], len(shown["members"])) == ("retraction", WHY, 1)
    letter = {"letter_number": "045/10", "letter_date": "2026-11-21"}
    sent = act(cast.verifikator, "satudata_bundle_register", id=line["id"], **letter)
    assert sent["letter_number"] == "045/10"
    number = shown["members"][0]["number"]
    with pytest.raises(tk.ValidationError):
        act(cast.verifikator, "satudata_bundle_build", reviews=[number, retraction["number"]])
