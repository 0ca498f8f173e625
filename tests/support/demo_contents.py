"""The demo's datasets as bundles get them: office files read, confirmed and checked as the story tells, in this process."""

from __future__ import annotations

import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from data.in_process import LISTS, Bench

from ckanext.satudata.adapters.intake.reader import FileReader
from ckanext.satudata.app.intake.inspect import inspect_file
from ckanext.satudata.demo import described
from ckanext.satudata.demo.described import Dataset
from ckanext.satudata.demo.workbooks import office_file
from ckanext.satudata.domain.bps.content import BundleContent
from ckanext.satudata.domain.intake.limits import Limits
from ckanext.satudata.domain.intake.recipe import answer
from support.bundle_samples import content

HOME = {"home": "99.01", "today": "2026-11-21"}
SUKAMAJU = {"kode_kemendagri": "99.01", "kode_bps": "9902", "nama": "Kabupaten Sukamaju"}


@cache
def demo_contents() -> dict[str, BundleContent]:
    """Every dataset of the demo by its slug, with its newest file; one without a file has a table without rows."""
    offices = {office.name: office for office in described.offices()}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        return {one.slug: made(one, offices[one.office].title, bench) for one in described.datasets()}


def made(dataset: Dataset, office: str, bench: Bench) -> BundleContent:
    """One dataset of the demo."""
    described_as = {"name": dataset.slug, "klasifikasi_akses": "terbuka", **dataset.metadata}
    given: dict[str, Any] = {
        "dataset": described_as,
        "organization": {"title": office},
        "kabupaten": SUKAMAJU,
    }
    if not dataset.editions:
        return without_rows(given)
    read = bench.check(office_file(dataset, len(dataset.editions)), *file_and_recipe(dataset, bench.folder))
    assert read.canonical is not None, (dataset.slug, read.codes)
    table = read.canonical.read_bytes()
    return content(table, schema=read.data["schema"], codes={}, **given)


def without_rows(given: dict[str, Any]) -> BundleContent:
    """A dataset whose file is still to come."""
    empty = content(**given)
    header = ",".join(field["name"] for field in empty.schema["fields"]) + "\n"
    return content(header.encode(), codes={}, **given)


def file_and_recipe(dataset: Dataset, folder: Path) -> tuple[str, Any]:
    """The name of the newest file, and its reading with every question answered as the story tells."""
    name = dataset.editions[-1].file
    data = office_file(dataset, len(dataset.editions))
    path = folder / f"{sha256(data).hexdigest()}-{name}"
    path.write_bytes(data)
    container = {"filename": name, "type": None, "sha256": sha256(data).hexdigest(), "bytes": len(data)}
    found = inspect_file(FileReader(path, name, Limits()), container, LISTS, HOME)
    recipe = found["proposal"]
    for question in found["questions"]:
        if question["confirm"]:
            told = dataset.answers.get(question["code"]) or {"value": question["confirm"]["suggested"]}
            recipe = answer(recipe, question, told["value"], told.get("reason"))
    return name, recipe
