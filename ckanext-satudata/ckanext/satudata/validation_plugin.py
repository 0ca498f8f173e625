"""ckanext-validation 2.2.0 on CKAN 2.12, with the portal's own checks in the place of its jobs.

What is replaced, and what each part waits for (it goes when the upstream change is released):

- ``update_config`` asks for its table by ``Table.exists()``, which SQLAlchemy 2 no longer has, before the engine exists
  (ckan/ckanext-validation#118, PR #120). Here the table is made by our migration and nobody asks at start.
- ``uploader.ALLOWED_UPLOAD_TYPES`` is gone from CKAN (the same). Here no schema is taken from an upload.
- Its hooks start jobs that fetch a schema from any URL and read any path that a resource's ``url`` names, keep their state in
  class attributes, and miss new resources, as there is no ``after_dataset_create``. Here no hook checks anything: the portal
  checks the files of its drafts and writes the result by ``adapters/validation_table.py``.
- ``resource_validation_run`` and its batch would start those jobs. Here they refuse with a sentence.
- ``resource_validation_show`` gives the whole report, cell values included, to whoever may see the resource. Here the public
  gets the verdict and counts; the whole report of a draft (asked for by the draft's id) goes to those who may read the draft.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan import plugins as p
from ckan.plugins.toolkit import _

from ckanext.validation import plugin as upstream
from ckanext.validation.interfaces import IPipeValidation
from ckanext.validation.logic import auth as upstream_auth
from ckanext.validation.logic.action import resource_validation_delete

from .adapters.validation_table import ValidationTable
from .doors import governance

log = logging.getLogger(__name__)

UPSTREAM = Path(upstream.__file__).parent
COUNTS = ("tasks", "warnings", "errors", "seconds", "fields", "rows", "bytes")


class SatudataValidationPlugin(upstream.ValidationPlugin):
    """The plugin ``satudata_validation``: upstream's actions, badge and page over the portal's own results."""

    def update_config(self, config_: Any) -> None:
        """Add upstream's templates and assets."""
        tk.add_template_directory(config_, str(UPSTREAM / "templates"))
        tk.add_resource(str(UPSTREAM / "webassets"), "ckanext-validation")

    def get_commands(self) -> list[Any]:
        """Offer no commands: upstream's make its table and start its jobs."""
        return []

    def get_actions(self) -> dict[str, Any]:
        """Give upstream's actions that read and delete a result; the chained creating and updating ones are gone."""
        return {
            "resource_validation_show": resource_validation_show,
            "resource_validation_delete": resource_validation_delete,
            "resource_validation_run": resource_validation_run,
            "resource_validation_run_batch": resource_validation_run_batch,
        }

    def get_auth_functions(self) -> dict[str, Any]:
        """Give upstream's rules, and ours for reading."""
        return {**upstream_auth.get_auth_functions(), "resource_validation_show": auth_validation_show}

    def before_resource_create(self, context: Any, data_dict: Any) -> None:
        """Check nothing; take no schema from a payload."""

    def after_resource_create(self, context: Any, data_dict: Any) -> None:
        """Check nothing."""

    def before_resource_update(self, context: Any, current_resource: Any, updated_resource: Any) -> None:
        """Check nothing; take no schema from a payload."""

    def after_resource_update(self, context: Any, data_dict: Any) -> None:
        """Check nothing."""


@tk.side_effect_free
def resource_validation_show(context: dict[str, Any], data_dict: dict[str, Any]) -> dict[str, Any]:
    """Give the last result for a resource: of a draft the whole report, of a public resource verdict and counts.

    :param resource_id: id of the public resource, or of the draft
    """
    resource_id = tk.get_or_bust(data_dict, "resource_id")
    tk.check_access("resource_validation_show", context, data_dict)
    found = ValidationTable().read(resource_id)
    if found is None:
        raise tk.ObjectNotFound(_("This resource has not been checked yet."))
    return found if _draft(resource_id) is not None else public_result(found)


def resource_validation_run(context: dict[str, Any], data_dict: dict[str, Any]) -> None:
    """Refuse: files are checked on their way into a draft, and never fetched from an address."""
    tk.check_access("resource_validation_run", context, data_dict)
    raise tk.ValidationError({"resource_id": [_("Files are checked when they are uploaded to a draft.")]})


def resource_validation_run_batch(context: dict[str, Any], data_dict: dict[str, Any]) -> None:
    """Refuse, for the same reason."""
    tk.check_access("resource_validation_run_batch", context, data_dict)
    raise tk.ValidationError({"dataset_ids": [_("Files are checked when they are uploaded to a draft.")]})


@tk.auth_allow_anonymous_access
def auth_validation_show(context: dict[str, Any], data_dict: dict[str, Any]) -> dict[str, Any]:
    """Allow whoever may read the draft, or see the public resource."""
    resource_id = data_dict["resource_id"]
    draft = _draft(resource_id)
    if draft is not None:
        tk.check_access("package_show", context, {"id": draft.id})
    else:
        tk.check_access("resource_show", context, {"id": resource_id})
    return {"success": True}


def public_result(result: Mapping[str, Any]) -> dict[str, Any]:
    """Leave of a result what holds no value of any cell: status, times, and how many of what."""
    return {**result, "report": counts_only(result.get("report")), "error": None}


def counts_only(report: Any) -> dict[str, Any] | None:
    """Give validity and numbers of a Frictionless report, with its findings counted by kind."""
    if isinstance(report, str):
        report = json.loads(report)
    if not isinstance(report, Mapping):
        return None
    stats = report.get("stats") or {}
    tasks = report.get("tasks") or []
    kinds: dict[str, int] = {}
    for error in [error for task in tasks for error in task.get("errors", [])]:
        kinds[str(error.get("type", ""))] = kinds.get(str(error.get("type", "")), 0) + 1
    return {
        "valid": bool(report.get("valid")),
        "stats": {name: stats[name] for name in COUNTS if name in stats},
        "findings": kinds,
        "tasks": [],
    }


def tell_listeners(resource_id: str) -> None:
    """Hand the result for a resource to the plugins that listen (IPipeValidation); call it after the commit.

    A listener that fails is logged and stops neither the others nor the caller.
    """
    result = ValidationTable().read(resource_id)
    if result is None:
        return
    for listener in p.PluginImplementations(IPipeValidation):
        try:
            listener.receive_validation_report(result)
        except Exception:
            log.exception("A listener refused the validation result of %s", resource_id)


def _draft(resource_id: str) -> Any:
    package = model.Package.get(resource_id)
    return package if package is not None and governance.is_draft(package) else None
