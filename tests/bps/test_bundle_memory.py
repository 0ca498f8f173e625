"""A bundle's memory does not grow with the rows of its tables."""

from __future__ import annotations

import tracemalloc
from hashlib import sha256
from pathlib import Path

from ckanext.satudata.adapters.bps.builder import build
from support.bundle_samples import content

FIELDS = {
    "fields": [
        {"name": "kode", "type": "string"},
        {"name": "tahun", "type": "year"},
        {"name": "uraian", "type": "string"},
        {"name": "nilai", "type": "integer", "unit": "rupiah"},
    ],
    "primaryKey": ["kode", "tahun"],
    "missingValues": [""],
}
MORE = 5 << 20
"""Bytes that the larger build may take more: less than its table, which has 10 MB."""


def peak(folder: Path, rows: int) -> tuple[int, int]:
    """Bytes that the build took at most, and the table's size."""
    folder.mkdir()
    table = folder / "tabel.csv"
    with table.open("w", encoding="utf-8") as lines:
        lines.write("kode,tahun,uraian,nilai\n")
        lines.writelines(f"K{number},2025,{'x' * 480}{number},{number}\n" for number in range(rows))
    digest = sha256(table.read_bytes()).hexdigest()
    item = content(schema=FIELDS, canonical_csv=table, canonical_sha256=digest)
    tracemalloc.start()
    try:
        build([item], folder)
        return tracemalloc.get_traced_memory()[1], table.stat().st_size
    finally:
        tracemalloc.stop()


def test_twenty_times_the_rows_take_no_more_memory(tmp_path: Path) -> None:
    small, _ = peak(tmp_path / "kecil", 1_000)
    large, size = peak(tmp_path / "besar", 20_000)
    assert size > 2 * MORE - (1 << 20)
    assert large < small + MORE, (small, large)
