"""HTML to PDF: always the same bytes, and nothing read from outside of the text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ckanext.satudata.adapters import pdf

PAGE = """<html lang="id"><head><title>Cetak</title></head><body><table><thead><tr><th>A</th><th>B</th></tr></thead>
<tr><td>Halo ≥ ✓</td><td>1.234,5</td></tr></table>
<svg width="40" height="20" viewBox="0 0 40 20"><path d="M0 0L40 20" stroke="#000"/></svg></body></html>"""
MAKE = """import hashlib, sys
from ckanext.satudata.adapters import pdf
print(hashlib.sha256(pdf.render(sys.argv[1])).hexdigest())"""


def made_elsewhere(seed: str) -> str:
    """Digest of the page as another process makes it."""
    env = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", MAKE, PAGE], env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_two_processes_make_the_same_bytes() -> None:
    assert made_elsewhere("1") == made_elsewhere("2")


def test_it_is_a_pdf_without_a_time_of_making() -> None:
    made = pdf.render(PAGE)
    assert made.startswith(b"%PDF-")
    assert b"CreationDate" not in made


def test_a_file_of_the_machine_is_not_read(tmp_path: Path) -> None:
    picture = tmp_path / "secret.svg"
    picture.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    )
    address = picture.as_uri()
    style = pdf.render(f"<style>body{{background:url({address})}}</style><p>x</p>")
    assert style == pdf.render("<style></style><p>x</p>")
    assert pdf.render(f"<p>x</p><img src='{address}'>") == pdf.render("<p>x</p><img src='file:///not-there'>")


def test_the_ground_gives_way_to_the_text() -> None:
    small, large = (f"<style>@page {{ size: {size} }}</style><p>x</p>" for size in ("A6", "A4"))
    assert pdf.render(small) != pdf.render(large)
    assert pdf.render("<p>x</p>", "@page { size: A6 }") != pdf.render("<p>x</p>")
