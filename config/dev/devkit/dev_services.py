"""Services in the background for development: started once, used by many, ended by ``make stop``."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from devkit import instances, services, solr_server
from devkit.paths import STATE, relative
from devkit.processes import Stopped, Supervisor, stoppable

NAME = "dev"
ENVIRONMENT = STATE / "services.env"


def start_in_background(seconds: float = 120) -> int:
    """Start the services detached unless they run; wait until they are ready."""
    if not instances.alive(NAME):
        ENVIRONMENT.unlink(missing_ok=True)
        log = (instances.folder_of(NAME) / "serve.log").open("wb")
        command = [sys.executable, str(Path(__file__).parents[1]), "serve-services"]
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        time.sleep(0.5)
    end = time.monotonic() + seconds
    while not ENVIRONMENT.exists() and instances.alive(NAME) and time.monotonic() < end:
        time.sleep(0.2)
    if not ENVIRONMENT.exists():
        print(f"The services did not start. See {relative(STATE / NAME / 'serve.log')}.")
        return 1
    print(f"The services run. Their addresses: `. {relative(ENVIRONMENT)}`; `make stop` ends them.")
    return 0


def serve() -> int:
    """Run the services until asked to end."""
    with instances.held(NAME) as folder, stoppable():
        supervisor = Supervisor(folder / "logs")
        try:
            services.start(supervisor, folder, durable=False).write(ENVIRONMENT)
            while True:
                supervisor.watch()
                time.sleep(0.5)
        except Stopped:
            return 0
        finally:
            ENVIRONMENT.unlink(missing_ok=True)
            supervisor.stop_all()
            solr_server.remove(folder)
