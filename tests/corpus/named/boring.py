"""Files that are simply in order: nothing may be asked, nothing refused."""

from __future__ import annotations

from datetime import date

from ..hand import ANY_NUMBER, DATE, INT, NUM, TEXT, YEAR, C, hand, names, numbers_column
from ..office import Spec, case_of
from ..subjects import DISTRICTS, FOODS, MONTHS
from ..truth import REGISTRY, Maker

KLASS = "boring"
SPECS = {
    "boring-penduduk-native": Spec(),
    "boring-penduduk-total": Spec(total="last", seed=2),
    "boring-penduduk-formula-total": Spec(total="last", seed=3),
    "boring-penduduk-two-rows": Spec(header="two", number_column=True, seed=4),
    "boring-penduduk-numbered": Spec(header="two", number_column=True, numbered=True, total="last", seed=6),
    "boring-jalan": Spec(subject="jalan", title="kop", total="last", seed=8),
    "boring-padi": Spec(subject="padi", unit_line="label", title="plain"),
    "boring-nakes-two-rows": Spec(subject="nakes", header="two", title="template"),
    "boring-ternak": Spec(subject="ternak", number_column=True, total="last", seed=10),
    "boring-koperasi": Spec(subject="koperasi", unit_line="label"),
    "boring-pad-big-amounts": Spec(subject="pad", total="last", seed=12),
    "boring-iklim-months": Spec(subject="iklim"),
    "boring-harga": Spec(subject="harga"),
    "boring-pns": Spec(subject="pns", header="two", total="last", seed=14),
    "boring-wisata": Spec(subject="wisata", footer="notes"),
    "boring-stunting": Spec(subject="stunting"),
    "boring-formatted": Spec(style="formatted", total="last", seed=16),
    "boring-xls": Spec(container="xls"),
    "boring-xls-two-rows": Spec(container="xls", header="two", subject="nakes"),
    "boring-ods": Spec(container="ods", subject="jalan"),
    "boring-ods-two-rows": Spec(container="ods", header="two", total="last", seed=18),
    "boring-csv": Spec(container="csv", top=1),
    "boring-csv-semicolon-fractions": Spec(container="semicolon", subject="iklim"),
    "boring-tsv": Spec(container="tsv", subject="ternak"),
    "boring-bom": Spec(container="bom", subject="pns"),
    "boring-utf16": Spec(container="utf16", subject="wisata"),
    "boring-dda": Spec(subject="nakes", title="dda", numbered=True, total="last", seed=20),
    "boring-offset": Spec(top=4, left=3, subject="ternak"),
    "boring-upper-names": Spec(names="upper"),
    "boring-bilingual": Spec(
        header="bilingual", numbered=True, total="last", total_label="Jumlah/Total", seed=22
    ),
    "boring-blank-cells": Spec(subject="ternak", missing="blank"),
    "boring-signature": Spec(subject="koperasi", footer="signature", title="kop"),
}
for _name, _spec in SPECS.items():
    REGISTRY[_name] = Maker(_name, KLASS, lambda name=_name, spec=_spec: case_of(name, KLASS, spec))


def _tidy() -> list[C]:
    count = len(DISTRICTS)
    return [
        C("kode_kecamatan", [f"99.01.{at:02}" for at in range(1, count + 1)], type=TEXT),
        C("nama_kecamatan", DISTRICTS, type=TEXT),
        C("tahun", [2025] * count, type=YEAR),
        C("jumlah_penduduk", [8314 + 1731 * at for at in range(count)]),
    ]


def _register(name: str, make: object) -> None:
    REGISTRY[name] = Maker(name, KLASS, make)  # type: ignore[arg-type]


