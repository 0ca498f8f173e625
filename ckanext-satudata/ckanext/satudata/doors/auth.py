"""CKAN's own auth functions, chained: on governed datasets and frozen drafts they refuse, sysadmins included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import authz, model

from . import attempts, auth_parts, governance, retracted, sentences

Subject = Callable[[dict[str, Any], dict[str, Any]], Any]
Judge = Callable[[dict[str, Any], dict[str, Any]], str | None]


def package_of(context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Give the package an action is about, from its id or name, or from the context; None when there is none."""
    named = data_dict.get("id") or data_dict.get("name") or data_dict.get("package_id")
    return model.Package.get(named) if named else context.get("package")


def package_of_resource(context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Give the package of the resource (or, at creation, the package itself) an action is about."""
    named = data_dict.get("resource_id") or data_dict.get("id")
    resource = model.Resource.get(named) if named else context.get("resource")
    if resource is not None:
        return model.Package.get(resource.package_id)
    part = data_dict.get("resource")
    package_id = data_dict.get("package_id") or (part.get("package_id") if isinstance(part, dict) else None)
    return model.Package.get(package_id) if package_id else None


def write_reason(package: Any, user: str) -> str | None:
    """Give why ``user`` may not change the package, or None when CKAN's own rules decide."""
    if package is None:
        return None
    if governance.is_governed_dataset(package):
        return sentences.PUBLISHED
    if not governance.is_draft(package):
        return None
    if governance.frozen_status(package.id):
        return sentences.FROZEN
    if governance.is_fixed(package.id):
        return sentences.FIXED
    if not authz.has_user_permission_for_group_or_org(package.owner_org, user, "update_dataset"):
        return sentences.NOT_OFFICE
    return None


def on(subject: Subject) -> Judge:
    """Judge a change of the package that ``subject`` finds."""
    return lambda context, data: write_reason(subject(context, data), context.get("user") or "")


def on_create(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """A dataset of a governed organisation begins as a draft, whatever type nobody knows it is given."""
    package_type = data_dict.get("type") or governance.DATASET_TYPE
    if package_type == governance.DRAFT_TYPE or auth_parts.registered_elsewhere(package_type):
        return None
    organization = model.Group.get(data_dict.get("owner_org") or "")
    return sentences.PUBLISHED if organization and governance.is_governed(organization.id) else None


def on_removal(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """Drafts are removed by the portal's own action, which also removes what belongs to them."""
    package = package_of(context, data_dict)
    reason = write_reason(package, context.get("user") or "")
    if reason is None and package is not None and governance.is_draft(package):
        return sentences.DELETED if governance.is_known_draft(package.id) else None
    return reason


def on_move(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """Neither drafts nor governed datasets change their office, and no dataset enters a governed one."""
    package = package_of(context, data_dict)
    target = model.Group.get(data_dict.get("organization_id") or "")
    if package is not None and governance.is_draft(package):
        return sentences.MOVED
    entering = package is not None and package.type == governance.DATASET_TYPE and target is not None
    if entering and governance.is_governed(target.id):
        return sentences.PUBLISHED
    return write_reason(package, context.get("user") or "")


def on_collaborators(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """Governed datasets and drafts have no collaborators: posts and offices decide."""
    package = package_of(context, data_dict)
    if package is None:
        raise tk.ObjectNotFound()
    if governance.is_draft(package):
        return sentences.NOT_OFFICE
    return sentences.PUBLISHED if governance.is_governed_dataset(package) else None


def on_bulk(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """The organisation page's bulk buttons touch no governed dataset and no draft."""
    named = data_dict.get("datasets") or []
    for name in [named] if isinstance(named, str) else named:
        reason = write_reason(model.Package.get(name), context.get("user") or "")
        if reason:
            return reason
    return None


def on_member(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """A governed dataset enters and leaves groups by publication only."""
    if data_dict.get("object_type") != "package":
        return None
    return write_reason(model.Package.get(data_dict.get("object") or ""), context.get("user") or "")


def on_packages(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """A group's own form puts no governed dataset into it and takes none out."""
    for package in auth_parts.listed_packages(context, data_dict):
        reason = write_reason(package, context.get("user") or "")
        if reason:
            return reason
    return None


def on_table(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """A table of the DataStore belongs to its resource's package; none elsewhere takes the name of ours."""
    reason = write_reason(package_of_resource(context, data_dict), context.get("user") or "")
    return reason or auth_parts.takes_our_name(context, data_dict)


def on_relationship(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """A relationship changes both of its ends."""
    for end in ("subject", "object"):
        reason = write_reason(model.Package.get(data_dict.get(end) or ""), context.get("user") or "")
        if reason:
            return reason
    return None


def on_revise(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """package_revise names its package inside ``match`` or ``update``."""
    for part in ("match", "update"):
        inner = data_dict.get(part)
        if isinstance(inner, dict):
            reason = write_reason(package_of(context, inner), context.get("user") or "")
            if reason:
                return reason
    return None


JUDGES: dict[str, Judge] = {
    "package_create": on_create,
    "package_update": on(package_of),
    "package_patch": on(package_of),
    "package_revise": on_revise,
    "package_change_state": on(package_of),
    "package_resource_reorder": on(package_of),
    "package_delete": on_removal,
    "dataset_purge": on_removal,
    "package_owner_org_update": on_move,
    "package_collaborator_create": on_collaborators,
    "package_collaborator_delete": on_collaborators,
    "package_collaborator_list": on_collaborators,
    "package_relationship_create": on_relationship,
    "package_relationship_update": on_relationship,
    "package_relationship_delete": on_relationship,
    "member_create": on_member,
    "member_delete": on_member,
    "bulk_update_private": on_bulk,
    "bulk_update_public": on_bulk,
    "bulk_update_delete": on_bulk,
    "resource_create": on(package_of_resource),
    "resource_update": on(package_of_resource),
    "resource_patch": on(package_of_resource),
    "resource_delete": on(package_of_resource),
    "resource_view_create": auth_parts.on_view,
    "resource_view_update": auth_parts.on_view,
    "resource_view_delete": auth_parts.on_view,
    "resource_view_reorder": auth_parts.on_view,
    "resource_create_default_resource_views": auth_parts.on_view,
    "package_create_default_resource_views": auth_parts.on_default_views,
    "group_create": on_packages,
    "group_update": on_packages,
    "group_patch": on_packages,
    "organization_create": on_packages,
    "organization_update": on_packages,
    "organization_patch": on_packages,
}
DATASTORE_JUDGES: dict[str, Judge] = {
    "datastore_create": on_table,
    "datastore_upsert": on(package_of_resource),
    "datastore_delete": on(package_of_resource),
    "datastore_records_delete": on(package_of_resource),
    "datastore_run_triggers": on(package_of_resource),
    "datastore_change_permissions": on(package_of_resource),
    "datastore_search_sql": auth_parts.on_sql,
}
CHECK_JUDGES: dict[str, Judge] = {
    "resource_validation_delete": on(auth_parts.package_of_check),
    "resource_validation_run": on(auth_parts.package_of_check),
}
DATAPUSHER_JUDGES: dict[str, Judge] = {"datapusher_submit": on(package_of_resource)}
XLOADER_JUDGES: dict[str, Judge] = {"xloader_submit": on(package_of_resource)}
BY_PLUGIN: dict[str, dict[str, Judge]] = {
    "datastore": DATASTORE_JUDGES,
    "satudata_validation": CHECK_JUDGES,
    "datapusher": DATAPUSHER_JUDGES,
    "xloader": XLOADER_JUDGES,
}
ANONYMOUS_MAY_ASK = frozenset(
    {"package_create", "package_update", "package_collaborator_list", "datastore_search_sql"}
)


def get_auth_functions() -> dict[str, Any]:
    """Give the chained auth functions, for IAuthFunctions."""
    from ckan.plugins import plugin_loaded

    judges = dict(JUDGES)
    for plugin, further in BY_PLUGIN.items():
        judges |= further if plugin_loaded(plugin) else {}
    chained = {name: _chained(name, judge) for name, judge in judges.items()}
    return {**chained, "package_show": retracted.package_show}


def _chained(name: str, judge: Judge) -> Any:
    def guarded(next_auth: Any, context: dict[str, Any], data_dict: dict[str, Any] | None) -> Any:
        reason = judge(context, data_dict or {})
        if reason:
            attempts.mark(name, reason, data_dict or {}, context.get("user") or "")
            return sentences.refusal(reason)
        if _sysadmin(context) and not getattr(next_auth, "auth_sysadmins_check", False):
            return {"success": True}
        return next_auth(context, data_dict)

    guarded.__name__ = name
    guarded = tk.auth_sysadmins_check(tk.chained_auth_function(guarded))
    return tk.auth_allow_anonymous_access(guarded) if name in ANONYMOUS_MAY_ASK else guarded


def _sysadmin(context: dict[str, Any]) -> bool:
    return authz.is_sysadmin(context.get("user"))
