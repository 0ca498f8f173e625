"""Template helpers: how dates, numbers, states and fields are written, in Indonesian and in English.

Nothing here asks a database; every function turns values it is given into words. Times are stored in UTC and shown
in the office's zone (option ``ckanext.satudata.region.zone``), in the style of EYD V: *21 November 2026*, *pukul 14.05 WIB*,
*1.234,5*.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _, ungettext
from markupsafe import Markup

from . import codes
from .words import subject_label

MONTHS_ID = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
MONTHS_EN = "January February March April May June July August September October November December".split()
SHORT_ID = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
SHORT_EN = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DAYS_ID = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
DAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
NO_GROUPING = {"year", "period", "code", "integer-code"}

SEVERITY_LABELS = {
    "tolak": lambda: _("Reject"),
    "konfirmasi": lambda: _("Confirm"),
    "peringatan": lambda: _("Warning"),
}
STATUS_LABELS = {
    "draft": lambda: _("Draft"),
    "in_review": lambda: _("Under review"),
    "returned": lambda: _("Returned"),
    "rejected": lambda: _("Rejected"),
    "withdrawn": lambda: _("Withdrawn"),
    "published": lambda: _("Published"),
}
STATUS_ICONS = {
    "draft": "pencil",
    "in_review": "clock",
    "returned": "back",
    "rejected": "stop",
    "withdrawn": "back",
    "published": "check",
}

TYPE_LABELS = {
    "string": lambda: _("text"),
    "integer": lambda: _("whole number"),
    "number": lambda: _("number"),
    "year": lambda: _("year"),
    "date": lambda: _("date"),
    "boolean": lambda: _("yes or no"),
}

CONVENTION_LABELS = {
    "native": lambda: _("numbers of Excel"),
    "native_lost_dot": lambda: _("numbers of Excel that lost their thousands: 1.503 is 1503"),
    "text_plain": lambda: _("digits only: 12503"),
    "text_dot_thousands": lambda: _(
        "dot between thousands: 12.503 is twelve thousand five hundred and three"
    ),
    "text_comma_decimal": lambda: _("dot between thousands, decimal comma: 1.234,5"),
    "text_comma_thousands": lambda: _(
        "comma between thousands: 12,503 is twelve thousand five hundred and three"
    ),
    "text_dot_decimal": lambda: _("comma between thousands, decimal dot: 1,234.5"),
}


def _english() -> bool:
    return str(tk.h.lang()).startswith("en")


def _zone() -> ZoneInfo:
    return ZoneInfo(tk.config.get("ckanext.satudata.region.zone") or "Asia/Jakarta")


def _moment(value: Any) -> dt.datetime | None:
    """Read an ISO text, a date or a datetime as an aware datetime in the office's zone; None when it is none."""
    if isinstance(value, dt.datetime):
        moment = value
    elif isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day, tzinfo=_zone())
    else:
        text = str(value or "").strip()
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return dt.datetime.fromisoformat(text).replace(tzinfo=_zone())
        try:
            moment = dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(_zone())


def _date_words(moment: dt.datetime, months_id: list[str], months_en: list[str]) -> str:
    return f"{moment.day} {(months_en if _english() else months_id)[moment.month - 1]} {moment.year}"


def satudata_date(value: Any) -> str:
    """*21 November 2026*; the text as it came when it is no date."""
    moment = _moment(value)
    return _date_words(moment, MONTHS_ID, MONTHS_EN) if moment else str(value or "")


def satudata_date_short(value: Any) -> str:
    """*21 Nov 2026*, for tables."""
    moment = _moment(value)
    return _date_words(moment, SHORT_ID, SHORT_EN) if moment else str(value or "")


def satudata_date_day(value: Any) -> str:
    """*Selasa, 24 November 2026*, for deadlines."""
    moment = _moment(value)
    if not moment:
        return str(value or "")
    return f"{(DAYS_EN if _english() else DAYS_ID)[moment.weekday()]}, {_date_words(moment, MONTHS_ID, MONTHS_EN)}"


def satudata_time(value: Any) -> str:
    """*pukul 14.05 WIB* in Indonesian, *14:05 WIB* in English."""
    moment = _moment(value)
    if not moment:
        return str(value or "")
    zone = ZONES.get(str(moment.tzinfo), moment.tzname() or "")
    return f"{moment:%H:%M} {zone}" if _english() else f"pukul {moment:%H.%M} {zone}"


def satudata_datetime(value: Any) -> str:
    """*21 Nov 2026, pukul 14.05 WIB*."""
    return f"{satudata_date_short(value)}, {satudata_time(value)}" if _moment(value) else str(value or "")


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
    return plain if _english() else plain.translate(str.maketrans(",.", ".,"))


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
    if not satudata_is_number(field) or satudata_is_plain(field):
        return str(value)
    return satudata_number(value)


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


