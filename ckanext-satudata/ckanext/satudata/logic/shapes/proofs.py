"""What the portal has proved about a submission, and three cells for a person to compare with the source."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from ckan.plugins.toolkit import _, ungettext

from ... import wiring
from ...codes import label as code_label
from ...domain.draft import Report
from ...domain.figures.roles import table_shape
from ...domain.intake.schema import key_of
from ...domain.review.model import Review
from ...domain.schemadiff import same_structure
from ...words import language
from ..cells import places_of
from .tables import opened, row_name

TOTALS = ("JUMLAH_BARIS_BEDA", "JUMLAH_KOLOM_BEDA")
REGIONS = ("WILAYAH_BELUM_ADA", "WILAYAH_TIDAK_DIKENAL", "KODE_NAMA_BEDA", "KODE_BPS")
LARGE = "TABEL_BESAR"
CELLS = 3

Content = Mapping[str, Any]


def proofs_of(
    review: Review, content: Content, report: Report | None, remarks: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Each point with ``state``: proved, open (a person looks) or none (there is nothing to prove)."""
    found = {finding["code"] for finding in report.findings} if report else set()
    return [
        _problems(content, report),
        _totals(content, found),
        _regions(content, found),
        _schema(review, content),
        _access(content, found),
        _answered(remarks),
    ]


def _point(code: str, state: str, text: str) -> dict[str, Any]:
    return {"code": code, "state": state, "text": text}


def _problems(content: Content, report: Report | None) -> dict[str, Any]:
    if report is None:
        return _point("problems", "none", _("This content was not checked anew."))
    rows = content.get("rows", 0)
    text = ungettext("0 findings that reject in %(num)s row", "0 findings that reject in %(num)s rows", rows)
    return _point("problems", "open" if report.counts.get("tolak") else "proved", text)


def _totals(content: Content, found: set[str]) -> dict[str, Any]:
    recipe = content.get("recipe") or {}
    columns = [one.title for one in table_shape(content.get("schema", {})).columns if one.role == "total"]
    rows = any(one.get("reason") == "total_row" for one in recipe.get("drop_rows", ()))
    if not columns and not rows:
        return _point("totals", "none", _("The table has no total."))
    if LARGE in found:
        return _point(
            "totals", "open", _("The totals of so large a table were not checked. Look at them yourself.")
        )
    if found & set(TOTALS):
        return _point("totals", "open", _("A total differs from its parts: see the findings."))
    what = ", ".join(columns) or _("the row of totals")
    return _point("totals", "proved", _("The totals agree with their parts: %(what)s") % {"what": what})


def _regions(content: Content, found: set[str]) -> dict[str, Any]:
    fields = content.get("schema", {}).get("fields", ())
    name = next((one["name"] for one in fields if one["name"] in ("kode_desa", "kode_kecamatan")), "")
    if not name:
        return _point("regions", "none", _("The table has no column of regions."))
    if LARGE in found:
        words = _("The regions of so large a table were not checked. Look at them yourself.")
        return _point("regions", "open", words)
    if found & set(REGIONS):
        return _point("regions", "open", _("Regions are missing or differ from the list: see the findings."))
    count = _distinct(content.get("canonical_sha", ""), name)
    what = _("kecamatan") if name == "kode_kecamatan" else _("desa/kelurahan")
    words = _("All regions are there: %(count)s %(what)s") % {"count": count, "what": what}
    return _point("regions", "proved", words)


@lru_cache(maxsize=256)
def _distinct(sha256: str, name: str) -> int:
    """How many different texts a column holds. Kept, for a hash never changes."""
    with opened(sha256) as (header, rows):
        at = header.index(name) if name in header else None
        return 0 if at is None else len({row[at] for row in rows} - {""})


def _schema(review: Review, content: Content) -> dict[str, Any]:
    if not review.base_edition:
        return _point("schema", "none", _("First edition: the columns have nothing to be compared with."))
    base = wiring.unit().editions.get(review.dataset_id, review.base_edition)
    if same_structure(base.schema, content.get("schema", {})):
        text = _("The columns are those of edition %(number)s") % {"number": review.base_edition}
        return _point("schema", "proved", text)
    text = _("The columns differ from edition %(number)s: see what changed") % {"number": review.base_edition}
    return _point("schema", "open", text)


def _access(content: Content, found: set[str]) -> dict[str, Any]:
    given = str(content.get("metadata", {}).get("klasifikasi_akses", ""))
    called = code_label("akses", given, language()) if given else "–"
    if "DATA_PRIBADI" in found or not given:
        return _point("access", "open", _("Access class: %(what)s. Look at it yourself.") % {"what": called})
    text = _("Access class: %(what)s; no personal data found") % {"what": called}
    return _point("access", "proved", text)


def _answered(remarks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    if not remarks:
        return _point("remarks", "none", _("There are no remarks."))
    waiting = [one for one in remarks if not one["resolved"]]
    if waiting:
        text = ungettext("%(num)s remark is not settled", "%(num)s remarks are not settled", len(waiting))
        return _point("remarks", "open", text)
    return _point("remarks", "proved", _("Every remark is settled"))


def cells_to_compare(review: Review, content: Content, rounds: Sequence[Any]) -> list[dict[str, Any]]:
    """Three cells of figures, others at each stage and in each round, always the same to who opens the page again."""
    schema = content.get("schema", {})
    measures = table_shape(schema).measures
    rows = int(content.get("rows") or 0)
    if not measures or not rows or not rounds:
        return []
    draws = [_draw(review, number) for number in range(CELLS * 4)]
    wanted = dict.fromkeys((draw % rows + 1, (draw // rows) % len(measures)) for draw in draws)
    places = places_of(rounds[-1], review.dataset_id, review.base_edition)
    chosen = list(wanted)[:CELLS]
    texts = _rows(content["canonical_sha"], frozenset(number for number, _at in chosen))
    return [
        {
            "address": places.address(number, measures[at].name),
            "name": row_name(texts[number], key_of(schema)),
            "column": measures[at].name,
            "title": measures[at].title,
            "value": texts[number].get(measures[at].name, ""),
        }
        for number, at in sorted(chosen)
        if number in texts
    ]


def _draw(review: Review, number: int) -> int:
    seed = f"{review.id}:{review.round}:{review.step}:{number}"
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")


@lru_cache(maxsize=256)
def _rows(sha256: str, numbers: frozenset[int]) -> Mapping[int, dict[str, str]]:
    """Rows by their numbers. Kept, for a hash never changes."""
    found: dict[int, dict[str, str]] = {}
    with opened(sha256) as (header, rows):
        for number, row in enumerate(rows, 1):
            if number in numbers:
                found[number] = dict(zip(header, row, strict=True))
            if len(found) == len(numbers):
                break
    return found
