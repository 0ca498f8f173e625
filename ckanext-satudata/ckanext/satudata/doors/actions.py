"""CKAN's package and resource actions on drafts, handed to the portal's own actions that keep the whole draft in step."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.logic import auth_audit_exempt

from . import datastore_reads, governance, hiding, offices, sentences, vocabularies

NOT_METADATA = frozenset(
    {"id", "name", "type", "owner_org", "private", "state", "resources", "extras", "groups"}
)


def get_actions() -> dict[str, Any]:
    """Give the chained actions, for IActions."""
    from ckan.plugins import plugin_loaded

    actions: dict[str, Any] = {
        "package_create": package_create,
        "member_list": member_list,
        "package_collaborator_list_for_user": package_collaborator_list_for_user,
        "package_delete": package_delete,
        "package_update": package_update,
        "resource_create": resource_create,
        **offices.get_actions(),
        **vocabularies.get_actions(),
    }
    return hiding.get_actions(
        {**actions, **(datastore_reads.get_actions() if plugin_loaded("datastore") else {})}
    )


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
def package_update(original: Any, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Keep a draft's name, which is made of its id: an address of its own is the published dataset's."""
    package = model.Package.get(data_dict.get("id") or data_dict.get("name") or "")
    if package is None or not governance.is_draft(package):
        return original(context, data_dict)
    return original(context, {**data_dict, "id": package.id, "name": package.name})


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


@tk.chained_action
@auth_audit_exempt
def member_list(original: Any, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Leave out of an organisation's list what the caller may not read; CKAN lists every private package's id."""
    members = original(context, data_dict)
    packages = [found for found, kind, _ in members if kind == "package"]
    if not packages or context.get("ignore_auth"):
        return members
    unread = _unread(context, packages)
    return [member for member in members if member[0] not in unread]


@tk.chained_action
@auth_audit_exempt
def package_collaborator_list_for_user(
    original: Any, context: dict[str, Any], data_dict: dict[str, Any]
) -> Any:
    """Leave out drafts: a collaborator is no reader of them."""
    found = original(context, data_dict)
    unread = _unread(context, [one["package_id"] for one in found])
    return [one for one in found if one["package_id"] not in unread]


def _unread(context: dict[str, Any], package_ids: list[str]) -> set[str]:
    user = context.get("user") or ""
    return set() if authz.is_sysadmin(user) else hiding.unreadable(user, package_ids)
