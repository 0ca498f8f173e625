"""CKAN starts with the configured plugins and serves pages from real services."""

from __future__ import annotations

import pytest
from ckan.plugins import plugin_loaded
from ckan.tests.helpers import CKANTestApp


@pytest.mark.usefixtures("with_plugins")
def test_front_page_is_served_in_indonesian(app: CKANTestApp) -> None:
    page = app.get("/")
    assert page.status_code == 200
    assert 'lang="id"' in page.body


@pytest.mark.usefixtures("with_plugins")
@pytest.mark.parametrize("name", ["scheming_datasets", "datastore"])
def test_plugin_is_loaded(name: str) -> None:
    assert plugin_loaded(name)
