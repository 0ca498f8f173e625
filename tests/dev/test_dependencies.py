"""What the code imports is declared in pyproject.toml and stands in the lock file."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "ckanext-satudata"
LOCKED = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
# CKAN's own stack, pinned by its extra and used through it.
OF_CKAN = {
    "alembic",
    "babel",
    "flask",
    "flask-babel",
    "jinja2",
    "markupsafe",
    "sqlalchemy",
    "werkzeug",
    "psycopg2",
    "file-keeper",
}
OF_CKAN |= {"setuptools", "wtforms", "redis", "rq"}


def normal(name: str) -> str:
    """Give the normal form of a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    """Give the names of the distributions that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {normal(re.split(r"[\[<>=!~ ;]", line)[0]) for line in project["dependencies"]}


def imported() -> Iterator[tuple[str, str]]:
    """Give (distribution, file) for each import of another distribution in the package."""
    known = packages_distributions()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            for name in names:
                top = name.split(".")[0]
                if top not in sys.stdlib_module_names and top != "ckanext":
                    yield normal(known.get(top, [f"missing {top}"])[0]), file.relative_to(SOURCE).as_posix()


def test_every_import_is_declared() -> None:
    allowed = declared() | OF_CKAN
    assert not {(name, file) for name, file in imported() if name not in allowed}


def test_every_declared_distribution_is_locked() -> None:
    assert not declared() - LOCKED