_register("boring-tidy-xlsx", lambda: hand("boring-tidy-xlsx", KLASS, _tidy(), title=(), quiet=True))
_register("boring-tidy-csv", lambda: hand("boring-tidy-csv", KLASS, _tidy(), "csv", title=(), quiet=True))
_register(
    "boring-prices-by-day",
    lambda: hand(
        "boring-prices-by-day",
        KLASS,
        [
            C(
                "Tanggal",
                [date(2025, 3, 3 + at) for at in range(6)],
                [f"2025-03-{3 + at:02}" for at in range(6)],
                DATE,
            ),
            C("Komoditas", FOODS[:6], type=TEXT),
            C("Harga (Rp)", [13500, 14900, 17500, 18200, 36000, 131000], type=ANY_NUMBER, unit="rupiah"),
        ],
        title=(),
        quiet=True,
    ),
)
_register(
    "boring-iso-days-csv",
    lambda: hand(
        "boring-iso-days-csv",
        KLASS,
        [
            C("tanggal", [f"2025-03-{13 + at}" for at in range(6)], type=DATE),
            C("kejadian", [0, 2, 1, 0, 4, 1]),
        ],
        "csv",
        title=(),
        quiet=True,
    ),
)
_register(
    "boring-months-fractions",
    lambda: hand(
        "boring-months-fractions",
        KLASS,
        [
            C("Bulan", MONTHS, type=TEXT),
            C("Timbulan Sampah (ton)", [90.5 + at * 3.25 for at in range(12)], type=NUM, unit="ton"),
            C("Ditangani (ton)", [80.25 + at * 3 for at in range(12)], type=NUM, unit="ton"),
        ],
        title=("Timbulan dan Penanganan Sampah menurut Bulan di Kabupaten Sukamaju, 2025",),
        quiet=True,
    ),
)
_register(
    "boring-text-columns",
    lambda: hand(
        "boring-text-columns",
        KLASS,
        [
            numbers_column(),
            names(),
            C(
                "Status Sinyal",
                ["Kuat", "Lemah", "Kuat", "Tidak ada", "Kuat", "Lemah", "Kuat", "Tidak ada"],
                type=TEXT,
            ),
            C("Jumlah BTS", [8, 2, 5, 0, 7, 1, 6, 0]),
        ],
        title=("Ketersediaan Sinyal menurut Kecamatan di Kabupaten Sukamaju, 2025",),
        quiet=True,
    ),
)
_register(
    "boring-negative",
    lambda: hand(
        "boring-negative",
        KLASS,
        [
            C("Bulan", MONTHS, type=TEXT),
            C(
                "Inflasi (persen)",
                [0.12, -0.35, 0.4, -0.08, 0.21, 0.33, 0.05, -0.11, 0.27, 0.3, 0.18, 0.45],
                type=NUM,
                unit="persen",
            ),
        ],
        title=("Inflasi Bulanan Kabupaten Sukamaju, 2025",),
        quiet=True,
    ),
)
_register(
    "boring-one-row",
    lambda: hand(
        "boring-one-row",
        KLASS,
        [
            C("Uraian", ["Perpustakaan daerah"], type=TEXT),
            C("Pengunjung (orang)", [18230]),
            C("Koleksi (eksemplar)", [40211]),
        ],
        title=("Pengunjung dan Koleksi Perpustakaan Daerah Kabupaten Sukamaju, 2025",),
        quiet=True,
    ),
)
_register(
    "boring-measure-called-jumlah",
    lambda: hand(
        "boring-measure-called-jumlah",
        KLASS,
        [
            C(
                "Uraian",
                [
                    "Jumlah Penduduk (jiwa)",
                    "Jumlah Rumah Tangga",
                    "Luas Wilayah (km2)",
                    "Kepadatan (jiwa/km2)",
                ],
                type=TEXT,
            ),
            C("2025", [203415, 61022, 1520, 134], type=ANY_NUMBER),
        ],
        title=("Profil Kabupaten Sukamaju, 2025",),
        may=frozenset({"wide", "year"}),
    ),
)
_register(
    "boring-yearly-series",
    lambda: hand(
        "boring-yearly-series",
        KLASS,
        [
            C("Tahun", list(range(2016, 2026)), type=YEAR),
            C("Balita Stunting (persen)", [28.4 - at for at in range(10)], type=NUM),
        ],
        title=("Prevalensi Stunting Kabupaten Sukamaju",),
        quiet=True,
    ),
)
_register(
    "boring-school-years",
    lambda: hand(
        "boring-school-years",
        KLASS,
        [
            C("Tahun Ajaran", ["2021/2022", "2022/2023", "2023/2024", "2024/2025"], type=TEXT),
            C("Jumlah Murid SD", [21044, 21340, 20998, 20764]),
            C("Jumlah Guru SD", [1320, 1344, 1351, 1368], type=INT),
        ],
        title=("Murid dan Guru Sekolah Dasar di Kabupaten Sukamaju",),
        quiet=True,
    ),
)
