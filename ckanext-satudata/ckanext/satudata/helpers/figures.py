"""Numbers, sizes, units and cells of tables as people read them: *1.234,5* in Indonesian, *1,234.5* in English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from ckan.plugins.toolkit import _

from .. import codes
from ..domain.intake.dates import month_named
from ..domain.intake.schema import TITLES
from .language import english, satudata_lang

MARKS = "status_sel"
NO_GROUPING = {"year", "period", "code", "integer-code"}
PERIODS = {"tahun", "bulan", "periode", "year"}


def satudata_number(value: Any, decimals: int | None = None) -> str:
    """*1.234,5* in Indonesian, *1,234.5* in English; the text as it came when it is no number."""
    if value is None or value == "" or isinstance(value, bool):
        return "" if value in (None, "") else str(value)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    plain = f"{round(number, decimals):,f}" if decimals is not None else f"{number:,f}"
    if "." in plain and decimals is None:
        plain = plain.rstrip("0").rstrip(".")
    return plain if english() else plain.translate(str.maketrans(",.", ".,"))


def satudata_signed(value: Any) -> str:
    """A change with its sign: *+1,1*, *-0,4*."""
    return ("+" if float(value) > 0 else "") + satudata_number(value)


def satudata_size(value: Any) -> str:
    """*12,3 MB* from a number of bytes."""
    size = Decimal(int(value or 0))
    for unit in ("B", "kB", "MB"):
        if size < 1000 or unit == "MB":
            return f"{satudata_number(size, 0 if unit == 'B' or size >= 100 else 1)} {unit}"
        size /= 1000
    return ""


def satudata_cell(value: Any, field: dict[str, Any] | None = None) -> str:
    """Write one value of a table: numbers grouped, years and codes never, empty as ``…`` (not available)."""
    if value is None or value == "":
        return "…"
    field = field or {}
    if is_mark(str(field.get("name") or field.get("id") or "")) and str(value) in codes.load(MARKS):
        return codes.label(MARKS, str(value), satudata_lang())
    if not satudata_is_number(field) or _is_plain(value, field):
        return str(value)
    return satudata_number(value)


def is_mark(name: str) -> bool:
    """Tell whether a column holds the marks of the figures in another one: estimated, preliminary, not available."""
    return name.endswith("_status")


def satudata_field_title(field: dict[str, Any], fields: Sequence[dict[str, Any]] = ()) -> str:
    """The title of a column; that of a column of marks speaks of the column whose figures it marks."""
    name = str(field.get("name") or field.get("id") or "")
    title = str(field.get("title") or field.get("label") or TITLES.get(name) or name)
    if not is_mark(name):
        return title
    base = name.removesuffix("_status")
    about = next((one for one in fields if (one.get("name") or one.get("id")) == base), {"name": base})
    return _("Mark of %(column)s") % {"column": satudata_field_title(about)}


def satudata_is_number(field: dict[str, Any]) -> bool:
    """Tell whether a column of a Table Schema (or of the DataStore) holds numbers."""
    return str(field.get("type", "")).lower() in {
        "integer",
        "number",
        "year",
        "int",
        "int4",
        "int8",
        "bigint",
        "numeric",
        "float8",
        "float",
    }


def _is_plain(value: Any, field: dict[str, Any]) -> bool:
    """Tell whether a number is written without grouping: a code, a year, a period. Not the figures below a year or month
    (*tahun_2024*, *bulan_jan*)."""
    name = str(field.get("name") or field.get("id") or "").lower()
    role = str(field.get("role") or field.get("type") or "").lower()
    if role in NO_GROUPING or re.search(r"(^|_)kode(_|$)", name):
        return True
    first, *rest = name.split("_")
    if first not in PERIODS or (rest and (rest[-1].isdecimal() or month_named(rest[-1]))):
        return False
    return bool(re.fullmatch(r"(19|20)\d\d((0[1-9]|1[0-2]))?", str(value)))


def satudata_unit(code: Any) -> str:
    """Words of a unit's code; the code itself when the list does not know it."""
    return codes.label("satuan", str(code or ""), satudata_lang())


def satudata_units() -> list[dict[str, str]]:
    """Every unit as ``{value, label}``."""
    language = satudata_lang()
    return [{"value": one.code, "label": one.label(language)} for one in codes.load("satuan").values()]
