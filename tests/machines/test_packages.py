"""The Data Package and the CSVW of every table of the demo, read by Frictionless from its address."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from machines.demo import PORTAL, published
from machines.test_dcat import alone

from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.domain.dcat import csvw
from ckanext.satudata.domain.dcat.facts import Published
from ckanext.satudata.domain.dcat.package import package
from support.demo_tables import Table, tables


class Silent(SimpleHTTPRequestHandler):
    """Gives files without a word to the terminal."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@dataclass(frozen=True)
class Served:
    """Tables at their addresses."""

    url: str
    found: tuple[tuple[Table, Published], ...]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Every table of the demo on a web server."""
    folder = tmp_path_factory.mktemp("tables")
    found = tuple((table, described(table)) for table in tables(tmp_path_factory.mktemp("bench")))
    for table, _one in found:
        (folder / f"{table.slug}.csv").write_bytes(table.csv)
    handler = functools.partial(Silent, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(f"http://127.0.0.1:{server.server_port}", found)
    server.shutdown()
    server.server_close()


def described(table: Table) -> Published:
    """The dataset of a table, with what is known of its file."""
    one = next(one for one in published() if one.name == table.slug.replace("_", "-"))
    edition = replace(one.edition, sha256=table.sha256, size=len(table.csv), schema=table.schema)
    return replace(one, edition=edition)


def told(served: Served, table: Table, one: Published) -> dict[str, Any]:
    """The package of a table."""
    return package(one, PORTAL, code_lists(), f"{served.url}/{table.slug}.csv", f"{PORTAL.site}/x")


def test_frictionless_finds_every_package_good(served: Served) -> None:
    assert len(served.found) >= 23
    for table, one in served.found:
        report = Package.from_descriptor(told(served, table, one)).validate()
        assert report.valid, (table.slug, report.flatten(["type", "message"]))
        assert report.tasks[0].stats["bytes"] == len(table.csv)


def test_frictionless_notices_a_changed_byte(served: Served) -> None:
    table, one = served.found[0]
    other = replace(one, edition=replace(one.edition, size=one.edition.size + 1, sha256="0" * 64))
    report = Package.from_descriptor(told(served, table, other)).validate()
    assert {row[0] for row in report.flatten(["type"])} >= {"hash-count", "byte-count"}


def test_csvw_names_the_columns_of_every_table(served: Served) -> None:
    for table, one in served.found:
        edition = alone(one, 1)
        columns = csvw.document(edition, edition.distributions[0], table.schema)["tableSchema"]["columns"]
        header = table.csv.decode().splitlines()[0].split(",")
        assert [column["name"] for column in columns] == header, table.slug


def test_lists_that_a_table_points_to_are_followed(served: Served, tmp_path: Path) -> None:
    """A key to a code list holds, and fails for a code that the list does not have."""
    table, one = next(
        (t, o) for t, o in served.found if any(f["name"] == "kode_kecamatan" for f in t.schema["fields"])
    )
    keys = [
        {"fields": ["kode_kecamatan"], "reference": {"resource": "wilayah", "fields": ["kode_kemendagri"]}}
    ]
    pointing = replace(one, edition=replace(one.edition, schema={**table.schema, "foreignKeys": keys}))
    document = told(served, table, pointing)
    assert Package.from_descriptor(document).validate().valid
    document["resources"][1]["data"] = document["resources"][1]["data"][:2]
    kinds = {row[0] for row in Package.from_descriptor(document).validate().flatten(["type"])}
    assert kinds == {"foreign-key"}
