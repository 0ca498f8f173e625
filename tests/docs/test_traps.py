"""The page of traps: every trap has a row, every row a test, and every test that is named exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "traps.md"
COUNTS = {"A": 20, "B": 13, "C": 12, "D": 4, "E": 9, "F": 5, "G": 5}
TRAPS = [f"{part}{number}" for part, count in COUNTS.items() for number in range(1, count + 1)]
ROW = re.compile(r"^\| ([A-G]\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")


def rows() -> dict[str, list[tuple[str, str]]]:
    """The (file, test) pairs of each trap on the page."""
    return {trap: TEST.findall(tests) for trap, _, tests in ROW.findall(PAGE.read_text(encoding="utf-8"))}


def functions(file: str) -> dict[str, ast.FunctionDef]:
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def marked(function: ast.FunctionDef) -> set[str]:
    """The traps that a test's markers name."""
    calls = [one for one in function.decorator_list if isinstance(one, ast.Call)]
    named = [one for one in calls if ast.unparse(one.func) == "pytest.mark.trap"]
    return {argument.value for call in named for argument in call.args if isinstance(argument, ast.Constant)}


def test_every_trap_has_its_row_in_order() -> None:
    assert list(rows()) == TRAPS


@pytest.mark.parametrize("trap", TRAPS)
def test_a_test_closes_it(trap: str) -> None:
    named = rows()[trap]
    assert named, f"{trap} has no test"
    assert [f"{file}::{name}" for file, name in named if name not in functions(file)] == []


def test_markers_name_known_traps() -> None:
    found = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        for function in functions(str(file.relative_to(ROOT / "tests"))).values():
            found |= marked(function)
    assert found - set(TRAPS) == set()
