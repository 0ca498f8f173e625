"""Assignments of posts, vacant posts, and the SOPs."""

from __future__ import annotations

import base64
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import wiring
from ...app.people import import_book, posts
from ...domain.people.assignment import Assignment
from ...domain.review.model import Standing
from .. import asking
from .. import assignment_book as book
from ..errors import sentence, translated
from ..finding_people import active_people, office_choices, office_named, person_named, post_choices
from ..shapes import people as shapes


def satudata_assignment_create(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Give a post (``user``: login, e-mail or name; ``post``; ``org_id`` for a post inside an office; ``standing``:
    definitif, plt, plh; ``decree``, ``starts_on``, ``ends_on``). ``warnings`` tell what is unusual."""
    tk.check_access("satudata_assignment_create", context, data)
    wanted = _wanted(data)
    with translated():
        given = posts.give(wiring.people_unit(), wanted, asking.actor(context), wiring.now())
    return {**_shown(wanted.id), "warnings": [sentence(code, facts) for code, facts in given.doubts]}


def _wanted(data: dict[str, Any]) -> Assignment:
    post = asking.text(data, "post", needed=True)
    office = asking.text(data, "org_id")
    return Assignment(
        id=wiring.new_id(),
        user_id=person_named(asking.text(data, "user", needed=True)).id,
        post=post,
        org_id=office_named(office).id if office else None,
        standing=_standing(data),
        decree=asking.text(data, "decree", most=asking.SHORT),
        starts_on=asking.day(data, "starts_on") or wiring.today(),
        ends_on=asking.day(data, "ends_on"),
    )


def _standing(data: dict[str, Any]) -> Standing:
    given = asking.text(data, "standing") or str(Standing.DEFINITIVE)
    if given not in set(Standing):
        raise tk.ValidationError({"standing": [_("Choose definitif, plt or plh.")]})
    return Standing(given)


def _shown(assignment_id: str) -> dict[str, Any]:
    return shapes.assignments(assignment_id=assignment_id)[0]


def satudata_assignment_end(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """End an assignment (``id``; ``ends_on``: its last day, default today). One that has not begun is cancelled."""
    tk.check_access("satudata_assignment_end", context, data)
    assignment_id, last_day = asking.text(data, "id", needed=True), asking.day(data, "ends_on")
    who = asking.actor(context)
    with translated():
        posts.end(wiring.people_unit(), assignment_id, last_day, who, wiring.today(), wiring.now())
    return _shown(assignment_id)


@tk.side_effect_free
def satudata_assignment_list(context: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """Assignments, the newest first (``state``: running, coming, ended, cancelled; ``post``, ``org_id``). The administrator of
    the walidata sees all of them. Others see who holds a post today: of the walidata and of their own offices (holders of
    the walidata's posts: of every office), without logins and decrees; a visitor with neither post nor office sees none."""
    tk.check_access("satudata_assignment_list", context, data)
    office = asking.text(data, "org_id")
    rows = shapes.assignments(
        state=asking.text(data, "state"),
        post=asking.text(data, "post"),
        org_id=office_named(office).id if office else "",
    )
    return (
        rows
        if asking.may(context, "satudata_assignment_history")
        else shapes.told_to(asking.actor(context), rows)
    )


@tk.side_effect_free
def satudata_assignment_history(context: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """What was given and ended, by whom and when (``limit``), the newest first. It is only ever added to."""
    tk.check_access("satudata_assignment_history", context, data)
    return shapes.history(asking.whole(data, "limit", 100, 1000))


@tk.side_effect_free
def satudata_vacancy_list(context: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """Posts that the SOPs in force need and nobody active holds today, with how many submissions wait there."""
    tk.check_access("satudata_vacancy_list", context, data)
    return shapes.vacant_posts()


@tk.side_effect_free
def satudata_assignment_choices(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What a post can be given with: ``people`` (active accounts; ``q``: part of login or name, ``limit``), ``posts``,
    ``offices``."""
    tk.check_access("satudata_assignment_choices", context, data)
    return {
        "people": active_people(asking.text(data, "q"), asking.whole(data, "limit", 200, 1000)),
        "posts": post_choices(),
        "offices": office_choices(),
    }


@tk.side_effect_free
def satudata_assignment_template(context: dict[str, Any], data: dict[str, Any]) -> dict[str, str]:
    """The workbook for ``satudata_assignment_import`` (``content``: XLSX in Base64), with the assignments of today as rows."""
    tk.check_access("satudata_assignment_template", context, data)
    rows = [row for row in shapes.assignments() if row["state"] in ("running", "coming")]
    return {"content": base64.b64encode(book.template(rows)).decode("ascii")}


def satudata_assignment_import(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Take over a table of assignments (``upload``: the filled-in template, or ``rows``: objects with ``post``, ``org_id``,
    ``user``, ``standing``, ``decree``, ``starts_on``, ``ends_on``, ``row``): all of it or nothing. ``dry_run``: only tell what it
    would create and end and what is wrong, by cell; ``digest``: of that preview, refused when it would do something else now."""
    tk.check_access("satudata_assignment_import", context, data)
    rows = asking.listing(data, "rows")
    lines, places = (
        book.sent(rows, asking.mapping(data, "columns")) if rows else book.uploaded(data.get("upload"))
    )
    who, known, dry = asking.actor(context), book.known(), tk.asbool(data.get("dry_run", False))
    given = (wiring.people_unit(), lines, known, who, wiring.today())
    with translated():
        if dry:
            plan = import_book.preview(*given, wiring.new_id)
        else:
            plan = import_book.take_over(*given, wiring.now(), wiring.new_id, asking.text(data, "digest"))
    told = {**book.shown(plan, lines, places, shapes.called(plan)), "dry_run": dry}
    if plan.faults and not dry:
        count = len(plan.faults)
        messages = [sentence("book_faulty", {"count": count}), *(one["message"] for one in told["faults"])]
        raise tk.ValidationError({"rows" if rows else "upload": messages})
    return {
        **told,
        "lines": [{"row": at, **values} for at, values in sorted(lines.items())],
        "columns": places,
    }


ACTIONS = {
    action.__name__: action
    for action in (
        satudata_assignment_create,
        satudata_assignment_end,
        satudata_assignment_list,
        satudata_assignment_history,
        satudata_vacancy_list,
        satudata_assignment_choices,
        satudata_assignment_import,
        satudata_assignment_template,
    )
}
