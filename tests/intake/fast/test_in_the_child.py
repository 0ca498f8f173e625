"""Behind the child's closed doors the columns still answer: its ceilings hold, no file but its own is opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support import observations

CHILD = """
import sys
from pathlib import Path

from ckanext.satudata.adapters.intake import sandbox
from ckanext.satudata.adapters.intake.frictionless_check import FrictionlessArbiter
from ckanext.satudata.domain.intake.limits import Limits
from support.observations import SCHEMA

folder = Path(sys.argv[1])
sandbox.set_ceilings(Limits())
sandbox.leave_network()
sandbox.lock([folder])
answer = FrictionlessArbiter(folder, 1000).answer("data.csv", SCHEMA)
print(answer.route, answer.report["valid"], answer.reason)
"""


def test_columns_answer_in_the_child(tmp_path: Path) -> None:
    observations.write_csv(tmp_path / "data.csv", 40_000)
    tests = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": tests, "PATH": "", "HOME": str(tmp_path)},
    )
    assert done.stdout.split() == ["columns", "True"], done.stdout + done.stderr[-2000:]
