"""A portal whose processes are killed at random while datasets walk through it, and what must be true afterwards."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import signal
import threading
import urllib.request
from dataclasses import dataclass, field
from typing import Any

import psycopg2
import psycopg2.extras

from devkit import portal as processes
from devkit.processes import Child, ChildFailed
from support.http_story import Api, Refused, Troupe, insist, until
from support.portal import Site

TARGETS = ("web", "worker-short", "worker-light", "worker-long")
GATES = ("verifikator", "kabid", "kadis")
ONCE = {"bundle_built": 1, "received": 1, "published": 1, "approved": 3, "submitted": 1}


def asked_for(name: str, default: int) -> int:
    """How much of something a run does: the variable ``SATUDATA_SOAK_<name>``, or the default."""
    return int(os.environ.get(f"SATUDATA_SOAK_{name}", default))


def database(site: Site, statement: str, **values: Any) -> list[dict[str, Any]]:
    """Rows of the portal's main database."""
    line = next(row for row in site.ini.read_text().splitlines() if row.startswith("sqlalchemy.url"))
    with (
        contextlib.closing(psycopg2.connect(line.split("=", 1)[1].strip())) as connection,
        connection,
        connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor,
    ):
        cursor.execute(statement, values)
        return [dict(row) for row in cursor.fetchall()] if cursor.description else []


def let_leases_run_out(site: Site) -> None:
    """Work in hand of whoever died is free at once, instead of a minute later."""
    database(
        site,
        "UPDATE satudata_work SET lease_until = now() - interval '1 second' WHERE state = 'running'",
    )
    database(
        site,
        "UPDATE satudata_work SET run_after = now() WHERE state = 'waiting' AND run_after < "
        "now() + interval '10 minutes'",
    )


def dice() -> random.Random:
    """Random numbers that a run can repeat: ``SATUDATA_SOAK_SEED``."""
    return random.Random(asked_for("SEED", 1))  # noqa: S311


@dataclass
class Storm:
    """Kills one of the portal's processes after another, each at a random moment, and starts it again."""

    site: Site
    kills: int
    longest: float = 2.5
    random: random.Random = field(default_factory=dice)
    done: dict[str, int] = field(default_factory=dict)
    faults: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._calm, self._idle = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._rage, daemon=True)

    def __enter__(self) -> Storm:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._calm.set()
        self._idle.wait(timeout=400)
        let_leases_run_out(self.site)

    @property
    def count(self) -> int:
        """Kills so far."""
        return sum(self.done.values())

    @property
    def over(self) -> bool:
        """Whether all kills have happened."""
        return self.count >= self.kills or bool(self.faults)

    def _rage(self) -> None:
        """Never ends: the system ends children together with the thread that started them."""
        try:
            while self.count < self.kills and not self._calm.wait(self.random.uniform(0.05, self.longest)):
                target = self.random.choice(TARGETS)
                self.kill(target)
                self.done[target] = self.done.get(target, 0) + 1
        except BaseException as fault:
            self.faults.append(fault)
        self._idle.set()
        threading.Event().wait()

    def kill(self, name: str) -> None:
        """SIGKILL for the whole process group of a child, then a new one in its place."""
        kill(self.site, name)
        start(self.site, name)
        let_leases_run_out(self.site)


def child_of(site: Site, name: str) -> Child:
    """A child of the portal by its name."""
    return next(child for child in site.supervisor.children if child.name == name)


def kill(site: Site, name: str) -> None:
    """End a child and all that it started, without a word."""
    child = child_of(site, name)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.process.pid, signal.SIGKILL)
    site.supervisor.stop(child)


def start(site: Site, name: str) -> None:
    """Start a child again."""
    portal = processes.Portal(site.ini, site.url, int(site.url.rsplit(":", 1)[1]))
    if name == "web":
        with contextlib.suppress(ChildFailed):
            processes.start_web(site.supervisor, portal)
        until(lambda: Api(site.url).call("status_show"), "the web server answers again", 300)
        return
    queue = name.removeprefix("worker-")
    site.supervisor.start(
        name,
        [processes.CKAN, "-c", site.ini, "satudata", "worker", "--queue", queue],
        env=portal.environment(),
        restart=True,
    )


