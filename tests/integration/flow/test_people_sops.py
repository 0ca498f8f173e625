"""Offices and datasets choose their SOP; a new version is looked at, then switched on; running reviews keep theirs."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import yaml
from ckan import model

from ckanext.satudata import startup, wiring
from ckanext.satudata.adapters.sql.events import SqlEvents
from ckanext.satudata.logic.errors import ConflictError
from support import story
from support.offices import Person, appoint, execute, person
from support.story import Cast, act, decide
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture
def admin() -> Person:
    who = person()
    appoint(who, "admin_walidata")
    return who


@pytest.fixture
def people() -> Cast:
    return story.cast()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with SOPs of an office of its own, so that no other test runs by them."""
    shutil.copytree(BAWAAN.parent, tmp_path, dirs_exist_ok=True)
    written = {"uji": sop("uji", 1), "uji-opd": office_chain()}
    for name, document in written.items():
        write(tmp_path, name, document)
    use(monkeypatch, tmp_path)
    yield tmp_path
    monkeypatch.undo()
    wiring.current_sops.cache_clear()
    execute("DELETE FROM satudata_sop_active WHERE id LIKE 'uji%'")
    execute("DELETE FROM satudata_sop_choice WHERE sop_id LIKE 'uji%' OR sop_id = ''")


