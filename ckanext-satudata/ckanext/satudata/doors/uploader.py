"""The files behind CKAN's download addresses: of a public resource, the bytes of its current edition; of a draft, none."""

from __future__ import annotations

import base64
from typing import Any

import ckan.plugins.toolkit as tk
import flask
from ckan import model
from ckan.lib import files

from ..adapters.blobs import BlobMissing, Blobs
from . import governance, sentences


def get_uploader(upload_to: str, old_filename: str | None = None) -> None:
    """Leave images of users, groups and the site to CKAN."""
    return


def get_resource_uploader(data_dict: dict[str, Any]) -> EditionFile | NoFile | None:
    """Give the file of the resource: an edition's, none for a draft, CKAN's own for every other.

    An office that left the reviews may replace its file as anywhere in CKAN; until it does, the last edition's stays.
    """
    resource_id = data_dict.get("id")
    edition = governance.current_edition(resource_id if isinstance(resource_id, str) else None)
    if edition is None:
        return NoFile(data_dict) if _belongs_to_draft(data_dict) else None
    if not _is_governed(edition.resource_id) and (
        data_dict.get("upload") or _ckan_keeps(edition.resource_id)
    ):
        return None
    return EditionFile(edition) if edition.is_open else NoFile(data_dict)


class EditionFile:
    """The current edition's canonical CSV. It is never written here: publication keeps blobs, and only once."""

    def __init__(self, edition: governance.CurrentEdition) -> None:
        self.sha256 = edition.canonical_sha
        self.storage = EditionStorage(Blobs(), edition.canonical_sha)

    def get_path(self, resource_id: str) -> str:
        """Give the place of the bytes in the storage."""
        return self.storage.blobs.location(self.sha256)

    def upload(self, resource_id: str, max_size: int = 0) -> None:
        """Keep the edition's file as it is."""


class NoFile:
    """The resource of a draft, or of an edition whose data is not open: no upload, nothing to download."""

    def __init__(self, data_dict: dict[str, Any]) -> None:
        if data_dict.get("upload"):
            raise tk.ValidationError({"upload": [sentences.sentence(sentences.RESOURCE)]})

    def get_path(self, resource_id: str) -> str:
        """Answer 404: there is no file at this address."""
        tk.abort(404, sentences.sentence(sentences.NO_FILE))
        raise AssertionError("abort returns to nobody")

    def upload(self, resource_id: str, max_size: int = 0) -> None:
        """Write nothing."""


class EditionStorage(files.Storage):
    """What CKAN's download view asks of a storage, answered for one edition's file."""

    def __init__(self, blobs: Blobs, sha256: str) -> None:
        self.blobs = blobs
        self.sha256 = sha256

    def __str__(self) -> str:
        return f"edition {self.sha256}"

    def size(self, location: Any, /, **kwargs: Any) -> int:
        """Give the size in bytes; a lost file is no download, in CKAN's own words."""
        try:
            return self.blobs.size(self.sha256)
        except BlobMissing as error:
            raise files.exc.MissingFileError(self, location) from error

    def as_response(
        self, data: Any, filename: str | None = None, /, send_inline: bool = False, **kwargs: Any
    ) -> flask.Response:
        """Stream the file as an attachment, named and marked by its own hash; 304 when the reader has it."""
        response = flask.Response(self.blobs.stream(self.sha256), mimetype="text/csv")
        response.headers.set(
            "Content-Disposition", "attachment", filename=filename or f"{self.sha256[:12]}.csv"
        )
        response.headers["Content-Length"] = str(data.size)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Repr-Digest"] = f"sha-256=:{_base64(self.sha256)}:"
        response.set_etag(self.sha256)
        return response.make_conditional(flask.request)


def _base64(sha256: str) -> str:
    return base64.b64encode(bytes.fromhex(sha256)).decode()


def _belongs_to_draft(data_dict: dict[str, Any]) -> bool:
    package_id = data_dict.get("package_id")
    package = model.Package.get(package_id) if isinstance(package_id, str) and package_id else None
    return package is not None and governance.is_draft(package)


def _is_governed(resource_id: str) -> bool:
    resource = model.Resource.get(resource_id)
    package = model.Package.get(resource.package_id) if resource is not None else None
    return package is None or governance.is_governed_dataset(package)


def _ckan_keeps(resource_id: str) -> bool:
    """Tell whether CKAN itself was given a file for the resource, after its office left the reviews."""
    try:
        storage = files.get_storage(tk.config["ckan.files.default_storages.resource"])
    except files.exc.UnknownStorageError:
        return False
    location = f"{resource_id[:3]}/{resource_id[3:6]}/{resource_id[6:]}"
    return bool(storage.exists(files.FileData(files.Location(location))))
