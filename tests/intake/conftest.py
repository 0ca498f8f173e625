"""Real files through the real child process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from ckanext.satudata.adapters.intake import fence
from ckanext.satudata.domain.intake.limits import Limits
from support import shapes

LIMITS = Limits(wall_seconds=60, cpu_seconds=60)


class Desk:
    """A clerk's desk: files are laid on it, inspected and checked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lay(self, content: bytes, name: str) -> Path:
        """Put a file on the desk."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def inspect(
        self, content: bytes, name: str = "data.xlsx", limits: Limits = LIMITS, **hints: Any
    ) -> dict[str, Any]:
        """Inspect a file."""
        found = fence.inspect(self.lay(content, name), name, {"home": "99.01", **hints}, limits)
        shapes.fits("inspection", found)
        return found

    def check(
        self,
        content: bytes,
        name: str = "data.xlsx",
        recipe: Mapping[str, Any] | None = None,
        schema: Mapping[str, Any] | None = None,
        limits: Limits = LIMITS,
        out: str = "out",
        **context: Any,
    ) -> fence.CheckResult:
        """Check a file."""
        known = {"home": "99.01", "today": "2026-11-21", **context}
        result = fence.check(self.lay(content, name), name, recipe, schema, known, self.folder / out, limits)
        shapes.fits("check", result.to_dict())
        return result


ANEW = ("test_fence", "test_cli", "test_orphans")


@pytest.fixture(scope="module", autouse=True)
def children(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fork children from a nursery, which saves loading their libraries; what is about the fence starts them anew."""
    if request.module.__name__.rpartition(".")[2] in ANEW:
        fence.cool()
    else:
        fence.warm()
    yield


@pytest.fixture(scope="session", autouse=True)
def last() -> Iterator[None]:
    """Close the nursery behind the last test."""
    yield
    fence.cool()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give an empty desk."""
    return Desk(tmp_path)


@pytest.fixture
def codes() -> Callable[[Mapping[str, Any]], list[str]]:
    """Give a function that lists the codes of questions or findings."""
    return lambda told: [item["code"] for item in told.get("questions", told.get("findings", []))]
