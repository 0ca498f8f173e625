"""Public pages: home, a dataset, its editions, its file forms and its API page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError
from ckan.plugins.toolkit import _
from ckan.views.dataset import read as ckan_dataset_read
from flask import Blueprint, Response, jsonify

from ckanext.satudata.domain.structure.model import followed

from . import figures, links, sdmx_flows, template
from .common import answer_or_page, call, download, maybe
from .documents import CSVW, from_anywhere, see_other, wanted_form
from .fields import choices, display, text, type_fields
from .files import chunks, edition_of, first_rows_of, package_of, rows_of
from .subjects import standing

blueprint = Blueprint("satudata_publik", __name__)
SHOWN_ROWS = 200
NEWEST = 6
KEY_FIGURES = 4
NOT_DESCRIBED = {
    "profil_ms",
    "ms_keg",
    "ms_var",
    "ms_ind",
    "ms_alasan",
    "name",
    "title",
    "owner_org",
    "edisi",
    "edisi_tanggal",
    "content_digest",
    "tag_string",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("/")
def home() -> str:
    """Show search, key figures, topics and what is new."""
    try:
        found = call(
            "package_search",
            fq="dataset_type:dataset",
            rows=NEWEST,
            sort="metadata_modified desc",
            **{"facet.field": ["organization", "tags"], "facet.limit": 12},
        )
    except SearchError:
        found = {"count": 0, "results": [], "search_facets": {}}
    shown = {
        "count": found["count"],
        "newest": found["results"],
        "facets": {name: facet["items"] for name, facet in found["search_facets"].items()},
        "figures": [one for one in map(figures.key_figure, found["results"]) if one][:KEY_FIGURES],
    }
    return tk.render("home/index.html", shown)


@blueprint.route("/dataset/<id>")
def dataset(id: str) -> Any:
    """Show a published dataset; what is not governed by this portal keeps CKAN's own page."""
    package = maybe("package_show", id=id)
    if (not package or package["state"] != "active") and (down := standing(id)):
        return gone(down)
    if not package or package.get("type") != "dataset" or not package.get("edisi"):
        return ckan_dataset_read((package or {}).get("type") or "dataset", id)
    if id != package["name"]:
        return tk.redirect_to("dataset.read", id=package["name"])
    if form := wanted_form():
        return see_other(f"/dataset/{package['name']}.{form}")
    return answer_or_page(edition_page, package, int(package["edisi"]))


@blueprint.route("/dataset/<name>/edisi/<int:number>")
def edition(name: str, number: int) -> Any:
    """Show one edition as it was published."""
    return answer_or_gone(name, lambda: edition_page(read_package(name), number, past=True))


@blueprint.route("/dataset/<name>/edisi/<int:number>/data.csv")
def edition_csv(name: str, number: int) -> Any:
    """Give the file of one edition."""

    def give() -> Any:
        package, stored = open_edition(name, number)
        file = download(chunks(stored.canonical_sha), f"{package['name']}-edisi-{number}.csv", "text/csv")
        file.set_etag(stored.canonical_sha)
        file.headers["Link"] = f'<{tk.request.base_url}-metadata.json>; rel="describedby"; type="{CSVW}"'
        return from_anywhere(file)

    return answer_or_gone(name, give)


@blueprint.route("/dataset/<name>/unduh.xlsx")
def unduh_xlsx(name: str) -> Any:
    """Give the current edition as Excel, laid out as the statistical yearbook has it."""

    def give() -> Any:
        package, stored = open_edition(name)
        filename = f"{package['name']}-edisi-{stored.number}.xlsx"
        content = figures.excel(package, stored)
        if content is None:
            return tk.render("satudata/publik/excel.html", {"pkg": package, "filename": filename}), 202
        return download(content, filename, XLSX)

    return answer_or_gone(name, give)


@blueprint.route("/dataset/<name>/templat.xlsx")
def templat(name: str) -> Any:
    """Give the workbook in which an office fills in the next edition."""

    def give() -> Any:
        package = read_package(name)
        number = int(package.get("edisi") or 0)
        call("satudata_edition_show", dataset_id=package["id"], number=number)
        stored = edition_of(package["id"], number)
        content = template.excel(package, stored, with_rows=is_open(package))
        return download(iter([content]), f"templat-{package['name']}.xlsx", XLSX)

    return answer_or_gone(name, give)


@blueprint.route("/dataset/<name>/edisi/<int:number>/grafik-<int:width>.svg")
def grafik(name: str, number: int, width: int) -> Any:
    """Give the figure of an edition, drawn at one of the two widths."""

    def give() -> Any:
        _package, stored = open_edition(name, number)
        picture = figures.picture(stored, width, tk.h.satudata_lang()) if width in figures.WIDTHS else None
        if not picture:
            raise tk.ObjectNotFound()
        return Response(picture, mimetype="image/svg+xml")

    return answer_or_gone(name, give)


@blueprint.route("/dataset/<name>/api")
def api(name: str) -> Any:
    """Show how a program gets the data: one request that works as it stands."""

    def give() -> str:
        package = call("package_show", id=name)
        resource = next(iter(package["resources"]), None)
        site = tk.config.get("ckan.site_url", "").rstrip("/")
        shown = {"pkg": package, "resource": resource, "site": site, "sdmx": sdmx_flows.id_of(package["id"])}
        return tk.render("satudata/publik/api.html", shown)

    return answer_or_gone(name, give)


