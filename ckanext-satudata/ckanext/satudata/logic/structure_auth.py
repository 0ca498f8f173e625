"""Who reads and keeps table structures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from .. import wiring
from ..app.structures.cases import may_keep
from ..domain.errors import Missing
from . import asking
from .auth_basis import YES, Answer, Auth, everybody, no
from .draft_auth import edit_draft, reads_dataset, reads_draft
from .errors import sentence
from .structure_reading import reading_all


def structure_functions() -> Mapping[str, Auth]:
    """Auth functions of the actions about structures."""
    return {
        "satudata_structure_list": everybody,
        "satudata_structure_show": reads,
        "satudata_structure_diff": reads,
        "satudata_structure_create": makes,
        "satudata_structure_update": changes,
        "satudata_structure_derive": derives,
        "satudata_structure_follow": edit_draft,
    }


@tk.auth_allow_anonymous_access
def reads(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Its office and the walidata; everybody, where a published dataset follows the structure."""
    kept = wiring.structures()
    try:
        entry = kept.get(asking.text(data, "id", needed=True))
    except Missing:
        raise tk.ObjectNotFound(_("This structure does not exist.")) from None
    if not reading_all(context)(entry.owner_org) and not kept.followers([entry.id]):
        raise tk.ObjectNotFound(_("This structure does not exist."))
    return YES


@tk.auth_sysadmins_check
def makes(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Staff of the office named by ``owner_org``; the walidata for every office and for shared ones."""
    return _keeps(context, office_id(asking.text(data, "owner_org")))


@tk.auth_sysadmins_check
def changes(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Who keeps the structure named ``id``."""
    reads(context, data)
    return _keeps(context, wiring.structures().get(asking.text(data, "id", needed=True)).owner_org)


@tk.auth_sysadmins_check
def derives(context: dict[str, Any], data: dict[str, Any]) -> Answer:
    """Who reads the draft (``draft_id``) or published dataset (``dataset_id``) and keeps structures of its office."""
    if draft := asking.text(data, "draft_id"):
        reads_draft(context, draft)
        found = model.Package.get(draft)
    else:
        reads_dataset(context, data)
        found = model.Package.get(asking.text(data, "dataset_id", needed=True))
    if found is None:
        raise tk.ObjectNotFound(_("Dataset not found"))
    return _keeps(context, found.owner_org or "")


def _keeps(context: dict[str, Any], owner_org: str) -> Answer:
    if may_keep(owner_org, asking.actor(context)):
        return YES
    return no(sentence("structure_other_office" if owner_org else "structure_shared", {}))


def office_id(written: str) -> str:
    """The id of an office by id or name; empty for none. Raises ``ValidationError``."""
    if not written:
        return ""
    group = model.Group.get(written)
    if group is None or not group.is_organization or group.state != model.State.ACTIVE:
        raise tk.ValidationError({"owner_org": [_("This office does not exist.")]})
    return str(group.id)
