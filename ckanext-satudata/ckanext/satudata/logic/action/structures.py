"""Table structures: list, show, make, derive, save new versions, compare, follow."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.structures import cases
from ...app.structures.cases import Flawed, Wanted
from ...app.structures.ports import Entry
from ...domain.structure.compare import changes
from ...domain.structure.derive import derive
from ...domain.structure.model import Shapeless, Structure, from_schema, to_schema
from ...structure_codes import known
from ...words import language
from .. import asking
from ..errors import translated
from ..shapes import structure as shapes
from ..shapes.draft import draft_shape
from ..structure_auth import office_id
from ..structure_reading import readable, reading_all, version_named, versions_of

MOST_BYTES = 1_000_000
"""A definition may be so large as JSON."""


@tk.side_effect_free
def satudata_structure_list(context: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """Table structures by title (``owner_org``: of one office, ``q``: words of the title). Of other offices and by the public
    those are seen that a published dataset follows."""
    tk.check_access("satudata_structure_list", context, data)
    who, kept = asking.actor(context), wiring.structures()
    office, words = office_id(asking.text(data, "owner_org")), asking.text(data, "q").casefold().split()
    followers = Counter(row["structure_id"] for row in kept.followers())
    reads_all = reading_all(context)
    found = []
    for entry in kept.all():
        whole = reads_all(entry.owner_org)
        if not whole and not followers[entry.id]:
            continue
        shown = entry if whole else _public(entry)
        title = shown.newest.title.casefold()
        if (not office or entry.owner_org == office) and all(word in title for word in words):
            found.append(shapes.head(shown, who, followers[entry.id]))
    return found


@tk.side_effect_free
def satudata_structure_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """One structure (``id``: id or name): its columns, its Table Schema, its versions and the datasets that follow it.

    ``version``: that one instead of the newest. Other offices and the public see the versions that published datasets follow.
    """
    tk.check_access("satudata_structure_show", context, data)
    with translated():
        entry = wiring.structures().get(asking.text(data, "id", needed=True))
        whole = reading_all(context)(entry.owner_org)
        followers = wiring.structures().followers([entry.id])
        versions = versions_of(entry, whole)
        chosen = version_named(versions, asking.text(data, "version"))
        shown = entry if whole else _public(entry)
        structure = entry.structure(chosen)
        return {
            **shapes.head(shown, asking.actor(context), len(followers)),
            "shown": shapes.version_shape(chosen, whole=whole),
            "schema": dict(chosen.schema),
            "fields": shapes.column_shapes(structure),
            "primary_key": list(structure.key),
            "foreign_keys": [dict(key) for key in structure.foreign_keys],
            "missing_values": list(structure.missing_values or ()),
            "versions": [shapes.version_shape(one, whole=whole) for one in versions],
            "datasets": [dict(row) for row in followers],
        }


def _public(entry: Entry) -> Entry:
    """A structure as the public sees it: its newest version is the newest that a published dataset follows."""
    newest = versions_of(entry, whole=False)[0]
    return Entry(entry.id, entry.name, entry.owner_org, newest.number, newest)


@tk.side_effect_free
def satudata_structure_diff(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What differs between two versions of a structure (``id``, ``before``, ``after``; the newest where ``after`` is left
    out), each change ``compatible`` or ``breaking`` with its reason. ``schema``: compare with this Table Schema instead."""
    tk.check_access("satudata_structure_diff", context, data)
    with translated(), told():
        entry = wiring.structures().get(asking.text(data, "id", needed=True))
        versions = versions_of(entry, reading_all(context)(entry.owner_org))
        before = version_named(versions, asking.text(data, "before"))
        if given := asking.mapping(data, "schema", as_sent=True):
            after, name = to_schema(read_schema(given)), ""
        else:
            chosen = version_named(versions, asking.text(data, "after"))
            after, name = dict(chosen.schema), chosen.version
        return {
            "id": entry.id,
            "before": before.version,
            "after": name,
            **shapes.change_shapes(changes(before.schema, after)),
        }


