"""The file that proves a sending or a reply: checked by its content before a byte of it is kept."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from .. import wiring
from ..domain.bps.proof import HEAD, kind_of
from ..domain.intake.private import named_person


def proof_of(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Keep the uploaded file ``name``: its sha256, name, size and type; nothing when none was sent.

    Raises ``ValidationError`` for another kind of file, for one that is too large, and for a name that tells of a person.
    """
    upload = data.get(name)
    if not getattr(upload, "filename", ""):
        return {}
    head = upload.stream.read(HEAD)
    kind = kind_of(head)
    if kind is None:
        raise tk.ValidationError(
            {name: [_("Send a PDF, JPEG or PNG file: a scan or a photo of the letter.")]}
        )
    shown = _file_name(str(upload.filename), kind.ending)
    if named_person(shown):
        words = _(
            "The file's name holds a number or an address that identifies a person. Rename it, then upload it."
        )
        raise tk.ValidationError({name: [words]})
    limit = tk.config["ckanext.satudata.upload.proof_max_bytes"]
    blob = wiring.blobs().put(_Joined(head, upload.stream), limit=limit)  # type: ignore[arg-type]
    return {"sha256": blob.sha256, "name": shown, "size": blob.size, "type": kind.media_type}


def _file_name(given: str, ending: str) -> str:
    """The file's own name without folders and control characters, with the ending of what it is."""
    base = given.replace("\\", "/").rsplit("/", 1)[-1]
    stem = "".join(c for c in base if c.isprintable()).rpartition(".")[0] or base
    return f"{stem[-120:].strip() or 'bukti'}.{ending}"


class _Joined:
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, rest: Any) -> None:
        self.head, self.rest = io.BytesIO(head), rest

    def read(self, size: int = -1) -> bytes:
        """Read the first bytes again, then what follows."""
        data: bytes = self.head.read(size) or self.rest.read(size)
        return data
