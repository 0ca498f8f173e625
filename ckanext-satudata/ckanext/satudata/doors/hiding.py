"""A draft somebody may not read is, for them, a draft that does not exist: the same outcome in the same words.

CKAN answers "not allowed" where a private dataset is and "not found" where none is, so whoever guesses an id learns of it.
Here each action that takes the id of a package gets, in the place of a hidden draft's id, one that nothing has; what it then
answers is by construction what it answers for nothing. Calls that ask for no rights (``ignore_auth``) are left alone.
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.lib.plugins import get_permission_labels
from ckan.logic import auth_audit_exempt
from sqlalchemy import text

from . import attempts, governance

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NOTHING = "00000000-0000-4000-8000-{:012d}"
CORE = (
    *(f"ckan.logic.action.{part}" for part in ("get", "create", "update", "patch", "delete", "file")),
    "ckanext.datastore.logic.action",
)
BY_MODULE: Mapping[str, tuple[str, ...]] = {
    "ckan.logic.action.get": (
        "am_following_dataset",
        "dataset_follower_count",
        "dataset_follower_list",
        "package_collaborator_list",
        "package_relationships_list",
        "package_show",
    ),
    "ckan.logic.action.create": (
        "follow_dataset",
        "group_create",
        "member_create",
        "organization_create",
        "package_collaborator_create",
        "package_create",
        "package_create_default_resource_views",
        "package_relationship_create",
        "resource_create",
    ),
    "ckan.logic.action.update": (
        "bulk_update_delete",
        "bulk_update_private",
        "bulk_update_public",
        "group_update",
        "organization_update",
        "package_owner_org_update",
        "package_relationship_update",
        "package_resource_reorder",
        "package_revise",
        "package_update",
    ),
    "ckan.logic.action.patch": ("group_patch", "organization_patch", "package_patch"),
    "ckan.logic.action.delete": (
        "dataset_purge",
        "member_delete",
        "package_collaborator_delete",
        "package_delete",
        "package_relationship_delete",
        "unfollow_dataset",
    ),
    "ckan.logic.action.file": ("file_owner_scan",),
}
BY_PLUGIN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "activity": (
        "ckanext.activity.logic.action",
        ("activity_data_show", "activity_diff", "activity_show", "package_activity_list"),
    ),
    "datastore": ("ckanext.datastore.logic.action", ("datastore_create",)),
    "satudata_validation": (
        "ckanext.satudata.validation_plugin",
        (
            "resource_validation_delete",
            "resource_validation_run",
            "resource_validation_run_batch",
            "resource_validation_show",
        ),
    ),
}
_DRAFTS = text("SELECT id FROM package WHERE type = 'rancangan' AND id = ANY(:ids)")
_ACTIVITIES = text("SELECT id, object_id FROM activity WHERE id = ANY(:ids)")

Action = Callable[..., Any]


def get_actions(ours: Mapping[str, Action]) -> dict[str, Action]:
    """Give every chained action of the doors: those that hide drafts, around ``ours`` where both take one name."""
    from ckan.plugins import plugin_loaded

    modules = dict(BY_MODULE)
    modules.update(dict(part for plugin, part in BY_PLUGIN.items() if plugin_loaded(plugin)))
    hiding = {
        name: _hiding(name, module, ours.get(name)) for module, names in modules.items() for name in names
    }
    rest = {name: _told_as(action, _core(name)) for name, action in ours.items() if name not in hiding}
    return {**rest, **hiding}


def _hiding(name: str, module: str, inner: Action | None) -> Action:
    @tk.chained_action
    @auth_audit_exempt
    def hiding(original: Action, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
        answer = functools.partial(inner, original) if inner is not None else original
        swapped = {} if context.get("ignore_auth") else hidden(context, data_dict)
        if not swapped:
            return answer(context, data_dict)
        attempts.mark(name, "hidden", data_dict, context.get("user") or "")
        asked = dict(data_dict)
        data_dict.update(
            _put(asked, swapped)
        )  # in place: CKAN's signals tell listeners of this same dictionary
        try:
            return answer(context, data_dict)
        except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError) as refused:
            data_dict.update(asked)
            raise _taken_back(refused, swapped) from None

    described = getattr(importlib.import_module(module), name)
    if module == "ckan.logic.action.get":
        tk.side_effect_free(hiding)
    return _told_as(hiding, described)


def _core(name: str) -> Action | None:
    modules = (importlib.import_module(module) for module in CORE)
    return next((getattr(module, name) for module in modules if hasattr(module, name)), None)


def _told_as(action: Action, described: Action | None) -> Action:
    """Let help_show tell what CKAN itself says of the action: a chained one is a partial function without a text."""
    if described is not None:
        vars(action).update(
            {
                "__doc__": described.__doc__,
                **{key: value for key, value in vars(described).items() if key == "side_effect_free"},
            }
        )
    return action


def hidden(context: Mapping[str, Any], data: Any) -> dict[str, str]:
    """Give what the caller may not know of among the ids in the payload, each with an id that nothing has.

    A draft's name is made of its id and stays so (``doors/actions.py``), so looking for ids finds names too.
    """
    ids = {found for one in _strings(data) for found in UUID.findall(one)}
    user = context.get("user") or ""
    if not ids or authz.is_sysadmin(user):
        return {}
    about = _about(ids)
    drafts = model.Session.execute(_DRAFTS, {"ids": sorted({*ids, *about.values()})}).scalars()
    unread = unreadable(user, drafts)
    found = sorted(one for one in ids if one in unread or about.get(one) in unread)
    return {one: NOTHING.format(place) for place, one in enumerate(found)}


def unreadable(user: str, package_ids: Iterable[str]) -> set[str]:
    """Give those of the drafts that the user (a name) may not read, by the labels that search asks too."""
    labels = get_permission_labels()
    drafts = [model.Package.get(package_id) for package_id in package_ids]
    drafts = [draft for draft in drafts if draft is not None and governance.is_draft(draft)]
    if not drafts:
        return set()
    own = set(labels.get_user_dataset_labels(model.User.get(user) if user else None))
    return {draft.id for draft in drafts if not own & set(labels.get_dataset_labels(draft))}


def _about(ids: Iterable[str]) -> dict[str, str]:
    """Give the package each of the ids is an activity of, where activities are kept."""
    from ckan.plugins import plugin_loaded

    if not plugin_loaded("activity") or not ids:
        return {}
    return {row.id: row.object_id for row in model.Session.execute(_ACTIVITIES, {"ids": sorted(ids)})}


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _strings(value)


def _put(data: Any, swapped: Mapping[str, str]) -> Any:
    if isinstance(data, str):
        for old, new in swapped.items():
            data = data.replace(old, new)
        return data
    if isinstance(data, Mapping):
        return {key: _put(value, swapped) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_put(value, swapped) for value in data]
    return data


def _taken_back(refused: Any, swapped: Mapping[str, str]) -> Exception:
    """Give the refusal with the id that was asked for in the place of the one that was put in."""
    back = {new: old for old, new in swapped.items()}
    if isinstance(refused, tk.ValidationError):
        return tk.ValidationError(_put(refused.error_dict, back), _put(refused.error_summary, back))
    return type(refused)(_put(refused.message or "", back))
