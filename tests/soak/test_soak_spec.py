"""Frictionless' own specification as an independent oracle: its tests ship in the wheel, the files they read do not.

``SATUDATA_FRICTIONLESS_FOLDER`` names a folder with the ``data`` of Frictionless' repository at the same release; without
it the test is skipped, and says so.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import frictionless
import pytest

FOLDER = os.environ.get("SATUDATA_FRICTIONLESS_FOLDER", "")
MODULES = ("checks", "table", "validator", "package/__spec__/test_validate.py", "inquiry", "report")
INI = "[pytest]\nmarkers =\n    ci: left out\n    vcr: left out\n"


@pytest.mark.skipif(not FOLDER, reason="SATUDATA_FRICTIONLESS_FOLDER names no folder with Frictionless' data")
def test_its_own_tests_see_no_difference(tmp_path: Path) -> None:
    ini = tmp_path / "pytest.ini"
    ini.write_text(INI, encoding="utf-8")
    place = Path(frictionless.__file__).parent
    chosen = [str(place / module) for module in MODULES]
    chosen += [str(path) for path in sorted((place / "resource/__spec__").glob("test_validate*.py"))]
    off = ["-p", "no:ckan", "-p", "no:ckan_fixtures", "-p", "no:cacheprovider"]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-c",
        str(ini),
        *off,
        "-p",
        "support.spec_oracle",
        *chosen,
    ]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    done = subprocess.run(command, cwd=FOLDER, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
    routes = dict(re.findall(r"'(columns|stream)': (\d+)", done.stdout))
    assert routes.keys() == {"columns", "stream"}, done.stdout[-400:]
