"""The code lists that the intake needs: the shipped ones of ``config/codes``, or copies of imported ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from ...domain.intake.reading import Reference
from ...domain.intake.regions import Region, Regions
from ...domain.intake.units import Unit, Units
from ...domain.intake.wholes import Nation
from ...domain.registry.lists import About, CodeList
from ...domain.registry.systems import BPS, KBLI_2020, KBLI_2025, KEMENDAGRI

PACKAGE = "ckanext.satudata.defaults"
_OWN: dict[str, Path] = {}
_REGIONS = {"kode_kemendagri": KEMENDAGRI, "kode_bps": BPS}
NATIONAL = {
    "provinsi_kabupaten": {"kode": KEMENDAGRI, "kode_bps": BPS},
    "wilayah": _REGIONS,
    "wilayah_padanan": _REGIONS,
    KBLI_2020: {"kode": KBLI_2020},
    KBLI_2025: {"kode": KBLI_2025},
}
"""The lists by which codes of columns are told apart, with the system of each column."""


def use(copies: Mapping[str, str]) -> None:
    """Read these files instead of the shipped lists of the same names: a child does, before its one job."""
    _OWN.update({name: Path(path) for name, path in copies.items()})


def path_of(name: str) -> Path:
    """Give the file of a code list."""
    return _OWN.get(name) or Path(str(resources.files(PACKAGE).joinpath("codes", f"{name}.csv")))


def read_codes(name: str) -> list[dict[str, str]]:
    """Give the rows of a code list by its name."""
    text = path_of(name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def reference(home: str, read: Callable[[str], list[dict[str, str]]] = read_codes) -> Reference:
    """Give units, affairs and the regions below one kabupaten or kota (its Kemendagri code). ``read`` gives a list's rows."""
    units = [
        Unit(
            row["kode"],
            row["label"],
            row["kelompok"],
            row["basis"] or row["kode"],
            int(row["pangkat"] or 0),
            tuple(alias for alias in row["alias"].split("|") if alias),
        )
        for row in read("satuan")
    ]
    regions = [
        Region(row["kode_kemendagri"], row["kode_bps"], row["nama"], row["tingkat"], row["induk"])
        for row in (*read("wilayah"), *read("wilayah_padanan"))
    ]
    affairs = tuple((row["kode"], row["nama"]) for row in read("urusan"))
    national = cache(lambda: tuple(_list(name, read(name)) for name in NATIONAL))
    nation = Nation(cache(lambda: tuple(read("provinsi_kabupaten"))))
    return Reference(Units(units), Regions(regions, home), affairs, national, nation)


def _list(name: str, rows: list[dict[str, str]]) -> CodeList:
    """Give a list with the systems of its codes."""
    return CodeList(About(name, name, codings=NATIONAL[name]), tuple(rows[0]), tuple(rows))
