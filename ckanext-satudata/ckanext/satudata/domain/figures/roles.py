"""What each column of a Table Schema is for: time, dimension, measure, total or status of a measure.

A field says so itself in ``satudata:role``; where it does not, its name, type and the primary key tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TIME_ORDER = ("tanggal", "tahun", "semester", "triwulan", "subround", "bulan", "minggu")
NUMERIC = {"integer", "number"}
STATUS_SUFFIX = "_status"
TOTAL_NAMES = {"jumlah", "total"}
NON_ADDITIVE_UKURAN = {
    "persentase",
    "rata-rata",
    "rata_rata",
    "rasio",
    "indeks",
    "laju",
    "proporsi",
    "prevalensi",
    "kepadatan",
    "kadar",
    "harga",
    "status",
}
NON_ADDITIVE_UNITS = set(
    "persen persen_poin rasio indeks skor poin orang_per_km2 tahun_usia kuintal_per_ha ton_per_ha rupiah_per_kg "
    "m3_per_detik derajat_celsius persen_rh milibar knot".split()
)
ADDITIVE_UNITS = set(
    "orang jiwa pasangan keluarga rumah_tangga balita akseptor anggota ribu_orang unit buah lembaga sekolah rombel "
    "kelas puskesmas tempat_tidur kamar desa kelurahan kecamatan izin dokumen proyek paket kendaraan pelanggan kasus "
    "kejadian kunjungan layanan ekor batang koperasi bts m2 ha km2 m km kg kuintal ton liter m3 ton_gkg ton_beras "
    "kwh mwh".split()
)
NON_ADDITIVE_NAMES = set(
    "harga rata persen persentase rasio indeks prevalensi laju proporsi kepadatan produktivitas suhu kelembaban".split()
)


@dataclass(frozen=True)
class Column:
    """One column: ``role`` is time, dimension, measure, total, status or text."""

    name: str
    title: str
    type: str
    role: str
    unit: str = ""
    additive: bool = False
    status_column: str = ""
    is_place: bool = False


@dataclass(frozen=True)
class TableShape:
    """The columns of a table in file order, with the questions a reader asks of them."""

    columns: tuple[Column, ...]

    def of(self, *roles: str) -> tuple[Column, ...]:
        """Give the columns that have one of these roles, in file order."""
        return tuple(column for column in self.columns if column.role in roles)

    @property
    def time(self) -> tuple[Column, ...]:
        """The time columns, the coarsest first."""
        return tuple(sorted(self.of("time"), key=lambda column: time_rank(column.name)))

    @property
    def measures(self) -> tuple[Column, ...]:
        """Measures and totals, in file order."""
        return self.of("measure", "total")

    @property
    def dimensions(self) -> tuple[Column, ...]:
        """Dimensions that a reader sees: a code column gives way to its name column."""
        names = {column.name for column in self.columns}
        return tuple(
            column
            for column in self.of("dimension")
            if not (column.name.startswith("kode_") and "nama_" + column.name[5:] in names)
        )


def time_rank(name: str) -> int:
    """Give the place of a time column's name in TIME_ORDER, or -1 when it names no time."""
    first = name.split("_")[0]
    return TIME_ORDER.index(first) if first in TIME_ORDER else -1


def is_additive(field: Mapping[str, Any], ukuran: str = "") -> bool:
    """Tell whether rows of this measure may be summed.

    Its own ``satudata:additive`` decides; else its name (a price, a rate), its unit, its ukuran; and for units
    that do not tell, such as rupiah, the dataset's ``ukuran``.
    """
    if "satudata:additive" in field:
        return bool(field["satudata:additive"])
    unit = str(field.get("unit") or "").strip().lower().replace(" ", "_").replace("/", "_per_")
    named = str(field["name"]).split("_")[0] in NON_ADDITIVE_NAMES
    if named or unit in NON_ADDITIVE_UNITS or unit.startswith("per_"):
        return False
    if "ukuran" not in field and unit in ADDITIVE_UNITS:
        return True
    return str(field.get("ukuran") or ukuran or "").lower() not in NON_ADDITIVE_UKURAN


def role_of(field: Mapping[str, Any], names: set[str], keys: set[str]) -> str:
    """Give the role of one field among fields called ``names`` with the primary key ``keys``."""
    name, kind = str(field["name"]), str(field.get("type", "string"))
    declared = str(field.get("satudata:role") or "")
    if name.endswith(STATUS_SUFFIX) and name[: -len(STATUS_SUFFIX)] in names:
        return "status"
    if declared in {"", "dimension", "time"} and (
        kind in {"year", "date", "yearmonth"} or time_rank(name) >= 0
    ):
        return "time"
    if declared in {"dimension", "measure", "total", "status", "time"}:
        return declared
    if name in keys or name.startswith(("kode_", "nama_")):
        return "dimension"
    return "measure" if kind in NUMERIC else "dimension"


def table_shape(schema: Mapping[str, Any], ukuran: str = "") -> TableShape:
    """Read the shape of the table that ``schema`` (a Table Schema) describes."""
    fields = [field for field in schema.get("fields", []) if field.get("name")]
    names = {str(field["name"]) for field in fields}
    key = schema.get("primaryKey") or []
    keys = {key} if isinstance(key, str) else {str(part) for part in key}
    units = [str(field.get("unit") or "") for field in fields if str(field.get("type")) in NUMERIC]
    columns = []
    for field in fields:
        name = str(field["name"])
        status = name + STATUS_SUFFIX
        role = role_of(field, names, keys)
        if role == "measure" and name in TOTAL_NAMES and units.count(str(field.get("unit") or "")) > 2:
            role = "total"
        columns.append(
            Column(
                name=name,
                title=str(field.get("title") or name.replace("_", " ").capitalize()),
                type=str(field.get("type") or "string"),
                role=role,
                unit=str(field.get("unit") or ""),
                additive=role in {"measure", "total"} and is_additive(field, ukuran),
                status_column=status if status in names else "",
                is_place=role == "dimension" and is_place_name(name),
            )
        )
    return TableShape(tuple(columns))


def is_place_name(name: str) -> bool:
    """Tell whether a dimension names a place: wilayah first of all, else a facility with a code."""
    places = ("kecamatan", "desa", "kelurahan", "kabupaten", "wilayah", "puskesmas", "pasar", "dtw")
    return any(part in places for part in name.split("_"))
