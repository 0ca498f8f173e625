"""The walk of one dataset through the browsers of its people, and what is remembered from one chapter to the next."""

from __future__ import annotations

import hashlib
import json
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from support import browser as browsers
from support.browser import Desk
from support.portal import Site
from support.story import METADATA
from support.tutorial import Tutorial

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRODUCER, VERIFIER, HEAD = "demo-produsen-dukcapil", "demo-verifikator", "demo-kabid"
CHIEF, BPS = "demo-kadis", "demo-bps"
TITLE = METADATA["title"]


@dataclass
class Walk:
    """Where the story stands. ``reached`` holds the chapters that ended well."""

    site: Site
    browser: Browser
    told: Tutorial
    desks: dict[str, Desk] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    number: str = ""
    draft: str = ""
    name: str = ""
    package: dict[str, Any] = field(default_factory=dict)
    first: bytes = b""

    def needs(self, chapter: str) -> None:
        """Skip what cannot be walked because an earlier chapter did not end."""
        if chapter not in self.reached:
            pytest.skip(f"the chapter '{chapter}' did not end")

    def at(self, login: str, **how: Any) -> Desk:
        """The browser of a person, opened and signed in the first time."""
        key = f"{login}{how or ''}"
        if key not in self.desks:
            self.desks[key] = browsers.desk(self.browser, self.site.url, login, **how)
        return self.desks[key]

    def pictures_of_now(self, folder: Path) -> None:
        """What stands on everybody's screen, for whoever looks into a test that ended badly."""
        for login, desk in self.desks.items():
            browsers.picture(desk.page, folder / f"{login or 'warga'}.png")

    def close(self) -> None:
        """Close every browser profile."""
        for desk in self.desks.values():
            desk.close()

    def get(self, path: str) -> bytes:
        """What anybody gets by HTTP, without an account."""
        with urllib.request.urlopen(f"{self.site.url}{path}", timeout=30) as answer:
            return bytes(answer.read())

    def api(self, action: str, **data: Any) -> Any:
        """Call an action of the public API by HTTP, without a key."""
        answer = json.loads(self.get(f"/api/3/action/{action}?{urllib.parse.urlencode(data)}"))
        assert answer["success"]
        return answer["result"]

    def published(self, edition: int, name: str = "") -> dict[str, Any]:
        """Wait until an edition is public, and give its package."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            found = self.api("package_search", q=f'title:"{TITLE}"')["results"]
            if found and int(found[0]["edisi"]) == edition:
                return dict(found[0])
            time.sleep(0.5)
        raise AssertionError(f"edition {edition} of {name or TITLE} is not public after 60 s")


def choose_file(page: Page, content: bytes, name: str) -> None:
    """Put a workbook into the field for the file and send it."""
    page.set_input_files("#field-upload", {"name": name, "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name="Unggah & baca").click()


def confirm_all(page: Page) -> None:
    """Answer what the portal asks until the file is checked and nothing is asked any more."""
    for _round in range(4):
        settle(page)
        asks = page.locator(browsers.ASKED).count()
        if not asks and page.get_by_text("Pemeriksaan selesai").count():
            return
        browsers.answer_questions(page)
        with page.expect_navigation():
            page.get_by_role("button", name="Terapkan & lanjut").click()
    raise AssertionError("the portal still asks after four rounds")


def settle(page: Page) -> None:
    """Wait on the check page until the worker is done; the page shows it by itself, without a script too."""
    page.wait_for_url("**/periksa*")
    expect(page.locator("#kemajuan")).to_have_count(0, timeout=60_000)


def go_on(page: Page) -> None:
    """Leave the check page by its one primary button."""
    page.locator("main .sd-actions .is-primary").click()
    page.wait_for_url("**/lengkapi*")


def describe(page: Page) -> None:
    """Fill in what is still open: the metadata of the story, and what each column means."""
    opened = page.locator("form[data-sd-autosave] > .sd-field, form[data-sd-autosave] > fieldset.sd-field")
    ids = opened.locator("xpath=descendant-or-self::*[starts-with(@id, 'field-')]").evaluate_all(
        "all => all.map(one => one.id)"
    )
    for full in dict.fromkeys(ids):
        name = full.removeprefix("field-")
        if name in METADATA:
            browsers.fill(page, name, METADATA[name])
        elif name.startswith("kolom-") and not page.locator(f"#{full}").input_value():
            page.fill(f"#{full}", "Banyaknya menurut DKB semester II (data rekaan).")


def sha256(content: bytes) -> str:
    """The checksum as pages and API show it."""
    return hashlib.sha256(content).hexdigest()


def downloaded(page: Page, link: str, folder: Path) -> Path:
    """Press a link that gives a file, and keep the file under the name the browser was told."""
    with page.expect_download() as waiting:
        page.locator("main").get_by_role("link", name=link).first.click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def decide(desk: Desk, number: str, note: str = "") -> None:
    """Approve a submission from one's own queue."""
    page = desk.open("/antrean")
    page.locator("main").get_by_role("link", name="Periksa berikutnya").click()
    expect(page.locator("main")).to_contain_text(number)
    for point in page.locator(".sd-answers").all():
        point.get_by_label("Sesuai", exact=True).check()
    page.locator("#d-approve").check()
    if note:
        page.fill("#field-text", note)
    page.get_by_role("button", name="Simpan keputusan").click()
    expect(page.locator("main")).to_contain_text(f"Keputusan untuk {number} tersimpan.")
