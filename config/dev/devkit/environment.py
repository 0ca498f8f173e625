"""The virtual environment: a Python of at least 3.11, the locked packages, the project itself."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from devkit.paths import BOOTSTRAP, PYTHON, ROOT, STATE, VENV
from devkit.steps import Step, StepFailed, call

CANDIDATES = ("/usr/bin/python3.11", "/usr/bin/python3", "python3.11", "python3")
OLDEST = (3, 11)
FOR_RUN = ROOT / "requirements.lock"
FOR_TEST = ROOT / "requirements-test.lock"
UV_LOCK = ROOT / "config" / "dev" / "uv.lock.txt"
NETWORK = "Look whether this machine reaches its package index, then start again; what is done is kept."


def interpreter() -> str | None:
    """Give the Python that the virtual environment is made of: Debian's own where it is new enough."""
    for candidate in CANDIDATES:
        path = shutil.which(candidate)
        if path and _version(path) >= OLDEST:
            return path
    return None


def ensure(step: Step, lock: Path) -> None:
    """Install the packages of ``lock`` and the project, unless the stamp says that they are there."""
    stamp = VENV / f"{lock.stem}.stamp"
    wanted = _digest(lock, ROOT / "setup.py", ROOT / "pyproject.toml")
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        step.already()
        return
    _bootstrap()
    if not PYTHON.exists():
        _uv("venv", "--python", _interpreter(), "--clear", VENV)
    _uv("pip", "install", "--python", PYTHON, "--compile-bytecode", "--require-hashes", "-r", lock)
    _uv("pip", "install", "--python", PYTHON, "--no-deps", "--no-build-isolation", "-e", ROOT)
    stamp.write_text(wanted, encoding="ascii")


def messages() -> None:
    """Compile the translations when a part file is newer than the result."""
    locale = ROOT / "ckanext-satudata/ckanext/satudata/i18n/id"
    compiled = locale / "LC_MESSAGES/ckanext-satudata.mo"
    changed = [
        path.stat().st_mtime for path in (locale / "parts", *(locale / "parts").glob("*.po")) if path.exists()
    ]
    if compiled.exists() and compiled.stat().st_mtime > max(changed, default=0):
        return
    call("messages", [PYTHON, ROOT / "config/dev/messages.py"], "Mend the part file that is named above.")


def lock_again() -> None:
    """Compile both lock files anew from pyproject.toml."""
    _bootstrap()
    product = [ROOT / "pyproject.toml", "--extra", "web"]
    common = [
        "--quiet",
        "--upgrade",
        "--no-annotate",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-header",
    ]
    _uv("pip", "compile", *common, "pyproject.toml", *product, "--group", "run", "-o", FOR_RUN)
    _uv("pip", "compile", *common, *product, "-c", FOR_RUN, "--group", "dev", "-o", FOR_TEST)


def _bootstrap() -> None:
    """Make the small environment that holds uv."""
    if (BOOTSTRAP / "bin" / "uv").exists():
        return
    STATE.mkdir(exist_ok=True)
    remedy = "Install Debian's python3-venv, then start again."
    call("bootstrap-venv", [_interpreter(), "-m", "venv", "--clear", BOOTSTRAP], remedy)
    call("bootstrap-uv", [BOOTSTRAP / "bin/pip", "install", "-q", "--require-hashes", "-r", UV_LOCK], NETWORK)


def _uv(*arguments: str | Path) -> None:
    env = {**os.environ, "UV_NO_PROGRESS": "1", "UV_HTTP_TIMEOUT": "180"}
    name = "uv-" + "-".join(str(word) for word in arguments[:2] if "/" not in str(word))
    call(name, [BOOTSTRAP / "bin" / "uv", *arguments], NETWORK, env=env)


def _interpreter() -> str:
    found = interpreter()
    if found is None:
        raise StepFailed("no Python of 3.11 or newer", "Install Debian 12's python3, or a newer Python.")
    return found


def _version(python: str) -> tuple[int, ...]:
    code = "import sys; print(*sys.version_info[:2])"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return tuple(int(part) for part in done.stdout.split()) if done.returncode == 0 else ()


def _digest(*files: Path) -> str:
    digest = hashlib.sha256(str(VENV).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
