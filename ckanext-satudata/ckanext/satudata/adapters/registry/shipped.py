"""The code lists of ``config/codes``: one CSV each, told of in ``daftar.yaml``."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from ...domain.registry.lists import CodeList, about_of

PACKAGE = "ckanext.satudata.defaults"
ABOUT = "daftar.yaml"


def folder() -> Traversable:
    """Where the shipped lists lie."""
    return files(PACKAGE).joinpath("codes")


@cache
def told() -> Mapping[str, Any]:
    """What ``daftar.yaml`` tells of each list, in its order."""
    return dict(yaml.safe_load(folder().joinpath(ABOUT).read_text(encoding="utf-8")))


@cache
def names() -> tuple[str, ...]:
    """The names of the shipped lists: in the order of ``daftar.yaml``, those it does not tell of last."""
    present = {entry.name[:-4] for entry in folder().iterdir() if entry.name.endswith(".csv")}
    return (*(name for name in told() if name in present), *sorted(present - set(told())))


@cache
def get(name: str) -> CodeList | None:
    """A shipped list; None when there is none of that name."""
    if name not in names():
        return None
    text = folder().joinpath(f"{name}.csv").read_text(encoding="utf-8-sig")
    reader = csv.DictReader(line for line in io.StringIO(text) if not line.startswith("#"))
    columns = tuple(reader.fieldnames or ())
    rows = tuple({column: (row.get(column) or "").strip() for column in columns} for row in reader)
    return CodeList(
        about_of(name, told().get(name) or {}), columns, tuple(row for row in rows if row[columns[0]])
    )
