"""The demo loads by walking the real use cases, goes on after a stop, and is refused where it was not asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from support import databases

SLUGS = ("stunting", "dbd", "rtlh", "wisata", "posyandu", "bank_sampah")
ONLY = tuple(word for slug in SLUGS for word in ("--only", slug))


@dataclass(frozen=True)
class Portal:
    """A portal of its own without workers: the command does the work itself."""

    ini: Path
    database: str

    def load(self, *options: str) -> str:
        return databases.run_ckan(self.ini, "satudata", "demo", "load", *options)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg2.connect(self.database) as connection, connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    folder = tmp_path_factory.mktemp("demo")
    label = f"demo{os.getpid()}"
    with databases.copied(databases.from_environment(), folder, label) as own:
        extra = (f"ckan.site_id = satudata_{label}", "ckanext.satudata.demo = true")
        yield Portal(databases.write_ini(folder, own, *extra), own.main)


@pytest.fixture(scope="module")
def first(portal: Portal) -> str:
    """What the command says when the first dataset is public."""
    return portal.load("--first-only")


@pytest.fixture(scope="module")
def loaded(portal: Portal, first: str) -> Portal:
    """The portal with some datasets, one of each kind of end, loaded after a stop behind the first."""
    portal.load(*ONLY)
    return portal


COUNTS = """
    SELECT (SELECT count(*) FROM package WHERE type = 'dataset' AND state = 'active' AND NOT private),
           (SELECT count(*) FROM satudata_edition), (SELECT count(*) FROM satudata_event),
           (SELECT count(*) FROM "user"), (SELECT count(*) FROM satudata_assignment), (SELECT count(*) FROM satudata_work),
           (SELECT count(*) FROM satudata_structure)
"""


def test_the_first_dataset_is_public(portal: Portal, first: str) -> None:
    assert first.split()[:4] == ["penduduk", "published,", "edition", "1"]
    assert portal.rows("SELECT number, rows FROM satudata_edition WHERE datastore_at IS NOT NULL") == [
        (1, 48)
    ]


def test_every_story_reaches_its_end(loaded: Portal) -> None:
    found = dict(
        loaded.rows(
            "SELECT array_to_string((string_to_array(p.title, ' '))[1:2], ' '), "
            "coalesce(r.status || ' ' || r.step, d.intake) FROM satudata_draft d "
            "JOIN package p ON p.id = d.package_id LEFT JOIN satudata_review r ON r.draft_id = d.package_id "
            "WHERE p.title NOT LIKE 'Jumlah Penduduk%'"
        )
    )
    assert found == {
        "Jumlah Balita": "published terbit",
        "Kasus Demam": "checked",
        "Rumah Tidak": "in_review bps",
        "Kunjungan Wisatawan": "empty",
        "Jumlah Posyandu": "in_review kepala_opd",
        "Jumlah Bank": "in_review analisis",
    }


def test_a_return_stands_in_the_record(loaded: Portal) -> None:
    query = (
        "SELECT e.action FROM satudata_event e JOIN satudata_review r ON r.id = e.review_id "
        "JOIN package p ON p.id = r.draft_id WHERE p.title LIKE '%Stunting%' ORDER BY e.id"
    )
    actions = [action for (action,) in loaded.rows(query)]
    office = ["approved"] * 3
    assert actions[:9] == ["submitted", *office, "returned", "submitted", *office]
    assert actions[-1] == "published"


def test_the_fault_of_the_file_is_an_open_finding(loaded: Portal) -> None:
    query = (
        "SELECT g.verdict, g.findings FROM satudata_gate_report g JOIN package p ON p.id = g.draft_id "
        "WHERE p.title LIKE 'Kasus Demam%' ORDER BY g.created_at DESC LIMIT 1"
    )
    [(verdict, findings)] = loaded.rows(query)
    found = findings if isinstance(findings, list) else json.loads(findings)
    assert verdict == "fail"
    assert [finding["cells"] for finding in found if finding["severity"] == "tolak"] == [["F12"]]


def test_tables_of_published_datasets_are_kept_as_structures(loaded: Portal) -> None:
    [(count,)] = loaded.rows("SELECT count(*) FROM satudata_structure_version WHERE title LIKE '%Stunting%'")
    assert count == 1


def test_nobody_but_the_producer_prepared_the_data(loaded: Portal) -> None:
    query = 'SELECT DISTINCT u.name FROM satudata_contributor c JOIN "user" u ON u.id = c.user_id'
    names = {name for (name,) in loaded.rows(query) if not name.startswith("satudata_")}
    assert names
    assert all(name.startswith(("demo-produsen-", "demo-staf-")) for name in names)


def test_a_second_run_changes_nothing(loaded: Portal) -> None:
    before = loaded.rows(COUNTS)
    loaded.load(*ONLY)
    assert loaded.rows(COUNTS) == before


def test_the_record_holds(loaded: Portal) -> None:
    assert databases.run_ckan(loaded.ini, "satudata", "event", "verify").startswith("utuh")
    assert loaded.rows("SELECT kind, last_error FROM satudata_work WHERE state = 'failed'") == []


def test_an_unknown_dataset_is_named(portal: Portal) -> None:
    with pytest.raises(RuntimeError, match="no demo dataset 'jalan-tol'"):
        portal.load("--only", "jalan-tol")


def test_it_is_refused_where_the_demo_is_off(tmp_path: Path) -> None:
    addresses = databases.from_environment()
    label = f"nodemo{os.getpid()}"
    with databases.copied(addresses, tmp_path, label) as own:
        ini = databases.write_ini(tmp_path, own, f"ckan.site_id = satudata_{label}")
        with pytest.raises(RuntimeError, match=r"ckanext\.satudata\.demo is off"):
            databases.run_ckan(ini, "satudata", "demo", "load")
        with psycopg2.connect(own.main) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM \"user\" WHERE name LIKE 'demo-%'")
            assert cursor.fetchone() == (0,)
