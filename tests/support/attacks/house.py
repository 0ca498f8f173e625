"""CKAN with every plugin it ships that adds actions, routes or background work, around ours."""

from __future__ import annotations

import pytest

OURS = "satudata satudata_validation scheming_datasets datastore"
SHIPPED = (
    "activity tabledesigner datatables_view resource_proxy text_view image_view video_view audio_view "
    "webpage_view stats tracking datapusher"
)
OPTIONS = {
    "ckan.plugins": f"{OURS} {SHIPPED}",
    "ckan.datastore.sqlsearch.enabled": True,
    "ckan.auth.allow_dataset_collaborators": True,
    "ckan.datapusher.url": "http://127.0.0.1:9",
    "ckan.datapusher.api_token": "none",
    "ckan.datapusher.formats": "none",
}

over_http = [
    *(pytest.mark.ckan_config(name, value) for name, value in OPTIONS.items()),
    pytest.mark.usefixtures("with_plugins", "tables_of_all"),
]
"""Marks of a module that asks over HTTP: every plugin loaded, their tables there. No request stands around the requests,
since Flask would keep the first one's user for all."""
full_house = [*over_http, pytest.mark.usefixtures("with_request_context")]
"""The same for a module that calls actions itself."""
