"""Answers of the MS forms as values: how a typed text or a cell becomes one, and how one is shown.

A choice is stored as its code, several choices as the sum of their codes, everything else as text (a day as ISO date).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

from ..signs import seen
from .layout import FormColumn, Question
from .ms_rules import Value

TEXT_LIMIT = 8000
CHOICE_LIMIT = 500
"""Characters of a text that may still be a choice, or several."""
NEAR = 0.72
EXCEL_DAY_ZERO = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 36526, 54788
"""Excel's numbers of 2000-01-01 and 2049-12-31: a number cell between them may be a day without its format."""
MONTHS = "januari februari maret april mei juni juli agustus september oktober november desember".split()
EXCEL_ERRORS = re.compile(r"^#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$")
PARTS = re.compile(r"[;\n]|,(?!\d{3}\b)|\s*[+&]\s*|\s+(?:dan|serta)\s+", re.IGNORECASE)
"""What stands between several choices in one cell."""


@dataclass(frozen=True)
class Reading:
    """What a text or cell says. ``problem`` is empty, or a code; ``offer`` is a value that was probably meant."""

    value: Value = ""
    problem: str = ""
    found: str = ""
    offer: Value = ""


def read_answer(question: Question, raw: Any) -> Reading:
    """Read the answer to a question of MS-Keg from what was typed, sent or stands in a cell."""
    if question.kind == "pilihan":
        return read_choice(question.options, raw)
    if question.kind == "pilihan_banyak":
        return read_choices(question.options, raw)
    return read_plain(question.kind, behind(question.prefix, raw) if question.prefix else raw)


def behind(prefix: str, raw: Any) -> str:
    """Give what stands behind the words that a cell begins with; dots to write on are nothing."""
    text, words = clean(raw), prefix.rstrip(":")
    if text.casefold().startswith(words.casefold()):
        text = text[len(words) :]
    text = text.lstrip(": ")
    return text if text.strip(":._… ") else ""


def read_column(column: FormColumn, raw: Any) -> Reading:
    """Read one cell of MS-Var or MS-Ind; a choice is stored as its label."""
    if not column.options:
        return read_plain(column.kind, raw)
    reading = read_choice(dict(enumerate(column.options, 1)), raw)
    if not isinstance(reading.value, int) and not isinstance(reading.offer, int):
        return reading
    labels = dict(enumerate(column.options, 1))
    value, offer = labels.get(int(reading.value or 0), ""), labels.get(int(reading.offer or 0), "")
    return Reading(value, reading.problem, reading.found, offer)


def read_plain(kind: str, raw: Any) -> Reading:
    """Read a text, year, number or day."""
    text = clean(raw)
    if not text or (text in ("-", "–") and kind != "teks"):
        return Reading()
    if EXCEL_ERRORS.match(text):
        return Reading("", "excel-error", text)
    if kind == "teks":
        return Reading(text) if len(text) <= TEXT_LIMIT else Reading("", "too-long", text)
    reader = {"tanggal": as_day, "tahun": as_year, "bilangan": as_count}[kind]
    value = reader(text)
    return Reading(value, found=text) if value else Reading("", f"no-{kind}", text)


