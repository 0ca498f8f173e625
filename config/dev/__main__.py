"""Entry point of the clone's set-up: ``python3 config/dev COMMAND``."""

from __future__ import annotations

import sys

from devkit import dev_services

COMMANDS = {
    "services": dev_services.start_in_background,
    "serve-services": dev_services.serve,
}
if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[1]]())