def walk_to_publication(troupe: Troupe, draft_id: str) -> dict[str, Any]:
    """From submission to the public page, whatever happens to the portal meanwhile."""
    review = submit(troupe, draft_id)
    for role in GATES:
        approve_once(troupe, role, review["id"])
    answer_once(troupe, review["id"])
    return published(troupe, review["id"])


def submit(troupe: Troupe, draft_id: str) -> dict[str, Any]:
    """Submit; when the answer was lost, the review is there already."""
    producer = troupe["producer"]
    with contextlib.suppress(Refused):
        producer.insist("satudata_review_submit", draft_id=draft_id)
    found = producer.insist("satudata_review_list", draft_id=draft_id)["rows"]
    return dict(producer.insist("satudata_review_show", id=found[0]["number"]))


def approve_once(troupe: Troupe, role: str, review_id: str) -> None:
    """Approve at this person's gate. The same key is sent again when the answer was lost."""
    troupe.approve(role, review_id, key=f"{role}-{review_id}")


def answer_once(troupe: Troupe, review_id: str) -> None:
    """BPS receives; an answer that was lost is known by the review having gone on."""
    with contextlib.suppress(Refused):
        troupe.receive(review_id)


def published(troupe: Troupe, review_id: str) -> dict[str, Any]:
    """The review, when it is published and its table and search entry are there."""
    producer = troupe["producer"]

    def live() -> dict[str, Any] | None:
        shown = producer.call("satudata_review_show", id=review_id)
        return dict(shown) if shown["status"] == "published" else None

    return dict(until(live, f"{review_id} is published", 400))


def whole_or_nothing(site: Site, dataset_id: str, rows: int) -> bool:
    """What a visitor sees at this moment: nothing, or an edition with all its rows. Whether there is one."""
    visitor = Api(site.url)
    try:
        package = insist(lambda: visitor.call("package_show", id=dataset_id))
    except Refused as hidden:
        assert hidden.status in (403, 404), hidden
        return False
    assert package["state"] == "active" and package["edisi"] and len(package["resources"]) == 1, package
    resource = package["resources"][0]
    found = insist(lambda: visitor.call("datastore_search", resource_id=resource["id"], limit=0))
    assert found["total"] == rows, found
    with urllib.request.urlopen(resource["url"], timeout=30) as file:
        assert hashlib.sha256(file.read()).hexdigest() == resource["hash"]
    return True


def done_once(site: Site, review: dict[str, Any], rows: int) -> None:
    """Everything that was decided happened once, and is public whole."""
    events = database(site, "SELECT action FROM satudata_event WHERE review_id = %(id)s", id=review["id"])
    told = [event["action"] for event in events]
    assert {name: told.count(name) for name in ONCE} == ONCE, told
    until(
        lambda: (
            not database(
                site,
                "SELECT 1 FROM satudata_work WHERE subject IN (%(review)s, %(draft)s, %(dataset)s) "
                "AND state IN ('waiting', 'running') AND kind <> 'archive'",
                review=review["id"],
                draft=review["draft_id"],
                dataset=review["dataset_id"],
            )
        ),
        "the work that follows is done",
        120,
    )
    failed = database(site, "SELECT kind, subject, last_error FROM satudata_work WHERE state = 'failed'")
    assert not failed, failed
    editions = database(
        site, "SELECT number FROM satudata_edition WHERE dataset_id = %(id)s", id=review["dataset_id"]
    )
    assert [row["number"] for row in editions] == [1]
    doubled = database(
        site, "SELECT event_id, user_id, kind FROM satudata_notice GROUP BY 1, 2, 3 HAVING count(*) > 1"
    )
    assert not doubled
    assert whole_or_nothing(site, review["dataset_id"], rows)
    found = until(
        lambda: Api(site.url).call("package_search", q=f'id:"{review["dataset_id"]}"')["count"],
        "in the search",
    )
    assert found == 1


def record_holds(site: Site) -> None:
    """``event verify`` finds nothing."""
    assert "utuh" in site.ckan("satudata", "event", "verify")
