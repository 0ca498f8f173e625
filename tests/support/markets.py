"""Market reports of a fictional kabupaten, one row a report: files of any length that the intake reads without a question."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEADER = [
    "Nomor Laporan",
    "Tanggal",
    "Kecamatan",
    "Komoditas",
    "Pasar",
    "Mutu",
    "Petugas",
    "Harga",
    "Volume",
    "Persediaan",
]
PLACES = ["Sukamaju Kota", "Wanasari", "Karangjati", "Muara Bening", "Tanjung Elok", "Cempaka Barat"]
GOODS = ["Beras", "Jagung", "Kedelai", "Cabai Merah", "Bawang Merah"]
MARKETS = ["Pasar Induk", "Pasar Lama", "Pasar Baru"]
QUALITIES = ["Premium", "Medium"]
OFFICERS = ["Petugas A", "Petugas B", "Petugas C"]


def rows(count: int, year: int) -> Iterator[list[str | int | date]]:
    """Give the reports of a year, each with a number of its own."""
    draw = random.Random(year)  # noqa: S311
    pick, below = draw.choice, draw.randrange
    first = date(year, 1, 1)
    for at in range(count):
        day = first + timedelta(days=below(365))
        words = (pick(PLACES), pick(GOODS), pick(MARKETS), pick(QUALITIES), pick(OFFICERS))
        yield [f"LP-{year}-{at + 1:07d}", day, *words, below(5000, 60000), below(1, 900), below(9000)]


def write_xlsx(path: Path, count: int, year: int) -> Path:
    """Write a workbook with true numbers and dates."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet, day = book.add_worksheet("Data"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEADER)
    for at, row in enumerate(rows(count, year), start=1):
        for place, value in enumerate(row):
            sheet.write_datetime(at, place, value, day) if isinstance(value, date) else sheet.write(
                at, place, value
            )
    book.close()
    return path


def write_csv(path: Path, count: int, year: int) -> Path:
    """Write comma-separated text."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(rows(count, year))
    return path
