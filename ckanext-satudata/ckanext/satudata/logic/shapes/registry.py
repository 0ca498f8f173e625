"""Code lists, crossings and matches as dictionaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ckan.plugins.toolkit import _

from ... import code_store
from ...adapters.registry import shipped
from ...dates import day
from ...domain.registry.changes import Plan
from ...domain.registry.crosswalk import OTHER, Crossing, Place
from ...domain.registry.lists import ENGLISH_COLUMNS, PARENT, SINCE, UNTIL, CodeList, Row
from ...domain.registry.matching import Match
from ...domain.registry.systems import title_of

MOST_CHANGES = 200


def head(one: CodeList) -> dict[str, Any]:
    """What is told of a list beside its codes. ``id`` and ``name`` are its name, as a vocabulary has them."""
    about = one.about
    return {
        "id": about.name,
        "name": about.name,
        "title": about.title,
        "title_en": about.title_en or about.title,
        "group": about.group,
        "version": one.version,
        "label": about.label,
        "dated": about.dated,
        "source": about.source,
        "note": about.note,
        "note_en": about.note_en or about.note,
        "codings": [
            {"column": column, "system": system, "title": title_of(system)}
            for column, system in about.codings.items()
        ],
        "imported": one.version > 0,
        "total": len(one.rows),
        "digest": one.digest,
    }


def code(one: CodeList, row: Row) -> dict[str, Any]:
    """One code: ``code``, its names, the code above, the days between which it holds, and the list's further columns."""
    own = {one.key, one.name_column, PARENT, SINCE, UNTIL}
    english = next((row[column] for column in ENGLISH_COLUMNS if row.get(column)), "")
    return {
        "code": one.code(row),
        "name": one.name(row),
        "name_en": english or one.name(row),
        "parent": row.get(PARENT, ""),
        "valid_from": row.get(SINCE, ""),
        "valid_to": row.get(UNTIL, ""),
        "attributes": {column: value for column, value in row.items() if column not in own and value},
    }


def versions(name: str) -> list[dict[str, Any]]:
    """The versions of a list, newest first; the shipped one is 0."""
    told = [
        {
            "version": one.version,
            "label": str(one.about.get("versi") or ""),
            "dated": str(one.about.get("tanggal") or ""),
            "source": str(one.about.get("sumber") or ""),
            "starts_on": one.starts_on.isoformat(),
            "imported_at": one.at.isoformat(),
            "total": one.rows,
            "changes": dict(one.counts),
            "digest": one.digest,
        }
        for one in code_store.registry().history(name)
    ]
    first = shipped.get(name)
    if first is not None:
        about = first.about
        told.append(
            {
                "version": 0,
                "label": about.label,
                "dated": about.dated,
                "source": about.source,
                "starts_on": "",
                "imported_at": "",
                "total": len(first.rows),
                "changes": {},
                "digest": first.digest,
            }
        )
    return told


def crossing(answer: Crossing) -> dict[str, Any]:
    """The answer to a code: the place, its code in the other system, and warnings in words."""
    other = OTHER[answer.system]
    place = answer.place
    return {
        "code": answer.code,
        "from": answer.system,
        "to": other,
        "at": answer.at.isoformat(),
        "other": place.code(other) if place else "",
        "place": _place(place) if place else None,
        "otherwise": [_place(one) for one in answer.otherwise],
        "rival": _place(answer.rival) if answer.rival else None,
        "warning": " ".join(_warnings(answer)),
    }


def _place(place: Place) -> dict[str, str]:
    return {
        "kemendagri": place.kemendagri,
        "bps": place.bps,
        "name": place.name,
        "name_bps": place.bps_name,
        "level": place.level,
        "parent": place.parent,
        "valid_from": place.since,
        "valid_to": place.until,
        "note": place.note,
        "source": place.source,
    }


def _warnings(answer: Crossing) -> list[str]:
    told = []
    for one in answer.otherwise:
        facts = {"code": answer.code, "name": one.name, "date": day(answer.at)}
        if one.until and one.until < answer.at.isoformat():
            text = _("%(code)s (%(name)s) ended on %(until)s and did not hold on %(date)s.")
            told.append(text % {**facts, "until": one.until})
        else:
            text = _("%(code)s (%(name)s) begins on %(since)s and did not hold yet on %(date)s.")
            told.append(text % {**facts, "since": one.since})
        told.append(one.note)
    if rival := answer.rival:
        text = _(
            "In %(system)s the same digits mean another place: %(name)s. Say which system a column uses."
        )
        told.append(text % {"system": title_of(OTHER[answer.system]), "name": rival.name})
    return [text for text in told if text]


def matched(answer: Match) -> dict[str, Any]:
    """Whose codes they are."""
    return {
        "system": answer.system,
        "title": title_of(answer.system) if answer.system else "",
        "codes": answer.codes,
        "doubtful": answer.doubtful,
        "fits": [
            {"system": fit.system, "list": fit.list, "known": fit.known, "agreeing": fit.agreeing}
            for fit in answer.fits
            if fit.known
        ],
        "collisions": [
            {
                "code": one.code,
                "meanings": [{"system": system, "name": name} for system, name in one.meanings],
            }
            for one in answer.collisions
        ],
    }


def planned(plan: Plan, problems: Sequence[Mapping[str, Any]], *, dry_run: bool) -> dict[str, Any]:
    """What an import does or would do, and what is wrong."""
    result = plan.result
    return {
        "name": result.about.name,
        "version": result.version,
        "base_version": plan.base_version,
        "digest": plan.digest,
        "dry_run": dry_run,
        "total": len(result.rows),
        "counts": plan.counts(),
        "changes": [vars(change) for change in plan.changes[:MOST_CHANGES]],
        "more_changes": max(0, len(plan.changes) - MOST_CHANGES),
        "problems": list(problems),
        "fatal": len(plan.fatal),
        "about": head(result),
    }
