"""Columns of region codes: which system they use, and which of them are no codes of regions at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .column import Column
from .grid import Sheet
from .regions import BPS, KEMENDAGRI, Regions, code_key, is_relative, level_key
from .text import fold

REGION_CODE = re.compile(
    r"(kode|kd)[ _.]*(bps|kemendagri|dagri|mendagri|permendagri|wil|wilayah|kec|kecamatan|desa|kel|kelurahan)\b.*"
)
_BARE = re.compile(r"(kode|kd|id|kode daerah|code|idwilayah)")
_UNTITLED_LEVEL = re.compile(r"(kode|kd)\W*(bps|\w*dagri|wil)")


def is_code_label(label: str) -> bool:
    """Tell whether a column's title says region codes."""
    return REGION_CODE.fullmatch(fold(label)) is not None


def level_of(label: str) -> str:
    """Give the level that the title of a column of codes names."""
    return "desa" if re.search(r"\b(desa|kel|kelurahan)\b", fold(label)) else "kecamatan"


def settle_codes(sheet: Sheet, columns: Sequence[Column], rows: Sequence[int], regions: Regions) -> None:
    """Tell which system each column of region codes uses: by its title, by all its codes, by the names beside them."""
    coded = [column for column in columns if column.region and is_code_label(column.label)]
    coded += [
        column for column in columns if column not in coded and _holds_codes(sheet, column, rows, regions)
    ]
    names = {column.region or "": column for column in columns if column.region and column not in coded}
    for column in coded:
        name = names.get(column.region or "") or (
            next(iter(names.values()), None) if len(names) == 1 else None
        )
        if name is not None and _UNTITLED_LEVEL.match(fold(column.label)):
            column.region = name.region
        _judge(
            sheet, column, name if name is not None and name.region == column.region else None, rows, regions
        )
    _keep_bps_beside(columns, coded)


def _holds_codes(sheet: Sheet, column: Column, rows: Sequence[int], regions: Regions) -> bool:
    """Tell whether a column titled *Kode* alone holds codes of regions; it then gets their level."""
    if not _BARE.fullmatch(fold(column.label)) or column.skip:
        return False
    values = [sheet.get(row, column.index) for row in rows]
    found = regions.judge([(value, "") for value in values], "")
    if found.fitting * 10 < found.codes * 6 or found.codes < 2:
        return False
    known = [
        region
        for value in values
        if (region := regions.coded(value, KEMENDAGRI) or regions.coded(value, BPS))
    ]
    levels = [level_key(region.level) for region in known]
    level = max(set(levels), key=levels.count)
    column.region = level if level in ("kecamatan", "desa") else None
    return column.region is not None


def _judge(sheet: Sheet, column: Column, name: Column | None, rows: Sequence[int], regions: Regions) -> None:
    values = [sheet.get(row, column.index) for row in rows]
    beside = [str(sheet.get(row, name.index) or "") if name else "" for row in rows]
    column.codes = regions.judge(zip(values, beside, strict=True), column.region or "")
    titled = titled_system(column.label)
    column.coding = titled or column.codes.coding
    column.coding_titled = titled is not None
    keys = {code_key(value) for value in values} - {""}
    short = bool(keys) and all(is_relative(key) for key in keys)
    column.relative_codes = short and name is not None and column.codes.coding is None


def _keep_bps_beside(columns: Sequence[Column], coded: Sequence[Column]) -> None:
    """Keep a titled column of BPS codes as it is where other codes, or names, say the region."""
    for column in coded:
        others = [item for item in columns if item.region == column.region and item is not column]
        if column.coding == BPS and column.coding_titled and others:
            column.kept_name = f"kode_bps_{column.region}"
            column.region = column.coding = None


def titled_system(label: str) -> str | None:
    """Give the system that a title names."""
    text = fold(label)
    if re.search(r"\bbps\b", text):
        return None if "dagri" in text else BPS
    return KEMENDAGRI if "dagri" in text else None
