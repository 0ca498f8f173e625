"""An office in which something runs or was published is not removed: not by its page, an action, a state, or the bin.

Nor is an office made a topic, or a topic an office: what a payload says of that is ignored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import auth_audit_exempt
from ckan.plugins.toolkit import _, ungettext
from sqlalchemy import text

from .. import wiring
from . import attempts

IN_USE = "office_in_use"
_HOLDS = text(
    "SELECT "
    "(SELECT count(*) FROM package p JOIN satudata_governed g ON g.org_id = p.owner_org "
    " WHERE p.owner_org = :org AND p.type = 'dataset' AND p.state <> 'deleted') AS datasets, "
    "(SELECT count(*) FROM package WHERE owner_org = :org AND type = 'rancangan' AND state = 'active') AS drafts, "
    "(SELECT count(*) FROM satudata_review WHERE owner_org = :org AND status IN ('in_review', 'returned')) AS running, "
    "(SELECT count(*) FROM satudata_review WHERE owner_org = :org "
    " AND status IN ('published', 'rejected', 'withdrawn')) AS finished, "
    "(SELECT count(DISTINCT user_id) FROM satudata_assignment "
    " WHERE org_id = :org AND starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today)) AS holders"
)


class OfficeInUse(tk.ValidationError):
    """An office was to be removed that still has work, people or a history; ``message`` says which, and what to do."""


@dataclass(frozen=True)
class Held:
    """What stands in the name of an office."""

    datasets: int
    drafts: int
    running: int
    finished: int
    holders: int

    def named(self) -> str:
        """All of it in words; empty when there is nothing."""
        counts = (
            (ungettext("%(num)s dataset", "%(num)s datasets", self.datasets), self.datasets),
            (ungettext("%(num)s draft", "%(num)s drafts", self.drafts), self.drafts),
            (ungettext("%(num)s open submission", "%(num)s open submissions", self.running), self.running),
            (ungettext("%(num)s past submission", "%(num)s past submissions", self.finished), self.finished),
            (ungettext("%(num)s person in a post", "%(num)s people in posts", self.holders), self.holders),
        )
        return ", ".join(words % {"num": count} for words, count in counts if count)

    def mending(self) -> str:
        """What can be done about it."""
        ways = (
            (self.drafts or self.running, _("Finish or withdraw its submissions and delete its drafts.")),
            (self.holders, _("End its assignments on the page of posts.")),
            (
                self.datasets or self.finished,
                _("An office with a history stays; if it has another name now, change its name."),
            ),
        )
        return " ".join(words for applies, words in ways if applies)


def held(org_id: str) -> Held:
    """Count what stands in the name of an office."""
    row = model.Session.execute(_HOLDS, {"org": org_id, "today": wiring.today()}).one()
    return Held(*row)


def get_actions() -> dict[str, Any]:
    """The chained actions that could remove an office, for IActions; CKAN takes an office for a group as well."""
    removing = ("organization_delete", "organization_purge", "group_delete", "group_purge")
    changing = ("organization_update", "group_update")
    return {name: _guarded(name, always=name in removing) for name in (*removing, *changing)}


def _guarded(name: str, *, always: bool) -> Any:
    def guarded(original: Any, context: dict[str, Any], data_dict: dict[str, Any]) -> Any:
        if always or data_dict.get("state", "active") != "active":
            _refuse_in_use(name, context, data_dict)
        group = model.Group.get(data_dict.get("id") or "")
        if group is not None and "is_organization" in data_dict:
            data_dict["is_organization"] = group.is_organization
        return original(context, data_dict)

    guarded.__name__ = name
    return tk.chained_action(auth_audit_exempt(guarded))


def _refuse_in_use(name: str, context: dict[str, Any], data_dict: dict[str, Any]) -> None:
    """Raises :class:`OfficeInUse` for those who might remove the office if it were empty."""
    office = model.Group.get(data_dict.get("id") or "")
    if office is None or not office.is_organization:
        return
    tk.check_access(name, tk.fresh_context(context), data_dict)
    found = held(office.id)
    if not (what := found.named()):
        return
    attempts.mark(name, IN_USE, data_dict, context.get("user") or "")
    words = _("%(office)s cannot be removed, for it has: %(what)s. %(mend)s")
    told = words % {"office": office.title or office.name, "what": what, "mend": found.mending()}
    raise OfficeInUse({"message": told})
