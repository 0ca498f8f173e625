"""Invented figures of roads, houses, water and vehicles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .base import DISTRICTS, MONTHS, Row, around, growth, noise, people, split, whole

ROAD_LENGTH = (74.218, 118.640, 141.907, 96.315, 88.472, 127.356, 109.884, 41.203)
VEHICLES = {
    "Mobil penumpang umum": 42,
    "Bus": 18,
    "Mobil barang": 310,
    "Kereta gandengan/tempelan": 12,
    "Kendaraan khusus": 9,
}

VILLAGES = (
    ("Sukamaju", "Pasar Baru", "Mekarsari"),
    ("Wanasari", "Sumber Rejo", "Tirtomulyo"),
    ("Karangjati", "Jatibening", "Sidorukun"),
    ("Muara Bening", "Air Hitam", "Teluk Lanjut"),
    ("Tanjung Elok", "Pantai Indah", "Karang Anyar"),
    ("Cempaka Putih", "Bukit Cempaka", "Rawa Indah"),
    ("Cempaka Sari", "Sungai Jernih", "Padang Lalang"),
    ("Rengas Besar", "Rengas Kecil", "Tanjung Batu"),
)
"""Villages of each kecamatan, as ``config/codes/wilayah.csv`` names them."""
SLUMS = ((0.0, "Tidak kumuh"), (4.0, "Ringan"), (9.0, "Sedang"), (99.0, "Berat"))
"""Largest area (ha) of each degree."""


def roads(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Kilometres of kabupaten roads by kecamatan and condition."""
    for year in years:
        for district, length in zip(DISTRICTS, ROAD_LENGTH, strict=True):
            good = 0.44 + 0.18 * district.town + 0.022 * (year - 2022) + 0.03 * noise("baik", district.name)
            fair = 0.21 + 0.02 * noise("sedang", district.name, year)
            light = 0.17 + 0.02 * noise("ringan", district.name, year)
            whole = max(1.0, (good + fair + light) / 0.96)
            parts = [round(length * share / whole, 3) for share in (good, fair, light)]
            heavy = round(length - sum(parts), 3)
            total = round(sum(parts) + heavy, 3)
            yield {
                "kecamatan": district.name,
                "tahun": year,
                "baik": parts[0],
                "sedang": parts[1],
                "rusak_ringan": parts[2],
                "rusak_berat": heavy,
                "jumlah": total,
                "mantap": round((parts[0] + parts[1]) / total * 100, 2),
            }


def water(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Households with safe water and sanitation by kecamatan."""
    for year in years:
        for district in DISTRICTS:
            homes = round(people(district, year) / 3.74)
            safe = min(0.985, 0.71 + 0.22 * district.town + 0.018 * (year - 2022))
            clean = min(0.97, safe - 0.06 + 0.02 * noise("sanitasi", district.name))
            customers = round(homes * (0.12 + 0.55 * district.town))
            yield {
                "kecamatan": district.name,
                "tahun": year,
                "rumah_tangga": homes,
                "air_minum": round(homes * safe),
                "sanitasi": round(homes * clean),
                "pelanggan": customers,
                "disalurkan": round(customers * around(212.4, 0.05, "air", district.name, year), 1),
            }


def poor_houses(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Houses unfit to live in, and what was done about them; each year begins where the last one ended."""
    left = {
        district.name: round(people(district, 2022) / 1000 * (26 - 18 * district.town))
        for district in DISTRICTS
    }
    for year in range(2023, max(years) + 1):
        for district in DISTRICTS:
            before = left[district.name]
            done = whole(before * 0.16, 0.25, "rtlh", district.name, year)
            own, centre, self_help = split(done, (0.48, 0.34, 0.18))
            left[district.name] = before - done
            if year in years:
                yield {
                    "kecamatan": district.name,
                    "tahun": year,
                    "awal": before,
                    "apbd": own,
                    "apbn": centre,
                    "swadaya": self_help,
                    "akhir": before - done,
                }


def vehicle_tests(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Vehicles that had to be tested, were tested and passed, by month and kind."""
    for year in years:
        for month in MONTHS:
            for kind, usual in VEHICLES.items():
                must = whole(usual * growth(0.02, year), 0.15, "wajib", kind, year, month)
                tested = round(must * around(0.86, 0.08, "uji", kind, year, month))
                passed = round(tested * around(0.92, 0.04, "lulus", kind, year, month))
                yield {
                    "tahun": year,
                    "bulan": month,
                    "jenis": kind,
                    "wajib": must,
                    "diuji": tested,
                    "lulus": passed,
                    "tidak_lulus": tested - passed,
                }


def slums(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Hectares of slums by village, shrinking from year to year; the denser the kecamatan, the more."""
    for year in years:
        for district, villages in zip(DISTRICTS, VILLAGES, strict=True):
            for village in villages:
                largest = 14 * district.town * (1 - 0.08 * (year - 2022))
                area = round(max(0.0, around(largest, 0.6, "kumuh", village) - 2), 2)
                degree = next(word for most, word in SLUMS if area <= most)
                yield {
                    "kecamatan": district.name,
                    "desa": village,
                    "tahun": year,
                    "tingkat": degree,
                    "luas": area,
                }
