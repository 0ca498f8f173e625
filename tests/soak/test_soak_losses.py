"""Redis, Solr, the mail server and the disk lost one by one: what was decided is done once, nothing is half-public."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from devkit import portal as processes
from support import databases, storm
from support.forwarder import Forwarder, door
from support.http_story import Away, Refused, Troupe, approval, until
from support.portal import Site, running
from support.workbooks import population

ROWS = 8
SIZE = "48m"
AWAY_SECONDS = 6
LOSSES = ("redis", "solr", "mail", "disk full", "disk read-only")


@dataclass
class Shaky:
    """A portal and the doors in front of what it needs. ``disk``: its files lie on a small file system of their own."""

    site: Site
    troupe: Troupe
    doors: dict[str, Forwarder]
    disk: Path | None

    @contextlib.contextmanager
    def without(self, loss: str) -> Iterator[None]:
        """The portal without one of its needs, until the block ends."""
        if loss in self.doors:
            self.doors[loss].shut()
            with pytest.raises(OSError):
                socket.create_connection(("127.0.0.1", self.doors[loss].port), timeout=5).close()
            yield
            self.doors[loss].open()
        elif loss == "mail":
            storm.kill(self.site, "mail")
            yield
            port = next(
                row for row in self.site.ini.read_text().splitlines() if row.startswith("smtp.server")
            )
            processes.start_mail(self.site.supervisor, self.site.mails, int(port.rsplit(":", 1)[1]))
        else:
            with self._disk(full=loss == "disk full"):
                yield

    @contextlib.contextmanager
    def _disk(self, *, full: bool) -> Iterator[None]:
        if self.disk is None:
            pytest.skip("needs the right to mount a file system")
        ballast = self.disk / "ballast"
        if full:
            with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
                while True:
                    file.write(b"0" * 65536)
        else:
            assert mount("-o", f"remount,ro,size={SIZE}", str(self.disk))
        with pytest.raises(OSError):
            (self.disk / "probe").write_bytes(b"0" * 1_000_000)
        yield
        if full:
            ballast.unlink()
            (self.disk / "probe").unlink(missing_ok=True)
        else:
            assert mount("-o", f"remount,rw,size={SIZE}", str(self.disk))


def mount(*words: str) -> bool:
    """Mount something; whether it could be done."""
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A small file system at this place; None where nobody may mount one."""
    folder.mkdir(parents=True)
    if not mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)):
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


def through(url: str, forwarder: Forwarder) -> str:
    """The address of a service by its door."""
    return urlunsplit(urlsplit(url)._replace(netloc=f"127.0.0.1:{forwarder.port}"))


@pytest.fixture(scope="module")
def shaky(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shaky]:
    """A portal whose Redis and Solr are behind doors, with files on a small disk."""
    folder, needs = tmp_path_factory.mktemp("losses"), databases.from_environment()
    places = {"redis": urlsplit(needs.redis), "solr": urlsplit(needs.solr)}
    with contextlib.ExitStack() as stack:
        doors = {
            name: stack.enter_context(door(place.hostname or "", place.port or 80))
            for name, place in places.items()
        }
        patched = stack.enter_context(pytest.MonkeyPatch.context())
        found = {
            "SATUDATA_DATABASE_URL": needs.main,
            "SATUDATA_DATASTORE_WRITE_URL": needs.datastore_write,
            "SATUDATA_DATASTORE_READ_URL": needs.datastore_read,
            "SATUDATA_REDIS_URL": through(needs.redis, doors["redis"]),
            "SATUDATA_SOLR_URL": through(needs.solr, doors["solr"]),
            **({"SATUDATA_SUPERUSER_URL": needs.superuser} if needs.superuser else {}),
        }
        for name, value in found.items():
            patched.setitem(os.environ, name, value)
        disk = stack.enter_context(small_disk(folder / "files"))
        site = stack.enter_context(running(folder, "losses"))
        yield Shaky(site, Troupe.on(site), doors, disk)


def one_try(troupe: Troupe, role: str, review_id: str) -> str:
    """Try to approve, once; what came of it."""
    api, key = troupe[role], f"{role}-{review_id}"
    try:
        shown = api.call("satudata_review_show", id=review_id)
        api.call("satudata_review_decide", **approval(shown, key))
    except (Away, Refused) as not_now:
        return type(not_now).__name__
    return "done"


@pytest.mark.parametrize("loss", LOSSES)
def test_loss(shaky: Shaky, loss: str) -> None:
    site, troupe = shaky.site, shaky.troupe
    review = storm.submit(troupe, troupe.draft(population(2024)))
    storm.approve_once(troupe, "verifikator", review["id"])
    with shaky.without(loss):
        tried = [one_try(troupe, role, review["id"]) for role in ("kabid", "kadis")]
        time.sleep(AWAY_SECONDS)
    storm.let_leases_run_out(site)
    until(
        lambda: troupe["producer"].call("satudata_review_show", id=review["id"]), "the portal answers again"
    )
    decided = [
        row["post"]
        for row in storm.database(
            site,
            "SELECT post FROM satudata_event WHERE review_id = %(id)s AND action = 'approved' ORDER BY id",
            id=review["id"],
        )
    ]
    assert decided == ["verifikator", "kabid", "kadis"][: len(decided)]
    assert tried.count("done") <= len(decided) - 1
    for role in ("kabid", "kadis"):
        storm.approve_once(troupe, role, review["id"])
    storm.let_leases_run_out(site)
    storm.answer_once(troupe, review["id"])
    finished = storm.published(troupe, review["id"])
    storm.done_once(site, finished, ROWS)
    until(
        lambda: (
            not storm.database(
                site,
                "SELECT 1 FROM satudata_work WHERE kind IN ('mail', 'notify') AND state <> 'done'",
            )
        ),
        "every notice is sent",
        120,
    )
    storm.record_holds(site)