def clean(raw: Any) -> str:
    """Give any cell or typed value as text: NFC, line feeds, no control characters, no outer blanks."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "Ya" if raw else "Tidak"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        raw = int(raw)
    text = str(raw).replace("\r\n", "\n").replace("\r", "\n")
    return seen(unicodedata.normalize("NFC", text)).strip()


def read_choice(options: Mapping[int, str], raw: Any) -> Reading:
    """Read one choice: its label, its code, or both (``3. Kompilasi``); a near label is offered, not taken."""
    text = clean(raw)
    if not text or text in ("-", "–"):
        return Reading()
    if len(text) > CHOICE_LIMIT:
        return Reading("", "no-choice", text)
    code = known_code(options, text)
    if code is not None:
        return Reading(code, found=text)
    near = near_code(options, text)
    return Reading(
        "", "near-choice" if near is not None else "no-choice", text, near if near is not None else ""
    )


def read_choices(options: Mapping[int, str], raw: Any) -> Reading:
    """Read several choices: labels or codes parted by semicolons, commas or lines, or the sum of the codes."""
    if isinstance(raw, list | tuple):
        raw = ";".join(str(part) for part in raw)
    text = clean(raw)
    if not text or text in ("-", "–"):
        return Reading()
    if len(text) > CHOICE_LIMIT:
        return Reading("", "no-choice", text)
    parts = [part.strip() for part in PARTS.split(text) if part.strip()]
    codes: set[int] = set()
    offered = False
    for part in parts:
        found = known_code(options, part)
        if found is None and part.isdecimal() and summed(options, int(part)):
            codes.update(summed(options, int(part)))
            continue
        if found is None:
            found, offered = near_code(options, part), True
        if found is None:
            return Reading("", "no-choice", text)
        codes.add(found)
    total = sum(codes)
    return Reading("", "near-choice", text, total) if offered else Reading(total, found=text)


def known_code(options: Mapping[int, str], text: str) -> int | None:
    """Find a choice by label or code."""
    labels = {bare(label): code for code, label in options.items()}
    if bare(text) in labels:
        return labels[bare(text)]
    numbered = re.match(r"^\(?(\d{1,3})\)?\s*(?:[.):\-–]\s*(.*))?$", text, re.DOTALL)
    if numbered is None or int(numbered[1]) not in options:
        return None
    code, rest = int(numbered[1]), bare(numbered[2] or "")
    return code if not rest or labels.get(rest) == code else None


def near_code(options: Mapping[int, str], text: str) -> int | None:
    """Find the one label that a text nearly is, or begins with."""
    labels = {bare(label): code for code, label in options.items()}
    wanted = re.sub(r"^\d{1,3} ", "", bare(text))
    initials = [code for label, code in labels.items() if len(wanted) == 1 and label[0] == wanted]
    if len(initials) == 1 and not wanted.isdecimal():
        return initials[0]
    starts = [
        code
        for label, code in labels.items()
        if wanted.startswith(label + " ") or label.startswith(wanted + " ")
    ]
    if len(starts) == 1:
        return starts[0]
    near = get_close_matches(wanted, labels, n=1, cutoff=NEAR)
    return labels[near[0]] if near else None


def bare(text: str) -> str:
    """Give a label as it is compared: small letters, words only."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def summed(options: Mapping[int, str], total: int) -> tuple[int, ...]:
    """Part a sum into the codes of a list of powers of two; nothing when it is no such sum."""
    codes = tuple(code for code in options if total & code)
    return codes if sum(codes) == total else ()


def as_day(text: str) -> str:
    """Give a day as ISO date: ISO, day/month/year, ``31 Januari 2026``, or Excel's number of the day; else nothing."""
    text = re.sub(r"[ T]00:00(:00(\.0+)?)?$", "", text)
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        return iso(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        return iso(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(\d{1,2})\s+([A-Za-z]+)\.?\s+(\d{4})", text):
        months = [name for name in MONTHS if len(found[2]) >= 3 and name.startswith(found[2].casefold())]
        return iso(int(found[3]), MONTHS.index(months[0]) + 1, int(found[1])) if len(months) == 1 else ""
    if text.isdecimal() and FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        return (EXCEL_DAY_ZERO + timedelta(days=int(text))).isoformat()
    return ""


def iso(year: int, month: int, day: int) -> str:
    """Give an ISO date, nothing when there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def as_year(text: str) -> str:
    """Give a year of four digits; of a day, its year."""
    found = re.fullmatch(r"(?:tahun\s+)?((?:19|20)\d{2})(?:-\d{2}-\d{2})?", text, re.IGNORECASE)
    return found[1] if found else ""


def as_count(text: str) -> str:
    """Give a whole number of people; thousands may be parted by dots, the word may follow."""
    found = re.fullmatch(r"(\d{1,9}|\d{1,3}(?:\.\d{3}){1,2})(?:\s*(?:orang|petugas))?", text, re.IGNORECASE)
    return str(int(found[1].replace(".", ""))) if found else ""


def codes_of(question: Question, value: Value) -> tuple[int, ...]:
    """Give the codes that a stored choice stands for."""
    if question.kind == "pilihan":
        return (int(value),) if isinstance(value, int) and value in question.options else ()
    if question.kind == "pilihan_banyak":
        return summed(question.options, value) if isinstance(value, int) and value else ()
    return ()


def shown(question: Question, value: Value) -> str:
    """Give a stored answer as the form shows it: labels for codes."""
    if question.kind.startswith("pilihan"):
        return "; ".join(question.options[code] for code in codes_of(question, value))
    return str(value)
