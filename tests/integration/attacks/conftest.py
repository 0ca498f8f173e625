"""Tables of the plugins that come with CKAN and are not in the portal's shipped configuration."""

from __future__ import annotations

from collections.abc import Callable

import pytest

_made: set[str] = set()


@pytest.fixture
def tables_of_all(with_plugins: object, migrate_db_for: Callable[[str], None]) -> None:
    """Make them once for a run."""
    for plugin in ("activity", "tracking"):
        if plugin not in _made:
            migrate_db_for(plugin)
            _made.add(plugin)
