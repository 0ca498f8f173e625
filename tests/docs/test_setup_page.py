"""The page about set-up names every command and every variable, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/set-up.md").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def variables_in(folder: Path) -> set[str]:
    """Give the names of the environment variables that the Python files of ``folder`` read."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    return set(re.findall(r'"(SATUDATA_[A-Z_]+_URL)"', text))


@pytest.mark.parametrize("target", [target for target in TARGETS if target != "help"])
def test_every_make_target_is_described(target: str) -> None:
    assert f"| `make {target}` |" in PAGE


def test_no_make_target_is_invented() -> None:
    described = set(re.findall(r"^\| `make ([a-z-]+)` \|", PAGE, re.MULTILINE))
    assert described <= set(TARGETS)


def test_the_variables_are_those_that_are_read() -> None:
    described = set(re.findall(r"^\| `(SATUDATA_[A-Z_]+)` \|", PAGE, re.MULTILINE))
    assert described == variables_in(ROOT / "config/dev/devkit")


def test_the_packages_are_those_that_are_installed() -> None:
    from devkit.packages import FOR_TEST

    assert not [need.package for need in FOR_TEST if need.package not in PAGE]
