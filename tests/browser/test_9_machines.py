"""A dataset's page in a real browser: the block for search engines is data, which the content policy lets stand."""

from __future__ import annotations

import json
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from support.portal import Site

BLOCK = "script[type='application/ld+json']"


@pytest.mark.parametrize("width", [1366, 360])
def test_the_block_is_read_and_nothing_is_complained_of(site: Site, browser: Browser, width: int) -> None:
    with urlopen(f"{site.url}/data.json") as answer:
        address = json.load(answer)["dataset"][0]["landingPage"]
    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    described = json.loads(page.locator(BLOCK).text_content() or "")
    assert described["name"] == page.locator("h1").inner_text()
    assert page.locator("#kutipan").inner_text().endswith(f"{address}/edisi/{described['version']}")
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
