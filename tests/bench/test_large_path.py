# ruff: noqa: T201 - a benchmark tells its figures
"""A large register through a whole running portal: upload to DataStore, then a second edition beside the first.

The web process is watched: its memory may not grow with the rows. ``SATUDATA_BENCH_PATH_ROWS`` makes it smaller.
"""

from __future__ import annotations

import csv
import io
import os
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from support import http_story, portal
from support.http_story import Troupe

ROWS = int(os.environ.get("SATUDATA_BENCH_PATH_ROWS", "1000000"))
MOST_GROWTH_MB = 120
PLACES = ["Sukamaju Kota", "Wanasari", "Karangjati", "Muara Bening"]
HEADER = ["Kode Kecamatan", "Kecamatan", "Tahun", "Nomor Seri", "Jenis", "Jumlah (unit)", "Nilai (rupiah)"]
HEADER += ["Luas (ha)", "Panjang (km)", "Berat (kg)", "Kelas", "Keterangan"]


def register(count: int, changed: int) -> bytes:
    """A register of things, every hundredth of which may have another figure."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for at in range(count):
        place, more = at % 4, changed if at % 100 == 0 else 0
        code = [f"99.01.0{place + 1}", PLACES[place], 2015 + at % 10, f"SN-{at:07}", "ABC"[at % 3]]
        figures = [at % 500 + more, at * 37 % 999_983, f"{at % 900 / 10:.2f}", at % 90, at % 1000]
        writer.writerow([*code, *figures, "I II III".split()[at % 3], "baik"])
    return out.getvalue().encode()


class Watched:
    """The largest memory of the web server's processes, in MB."""

    def __init__(self, port: int) -> None:
        self.port, self.most, self.ended = port, 0, threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while not self.ended.wait(0.3):
            self.most = max(self.most, *map(_resident, _serving(self.port)), 0)


def _serving(port: int) -> Iterator[Path]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if str(port).encode() in words and any(b"granian" in word for word in words):
            yield folder


def _resident(folder: Path) -> int:
    try:
        lines = (folder / "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


@contextmanager
def step(name: str, web: Watched) -> Iterator[None]:
    began = time.monotonic()
    yield
    print(f"{name:28} {time.monotonic() - began:7.1f} s   web {web.most} MB")


def fetched(troupe: Troupe, role: str, path: str) -> bytes:
    """A page or a file, as one of the cast."""
    api = troupe[role]
    asked = urllib.request.Request(f"{api.url}{path}", headers={"Authorization": api.token})
    with urllib.request.urlopen(asked, timeout=300) as answer:
        return bytes(answer.read())


def told(troupe: Troupe, path: str) -> bool:
    """Whether a page of a review tells all."""
    page = fetched(troupe, "verifikator", path)
    return b"sedang dibandingkan" not in page and b"sedang dihitung" not in page


def published(troupe: Troupe, draft_id: str, web: Watched, pages: tuple[str, ...]) -> dict[str, Any]:
    """Walk a draft that lacks nothing to its publication; reviewers open the pages until all is told."""
    review = troupe["producer"].insist("satudata_review_submit", draft_id=draft_id)
    with step("pages of reviewers", web):
        for page in pages:
            path = f"/pengajuan/{review['number']}{page}"
            http_story.until(lambda path=path: told(troupe, path), path)
    for role in ("verifikator", "kabid", "kadis"):
        troupe.approve(role, review["id"])
    with step("packet", web):
        troupe.receive(review["id"])
    bps = troupe["bps"]
    with step("publication", web):
        http_story.until(
            lambda: bps.call("satudata_review_show", id=review["id"])["status"] == "published", "publication"
        )
    return dict(bps.call("package_show", id=review["dataset_id"]))


@pytest.mark.parametrize("rows", [ROWS])
def test_a_register_is_published_twice_and_no_page_holds_it(
    rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_story, "PATIENCE", 3600.0)
    monkeypatch.setattr(http_story.until, "__defaults__", (3600.0,))
    with portal.running(tmp_path, "large") as site:
        troupe, web = Troupe.on(site), Watched(int(site.url.rsplit(":", 1)[1]))
        time.sleep(1)
        before = web.most
        with step("read, answered, checked", web):
            draft_id = troupe.draft(register(rows, 0), "register.csv")
        package = published(troupe, draft_id, web, ("", "/data"))
        resource = package["resources"][0]["id"]
        asked = troupe["bps"].insist
        assert (
            http_story.until(lambda: asked("datastore_search", resource_id=resource, limit=1), "rows")[
                "total"
            ]
            == rows
        )
        with step("public page", web):
            page = f"/dataset/{package['name']}"
            http_story.until(lambda: b"sedang dibuat" not in fetched(troupe, "bps", page), "figures")
        begun = troupe["producer"].insist("satudata_draft_create", dataset_id=package["id"])
        with step("second edition read", web):
            troupe.filled(str(begun["id"]), register(rows + 10, 3), "register.csv")
        published(troupe, str(begun["id"]), web, ("", "/data", "/selisih.csv"))
        assert web.most - before < MOST_GROWTH_MB, f"the web process grew from {before} to {web.most} MB"
