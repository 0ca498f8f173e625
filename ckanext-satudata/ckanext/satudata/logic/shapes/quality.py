"""The quality card of an edition, as page and API show it. Everything comes from the frozen edition."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import ckan.plugins.toolkit as tk

from ... import codes, wiring
from ...app.ports import Edition
from ...app.publication.publish import OPEN_ACCESS
from ...dates import local
from ...describing import form
from ...domain.errors import Missing
from ...domain.quality.card import Measure, Published, card
from ...domain.quality.table import Plan, TableFacts, count, from_json, plan_of
from ...domain.schemadiff import schema_diff
from ...work import facts
from ..quality_sentences import measure_label, told
from .tables import opened, too_large

STEADY = ("type", "unit")
KEPT_CARDS = 64


def quality_shape(edition: Edition) -> dict[str, Any]:
    """The card with its measures: ``name``, ``label``, ``score`` (0 to 100, None: cannot be judged), ``facts``, ``todo``."""
    measures = card(_published(edition), form())
    return {
        "dataset_id": edition.dataset_id,
        "number": edition.number,
        "title": str(edition.metadata.get("title", "")),
        "measures": [_measure(one) for one in measures],
        "todo_count": sum(len(one.todo) for one in measures),
        "stars": next(one.score or 0 for one in measures if one.name == "openness") // 20,
    }


def _measure(one: Measure) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": measure_label(one.name),
        "score": one.score,
        "facts": [{"code": said.code, "text": told(said)} for said in one.facts],
        "todo": [
            {"code": said.code, "text": told(said), "field": str(said.facts.get("field", ""))}
            for said in one.todo
        ],
    }


def _published(edition: Edition) -> Published:
    before = _before(edition)
    own = _own(edition)
    is_open = edition.metadata.get("klasifikasi_akses") == OPEN_ACCESS
    table = _facts(edition) if is_open else "data_not_open"
    return Published(
        metadata=edition.metadata,
        schema=edition.schema,
        plan=plan_of(edition.schema, edition.recipe),
        table=None if isinstance(table, str) else table,
        uncounted=table if isinstance(table, str) else "",
        released=local(own.published_at).date(),
        today=wiring.today(),
        promised=_day(_before(own)),
        places=_places(edition),
        first=before is None,
        changed=_changed(before, edition),
        findings=_findings(edition),
        licences=frozenset(
            one.code for one in codes.load("lisensi").values() if one.more.get("hanya_draf") != "ya"
        ),
    )


def _before(edition: Edition) -> Edition | None:
    """The edition before, whatever it was; None for the first one that was made here."""
    if edition.number <= 1:
        return None
    try:
        return wiring.unit().editions.get(edition.dataset_id, edition.number - 1)
    except Missing:
        return None


def _own(edition: Edition) -> Edition:
    """The edition that brought the figures: a correction or a rollback came on no schedule."""
    while edition.kind != "edition" and (before := _before(edition)) is not None:
        edition = before
    return edition


def _day(edition: Edition | None) -> date | None:
    try:
        return date.fromisoformat(str((edition.metadata if edition else {}).get("jadwal_rilis", "")))
    except ValueError:
        return None


def _changed(before: Edition | None, edition: Edition) -> tuple[str, ...]:
    """Titles of columns that went, or have another unit or type."""
    if before is None:
        return ()
    found = schema_diff(before.schema, edition.schema)
    gone = [str(column.get("title") or column["name"]) for column in found.removed]
    return (*gone, *(one.column for one in found.changed if one.column and one.name in STEADY))


def _findings(edition: Edition) -> dict[str, int]:
    """Counts of the gate report of exactly this table."""
    report = wiring.unit().reports.latest(edition.draft_id)
    return report.counts if report is not None and report.table_digest == edition.table_digest else {}


def _places(edition: Edition) -> dict[str, str]:
    """The places of the portal's region at the level that the table has, by code."""
    plan = plan_of(edition.schema, edition.recipe)
    home = tk.config["ckanext.satudata.region.kemendagri"]
    level = plan.place.removeprefix("kode_")
    return {
        one.code: one.label_id
        for one in codes.load("wilayah").values()
        if plan.place
        and one.more.get("tingkat") == level
        and one.code.startswith(home)
        and not one.more.get("berlaku_sampai")
    }


def _facts(edition: Edition) -> TableFacts | str:
    """Counts of the edition's table; a code while the worker counts a large one, and where it does not."""
    if too_large({"rows": edition.rows, "schema": edition.schema}):
        recipe = {"columns": list(edition.recipe.get("columns") or ())}
        known = facts.asked("quality", edition.canonical_sha, schema=dict(edition.schema), recipe=recipe)
        return (
            from_json(known["facts"])
            if known and "facts" in known
            else "too_detailed"
            if known
            else "being_counted"
        )
    return _counted(edition.canonical_sha, plan_of(edition.schema, edition.recipe))


@lru_cache(maxsize=KEPT_CARDS)
def _counted(sha256: str, plan: Plan) -> TableFacts:
    """Counts of a table; kept, for what lies under a hash never changes."""
    with opened(sha256) as (header, rows):
        return count(header, rows, plan)
