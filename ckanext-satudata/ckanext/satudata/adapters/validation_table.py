"""The table of ckanext-validation: what its own pages, badges and listeners read about a resource."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ckan import model

STATUS = {"pass": "success", "fail": "failure", "error": "error"}


class UnknownVerdict(ValueError):
    """A verdict that is none of pass, fail, error."""


class ValidationTable:
    """One row per resource, replaced by each check. Written in the caller's session, without commit."""

    def write(self, resource_id: str, report: Mapping[str, Any], verdict: str) -> None:
        """Keep Frictionless' ``report`` as the result for ``resource_id``. ``verdict``: pass, fail or error."""
        if verdict not in STATUS:
            raise UnknownVerdict(verdict)
        row = self._row(resource_id)
        now = datetime.now(UTC).replace(tzinfo=None)
        row.status = STATUS[verdict]
        row.report = dict(report) if verdict != "error" else None
        row.error = {"message": _messages(report)} if verdict == "error" else None
        row.created = row.created or now
        row.finished = now
        model.Session.add(row)
        model.Session.flush()

    def read(self, resource_id: str) -> dict[str, Any] | None:
        """Give the row as ckanext-validation would, or None."""
        from ckanext.validation.utils import validation_dictize

        found = self._query(resource_id).first()
        return validation_dictize(found) if found else None

    def _row(self, resource_id: str) -> Any:
        from ckanext.validation.model import Validation

        found = self._query(resource_id).first()
        return found or Validation(id=str(uuid.uuid4()), resource_id=resource_id)

    def _query(self, resource_id: str) -> Any:
        from ckanext.validation.model import Validation

        return model.Session.query(Validation).filter(Validation.resource_id == resource_id)


def _messages(report: Mapping[str, Any]) -> list[str]:
    return [str(error.get("message", error)) for error in report.get("errors", [])]
