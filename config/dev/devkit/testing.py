"""``make test``: every suite against services of its own, two at a time, a plain verdict at the end.

Every pytest run makes databases, a Solr site and a storage folder of its own, so that runs do not meet.
"""

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
FILES_AT_MOST = 16
AT_A_TIME = min(2, os.cpu_count() or 1)
QUICK = {"lint", "pure"}
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
        Suite("files", tuple(pytest(*PURE, part) for part in _other_folders()), needs_services=False),
        Suite("contracts", (pytest("tests/contracts"),)),
        Suite("integration", tuple(pytest(*part) for part in integration_parts())),
        Suite("browser", (pytest("tests/browser"),)),
        Suite("docs", (pytest("tests/docs"),)),
        Suite("wheel", (pytest(*PURE, "tests/wheel"),)),
    )
    return {suite.name: suite for suite in found if _exists(suite)}


def integration_parts() -> list[list[str]]:
    """The integration tests in parts that can run beside each other: folders, large ones in pieces, and the files beside."""
    root = ROOT / "tests" / "integration"
    parts = [part for folder in _folders(root) for part in _in_pieces(folder)]
    parts.sort(key=lambda files: (-len(files), files))
    return [_paths(part) for part in [*parts, sorted(root.glob("test_*.py"))]]


def _folders(root: Path) -> list[Path]:
    return sorted({file.parent for file in root.rglob("test_*.py")} - {root})


def _in_pieces(folder: Path) -> list[list[Path]]:
    """A folder's files, every second (third ...) one in a piece of its own where they are many."""
    files = sorted(folder.glob("test_*.py"))
    pieces = -(-len(files) // FILES_AT_MOST)
    return [files[first::pieces] for first in range(pieces)]


def _paths(files: Sequence[Path]) -> list[str]:
    return [str(file.relative_to(ROOT)) for file in files]


def on_request() -> dict[str, Suite]:
    """Suites that take too long for every run."""
    processors = "tests/bench/test_validation.py"  # before what leaves a database busy
    bench = (pytest(*PURE, "-s", processors), pytest(*PURE, "-s", "tests/bench", f"--ignore={processors}"))
    found = (
        Suite("soak", (pytest("tests/soak"),)),
        Suite("bench", bench),
        Suite("corpus", ((PYTHON, "config/dev/corpus.py"),), needs_services=False),
    )
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
            return report(run_all(chosen, supervisor, found, folder / "output"), progress)
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


@dataclass
class Running:
    """One command of a suite that runs, and where its output goes."""

    suite: Suite
    command: tuple[str | Path, ...]
    output: Path
    process: subprocess.Popen[bytes]
    started: float

    @property
    def title(self) -> str:
        """What people call it: the suite and the folder, the first of its files or the program."""
        words = [str(word) for word in self.command]
        tests = [word.removeprefix("tests/") for word in words if word.startswith("tests/")]
        more = f" and {len(tests) - 1} more" if len(tests) > 1 else ""
        return f"{self.suite.name}: {tests[0] if tests else Path(words[0]).name}{more}"


def run_all(
    chosen: Sequence[Suite], supervisor: Supervisor, found: Services, folder: Path
) -> list[tuple[Suite, list[int]]]:
    """Run every command of every suite, as many at a time as ``AT_A_TIME``; the longest begin.

    The output of a command is printed when it ends, whole. Watches that the services live.
    """
    folder.mkdir(parents=True, exist_ok=True)
    waiting = [(suite, command) for suite in chosen for command in suite.commands]
    waiting.sort(
        key=lambda job: (job[0].name != "integration", not job[0].needs_services, job[0].name in QUICK)
    )
    running: list[Running] = []
    codes: dict[str, list[int]] = {suite.name: [] for suite in chosen}
    try:
        while waiting or running:
            while waiting and len(running) < AT_A_TIME:
                running.append(_begin(*waiting.pop(0), found, folder / f"{len(waiting)}.txt"))
            supervisor.watch()
            time.sleep(0.1)
            for job in [job for job in running if job.process.poll() is not None]:
                running.remove(job)
                codes[job.suite.name].append(_ended(job))
    except BaseException:
        for job in running:
            _end_group(job.process)
        raise
    return [(suite, codes[suite.name]) for suite in chosen]


def _begin(suite: Suite, command: tuple[str | Path, ...], found: Services, output: Path) -> Running:
    with output.open("wb") as sink:
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=ROOT,
            env={**os.environ, **found.urls},
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    job = Running(suite, command, output, process, time.monotonic())
    print(f"… {job.title}", flush=True)
    return job


def _ended(job: Running) -> int:
    """Print what a command said, and how it ended."""
    took = time.monotonic() - job.started
    print(f"\n=== {job.title}, {took:.0f} s ===", flush=True)
    print(job.output.read_text(encoding="utf-8", errors="replace"), flush=True)
    return job.process.returncode


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
    own = {ROOT / "tests" / name for name in folders - WITH_SERVICES} - {ROOT / place for place in RULES}
    largest = sorted(own, key=lambda folder: (-len(list(folder.rglob("test_*.py"))), folder.name))
    return _paths(largest)


def _exists(suite: Suite) -> bool:
    """Tell whether the folders and files that a suite names are there."""
    named = [str(word) for command in suite.commands for word in command if str(word).startswith("tests/")]
    return all((ROOT / place).exists() for place in named)


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
