"""Documents for machines on the portal: who gets them, what they say of themselves, what they never tell."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import sqlalchemy as sa
from ckan.model import meta
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp
from rdflib import RDF, Graph, Namespace, URIRef

from support import machine_scene as scene
from support.faults import people
from support.pages import told
from support.served import URL, at_its_address
from support.story import act

pytestmark = [pytest.mark.usefixtures("with_plugins"), at_its_address]
DCAT = Namespace("http://www.w3.org/ns/dcat#")
CATALOGUES = {
    "/catalog.ttl": ("text/turtle", "turtle"),
    "/catalog.jsonld": ("application/ld+json", "json-ld"),
    "/catalog.rdf": ("application/rdf+xml", "xml"),
    "/catalog.xml": ("application/rdf+xml", "xml"),
}
OF_A_DATASET = (
    "/dataset/{}.ttl",
    "/dataset/{}.jsonld",
    "/dataset/{}.rdf",
    "/dataset/{}.xml",
    "/dataset/{}/schemaorg.jsonld",
    "/dataset/{}/datapackage.json",
    "/dataset/{}/edisi/1.ttl",
    "/dataset/{}/edisi/1/datapackage.json",
    "/dataset/{}/edisi/1/skema.json",
    "/dataset/{}/edisi/1/data.csv-metadata.json",
)


def get(app: CKANTestApp, path: str, **headers: str) -> Any:
    return app.test_client().get(path, headers=headers, follow_redirects=False)


@pytest.fixture
def name(app: CKANTestApp) -> str:
    return str(told(app, scene.two_editions))


@pytest.mark.parametrize("path", CATALOGUES)
def test_the_catalogue_is_told_in_each_notation(app: CKANTestApp, name: str, path: str) -> None:
    answer = get(app, path)
    kind, reader = CATALOGUES[path]
    assert (answer.status_code, answer.mimetype) == (200, kind)
    graph = Graph().parse(data=answer.data, format=reader)
    assert (URIRef(f"{URL}/dataset/{name}"), RDF.type, DCAT.Dataset) in graph


def test_every_document_is_readable_from_anywhere_and_told_once(app: CKANTestApp, name: str) -> None:
    paths = ["/data.json", *CATALOGUES, *(path.format(name) for path in OF_A_DATASET)]
    for path in paths:
        answer = get(app, path)
        assert answer.status_code == 200, path
        assert answer.headers["Access-Control-Allow-Origin"] == "*", path
        assert answer.last_modified is not None, path
        again = get(app, path, **{"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), path


def test_an_edition_stays_and_the_dataset_goes_on(app: CKANTestApp, name: str) -> None:
    package = get(app, f"/dataset/{name}/datapackage.json").get_json()
    first = get(app, f"/dataset/{name}/edisi/1/datapackage.json").get_json()
    assert [package["version"], first["version"]] == ["2", "1"]
    assert package["resources"][0]["path"] == f"{URL}/dataset/{name}/edisi/2/data.csv"
    graph = Graph().parse(data=get(app, f"/dataset/{name}/edisi/1.ttl").data, format="turtle")
    edition = URIRef(f"{URL}/dataset/{name}/edisi/1")
    assert (edition, DCAT.isVersionOf, URIRef(f"{URL}/dataset/{name}")) in graph
    assert get(app, f"/dataset/{name}/edisi/3.ttl").status_code == 404
    assert get(app, f"/dataset/{name}/edisi/3/datapackage.json").status_code == 404


def test_what_is_hidden_is_what_is_not_there(app: CKANTestApp) -> None:
    draft = told(app, scene.under_review)
    with app.flask_app.test_request_context():
        private = factories.Dataset(private=True, owner_org=factories.Organization()["id"])["name"]
    for path in OF_A_DATASET:
        missing = body(app, path, "tidak-ada-sama-sekali")
        for hidden in (*draft.values(), private):
            assert body(app, path, hidden) == missing, path
    for path in (*CATALOGUES, "/data.json"):
        text = get(app, path).get_data(as_text=True)
        assert not [word for word in (*draft.values(), private) if word in text], path


def body(app: CKANTestApp, path: str, name: str) -> tuple[int, str]:
    """Status and text of an answer, what was asked and what changes with every answer left out."""
    answer = get(app, path.format(name))
    assert answer.status_code == 404, path
    text = answer.get_data(as_text=True).replace(name, "X")
    return answer.status_code, re.sub(r'(content|value)="[^"]{40,}"', "", text)


def test_what_was_taken_down_is_gone(app: CKANTestApp) -> None:
    name = told(app, scene.taken_down)
    for path in OF_A_DATASET:
        answer = get(app, path.format(name))
        assert (answer.status_code, answer.get_json()["name"]) == (410, name), path
        assert "may_read_history" not in answer.get_json()
    for path in (*CATALOGUES, "/data.json"):
        assert name not in get(app, path).get_data(as_text=True), path


def test_closed_data_are_described_without_a_file(app: CKANTestApp) -> None:
    name = told(app, scene.closed)
    for kind in ("datapackage.json", "edisi/1/datapackage.json", "edisi/1/data.csv-metadata.json"):
        assert get(app, f"/dataset/{name}/{kind}").status_code == 403, kind
    graph = Graph().parse(data=get(app, f"/dataset/{name}.ttl").data, format="turtle")
    assert not list(graph.objects(None, DCAT.distribution))
    listed = {one["identifier"]: one for one in get(app, "/data.json").get_json()["dataset"]}
    one = listed[f"{URL}/dataset/{name}"]
    assert (one["accessLevel"], "distribution" in one) == ("restricted public", False)


def test_pages_of_the_catalogue_end(app: CKANTestApp, name: str) -> None:
    assert get(app, "/catalog.ttl?page=2").status_code == 404
    graph = Graph().parse(data=get(app, "/catalog.ttl?modified_since=2999-01-01").data, format="turtle")
    assert not list(graph.subjects(RDF.type, DCAT.Dataset))
    bad = get(app, "/catalog.ttl?modified_since=kemarin")
    assert bad.status_code == 400 and "2026-11-21" in bad.get_data(as_text=True)


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/rdf+xml, text/html;q=0.5", "rdf"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ""),
        ("*/*", ""),
        ("application/json", ""),
    ],
)
def test_the_page_leads_machines_to_their_notation(
    app: CKANTestApp, name: str, accept: str, ending: str
) -> None:
    answer = get(app, f"/dataset/{name}", Accept=accept)
    assert "Accept" in answer.headers["Vary"]
    if ending:
        assert answer.status_code == 303
        assert answer.headers["Location"].endswith(f"/dataset/{name}.{ending}")
    else:
        assert (answer.status_code, answer.mimetype) == (200, "text/html")


@pytest.mark.parametrize("place", ["", "/edisi/1"])
def test_the_page_tells_search_engines_and_those_who_cite(app: CKANTestApp, name: str, place: str) -> None:
    answer = get(app, f"/dataset/{name}{place}")
    page = answer.get_data(as_text=True)
    block = re.search(r'<script type="application/ld\+json">(.+?)</script>', page)
    assert block is not None
    described = json.loads(block[1])
    assert described["@id"] == f"{URL}/dataset/{name}{place}"
    number = "1" if place else "2"
    assert described["version"] == number
    cited = re.search(r'id="kutipan">([^<]+)<', page)
    assert cited is not None and cited[1].endswith(f"{URL}/dataset/{name}/edisi/{number}")
    for target, kind in re.findall(r'<([^>]+)>; rel="\w+"; type="([^"]+)"', answer.headers["Link"]):
        assert f'href="{target}"' in page
        document = get(app, target.removeprefix(URL))
        assert (document.status_code, document.mimetype) == (200, kind), target


def test_the_csv_says_where_its_columns_are_described(app: CKANTestApp, name: str) -> None:
    answer = get(app, f"/dataset/{name}/edisi/1/data.csv")
    target = re.search(r'<([^>]+)>; rel="describedby"', answer.headers["Link"])
    assert target is not None
    described = get(app, target[1].removeprefix(URL)).get_json()
    assert described["url"] == f"{URL}/dataset/{name}/edisi/1/data.csv"
    header = answer.get_data(as_text=True).splitlines()[0].split(",")
    assert [column["name"] for column in described["tableSchema"]["columns"]] == header


def statements(app: CKANTestApp, path: str) -> int:
    """How many statements an answer takes, caches warm."""
    get(app, path)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    sa.event.listen(meta.engine, "before_cursor_execute", note)
    try:
        assert get(app, path).status_code == 200
    finally:
        sa.event.remove(meta.engine, "before_cursor_execute", note)
    return len(asked)


def test_the_catalogue_takes_no_statement_per_dataset(app: CKANTestApp, name: str) -> None:
    told(app, scene.closed)
    paths = ("/catalog.ttl", "/data.json")
    since = "?modified_since=2999-01-01"
    of_none = [statements(app, path + since) for path in paths]
    of_all = [statements(app, path) for path in paths]
    assert get(app, "/catalog.ttl").get_data(as_text=True).count("a dcat:Dataset") >= 2
    assert of_all == of_none


def test_the_bundle_for_bps_holds_the_record(app: CKANTestApp, name: str) -> None:
    listed = told(app, act, people().bps, "satudata_bundle_list")["rows"]
    shown = told(app, act, people().bps, "satudata_bundle_show", id=listed[0]["id"])
    paths = {entry["path"] for entry in shown["entries"]}
    assert {"metadata/dcat.ttl", "metadata/dcat.jsonld"} <= paths


@pytest.mark.parametrize("page", ["²", "٣", "0", "-1", "x", ""])
def test_a_page_that_is_no_number_breaks_nothing(app: CKANTestApp, page: str) -> None:
    answer = app.test_client().get("/catalog.ttl", query_string={"page": page})
    assert answer.status_code in (200, 404)


def test_there_is_no_page_behind_the_last(app: CKANTestApp) -> None:
    for page in ("9999", "99999999999999999999"):
        assert app.test_client().get("/catalog.ttl", query_string={"page": page}).status_code == 404
