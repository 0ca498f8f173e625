"""A portal in a process of its own for the benchmark of the queue: ``worker.py INI COUNT``.

It loads COUNT open submissions, then answers each line on its standard input (a post and the path of a page) with one line
of JSON: milliseconds, lines of the list, statements in all, and statements of the list itself. ``{middle:due}`` in a path
stands for the place in the middle of the queue in that order, ``{office}`` for the name of the office with most of them.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg2
from ckan.cli import load_config
from ckan.config.middleware import make_app

OFFICES = 45
GATHERED, RARE = 3, 10
"""Of five submissions so many are alike in office, cycle, priority and returns, so that a page filtered by any of these is full
with 100 submissions already; so many bear a title and a cycle of their own, whatever the number of submissions."""
OWN = ("satudata_review", "satudata_queue_view", "satudata_sop ", "satudata_sop.")
WHO = {"kabid": ("kabid",), "kadis": ("kadis",), "verifikator": ("verifikator",), "bps": ("bps",)}


def main(ini: str, count: int) -> None:
    """Load, say that it is ready, answer."""
    app = make_app(load_config(ini))
    flask_app = app._wsgi_app
    with flask_app.test_request_context():
        people = loaded(count)
        places = named_places(count)
    clients = {post: signed_in(flask_app, user_id) for post, user_id in people.items()}
    gc.freeze()
    tell({"ready": count})
    for line in sys.stdin:
        post, path = line.split()
        for name, place in places.items():
            path = path.replace(name, place)
        tell(measured(clients[post], path))


def tell(what: dict[str, Any]) -> None:
    """One line to whoever asked."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def loaded(count: int) -> dict[str, str]:
    """Offices, one person in each post, and the submissions; user ids by post."""
    from ckan import model

    from ckanext.satudata import wiring
    from support import queue_rows
    from support.offices import appoint, office, person

    people = {}
    for post in WHO:
        people[post] = person()
        appoint(people[post], post)
    offices = [office(governed=True) for _ in range(OFFICES)]
    sop = wiring.current_sops()["bawaan"]
    rows = queue_rows.many(
        count, sop, wiring.calendar(), offices, queue_rows.Cast(), wiring.now(), shares=queue_rows.CROWDED
    )
    queue_rows.copy_in(model.Session.connection().connection, gathered(rows, offices[0], count // RARE))
    model.Session.commit()
    model.Session.remove()
    tidied(model.meta.engine)
    return {post: who.id for post, who in people.items()}


def gathered(rows: Iterable[dict[str, Any]], office: str, each: int) -> Iterator[dict[str, Any]]:
    """The rows, many of them alike in what the queue filters by, and one in ``each`` unlike all others."""
    alike = {"owner_org": office, "urusan": "1.02", "cycle": "2026", "priority": True, "returns": 1}
    for place, row in enumerate(rows):
        one = {**row, **alike} if place % 5 < GATHERED else row
        rare = {"title": f"Luas Lahan Kopi Nomor {row['number']}", "cycle": "1999"}
        yield {**one, **rare} if place % each == each // 2 else one


def named_places(count: int) -> dict[str, str]:
    """Words in a path and what stands for them in this portal."""
    import sqlalchemy as sa
    from ckan import model

    from ckanext.satudata.logic.shapes import queue_asked
    from ckanext.satudata.logic.shapes.rows import office
    from ckanext.satudata.model import tables as t

    places = {}
    for sort in queue_asked.SORTS:
        column, falling = queue_asked.order(sort)
        rows = sa.select(sa.cast(column, sa.Text).label("place"), t.review.c.number)
        for one in (column, t.review.c.number):
            rows = rows.order_by(one.desc() if falling else one.asc())
        row = model.Session.execute(rows.offset(count // 2 - 1).limit(1)).mappings().one()
        places[f"{{middle:{sort}}}"] = queue_asked.mark(row)
    most = sa.select(office.c.name).join(t.review, t.review.c.owner_org == office.c.id)
    most = most.group_by(office.c.name).order_by(sa.func.count().desc()).limit(1)
    return {**places, "{office}": str(model.Session.execute(most).scalar_one())}


def tidied(engine: Any) -> None:
    """What autovacuum does within minutes on a table that was filled (its pages are seen by all once the log is written)."""
    engine.dispose()
    connection = psycopg2.connect(engine.url.render_as_string(hide_password=False))
    connection.autocommit = True
    for _again in range(2):
        time.sleep(1)
        connection.cursor().execute("VACUUM ANALYZE satudata_review")
    connection.close()


def signed_in(flask_app: Any, user_id: str) -> Any:
    """A client with the session of a person."""
    import ckan.plugins.toolkit as tk

    client = flask_app.test_client()
    with client.session_transaction(base_url=tk.config["ckan.site_url"]) as session:
        session["_user_id"], session["_fresh"] = user_id, True
    return client


def measured(client: Any, path: str) -> dict[str, Any]:
    """One page: its time, its size, and what it asked the database."""
    import ckan.plugins.toolkit as tk
    import sqlalchemy as sa
    from ckan.model import meta

    address = tk.config["ckan.site_url"]
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    sa.event.listen(meta.engine, "before_cursor_execute", note)
    began = time.perf_counter()
    answer = client.get(path, base_url=address)
    took = time.perf_counter() - began
    sa.event.remove(meta.engine, "before_cursor_execute", note)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    own = [one for one in said if any(f"{part}" in one for part in OWN)]
    return {
        "ms": 1000 * took,
        "lines": answer.data.count(b"data-sd-row"),
        "statements": len(said),
        "own": len(own),
    }


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
