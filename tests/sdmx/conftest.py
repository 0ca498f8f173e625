"""SDMX files of bundles, made as the bundle makes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.adapters.sdmx.bundle import entries
from ckanext.satudata.domain.bps.content import BundleContent

Made = dict[str, bytes]


@pytest.fixture
def make(tmp_path: Path) -> Callable[[BundleContent], Made]:
    """Make the ``sdmx`` folder of a dataset: bytes by path."""

    def made(item: BundleContent) -> Made:
        found = {}
        for path, data in entries(item, code_lists().over(item.codes), tmp_path):
            found[path.removeprefix("sdmx/")] = data if isinstance(data, bytes) else data.read_bytes()
        return found

    return made
