"""Documents for other machines: catalogue, data.json, and of each dataset and edition what DCAT, Data Package,
CSVW and schema.org tell of it. They tell of published editions alone and are the same for everybody who asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib import base
from ckan.plugins.toolkit import _
from flask import Blueprint, jsonify

from ckanext.satudata import wiring
from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.adapters.dcat import graph as dcat
from ckanext.satudata.adapters.dcat.write import MEDIA_TYPES, WRITERS
from ckanext.satudata.domain.dcat import csvw, files, pod, schemaorg
from ckanext.satudata.domain.dcat.addresses import OnPortal, catalogue
from ckanext.satudata.domain.dcat.facts import Published
from ckanext.satudata.domain.dcat.model import Dataset
from ckanext.satudata.domain.dcat.package import package

from . import described
from .common import page_number
from .documents import CSVW, JSON, answer, as_json, from_anywhere, see_other, wanted_form
from .subjects import standing

blueprint = Blueprint("satudata_mesin", __name__)
FORMS = "any(ttl, jsonld, rdf, xml)"


@blueprint.route("/catalog")
def catalog() -> Any:
    """Lead to the catalogue in the notation that is asked for."""
    return see_other(f"/catalog.{wanted_form() or 'ttl'}")


@blueprint.route(f"/catalog.<{FORMS}:form>")
def catalog_page(form: str) -> Any:
    """Give a page of the catalogue (DCAT-AP 3), of what was published since a moment if one is named."""
    since, keep = published_since()
    address = f"{described.site()}/catalog.{form}"
    told = described.catalogue(page_number(), since, address, keep)
    if told is None:
        return base.abort(404, _("The catalogue has no such page."))
    graph = dcat.graph_of(dcat.catalogue(told))
    return answer(WRITERS[form](graph), MEDIA_TYPES[form], told.modified)


@blueprint.route("/data.json")
def data_json() -> Any:
    """Give the catalogue as Project Open Data metadata 1.1, whole or of what was published since a moment."""
    since, _keep = published_since()
    told = pod.document(f"{described.site()}/data.json", described.every_dataset(since))
    return answer(as_json(told), JSON, wiring.published().standing(since).changed)


@blueprint.route(f"/dataset/<name>.<{FORMS}:form>")
def dataset(name: str, form: str) -> Any:
    """Give a dataset and its editions (DCAT-AP 3)."""
    return give(name, lambda found: rdf(described.dataset(found), form))


@blueprint.route(f"/dataset/<name>/edisi/<int:number>.<{FORMS}:form>")
def edition(name: str, number: int, form: str) -> Any:
    """Give one edition (DCAT-AP 3)."""

    def tell(found: Published) -> Any:
        one = described.edition(found, number)
        return rdf(one, form) if one else not_there()

    return give(name, tell)


@blueprint.route("/dataset/<name>/schemaorg.jsonld")
def schema_org(name: str) -> Any:
    """Give what the page's head tells search engines of a dataset."""

    def tell(found: Published) -> Any:
        one = described.dataset(found)
        return answer(as_json(search_engines(one)), MEDIA_TYPES["jsonld"], one.modified)

    return give(name, tell)


@blueprint.route("/dataset/<name>/datapackage.json")
def current_package(name: str) -> Any:
    """Give the Data Package of the current edition."""
    return give(name, lambda found: data_package(found, found.edition.number))


@blueprint.route("/dataset/<name>/edisi/<int:number>/datapackage.json")
def edition_package(name: str, number: int) -> Any:
    """Give the Data Package of one edition."""
    return give(name, lambda found: data_package(found, number))


@blueprint.route("/dataset/<name>/edisi/<int:number>/skema.json")
def table_schema(name: str, number: int) -> Any:
    """Give the Table Schema of one edition."""

    def tell(asked: Published) -> Any:
        return answer(as_json(asked.edition.schema), JSON, asked.edition.published_at)

    return give(name, lambda found: of_edition(found, number, tell))


@blueprint.route("/dataset/<name>/edisi/<int:number>/data.csv-metadata.json")
def csv_metadata(name: str, number: int) -> Any:
    """Give the columns of one edition as CSV on the Web describes them, where a reader of the CSV looks for it."""

    def tell(asked: Published) -> Any:
        one = described.edition(asked, number)
        if one is None or not one.distributions:
            return closed()
        told = csvw.document(one, one.distributions[0], asked.edition.schema)
        return answer(as_json(told), CSVW, asked.edition.published_at)

    return give(name, lambda found: of_edition(found, number, tell))


def give(name: str, tell: Callable[[Published], Any]) -> Any:
    """Tell of a dataset that everybody may see; 410 for one that was taken down, 404 for every other."""
    found = wiring.published().one(name)
    if found is not None:
        return tell(found)
    down = standing(name)
    if down is None:
        return not_there()
    response = jsonify({key: value for key, value in down.items() if key != "may_read_history"})
    response.status_code = 410
    return from_anywhere(response)


def of_edition(found: Published, number: int, tell: Callable[[Published], Any]) -> Any:
    """Tell of one edition of a dataset."""
    asked = described.at(found, number)
    return not_there() if asked is None else tell(asked)


def data_package(found: Published, number: int) -> Any:
    """Give the Data Package of an edition whose data are open."""

    def tell(asked: Published) -> Any:
        if not (found.edition.is_open and asked.edition.is_open):
            return closed()
        site = described.site()
        csv = files.edition_file(site, found.name, number, "data.csv")
        page = OnPortal(site, found.name).edition(number)
        told = package(asked, described.portal(), code_lists(), csv, page)
        return answer(as_json(told), JSON, asked.edition.published_at)

    return of_edition(found, number, tell)


def rdf(one: Dataset, form: str) -> Any:
    """Send a dataset as RDF."""
    shared = f"{catalogue(described.site())}#"
    graph = dcat.graph_of(dcat.dataset(one, shared))
    return answer(WRITERS[form](graph), MEDIA_TYPES[form], one.modified)


def search_engines(one: Dataset) -> dict[str, Any]:
    """Describe a dataset for search engines."""
    return schemaorg.document(one, catalogue(described.site()), described.portal().title)


def not_there() -> Any:
    """Answer for what is not there, and for what the asker may not know of."""
    return base.abort(404, _("Dataset not found"))


def closed() -> Any:
    """Answer for data that are not open."""
    return base.abort(403, _("The data of this dataset are not open to the public; its description is."))


def published_since() -> tuple[datetime | None, str]:
    """Read ``modified_since``; give it with the part of the query that further pages keep."""
    asked = tk.request.args.get("modified_since", "")
    if not asked:
        return None, ""
    try:
        since = datetime.fromisoformat(asked)
    except ValueError:
        told = _(
            "modified_since: write a date such as 2026-11-21, or a moment such as 2026-11-21T08:00:00+07:00."
        )
        return base.abort(400, told)
    moment = since if since.tzinfo else since.replace(tzinfo=UTC)
    return moment, f"&modified_since={moment.isoformat().replace('+', '%2B')}"
