"""A PostgreSQL cluster of our own: loopback only, on a free port, run as an ordinary user."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

from devkit.paths import ROOT
from devkit.processes import Supervisor, answers, as_user, free_port
from devkit.steps import StepFailed

ROOT_SUBSTITUTE = "postgres"  # the user made by Debian's package; PostgreSQL refuses root
OUTSIDE = Path("/var/lib/satudata-dev")
TEST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Databases:
    """Addresses of the databases that CKAN needs, and of the cluster's superuser."""

    main: str
    datastore_write: str
    datastore_read: str
    superuser: str


def binaries() -> Path | None:
    """Give the folder with the newest installed initdb, or None."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0])
    )
    return found[-1].parent if found else None


def start(supervisor: Supervisor, folder: Path, *, durable: bool) -> Databases:
    """Start the cluster in ``folder`` (made on first use) and make sure of its roles and databases.

    ``durable`` false trades safety for speed: for tests only.
    """
    user = _user()
    data = _data_folder(folder, user)
    password = _password(folder)
    if not (data / "PG_VERSION").exists():
        _initialise(data, password, user)
    if _runs(data):
        _end(data)
    (data / "postmaster.pid").unlink(missing_ok=True)
    port = free_port()
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": ""}
    settings |= {"max_connections": 200} | ({} if durable else TEST_SETTINGS)
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    child = supervisor.start(
        "postgresql", [_binary("postgres"), "-D", data, *options], user=user, stop_signal=signal.SIGINT
    )
    supervisor.wait_until(child, lambda: answers(port) and _ready(port), 30)
    return _databases(port, password)


def remove(folder: Path) -> None:
    """Delete the cluster of ``folder`` wherever it was put."""
    link = folder / "pg"
    if link.is_symlink():
        shutil.rmtree(link.resolve(), ignore_errors=True)


def execute(url: str, *statements: str) -> str:
    """Run SQL statements one by one; give the plain rows of the last output."""
    command = [str(_binary("psql")), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
    done = subprocess.run(
        command,
        input=";\n".join(statements) + ";\n",
        env={**os.environ, **libpq_environment(url)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StepFailed(f"psql: {done.stderr.strip()}", "Look whether the database's user owns it.")
    return done.stdout.strip()


def libpq_environment(url: str) -> dict[str, str]:
    """Split a database address into libpq's variables, so that no password stands on a command line."""
    parts = urllib.parse.urlsplit(url)
    values = {
        "PGHOST": parts.hostname,
        "PGPORT": parts.port,
        "PGUSER": urllib.parse.unquote(parts.username or ""),
        "PGPASSWORD": urllib.parse.unquote(parts.password or ""),
        "PGDATABASE": parts.path.lstrip("/"),
    }
    return {name: str(value) for name, value in values.items() if value}


def _binary(name: str) -> Path:
    folder = binaries()
    if folder is None:
        why = "PostgreSQL is not installed: no /usr/lib/postgresql/*/bin/initdb"
        raise StepFailed(why, "Install Debian's postgresql, then start again.")
    return folder / name


def _data_folder(folder: Path, user: str | None) -> Path:
    """Give the data folder; where ``user`` cannot reach the clone it lies elsewhere and is linked."""
    link = folder / "pg"
    if link.exists():
        return link.resolve()
    data = link
    if user is not None and not _reachable(folder, user):
        digest = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
        data = OUTSIDE / digest / folder.name
        link.unlink(missing_ok=True)
        link.symlink_to(data)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if user is not None:
        shutil.chown(data, user, user)
    return data


def _reachable(folder: Path, user: str) -> bool:
    command = ["test", "-x", str(folder)]
    return subprocess.run(command, cwd="/", check=False, **as_user(user)).returncode == 0


def _password(folder: Path) -> str:
    """Give the cluster's password, made on first use and readable by the owner only."""
    file = folder / "pg-password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(16), encoding="ascii")
    return file.read_text(encoding="ascii")


def _initialise(data: Path, password: str, user: str | None) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="ascii") as file:
        file.write(password)
        file.flush()
        if user is not None:
            shutil.chown(file.name, user)
        command = ["initdb", "-D", data, "-U", "satudata_admin", "--encoding=UTF8", "--locale=C.UTF-8"]
        command += ["--auth=scram-sha-256", f"--pwfile={file.name}", "--no-sync", "--no-instructions"]
        done = _run(command, user)
    if done.returncode:
        raise StepFailed(f"initdb: {(done.stderr or done.stdout).strip()}", "`make clean`, then start again.")


def _runs(data: Path) -> int | None:
    """Give the id of the server that a killed run left behind on ``data``, or None."""
    try:
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode()
    except (OSError, ValueError, IndexError):
        return None
    return pid if str(data) in command else None


def _end(data: Path) -> None:
    _run(["pg_ctl", "-D", data, "-m", "immediate", "stop"], _user())


def _user() -> str | None:
    return ROOT_SUBSTITUTE if os.geteuid() == 0 else None


def _run(command: list[str | Path], user: str | None) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's own programs as ``user``."""
    words = [str(_binary(str(command[0]))), *map(str, command[1:])]
    return subprocess.run(words, cwd="/", capture_output=True, text=True, check=False, **as_user(user))


def _ready(port: int) -> bool:
    command = [str(_binary("pg_isready")), "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(command, check=False).returncode == 0


def _databases(port: int, password: str) -> Databases:
    def url(user: str, database: str) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{port}/{database}"

    admin = url("satudata_admin", "postgres")
    present = set(re.split(r"\s+", execute(admin, "SELECT rolname FROM pg_roles")))
    for role in ("satudata", "satudata_read"):
        if role not in present:
            execute(admin, f"CREATE ROLE {role} LOGIN PASSWORD '{password}'")
    present = set(re.split(r"\s+", execute(admin, "SELECT datname FROM pg_database")))
    for database in ("satudata", "satudata_datastore"):
        if database not in present:
            execute(admin, f"CREATE DATABASE {database} OWNER satudata")
    return Databases(
        main=url("satudata", "satudata"),
        datastore_write=url("satudata", "satudata_datastore"),
        datastore_read=url("satudata_read", "satudata_datastore"),
        superuser=admin,
    )
