"""Judges of what is not the package itself but changes what is seen of it: views, topics, tables' names, old checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ckan import model, plugins

from . import governance, sentences


def registered_elsewhere(package_type: str) -> bool:
    """Tell whether another plugin has made this package type its own (harvest sources, showcases, ...)."""
    if package_type in (governance.DRAFT_TYPE, governance.DATASET_TYPE):
        return False
    forms = plugins.PluginImplementations(plugins.IDatasetForm)
    return any(package_type in form.package_types() for form in forms)


def on_view(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """How a published dataset is shown (with titles and texts of its own) is part of its publication.

    An action may name a view and a resource that do not belong together: whatever it names counts.
    """
    view = model.ResourceView.get(data_dict.get("id") or "")
    part = data_dict.get("resource")
    named = (
        view.resource_id if view is not None else data_dict.get("id"),
        data_dict.get("resource_id"),
        part.get("id") if isinstance(part, dict) else None,
    )
    return next(filter(None, map(_shown, named)), None)


def on_default_views(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """Views made for every resource of a package."""
    part = data_dict.get("package")
    package = model.Package.get((part.get("id") if isinstance(part, dict) else None) or "")
    return sentences.VIEW if package is not None and governance.is_governed_dataset(package) else None


def _shown(resource_id: Any) -> str | None:
    resource = model.Resource.get(resource_id) if isinstance(resource_id, str) and resource_id else None
    package = model.Package.get(resource.package_id) if resource is not None else None
    return sentences.VIEW if package is not None and governance.is_governed_dataset(package) else None


def listed_packages(context: dict[str, Any], data_dict: dict[str, Any]) -> Iterator[Any]:
    """Give the packages that a group's or organisation's ``packages`` would put in or take out."""
    listed = data_dict.get("packages")
    if not isinstance(listed, list):
        return
    wanted = [model.Package.get(_name(one)) for one in listed]
    ids = {package.id for package in wanted if package is not None}
    group = context.get("group") or model.Group.get(data_dict.get("id") or "")
    present = {package.id for package in group.packages()} if group is not None else set()
    for package_id in ids ^ present:
        yield model.Package.get(package_id)


def _name(one: Any) -> str:
    return str((one.get("id") or one.get("name") or "") if isinstance(one, dict) else one)


def takes_our_name(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """No table elsewhere is named like the table of a dataset of ours."""
    aliases = data_dict.get("aliases") or []
    names = aliases.split(",") if isinstance(aliases, str) else aliases
    return (
        sentences.RESERVED if any(governance.is_our_resource(str(name).strip()) for name in names) else None
    )


def on_sql(context: dict[str, Any], data_dict: dict[str, Any]) -> str | None:
    """A query reads no table whose current edition is not open, by whatever spelling it names it."""
    context["table_names"] = names = list(context.get("table_names") or ())
    editions = [governance.current_edition(name) for name in names]
    return sentences.NO_FILE if any(edition and not edition.is_open for edition in editions) else None


def package_of_check(context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
    """Give the package whose check result an action is about: a draft, or the package of a resource."""
    named = str(data_dict.get("resource_id") or "")
    draft = model.Package.get(named) if named else None
    if draft is not None:
        return draft
    resource = model.Resource.get(named) if named else None
    return model.Package.get(resource.package_id) if resource is not None else None
