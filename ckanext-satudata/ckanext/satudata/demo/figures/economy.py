"""Invented figures of prices, investment, taxes, cooperatives, small industry and social aid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from .base import DISTRICTS, MONTHS, Row, around, growth, noise, people, whole

MARKETS = (("Pasar Induk Sukamaju", "Sukamaju Kota"), ("Pasar Wanasari", "Wanasari"))
PRICES = {
    "Beras medium": ("kg", 12_400, 0.05),
    "Beras premium": ("kg", 14_300, 0.05),
    "Gula pasir": ("kg", 15_200, 0.05),
    "Minyak goreng curah": ("liter", 15_400, 0.04),
    "Daging ayam": ("kg", 34_500, 0.03),
    "Daging sapi": ("kg", 131_000, 0.02),
    "Telur ayam": ("kg", 27_800, 0.03),
    "Cabai merah": ("kg", 46_000, 0.04),
    "Cabai rawit": ("kg", 52_000, 0.04),
    "Bawang merah": ("kg", 33_500, 0.04),
    "Bawang putih": ("kg", 36_000, 0.06),
    "Tepung terigu": ("kg", 11_800, 0.02),
}
SECTORS = {
    "A - Pertanian, Kehutanan, dan Perikanan": 8_200,
    "C - Industri Pengolahan": 21_500,
    "F - Konstruksi": 6_400,
    "G - Perdagangan Besar dan Eceran": 4_900,
    "H - Pengangkutan dan Pergudangan": 3_100,
    "I - Akomodasi dan Makan Minum": 2_600,
    "L - Real Estat": 5_700,
}
TAXES = {
    "Pajak daerah": 92_500_000_000,
    "Retribusi daerah": 18_400_000_000,
    "Hasil pengelolaan kekayaan daerah yang dipisahkan": 9_700_000_000,
    "Lain-lain PAD yang sah": 61_200_000_000,
}
AID = {
    "PKH": (0.062, 0.72),
    "BPNT/Sembako": (0.094, 0.6),
    "PBI-JK": (0.21, 0.126),
    "BST daerah": (0.018, 0.45),
}
INDUSTRY = {
    "10 - Makanan": 26,
    "13 - Tekstil": 6,
    "14 - Pakaian jadi": 11,
    "16 - Kayu dan anyaman": 14,
    "25 - Barang logam": 5,
}


def prices(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Weekly prices of staples in two markets, every Monday."""
    day = date(min(years), 1, 1)
    day += timedelta(days=(7 - day.weekday()) % 7)
    while day.year <= max(years):
        part = (day - date(2022, 12, 31)).days / 365
        for market, district in MARKETS:
            for staple, (unit, price, rate) in PRICES.items():
                swing = 0.28 if staple.startswith("Cabai") else 0.05
                season = (
                    1
                    + swing * 0.5 * noise("musim", staple, day.year, day.month)
                    + swing * 0.2 * noise(market, staple, day)
                )
                cost = price * (1 + rate) ** part * season
                yield {
                    "pasar": market,
                    "kecamatan": district,
                    "tanggal": day,
                    "komoditas": staple,
                    "satuan": unit,
                    "harga": round(cost / 50) * 50,
                }
        day += timedelta(days=7)


def investment(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Projects, workers and value of investment by quarter, origin and sector."""
    for year in years:
        for quarter in range(1, 5):
            for origin, weight in (("PMA", 0.35), ("PMDN", 1.0)):
                for sector, usual in SECTORS.items():
                    words = (origin, sector, year, quarter)
                    value = round(around(usual * weight * growth(0.09, year), 0.5, "nilai", *words), 1)
                    yield {
                        "tahun": year,
                        "triwulan": quarter,
                        "asal": origin,
                        "sektor": sector,
                        "proyek": 1 + whole(value / 900, 0.3, "proyek", *words),
                        "tenaga_kerja": whole(value / 95, 0.35, "kerja", *words),
                        "nilai": value,
                    }


def local_revenue(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Target and cumulated revenue of the kabupaten by month and kind."""
    for year in years:
        for month in MONTHS:
            for kind, base in TAXES.items():
                target = round(base * growth(0.07, year) / 1_000_000) * 1_000_000
                end = 0.98 + 0.08 * noise("pad", kind, year)
                share = end * (month / 12) ** (1.15 + 0.1 * noise("laju", kind, year))
                revenue = round(target * share)
                yield {
                    "tahun": year,
                    "bulan": month,
                    "jenis": kind,
                    "target": target,
                    "realisasi": revenue,
                    "persen": round(revenue / target * 100, 2),
                }


def social_aid(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Families that got aid, and its value, by kecamatan, quarter and programme."""
    for year in years:
        for quarter in range(1, 5):
            for district in DISTRICTS:
                for programme, (share, each) in AID.items():
                    families = people(district, year) / 3.3 * share * (1.3 - 0.6 * district.town)
                    helped = whole(families, 0.05, programme, district.name, year)
                    yield {
                        "kecamatan": district.name,
                        "tahun": year,
                        "triwulan": quarter,
                        "program": programme,
                        "keluarga": helped,
                        "nilai": round(helped * each, 2),
                    }


def cooperatives(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Cooperatives, members and money by kecamatan."""
    for year in years:
        for district in DISTRICTS:
            words = (district.name, year)
            active = whole(
                people(district, year) / 1450 * (0.8 + 0.5 * district.town), 0.05, "kop", district.name
            )
            members = whole(active * 118 * growth(0.02, year), 0.05, "anggota", district.name)
            own = round(around(members * 2.1 * growth(0.04, year), 0.05, "modal", *words), 1)
            yield {
                "kecamatan": district.name,
                "tahun": year,
                "aktif": active,
                "tidak_aktif": whole(active * 0.28, 0.2, "mati", district.name),
                "anggota": members,
                "rat": round(active * 0.62),
                "modal_sendiri": own,
                "modal_luar": round(own * 0.58, 1),
                "volume_usaha": round(own * 1.84, 1),
                "shu": round(own * around(0.07, 0.4, "shu", *words), 1),
            }


def small_industry(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Small industry by kecamatan and kind of business."""
    for year in years:
        for district in DISTRICTS:
            for kind, usual in INDUSTRY.items():
                units = 5 + whole(usual * people(district, year) / 9_000, 0.2, "ikm", kind, district.name)
                workers = round(units * around(2.9, 0.15, "kerja", kind, district.name))
                yield {
                    "kecamatan": district.name,
                    "tahun": year,
                    "kbli": kind,
                    "unit": units,
                    "tenaga_kerja": workers,
                    "investasi": whole(
                        units * 41_500 * growth(0.05, year), 0.2, "inv", kind, district.name, year
                    ),
                    "produksi": whole(
                        units * 162_000 * growth(0.06, year), 0.2, "prod", kind, district.name, year
                    ),
                }
