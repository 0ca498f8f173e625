"""Figures of an edition for the public pages: its key number, its picture, its Excel form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.satudata.adapters import charts
from ckanext.satudata.adapters.bps.xlsx_table import xlsx_table
from ckanext.satudata.app.ports import Edition
from ckanext.satudata.domain.bps.content import TableView

from .files import chunks, edition_of, rows_of

WIDTHS = (720, 340)
SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)"[^>]*? height="([\d.]+)"')
KEPT_PICTURES = 256
KNOWN_ROLES = ("measure", "total")
_pictures: dict[tuple[str, str, int], str | None] = {}
_numbers: dict[tuple[str, str], dict[str, Any]] = {}


def key_number(edition: Edition, rows: Sequence[dict[str, str]], package: dict[str, Any]) -> dict[str, Any]:
    """Give ``{value, unit, label, period, change_percent, change_from}`` or an empty dictionary."""
    return charts.headline(
        schema_with_roles(edition), rows, str(package.get("ukuran") or ""), tk.h.satudata_lang()
    )


def key_figure(package: dict[str, Any]) -> dict[str, Any] | None:
    """The key number of a dataset for the home page; None when it has none."""
    if not package.get("edisi") or package.get("klasifikasi_akses", "terbuka") != "terbuka":
        return None
    edition = edition_of(package["id"], int(package["edisi"]))
    key = (edition.content_digest, tk.h.satudata_lang())
    if key not in _numbers:
        if len(_numbers) >= KEPT_PICTURES:
            _numbers.clear()
        _numbers[key] = key_number(edition, rows_of(edition.canonical_sha), package)
    number = _numbers[key]
    return {**number, "title": package["title"], "name": package["name"]} if number else None


def picture(edition: Edition, width: int, locale: str) -> str | None:
    """The figure as SVG, or None when the table says as much; drawn once per content, language and width."""
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


def excel(package: dict[str, Any], edition: Edition) -> bytes:
    """The table as Excel in the layout of the statistical yearbook."""
    organization = package.get("organization") or {}
    view = TableView(
        dataset=dict(edition.metadata) or package,
        organization={"title": organization.get("title", "")},
        kabupaten=region(),
        schema=edition.schema,
        canonical_csv=blob(edition.canonical_sha),
        last_gate_at=edition.published_at,
    )
    return xlsx_table(view)


@lru_cache(maxsize=4)
def blob(sha256: str) -> bytes:
    """A whole stored file."""
    return b"".join(chunks(sha256))


def region() -> dict[str, str]:
    """The kabupaten or kota of this portal, from the options."""
    names = {"kode_kemendagri": "kemendagri", "kode_bps": "bps", "nama": "name"}
    return {key: str(tk.config.get(f"ckanext.satudata.region.{name}") or "") for key, name in names.items()}