def satudata_is_plain(field: dict[str, Any]) -> bool:
    """Tell whether a numeric column is written without grouping: years and codes."""
    name = str(field.get("name") or field.get("id") or "").lower()
    role = str(field.get("role") or field.get("type") or "").lower()
    return role in NO_GROUPING or bool(re.search(r"(^|_)(tahun|kode|bulan|periode|year)(_|$)", name))


def satudata_unit(code: Any) -> str:
    """Words of a unit's code; the code itself when the list does not know it."""
    return codes.label("satuan", str(code or ""), satudata_lang())


def satudata_units() -> list[dict[str, str]]:
    """Every unit as ``{value, label}``."""
    language = satudata_lang()
    return [{"value": one.code, "label": one.label(language)} for one in codes.load("satuan").values()]


def satudata_due(row: dict[str, Any]) -> str:
    """Say how a deadline stands: *sampai Selasa, 24 November 2026*, or that it has passed."""
    due = row.get("due_at")
    if not due:
        return _("no deadline")
    if row.get("overdue"):
        return _("was due on %(date)s") % {"date": satudata_date_day(due)}
    return _("until %(date)s") % {"date": satudata_date_day(due)}


def satudata_days(row: dict[str, Any]) -> str:
    """Say a deadline in working days: *sisa 3 hari*, *jatuh tempo hari ini*, *TERLAMBAT 1 hari*."""
    left = row.get("days_left")
    if left is None:
        return ""
    if row.get("overdue"):
        late = max(-int(left), 0)
        return ungettext("LATE by %(num)s day", "LATE by %(num)s days", late) if late else _("LATE")
    if not left:
        return _("due today")
    return ungettext("%(num)s day left", "%(num)s days left", left)


def satudata_reasons(row: dict[str, Any]) -> int:
    """How many things of a submission ask a reviewer for judgement; at least one when it is not clean."""
    found = row["findings"]
    return 0 if row["clean"] else max(1, int(found["tolak"]) + int(found["konfirmasi"]))


def satudata_signed(value: Any) -> str:
    """A change with its sign: *+1,1*, *-0,4*."""
    return ("+" if float(value) > 0 else "") + satudata_number(value)


def satudata_subject(row: dict[str, Any]) -> str:
    """What a submission is about, when it is not the next edition."""
    return "" if row["subject"] == "edition" else subject_label(row["subject"], row["target_edition"])


def satudata_severity(severity: str) -> str:
    """Word of a finding's severity."""
    label = SEVERITY_LABELS.get(str(severity or ""))
    return label() if label else str(severity or "")


def satudata_status(status: str) -> str:
    """Word of a draft's or review's status."""
    label = STATUS_LABELS.get(str(status or ""))
    return label() if label else str(status or "")


def satudata_status_icon(status: str) -> str:
    """Name of the icon that stands beside a status word."""
    return STATUS_ICONS.get(str(status or ""), "clock")


def satudata_pick(item: dict[str, Any], key: str) -> str:
    """A sentence in the page's language, from an item that carries ``key`` and ``key_en``."""
    return str((_english() and item.get(f"{key}_en")) or item.get(key) or "")


def satudata_list(item: dict[str, Any], key: str) -> list[Any]:
    """A list in the page's language, from an item that carries ``key`` and ``key_en``."""
    return list((_english() and item.get(f"{key}_en")) or item.get(key) or [])


def satudata_convention(name: str | None, type_name: str = "") -> str:
    """How the numbers of a column are written, with an example; empty for text."""
    if type_name not in ("integer", "number"):
        return ""
    label = CONVENTION_LABELS.get(str(name or ""))
    return label() if label else _("not clear yet: see the question above")


def satudata_type(name: str) -> str:
    """Word of a column's type."""
    label = TYPE_LABELS.get(str(name or ""))
    return label() if label else str(name or "")


def satudata_digest(value: Any) -> str:
    """First eight characters of a digest in two groups, as people compare them: ``9f3a c2d1``."""
    text = re.sub(r"^sha256:", "", str(value or ""))[:8]
    return f"{text[:4]} {text[4:]}".strip()


def satudata_url(endpoint: str, **values: Any) -> str:
    """Address of one of our pages: ``satudata_url('kerja.index')`` is the page of the blueprint ``satudata_kerja``."""
    return tk.h.url_for(f"satudata_{endpoint}", **values)


def satudata_lang_url(locale: str) -> str:
    """Address of the page that is open, in another language."""
    path = tk.request.full_path.rstrip("?") if tk.request.method == "GET" else tk.request.path
    return tk.h.url_for(str(path), locale=locale)


def satudata_lines(text: Any) -> Markup:
    """Plain text with its line breaks, everything else escaped."""
    return Markup("<br>").join(str(text or "").splitlines())


def satudata_lang() -> str:
    """``id`` or ``en``: the language of the page."""
    return "en" if _english() else "id"


def satudata_option(name: str) -> Any:
    """Value of one of our own options, ``ckanext.satudata.<name>``."""
    return tk.config.get(f"ckanext.satudata.{name}")


def get_helpers() -> dict[str, Any]:
    """Every helper of this module by its name."""
    return {name: value for name, value in globals().items() if name.startswith("satudata_")}
