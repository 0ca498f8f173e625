"""Chosen SOPs and versions as pages and API show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ckan.model as model
import sqlalchemy as sa
from ckan.plugins.toolkit import _

from ... import wiring
from ...adapters.sql import vacancies as sql_vacancies
from ...adapters.sql.sops import as_one
from ...app.people.chains import CHAIN
from ...domain.sop import Chain, Sop
from ...domain.sop.chain import FORM_MARK
from ...domain.sop_change import Change, changes
from ...domain.sop_diff import difference
from ...model import tables as t
from ...words import post_label

group = model.Group.__table__
package = model.Package.__table__


Reads = Callable[[str], bool]
"""Whether the asking person may read the dataset with this id, published or still a draft."""


def choices(reads: Reads) -> dict[str, Any]:
    """What each office and dataset runs by, what can be chosen, and versions that wait to be switched on.

    Of a dataset that the person may not read, nothing is told but the id that somebody chose for.
    """
    port = wiring.choice_unit().choices
    made = {(row["scope"], row["scope_id"], row["chain"]): row["sop_id"] for row in port.chosen()}
    offices, datasets = _governed(), _chosen_datasets(made)
    runs = port.chains([row["id"] for row in offices], datasets)
    return {
        "offered": {str(chain): [_offer(sop) for sop in port.offered(chain).values()] for chain in Chain},
        "offices": [_office(row, made, as_one(runs["org", row["id"]])) for row in offices],
        "datasets": [_dataset(one, made, runs.get(("dataset", one)), reads) for one in datasets],
        "versions": versions(),
    }


def _offer(sop: Sop) -> dict[str, Any]:
    form = sop.id.partition(FORM_MARK)[2]
    name = _("%(name)s, short form: %(form)s") % {"name": sop.name, "form": form} if form else sop.name
    return {"id": sop.id, "version": sop.version, "name": name, "posts": [post.name for post in sop.posts]}


def _governed() -> list[Mapping[str, Any]]:
    ids = sorted(sql_vacancies.governed(model.Session))
    query = sa.select(group.c.id, group.c.name, group.c.title).where(group.c.id.in_(ids))
    return list(model.Session.execute(query.order_by(group.c.title)).mappings())


def _office(row: Mapping[str, Any], made: Mapping[tuple[str, str, str], str], sop: Sop) -> dict[str, Any]:
    return {**_place("org", row["id"], row["title"] or row["name"], made, sop), "name": row["name"]}


def _chosen_datasets(made: Mapping[tuple[str, str, str], str]) -> list[str]:
    return sorted({scope_id for scope, scope_id, _chain in made if scope == "dataset"})


def _dataset(
    scope_id: str, made: Mapping[tuple[str, str, str], str], runs: tuple[Sop, ...] | None, reads: Reads
) -> dict[str, Any]:
    known = reads(scope_id)
    sop = as_one(runs) if known and runs else None
    return _place("dataset", scope_id, title_for(scope_id, known), made, sop)


def title_for(dataset_id: str, known: bool) -> str:
    """The title of a dataset to somebody who may read it; to others its id."""
    return _dataset_title(dataset_id) if known else _("Dataset %(id)s") % {"id": dataset_id}


def _dataset_title(dataset_id: str) -> str:
    c = package.c
    public = model.Session.execute(sa.select(c.title).where(c.id == dataset_id)).scalar()
    drafted = (
        sa.select(c.title)
        .join(t.draft, t.draft.c.package_id == c.id)
        .where(t.draft.c.dataset_id == dataset_id)
        .order_by(t.draft.c.created_at.desc())
        .limit(1)
    )
    return str(public or model.Session.execute(drafted).scalar() or dataset_id)


def _place(
    scope: str, scope_id: str, title: str, made: Mapping[tuple[str, str, str], str], sop: Sop | None
) -> dict[str, Any]:
    people = [step for step in sop.path if step.post.slot not in ("produsen", "portal")] if sop else []
    return {
        "scope": scope,
        "scope_id": scope_id,
        "title": title,
        "chosen": {str(chain): made.get((scope, scope_id, str(chain))) for chain in Chain},
        "path": [step.post.name for step in people],
    }


def versions() -> list[dict[str, Any]]:
    """Every SOP with the version in force and the one in its file."""
    port = wiring.choice_unit().choices
    found, files = [], wiring.current_sops()
    in_force = port.sops.all_in_force(list(files))
    for sop_id, file in files.items():
        now = in_force[sop_id]
        waits = file.version if file.version != now.version else None
        found.append(
            {
                "id": sop_id,
                "name": now.name,
                "chain": str(now.chain),
                "in_force": now.version,
                "waiting": waits,
            }
        )
    return found


def impact(sop_id: str, version: int, reads: Reads) -> dict[str, Any]:
    """What switching a version on changes: its steps, the offices and datasets that use it, reviews that keep the old one."""
    port = wiring.choice_unit().choices
    before, after = port.in_force(sop_id), port.version(sop_id, version)
    users = [one for one in _users(port, reads) if sop_id in one["sops"]]
    running = port.running(sop_id)
    return {
        "id": sop_id,
        "name": after.name,
        "in_force": before.version,
        "version": version,
        "changes": [_change(one) for one in changes(before, after)],
        "wording": difference(before.definition, after.definition),
        "offices": [one["title"] for one in users if one["scope"] == "org"],
        "datasets": [one["title"] for one in users if one["scope"] == "dataset"],
        "running": sum(count for running_version, count in running.items() if running_version != version),
        "running_by_version": {str(one): count for one, count in sorted(running.items())},
    }


def _users(port: Any, reads: Reads) -> list[dict[str, Any]]:
    """Offices and datasets with the SOPs (without their forms) they run by."""
    made = sorted({row["scope_id"] for row in port.chosen() if row["scope"] == "dataset"})
    offices = [("org", row["id"], row["title"] or row["name"]) for row in _governed()]
    datasets = [("dataset", scope_id, title_for(scope_id, reads(scope_id))) for scope_id in made]
    runs = port.chains([scope_id for _scope, scope_id, _title in offices], made)
    return [
        {"scope": scope, "title": title, "sops": _bases(runs.get((scope, scope_id), ()))}
        for scope, scope_id, title in (*offices, *datasets)
    ]


def _bases(sops: Sequence[Sop]) -> set[str]:
    return {sop.id.partition(FORM_MARK)[0] for sop in sops}


def _change(one: Change) -> dict[str, str]:
    words = {
        "added": _("new step: %(step)s (%(after)s)"),
        "removed": _("step is gone: %(step)s (%(before)s)"),
        "moved": _("order of the steps: %(before)s; from now on: %(after)s"),
        "changed": _("%(step)s, %(part)s: %(before)s; from now on: %(after)s"),
    }
    told = {**vars(one), "step": one.label or _("the whole SOP"), "part": part_label(one.part)}
    return {**vars(one), "text": words[one.what] % told}


def part_label(part: str) -> str:
    """What of a step changed, in words."""
    return {
        "activity": _("activity"),
        "label": _("name"),
        "name": _("name"),
        "post": _("post"),
        "deed": _("what is done in the portal"),
        "days": _("working days"),
        "on_yes": _("next step"),
        "on_no": _("returned to"),
        "returns": _("may also be returned to"),
        "policy": _("answer of BPS"),
        "yes_needs_reason": _("approval needs a note"),
        "bulk": _("may be decided together"),
        "checklist": _("checklist"),
        "distinct_deciders": _("different officials at each gate"),
        "order": _("order"),
    }.get(part, part)


def history(limit: int) -> list[dict[str, Any]]:
    """What was chosen and switched on, by whom, the newest first."""
    query = sa.select(t.event).where(t.event.c.subject == CHAIN).order_by(t.event.c.seq.desc()).limit(limit)
    return [_happened(row) for row in model.Session.execute(query).mappings()]


def _happened(row: Mapping[str, Any]) -> dict[str, Any]:
    data = row["data"]
    if row["action"] == "sop_activated":
        words = _("%(name)s: version %(after)s switched on (before: %(before)s)")
    elif data["chain"] == "opd":
        words = _("%(title)s: chain of the office %(after)s (before: %(before)s)")
    else:
        words = _("%(title)s: SOP of the walidata %(after)s (before: %(before)s)")
    told = {
        name: _chosen_word(data.get(name)) if name in ("before", "after") else data.get(name) for name in data
    }
    return {
        "at": row["at"].isoformat(),
        "action": row["action"],
        "text": words % told,
        "by": data["by"],
        "by_post": post_label(row["post"], row["standing"]),
    }


def _chosen_word(value: Any) -> str:
    if value is None:
        return _("not chosen")
    return str(value) or _("none")
