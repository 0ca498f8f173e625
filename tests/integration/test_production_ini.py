"""The template of the production configuration starts a portal, safely set, and refuses demo logins."""

from __future__ import annotations

import os
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from ckan.cli import CKANConfigLoader

from support import databases

TEMPLATE = databases.ROOT / "config" / "ini" / "production.ini.tmpl"


@pytest.fixture(scope="module")
def ini(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The template, filled in, on databases of its own."""
    folder = tmp_path_factory.mktemp("production")
    with databases.copied(databases.from_environment(), folder, f"prod{os.getpid()}") as own:
        values = {
            "secret_key": "a-secret-of-a-test-a-secret-of-a-test",
            "site_url": "https://data.sukamaju.example",
            "site_title": "Satu Data Kabupaten Sukamaju",
            "files_folder": str(folder / "files"),
            "webassets_folder": str(folder / "webassets"),
            "database_url": own.main,
            "datastore_write_url": own.datastore_write,
            "datastore_read_url": own.datastore_read,
            "solr_url": own.solr,
            "redis_url": own.redis,
            "smtp_server": "localhost",
            "mail_from": "data@sukamaju.example",
        }
        file = folder / "ckan.ini"
        file.write_text(string.Template(TEMPLATE.read_text("utf-8")).substitute(values), "utf-8")
        yield file


def test_cookies_are_secure_and_sessions_short(ini: Path) -> None:
    found = CKANConfigLoader(str(ini)).get_config()
    for cookie in ("SESSION_COOKIE", "REMEMBER_COOKIE"):
        assert found[f"{cookie}_SECURE"] == "true"
        assert found[f"{cookie}_HTTPONLY"] == "true"
    assert int(found["PERMANENT_SESSION_LIFETIME"]) <= 12 * 3600
    assert found["WTF_CSRF_ENABLED"] == "true"
    assert "SESSION_COOKIE_DOMAIN" not in found
    assert "SESSION_COOKIE_PATH" not in found


def test_only_administrators_make_organisations_topics_and_accounts(ini: Path) -> None:
    found = CKANConfigLoader(str(ini)).get_config()
    for option in (
        "ckan.auth.create_user_via_web",
        "ckan.auth.create_user_via_api",
        "ckan.auth.user_create_organizations",
        "ckan.auth.user_create_groups",
    ):
        assert found[option] == "false", option


def test_cookies_stay_on_the_site_and_for_hours(ini: Path) -> None:
    found = CKANConfigLoader(str(ini)).get_config()
    assert found["SESSION_TYPE"] == "redis"
    for cookie in ("SESSION_COOKIE", "REMEMBER_COOKIE"):
        assert found[f"{cookie}_SAMESITE"] == "Lax"
    assert int(found["REMEMBER_COOKIE_DURATION"]) <= 12 * 3600
    assert found["WTF_CSRF_SSL_STRICT"] == "true"


def test_it_starts_and_refuses_demo_logins(ini: Path) -> None:
    assert "bawaan" in databases.run_ckan(ini, "satudata", "sop", "list")
    databases.run_ckan(
        ini, "user", "add", "demo-kadis", "email=kadis@sukamaju.example", "password=sukamaju-data-rekaan"
    )
    with pytest.raises(RuntimeError, match="Demo logins"):
        databases.run_ckan(ini, "user", "list")
