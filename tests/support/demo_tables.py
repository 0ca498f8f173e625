"""The tables of the demo, read and judged in this process: quick enough for every dataset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from data.in_process import LISTS, Bench

from ckanext.satudata.adapters.intake.reader import FileReader
from ckanext.satudata.app.intake.inspect import inspect_file
from ckanext.satudata.demo import described
from ckanext.satudata.demo.described import Dataset
from ckanext.satudata.demo.workbooks import office_file
from ckanext.satudata.domain.intake.limits import Limits
from ckanext.satudata.domain.intake.recipe import answer

HOME = {"home": "99.01", "today": "2026-11-21"}


@dataclass(frozen=True)
class Table:
    """The canonical table of one dataset's first file."""

    slug: str
    csv: bytes
    schema: dict[str, Any]

    @property
    def sha256(self) -> str:
        """The checksum of the file."""
        return sha256(self.csv).hexdigest()


def tables(folder: Path) -> Iterator[Table]:
    """Every dataset of the demo that has a file, with the answers of its story."""
    bench = Bench(folder)
    for dataset in described.datasets():
        if not dataset.editions:
            continue
        file, name = office_file(dataset, 1), dataset.editions[0].file
        told = bench.check(file, name, recipe=recipe(dataset, file, name, folder))
        assert told.canonical is not None, dataset.slug
        yield Table(dataset.slug, told.canonical.read_bytes(), dict(told.data["schema"]))


def recipe(dataset: Dataset, file: bytes, name: str, folder: Path) -> dict[str, Any]:
    """How the file is read, as the story answers what is asked."""
    path = folder / f"{dataset.slug}-{name}"
    path.write_bytes(file)
    found = inspect_file(FileReader(path, name, Limits()), {"filename": name}, LISTS, HOME)
    proposed: dict[str, Any] = found["proposal"]
    for question in found["questions"]:
        if question["confirm"]:
            given = dataset.answers.get(question["code"]) or {"value": question["confirm"]["suggested"]}
            proposed = answer(proposed, question, given["value"], given.get("reason"))
    return proposed
