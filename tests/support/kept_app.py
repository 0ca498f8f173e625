"""One loaded CKAN for all tests of a run that ask for the same options.

CKAN's own fixtures load every plugin and build the web application up to three times for each test, which takes longer
than most tests. Here that happens when the options differ from those of the test before. What a test may change is put
back before the next one: the configuration, Flask's copy of it, CKAN's globals; the client and its cookies are new.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pytest
from ckan import plugins
from ckan.common import config
from ckan.lib import app_globals
from ckan.tests import helpers
from ckan.tests.helpers import CKANTestApp


@dataclass(frozen=True)
class Loaded:
    """CKAN as it was loaded: for which options, with which plugins, and its configuration right afterwards."""

    asked: Hashable
    services: tuple[object, ...]
    application: Any
    options: dict[str, Any]
    of_flask: dict[str, Any]


_kept: list[Loaded] = []


def enter(node: pytest.Item) -> None:
    """Make CKAN ready for a test; its ``ckan_config`` marks are in the configuration already."""
    asked = tuple((mark.args[0], repr(mark.args[1])) for mark in node.iter_markers("ckan_config"))
    if not _kept or _kept[0].asked != asked or _kept[0].services != _services():
        _kept[:] = [_load(asked)]
    else:
        _put_back(_kept[0])


def application() -> CKANTestApp:
    """A new client, without cookies, of the application that is loaded."""
    return CKANTestApp(_kept[0].application)


def _load(asked: Hashable) -> Loaded:
    app_globals._CONFIG_CACHE.clear()
    made = helpers._get_test_app()
    return Loaded(asked, _services(), made.app, config.copy(), dict(made.flask_app.config))


def _put_back(kept: Loaded) -> None:
    config.clear()
    config.update(kept.options)
    own = CKANTestApp(kept.application).flask_app.config
    own.clear()
    own.update(kept.of_flask)
    app_globals._CONFIG_CACHE.clear()
    app_globals.reset()


def _services() -> tuple[object, ...]:
    """The loaded plugins themselves, in their order: a test that loads plugins by itself is noticed."""
    return tuple(plugins.get_plugin(name) for name in plugins.core._PLUGINS)