def use(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the portal start with this folder, as after a restart."""
    monkeypatch.setitem(tk.config, "ckanext.satudata.sop.folder", str(folder))
    wiring.current_sops.cache_clear()
    startup.check(tk.config)


def write(folder: Path, name: str, document: dict[str, Any]) -> None:
    (folder / f"{name}.yaml").write_text(
        yaml.safe_dump({"sop": document}, allow_unicode=True), encoding="utf-8"
    )


BAWAAN = Path(__file__).resolve().parents[3] / "config/sop/bawaan.yaml"


def sop(sop_id: str, version: int, **changes: Any) -> dict[str, Any]:
    document = yaml.safe_load(BAWAAN.read_text(encoding="utf-8"))
    document = copy.deepcopy(document.get("sop", document))
    return {**document, "id": sop_id, "versi": version, **changes}


def office_chain() -> dict[str, Any]:
    """A chain of an office: kasubag, then kepala OPD."""
    document = sop("uji-opd", 1, rantai="opd", nama_sop="Rantai uji", bentuk={"pimpinan": ["kepala_opd"]})
    first, *_ = document["langkah"]
    posts = [document["pelaksana"][0]]
    rows = [first]
    for number, (slot, name) in enumerate(
        (("kasubag", "Kasubag Program"), ("kepala_opd", "Kepala Dinas")), 2
    ):
        posts.append({"kode": slot, "nama": name, "jenis": "internal_opd", "slot_portal": slot})
        stage = {"id": slot, "aksi": "putuskan", "label": name, "label_en": name}
        moves = [{"kondisi": "ya", "ke": number + 1}, {"kondisi": "tidak", "ke": 1, "alasan_wajib": True}]
        rows.append(
            {
                **first,
                "nomor": number,
                "pelaksana": [slot],
                "simbol": "keputusan",
                "transisi": moves,
                "pemetaan_portal": stage,
            }
        )
    end = {"id": "serah", "aksi": "serahkan", "label": "Ke walidata", "label_en": "To the walidata"}
    last = {**first, "nomor": 4, "simbol": "selesai", "transisi": [{"kondisi": "selalu", "ke": "SELESAI"}]}
    return {**document, "pelaksana": posts, "langkah": [*rows, {**last, "pemetaan_portal": end}]}


def choose(
    admin: Person, scope: str, scope_id: str, chain: str, sop_id: str = "", **more: Any
) -> dict[str, Any]:
    return act(
        admin, "satudata_sop_choose", scope=scope, scope_id=scope_id, chain=chain, sop_id=sop_id, **more
    )


def path_of(admin: Person, org: str) -> list[str]:
    rows = act(admin, "satudata_sop_choice_list")["offices"]
    return next(row["path"] for row in rows if row["scope_id"] == org)


def test_an_office_puts_its_own_chain_in_front(admin: Person, people: Cast, folder: Path) -> None:
    choose(admin, "org", people.org, "opd", "uji-opd")
    assert path_of(admin, people.org)[:3] == ["Kasubag Program", "Kepala Dinas", "Verifikator"]
    head, sub = person(), person()
    appoint(sub, "kasubag", people.org)
    review = story.submitted(people, population(2024))
    assert review["step"] == "kasubag"
    review = decide(sub, review, "approve")
    with pytest.raises((tk.NotAuthorized, tk.ObjectNotFound)):
        decide(people.verifikator, review, "approve")
    waits = act(people.producer, "satudata_review_show", id=review["id"])["whose_turn"]
    assert waits["vacant"] and waits["step"] == "kepala_opd"
    act(
        admin,
        "satudata_assignment_create",
        user=head.name,
        post="kepala_opd",
        org_id=people.org,
        standing="plt",
        decree="1",
    )
    after = decide(head, act(head, "satudata_review_show", id=review["id"]), "approve")
    assert after["step"] == "verifikator"
    assert after["timeline"][0]["actor_post"] == "Plt. Kepala Dinas"


def test_the_short_form_keeps_the_head_alone_and_none_goes_straight(
    admin: Person, people: Cast, folder: Path
) -> None:
    choose(admin, "org", people.org, "opd", "uji-opd:pimpinan")
    assert path_of(admin, people.org)[:2] == ["Kepala Dinas", "Verifikator"]
    choose(admin, "org", people.org, "opd", "")
    assert path_of(admin, people.org)[0] == "Verifikator"


def test_a_dataset_chooses_for_itself_and_takes_it_back(admin: Person, people: Cast, folder: Path) -> None:
    choose(admin, "org", people.org, "opd", "uji-opd")
    draft = story.ready_draft(people, population(2024))
    dataset = act(people.producer, "satudata_draft_show", id=draft)["dataset_id"]
    choose(admin, "dataset", dataset, "opd", "")
    review = act(people.producer, "satudata_review_submit", draft_id=draft)
    assert review["step"] == "verifikator"
    choose(admin, "dataset", dataset, "opd", inherit=True)
    assert wiring.sop_port().for_office(people.org, dataset).start.on_yes == "kasubag"


def test_a_draft_the_administrator_may_not_read_is_told_nothing_about(
    admin: Person, people: Cast, folder: Path
) -> None:
    draft = story.ready_draft(people, population(2024))
    shown = act(people.producer, "satudata_draft_show", id=draft)
    with pytest.raises(tk.ValidationError):
        choose(admin, "dataset", shown["package"]["name"], "opd", "uji-opd")
    nobody = "0" * 8 + "-0000-4000-8000-" + "0" * 12
    answers = [choose(admin, "dataset", one, "opd", "uji-opd") for one in (shown["dataset_id"], nobody)]
    listed = act(admin, "satudata_sop_choice_list")
    rows = [row for row in listed["datasets"] if row["scope_id"] in (shown["dataset_id"], nobody)]
    for answer, row in zip(answers, sorted(rows, key=lambda row: row["scope_id"] == nobody), strict=True):
        assert answer["title"] == row["title"] == f"Dataset {answer['scope_id']}"
        assert row["path"] == []
    assert shown["package"]["title"] not in str(listed["datasets"])


@pytest.mark.trap("C2")
def test_a_new_version_changes_nothing_until_it_is_switched_on(
    admin: Person, people: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(admin, "org", people.org, "walidata", "uji")
    running = story.submitted(people, population(2024))
    assert (running["sop"]["id"], running["sop"]["version"]) == ("uji", 1)
    document = sop("uji", 2, nama_sop="Versi dua")
    document["langkah"][1]["waktu"] = {**document["langkah"][1]["waktu"], "nilai": 9}
    write(folder, "uji", document)
    use(monkeypatch, folder)
    listed = {row["id"]: row for row in act(admin, "satudata_sop_choice_list")["versions"]}
    assert (listed["uji"]["in_force"], listed["uji"]["waiting"]) == (1, 2)
    assert wiring.sop_port().for_office(people.org).version == 1

    impact = act(admin, "satudata_sop_impact", id="uji", version=2)
    assert impact["running"] >= 1 and len(impact["offices"]) == 1
    parts = {(one["step"], one["part"], one["before"], one["after"]) for one in impact["changes"]}
    assert ("verifikator", "days", "3", "9") in parts

    act(admin, "satudata_sop_activate", id="uji", version=2, seen=1)
    assert wiring.sop_port().for_office(people.org).version == 2
    after = decide(
        people.verifikator, act(people.verifikator, "satudata_review_show", id=running["id"]), "approve"
    )
    assert after["sop"]["version"] == 1 and after["step"] == "kabid"
    with pytest.raises(ConflictError):
        act(admin, "satudata_sop_activate", id="uji", version=2, seen=1)
    history = act(admin, "satudata_sop_choice_list")["history"]
    assert history[0]["action"] == "sop_activated" and history[0]["by_post"] == "Admin Walidata"
    assert not list(SqlEvents(model.Session).broken_chains())


def test_what_cannot_be_chosen_says_why(admin: Person, people: Cast, folder: Path) -> None:
    for wrong in (
        {"scope": "meja", "scope_id": people.org, "chain": "opd"},
        {"scope": "org", "scope_id": people.org, "chain": "rantai"},
        {"scope": "org", "scope_id": people.org, "chain": "opd", "sop_id": "uji"},
        {"scope": "org", "scope_id": "tidak-ada", "chain": "opd"},
        {"scope": "dataset", "scope_id": "tidak-ada", "chain": "opd"},
    ):
        with pytest.raises(tk.ValidationError):
            act(admin, "satudata_sop_choose", **wrong)
    with pytest.raises(tk.ObjectNotFound):
        act(admin, "satudata_sop_impact", id="uji", version=99)
    for who in (people.sysadmin, people.verifikator):
        with pytest.raises(tk.NotAuthorized):
            act(who, "satudata_sop_choose", scope="org", scope_id=people.org, chain="opd", sop_id="uji-opd")
    assert act(people.sysadmin, "satudata_sop_choice_list")["offered"]["opd"]
