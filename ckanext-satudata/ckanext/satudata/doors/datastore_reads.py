"""Reading the DataStore right after a publication: the rows of the current edition, whole, or those before it, whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import auth_audit_exempt
from flask import Flask, request

from .. import wiring
from ..work import publication
from . import governance, sentences

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
READS = 3
DUMP = "datastore.dump"


def get_actions() -> dict[str, Any]:
    """Give the chained reading actions that this portal's DataStore has."""
    actions: dict[str, Any] = {"datastore_search": datastore_search, "datastore_info": datastore_info}
    if tk.config.get("ckan.datastore.sqlsearch.enabled"):
        actions["datastore_search_sql"] = datastore_search_sql
    return actions


def register(app: Flask) -> None:
    """Bring a table up before CKAN's dump view, which looks whether it is there before it reads."""
    app.before_request(before_dump)


def before_dump() -> None:
    """Answer 404 to a dump of data that is not open, and let every other find the current edition."""
    if request.endpoint != DUMP:
        return
    try:
        _bring_up((request.view_args or {}).get("resource_id"))
    except tk.ObjectNotFound as missing:
        tk.abort(404, str(missing.message))


@tk.chained_action
@auth_audit_exempt
@tk.side_effect_free
def datastore_search(original: Any, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Search one table; its fields, rows and total belong to one edition."""
    return _whole(context, data_dict, original)


@tk.chained_action
@auth_audit_exempt
@tk.side_effect_free
def datastore_info(original: Any, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Describe one table of the current edition."""
    return _whole(context, data_dict, original)


@tk.chained_action
@auth_audit_exempt
@tk.side_effect_free
def datastore_search_sql(original: Any, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Query tables by SQL, each brought up to its current edition first."""
    for resource_id in governance.published_among(set(UUID.findall(str(data_dict.get("sql", ""))))):
        _bring_up(resource_id)
    return original(context, data_dict)


def _whole(
    context: dict[str, Any],
    data_dict: dict[str, Any],
    read: Callable[[dict[str, Any], dict[str, Any]], Any],
) -> Any:
    """Read, and read again when the table was replaced between the statements of the reading.

    CKAN takes a table's name from ``id`` before it takes it from ``resource_id``.
    """
    resource_id = data_dict.get("id", data_dict.get("resource_id"))
    if not isinstance(resource_id, str) or not _bring_up(resource_id):
        return read(context, data_dict)
    answer = None
    for _attempt in range(READS):
        before = wiring.datastore().live_edition(resource_id)
        answer = read(tk.fresh_context(context) | _api_version(context), dict(data_dict))
        if wiring.datastore().live_edition(resource_id) == before:
            break
    return answer


def _bring_up(resource_id: str | None) -> bool:
    """Put the current edition's rows in place when they are not; tell whether the resource is one of ours.

    Rows of an earlier, open edition are not given any more once the current one is not open.
    """
    edition = governance.current_edition(resource_id)
    if edition is None:
        return False
    if edition.retracted:
        raise tk.ObjectNotFound(sentences.sentence(sentences.RETRACTED))
    if not edition.is_open:
        raise tk.ObjectNotFound(sentences.sentence(sentences.NO_FILE))
    if resource_id and not edition.live:
        publication.repair(resource_id)
    return True


def _api_version(context: dict[str, Any]) -> dict[str, Any]:
    return {"api_version": context["api_version"]} if "api_version" in context else {}
