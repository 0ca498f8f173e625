"""What CKAN always gives of a dataset, given still: the empty fields that ckanext-scheming leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import governance

DATASET = ("author", "author_email", "maintainer", "maintainer_email", "notes", "url", "version")
RESOURCE = ("description",)


def after_dataset_show(context: Mapping[str, Any], package: dict[str, Any]) -> None:
    """Fill a shown dataset up (IPackageController)."""
    if package.get("type") == governance.DATASET_TYPE:
        fill(package)


def after_dataset_search(results: dict[str, Any], params: Mapping[str, Any]) -> dict[str, Any]:
    """Fill up what a search found, unless it was asked for certain fields only (IPackageController)."""
    if not params.get("fl"):
        for package in results.get("results", []):
            if isinstance(package, dict) and package.get("type") == governance.DATASET_TYPE:
                fill(package)
    return results


def fill(package: dict[str, Any]) -> None:
    """Give the fields that are not there the value they have in CKAN when nobody filled them in."""
    for field in DATASET:
        package.setdefault(field, None)
    for resource in package.get("resources") or []:
        for field in RESOURCE:
            resource.setdefault(field, None)
