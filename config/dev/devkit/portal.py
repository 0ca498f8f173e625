"""The portal's own processes on top of the services: configuration, tables, web server, workers, mail."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import string
import subprocess
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from devkit import postgres
from devkit.paths import CKAN, PYTHON, ROOT, VENV
from devkit.processes import Child, Supervisor, answers
from devkit.services import DATABASES, SUPERUSER, Services
from devkit.steps import call

TEMPLATE = ROOT / "config" / "ini" / "development.ini.tmpl"
WSGI = ROOT / "config" / "deploy" / "wsgi.py"
MIGRATIONS = ROOT / "ckanext-satudata" / "ckanext" / "satudata" / "migration" / "satudata"
QUEUES = ("short", "light", "long")
SWEEP_SECONDS = 10


@dataclass(frozen=True)
class Portal:
    """One portal: its configuration, the address people use, and where its mails go."""

    ini: Path
    url: str
    port: int

    def environment(self) -> dict[str, str]:
        """Environment of the portal's processes: one thread per numeric library, output unbuffered."""
        return {"CKAN_INI": str(self.ini), "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1"}


def write_ini(folder: Path, services: Services, port: int, mail_port: int) -> Portal:
    """Write the configuration of a development portal; secrets are made once per folder."""
    url = f"http://127.0.0.1:{port}"
    values = {
        "site_url": url,
        "folder": str(folder),
        "mail_port": str(mail_port),
        "database_url": services.urls[DATABASES[0]],
        "datastore_write_url": services.urls[DATABASES[1]],
        "datastore_read_url": services.urls[DATABASES[2]],
        "redis_url": services.urls["SATUDATA_REDIS_URL"],
        "solr_url": services.urls["SATUDATA_SOLR_URL"],
        "secret_key": _secret(folder / "secret-key"),
    }
    ini = folder / "ckan.ini"
    ini.touch(mode=0o640)
    text = string.Template(TEMPLATE.read_text(encoding="utf-8")).substitute(values)
    ini.write_text(text, encoding="utf-8")
    (folder / "files").mkdir(exist_ok=True)
    return Portal(ini, url, port)


def migrate(portal: Portal, services: Services, folder: Path) -> bool:
    """Bring the databases to the newest revision; False when the stamp says that they are there."""
    stamp = folder / "migrated"
    wanted = _fingerprint(services)
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return False
    remedy = "See the log. `make clean` starts with empty databases, if what they hold may go."
    ckan(portal, remedy, "db", "upgrade")
    ckan(portal, remedy, "db", "upgrade", "-p", "satudata")
    permissions = ckan(portal, remedy, "datastore", "set-permissions")
    statements = permissions[permissions.index("/*") :].splitlines()
    own = "\n".join(line for line in statements if not line.startswith("\\connect"))
    postgres.execute(services.urls[DATABASES[1]], own)
    stamp.write_text(wanted, encoding="ascii")
    return True


def ckan(portal: Portal, remedy: str, *arguments: str) -> str:
    """Run a ``ckan`` command to its end and give its output."""
    env = {**os.environ, **portal.environment()}
    return call("ckan-" + "-".join(arguments[:2]), [CKAN, "-c", portal.ini, *arguments], remedy, env=env)


def start_web(supervisor: Supervisor, portal: Portal, *, threads: int = 16) -> Child:
    """Start the web server; it answers as soon as it is warm. A slow upload holds a thread from its first byte to its last."""
    command = [
        VENV / "bin" / "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(portal.port),
    ]
    command += [
        "--workers",
        "1",
        "--blocking-threads",
        str(threads),
        "--no-ws",
        "--workers-kill-timeout",
        "5",
    ]
    command += [f"{WSGI}:application"]
    child = supervisor.start("web", command, env=portal.environment(), cwd=WSGI.parent)
    supervisor.wait_until(child, lambda: answers(portal.port) and _serves(portal.url), 90)
    return child


def start_workers(supervisor: Supervisor, portal: Portal) -> list[Child]:
    """Start three workers: for short work, for files read in seconds and for all long work.

    Each ends after the row it has in hand.
    """
    return [
        supervisor.start(
            f"worker-{queue}",
            [CKAN, "-c", portal.ini, "satudata", "worker", "--queue", queue],
            env=portal.environment(),
            restart=True,
        )
        for queue in QUEUES
    ]


def start_sweep(supervisor: Supervisor, portal: Portal) -> Child:
    """Start the loop that enqueues work whose lease ran out."""
    command = [CKAN, "-c", portal.ini, "satudata", "sweep", "--every", str(SWEEP_SECONDS)]
    return supervisor.start("sweep", command, env=portal.environment(), restart=True)


def start_demo(supervisor: Supervisor, portal: Portal) -> Child:
    """Load the demo data: organisations, logins and datasets, made by walking the real use cases."""
    command = [CKAN, "-c", portal.ini, "satudata", "demo", "load"]
    return supervisor.start("demo", command, env=portal.environment())


def start_mail(supervisor: Supervisor, folder: Path, port: int) -> Child:
    """Start the mail sink: takes every mail and keeps it in ``folder``."""
    command = [PYTHON, "-B", ROOT / "config" / "dev" / "mail_sink.py", str(port), folder]
    child = supervisor.start("mail", command, restart=True)
    supervisor.wait_until(child, lambda: answers(port), 20)
    return child


def _serves(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/api/3/action/status_show", timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _secret(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return file.read_text(encoding="ascii")


def _fingerprint(services: Services) -> str:
    """Digest of all that shapes the tables, and of whose database it is."""
    own = SUPERUSER in services.urls and SUPERUSER not in os.environ
    digest = hashlib.sha256(b"own" if own else services.urls[DATABASES[0]].encode())
    release = [path.name for path in VENV.glob("lib/python3*/site-packages/ckan-*.dist-info")]
    digest.update("".join(sorted(release)).encode())
    for file in sorted(MIGRATIONS.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def public_datasets(url: str) -> int:
    """Count the datasets that everybody may see."""
    try:
        with urllib.request.urlopen(f"{url}/api/3/action/package_search?rows=0", timeout=5) as answer:
            return int(json.load(answer)["result"]["count"])
    except (urllib.error.URLError, OSError, ValueError):
        return 0


def demo_logins(portal: Portal) -> str:
    """Give the table of demo logins that the product prints."""
    env: Mapping[str, str] = {**os.environ, **portal.environment()}
    command = [str(CKAN), "-c", str(portal.ini), "satudata", "demo", "logins"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env).stdout
