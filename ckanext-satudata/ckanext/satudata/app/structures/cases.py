"""Make a structure, save a new version of it, let a draft follow one. Versions are added, never changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ...domain.draft import Draft, Intake
from ...domain.errors import Conflict, Incomplete, NotAllowed
from ...domain.intake.text import technical_name
from ...domain.people.assignment import ADMINISTRATOR
from ...domain.review.model import WALIDATA_POSTS, Actor
from ...domain.structure.check import Flaw, Known, flaws
from ...domain.structure.compare import FIRST, changes, next_version
from ...domain.structure.model import Structure, definitions_of, followed, mark_of, to_schema
from ..drafts.editing import editable
from ..ports import NewId
from .ports import Entry, FollowingUnit, StructureUnit, Version

LONGEST_TITLE = 200
LONGEST_NOTE = 2_000


class Flawed(Exception):
    """A definition that cannot be saved, with everything that is wrong in it."""

    def __init__(self, found: tuple[Flaw, ...]) -> None:
        self.flaws = found
        super().__init__("; ".join(one.code for one in found))


@dataclass(frozen=True)
class Wanted:
    """What a person wants to save: the definition, its title, why, and from what it was derived."""

    definition: Structure
    title: str
    note: str = ""
    source: str = ""


def may_keep(owner_org: str, actor: Actor) -> bool:
    """Whether this actor keeps structures of an office (``""``: those that all share)."""
    posts = (*WALIDATA_POSTS, ADMINISTRATOR)
    return owner_org in actor.prepares or any(actor.holding(post, "") for post in posts)


def _keeper(owner_org: str, actor: Actor) -> None:
    if not may_keep(owner_org, actor):
        raise NotAllowed("structure_shared" if not owner_org else "structure_other_office")


def _sound(wanted: Wanted, known: Known) -> None:
    """Raises ``Incomplete`` for title and note, ``Flawed`` for the definition."""
    if not wanted.title.strip():
        raise Incomplete("structure_untitled", field="title")
    if len(wanted.title) > LONGEST_TITLE:
        raise Incomplete("structure_title_long", field="title", most=LONGEST_TITLE)
    if len(wanted.note) > LONGEST_NOTE:
        raise Incomplete("structure_note_long", field="note", most=LONGEST_NOTE)
    if found := flaws(wanted.definition, known):
        raise Flawed(found)


def create(
    unit: StructureUnit,
    owner_org: str,
    wanted: Wanted,
    known: Known,
    actor: Actor,
    now: datetime,
    new_id: NewId,
) -> Entry:
    """Make a structure; it begins with version 1.0.0. Raises ``NotAllowed``, ``Incomplete``, ``Flawed``."""
    with unit:
        _keeper(owner_org, actor)
        _sound(wanted, known)
        made = new_id()
        first = _version(made, 1, FIRST, wanted, False, actor, now)
        name = unit.structures.free_name(technical_name(wanted.title).replace("_", "-"))
        entry = Entry(made, name, owner_org, 1, first)
        unit.structures.add(entry)
        unit.commit()
    return entry


def update(
    unit: StructureUnit,
    structure_id: str,
    seen: int,
    wanted: Wanted,
    known: Known,
    actor: Actor,
    now: datetime,
) -> Entry:
    """Save a new version; its number follows from what changed. ``seen``: the number of the version that was edited.

    Raises ``Missing``, ``NotAllowed``, ``Incomplete`` (``structure_same``), ``Flawed``, and ``Conflict`` when somebody
    saved another version meanwhile.
    """
    with unit:
        entry = unit.structures.get(structure_id, lock=True)
        _keeper(entry.owner_org, actor)
        if seen != entry.number:
            raise Conflict("structure_moved", version=entry.newest.version, user_id=entry.newest.by_user)
        _sound(wanted, known)
        found = changes(entry.newest.schema, to_schema(wanted.definition))
        if not found and wanted.title.strip() == entry.newest.title:
            raise Incomplete("structure_same", field="columns")
        breaking = any(one.breaking for one in found)
        version = next_version(entry.newest.version, found)
        newest = _version(entry.id, entry.number + 1, version, wanted, breaking, actor, now)
        unit.structures.append(newest)
        unit.commit()
    return replace(entry, number=newest.number, newest=newest)


def _version(
    structure_id: str,
    number: int,
    version: str,
    wanted: Wanted,
    breaking: bool,
    actor: Actor,
    now: datetime,
) -> Version:
    return Version(
        structure_id=structure_id,
        number=number,
        version=version,
        title=wanted.title.strip(),
        schema=to_schema(wanted.definition),
        note=wanted.note.strip(),
        source=wanted.source,
        breaking=breaking,
        by_user=actor.user_id,
        at=now,
    )


def follow(
    unit: FollowingUnit, draft_id: str, structure_id: str, version: str, actor: Actor, now: datetime
) -> Draft:
    """Let a draft follow a version of a structure (its newest one where ``version`` is empty), or none.

    A file that is there already is read anew. Raises ``Missing``, ``NotAllowed``.
    """
    with unit:
        draft = editable(unit, draft_id, actor)
        chosen = _chosen(unit, structure_id, version)
        mark = mark_of(chosen) if chosen else {}
        if dict(draft.structure) != mark:
            told = definitions_of(chosen) if chosen else {}
            draft = _read_anew(replace(draft, structure=mark, columns={**told, **draft.columns}))
            draft = _as_last_edition(unit, draft)
            unit.drafts.touched_by(draft.id, actor.user_id)
            draft = unit.drafts.save(draft, now)
            if draft.original_sha:
                payload = {"sha256": draft.original_sha, "version": draft.version}
                unit.work.add("inspect", draft_id, f"v{draft.version}", payload)
        unit.commit()
    return draft


def _as_last_edition(unit: FollowingUnit, draft: Draft) -> Draft:
    """The draft with the last edition's form and way of reading again, where that is what judges the next file."""
    base = unit.editions.get(draft.dataset_id, draft.base_edition) if draft.base_edition else None
    if base is None or (draft.structure and followed(base.schema) != draft.structure):
        return draft
    return replace(draft, schema=base.schema, recipe=base.recipe)


def _chosen(unit: FollowingUnit, structure_id: str, version: str) -> Structure | None:
    if not structure_id:
        return None
    entry = unit.structures.get(structure_id)
    return entry.structure(unit.structures.version(structure_id, version) if version else None)


def _read_anew(draft: Draft) -> Draft:
    """The draft without the reading that was made by another structure."""
    return replace(
        draft,
        canonical_sha="",
        rows=0,
        changes={},
        intake_error={},
        recipe={},
        schema={},
        inspection={},
        intake=Intake.INSPECTING if draft.original_sha else Intake.EMPTY,
    )
