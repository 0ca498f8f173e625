"""Dates and times as people read them. They are stored in UTC and shown in the office's zone
(option ``ckanext.satudata.region.zone``), in the style of EYD V: *21 November 2026*, *pukul 14.05 WIB*.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _, ungettext

from .language import english

MONTHS_ID = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
MONTHS_EN = "January February March April May June July August September October November December".split()
SHORT_ID = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
SHORT_EN = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DAYS_ID = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
DAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


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
    return f"{moment.day} {(months_en if english() else months_id)[moment.month - 1]} {moment.year}"


def satudata_date(value: Any) -> str:
    """*21 November 2026*; the text as it came when it is no date."""
    moment = _moment(value)
    return _date_words(moment, MONTHS_ID, MONTHS_EN) if moment else str(value or "")


def satudata_date_short(value: Any) -> str:
    """*21 Nov 2026*, for tables."""
    moment = _moment(value)
    return _date_words(moment, SHORT_ID, SHORT_EN) if moment else str(value or "")


def day_and_date(value: Any) -> str:
    """*Selasa, 24 November 2026*, for deadlines."""
    moment = _moment(value)
    if not moment:
        return str(value or "")
    return f"{(DAYS_EN if english() else DAYS_ID)[moment.weekday()]}, {_date_words(moment, MONTHS_ID, MONTHS_EN)}"


def satudata_time(value: Any) -> str:
    """*pukul 14.05 WIB* in Indonesian, *14:05 WIB* in English."""
    moment = _moment(value)
    if not moment:
        return str(value or "")
    zone = ZONES.get(str(moment.tzinfo), moment.tzname() or "")
    return f"{moment:%H:%M} {zone}" if english() else f"pukul {moment:%H.%M} {zone}"


def satudata_datetime(value: Any) -> str:
    """*21 Nov 2026, pukul 14.05 WIB*."""
    return f"{satudata_date_short(value)}, {satudata_time(value)}" if _moment(value) else str(value or "")


def satudata_due(row: dict[str, Any]) -> str:
    """Say how a deadline stands: *sampai Selasa, 24 November 2026*, or that it has passed."""
    due = row.get("due_at")
    if not due:
        return _("no deadline")
    if row.get("overdue"):
        return _("was due on %(date)s") % {"date": day_and_date(due)}
    return _("until %(date)s") % {"date": day_and_date(due)}


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
