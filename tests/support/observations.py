"""Sectoral statistics, one row an observation: large files for measuring, with a schema of twelve fields.

``clean`` files satisfy the schema; ``spoilt`` ones break one cell in a hundred and repeat one key in a thousand.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REGIONS = [(f"99{n:02d}", f"Kabupaten Rekaan {n}") for n in range(1, 60)]
SECTORS = ["pertanian", "perikanan", "pendidikan", "kesehatan", "pariwisata", "perdagangan"]
UNITS = ["ton", "orang", "rupiah", "persen"]
STATUSES = ["tetap", "sementara", "perkiraan"]
NOTES = ["", "angka sementara dari bidang", "hasil pendataan lapangan", "n/a", "sesuai laporan triwulan"]

SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "integer", "constraints": {"required": True}},
        {"name": "kode", "type": "string", "constraints": {"required": True, "pattern": "[0-9]{4}"}},
        {"name": "wilayah", "type": "string", "constraints": {"required": True, "maxLength": 60}},
        {"name": "tahun", "type": "integer", "constraints": {"minimum": 2000, "maximum": 2030}},
        {"name": "tanggal", "type": "date", "constraints": {"minimum": "2000-01-01"}},
        {"name": "sektor", "type": "string", "constraints": {"enum": SECTORS}},
        {"name": "indikator", "type": "string", "constraints": {"pattern": "[A-Z]{2}-[0-9]{3}"}},
        {"name": "nilai", "type": "number", "constraints": {"minimum": 0}},
        {"name": "jumlah", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "satuan", "type": "string", "constraints": {"enum": UNITS}},
        {"name": "status", "type": "string", "constraints": {"enum": STATUSES}},
        {"name": "catatan", "type": "string", "constraints": {"maxLength": 200}},
    ],
    "primaryKey": ["id"],
    "missingValues": ["", "n/a"],
}
HEADER = [field["name"] for field in SCHEMA["fields"]]
FAULTS = ["", "31/02/2020", "2020-02-31", "1.234,56", "12 500", "-5", "tidak ada", "X" * 220, "990", "2031"]


def rows(count: int, seed: int = 7) -> Iterator[list[str]]:
    """Give ``count`` rows that satisfy the schema."""
    draw = random.Random(seed)  # noqa: S311
    pick, number, below = draw.choice, draw.random, draw.randrange
    for at in range(count):
        code, name = pick(REGIONS)
        date = f"20{below(10, 26)}-{below(1, 13):02d}-{below(1, 29):02d}"
        yield [
            str(at + 1),
            code,
            name,
            str(2010 + below(16)),
            date,
            pick(SECTORS),
            f"{pick('AB')}{pick('CD')}-{below(300):03d}",
            f"{number() * 1_000_000:.2f}",
            str(below(500_000)),
            pick(UNITS),
            pick(STATUSES),
            pick(NOTES),
        ]


def spoilt_rows(count: int, seed: int = 7) -> Iterator[list[str]]:
    """Give rows of which one cell in a hundred is broken and one key in a thousand repeated."""
    draw = random.Random(seed + 1)  # noqa: S311
    chance, pick, below = draw.random, draw.choice, draw.randrange
    for at, row in enumerate(rows(count, seed)):
        for place in range(len(row)):
            if chance() < 0.01:
                row[place] = pick(FAULTS)
        if at > 10 and chance() < 0.001:
            row[0] = str(below(1, at))
        yield row


def write_csv(path: Path, count: int, spoilt: bool = False) -> Path:
    """Write a file of ``count`` rows."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows((spoilt_rows if spoilt else rows)(count))
    return path
