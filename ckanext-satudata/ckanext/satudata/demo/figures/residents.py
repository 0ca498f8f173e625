"""Invented figures of people and health."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from .base import DISTRICTS, Row, around, growth, noise, people, split, whole

HEALTH_CENTRES: Sequence[tuple[str, int, float]] = (
    ("Puskesmas Sukamaju", 0, 0.55),
    ("Puskesmas Pasar Baru", 0, 0.45),
    ("Puskesmas Wanasari", 1, 0.6),
    ("Puskesmas Tirtomulyo", 1, 0.4),
    ("Puskesmas Karangjati", 2, 1.0),
    ("Puskesmas Muara Bening", 3, 1.0),
    ("Puskesmas Tanjung Elok", 4, 1.0),
    ("Puskesmas Cempaka Barat", 5, 1.0),
    ("Puskesmas Cempaka Timur", 6, 1.0),
    ("Puskesmas Rengas", 7, 1.0),
)

HEALTH_WORKERS = {
    "dokter": 0.16,
    "dokter_gigi": 0.04,
    "perawat": 1.35,
    "bidan": 1.05,
    "kefarmasian": 0.22,
    "kesehatan_masyarakat": 0.18,
    "kesehatan_lingkungan": 0.09,
    "gizi": 0.11,
    "atlm": 0.1,
}


def residents(years: Sequence[int], edition: int) -> Iterator[Row]:
    """People and family cards by kecamatan and half-year."""
    for year in years:
        for half in (1, 2):
            for district in DISTRICTS:
                total = people(district, year, half / 2 - 1)
                share = 0.503 + 0.006 * noise("sex", district.name)
                men = round(total * share)
                yield {
                    "kecamatan": district.name,
                    "tahun": year,
                    "semester": half,
                    "laki_laki": men,
                    "perempuan": total - men,
                    "jumlah": total,
                    "kartu_keluarga": round(total / around(3.28, 0.03, "kk", district.name)),
                }


def identity_cards(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Who must hold an identity card, who had it recorded, by kecamatan and half-year."""
    for year in years:
        for half in (1, 2):
            for district in DISTRICTS:
                must = round(people(district, year, half / 2 - 1) * 0.715)
                share = min(0.995, 0.948 + 0.008 * (year - 2022) + 0.012 * noise("ktp", district.name))
                recorded = round(must * share)
                yield {
                    "kecamatan": district.name,
                    "tahun": year,
                    "semester": half,
                    "wajib": must,
                    "merekam": recorded,
                    "belum": must - recorded,
                    "persen": round(recorded / must * 100, 1),
                }


def health_workers(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Health workers by kecamatan and kind of work."""
    for year in years:
        for district in DISTRICTS:
            base = people(district, year) / 1000 * (0.75 + district.town)
            row: dict[str, object] = {"kecamatan": district.name, "tahun": year}
            for kind, rate in HEALTH_WORKERS.items():
                grown = base * rate * growth(0.03, year)
                row[kind] = whole(grown, 0.12, kind, district.name)
            if district.name == "Pulau Rengas":
                row["dokter_gigi"] = 0
            yield row


def stunting(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Children measured and stunted by health centre, in February and August."""
    for year in years:
        for month in ("Februari", "Agustus"):
            for centre, at, share in HEALTH_CENTRES:
                district = DISTRICTS[at]
                target = round(people(district, year) * 0.082 * share)
                measured = round(target * min(0.99, around(0.9, 0.06, "ukur", centre, year, month)))
                rate = (0.205 - 0.07 * district.town) * growth(-0.09, year, 0.5 * (month == "Agustus"))
                stunted = whole(measured * rate, 0.06, "stunting", centre, year, month)
                yield {
                    "puskesmas": centre,
                    "kecamatan": district.name,
                    "tahun": year,
                    "bulan": month,
                    "sasaran": target,
                    "diukur": measured,
                    "stunting": stunted,
                    "prevalensi": round(stunted / measured * 100, 2),
                }


def dengue(years: Sequence[int], edition: int) -> Iterator[Row]:
    """Cases and deaths of dengue by kecamatan and sex."""
    for year in years:
        wave = {2023: 0.8, 2024: 1.7, 2025: 1.1}.get(year, 1.0)
        for district in DISTRICTS:
            cases = whole(
                people(district, year) / 1000 * (0.35 + 0.6 * district.town) * wave,
                0.2,
                "dbd",
                district.name,
                year,
            )
            men, women = split(cases, (0.53, 0.47))
            yield {
                "kecamatan": district.name,
                "tahun": year,
                "laki_laki": men,
                "perempuan": women,
                "jumlah": cases,
                "meninggal": max(0, round(cases * 0.012)),
            }


def served(rates: Mapping[str, float]) -> Callable[[Sequence[int], int], Iterator[Row]]:
    """Counts by kecamatan: per thousand people, by the name of what is counted."""

    def make(years: Sequence[int], edition: int) -> Iterator[Row]:
        for year in years:
            for district in DISTRICTS:
                counted = {
                    kind: whole(people(district, year) / 1000 * rate, 0.04, kind, district.name)
                    for kind, rate in rates.items()
                }
                yield {"kecamatan": district.name, "tahun": year, **counted}

    return make
