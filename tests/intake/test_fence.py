"""The fence: what a file may cost, and what the child that reads it may do."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest
from data import hostile, offices

from ckanext.satudata.adapters.intake import fence
from ckanext.satudata.domain.intake.limits import Limits


def test_time_out_is_an_error_and_never_bad_data(desk: Any) -> None:
    before = time.monotonic()
    result = desk.check(offices.population(), limits=Limits(wall_seconds=0))
    assert time.monotonic() - before < 10
    assert (result.verdict, result.error["code"], result.refusal) == ("error", "WAKTU_HABIS", None)
    assert result.findings == [] and result.canonical is None
    assert desk.inspect(offices.population(), limits=Limits(wall_seconds=0))["error"]["code"] == "WAKTU_HABIS"


def test_out_of_memory_is_an_error(desk: Any) -> None:
    rows = "\n".join(f"Wanasari;{n};{n}" for n in range(400_000))
    content = ("Kecamatan;Tahun;Luas (ha)\n" + rows).encode()
    told = desk.inspect(content, "besar.csv", Limits(memory_bytes=120 * 1024 * 1024))
    assert told["error"]["code"] == "MEMORI_HABIS"
    assert told["refusal"] is None


def test_the_file_itself_says_nothing_about_an_error(desk: Any) -> None:
    error = desk.check(offices.population(), limits=Limits(wall_seconds=0)).error
    assert "bukan karena data" not in error["message"]
    assert error["mend"] == "Berkas aman. Pemeriksaan dapat diulang."


def test_nothing_is_left_behind(desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    desk.inspect(offices.population())
    desk.check(offices.population(), limits=Limits(wall_seconds=0))
    assert list(scratch.iterdir()) == []


def test_the_parents_environment_is_not_handed_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SATUDATA_DATABASE_URL", "postgresql://u:secret@h/db")
    assert "secret" not in str(fence._environment(tmp_path))


def run_locked(code: str, folder: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a process that has locked itself up as the child does."""
    start = f"""
    from pathlib import Path
    from ckanext.satudata.adapters.intake import sandbox
    sandbox.leave_network()
    sandbox.lock([Path({str(folder)!r})], [Path(file) for file in {[str(file) for file in files]!r}])
    """
    script = textwrap.dedent(start) + textwrap.dedent(code)
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, env=os.environ
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.execv('/bin/true', ['true'])",
        "open('/tmp/satudata-outside', 'w')",
        "from pathlib import Path; Path('/tmp/satudata-outside').write_bytes(b'x')",
        "import os; os.open('/tmp/satudata-outside', os.O_WRONLY | os.O_CREAT)",
        "open('/etc/passwd')",
        "open('/proc/1/environ')",
        "from pathlib import Path; Path('../../../../etc/hostname').read_text()",
    ],
)
def test_the_child_may_not(code: str, tmp_path: Path) -> None:
    done = run_locked(code, tmp_path)
    assert done.returncode != 0 and "Forbidden" in done.stderr
    assert not Path("/tmp/satudata-outside").exists()


def test_the_child_may_write_where_it_was_told(tmp_path: Path) -> None:
    done = run_locked(f"open({str(tmp_path / 'a')!r}, 'w').write('x')", tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_child_reads_what_it_was_given_and_its_libraries(tmp_path: Path) -> None:
    given, folder = tmp_path / "given.csv", tmp_path / "own"
    given.write_text("a")
    folder.mkdir()
    code = f"""
    from zoneinfo import ZoneInfo
    ZoneInfo("Asia/Jakarta")
    import xml.dom.minidom
    open({str(given)!r})
    """
    refused = run_locked(code, folder)
    assert refused.returncode != 0 and "Forbidden: open" in refused.stderr and "given.csv" in refused.stderr
    done = run_locked(code, folder, given)
    assert done.returncode == 0, done.stderr


def test_progress_is_heard(desk: Any, tmp_path: Path) -> None:
    heard: list[dict[str, Any]] = []
    path = desk.lay(offices.population(), "a.xlsx")
    fence.check(path, "a.xlsx", None, None, {"home": "99.01"}, tmp_path / "o", on_progress=heard.append)
    assert [item["stage"] for item in heard] == ["read", "tables", "convert", "convert", "judge", "judge"]
    assert heard[-1] == {"stage": "judge", "rows": 8, "of": 8}


def test_hostile_files_cost_little(desk: Any) -> None:
    for content in (hostile.far_corners(), hostile.false_dimension(), hostile.billion_laughs()):
        before = time.monotonic()
        desk.inspect(content, limits=Limits(memory_bytes=400 * 1024 * 1024))
        assert time.monotonic() - before < 10


def test_the_original_is_not_changed(desk: Any) -> None:
    content = offices.population()
    desk.check(content, "asli.xlsx")
    assert (desk.folder / "asli.xlsx").read_bytes() == content
