"""Where nothing is governed CKAN answers as it does without us: the same play on a CKAN of its own and on ours."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from support.offices import office, person

WITHOUT = "datastore"
WITH = "satudata satudata_validation scheming_datasets datastore"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*")
FIELDS = [{"id": "tahun", "type": "int"}, {"id": "nilai", "type": "text"}]
DOCUMENTED = (
    "package_show",
    "package_create",
    "member_list",
    "datastore_search",
    "resource_create",
    "group_update",
)
HEARD: dict[str, list[tuple[str, int, Any]]] = {}


def play(app: CKANTestApp, mark: str) -> list[tuple[str, int, Any]]:
    """What somebody does with CKAN, and each answer with ids, times and names made alike."""
    people = {"editor": person(), "stranger": person()}
    org = office(governed=False, editor=people["editor"])
    org_name = model.Group.get(org).name
    heard: list[tuple[str, int, Any]] = []
    known = {org_name: "<org>", mark: "<name>", **{who.name: f"<{role}>" for role, who in people.items()}}
    for who in people.values():
        user = model.User.get(who.id)
        known |= {
            user.fullname: "<fullname>",
            user.email: "<email>",
            user.about or "-": "<about>",
            user.image_url or "-": "<image>",
        }
    shown = model.Group.get(org)
    known |= {shown.title: "<title>", shown.description: "<description>", shown.image_url: "<image>"}

    def ask(action: str, who: str = "editor", /, **data: Any) -> Any:
        headers = people[who].headers if who in people else {}
        answer = app.post(f"/en/api/3/action/{action}", json=data, headers=headers)
        heard.append((f"{action} by {who}", answer.status_code, alike(answer.json, known)))
        return answer.json.get("result")

    made = ask(
        "package_create",
        name=mark,
        title="Judul",
        notes="Catatan",
        owner_org=org,
        license_id="cc-by",
        tags=[{"name": "padi"}, {"name": "sawah"}],
        extras=[{"key": "warna", "value": "hijau"}],
        resources=[{"name": "a", "url": "http://x.test/a.csv", "format": "CSV"}],
    )
    first = made["resources"][0]["id"]
    ask("package_create", name=mark, owner_org=org)
    ask("package_create", "nobody", name=f"{mark}-2", owner_org=org)
    ask("package_create", "stranger", name=f"{mark}-2", owner_org=org)
    ask("package_create", name="Tidak Sah!", owner_org=org)
    for who in ("editor", "stranger", "nobody"):
        ask("package_show", who, id=mark)
        ask("package_patch", who, id=mark, title="Judul Baru")
        ask(
            "package_search",
            who,
            fq=f"name:{mark}",
            **{"facet.field": ["tags", "organization", "res_format"]},
        )
        ask("resource_show", who, id=first)
        ask("package_show", who, id="tidak-ada")
        ask("package_patch", who, id="tidak-ada", title="x")
    ask("resource_create", package_id=mark, name="b", url="http://x.test/b.csv", format="CSV")
    ask("resource_patch", id=first, name="diganti")
    ask("package_revise", match={"name": mark}, update={"notes": "Catatan lain"})
    ask(
        "datastore_create",
        resource_id=first,
        fields=FIELDS,
        records=[{"tahun": 2024, "nilai": "x"}],
        force=True,
    )
    ask("datastore_upsert", resource_id=first, records=[{"tahun": 2025}], method="insert", force=True)
    ask("datastore_search", "nobody", resource_id=first, fields="tahun,nilai", include_total=True)
    ask("datastore_search", "nobody", resource_id="tidak-ada")
    ask("datastore_delete", resource_id=first, force=True)
    ask("datastore_search", "nobody", resource_id=first)
    ask("resource_view_create", resource_id=first, title="Teks", view_type="tidak_ada")
    ask("package_patch", id=mark, private=True)
    for who in ("stranger", "nobody"):
        ask("package_show", who, id=mark)
        ask("package_search", who, fq=f"name:{mark}", include_private=True)
        ask("dataset_follower_count", who, id=mark)
    ask("bulk_update_public", "stranger", datasets=[made["id"]], org_id=org)
    ask("organization_show", "nobody", id=org, include_datasets=True, include_users=False)
    ask("organization_patch", id=org, description="Lain")
    ask("member_list", "nobody", id=org, object_type="package")
    ask("member_create", id=org, object=people["stranger"].id, object_type="user", capacity="editor")
    ask("user_show", "stranger", id=people["stranger"].name, include_datasets=True)
    ask("user_show", "nobody", id=people["editor"].name)
    ask("follow_dataset", id=mark)
    ask("am_following_dataset", id=mark)
    ask("api_token_create", "stranger", user=people["editor"].name, name="satu")
    ask("api_token_list", "stranger", user_id=people["editor"].name)
    ask("package_collaborator_list", id=mark)
    ask("package_relationship_create", subject=mark, object=mark, type="depends_on")
    ask("tag_list", "nobody", query="padi")
    ask("license_list", "nobody")
    ask("vocabulary_list", "nobody")
    for name in DOCUMENTED:
        ask("help_show", "nobody", name=name)
    ask("resource_delete", id=first)
    ask("package_delete", "stranger", id="tidak-ada")
    ask("package_delete", id=mark)
    ask("package_show", "nobody", id=mark)
    ask("dataset_purge", id=mark)
    return heard


def alike(answer: Any, known: dict[str, str]) -> Any:
    """The answer with what differs from one run to the next made the same."""
    text = json.dumps(answer, sort_keys=True)
    for old, new in sorted(known.items(), key=lambda pair: -len(pair[0])):
        if len(old) > 3:
            text = text.replace(json.dumps(old)[1:-1], new)
    text = TIME.sub("<time>", UUID.sub("<id>", text))
    text = re.sub(
        r'"(token|display_name|email_hash|image_display_url|jti|full_name|took)": "[^"]*"',
        r'"\1": "<own>"',
        text,
    )
    return json.loads(text)


def differences(ours: Any, theirs: Any, place: str = "") -> list[str]:
    """What CKAN says and we do not, or say otherwise. Fields of our own beside CKAN's are no difference."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return [
            line
            for key, value in theirs.items()
            for line in (
                differences(ours[key], value, f"{place}.{key}")
                if key in ours
                else [f"{place}.{key} is missing"]
            )
        ]
    if isinstance(theirs, list) and isinstance(ours, list) and len(ours) == len(theirs):
        pairs = enumerate(zip(ours, theirs, strict=True))
        return [line for number, (one, two) in pairs for line in differences(one, two, f"{place}[{number}]")]
    return [] if ours == theirs else [f"{place}: {str(theirs)[:120]!r} became {str(ours)[:120]!r}"]


@pytest.mark.ckan_config("ckan.plugins", WITHOUT)
@pytest.mark.usefixtures("with_plugins")
def test_1_what_ckan_answers_alone(app: CKANTestApp, unique: str) -> None:
    HEARD["without"] = play(app, unique)
    assert {status for _, status, _ in HEARD["without"]} >= {200, 403, 404, 409}


@pytest.mark.ckan_config("ckan.plugins", WITH)
@pytest.mark.usefixtures("with_plugins")
def test_2_what_it_answers_with_us(app: CKANTestApp, unique: str) -> None:
    if "without" not in HEARD:
        pytest.skip("the play without us did not end")
    found = []
    for (asked, status, theirs), (again, now, ours) in zip(HEARD["without"], play(app, unique), strict=True):
        assert asked == again
        told = [f"status {status} became {now}"] if status != now else []
        told += differences(ours, theirs)
        found += [f"{asked}: {line}" for line in told]
    assert not found, "\n" + "\n".join(found)
