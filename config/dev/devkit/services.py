"""PostgreSQL, Redis and Solr for one instance: our own, or the user's where the environment names them."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from devkit import postgres, redis_server, solr_server
from devkit.processes import Supervisor
from devkit.steps import StepFailed

DATABASES = ("SATUDATA_DATABASE_URL", "SATUDATA_DATASTORE_WRITE_URL", "SATUDATA_DATASTORE_READ_URL")
SUPERUSER = "SATUDATA_SUPERUSER_URL"
REDIS = "SATUDATA_REDIS_URL"
SOLR = "SATUDATA_SOLR_URL"


class HalfConfigured(StepFailed):
    """Some of the three database addresses are set and some are not."""

    def __init__(self, missing: list[str]) -> None:
        why = f"the three addresses of databases belong together; missing: {', '.join(missing)}"
        super().__init__(why, "Set all three, or none.")


@dataclass(frozen=True)
class Services:
    """Addresses by the names under which the environment gives them."""

    urls: Mapping[str, str]

    def ckan_environment(self) -> dict[str, str]:
        """The same addresses under the names that CKAN reads from the environment."""
        return {
            "CKAN_SQLALCHEMY_URL": self.urls[DATABASES[0]],
            "CKAN_DATASTORE_WRITE_URL": self.urls[DATABASES[1]],
            "CKAN_DATASTORE_READ_URL": self.urls[DATABASES[2]],
            "CKAN_REDIS_URL": self.urls[REDIS],
            "CKAN_SOLR_URL": self.urls[SOLR],
        }

    def write(self, file: Path) -> None:
        """Write the addresses as shell exports, readable by the owner only."""
        lines = [f"export {name}={shlex.quote(url)}" for name, url in sorted(self.urls.items())]
        partial = file.with_suffix(".part")
        partial.touch(mode=0o600)
        partial.write_text("\n".join(lines) + "\n", encoding="utf-8")
        partial.replace(file)


def start_databases(supervisor: Supervisor, folder: Path, *, durable: bool) -> dict[str, str]:
    """Give the addresses of the databases, starting a cluster when the environment names none."""
    given = {name: os.environ[name] for name in (*DATABASES, SUPERUSER) if os.environ.get(name)}
    missing = [name for name in DATABASES if name not in given]
    if not missing:
        return given
    if len(missing) < len(DATABASES):
        raise HalfConfigured(missing)
    own = postgres.start(supervisor, folder, durable=durable)
    values = (own.main, own.datastore_write, own.datastore_read)
    return {**dict(zip(DATABASES, values, strict=True)), SUPERUSER: own.superuser}


def start_redis(supervisor: Supervisor, folder: Path, *, durable: bool) -> dict[str, str]:
    """Give the address of Redis, starting one when the environment names none."""
    given = os.environ.get(REDIS)
    return {REDIS: given or redis_server.start(supervisor, folder, durable=durable)}


def start_solr(supervisor: Supervisor, folder: Path, *, durable: bool) -> dict[str, str]:
    """Give the address of Solr's core, starting one when the environment names none."""
    return {SOLR: os.environ.get(SOLR) or solr_server.start(supervisor, folder, durable=durable)}


def start(supervisor: Supervisor, folder: Path, *, durable: bool) -> Services:
    """Start whatever the environment does not name."""
    urls = start_databases(supervisor, folder, durable=durable)
    urls |= start_redis(supervisor, folder, durable=durable)
    return Services(urls | start_solr(supervisor, folder, durable=durable))
