"""The code lists that the intake needs: the shipped ones of ``config/codes``, or copies of imported ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from ...domain.intake.reading import Reference
from ...domain.intake.regions import Region, Regions
from ...domain.intake.units import Unit, Units

PACKAGE = "ckanext.satudata.defaults"
_OWN: dict[str, Path] = {}


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


def reference(home: str) -> Reference:
    """Give units, affairs and the regions below one kabupaten or kota (its Kemendagri code)."""
    units = [
        Unit(
            row["kode"],
            row["label"],
            row["kelompok"],
            row["basis"] or row["kode"],
            int(row["pangkat"] or 0),
            tuple(alias for alias in row["alias"].split("|") if alias),
        )
        for row in read_codes("satuan")
    ]
    regions = [
        Region(row["kode_kemendagri"], row["kode_bps"], row["nama"], row["tingkat"], row["induk"])
        for row in (*read_codes("wilayah"), *read_codes("wilayah_padanan"))
    ]
    affairs = tuple((row["kode"], row["nama"]) for row in read_codes("urusan"))
    return Reference(Units(units), Regions(regions, home), affairs)
