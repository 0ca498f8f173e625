"""The rules and the use cases stand on the standard library alone (and on our own inner rings)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "ckanext-satudata" / "ckanext" / "satudata"
ALLOWED = {
    "domain": ("ckanext.satudata.domain",),
    "app": ("ckanext.satudata.domain", "ckanext.satudata.app"),
}


def imported(file: Path) -> Iterator[str]:
    """Give the full name of every module that ``file`` imports, relative ones resolved."""
    package = ("ckanext.satudata", *file.relative_to(SOURCE).parent.parts)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package).split(".")
            stem = ".".join(base[: len(base) - node.level + 1])
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from (f"{stem}.{name}" for name in names)


def foreign(file: Path, allowed: tuple[str, ...]) -> list[str]:
    """Give the imports of ``file`` that its ring does not allow."""
    return [
        name
        for name in imported(file)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(allowed)
    ]


@pytest.mark.parametrize("ring", ALLOWED)
def test_ring_imports_nothing_foreign(ring: str) -> None:
    files = sorted((SOURCE / ring).rglob("*.py"))
    faults = {str(f.relative_to(SOURCE)): found for f in files if (found := foreign(f, ALLOWED[ring]))}
    assert files
    assert not faults


def test_a_foreign_import_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "SOURCE", tmp_path)
    file = tmp_path / "domain" / "rule.py"
    file.parent.mkdir()
    file.write_text("import json\nimport yaml\nfrom ..model import tables\nfrom . import errors\n")
    assert foreign(file, ALLOWED["domain"]) == ["yaml", "ckanext.satudata.model"]
