"""What is told beside RDF: data.json, schema.org, CSVW, Data Package, the citation, the days of a period."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from machines.demo import PORTAL, SCHEMA, published
from machines.test_dcat import alone, told

from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.domain.bps.codes import CodeLists
from ckanext.satudata.domain.dcat import citation, coverage, csvw, files, pod, schemaorg
from ckanext.satudata.domain.dcat.package import package

PERIODS = {
    "2024": ("2024-01-01", "2024-12-31"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2024-Q2": ("2024-04-01", "2024-06-30"),
    "2024-T3": ("2024-09-01", "2024-12-31"),
    "2024-S1": ("2024-01-01", "2024-06-30"),
    "2024-W01": ("2024-01-01", "2024-01-07"),
    "2024/2025": ("2024-07-01", "2025-06-30"),
    "2024-08-17": ("2024-08-17", "2024-08-17"),
}


@pytest.mark.parametrize(("text", "days"), PERIODS.items())
def test_a_period_covers_its_days(text: str, days: tuple[str, str]) -> None:
    assert coverage.days(text) == (date.fromisoformat(days[0]), date.fromisoformat(days[1]))


@pytest.mark.parametrize("text", ["", "2024-13", "2024-Q5", "0000", "tahun 2024", "2024-02-30", "2024-S3"])
def test_what_is_no_period_covers_nothing(text: str) -> None:
    assert coverage.days(text) is None


def test_an_open_end_stays_open() -> None:
    period = coverage.covered("2022", "sekarang")
    assert period is not None
    assert (period.start, period.end) == (date(2022, 1, 1), None)
    assert coverage.covered("", "") is None


def test_data_json_has_what_its_form_demands() -> None:
    document = pod.document("https://x/data.json", map(told, published()))
    assert len(document["dataset"]) == len(published())
    for one in document["dataset"]:
        for field in (
            "title",
            "description",
            "modified",
            "publisher",
            "contactPoint",
            "identifier",
            "accessLevel",
        ):
            assert one[field], field
        assert one["keyword"]
        assert one["contactPoint"]["hasEmail"].startswith("mailto:")
        assert one["distribution"][0]["downloadURL"].endswith("/edisi/2/data.csv")
    assert len({one["identifier"] for one in document["dataset"]}) == len(published())


def test_the_block_of_a_page_cannot_end_its_element() -> None:
    edition = published()[0].edition
    evil = replace(
        edition, metadata={**edition.metadata, "title": "</script><script>alert(1)</script> & <!--"}
    )
    one = told(replace(published()[0], edition=evil))
    block = schemaorg.block(schemaorg.document(one, "https://x/catalog", "Portal"))
    assert not set("<>&") & set(block)
    assert json.loads(block)["name"] == evil.metadata["title"]


def test_search_engines_read_what_is_measured() -> None:
    document = schemaorg.document(told(published()[0]), "https://x/catalog", "Portal")
    measured = [one["alternateName"] for one in document["variableMeasured"]]
    assert measured == ["jumlah"]
    assert document["temporalCoverage"] == "2022-01-01/2024-12-31"
    assert document["distribution"][0]["sha256"] == published()[0].edition.sha256


def test_csvw_names_the_columns_with_their_types() -> None:
    one = alone(published()[0], 1)
    document = csvw.document(one, one.distributions[0], SCHEMA)
    columns = {column["name"]: column for column in document["tableSchema"]["columns"]}
    assert {name: column["datatype"] for name, column in columns.items()} == {
        "kode_kecamatan": "string",
        "tahun": "gYear",
        "jumlah": "integer",
    }
    assert columns["tahun"]["required"] is True
    assert document["tableSchema"]["primaryKey"] == SCHEMA["primaryKey"]
    assert document["url"].endswith("/edisi/1/data.csv")


def test_limits_go_into_the_type_of_a_column() -> None:
    number = {"name": "x", "type": "number", "constraints": {"minimum": 0, "pattern": "nie"}}
    text = {"name": "y", "type": "string", "constraints": {"pattern": r"\d{2}", "minimum": 3}}
    assert csvw.datatype(number) == {"base": "decimal", "minimum": 0}
    assert csvw.datatype(text) == {"base": "string", "format": r"\d{2}"}


def test_a_package_holds_the_lists_its_table_points_to() -> None:
    keys = [
        {"fields": ["kode_kecamatan"], "reference": {"resource": "wilayah", "fields": ["kode_kemendagri"]}},
        {"fields": ["tahun"], "reference": {"resource": "yang-tidak-ada", "fields": ["kode"]}},
    ]
    one = published()[0]
    pointing = replace(one, edition=replace(one.edition, schema={**SCHEMA, "foreignKeys": keys}))
    document = package(pointing, PORTAL, code_lists(), "https://x/data.csv", "https://x/edisi/2")
    table, places = document["resources"]
    assert table["schema"]["foreignKeys"] == keys[:1]
    assert places["name"] == "wilayah"
    assert {"kode_kemendagri": "99.01", "nama": "Kabupaten Sukamaju"} in places["data"]
    without = package(pointing, PORTAL, CodeLists({}), "https://x/data.csv", "https://x/edisi/2")
    assert [resource["name"] for resource in without["resources"]] == [table["name"]]


def test_an_edition_is_cited_by_its_own_address() -> None:
    one = published()[0]
    address = "https://x/dataset/penduduk/edisi/1"
    line = citation.citation(one, one.past[1], PORTAL, address, "id")
    assert line == (
        "Dinas Kependudukan dan Pencatatan Sipil (2026). Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin di "
        "Kabupaten Sukamaju. Edisi 1, 3 Februari 2026 [Data]. Satu Data Kabupaten Sukamaju. " + address
    )
    assert "Edition 1, 3 February 2026 [Dataset]" in citation.citation(
        one, one.past[1], PORTAL, address, "en"
    )


def test_a_file_keeps_its_name_while_editions_change() -> None:
    first, second = (replace(published()[0], edition=edition) for edition in published()[0].past)
    names = [[file.uri for file in files.current(one, PORTAL.site)] for one in (first, second)]
    assert names[0] == names[1]
    assert first.edition.sha256 != second.edition.sha256
