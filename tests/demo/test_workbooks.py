"""The demo's office files are read, and fail where they are meant to."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.satudata.adapters.intake import fence
from ckanext.satudata.demo import described
from ckanext.satudata.demo.described import Dataset
from ckanext.satudata.demo.workbooks import office_file
from ckanext.satudata.domain.intake.recipe import answer

HOME = {"home": "99.01", "today": "2026-11-21"}
FILES = [
    pytest.param(dataset, number, id=f"{dataset.slug}-{number}")
    for dataset in described.datasets()
    for number in range(1, len(dataset.editions) + 1)
]


KINDS = {"penduduk", "nakes", "stunting", "harga", "padi", "dbd"}
"""One file of each kind; loading the demo reads all the others."""


def stored(dataset: Dataset, number: int, folder: Path) -> Path:
    path = folder / dataset.editions[number - 1].file
    path.write_bytes(office_file(dataset, number))
    return path


def checked(dataset: Dataset, number: int, folder: Path) -> fence.CheckResult:
    """Confirm a file's reading with the answers that the story gives, and check it."""
    path = stored(dataset, number, folder)
    found = fence.inspect(path, path.name, HOME)
    assert found["refusal"] is None
    recipe = found["proposal"]
    for question in found["questions"]:
        if question["confirm"]:
            given = dataset.answers.get(question["code"]) or {"value": question["confirm"]["suggested"]}
            recipe = answer(recipe, question, given["value"], given.get("reason"))
    return fence.check(path, path.name, recipe, None, HOME, folder / "out")


@pytest.mark.parametrize(("dataset", "number"), FILES)
def test_a_file_is_the_same_at_every_call(dataset: Dataset, number: int) -> None:
    assert office_file(dataset, number) == office_file(dataset, number)


@pytest.mark.parametrize(("dataset", "number"), [file for file in FILES if file.values[0].slug in KINDS])
def test_a_file_is_read_and_judged_as_meant(dataset: Dataset, number: int, tmp_path: Path) -> None:
    result = checked(dataset, number, tmp_path)
    rejects = [finding["code"] for finding in result.findings if finding["severity"] == "tolak"]
    faulty = bool(dataset.editions[number - 1].faults)
    assert rejects == (["JUMLAH_KOLOM_BEDA"] if faulty else [])
    assert result.verdict == ("fail" if faulty else "pass")


def test_the_fault_is_found_in_its_cell(tmp_path: Path) -> None:
    dataset = next(item for item in described.datasets() if item.slug == "dbd")
    finding = next(
        item for item in checked(dataset, 1, tmp_path).findings if item["code"] == "JUMLAH_KOLOM_BEDA"
    )
    assert finding["cells"] == ["F12"]


def test_a_csv_looks_as_excel_saves_it() -> None:
    dataset = next(item for item in described.datasets() if item.slug == "harga")
    text = office_file(dataset, 1).decode("utf-8-sig")
    assert text.splitlines()[:2] == [
        "Pasar;Kecamatan;Tanggal;Komoditas;Satuan Jual;Harga (Rp)",
        "Pasar Induk Sukamaju;Sukamaju Kota;02/01/2023;Beras medium;kg;12.200",
    ]
