"""Every command and every kind of work that writes: listed, and what it may not do is refused by the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
import pytest
from ckan import model
from ckan.cli.cli import ckan as root
from ckan.tests.helpers import call_action
from sqlalchemy.exc import DBAPIError

from ckanext.satudata.cli import satudata
from ckanext.satudata.doors import locked_write
from ckanext.satudata.work import loop
from support import story
from support.attacks.fingerprint import fingerprint
from support.faults import people
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")

CKANS_OWN = """
    asset clean config config-tool datapusher dataset datastore db file generate jobs notify plugin-info profile run sass
    search-index shell sysadmin tracking translation user validation views
"""
"""CKAN's commands: work of the operator, without a user. What they write is stopped by the triggers, not by rights."""
READS, RECORDS, AS_A_USER, UPKEEP = (
    "reads",
    "writes and records",
    "acts as a named user",
    "mends what follows from events",
)
COMMANDS = {
    READS: "ms check|ms export|bundle list|bundle show|bundle verify|assignment list|assignment template|"
    "codelist crosswalk|codelist list|codelist show|draft check|structure derive|structure diff|structure list|"
    "structure show|structure validate|"
    "calendar show|event verify|events verify|review list|review show|"
    "sop diff|sop lint|sop list|sop print|sop show|work list|demo logins",
    RECORDS: "assignment import|govern|event anchor|events anchor|demo load",
    AS_A_USER: "codelist import|draft update|ms import|bundle build|"
    "review assign|review claim|review decide|review release|review submit|review withdraw",
    UPKEEP: "calendar rebuild|sweep|work retry|worker",
}
KNOWN = {name: kind for kind, names in COMMANDS.items() for name in names.split("|")}
WORK_WRITES = {
    "inspect": "the draft's reading",
    "check": "the draft's report",
    "mark": "a marked workbook in the quarantine",
    "facts": "what it found, in its own row, and files of the quarantine",
    "words": "an index of the DataStore table",
    "bundle": "a bundle and its event",
    "bundle_set": "a bundle of several",
    "publish": "the public record, by the opened lock",
    "retire": "the public record, by the opened lock",
    "go_live": "the DataStore table and the search index",
    "archive": "an archive and its event",
    "index_draft": "the search index",
    "report_table": "ckanext-validation's table",
    "forget": "files of the quarantine",
    "discard": "files of the quarantine",
    "notify": "notices",
    "mail": "mails",
    "digest": "mails",
}


def test_every_kind_of_work_is_classified() -> None:
    assert set(loop.HANDLERS) == set(WORK_WRITES)


def leaves(command: Any, path: str = "") -> Iterator[str]:
    """Every command below a group, by its whole name."""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from leaves(inner, f"{path} {name}".strip())
    else:
        yield path


def test_every_command_of_ours_is_classified() -> None:
    assert set(leaves(satudata)) == set(KNOWN)


def test_ckans_commands_are_known() -> None:
    found = set(root.commands) - {"satudata"}
    assert found - set(CKANS_OWN.split()) == set()


FORBIDDEN: dict[str, dict[str, Any]] = {
    "package_patch": {"title": "Diganti"},
    "package_delete": {},
    "dataset_purge": {},
    "package_owner_org_update": {"organization_id": None},
}


@pytest.mark.trap("A3", "A12")
@pytest.mark.parametrize("action", FORBIDDEN)
def test_a_command_or_job_without_a_user_changes_nothing_published(action: str) -> None:
    """``ckan dataset delete|purge``, a harvester and a job of any plugin call actions like this."""
    target = made()
    before = fingerprint([target])
    with pytest.raises(DBAPIError) as stopped:
        call_action(action, {"ignore_auth": True, "user": ""}, id=target, **FORBIDDEN[action])
    model.Session.rollback()
    refused = locked_write(stopped.value)
    assert refused is not None and refused.state == "SD001"
    assert fingerprint([target]) == before


_dataset: dict[str, str] = {}


def made() -> str:
    """A published dataset, made once."""
    if not _dataset:
        _dataset["id"] = story.published(people(), population(2024))["dataset_id"]
    return _dataset["id"]
