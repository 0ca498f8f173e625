"""The draft's file: upload, what was read, the recipe, the check."""

from __future__ import annotations

import io
from typing import IO, Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.drafts import intake as cases
from ...domain.draft import PASTED
from ...domain.intake.private import named_person
from ...domain.review.model import Actor
from .. import asking
from ..errors import translated
from ..shapes.draft import draft_shape, intake_shape


def satudata_intake_upload(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Give a draft (``id``) its file (``upload``, multipart) or a table copied from Excel (``text``). Reading is queued."""
    tk.check_access("satudata_intake_upload", context, data)
    who, draft_id = asking.actor(context), asking.draft_id(data)
    name, stream = _given(data)
    with translated():
        limit = tk.config["ckanext.satudata.upload.max_bytes"]
        blob = wiring.blobs().put(stream, limit=limit, unchecked=True)
        cases.receive(wiring.unit(), draft_id, blob.sha256, name, blob.size, who, wiring.now())
    return draft_shape(draft_id, who)


def _given(data: dict[str, Any]) -> tuple[str, IO[bytes]]:
    """Name and bytes of the file that was sent, or of the text that was pasted."""
    upload, text = data.get("upload"), data.get("text")
    if getattr(upload, "filename", ""):
        return _named(_file_name(upload.filename)), upload.stream
    if isinstance(text, str) and text.strip():
        return PASTED, io.BytesIO(text.encode("utf-8", "replace"))
    words = _("Choose a file: Excel (.xlsx, .xls), LibreOffice (.ods) or CSV; or paste a table.")
    raise tk.ValidationError({"upload": [words]})


def _named(name: str) -> str:
    """The file's name, unless it tells of a person."""
    if named_person(name):
        words = _(
            "The file's name holds a number or an address that identifies a person. Rename it, then upload it."
        )
        raise tk.ValidationError({"upload": [words]})
    return name


def _file_name(given: str) -> str:
    """The file's own name without folders and control characters, at most 200 characters."""
    base = given.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in base if c.isprintable())[-200:] or "berkas"


def satudata_intake_inspect(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Read the draft's file again (``id``, ``hints``: for instance another table)."""
    tk.check_access("satudata_intake_inspect", context, data)
    who, draft_id = asking.actor(context), asking.draft_id(data)
    with translated():
        cases.inspect_again(wiring.unit(), draft_id, asking.mapping(data, "hints"), who, wiring.now())
    return _intake(draft_id)


def satudata_intake_confirm(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Confirm how the file was read (``id``, ``recipe``) and answer findings (``answers``); the check is queued.

    ``version``: of the reading that was looked at (``version`` of satudata_intake_show); answered 409 when it is no
    longer the newest. Left out, the answers hold for whatever stands there now.
    """
    tk.check_access("satudata_intake_confirm", context, data)
    who, draft_id = asking.actor(context), asking.draft_id(data)
    recipe, answers = asking.mapping(data, "recipe"), asking.mapping(data, "answers")
    version = asking.row_number(data, "version") if data.get("version") not in (None, "") else None
    with translated():
        cases.confirm(wiring.unit(), draft_id, recipe or None, answers, who, wiring.now(), version)
    return _intake(draft_id)


def satudata_intake_check(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Check the file again by the recipe that was confirmed (``id``)."""
    tk.check_access("satudata_intake_check", context, data)
    who: Actor = asking.actor(context)
    draft_id = asking.draft_id(data)
    with translated():
        cases.confirm(wiring.unit(), draft_id, None, {}, who, wiring.now())
    return _intake(draft_id)


def satudata_intake_stop(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Stop the reading or the check of the draft's file that waits or runs (``id``); the file and the answers stay."""
    tk.check_access("satudata_intake_stop", context, data)
    who, draft_id = asking.actor(context), asking.draft_id(data)
    with translated():
        cases.stop(wiring.unit(), draft_id, who, wiring.now())
    return _intake(draft_id)


@tk.side_effect_free
def satudata_intake_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The draft's file and how far its check is (``id``)."""
    tk.check_access("satudata_intake_show", context, data)
    with translated():
        return _intake(asking.draft_id(data))


def _intake(draft_id: str) -> dict[str, Any]:
    unit = wiring.unit()
    return intake_shape(unit.drafts.get(draft_id), unit.reports.latest(draft_id))


ACTIONS = {
    action.__name__: action
    for action in (
        satudata_intake_upload,
        satudata_intake_inspect,
        satudata_intake_confirm,
        satudata_intake_check,
        satudata_intake_stop,
        satudata_intake_show,
    )
}