def answer_or_gone(name: str, view: Callable[[], Any]) -> Any:
    """Run a view of a dataset; to those who may not read a retracted one, answer with its page."""
    down = standing(name)
    return gone(down) if down and not down["may_read_history"] else answer_or_page(view)


def gone(down: dict[str, Any]) -> Any:
    """Answer 410: what the dataset was, why it is gone, since when, whom to ask; its history to those who review."""
    if tk.request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(down), 410
    name = down["name"]
    editions = call("satudata_edition_list", dataset_id=name) if down["may_read_history"] else []
    return tk.render("satudata/publik/ditarik.html", {"down": down, "editions": editions}), 410


def read_package(name: str) -> dict[str, Any]:
    """The dataset; a retracted one to those who read its history."""
    if standing(name) is None:
        return dict(call("package_show", id=name))
    call("satudata_edition_list", dataset_id=name)
    return package_of(name)


def read_by_bps(shown: dict[str, Any]) -> bool:
    """Tell whether BPS answered before this edition was published."""
    return any(approval.get("step") == "bps" for approval in shown.get("approvals") or [])


def open_edition(name: str, number: int | None = None) -> tuple[dict[str, Any], Any]:
    """The dataset and an edition of it whose data may be given to the person who asks."""
    package = read_package(name)
    number = number or int(package.get("edisi") or 0)
    call("satudata_edition_show", dataset_id=package["id"], number=number)
    if not is_open(package):
        raise tk.NotAuthorized(_("The data of this dataset are not open to the public; its description is."))
    return package, edition_of(package["id"], number)


def is_open(package: dict[str, Any]) -> bool:
    """Tell whether the data, not only their description, are for everybody."""
    return package.get("klasifikasi_akses", "terbuka") in ("terbuka", "", None)


def edition_page(package: dict[str, Any], number: int, past: bool = False) -> Response:
    """Render the current or an earlier edition."""
    machines = links.of_edition(package["name"], number, past)
    shown_edition = call("satudata_edition_show", dataset_id=package["id"], number=number)
    stored = edition_of(package["id"], number)
    described = {**package, **(shown_edition.get("metadata") or {})} if past else package
    open_data = is_open(package)
    large = figures.is_large(stored)
    records = shown_rows(stored, large) if open_data else ()
    shown = {
        "pkg": package,
        "described": described,
        "edition": shown_edition,
        "read_by_bps": read_by_bps(shown_edition),
        "past": past and number != int(package.get("edisi") or 0),
        "open_data": open_data,
        "resource": next(iter(package["resources"]), None),
        "fields": (stored.schema or {}).get("fields") or [],
        "records": records,
        "rows": stored.rows,
        "large": large,
        "counting": bool(records) and large and figures.of_large(stored) is None,
        "gaps": any(value in (None, "") for row in records for value in row.values()),
        "headline": figures.key_number(stored, described) if records else {},
        "picture": bool(records)
        and figures.picture(stored, figures.WIDTHS[0], tk.h.satudata_lang()) is not None,
        "widths": figures.WIDTHS,
        "sizes": figures.picture_sizes(stored, tk.h.satudata_lang()) if records else [],
        "facts": metadata_facts(described),
        "quality": maybe("satudata_quality_show", dataset_id=package["id"], number=number),
        "editions": maybe("satudata_edition_list", dataset_id=package["id"]) or [],
        "can_revise": can_revise(package) and package["state"] == "active",
        "followed": followed_structure(stored.schema or {}),
        "may_derive": package["state"] == "active"
        and tk.h.check_access("satudata_structure_derive", {"dataset_id": package["id"]}),
        "down": standing(package["name"]) if package["state"] != "active" else None,
        "machines": machines,
    }
    return links.with_links(tk.render("satudata/publik/dataset.html", shown), machines.get("links", []))


def shown_rows(stored: Any, large: bool) -> tuple[dict[str, str], ...]:
    """The newest rows, which stand last; of a large table the first, for a page does not read it to its end."""
    if large:
        return first_rows_of(stored.canonical_sha, SHOWN_ROWS)
    return rows_of(stored.canonical_sha)[-SHOWN_ROWS:]


def followed_structure(schema: dict[str, Any]) -> dict[str, Any] | None:
    """The table structure that an edition follows, where the person may read it."""
    mark = followed(schema)
    return maybe("satudata_structure_show", id=mark["id"], version=mark["version"]) if mark else None


def can_revise(package: dict[str, Any]) -> bool:
    """Tell whether the person may start a new edition of this dataset."""
    if not tk.current_user.is_authenticated:
        return False
    return tk.h.check_access("satudata_draft_create", {"owner_org": package["owner_org"]})


def metadata_facts(package: dict[str, Any]) -> list[dict[str, str]]:
    """Filled-in metadata as ``{label, display}``, in the order of the scheming type."""
    schema = tk.h.scheming_get_dataset_schema("dataset") or {}
    coded = {field["field_name"]: field for field in type_fields()}
    facts = []
    for field in schema.get("dataset_fields", []):
        name = field["field_name"]
        if name in NOT_DESCRIBED or package.get(name) in (None, "", []):
            continue
        shown = display(package[name], choices(coded.get(name, field)))
        facts.append({"name": name, "label": text(field.get("label", name)), "display": shown})
    return facts
