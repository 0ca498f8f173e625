"""Workbooks and letters as LibreOffice opens them: everything in one call, formulas computed anew."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

SECONDS = 240
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
CACHED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")
Cell = str | float


def opened(files: Sequence[Path], folder: Path) -> dict[str, Path]:
    """What LibreOffice made of each file, as HTML, by the file's name without its ending."""
    profile, made = folder / "profil", folder / "terbuka"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    command = ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "html"]
    subprocess.run(
        [*command, "--outdir", str(made), *map(str, files)], check=True, capture_output=True, timeout=SECONDS
    )
    return {file.stem: made / f"{file.stem}.html" for file in files}


def without_values(book: bytes, target: Path) -> Path:
    """The workbook with every kept result of a formula replaced by a wrong one, so that only computing gives the right one."""
    with (
        target.open("wb") as out,
        zipfile.ZipFile(out, "w") as archive,
        zipfile.ZipFile(io.BytesIO(book)) as given,
    ):
        for info in given.infolist():
            archive.writestr(info, CACHED.sub(rb"\1<v>-987</v>", given.read(info)))
    return target


class Sheets(HTMLParser):
    """The cells of LibreOffice's HTML, sheet after sheet, row after row: a number as it is kept, else the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[list[list[Cell]]] = []
        self.number: float | None = None
        self.text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.sheets.append([])
        elif tag == "tr" and self.sheets:
            self.sheets[-1].append([])
        elif tag == "td" and self.sheets:
            given = dict(attrs).get("sdval")
            self.number, self.text = (float(given) if given else None), []

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self.text is not None and self.sheets and self.sheets[-1]:
            shown = " ".join("".join(self.text).split())
            self.sheets[-1][-1].append(shown if self.number is None else self.number)
            self.text = None


def sheets_of(page: Path) -> list[list[list[Cell]]]:
    """Read the sheets of a workbook that LibreOffice wrote as HTML."""
    parser = Sheets()
    parser.feed(page.read_text(encoding="utf-8", errors="replace"))
    return parser.sheets
