"""A long queue in the browser: keys move and open and never decide, the switch holds, filters and boxes work without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import psycopg2
import pytest
from playwright.sync_api import Page, expect

from ckanext.satudata.adapters.calendar import OfficeCalendar
from support import browser as browsers
from support import queue_rows
from support.browser import PHONE, picture
from support.reviews import shipped_sop
from support.tutorial import BUILT
from support.walk import HEAD, Walk

FIRST = 5000


@pytest.fixture(scope="module")
def queue(walk: Walk) -> Iterator[Walk]:
    """120 submissions beside those of the walk."""
    address = re.search(r"sqlalchemy.url = (\S+)", walk.site.ini.read_text(encoding="utf-8"))
    assert address
    connection = psycopg2.connect(address[1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT org_id FROM satudata_governed ORDER BY org_id LIMIT 5")
        offices = [row[0] for row in cursor.fetchall()]
    calendar = OfficeCalendar(ZoneInfo("Asia/Jakarta"))
    now, cast = datetime.now(UTC), queue_rows.Cast()
    queue_rows.copy_in(connection, queue_rows.many(120, shipped_sop(), calendar, offices, cast, now, FIRST))
    connection.commit()
    yield walk
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM satudata_review WHERE id LIKE 'r-%'")
    connection.commit()
    connection.close()


def row_in_focus(page: Page) -> str:
    """The number of the line that has the keyboard; empty when none has."""
    return str(
        page.evaluate(
            "(document.activeElement.closest('[data-sd-row]')?.querySelector('.sd-num') || {textContent: ''}).textContent"
        )
    )


def numbers(page: Page) -> list[str]:
    """The numbers of the lines, in order."""
    return page.locator("[data-sd-row] .sd-queue-text .sd-num").all_text_contents()


def test_keys_move_through_the_lines_and_open_one(queue: Walk) -> None:
    page = queue.at(HEAD).open("/antrean?tab=all")
    shown = numbers(page)
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert row_in_focus(page) == shown[place]
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("o")
    page.wait_for_url(f"**/pengajuan/{shown[1]}")


def test_keys_keep_out_of_fields_and_away_from_shortcuts(queue: Walk) -> None:
    page = queue.at(HEAD).open("/antrean?tab=all")
    page.locator("#q").focus()
    page.keyboard.type("jko?")
    assert page.locator("#q").input_value() == "jko?"
    page.locator("h1").click()
    page.keyboard.press("Control+j")
    assert row_in_focus(page) == ""


def test_the_switch_turns_keys_off_and_is_remembered(queue: Walk) -> None:
    page = queue.at(HEAD).open("/antrean?tab=all")
    switch = page.locator("[data-sd-keys-switch]")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(switch).to_have_text("Pintasan mati")
    page.keyboard.press("j")
    assert row_in_focus(page) == ""
    switch.click()
    page.keyboard.press("j")
    assert row_in_focus(page) != ""


def test_help_opens_by_its_key_and_closes_by_escape(queue: Walk) -> None:
    page = queue.at(HEAD).open("/antrean?tab=all")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Pintasan papan ketik")).to_be_visible()
    assert browsers.serious(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_no_key_decides(queue: Walk) -> None:
    page = queue.at(HEAD).open("/antrean")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if one.method != "GET" else None)
    for key in "abcdefghijklmnpqrstuvwxyz1234567890":
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert asked == []


@pytest.mark.parametrize(
    "path", ["/antrean", "/antrean?tab=all", "/antrean?tab=all&q=tidakada", "/antrean?tab=done"]
)
def test_the_queue_fits_and_has_no_serious_flaw(queue: Walk, path: str) -> None:
    for size in ((1366, 768), PHONE):
        page = queue.at(HEAD, size=size).open(path)
        expect(page.locator("main h1")).to_be_visible()
        name = re.sub(r"\W+", "-", path).strip("-")
        picture(page, BUILT / "antrean" / f"{name}-{size[0]}.png")
        assert browsers.scroll_width(page) <= size[0]
        assert browsers.serious(page) == []


def test_filters_pages_and_boxes_work_without_a_script(queue: Walk) -> None:
    page = queue.at(HEAD, script=False).open("/antrean?tab=all")
    expect(page.locator("[data-sd-keys]")).to_be_hidden()
    first = numbers(page)
    page.get_by_role("link", name="Berikutnya").click()
    assert not set(numbers(page)) & set(first)
    page.get_by_role("link", name="Sebelumnya").click()
    assert numbers(page) == first
    page.locator("#saringan").get_by_role("link", name=re.compile("^Pemeriksaan Kabid")).click()
    expect(page.locator(".sd-chip")).to_contain_text("Pemeriksaan Kabid")
    page = queue.at(HEAD, script=False).open("/antrean")
    clean = page.locator("[data-sd-row]", has_text="BERSIH").filter(has_not_text="PRIORITAS")
    others = page.locator("[data-sd-row]", has_text="ALASAN")
    assert clean.locator("input[type=checkbox]").count() == clean.count() > 0
    assert others.count() > 0 and others.locator("input[type=checkbox]").count() == 0
