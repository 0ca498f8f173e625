"""No test is forgotten: every file of tests belongs to a suite."""

from __future__ import annotations

from devkit import testing
from devkit.paths import ROOT


def test_every_file_of_tests_is_run_by_a_suite() -> None:
    known = {**testing.suites(), **testing.on_request()}
    words = {str(word) for suite in known.values() for command in suite.commands for word in command}
    places = [ROOT / word for word in words if word.startswith("tests/")]
    files = (ROOT / "tests").rglob("test_*.py")
    forgotten = [
        str(file.relative_to(ROOT))
        for file in files
        if not any(place == file or place in file.parents for place in places)
    ]
    assert not forgotten
