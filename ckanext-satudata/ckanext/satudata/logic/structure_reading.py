"""What of a table structure somebody reads: all of it, or the versions that published datasets follow."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

import ckan.authz as authz
import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from .. import wiring
from ..app.structures.cases import may_keep
from ..app.structures.ports import Entry, Version
from . import asking


def reading_all(context: Mapping[str, Any]) -> Callable[[str], bool]:
    """Tell of an office (its id) whether the person reads every version of its structures: its people and the walidata do.

    A structure may be made of a draft, so it tells of the draft. Those of no office are shared: whoever is signed in reads them.
    """
    user, who = asking.user_of(context), asking.actor(context)

    @functools.cache
    def reads_all(owner_org: str) -> bool:
        if user is None or not owner_org:
            return user is not None
        here = any(holding.org_id == owner_org for holding in who.holdings)
        member = authz.has_user_permission_for_group_or_org(owner_org, user.name, "read")
        return here or member or may_keep(owner_org, who)

    return reads_all


def versions_of(entry: Entry, whole: bool) -> list[Version]:
    """All versions, the newest first, or those that published datasets follow."""
    kept = wiring.structures()
    followed = {row["version"] for row in kept.followers([entry.id])}
    return [one for one in kept.versions(entry.id) if whole or one.version in followed]


def version_named(versions: list[Version], version: str) -> Version:
    """The version of that name, or the newest. Raises ``ObjectNotFound``."""
    found = next((one for one in versions if not version or one.version == version), None)
    if found is None:
        raise tk.ObjectNotFound(_("This structure has no version %(version)s.") % {"version": version})
    return found


def readable(context: dict[str, Any], structure: str, version: str) -> tuple[str, str]:
    """The id of a structure that was named (by id or name), and the version: the newest this person reads, when none was named.

    Empty when no structure was named. Raises ``ObjectNotFound``.
    """
    if not structure:
        return "", ""
    tk.check_access("satudata_structure_show", tk.fresh_context(context), {"id": structure})
    entry = wiring.structures().get(structure)
    versions = versions_of(entry, reading_all(context)(entry.owner_org))
    return entry.id, version_named(versions, version).version
