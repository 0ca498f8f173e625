"""``make run``: the portal with its demo data, until Ctrl-C."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from pathlib import Path

from devkit import environment, instances, jars, packages, portal, services
from devkit.paths import CKAN, relative
from devkit.processes import Child, Stopped, Supervisor, free_port, port_is_free, stoppable
from devkit.steps import Progress, StepFailed, explain

NAME = "run"
FIRST_PORT = 5000
DEMO_PATIENCE = 120


def run() -> int:
    """Set up what is missing, start everything, say where it is, wait for the end."""
    try:
        with instances.held(NAME) as folder, stoppable():
            return _run(folder)
    except instances.AlreadyRunning as other:
        print(f"The portal of this clone runs already: {other.facts.get('url', 'it is starting')}")
        print("`make stop` ends it.")
        return 1


def _run(folder: Path) -> int:
    supervisor = Supervisor(folder / "logs")
    try:
        progress = Progress(total=9)
        prepare(progress)
        found = start_services(progress, supervisor, folder, durable=True)
        site = _start_portal(progress, supervisor, folder, found)
        demo = _start_demo(progress, supervisor, folder, site)
        _greet(progress, site)
        _watch(supervisor, folder, demo)
    except Stopped:
        print("\nStopping ...", flush=True)
    finally:
        supervisor.stop_all()
    print("Everything has stopped.")
    return 0


def prepare(progress: Progress) -> None:
    """Install what the portal needs and is not there."""
    with progress.step("Debian packages", download=True) as step:
        packages.ensure(step, packages.FOR_RUN)
    with progress.step("Python packages", download=True) as step:
        environment.ensure(step, environment.FOR_RUN)
        environment.messages()
    with progress.step("Solr", download=True) as step:
        jars.ensure(step)


def start_services(
    progress: Progress, supervisor: Supervisor, folder: Path, *, durable: bool
) -> services.Services:
    """Start PostgreSQL, Redis and Solr, each as a step."""
    with progress.step("PostgreSQL starts"):
        urls = services.start_databases(supervisor, folder, durable=durable)
    with progress.step("Redis starts"):
        urls |= services.start_redis(supervisor, folder, durable=durable)
    with progress.step("Solr starts"):
        urls |= services.start_solr(supervisor, folder, durable=durable)
    return services.Services(urls)


def choose_port(wanted: str | None) -> int:
    """Give the port that was asked for, or 5000, or the next free one."""
    if wanted:
        if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
            raise StepFailed(f"PORT={wanted} is no port", "Give a number from 1 to 65535, such as PORT=5001.")
        if not port_is_free(int(wanted)):
            raise StepFailed(f"port {wanted} is taken", "Choose another one: make run PORT=5001")
        return int(wanted)
    return next(port for port in range(FIRST_PORT, 65536) if port_is_free(port))


def _start_portal(
    progress: Progress, supervisor: Supervisor, folder: Path, found: services.Services
) -> portal.Portal:
    with progress.step("Database tables") as step:
        mail_port = free_port()
        site = portal.write_ini(folder, found, choose_port(os.environ.get("PORT")), mail_port)
        if not portal.migrate(site, found, folder):
            step.already()
    with progress.step("Portal starts"):
        portal.start_mail(supervisor, folder / "mail", mail_port)
        portal.start_workers(supervisor, site)
        portal.start_sweep(supervisor, site)
        portal.start_web(supervisor, site)
        instances.tell(NAME, url=site.url)
    return site


def _start_demo(
    progress: Progress, supervisor: Supervisor, folder: Path, site: portal.Portal
) -> Child | None:
    """Load the demo data in the background; wait until the first dataset is public."""
    with progress.step("Demo data") as step:
        if (folder / "demo-loaded").exists():
            step.already()
            return None
        demo = portal.start_demo(supervisor, site)
        end = time.monotonic() + DEMO_PATIENCE
        while portal.public_datasets(site.url) == 0 and time.monotonic() < end:
            if demo.process.poll() is not None:
                break
            time.sleep(0.5)
        if demo.process.poll() is None:
            step.note = f"{time.monotonic() - step.began:.0f} s, the rest follows in the background"
        return demo


def _greet(progress: Progress, site: portal.Portal) -> None:
    print(f"\nReady in {progress.elapsed()}.\n")
    print(f"  Portal   {site.url}\n  Mails    {site.url}/surat   (nothing is sent)")
    print(f"  CKAN     {relative(site.ini)}, logs beside it\n")
    print(portal.demo_logins(site))
    print("Ctrl-C stops everything.", flush=True)


def _watch(supervisor: Supervisor, folder: Path, demo: Child | None) -> None:
    """Keep everything running; tell when the demo data are complete."""
    while True:
        if demo is not None and demo.process.poll() is not None:
            supervisor.stop(demo)
            _tell_demo(demo, folder)
            demo = None
        supervisor.watch()
        time.sleep(0.5)


def _tell_demo(demo: Child, folder: Path) -> None:
    code = demo.process.returncode
    if code == 0:
        (folder / "demo-loaded").touch()
        print("The demo data are complete.", flush=True)
        return
    why = f"the demo data stopped with code {code}; the portal runs on without the rest"
    explain(StepFailed(why, "`make clean` starts again from nothing.", demo.log))


def ckan_command() -> int:
    """Run a ``ckan`` command (``ARGS=``) against the running portal."""
    ini = instances.folder_of(NAME) / "ckan.ini"
    if not instances.alive(NAME) or not ini.exists():
        raise StepFailed("the portal does not run", "Start it in another terminal: make run")
    words = shlex.split(os.environ.get("ARGS", "--help"))
    return subprocess.run([str(CKAN), "-c", str(ini), *words]).returncode
