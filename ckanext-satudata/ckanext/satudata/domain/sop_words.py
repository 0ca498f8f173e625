"""How an SOP writes its times, dates and laws; sums of times. In Indonesian, the language of the document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
UNITS = ("bulan", "minggu", "hari", "jam", "menit")
KINDS = {"kerja": " kerja", "kalender": " kalender"}
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
STANDINGS = {"plt": "Plt. ", "plh": "Plh. "}


def number_words(value: Any) -> str:
    """*2* or *1,5*."""
    return f"{value:g}".replace(".", ",")


def time_words(time: Row) -> str:
    """*3 hari kerja*; empty when the source gives no time."""
    if time.get("nilai") is None:
        return ""
    return f"{number_words(time['nilai'])} {_unit(time)}"


def _unit(time: Row) -> str:
    return f"{time.get('satuan', '')}{KINDS.get(str(time.get('jenis_hari')), '')}"


def total(rows: Iterable[Row]) -> dict[str, float]:
    """The times of the steps summed by unit, longest unit first; rows that are totals themselves are left out."""
    sums: dict[tuple[int, str], float] = {}
    for row in rows:
        time = row.get("waktu") or {}
        value, unit = time.get("nilai"), str(time.get("satuan"))
        if value is None or row.get("jumlah") or unit not in UNITS:
            continue
        key = (UNITS.index(unit), _unit(time))
        sums[key] = sums.get(key, 0) + value
    return {unit: sums[place, unit] for place, unit in sorted(sums)}


def total_words(rows: Iterable[Row]) -> str:
    """*10 hari + 45 menit*; empty when no step has a time."""
    return " + ".join(f"{number_words(value)} {unit}" for unit, value in total(rows).items())


def date_words(date: Any) -> str:
    """*29 April 2023*, *Maret 2024* or *2018*; empty when there is none."""
    if not isinstance(date, Mapping):
        return str(date or "")
    month = MONTHS[date["bulan"] - 1] if date.get("bulan") else ""
    return " ".join(str(part) for part in (date.get("hari"), month, date.get("tahun")) if part)


def law_words(law: Row) -> str:
    """*UU 14/2008*, with what it is about when that is told."""
    return f"{law.get('jenis')} {law.get('nomor')}/{law.get('tahun')}"


def signer_words(signer: Row) -> str:
    """*Plt. Kepala Dinas*; empty when the post is not told."""
    post = signer.get("jabatan")
    return f"{STANDINGS.get(str(signer.get('sebutan')), '')}{post}" if post else ""


def steps_words(numbers: Sequence[int]) -> str:
    """*1–6, 8*: runs of step numbers."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run(run) for run in runs)


def _run(run: Sequence[int]) -> str:
    return f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0])
