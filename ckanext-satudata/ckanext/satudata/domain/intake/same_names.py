"""Desa that bear the same name in two kecamatan: told apart by the kecamatan of their row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .regions import Regions


def settle_same_names(
    header: Sequence[str], rows: Sequence[list[str]], derived: Mapping[str, str], regions: Regions
) -> None:
    """Fill in the derived codes of desa whose name alone names more than one, where the row names its kecamatan."""
    if "kode_desa" not in derived or "kode_desa" not in header or derived["kode_desa"] not in header:
        return
    district = next((name for name in ("kode_kecamatan", "nama_kecamatan") if name in header), None)
    if district is None:
        return
    code, name, parent = (header.index(item) for item in ("kode_desa", derived["kode_desa"], district))
    for row in rows:
        if not row[code] and row[name]:
            found = regions.named(row[name], "desa", _district(row[parent], regions))
            row[code] = found.code if found else ""


def _district(text: str, regions: Regions) -> str:
    named = regions.named(text, "kecamatan")
    return named.code if named else text
