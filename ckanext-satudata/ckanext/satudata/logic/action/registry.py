"""Actions about codes: lists and their versions, regions under both codings, whose codes a column holds, imports."""

from __future__ import annotations

from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _

from ... import code_store, codes, wiring
from ...app.registry import cases
from ...domain.registry import crosswalk, matching
from ...domain.registry.lists import About, CodeList, found
from ...domain.registry.systems import BPS, KEMENDAGRI, title_of
from .. import asking, codes_book
from ..errors import sentence, translated
from ..shapes import registry as shapes

REGION_LISTS = ("provinsi_kabupaten", "wilayah", "wilayah_padanan")
"""The lists of regions, the one that rules first."""


@tk.side_effect_free
def satudata_codelist_list(context: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """Every code list that holds: name, title, group, version, source with its date, the system of codes of each column,
    what is not certain (``note``), and how many codes it has. ``q``: part of name or title."""
    tk.check_access("satudata_codelist_list", context, data)
    wanted = asking.text(data, "q").casefold()
    heads = [shapes.head(one) for name in codes.names() if (one := codes.current(name))]
    return [one for one in heads if wanted in f"{one['name']} {one['title']} {one['title_en']}".casefold()]


@tk.side_effect_free
def satudata_codelist_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """One code list and its codes: ``id`` is its name. ``version``: another than the one that holds (0 is the shipped one);
    ``q``: the beginning of a code or part of a name; ``parent``: codes directly below one; ``at``: codes that hold on a day
    (ISO); ``limit`` (100 unless told, 0 for all) and ``offset``. ``count`` counts what was found, ``total`` the whole list."""
    tk.check_access("satudata_codelist_show", context, data)
    one = _list(data)
    rows = found(one, asking.text(data, "q"), asking.text(data, "parent"), asking.day(data, "at"))
    limit, offset = (
        asking.whole(data, "limit", 100, codes_book.LIMITS.rows),
        asking.whole(data, "offset", 0, 10**7),
    )
    page = rows[offset : offset + limit] if limit else rows[offset:]
    return {
        **shapes.head(one),
        "count": len(rows),
        "total": len(one.rows),
        "columns": list(one.columns),
        "codes": [shapes.code(one, row) for row in page],
        "versions": shapes.versions(one.about.name),
    }


def _list(data: dict[str, Any]) -> CodeList:
    name = asking.text(data, "id") or asking.text(data, "name", needed=True)
    given = data.get("version")
    number = None if given in (None, "") else asking.whole(data, "version", 0, 10**6)
    one = codes.current(name) if number is None else codes.version(name, number)
    if one is None:
        raise tk.ObjectNotFound(_("This code list does not exist."))
    return one


@tk.side_effect_free
def satudata_region_crosswalk(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What a region's ``code`` of one system (``from``: ``kemendagri`` or ``bps``) is in the other one ``at`` a day (today unless
    told). ``warning`` says when the same digits mean another place in the other system, or held on other days only."""
    tk.check_access("satudata_region_crosswalk", context, data)
    system = asking.text(data, "from", needed=True).casefold()
    if system not in crosswalk.OTHER:
        raise tk.ValidationError(
            {"from": [_("Choose one of: %(choices)s.") % {"choices": "kemendagri, bps"}]}
        )
    at = asking.day(data, "at") or wiring.today()
    answer = crosswalk.cross(_places(), asking.text(data, "code", needed=True), system, at)
    if answer.place is None and not answer.otherwise:
        rival = (
            " "
            + _("In %(system)s it is %(name)s.")
            % {
                "system": title_of(crosswalk.OTHER[system]),
                "name": answer.rival.name,
            }
            if answer.rival
            else ""
        )
        message = _("%(code)s is no code of %(system)s that is known here.") % {
            "code": answer.code,
            "system": title_of(system),
        }
        raise tk.ObjectNotFound(message + rival)
    return shapes.crossing(answer)


def _places() -> tuple[crosswalk.Place, ...]:
    return crosswalk.places_of(codes.places(name) for name in REGION_LISTS)


@tk.side_effect_free
def satudata_codelist_match(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Whose codes ``values`` (a list) are: the system that knows most of them, with the ``names`` that stand beside them, the
    ``title`` of the column and the last ``year`` of the data as further evidence. ``collisions``: codes that mean different
    things in two systems; ``doubtful``: nothing tells which of them is meant, so ask."""
    tk.check_access("satudata_codelist_match", context, data)
    values = [str(value) for value in asking.listing(data, "values")]
    names = [str(value) for value in asking.listing(data, "names")]
    if not values:
        raise tk.ValidationError({"values": [_("Missing value")]})
    title = asking.text(data, "title")
    year = asking.whole(data, "year", 0, 9999) or None
    names += [""] * (len(values) - len(names))
    books = _books(matching.family_in(title), date(year, 12, 31) if year else wiring.today())
    answer = matching.match(zip(values, names, strict=False), books, year, matching.declared_in(title))
    return shapes.matched(answer)


def _books(family: str, at: date) -> list[matching.Book]:
    """The codes of the systems that are told apart: regions and economic activities, or one of the two."""
    lists = {"wilayah": REGION_LISTS, "kbli": ("kbli_2020", "kbli_2025")}
    names = lists.get(family) or (*REGION_LISTS, "kbli_2020", "kbli_2025", "kbji_2014", "kbki", "urusan")
    systems = {KEMENDAGRI, BPS, "kbli_2020", "kbli_2025", "kbji_2014", "kbki", "urusan"}
    return matching.merged(
        matching.book_of(one, column, at)
        for name in names
        if (one := codes.current(name))
        for column, system in one.about.codings.items()
        if system in systems and (column == one.key or column.startswith("kode_"))
    )


def satudata_codelist_import(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Take over a table as the next version of the code list ``name``: ``upload`` (XLSX or CSV with a title row) or ``rows``
    (objects). ``dry_run``: only tell what it would add, rename, change and end, and what is wrong, by cell; ``digest``: of that
    preview, refused when the list moved on since. ``starts_on``: the first day it holds (today unless told); codes that the
    table no longer has are kept and end the day before. ``label``, ``source``, ``dated``, ``note``, ``title``, ``codings``
    (column to system): what is told of the version; what is left out stays as it was."""
    tk.check_access("satudata_codelist_import", context, data)
    name = asking.text(data, "name", needed=True)
    present = (
        codes.version(name, codes.versions()[name][0]) if name in codes.versions() else codes.current(name)
    )
    rows = asking.listing(data, "rows")
    upload = data.get("upload")
    columns, lines, places = codes_book.sent(rows, present) if rows else codes_book.uploaded(upload, present)
    filename = asking.text(data, "filename") or str(getattr(upload, "filename", "") or "")
    starts = asking.day(data, "starts_on") or wiring.today()
    sent = cases.Sent(_about(name, present, data), columns, lines, starts, filename)
    dry = tk.asbool(data.get("dry_run", False))
    with translated():
        if dry:
            planned = cases.preview(code_store.registry(), sent)
        else:
            who = asking.actor(context)
            planned = cases.take_over(
                wiring.registry_unit(), sent, asking.text(data, "digest"), who, wiring.now()
            )
    told = codes_book.told(planned.problems, places)
    if planned.fatal and not dry:
        messages = [sentence("codelist_faulty", {"count": len(planned.fatal)})]
        messages += [one["message"] for one in told if one["fatal"]]
        raise tk.ValidationError({"rows" if rows else "upload": messages})
    if not dry:
        codes.changed()
    return {
        **shapes.planned(planned, told, dry_run=dry),
        "filename": filename,
        "lines": [lines[at] for at in sorted(lines)] if dry else [],
    }


def _about(name: str, present: CodeList | None, data: dict[str, Any]) -> About:
    """What is told of the new version: what was sent, else what the present one tells."""
    before = present.about if present else About(name, name.replace("_", " "), codings={"kode": "portal"})
    sent = {
        "title": asking.text(data, "title"),
        "title_en": asking.text(data, "title_en"),
        "group": asking.text(data, "group"),
        "label": asking.text(data, "label"),
        "dated": asking.text(data, "dated"),
        "source": asking.text(data, "source"),
        "note": asking.text(data, "note"),
    }
    kept = {key: value or getattr(before, key) for key, value in sent.items()}
    codings = asking.mapping(data, "codings") or before.codings
    note_en = "" if sent["note"] else before.note_en
    return About(name, codings={str(k): str(v) for k, v in codings.items()}, note_en=note_en, **kept)


ACTIONS = {
    action.__name__: action
    for action in (
        satudata_codelist_list,
        satudata_codelist_show,
        satudata_region_crosswalk,
        satudata_codelist_match,
        satudata_codelist_import,
    )
}
