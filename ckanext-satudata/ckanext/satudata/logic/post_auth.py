"""What follows from holding a post: the queue, assignments, the choice of SOPs, refused attempts, figures."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from . import asking
from .auth_basis import YES, Answer, no
from .watching import sees_some


def sees_queue(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Holders of any post but the administrator's."""
    posts = {holding.post for holding in asking.actor(context).holdings} - {"admin_walidata"}
    return YES if posts else no(_("The queue is for those who hold a post."))


@tk.auth_sysadmins_check
def holds_post(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """The same, sysadmins asked as well."""
    return sees_queue(context, data)


def administer(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """The administrator of the walidata."""
    held = asking.actor(context).holding("admin_walidata", "")
    return YES if held else no(_("Assignments are kept by the administrator of the walidata."))


@tk.auth_sysadmins_check
def chooses_sops(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """The administrator of the walidata, sysadmins asked as well."""
    held = asking.actor(context).holding("admin_walidata", "")
    return YES if held else no(_("SOPs are chosen by the administrator of the walidata."))


def keeps_codes(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """The administrator of the walidata; a sysadmin when the portal is set up."""
    held = asking.actor(context).holding("admin_walidata", "")
    return YES if held else no(_("Code lists are kept by the administrator of the walidata."))


def reads_refusals(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """The administrator of the walidata and the Kadis."""
    who = asking.actor(context)
    held = any(who.holding(post, "") for post in ("admin_walidata", "kadis"))
    return (
        YES
        if held
        else no(_("Refused attempts are read by the administrator of the walidata and the Kadis."))
    )


def watches(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Who sees the figures of some office."""
    message = _("Figures about reviewing are for the walidata and for the people of an office.")
    return YES if sees_some(context) else no(message)
