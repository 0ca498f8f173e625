"""What tables are about: rows, columns and made-up figures of a fictional kabupaten (data rekaan)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

DISTRICTS = (
    "Sukamaju Kota",
    "Wanasari",
    "Karangjati",
    "Muara Bening",
    "Tanjung Elok",
    "Cempaka Barat",
    "Cempaka Timur",
    "Pulau Rengas",
)
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
FOODS = (
    "Beras medium",
    "Beras premium",
    "Gula pasir",
    "Minyak goreng curah",
    "Daging ayam",
    "Daging sapi",
    "Telur ayam",
    "Cabai merah",
    "Bawang merah",
    "Tepung terigu",
)
RANKS = ("Golongan I", "Golongan II", "Golongan III", "Golongan IV", "PPPK")
TAXES = (
    "Pajak daerah",
    "Retribusi daerah",
    "Hasil pengelolaan kekayaan daerah yang dipisahkan",
    "Lain-lain PAD yang sah",
)
CLINICS = tuple(f"Puskesmas {name}" for name in DISTRICTS)
SIGHTS = (
    "Pantai Pasir Rekaan",
    "Air Terjun Bening",
    "Museum Sukamaju",
    "Taman Kota",
    "Bukit Cempaka",
    "Telaga Elok",
)


@dataclass(frozen=True)
class Measure:
    """One column of figures: its title, the group above it, unit, decimals and range."""

    label: str
    unit: str | None
    shown_unit: str
    low: int
    high: int
    places: int = 0
    group: str = ""
    adds_up: bool = True

    def value(self, dice: random.Random) -> Decimal:
        """Give one made-up figure."""
        scale = 10**self.places
        return Decimal(dice.randint(self.low * scale, self.high * scale)) / scale


@dataclass(frozen=True)
class Subject:
    """One table's content."""

    key: str
    title: str
    row_label: str
    rows: Sequence[str]
    measures: Sequence[Measure]
    office: str
    sum_label: str = ""

    def figures(self, seed: int) -> list[list[Decimal]]:
        """Give the figures row by row; the sum of the row last where the table has one."""
        dice = random.Random(f"{self.key}{seed}")  # noqa: S311 - made-up figures
        found = []
        for _ in self.rows:
            line = [measure.value(dice) for measure in self.measures]
            found.append([*line, sum(line, Decimal(0))] if self.sum_label else line)
        return found

    def all_measures(self) -> list[Measure]:
        """Give the measures and the sum column, if any."""
        if not self.sum_label:
            return list(self.measures)
        first = self.measures[0]
        total = Measure(self.sum_label, first.unit, first.shown_unit, 0, 0, first.places, first.group)
        return [*self.measures, total]


def _m(label: str, unit: str | None, shown: str, low: int, high: int, **more: object) -> Measure:
    return Measure(label, unit, shown, low, high, **more)  # type: ignore[arg-type]