def satudata_structure_create(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Make a structure from a Table Schema (``title``, ``schema``, ``note``) for an office (``owner_org``), or for all
    offices when that is left out."""
    tk.check_access("satudata_structure_create", context, data)
    with translated(), told():
        return _made(context, office_id(asking.text(data, "owner_org")), _wanted(data))


def satudata_structure_derive(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Make a structure of a table that was read and accepted: of a published dataset (``dataset_id``) or of a draft whose
    file was checked (``draft_id``). ``title``: another one than the dataset's.

    It belongs to the dataset's office; what the walidata makes of a published dataset is shared by all."""
    tk.check_access("satudata_structure_derive", context, data)
    with translated(), told():
        package, schema = _source(data)
        title = asking.text(data, "title") or str(package.title or package.name)
        definition = derive(schema, str(package.extras.get("ukuran") or ""))
        wanted = Wanted(definition, title, asking.text(data, "note"), str(package.id))
        office, of_draft = str(package.owner_org or ""), bool(asking.text(data, "draft_id"))
        own = of_draft or office in asking.actor(context).prepares
        return _made(context, office if own else "", wanted)


def _source(data: dict[str, Any]) -> tuple[model.Package, Mapping[str, Any]]:
    """The package and the accepted schema of a draft or of a published dataset."""
    unit = wiring.unit()
    if asking.text(data, "draft_id"):
        draft = unit.drafts.get(asking.draft_id({"id": asking.text(data, "draft_id")}))
        package, schema = model.Package.get(draft.id), draft.described_schema
    else:
        package = model.Package.get(asking.text(data, "dataset_id", needed=True))
        edition = unit.editions.current(package.id)
        schema = dict(edition.schema) if edition else {}
    if not schema.get("fields"):
        raise tk.ValidationError(
            {
                "schema": [
                    _(
                        "There is no table here that was read and accepted. Upload the file and let it be checked."
                    )
                ]
            }
        )
    return package, schema


def _made(context: dict[str, Any], owner_org: str, wanted: Wanted) -> dict[str, Any]:
    who = asking.actor(context)
    unit = wiring.structure_unit()
    entry = cases.create(unit, owner_org, wanted, known(), who, wiring.now(), wiring.new_id)
    return shapes.head(entry, who, 0)


def satudata_structure_update(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Save a new version of a structure (``id``, ``title``, ``schema``, ``note``). ``seen``: the number of the version that
    was edited; refused (409) when another one is the newest by now. The version that follows depends on what changed."""
    tk.check_access("satudata_structure_update", context, data)
    who, unit = asking.actor(context), wiring.structure_unit()
    if "seen" not in data:
        raise tk.ValidationError({"seen": [_("Missing value")]})
    seen = asking.whole(data, "seen", 0, 10**6)
    with translated(), told():
        structure_id = wiring.structures().get(asking.text(data, "id", needed=True)).id
        entry = cases.update(unit, structure_id, seen, _wanted(data), known(), who, wiring.now())
    followers = wiring.structures().followers([entry.id])
    return {**shapes.head(entry, who, len(followers)), "breaking": entry.newest.breaking}


def satudata_structure_follow(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Let a draft (``id``) follow a structure (``structure_id``, ``version``: the newest when left out), or none when
    ``structure_id`` is empty. A file that is there is read again by it."""
    tk.check_access("satudata_structure_follow", context, data)
    who, draft_id = asking.actor(context), asking.draft_id(data)
    with translated():
        chosen, version = readable(context, asking.text(data, "structure_id"), asking.text(data, "version"))
        cases.follow(wiring.structure_unit(), draft_id, chosen, version, who, wiring.now())
        return draft_shape(draft_id, who)


def _wanted(data: dict[str, Any]) -> Wanted:
    definition = read_schema(asking.mapping(data, "schema", as_sent=True))
    return Wanted(definition, _plain(data, "title"), _plain(data, "note"))


def _plain(data: dict[str, Any], name: str) -> str:
    return asking.text(data, name).replace("\x00", "")


def read_schema(given: Mapping[str, Any]) -> Structure:
    """A Table Schema that can be kept. Raises ``ValidationError``, ``Shapeless``."""
    try:
        size = len(json.dumps(given, ensure_ascii=False, allow_nan=False).encode("utf-8"))
        kept = "\\u0000" not in json.dumps(given)
    except (ValueError, TypeError, RecursionError):
        size, kept = 0, False
    if not kept:
        words = _("The definition holds signs or numbers that cannot be kept (such as NaN or a zero byte).")
        raise tk.ValidationError({"schema": [words]})
    if size > MOST_BYTES:
        raise tk.ValidationError({"schema": [_("The definition is too large: at most 1 MB of JSON.")]})
    return from_schema(given)


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Raise what is wrong in a definition as CKAN's errors, each with its place."""
    try:
        yield
    except Flawed as flawed:
        raise tk.ValidationError(dict(shapes.flaw_errors(flawed.flaws))) from flawed
    except Shapeless as wrong:
        text = wrong.text_en if language() == "en" else wrong.text
        place = f"schema.{wrong.place}" if wrong.place else "schema"
        words = _("%(place)s: %(expected)s") % {"place": place, "expected": text}
        raise tk.ValidationError({"schema": [words]}) from wrong


ACTIONS = {
    action.__name__: action
    for action in (
        satudata_structure_list,
        satudata_structure_show,
        satudata_structure_diff,
        satudata_structure_create,
        satudata_structure_derive,
        satudata_structure_update,
        satudata_structure_follow,
    )
}
