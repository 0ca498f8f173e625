"""Tables filled at random: the check neither breaks down nor refuses without a reason, and every sentence is whole."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from data.in_process import Bench, Told
from data.offices import DISTRICTS, table

FIGURES = (
    "Laki-laki (orang)",
    "Perempuan (orang)",
    "Jumlah (orang)",
    "Persentase (%)",
    "Nilai (juta rupiah)",
    "Lintang",
    "Bujur",
    "Sasaran (balita)",
    "Diukur (balita)",
    "Prevalensi (%)",
    "Kasus Kekerasan (kasus)",
    "Keterangan",
    "Baik (%)",
    "Perangkat Daerah",
)
KEYS = (
    ("Kecamatan", "Tahun"),
    ("Kecamatan", "Tahun", "Bulan"),
    ("Tahun", "Triwulan"),
    ("Puskesmas", "Tahun"),
    ("Kecamatan",),
)
ODD = (None, "-", "\u2026", "x", 0, -5, "12,5", "1.234", "9" * 37, 1e15, 0.1, "15*", "NA", "5 orang", True)


def cell(chance: random.Random) -> Any:
    kind = chance.random()
    if kind < 0.6:
        return chance.randint(0, 9999)
    return round(chance.uniform(-50, 200), chance.randint(0, 5)) if kind < 0.7 else chance.choice(ODD)


def filled(chance: random.Random) -> bytes:
    keys, titles = chance.choice(KEYS), chance.sample(FIGURES, chance.randint(1, 6))
    rows: list[tuple[Any, ...]] = []
    for number in range(chance.randint(0, 20)):
        known = {
            "Kecamatan": chance.choice([*DISTRICTS, "Wansari", "X"]),
            "Tahun": chance.choice([2024, 2025, 2025, 2026, 2030, "2023/2024"]),
            "Bulan": chance.choice(["Januari", 2, "Mar", 13, None]),
            "Triwulan": chance.choice([1, "II", 4]),
            "Puskesmas": f"P{number % 7}",
        }
        rows.append((*(known[name] for name in keys), *(cell(chance) for _ in titles)))
    if chance.random() < 0.4:
        rows.append(("Jumlah", *(None for _ in keys[1:]), *(cell(chance) for _ in titles)))
    return table((*keys, *titles), rows, chance.choice([None, "Kekerasan terhadap Anak, 2025"]))


@pytest.mark.parametrize("seed", range(60))
def test_a_random_table(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    bench, base = Bench(tmp_path), None
    for _ in range(2):
        told: Told = bench.check(
            filled(chance), base=base, offices=["Dinas A", "Dinas B"], periods_expected=["2025"]
        )
        base = told if told.canonical else None
        findings = told.data["findings"]
        assert not [
            item for item in findings if "%(" in item["message"] + item["mend"] or not item["message"]
        ]
        waits = [item for item in findings if item["severity"] == "tolak" or item["confirm"]]
        assert told.data["verdict"] == "pass" or told.data["refusal"] or waits
