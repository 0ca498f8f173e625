"""What LibreOffice makes of the corpus' workbooks is read as the workbooks themselves are."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.desk import Desk, open_desk
from corpus.judge import judge
from corpus.named import load
from corpus.random_cases import random_case
from corpus.truth import Case

FORMATS = {"xls": "xls:MS Excel 97", "ods": "ods", "xlsx": "xlsx"}
RANDOM = range(1, 60)
NAMED = ("boring", "dates", "headers", "formulas", "totals")
MOST = 16


def workbooks() -> dict[str, Case]:
    """Give the cases that are Excel workbooks and are read: some by chance, some by name."""
    made = [random_case(number) for number in RANDOM]
    named = [maker.make() for name, maker in sorted(load().items()) if name.startswith(NAMED)]
    fit = [
        [case for case in cases if case.filename.endswith(".xlsx") and not case.truth.refusal][:MOST]
        for cases in (made, [case for case in named if not case.following])
    ]
    return {f"{number:03}": case for number, case in enumerate([*fit[0], *fit[1]])}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Case], Path]]:
    """Save every workbook by LibreOffice, in each format."""
    folder = tmp_path_factory.mktemp("office")
    cases = workbooks()
    for name, case in cases.items():
        (folder / f"{name}.xlsx").write_bytes(case.content)
    for extension, kind in FORMATS.items():
        command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--convert-to", kind, "--outdir", str(folder / extension)]
        files = [str(folder / f"{name}.xlsx") for name in cases]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    yield cases, folder


@pytest.mark.parametrize("extension", list(FORMATS))
def test_files_saved_by_libreoffice_are_read_as_before(
    saved: tuple[dict[str, Case], Path], extension: str
) -> None:
    """Every figure of the truth holds in the file that another program saved."""
    cases, folder = saved
    assert len(cases) > MOST
    with open_desk() as desk_folder:
        desk = Desk(Path(desk_folder))
        for name, case in cases.items():
            content = (folder / extension / f"{name}.{extension}").read_bytes()
            again = replace(
                case,
                content=content,
                filename=f"data.{extension}",
                truth=replace(case.truth, type=extension),
            )
            assert judge(again, desk).faults == [], case.name
