"""Who may read and change drafts, and who reads a dataset and its editions."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from .. import wiring
from . import asking
from .auth_basis import YES, Answer, no
from .errors import sentence
from .history import reads_retracted


def reads_draft(context: dict[str, Any], draft_id: str) -> Answer:
    """Who sees the draft by its labels; to others it does not exist (``ObjectNotFound``)."""
    package = model.Package.get(draft_id) if draft_id else None
    if package is None or package.type != "rancangan":
        raise tk.ObjectNotFound(_("This draft does not exist."))
    fresh = {"user": context.get("user", ""), "auth_user_obj": asking.user_of(context)}
    try:
        tk.check_access("package_show", fresh, {"id": package.id})
    except tk.NotAuthorized:
        raise tk.ObjectNotFound(_("This draft does not exist.")) from None
    return YES


def show_draft(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Who reads the draft named ``id``."""
    return reads_draft(context, asking.text(data, "id", needed=True))


@tk.auth_sysadmins_check
def edit_draft(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Who prepares for the draft's office, and nobody else: no sysadmin either."""
    show_draft(context, data)
    draft = wiring.unit().drafts.get(asking.draft_id(data))
    return YES if draft.owner_org in asking.actor(context).prepares else no(sentence("not_preparer", {}))


@tk.auth_sysadmins_check
def start_draft(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Who prepares for the office named, or for the dataset's."""
    who = asking.actor(context)
    if dataset_id := asking.text(data, "dataset_id"):
        dataset = model.Package.get(dataset_id)
        if dataset is None or dataset.type != "dataset":
            raise tk.ObjectNotFound(_("Dataset not found"))
        office = dataset.owner_org
    else:
        office = asking.text(data, "owner_org", needed=True)
    group = model.Group.get(office)
    return YES if group is not None and group.id in who.prepares else no(sentence("not_preparer", {}))


@tk.auth_allow_anonymous_access
def reads_dataset(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Who reads the dataset named ``dataset_id``, or was of its office before it was taken down."""
    if reads_retracted(asking.actor(context), asking.text(data, "dataset_id", needed=True)):
        return YES
    fresh = {"user": context.get("user", ""), "auth_user_obj": asking.user_of(context)}
    try:
        tk.check_access("package_show", fresh, {"id": asking.text(data, "dataset_id", needed=True)})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        raise tk.ObjectNotFound(_("Dataset not found")) from None
    return YES
