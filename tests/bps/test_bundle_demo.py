"""Every dataset of the demo in one bundle, as the portal makes it: hashes, package, office programs, equal twice."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ckanext.satudata.adapters import pdf
from ckanext.satudata.adapters.bps.builder import build
from ckanext.satudata.adapters.bps.verify import verify
from ckanext.satudata.adapters.dcat.bundle import entries as dcat_entries
from ckanext.satudata.adapters.sdmx.bundle import entries as sdmx_entries
from ckanext.satudata.demo import described
from ckanext.satudata.domain.bps.names import Collection
from support.calc import opened, sheets_of, without_values
from support.demo_contents import demo_contents

SLUGS = [one.slug for one in described.datasets()]
MAKERS = (dcat_entries, sdmx_entries)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ZIP of all of them."""
    folder = tmp_path_factory.mktemp("demo")
    items = [demo_contents()[slug] for slug in SLUGS]
    return folder / build(items, folder, makers=MAKERS, to_pdf=pdf.render, of=Collection("cycle", 1)).filename


@pytest.fixture(scope="module")
def unpacked(bundle: Path) -> Path:
    target = bundle.parent / "isi"
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(target)
    return target


def test_it_verifies_and_sha256sum_agrees(bundle: Path, unpacked: Path) -> None:
    assert verify(bundle) == []
    manifest = ["sha256sum", "--strict", "--quiet", "-c", "manifest-sha256.txt"]
    run = subprocess.run(manifest, cwd=unpacked, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, ""), run.stdout + run.stderr


def test_frictionless_accepts_every_table_of_the_package(unpacked: Path) -> None:
    program = str(Path(sys.executable).parent / "frictionless")
    command = [program, "validate", "datapackage.json", "--json"]
    run = subprocess.run(command, cwd=unpacked, capture_output=True, check=False)
    report: dict[str, Any] = json.loads(run.stdout)
    assert report["valid"], [task["errors"][:2] for task in report["tasks"] if not task["valid"]]
    package = json.loads((unpacked / "datapackage.json").read_text())
    tables = [one for one in package["resources"] if one.get("satudata:content_digest")]
    assert (len(tables), report["stats"]["tasks"]) == (len(SLUGS), len(package["resources"]))


def test_libreoffice_opens_each_workbook_and_letter_and_computes_equal_totals(
    unpacked: Path, tmp_path: Path
) -> None:
    books = sorted(unpacked.rglob("*.xlsx"))
    assert len([one for one in books if one.parent.name == "tabel"]) == len(SLUGS) and len(books) == 4 * len(
        SLUGS
    )
    copies = [
        without_values(b.read_bytes(), tmp_path / f"{number:03}.xlsx") for number, b in enumerate(books)
    ]
    letter = tmp_path / "surat.docx"
    letter.write_bytes((unpacked / "surat-pengantar.docx").read_bytes())
    pages = opened([*copies, letter], tmp_path)
    text = pages["surat"].read_text(encoding="utf-8", errors="replace")
    assert all(one.title.split()[-1] in text for one in described.datasets()) and "Tembusan" in text
    totals = 0
    for number, book in enumerate(books):
        sheets = sheets_of(pages[f"{number:03}"])
        kept = openpyxl.load_workbook(io.BytesIO(book.read_bytes()), data_only=True)
        assert len(sheets) == len(kept.sheetnames), book
        for shown, sheet in zip(sheets, kept.worksheets, strict=True):
            expected = [list(row) for row in sheet.iter_rows(values_only=True) if row[0] == "Jumlah"]
            found = [row for row in shown if row and row[0] == "Jumlah"]
            for mine, theirs in zip(expected, found, strict=True):
                figures = [(m, t) for m, t in zip(mine, theirs, strict=False) if isinstance(m, int | float)]
                assert all(t == pytest.approx(m, rel=1e-12) for m, t in figures), (book, mine, theirs)
                totals += len(figures)
    assert totals > 100, "totals were computed at all"


def test_the_same_datasets_again_are_equal_byte_for_byte(tmp_path: Path) -> None:
    files = []
    for place, slugs in enumerate((("stunting", "padi", "harga"), ("harga", "stunting", "padi"))):
        folder = tmp_path / str(place)
        folder.mkdir()
        items = [demo_contents()[slug] for slug in slugs]
        result = build(items, folder, makers=MAKERS, to_pdf=pdf.render, of=Collection("cycle", 1))
        files.append((folder / result.filename).read_bytes())
    assert files[0] == files[1]
