"""People at their browsers: Chromium without a network, one profile a person, pictures of what they see."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, expect

from ckanext.satudata.demo_people import PASSWORD
from support.portal import Site

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
LAPTOP, PHONE = (1366, 768), (360, 740)
PATIENCE_MS = 30_000
ASKED = "fieldset:has(input[name^='answer__']):not(:has(input[name^='answer__']:checked))"


def started(playwright: Playwright) -> Browser:
    """Debian's Chromium, headless, that reaches nothing but this machine."""
    expect.set_options(timeout=PATIENCE_MS)
    return playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))


@dataclass
class Desk:
    """One person's browser; ``page`` is the window in front of them."""

    page: Page
    url: str
    network: list[str]

    def open(self, path: str) -> Page:
        """Go to a path of the portal."""
        self.page.goto(f"{self.url}{path}")
        return self.page

    def press(self, name: str) -> None:
        """Press the one button or link of this name."""
        self.page.locator("button, a").filter(has_text=name).first.click()

    def says(self, *texts: str) -> None:
        """The page says every one of these."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def close(self) -> None:
        """End this person's browser."""
        self.page.context.close()


def desk(
    browser: Browser,
    url: str,
    login: str = "",
    *,
    size: tuple[int, int] = LAPTOP,
    script: bool = True,
    locale: str = "id-ID",
) -> Desk:
    """A fresh profile for one person; ``login`` signs in by the form, empty is a citizen."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        java_script_enabled=script,
        locale=locale,
        timezone_id="Asia/Jakarta",
        accept_downloads=True,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    elsewhere: list[str] = []
    page.on(
        "request", lambda asked: None if asked.url.startswith((url, "data:")) else elsewhere.append(asked.url)
    )
    made = Desk(page, url, elsewhere)
    if login:
        sign_in(made, login)
    return made


def sign_in(at: Desk, login: str) -> None:
    """Sign in with the demo's password by the form of the portal."""
    page = at.open("/user/login")
    page.fill("#field-login", login)
    page.fill("#field-password", PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def wait_for_work(page: Page) -> None:
    """Stay on a page that shows work under way until the page shows its result."""
    expect(page.locator("#kemajuan")).to_have_count(0)


def answer_questions(page: Page) -> None:
    """Answer each open question as suggested, first choice where nothing is, reasons where they are asked."""
    while page.locator(ASKED).count():
        question = page.locator(ASKED).first
        likely = question.locator(".sd-choice", has_text="(paling mungkin)").locator("input")
        (likely if likely.count() else question.locator("input[type=radio]")).first.check()
        reason = question.locator("textarea")
        if reason.count() and not reason.first.input_value():
            reason.first.fill("Sesuai dokumen sumber")


def fill(page: Page, name: str, value: str | list[str]) -> None:
    """Fill a metadata field of any kind, opening what hides it."""
    field = page.locator(f"#field-{name}")
    folded = page.locator("details:not([open])", has=field)
    if folded.count():
        folded.first.locator("summary").first.click()
    kind = field.evaluate("one => one.tagName")
    if kind == "FIELDSET":
        for one in value:
            field.locator(f"input[value='{one}']").check()
    elif kind == "SELECT":
        field.select_option(value)
    else:
        field.fill(str(value))


def scroll_width(page: Page) -> int:
    """Width that the page wants, in CSS pixels."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


def serious(page: Page) -> list[str]:
    """What axe-core finds serious or critical on a page: rule, and the first element."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@contextlib.contextmanager
def resting_workers(site: Site) -> Iterator[None]:
    """Let the workers of the portal pause, so that work under way can be looked at."""
    groups = [child.process.pid for child in site.supervisor.children if child.name.startswith("worker-")]
    for group in groups:
        os.killpg(group, signal.SIGSTOP)
    try:
        yield
    finally:
        for group in groups:
            os.killpg(group, signal.SIGCONT)


def picture(page: Page, file: Path) -> None:
    """Take a picture of the whole page."""
    file.parent.mkdir(parents=True, exist_ok=True)
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=str(file), full_page=True, animations="disabled")
