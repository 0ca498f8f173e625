"""Entry point of the clone's set-up: ``python3 config/dev COMMAND [ARGUMENT...]``; the Makefile calls it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from devkit import cleaning, dev_services, environment, run, testing
from devkit.processes import ChildFailed, Stopped
from devkit.steps import StepFailed, explain

COMMANDS: dict[str, Callable[..., int | None]] = {
    "run": run.run,
    "stop": cleaning.stop,
    "clean": cleaning.clean,
    "services": dev_services.start_in_background,
    "serve-services": dev_services.serve,
    "test": testing.everything,
    "soak": testing.soak,
    "suite": testing.one,
    "lock": environment.lock_again,
    "ckan": run.ckan_command,
}


def main(arguments: list[str]) -> int:
    """Run one command; give its exit code."""
    if not arguments or arguments[0] not in COMMANDS:
        print(f"Commands: {' '.join(sorted(COMMANDS))}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[arguments[0]](*arguments[1:]) or 0
    except (StepFailed, ChildFailed) as error:
        explain(error)
    except (KeyboardInterrupt, Stopped):
        print("\nStopped.", file=sys.stderr)
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
