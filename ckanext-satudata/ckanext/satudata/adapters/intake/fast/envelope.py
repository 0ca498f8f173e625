"""What the fast path may answer for. Anything outside is left to Frictionless itself."""

from __future__ import annotations

import frictionless
from frictionless import Checklist, Resource, system
from frictionless.checks import table_dimensions
from frictionless.resources import TableResource

KNOWN = {"5.21.0"}
FORMATS = {"csv", "tsv"}


def outside(resource: Resource, checklist: Checklist) -> str | None:
    """Tell why a resource is not for the fast path, or give ``None``. Looks at its description alone."""
    if frictionless.__version__ not in KNOWN:
        return f"frictionless {frictionless.__version__} is not known here"
    if type(resource) is not TableResource or not resource.closed:
        return "not a closed table"
    if system.onerror != "ignore":
        return "errors are not ignored"
    if not _plain_file(resource):
        return "not one plain local file"
    if checklist.pick_errors or checklist.skip_errors:
        return "errors are picked"
    if any(type(check) is not table_dimensions for check in checklist.checks):
        return "other checks"
    if resource.hash:
        return "a hash is expected"
    return None


def _plain_file(resource: TableResource) -> bool:
    return (
        resource.format in FORMATS
        and resource.scheme == "file"
        and not resource.compression
        and not resource.multipart
        and not resource.remote
        and isinstance(resource.path, str)
    )


def outside_once_open(resource: TableResource) -> str | None:
    """Tell why an open resource is not for the fast path, or give ``None``."""
    if not resource.dialect.header_case:
        return "labels without case"
    names = [field.name for field in resource.header.get_expected_fields()]
    if len(set(names)) != len(names):
        return "two fields of one name"
    return None
