"""Start of every test run.

Pure tests run with ``-p no:ckan -p no:ckan_fixtures`` and meet nothing of what follows. All others get
databases, a Solr site id and a storage folder of their own before CKAN starts.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

MARKERS = (
    "trap(*ids): the traps of docs/reference/traps.md that this test closes",
    "ckan_config(key, value): an option of CKAN for this test",
)
WITH_CKAN = pytest.StashKey[contextlib.ExitStack]()


def pytest_configure(config: pytest.Config) -> None:
    """Make the databases and the configuration ready, unless CKAN is left out or an ini file was given."""
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    if not config.pluginmanager.hasplugin("ckan") or config.option.ckan_ini or config.option.collectonly:
        return
    from support import databases

    stack = contextlib.ExitStack()
    config.stash[WITH_CKAN] = stack
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="satudata-test-")))
    label = f"t{os.getpid()}"
    try:
        addresses = databases.from_environment()
        own = stack.enter_context(databases.copied(addresses, folder, label))
    except databases.NoServices as missing:
        raise pytest.UsageError(str(missing)) from None
    except RuntimeError as refused:
        raise pytest.UsageError(f"The test databases could not be made.\n{refused}") from None
    config.option.ckan_ini = str(databases.write_ini(folder, own, f"ckan.site_id = satudata_{label}"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Drop what pytest_configure made."""
    stack = config.stash.get(WITH_CKAN, None)
    if stack is not None:
        stack.close()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords(pytestconfig: pytest.Config) -> Iterator[None]:
    """Hash the passwords of the tests' users in one round: CKAN's 25,000 take longer than all else about a user."""
    with pytest.MonkeyPatch.context() as patched:
        if WITH_CKAN in pytestconfig.stash:
            from ckan.model import user

            patched.setattr(user, "pbkdf2_sha512", user.pbkdf2_sha512.using(rounds=1))
        yield


@pytest.fixture
def with_plugins(ckan_config: Any, request: pytest.FixtureRequest) -> None:
    """CKAN with the plugins that the test's options name; tests with the same options share it."""
    from support import kept_app

    kept_app.enter(request.node)


@pytest.fixture
def app(with_plugins: None) -> Any:
    """A client of that CKAN, without cookies."""
    from support import kept_app

    return kept_app.application()


@pytest.fixture
def posts_come_back(with_plugins: None) -> Iterator[None]:
    """Give posts back to those who held them before: the database and its people are shared with other modules."""
    import sqlalchemy as sa
    from ckan import model

    from ckanext.satudata.model.tables import assignment

    c = assignment.c
    with model.meta.engine.connect() as connection:
        before = connection.execute(sa.select(c.id, c.starts_on, c.ends_on)).all()
    yield
    model.Session.rollback()
    with model.meta.engine.begin() as connection:
        for row in before:
            changed = sa.or_(c.starts_on != row.starts_on, c.ends_on.is_distinct_from(row.ends_on))
            back = assignment.update().where(c.id == row.id, changed)
            connection.execute(back.values(starts_on=row.starts_on, ends_on=row.ends_on))


@pytest.fixture
def unique() -> str:
    """A short name nobody else uses, fit for datasets, organizations and users."""
    return f"u{uuid.uuid4().hex[:10]}"
