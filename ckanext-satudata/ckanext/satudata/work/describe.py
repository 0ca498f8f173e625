"""Writing what the portal knows into a draft's description, after its file was read and after it was checked."""

from __future__ import annotations

import csv
import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk

from .. import wiring
from ..describing import known_after, known_from, period_of
from ..domain.description.infer import Found
from ..domain.description.keep import merged, to_write
from ..domain.draft import Draft
from ..domain.forward import brought_forward

log = logging.getLogger(__name__)


def from_file(draft_id: str, inspection: Mapping[str, Any]) -> Found:
    """Write what the file that was read tells, and what follows from office, title and lists; give it with its sources."""
    unit = wiring.unit()
    package, draft = unit.drafts.package(draft_id), unit.drafts.get(draft_id)
    code = f"{tk.config['ckanext.satudata.region.kemendagri']}-{draft.dataset_id[:8]}"
    known = known_from(draft.owner_org, package, draft.suggested, code, inspection)
    write(draft, package, known)
    return known


def from_table(
    draft_id: str, schema: Mapping[str, Any], canonical: Path | None, told: Found | None = None
) -> Found:
    """Write the periods of the whole table, of which a reading saw the first rows, and what follows from them.

    ``told``: what the file told a moment ago and the draft does not yet know as the portal's own words.
    """
    if canonical is None:
        return {}
    with canonical.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        known = period_of(schema, next(rows, []), rows)
    unit = wiring.unit()
    package, draft = unit.drafts.package(draft_id), unit.drafts.get(draft_id)
    draft = replace(draft, suggested=merged(draft.suggested, told or {}))
    package = {**package, **write(draft, package, known)}
    following = known_after(draft.owner_org, package)
    write(draft, package, following)
    return {**known, **following}


def write(draft: Draft, package: Mapping[str, Any], known: Found) -> dict[str, Any]:
    """Write what is known into the metadata that no person wrote, and bring those of a revision forward.

    One bad value spoils no other. Gives what was to be written.
    """
    new = to_write(package, draft.suggested, known)
    if draft.base_edition:
        last = wiring.unit().editions.get(draft.dataset_id, draft.base_edition).metadata
        new |= brought_forward(last, package, {name: proposal.value for name, proposal in known.items()})
    if new and _refused(draft.id, new):
        for name, value in new.items():
            if told := _refused(draft.id, {name: value}):
                log.info("draft %s: suggested %s not taken: %s", draft.id, name, told)
    return new


def _refused(draft_id: str, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write metadata together; give what was wrong, and then nothing is written."""
    unit = wiring.unit()
    try:
        with unit:
            unit.packages.patch_draft(draft_id, fields, "")
            unit.commit()
    except tk.ValidationError as refused:
        return refused.error_dict
    return {}
