"""Start a draft: a new dataset, or a revision of a published one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ...domain.bps.ms_stored import carried
from ...domain.description.check import brought_up
from ...domain.description.infer import Proposal
from ...domain.description.keep import merged
from ...domain.digest import as_package
from ...domain.draft import Draft, Intake
from ...domain.errors import NotAllowed
from ...domain.review.model import Actor
from ...domain.structure.model import Structure, definitions_of, followed, mark_of
from ..ports import Edition, NewId, Unit
from .editing import make_room


def create_draft(
    unit: Unit,
    owner_org: str,
    package: Mapping[str, Any],
    actor: Actor,
    now: datetime,
    new_id: NewId,
    follows: Structure | None = None,
    known: Mapping[str, Proposal] | None = None,
) -> Draft:
    """A draft of a dataset that does not exist yet; its public ids are reserved here, once and for all.

    ``follows``: the table structure by which its file will be judged; its definitions of columns come along.
    ``known``: what of ``package`` was inferred, and where it comes from.
    """
    with unit:
        may_prepare(owner_org, actor)
        draft = Draft(id=new_id(), dataset_id=new_id(), resource_id=new_id(), owner_org=owner_org)
        draft = replace(draft, suggested=merged({}, known or {}))
        if follows is not None:
            draft = replace(draft, structure=mark_of(follows), columns=definitions_of(follows))
        store(unit, draft, package, actor, now)
        unit.commit()
    return draft


def revise(
    unit: Unit, dataset_id: str, number: int | None, actor: Actor, now: datetime, new_id: NewId
) -> Draft:
    """A draft made from an edition (the current one, or ``number``), with its metadata, table and recipe.

    Raises ``Conflict("draft_open", draft_id=...)`` when the dataset has an unclosed draft already.
    """
    with unit:
        current = unit.editions.current(dataset_id, lock=True)
        if current is None:
            raise NotAllowed("not_published")
        may_prepare(current.owner_org, actor)
        make_room(unit, dataset_id, now)
        source = unit.editions.get(dataset_id, number) if number else current
        draft = _from_edition(source, current.number, new_id())
        store(unit, draft, as_package(carried(brought_up(source.metadata))), actor, now)
        unit.commit()
    return draft


def may_prepare(owner_org: str, actor: Actor) -> None:
    """Raises ``NotAllowed("not_preparer")`` for everybody but the office's own staff."""
    if owner_org not in actor.prepares:
        raise NotAllowed("not_preparer")


def _from_edition(source: Edition, base: int, draft_id: str) -> Draft:
    return Draft(
        id=draft_id,
        dataset_id=source.dataset_id,
        resource_id=source.resource_id,
        owner_org=source.owner_org,
        base_edition=base,
        schema=source.schema,
        recipe=source.recipe,
        columns=_definitions(source),
        structure=followed(source.schema),
        suggested=suggested(source),
        intake=Intake.EMPTY,
    )


def suggested(source: Edition) -> dict[str, Any]:
    """The edition's metadata as suggestions, each with where it comes from."""
    return {name: {"value": value, "from": "edisi"} for name, value in source.metadata.items()}


def _definitions(source: Edition) -> dict[str, str]:
    fields = source.schema.get("fields", ())
    return {column["name"]: column["description"] for column in fields if column.get("description")}


def store(unit: Unit, draft: Draft, package: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    """Make the draft's package and row, and remember who made them; does not commit."""
    fields = {**package, "id": draft.id, "owner_org": draft.owner_org}
    unit.packages.create_draft(fields, actor.name)
    unit.drafts.add(replace(draft), now)
    unit.drafts.touched_by(draft.id, actor.user_id)