SUBJECTS = {
    item.key: item
    for item in (
        Subject(
            "penduduk",
            "Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin di Kabupaten Sukamaju",
            "Kecamatan",
            DISTRICTS,
            (
                _m("Laki-laki", "orang", "jiwa", 4200, 36000, group="Penduduk"),
                _m("Perempuan", "orang", "jiwa", 4100, 35000, group="Penduduk"),
            ),
            "Dinas Kependudukan dan Pencatatan Sipil",
            "Jumlah",
        ),
        Subject(
            "jalan",
            "Panjang Jalan Kabupaten menurut Kecamatan dan Kondisi Jalan di Kabupaten Sukamaju",
            "Kecamatan",
            DISTRICTS,
            tuple(
                _m(label, "km", "km", 2, 90, places=2, group="Kondisi Jalan")
                for label in ("Baik", "Sedang", "Rusak Ringan", "Rusak Berat")
            ),
            "Dinas Pekerjaan Umum dan Penataan Ruang",
            "Jumlah",
        ),
        Subject(
            "padi",
            "Luas Panen, Produktivitas, dan Produksi Padi Sawah menurut Kecamatan di Kabupaten Sukamaju",
            "Kecamatan",
            DISTRICTS,
            (
                _m("Luas Panen", "ha", "ha", 100, 5200),
                _m("Produktivitas", "kuintal_per_ha", "kuintal/ha", 30, 70, places=2, adds_up=False),
                _m("Produksi", "ton", "ton", 500, 30000),
            ),
            "Dinas Pertanian",
        ),
        Subject(
            "nakes",
            "Jumlah Tenaga Kesehatan menurut Kecamatan dan Jenis Tenaga di Kabupaten Sukamaju",
            "Kecamatan",
            DISTRICTS,
            tuple(
                _m(label, "orang", "orang", low, high, group=group)
                for label, low, high, group in (
                    ("Dokter", 1, 25, "Tenaga Medis"),
                    ("Dokter Gigi", 0, 6, "Tenaga Medis"),
                    ("Perawat", 10, 260, "Tenaga Keperawatan"),
                    ("Bidan", 10, 160, "Tenaga Keperawatan"),
                    ("Gizi", 1, 12, "Tenaga Lain"),
                    ("Ahli Teknologi Laboratorium Medik", 1, 14, "Tenaga Lain"),
                )
            ),
            "Dinas Kesehatan",
        ),
        Subject(
            "ternak",
            "Populasi Ternak menurut Kecamatan dan Jenis Ternak di Kabupaten Sukamaju",
            "Kecamatan",
            DISTRICTS,
            (
                _m("Sapi Potong", "ekor", "ekor", 150, 9800),
                _m("Kerbau", "ekor", "ekor", 0, 900),
                _m("Kambing", "ekor", "ekor", 400, 21000),
                _m("Ayam Kampung", "ekor", "ekor", 9000, 480000),
            ),
            "Dinas Peternakan",
        ),
        Subject(
            "koperasi",
            "Koperasi Aktif, Anggota, dan Volume Usaha menurut Kecamatan di Kabupaten Sukamaju",
            "Kecamatan",
            DISTRICTS,
            (
                _m("Koperasi Aktif", "unit", "unit", 10, 90),
                _m("Anggota", "orang", "orang", 300, 7200),
                _m("Volume Usaha", "juta_rupiah", "juta rupiah", 900, 92000, places=1),
            ),
            "Dinas Koperasi dan UKM",
        ),
        Subject(
            "pad",
            "Target dan Realisasi Pendapatan Asli Daerah menurut Jenis di Kabupaten Sukamaju",
            "Jenis Pendapatan",
            TAXES,
            (
                _m("Target", "rupiah", "Rp", 2_000_000_000, 90_000_000_000),
                _m("Realisasi", "rupiah", "Rp", 2_000_000_000, 90_000_000_000),
            ),
            "Badan Pendapatan Daerah",
        ),
        Subject(
            "iklim",
            "Suhu, Kelembapan, dan Curah Hujan menurut Bulan di Stasiun Sukamaju",
            "Bulan",
            MONTHS,
            (
                _m("Suhu Rata-rata", "derajat_celsius", "°C", 25, 29, places=1, adds_up=False),
                _m("Kelembapan", "persen", "persen", 70, 92, adds_up=False),
                _m("Curah Hujan", None, "mm", 20, 420, places=1),
                _m("Hari Hujan", None, "hari", 4, 25),
            ),
            "Stasiun Klimatologi",
        ),
        Subject(
            "harga",
            "Harga Rata-rata Bahan Pokok di Pasar Sukamaju",
            "Komoditas",
            FOODS,
            (
                _m("Harga Minggu I", "rupiah", "Rp", 9000, 130000, adds_up=False),
                _m("Harga Minggu II", "rupiah", "Rp", 9000, 130000, adds_up=False),
            ),
            "Dinas Perdagangan",
        ),
        Subject(
            "pns",
            "Jumlah Aparatur Sipil Negara menurut Golongan dan Jenis Kelamin di Kabupaten Sukamaju",
            "Golongan",
            RANKS,
            (
                _m("Laki-laki", "orang", "orang", 20, 900, group="Jenis Kelamin"),
                _m("Perempuan", "orang", "orang", 20, 900, group="Jenis Kelamin"),
            ),
            "Badan Kepegawaian",
            "Jumlah",
        ),
        Subject(
            "wisata",
            "Jumlah Kunjungan Wisatawan menurut Daya Tarik Wisata di Kabupaten Sukamaju",
            "Daya Tarik Wisata",
            SIGHTS,
            (
                _m("Wisatawan Nusantara", "orang", "orang", 300, 140000),
                _m("Wisatawan Mancanegara", "orang", "orang", 0, 900),
            ),
            "Dinas Pariwisata",
            "Jumlah",
        ),
        Subject(
            "stunting",
            "Balita Diukur dan Balita Stunting menurut Puskesmas di Kabupaten Sukamaju",
            "Puskesmas",
            CLINICS,
            (
                _m("Balita Diukur", "balita", "balita", 600, 5500),
                _m("Balita Stunting", "balita", "balita", 20, 590),
                _m("Prevalensi", "persen", "persen", 3, 28, places=2, adds_up=False),
            ),
            "Dinas Kesehatan",
        ),
    )
}
