"""Plain grids and a small code list; no file, no clock, no child."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from ckanext.satudata.domain.intake.grid import Sheet
from ckanext.satudata.domain.intake.reading import Reference
from ckanext.satudata.domain.intake.regions import Region, Regions
from ckanext.satudata.domain.intake.units import Unit, Units

NAMES = ("Sukamaju Kota", "Wanasari", "Karangjati", "Muara Bening")


@pytest.fixture
def reference() -> Reference:
    """Give a code list of four districts and a few units."""
    regions = [Region("99.01", "9902", "Kabupaten Sukamaju", "kabupaten", "99")]
    regions += [
        Region(f"99.01.0{n}", f"990205{n}", name, "kecamatan", "99.01") for n, name in enumerate(NAMES, 1)
    ]
    units = [
        Unit("orang", "orang", "hitungan", "orang", 0, ("jiwa",)),
        Unit("persen", "persen", "rasio", "persen", 0, ("%",)),
        Unit("ha", "ha", "luas", "m2", 4, ("hektar",)),
        Unit("juta_rupiah", "juta rupiah", "uang", "rupiah", 6, ("juta rp",)),
    ]
    return Reference(Units(units), Regions(regions, "99.01"))


@pytest.fixture
def sheet() -> Callable[..., Sheet]:
    """Give a function that lays rows on a sheet from row 1; ``None`` is a blank row."""

    def make(*rows: Sequence[Any] | None) -> Sheet:
        return Sheet("Data", {number: list(row) for number, row in enumerate(rows, 1) if row})

    return make
