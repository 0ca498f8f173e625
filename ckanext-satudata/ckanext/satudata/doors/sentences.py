"""The sentences of a refusal, in the reader's language: one for each reason, wherever it is given."""

from __future__ import annotations

from collections.abc import Callable

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

PUBLISHED = "published"
FROZEN = "frozen"
PRIVATE = "private"
TYPE = "type"
MOVED = "moved"
RESOURCE = "resource"
DELETED = "deleted"
NOT_OFFICE = "not_office"
EVENT = "event"
NO_FILE = "no_file"
RESERVED = "reserved"
VIEW = "view"
FIXED = "fixed"
RETRACTED = "retracted"
DISK_FULL = "disk_full"

_SENTENCES: dict[str, Callable[[], str]] = {
    DISK_FULL: lambda: _(
        "The portal's disk is full: the file was not kept. Tell the portal's administrator, then upload it again."
    ),
    PUBLISHED: lambda: _(
        "This dataset is published and changes only through a review. Start a new draft from the dataset's page."
    ),
    FROZEN: lambda: _(
        "This draft is under review or closed, so it cannot be changed. Withdraw the submission or wait for its return."
    ),
    PRIVATE: lambda: _("A draft is always private. It becomes public by submitting it for review."),
    TYPE: lambda: _(
        "A draft cannot be turned into a dataset, or a dataset into a draft. Submit the draft for review."
    ),
    MOVED: lambda: _("A draft stays with the office that began it. Begin a new draft for the other office."),
    RESOURCE: lambda: _(
        "A draft holds one data file. Upload it on the draft's own page, or by satudata_intake_upload."
    ),
    DELETED: lambda: _("A draft is removed on its own page, or by satudata_draft_delete."),
    NOT_OFFICE: lambda: _("Only staff of the office that began this draft may change it."),
    NO_FILE: lambda: _(
        "There is no file to download here. The data of this dataset is not open to the public."
    ),
    FIXED: lambda: _(
        "This draft holds a published edition as it was. Its content cannot be changed; start a correction instead."
    ),
    RETRACTED: lambda: _("This dataset was retracted. Its page says why, since when, and whom to ask."),
    RESERVED: lambda: _("This id is kept for a dataset that is being prepared. Leave the id out."),
    VIEW: lambda: _(
        "How a published dataset is shown is part of its publication. Start a new draft from the dataset's page."
    ),
    EVENT: lambda: _("What was recorded is never changed or removed."),
}


def sentence(reason: str) -> str:
    """Give the sentence for a reason, in the language of the request."""
    return _SENTENCES.get(reason, _SENTENCES[PUBLISHED])()


def refusal(reason: str) -> dict[str, object]:
    """Give what an auth function answers when it refuses."""
    return {"success": False, "msg": sentence(reason)}


def refuse(reason: str) -> None:
    """Stop an action with the sentence for ``reason``."""
    raise tk.NotAuthorized(sentence(reason))
