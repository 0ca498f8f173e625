"""One running portal and one browser for all browser tests."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from support import browser as browsers
from support.portal import Site, running
from support.tutorial import BUILT, Tutorial
from support.walk import Walk


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A portal with the demo's people and offices, and one published dataset of the agriculture office."""
    with running(tmp_path_factory.mktemp("portal"), "browser") as portal:
        portal.ckan("satudata", "demo", "load", "--only", "padi")
        yield portal


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        started = browsers.started(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def tutorial() -> Iterator[Tutorial]:
    """The tutorial as the tests tell it; written to the build folder at the end."""
    shutil.rmtree(BUILT, ignore_errors=True)
    told = Tutorial()
    yield told
    told.write()


@pytest.fixture(scope="session")
def walk(site: Site, browser: Browser, tutorial: Tutorial) -> Iterator[Walk]:
    """The story that the chapters go on with."""
    going = Walk(site, browser, tutorial)
    yield going
    going.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Keep pictures of all screens when a test of the walk ends badly."""
    report = yield
    going = getattr(item, "funcargs", {}).get("walk")
    if call.when == "call" and report.failed and going is not None:
        going.pictures_of_now(BUILT / "berhenti" / item.name)
    return report
