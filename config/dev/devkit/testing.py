"""``make test``: every suite against services of its own, one summary each, a plain verdict at the end."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devkit import cleaning, dev_services, environment, instances, jars, packages
from devkit.paths import PYTHON, ROOT, STATE, VENV
from devkit.processes import Supervisor, stoppable
from devkit.run import start_services
from devkit.services import Services
from devkit.steps import Progress, StepFailed

BIN = VENV / "bin"
PURE = ("-p", "no:ckan", "-p", "no:ckan_fixtures")
RULES = ("tests/domain", "tests/app")
WITH_SERVICES = {"contracts", "integration", "browser", "docs", "wheel", "bench", "soak"}


@dataclass(frozen=True)
class Suite:
    """One part of the tests: the commands it runs, and whether they need services."""

    name: str
    commands: tuple[tuple[str | Path, ...], ...]
    needs_services: bool = True


def pytest(*arguments: str) -> tuple[str | Path, ...]:
    """The command line of one pytest run; what ``ARGS=`` holds comes last."""
    return (PYTHON, "-m", "pytest", *arguments, *shlex.split(os.environ.get("ARGS", "")))


def suites() -> dict[str, Suite]:
    """All suites in the order in which they run."""
    lint = (
        (BIN / "ruff", "check", "--output-format", "concise", "."),
        (BIN / "ruff", "format", "--check", "."),
        (BIN / "mypy",),
        (PYTHON, "config/dev/import_contracts.py"),
        (PYTHON, "config/dev/messages.py", "--check"),
    )
    found = (
        Suite("lint", lint, needs_services=False),
        Suite("pure", (pytest(*PURE, *RULES),), needs_services=False),
        Suite("files", (pytest(*PURE, *_other_folders()),), needs_services=False),
        Suite("contracts", (pytest("tests/contracts"),)),
        Suite("integration", (pytest("tests/integration"),)),
        Suite("browser", (pytest("tests/browser"),)),
        Suite("docs", (pytest("tests/docs"),)),
        Suite("wheel", (pytest(*PURE, "tests/wheel"),)),
    )
    return {suite.name: suite for suite in found if _exists(suite)}


def on_request() -> dict[str, Suite]:
    """Suites that take too long for every run."""
    found = (Suite("soak", (pytest("tests/soak"),)),)
    return {suite.name: suite for suite in found if _exists(suite)}


def soak() -> int:
    """Races, kills and losses, many of them: ``SATUDATA_SOAK_RACES``, ``SATUDATA_SOAK_KILLS``, ``SATUDATA_SOAK_SEED``."""
    return everything("soak")


def everything(*names: str) -> int:
    """Install, start services on free ports, run the suites, clean up; 1 when any suite failed."""
    name = f"test-{os.getpid()}"
    cleaning.remove_left_tests()
    with instances.held(name) as folder, stoppable():
        supervisor = Supervisor(folder / "logs")
        try:
            progress = Progress(total=6)
            prepare(progress)
            found = start_services(progress, supervisor, folder, durable=False)
            known = {**suites(), **on_request()} if names else suites()
            chosen = [suite for key, suite in known.items() if not names or key in names]
            return report([(suite, run_suite(suite, supervisor, found)) for suite in chosen], progress)
        finally:
            supervisor.stop_all()
            _keep_logs(folder)


def prepare(progress: Progress) -> None:
    """Install what the tests need and is not there."""
    with progress.step("Debian packages", download=True) as step:
        packages.ensure(step, packages.FOR_TEST)
    with progress.step("Python packages", download=True) as step:
        environment.ensure(step, environment.FOR_TEST)
        environment.messages()
    with progress.step("Solr", download=True) as step:
        jars.ensure(step)


def one(name: str) -> int:
    """Run one suite for a developer; services in the background are started or used again."""
    known = {**suites(), **on_request()}
    suite = known.get(name)
    if suite is None:
        raise StepFailed(f"there is no suite {name} here", f"Choose one of: {', '.join(known)}")
    if not PYTHON.exists() or not (BIN / "ruff").exists():
        prepare(Progress(total=3))
    environment.messages()
    if suite.needs_services and dev_services.start_in_background() != 0:
        return 1
    return max(
        subprocess.run([str(word) for word in command], cwd=ROOT).returncode for command in suite.commands
    )


def run_suite(suite: Suite, supervisor: Supervisor, found: Services) -> list[int]:
    """Run the commands of a suite one after the other, all of them; give their exit codes."""
    print(f"\n=== {suite.name} ===", flush=True)
    return [run_command(command, supervisor, found) for command in suite.commands]


def run_command(command: Sequence[str | Path], supervisor: Supervisor, found: Services) -> int:
    """Run one command on the terminal while watching that the services live."""
    process = subprocess.Popen(
        [str(word) for word in command], cwd=ROOT, env={**os.environ, **found.urls}, start_new_session=True
    )
    try:
        while process.poll() is None:
            supervisor.watch()
            time.sleep(0.1)
    except BaseException:
        _end_group(process)
        raise
    return process.returncode


def report(results: list[tuple[Suite, list[int]]], progress: Progress) -> int:
    """Print the verdict of every suite; 1 when any failed."""
    failed = [suite.name for suite, codes in results if any(codes)]
    print(f"\n=== Result, after {progress.elapsed()} ===")
    for suite, codes in results:
        print(f"  {suite.name:<14}{'FAILED' if any(codes) else 'passed'}")
    print(f"Failed: {', '.join(failed)}" if failed else "Everything passed.")
    return 1 if failed else 0


def _other_folders() -> list[str]:
    """Every folder of tests that needs no services and is not about the rules alone, so that none is forgotten."""
    folders = {file.relative_to(ROOT).parts[1] for file in (ROOT / "tests").glob("*/**/test_*.py")}
    return sorted({f"tests/{name}" for name in folders - WITH_SERVICES} - set(RULES))


def _exists(suite: Suite) -> bool:
    """Tell whether the folders that a suite names are there."""
    named = [str(word) for command in suite.commands for word in command if str(word).startswith("tests/")]
    return all((ROOT / folder).is_dir() for folder in named)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End a command and everything it started, first politely."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, each)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
            return


def _keep_logs(folder: Path) -> None:
    """Keep the services' logs of the last run, delete the rest."""
    logs = STATE / "test-logs"
    shutil.rmtree(logs, ignore_errors=True)
    with contextlib.suppress(OSError):
        shutil.copytree(folder / "logs", logs)
    cleaning.remove(folder)
