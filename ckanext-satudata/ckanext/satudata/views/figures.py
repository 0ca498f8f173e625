"""Figures of an edition for the public pages: its key number, its picture, its Excel form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.satudata.adapters import charts
from ckanext.satudata.app.ports import Edition
from ckanext.satudata.logic.shapes.tables import too_large
from ckanext.satudata.work import facts

from .files import chunks, edition_of, rows_of

WIDTHS = charts.WIDTHS
SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)"[^>]*? height="([\d.]+)"')
KEPT_PICTURES = 256
KNOWN_ROLES = ("measure", "total")
NOT_YET: facts.Facts = {"headline": {}, "pictures": {}}
_pictures: dict[tuple[str, str, int], str | None] = {}
_numbers: dict[tuple[str, str], dict[str, Any]] = {}


def is_large(edition: Edition) -> bool:
    """Tell whether no page may hold the edition's table: the worker knows its figures."""
    return too_large({"rows": edition.rows, "schema": edition.schema})


def of_large(edition: Edition) -> facts.Facts | None:
    """Key number and pictures of a large table; None while the worker computes them."""
    ukuran = str(edition.metadata.get("ukuran") or "")
    return facts.asked("figures", edition.canonical_sha, schema=schema_with_roles(edition), ukuran=ukuran)


def key_number(edition: Edition, package: dict[str, Any]) -> dict[str, Any]:
    """Give ``{value, unit, label, period, change_percent, change_from}`` or an empty dictionary."""
    locale = tk.h.satudata_lang()
    if is_large(edition):
        return dict((of_large(edition) or NOT_YET)["headline"].get(locale) or {})
    rows, ukuran = rows_of(edition.canonical_sha), str(package.get("ukuran") or "")
    return charts.headline(schema_with_roles(edition), rows, ukuran, locale)


def key_figure(package: dict[str, Any]) -> dict[str, Any] | None:
    """The key number of a dataset for the home page; None when it has none."""
    if not package.get("edisi") or package.get("klasifikasi_akses", "terbuka") != "terbuka":
        return None
    edition = edition_of(package["id"], int(package["edisi"]))
    key = (edition.content_digest, tk.h.satudata_lang())
    number = _numbers.get(key)
    if number is None:
        if len(_numbers) >= KEPT_PICTURES:
            _numbers.clear()
        number = key_number(edition, package)
        if number or not is_large(edition):
            _numbers[key] = number
    return {**number, "title": package["title"], "name": package["name"]} if number else None


def picture(edition: Edition, width: int, locale: str) -> str | None:
    """The figure as SVG, or None when the table says as much; drawn once per content, language and width."""
    if is_large(edition):
        known = (of_large(edition) or NOT_YET)["pictures"].get(locale, {}).get(str(width))
        return str(known) if known else None
    key = (edition.content_digest, locale, width)
    if key not in _pictures:
        if len(_pictures) >= KEPT_PICTURES:
            _pictures.clear()
        rows = list(rows_of(edition.canonical_sha))
        ukuran = str(edition.metadata.get("ukuran") or "")
        _pictures[key] = charts.figure(schema_with_roles(edition), rows, locale, width, ukuran)
    return _pictures[key]


def picture_sizes(edition: Edition, locale: str) -> list[dict[str, int]]:
    """Width and height of the figure at each width, so that the page keeps its place; empty when there is none."""
    pictures = [picture(edition, width, locale) for width in WIDTHS]
    found = [SIZE.search(one[:500]) for one in pictures if one]
    sizes = [{"width": round(float(one[1])), "height": round(float(one[2]))} for one in found if one]
    return sizes if len(sizes) == len(WIDTHS) else []


def schema_with_roles(edition: Edition) -> dict[str, Any]:
    """The Table Schema with each column's role as the recipe knows it: a total is no measure beside its parts."""
    roles = {column["name"]: column.get("role") for column in (edition.recipe or {}).get("columns") or []}
    fields = [
        {**field, "satudata:role": roles[field["name"]]}
        if roles.get(field["name"]) in KNOWN_ROLES and "satudata:role" not in field
        else field
        for field in edition.schema.get("fields") or []
    ]
    return {**edition.schema, "fields": fields}


def excel(package: dict[str, Any], edition: Edition) -> Iterable[bytes] | None:
    """The table as Excel in the layout of the statistical yearbook; None while the worker makes that of a large one."""
    office = str((package.get("organization") or {}).get("title", ""))
    if is_large(edition):
        about = {"dataset_id": edition.dataset_id, "number": edition.number, "office": office}
        known = facts.asked("excel", edition.canonical_sha, **about)
        return chunks(known["file"]) if known else None
    with facts.yearbook(edition, office) as path:
        return [path.read_bytes()]
