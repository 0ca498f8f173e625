"""The wheel, built from the source distribution and installed in an empty environment, starts CKAN."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import databases

ROOT = Path(__file__).resolve().parents[2]
UV = ROOT / ".satudata" / "bootstrap" / "bin" / "uv"
PLUGINS = ("satudata", "satudata_validation", "scheming_datasets", "datastore")
START = """
import os
from ckan.cli import load_config
from ckan.config.middleware import make_app
from ckan.plugins import plugin_loaded
from werkzeug.test import Client

app = make_app(load_config(os.environ["CKAN_INI"]))
missing = [name for name in os.environ["PLUGINS"].split() if not plugin_loaded(name)]
assert not missing, missing
page = Client(app).get("/", base_url="http://127.0.0.1:5000")
assert page.status_code == 200, page.status
assert 'lang="id"' in page.text
"""


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command far from the clone's own import paths; give its output."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the clone."""
    return tmp_path_factory.mktemp("wheel")


@pytest.fixture(scope="module")
def wheel(folder: Path) -> Path:
    """The wheel, built from the source distribution."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder / "dist", ROOT, cwd=folder)
    return next((folder / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def empty_environment(folder: Path, wheel: Path) -> Path:
    """A virtual environment with the locked packages and the wheel, nothing else."""
    venv = folder / "venv"
    python = venv / "bin" / "python"
    lock = ROOT / "requirements.lock"
    run(UV, "venv", "-q", "--python", sys.executable, venv, cwd=folder)
    run(UV, "pip", "install", "-q", "--python", python, "--require-hashes", "-r", lock, cwd=folder)
    run(UV, "pip", "install", "-q", "--python", python, "--no-deps", wheel, cwd=folder)
    return venv


@pytest.fixture(scope="module")
def ini(folder: Path) -> Iterator[Path]:
    """A configuration with databases of its own."""
    found = databases.from_environment()
    with databases.copied(found, folder, f"wheel{os.getpid()}") as own:
        yield databases.write_ini(folder, own, f"ckan.site_id = satudata_wheel{os.getpid()}")


@pytest.mark.parametrize(
    "part",
    [
        "ckanext/satudata/templates/",
        "ckanext/satudata/migration/satudata/versions/",
        "ckanext/satudata/i18n/id/LC_MESSAGES/ckanext-satudata.mo",
        "ckanext/satudata/schemas/",
        "ckanext/satudata/defaults/sop/",
        "ckanext/satudata/defaults/solr/Launcher.java",
        "ckanext/satudata/defaults/deploy/wsgi.py",
        "ckanext/satudata/defaults/ini/production.ini.tmpl",
    ],
)
def test_the_wheel_holds(wheel: Path, part: str) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.startswith(part)]


def test_the_wheel_leaves_out_what_serves_the_clone_only(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    foreign = [name for name in names if "/defaults/dev/" in name or name.startswith("tests/")]
    foreign += [name for name in names if name == "ckanext/__init__.py"]
    assert not foreign


def test_the_wheel_holds_every_module_of_the_tree(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "ckanext-satudata"
    modules = {file.relative_to(source).as_posix() for file in (source / "ckanext/satudata").rglob("*.py")}
    assert not modules - names


def test_ckan_starts_with_the_plugins(empty_environment: Path, ini: Path, folder: Path) -> None:
    run(
        empty_environment / "bin" / "python",
        "-c",
        START,
        cwd=folder,
        CKAN_INI=str(ini),
        PLUGINS=" ".join(PLUGINS),
    )


def test_the_command_without_ckan_answers(empty_environment: Path, folder: Path) -> None:
    said = run(empty_environment / "bin" / "satudata", "--help", cwd=folder)
    assert "bundle" in said
    assert "intake" in said
