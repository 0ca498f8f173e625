"""One load of a CSV into the DataStore in a process of its own: ``loader.py INI KIND FILE ROWS``; prints one line of JSON.

``KIND``: ``ours`` (the typed COPY, staged and swapped) or ``usual`` (as DataPusher and XLoader's second way do it:
``datastore_create`` with typed fields, then batches of records; here without HTTP between, which only helps it).
"""

from __future__ import annotations

import csv
import json
import sys
import time
import uuid
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.cli import load_config
from ckan.config.middleware import make_app
from ckan.tests import factories

from ckanext.satudata.adapters.datastore import DataStore
from support.observations import SCHEMA
from support.offices import office

BATCH = 250
TYPES = {"integer": "bigint", "number": "numeric", "date": "date", "string": "text"}


def usual(resource: str, path: Path, rows: int) -> float:
    """Load as CKAN's usual loaders do: records of text in batches, cast by PostgreSQL to the types of the fields."""
    fields = [{"id": field["name"], "type": TYPES[field["type"]]} for field in SCHEMA["fields"]]
    context: dict[str, Any] = {"ignore_auth": True}
    tk.get_action("datastore_create")(context, {"resource_id": resource, "fields": fields, "force": True})
    with path.open(encoding="utf-8", newline="") as stream:
        records = ({n: v or None for n, v in row.items()} for row in islice(csv.DictReader(stream), rows))
        while batch := list(islice(records, BATCH)):
            given = {"resource_id": resource, "records": batch, "method": "insert", "force": True}
            tk.get_action("datastore_upsert")({"ignore_auth": True}, given)
    return time.perf_counter()


def ours(resource: str, path: Path, rows: int) -> float:
    """Load by COPY into a staged table, swap it in, index its words; tell when it was served."""
    edition, store = str(uuid.uuid4()), DataStore()
    assert store.stage(edition, resource, {**SCHEMA, "missingValues": [""]}, path) == rows
    store.swap(edition, resource)
    served = time.perf_counter()
    store.index_words(edition, resource)
    return served


def main(ini: Path, kind: str, path: Path, rows: int) -> None:
    """Load, and tell seconds (until served; with all indexes), the columns' types, and a digest of the rows' values."""
    app = make_app(load_config(str(ini)))
    with app._wsgi_app.test_request_context():
        files = [{"url": "http://x.test/a.csv", "format": "CSV"}]
        dataset = factories.Dataset(owner_org=office(governed=False), resources=files)
        resource = dataset["resources"][0]["id"]
        started = time.perf_counter()
        served = {"usual": usual, "ours": ours}[kind](resource, path, rows) - started
        whole = time.perf_counter() - started
        told = {"served": served, "whole": whole, "rows": rows, **_seen(resource)}
        print(json.dumps(told))  # noqa: T201
        model.Session.rollback()


def _seen(resource: str) -> dict[str, Any]:
    from ckanext.datastore.backend.postgres import get_write_engine

    names = ", ".join(f'"{field["name"]}"' for field in SCHEMA["fields"])
    digest = f'SELECT count(*), sum(hashtextextended(row({names})::text, 0)) FROM "{resource}"'
    types = (
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"
        " AND column_name NOT IN ('_id', '_full_text') ORDER BY ordinal_position"
    )
    with get_write_engine().begin() as connection, connection.connection.cursor() as cursor:
        cursor.execute(digest)
        count, values = cursor.fetchone()
        cursor.execute(types, (resource,))
        return {"count": count, "values": str(values), "types": dict(cursor.fetchall())}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
