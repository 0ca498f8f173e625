"""Databases for one test run: a template is migrated once per set of migrations, then copied.

The event table forbids DELETE, so nothing is cleaned between tests; names are unique instead.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.metadata
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

ROOT = Path(__file__).resolve().parents[2]
CKAN = Path(sys.executable).with_name("ckan")
MIGRATIONS = ROOT / "ckanext-satudata/ckanext/satudata/migration"
OWNER = "satudata"


class NoServices(Exception):
    """The environment does not say where the services are."""


@dataclass(frozen=True, repr=False)
class Addresses:
    """Where one test run works."""

    main: str
    datastore_write: str
    datastore_read: str
    redis: str
    solr: str
    superuser: str | None

    def with_databases(self, main: str, datastore: str) -> Addresses:
        """The same services with other database names."""
        return Addresses(
            main=renamed(self.main, main),
            datastore_write=renamed(self.datastore_write, datastore),
            datastore_read=renamed(self.datastore_read, datastore),
            redis=self.redis,
            solr=self.solr,
            superuser=self.superuser,
        )

    def ini_lines(self) -> list[str]:
        """CKAN's options for these addresses."""
        return [
            f"sqlalchemy.url = {self.main}",
            f"ckan.datastore.write_url = {self.datastore_write}",
            f"ckan.datastore.read_url = {self.datastore_read}",
            f"ckan.redis.url = {self.redis}",
            f"solr_url = {self.solr}",
        ]


def from_environment() -> Addresses:
    """Read the addresses that ``make services`` or ``make test`` exported."""
    values = dict(os.environ)
    exported = ROOT / ".satudata" / "services.env"
    if "SATUDATA_DATABASE_URL" not in values and exported.exists():
        lines = exported.read_text(encoding="utf-8").splitlines()
        values |= dict(line.removeprefix("export ").split("=", 1) for line in lines)
    try:
        return Addresses(
            main=values["SATUDATA_DATABASE_URL"],
            datastore_write=values["SATUDATA_DATASTORE_WRITE_URL"],
            datastore_read=values["SATUDATA_DATASTORE_READ_URL"],
            redis=values["SATUDATA_REDIS_URL"],
            solr=values["SATUDATA_SOLR_URL"],
            superuser=values.get("SATUDATA_SUPERUSER_URL"),
        )
    except KeyError as missing:
        raise NoServices(f"{missing.args[0]} is not set. Start the services with `make services`.") from None


def renamed(url: str, database: str) -> str:
    """Give the address of another database of the same cluster."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def write_ini(folder: Path, addresses: Addresses, *extra: str) -> Path:
    """Write a CKAN configuration on top of test.ini; files and web assets go to ``folder``."""
    lines = [
        "[app:main]",
        f"use = config:{ROOT / 'test.ini'}",
        *addresses.ini_lines(),
        f"ckan.files.storage.default.path = {folder / 'files'}",
        f"ckan.webassets.path = {folder / 'webassets'}",
        *extra,
    ]
    ini = folder / "ckan.ini"
    (folder / "files").mkdir(parents=True, exist_ok=True)
    ini.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ini


@contextlib.contextmanager
def copied(addresses: Addresses, folder: Path, label: str) -> Iterator[Addresses]:
    """Give addresses of fresh migrated databases; they are dropped afterwards.

    Without a superuser address (the user's own services) the named databases themselves are used.
    """
    if addresses.superuser is None:
        migrate(write_ini(folder, addresses), addresses)
        yield addresses
        return
    own = addresses.with_databases(f"satudata_{label}", f"satudata_{label}_ds")
    template, template_ds = ensure_templates(addresses, folder)
    _create(addresses.superuser, own.main, template)
    _create(addresses.superuser, own.datastore_write, template_ds)
    try:
        yield own
    finally:
        for url in (own.main, own.datastore_write):
            _drop(addresses.superuser, _name(url))


def ensure_templates(addresses: Addresses, folder: Path) -> tuple[str, str]:
    """Give the names of the template databases of the present migrations, made when they are missing."""
    assert addresses.superuser is not None
    name = f"satudata_tpl_{fingerprint()}"
    template = addresses.with_databases(name, f"{name}_ds")
    lock_file = Path("/tmp") / f"satudata-{os.getuid()}-{urlsplit(addresses.main).port}.lock"
    with lock_file.open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _exists(addresses.superuser, f"{name}_done"):
            for url in (template.main, template.datastore_write):
                _drop(addresses.superuser, _name(url))
                _create(addresses.superuser, url, "template0")
            migrate(write_ini(folder, template), template)
            _create(addresses.superuser, renamed(template.main, f"{name}_done"), "template0")
    return name, f"{name}_ds"


def fingerprint() -> str:
    """Digest of everything that shapes the tables: CKAN's release and our migrations."""
    digest = hashlib.sha256(importlib.metadata.version("ckan").encode())
    for file in sorted(MIGRATIONS.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def migrate(ini: Path, addresses: Addresses) -> None:
    """Bring the databases of ``ini`` to the newest revision, DataStore's permissions included."""
    run_ckan(ini, "db", "upgrade")
    if (MIGRATIONS / "satudata" / "versions").is_dir():
        run_ckan(ini, "db", "upgrade", "-p", "satudata")
    permissions = run_ckan(ini, "datastore", "set-permissions")
    statements = [line for line in permissions.splitlines() if not line.startswith("\\connect")]
    with _connected(addresses.datastore_write) as connection, connection.cursor() as cursor:
        cursor.execute("\n".join(statements))


def run_ckan(ini: Path, *arguments: str) -> str:
    """Run a ``ckan`` command; give its output, or raise RuntimeError with what it said."""
    done = subprocess.run(
        [str(CKAN), "-c", str(ini), *arguments], capture_output=True, text=True, check=False, timeout=180
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip()[-3000:]
        raise RuntimeError(f"ckan {' '.join(arguments)} ended with {done.returncode}:\n{said}")
    return done.stdout


def _name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


@contextlib.contextmanager
def _connected(url: str) -> Iterator[psycopg2.extensions.connection]:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        yield connection
    finally:
        connection.close()


def _exists(superuser: str, name: str) -> bool:
    with _connected(superuser) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
        return cursor.fetchone() is not None


def _create(superuser: str, url: str, template: str) -> None:
    statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
        sql.Identifier(_name(url)), sql.Identifier(OWNER), sql.Identifier(template)
    )
    with _connected(superuser) as connection, connection.cursor() as cursor:
        cursor.execute(statement)


def _drop(superuser: str, name: str) -> None:
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with _connected(superuser) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
