"""CKAN's package and resource actions on drafts, handed to the portal's own actions that keep the whole draft in step."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import auth_audit_exempt

from . import datastore_reads, governance, sentences

NOT_METADATA = frozenset(
    {"id", "name", "type", "owner_org", "private", "state", "resources", "extras", "groups"}
)


def get_actions() -> dict[str, Any]:
    """Give the chained actions, for IActions."""
    from ckan.plugins import plugin_loaded

    actions: dict[str, Any] = {
        "package_create": package_create,
        "package_delete": package_delete,
        "resource_create": resource_create,
    }
    return {**actions, **(datastore_reads.get_actions() if plugin_loaded("datastore") else {})}


@tk.chained_action
@auth_audit_exempt
def package_create(original: Any, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Begin a draft whole when somebody asks CKAN for a package of type rancangan."""
    if data_dict.get("type") != governance.DRAFT_TYPE or context.get("ignore_auth"):
        return original(context, data_dict)
    begun = {key: data_dict[key] for key in ("owner_org", "title") if data_dict.get(key)}
    draft = tk.get_action("satudata_draft_create")(tk.fresh_context(context), begun)
    metadata = {key: value for key, value in data_dict.items() if key not in NOT_METADATA}
    try:
        if metadata:
            tk.get_action("satudata_draft_update")(tk.fresh_context(context), {**metadata, "id": draft["id"]})
    except tk.ValidationError:
        tk.get_action("satudata_draft_delete")(tk.fresh_context(context), {"id": draft["id"]})
        raise
    return tk.get_action("package_show")(tk.fresh_context(context), {"id": draft["id"]})


@tk.chained_action
@auth_audit_exempt
def package_delete(original: Any, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Remove a draft with all that belongs to it."""
    package = model.Package.get(data_dict.get("id") or "")
    if package is None or not governance.is_draft(package) or context.get("ignore_auth"):
        return original(context, data_dict)
    if not governance.is_known_draft(package.id):
        return original(context, data_dict)
    return tk.get_action("satudata_draft_delete")(tk.fresh_context(context), {"id": package.id})


@tk.chained_action
@auth_audit_exempt
def resource_create(original: Any, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Take a file sent to a draft as its data file; a draft has no CKAN resources."""
    package = model.Package.get(data_dict.get("package_id") or "")
    if package is None or not governance.is_draft(package):
        return original(context, data_dict)
    upload = data_dict.get("upload")
    if not upload:
        raise tk.ValidationError({"upload": [sentences.sentence(sentences.RESOURCE)]})
    draft = tk.get_action("satudata_intake_upload")(
        tk.fresh_context(context), {"id": package.id, "upload": upload}
    )
    return {
        "id": package.id,
        "package_id": package.id,
        "url_type": "upload",
        "state": "active",
        "draft": draft,
    }
