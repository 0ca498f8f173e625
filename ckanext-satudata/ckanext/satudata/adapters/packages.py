"""CKAN's packages: the one place that calls its package actions.

Everything runs in the caller's session and commits nothing: the use case's transaction holds package, edition and event.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, datetime
from itertools import count
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib import search
from ckan.lib.munge import munge_title_to_name
from sqlalchemy import text

from ..model.lock_key import opened

DRAFT_TYPE = "rancangan"
DATASET_TYPE = "dataset"
RETRACT = (
    "UPDATE package SET state = 'draft', private = true, metadata_modified = (now() AT TIME ZONE 'UTC') WHERE id = :id",
    "UPDATE package_tag SET state = 'deleted' WHERE package_id = :id",
)


class Packages:
    """Drafts (type ``rancangan``) and published datasets (type ``dataset``) as CKAN packages."""

    def create_draft(self, package: Mapping[str, Any], user: str) -> dict[str, Any]:
        """Create a private package of type rancangan as ``user`` (name or id). Raises tk.ValidationError."""
        draft_id = str(package.get("id") or uuid.uuid4())
        data = {
            "name": f"rancangan-{draft_id}",
            "title": "",
            **package,
            "id": draft_id,
            "type": DRAFT_TYPE,
            "private": True,
        }
        tk.get_action("package_create")(self._context(user), data)
        return self.show(draft_id)

    def patch_draft(self, draft_id: str, fields: Mapping[str, Any], user: str) -> dict[str, Any]:
        """Change the named fields of a draft as ``user``; the others stay. Raises tk.ValidationError."""
        stored = self.show(draft_id)
        kept = {name: value for name, value in deepcopy(stored).items() if name != "metadata_modified"}
        self._update({**kept, **fields, "id": draft_id, "private": True}, user, stored)
        return self.show(draft_id)

    def publish(
        self,
        dataset_id: str,
        resource_id: str,
        package: Mapping[str, Any],
        resource: Mapping[str, Any],
        actor: str = "",
    ) -> None:
        """Write the public dataset with its one resource, under these ids, and close the lock behind it.

        ``package`` holds the metadata of the edition (and edisi, edisi_tanggal, content_digest); ``resource`` at least
        ``sha256``, ``size``, ``name`` and ``schema``, ``rows``, ``edisi``. Raises tk.ValidationError.
        """
        data = {
            **package,
            "id": dataset_id,
            "type": DATASET_TYPE,
            "private": False,
            "state": "active",
            "resources": [public_resource(resource_id, resource)],
        }
        with opened(model.Session, dataset_id):
            if model.Package.get(dataset_id) is None:
                tk.get_action("package_create")(self._context(actor), data)
            else:
                self._update(data, actor, self.show(dataset_id))

    def public_name(self, dataset_id: str, title: str) -> str:
        """The dataset's name: the one it has, or a free one made from its title. At most 90 characters."""
        known = model.Package.get(dataset_id)
        if known is not None:
            return known.name
        base = munge_title_to_name(title)[:80].strip("-_") or "dataset"
        base = base if len(base) > 1 else f"dataset-{base}"
        taken = model.Session.query(model.Package.name).filter(
            model.Package.name.startswith(base, autoescape=True)
        )
        names = {name for (name,) in taken}
        wanted = (base if number == 1 else f"{base}-{number}" for number in count(1))
        return next(name for name in wanted if name not in names)

    def close_draft(self, draft_id: str) -> None:
        """Take a draft that is done out of the lists: it stays readable by its id, for those who could read it."""
        with opened(model.Session, draft_id):
            model.Session.execute(
                text("UPDATE package SET state = 'draft' WHERE id = :id AND type = :type"),
                {"id": draft_id, "type": DRAFT_TYPE},
            )

    def retract(self, dataset_id: str) -> None:
        """Hide a published dataset from everybody but its office; its id, name and resource ids stay its own.

        The state is CKAN's ``draft``, for CKAN frees the name of a deleted dataset and offers it for purging. Tags are
        switched off, since CKAN counts and names those of hidden datasets too; publication sets them anew.
        """
        with opened(model.Session, dataset_id):
            for statement in RETRACT:
                model.Session.execute(text(statement), {"id": dataset_id})
            model.Session.expire_all()

    def discard_draft(self, draft_id: str) -> None:
        """Remove a draft's package for good; the caller has removed its own rows. Refused (SD002) while frozen."""
        package = model.Package.get(draft_id)
        if package is None or package.type != DRAFT_TYPE:
            return
        for member in model.Session.query(model.Member).filter_by(table_id=draft_id, table_name="package"):
            member.purge()
        package.purge()
        model.Session.flush()

    def show(self, package_id: str) -> dict[str, Any]:
        """Give the package as stored, whoever asks. Raises tk.ObjectNotFound."""
        model.Session.flush()
        context = {"ignore_auth": True, "use_cache": False, "user": ""}
        return dict(tk.get_action("package_show")(context, {"id": package_id}))

    def index(self, package_id: str) -> None:
        """Bring Solr up to date for one package, or take it out when it is gone. Solr's errors pass through."""
        if model.Package.get(package_id) is None:
            search.clear(package_id)
            return
        search.rebuild(package_id)

    def _update(self, data: dict[str, Any], user: str, stored: dict[str, Any]) -> None:
        """Call package_update on what is stored and release the savepoint it leaves open when the commit is deferred."""
        before = model.Session().get_nested_transaction()
        context = {**self._context(user), "original_package": stored}
        tk.get_action("package_update")(context, data)
        model.Session.flush()
        after = model.Session().get_nested_transaction()
        if after is not None and after is not before:
            after.commit()

    def _context(self, user: str) -> dict[str, Any]:
        found = model.User.get(user) if user else None
        return {
            "user": found.name if found else tk.config["ckan.site_id"],
            "auth_user_obj": found,
            "ignore_auth": True,
            "defer_commit": True,
            "return_id_only": True,
        }


def public_resource(resource_id: str, resource: Mapping[str, Any]) -> dict[str, Any]:
    """Give CKAN's resource of an edition: an upload whose bytes are the blob named by ``sha256``."""
    name = str(resource.get("name") or "data")
    now = datetime.now(UTC).replace(tzinfo=None).isoformat()
    return {
        "format": "CSV",
        "mimetype": "text/csv",
        "last_modified": now,
        "validation_status": "success",
        "validation_timestamp": now,
        **resource,
        "id": resource_id,
        "name": name,
        "url": resource.get("url") or f"{name}.csv",
        "url_type": "upload",
        "hash": resource["sha256"],
        "datastore_active": bool(resource.get("datastore_active", True)),
    }
