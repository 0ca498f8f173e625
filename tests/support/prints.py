"""The text of printed SOPs, as it is compared with the golden files.

``python tests/support/prints.py`` writes the golden files anew; look at the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

from ckanext.satudata.adapters import sop_files, sop_print

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/prints/golden"
SOPS: dict[str, dict[str, Any]] = {
    source.document["id"]: source.document for source in sop_files.sources(str(ROOT / "config/sop"))
}
FOOT = "Dicetak 21 November 2026"


def sheet_of(name: str) -> BeautifulSoup:
    """The printed sheet of a shipped SOP."""
    return BeautifulSoup(sop_print.html(SOPS[name], FOOT), "html.parser")


def words(tag: Tag) -> str:
    """The visible text of a part, with single blanks."""
    return " ".join(tag.get_text(" ").split())


def rows(name: str) -> dict[int, Tag]:
    """The printed steps by number."""
    found = sheet_of(name).select("tr[id^=langkah-]")
    return {int(str(row["id"]).removeprefix("langkah-")): row for row in found}


def drawn(cell: Tag) -> str:
    """What stands in a cell of the flowchart: the name of the symbol and the words at it."""
    picture = cell.find("svg")
    if not isinstance(picture, Tag):
        return ""
    return " ".join([str(picture["aria-label"]), *(text.get_text() for text in picture.find_all("text"))])


def text_of(name: str) -> str:
    """The printed sheet as lines of text: identity, head of the table, steps, total, notes."""
    sheet = sheet_of(name)
    lines = [f"# {words(sheet.select_one('.sop-judul'))}", words(sheet.select_one(".lambang"))]
    for row in sheet.select(".sop-identitas tr"):
        lines += [" | ".join(words(cell) for cell in row.select("th, td:not(.lambang)"))]
    lines += [
        " | ".join(words(cell) for cell in row.select("th")) for row in sheet.select(".sop-alir thead tr")
    ]
    for row in sheet.select("tr[id^=langkah-]"):
        lines.append(
            " | ".join(drawn(c) if "alir" in c.get("class", []) else words(c) for c in row.select("td, th"))
        )
    lines += [words(row) for row in sheet.select(".sop-alir .total")]
    lines += [words(note) for note in sheet.select(".sop-catatan p, .sop-catatan li")]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for sop_id in SOPS:
        (GOLDEN / f"{sop_id}.txt").write_text(text_of(sop_id), encoding="utf-8")
