"""No field of a dataset, draft or table makes the portal or its jobs call an address or read a file of the machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.lib import jobs

from ckanext.satudata.work import loop
from support import offices, story
from support.faults import people
from support.listener import Listener, listening
from support.story import act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

SECRET = "kata-rahasia-mesin-7732"


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "rahasia.csv"
    path.write_text(f"kolom\n{SECRET}\n", encoding="utf-8")
    return path


def run_everything() -> None:
    """Do what waits: our rows of work, and CKAN's own background jobs in this process."""
    loop.drain()
    queue = jobs.get_queue()
    for job in queue.jobs:
        job.perform()
    queue.empty()


def resource(target: str) -> dict[str, Any]:
    """A resource whose every field that could be followed names the target."""
    references = {"foreignKeys": [{"fields": ["a"], "reference": {"resource": target, "fields": ["a"]}}]}
    return {
        "url": target,
        "format": "CSV",
        "name": "Data rekaan",
        "schema": target,
        "validation_options": json.dumps({"path": target, "schema": references}),
        "url_type": "",
    }


def attempt(who: Any, action: str, **data: Any) -> Any:
    """Call an action; a refusal is as good as an answer here."""
    try:
        return act(who, action, **data)
    except (tk.ValidationError, tk.NotAuthorized, tk.ObjectNotFound) as refused:
        return str(refused)


def follow(target: str, unique: str) -> list[Any]:
    """Everything a person with most rights can do with an address, outside and inside governance."""
    editor = offices.person()
    free = offices.office(governed=False, editor=editor)
    answers = []
    for schema in (target, json.dumps({"fields": [{"name": "a"}], "$ref": target})):
        entry = {**resource(target), "schema": schema}
        name = f"{unique}-{len(answers)}"
        made = attempt(editor, "package_create", name=name, owner_org=free, resources=[entry])
        answers.append(made)
        added = attempt(editor, "resource_create", package_id=name, **entry)
        answers.append(added)
        if isinstance(added, dict):
            one = added["id"]
            answers += [attempt(editor, name, id=one) for name in FOLLOWERS]
            answers.append(attempt(editor, "resource_validation_run", resource_id=one))
            answers.append(attempt(editor, "resource_update", **{**added, "schema": target}))
    answers.append(attempt(editor, "datastore_create", resource={"package_id": f"{unique}-0", "url": target}))
    answers.append(_draft(target))
    run_everything()
    return answers


FOLLOWERS = ("resource_show", "resource_view_list", "resource_create_default_resource_views")


def _draft(target: str) -> Any:
    """A governed draft whose recipe, hints and metadata name the target."""
    producer = people().producer
    draft = act(producer, "satudata_draft_create", owner_org=people().org, title="Penduduk")
    story.upload(producer, draft["id"], population(2025))
    attempt(producer, "satudata_draft_update", id=draft["id"], sumber_data=target, url=target, notes=target)
    recipe = act(producer, "satudata_intake_show", id=draft["id"])["recipe"]
    recipe["constants"] = {"tahun": 2025, "base_csv": target}
    hints = {"schema": target, "base_csv": target, "path": target, "out_dir": target, "home": target}
    attempt(producer, "satudata_intake_inspect", id=draft["id"], hints=hints)
    loop.drain()
    attempt(producer, "satudata_intake_confirm", id=draft["id"], recipe=recipe)
    loop.drain()
    return act(producer, "satudata_intake_show", id=draft["id"])


def test_nobody_is_called(listener: Listener, unique: str) -> None:
    for number, url in enumerate(listener.urls()[:2]):
        follow(url, f"{unique}{number}")
    assert listener.heard == []


def test_no_file_of_the_machine_is_told(secret: Path, unique: str) -> None:
    for number, target in enumerate((str(secret), f"file://{secret}")):
        told = json.dumps(follow(target, f"{unique}f{number}"), default=str)
        assert SECRET not in told
