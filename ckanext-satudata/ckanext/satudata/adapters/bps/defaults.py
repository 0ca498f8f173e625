"""Reads the shipped form layouts, profile, letter texts and code lists from ``ckanext.satudata.defaults``."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ckanext.satudata.domain.bps.codes import CodeLists, Rows
from ckanext.satudata.domain.bps.layout import ColumnForm, Sheet, read_columns, read_sheet
from ckanext.satudata.domain.bps.ms_state import Forms
from ckanext.satudata.domain.bps.ms_stored import PROFILES

ROOT = "ckanext.satudata.defaults"


@cache
def load_yaml(name: str) -> Any:
    """Read ``config/bps/<name>``."""
    return yaml.safe_load((files(ROOT) / "bps" / name).read_text(encoding="utf-8"))


@cache
def load_text(name: str) -> str:
    """Read ``config/bps/<name>`` as text."""
    return (files(ROOT) / "bps" / name).read_text(encoding="utf-8")


@cache
def ms_keg() -> Sheet:
    """Give the layout of MS-Keg."""
    return read_sheet(load_yaml("ms-keg.yaml"), "config/bps/ms-keg.yaml")


@cache
def ms_var() -> ColumnForm:
    """Give the layout of MS-Var."""
    return read_columns(load_yaml("ms-var.yaml"), "config/bps/ms-var.yaml")


@cache
def ms_ind() -> ColumnForm:
    """Give the layout of MS-Ind."""
    return read_columns(load_yaml("ms-ind.yaml"), "config/bps/ms-ind.yaml")


def ms_profile(name: str) -> Any:
    """Read a profile of the MS forms: ``kompilasi`` or ``survei``."""
    return load_yaml(f"{name}.yaml")


@cache
def ms_forms() -> Forms:
    """Give the three layouts with their profiles."""
    return Forms(ms_keg(), ms_var(), ms_ind(), {name: ms_profile(name) for name in PROFILES})


def read_list(text: str) -> list[dict[str, str]]:
    """Read one code list; lines that begin with ``#`` name its source."""
    lines = (line for line in io.StringIO(text) if not line.startswith("#"))
    return list(csv.DictReader(lines))


Imported = Callable[[], Mapping[str, Rows]]
_imported: list[Imported] = []


def put_in_front(imported: Imported) -> None:
    """Let a running portal say which lists it imported; they stand in front of the shipped ones."""
    _imported[:] = [imported]


def code_lists() -> CodeLists:
    """Give the lists that hold: the shipped ones, those that the portal imported in front of them.

    A bundle is built with :func:`shipped_lists` and the lists that its content brings along, so that it stays the same.
    """
    return shipped_lists().over(_imported[0]()) if _imported else shipped_lists()


@cache
def shipped_lists() -> CodeLists:
    """Read every ``config/codes/*.csv``: columns ``kode``, ``nama`` and more; the file names the list."""
    folder = files(ROOT) / "codes"
    lists = {}
    if folder.is_dir():
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".csv"):
                lists[file.name[:-4]] = read_list(file.read_text(encoding="utf-8-sig"))
    return CodeLists(lists)
