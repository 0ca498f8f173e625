"""Names of the concepts and shared code lists of every structure, in both languages."""

from __future__ import annotations

from .model import Code, Codelist, Words

CONCEPTS: dict[str, Words] = {
    "FREQ": Words("Frekuensi", "Frequency"),
    "REF_AREA": Words("Wilayah", "Reference area"),
    "INDICATOR": Words("Indikator", "Indicator"),
    "TIME_PERIOD": Words("Periode", "Time period"),
    "OBS_VALUE": Words("Nilai", "Observation value"),
    "UNIT_MEASURE": Words("Satuan", "Unit of measure"),
    "UNIT_MULT": Words("Pangkat sepuluh dari satuan", "Unit multiplier"),
    "OBS_STATUS": Words("Status nilai", "Observation status"),
    "CONF_STATUS": Words("Kerahasiaan nilai", "Confidentiality status"),
    "COMMENT_OBS": Words("Catatan nilai", "Observation comment"),
    "SOURCE_AGENCY": Words("Sumber data", "Source agency"),
    "DATA_PROVIDER": Words("Produsen data", "Data provider"),
    "TAHUN_AJARAN": Words("Tahun ajaran", "School year"),
    "TANGGAL": Words("Tanggal pengamatan", "Day of observation"),
    "WILAYAH_BPS": Words("Kode wilayah BPS", "Area code of Statistics Indonesia (BPS)"),
}
RESERVED = frozenset(
    {
        *CONCEPTS,
        "STRUCTURE",
        "STRUCTURE_ID",
        "STRUCTURE_NAME",
        "ACTION",
        "SERIES_KEY",
        "OBS_KEY",
        "VALUE",
        "STATUS",
    }
)
VERSION = "1.0"
TOTAL = Words("Jumlah", "Total")
UNKNOWN = Words("Tidak disebutkan", "Not stated")


def shared(name: str, title: Words, codes: dict[str, tuple[str, str]]) -> Codelist:
    """Make a code list that is the same for every dataset."""
    return Codelist(name, VERSION, title, tuple(Code(key, Words(*words)) for key, words in codes.items()))


FREQUENCIES = shared(
    "CL_FREQ",
    Words("Frekuensi", "Frequency"),
    {
        "D": ("Harian", "Daily"),
        "W": ("Mingguan", "Weekly"),
        "M": ("Bulanan", "Monthly"),
        "Q": ("Triwulanan", "Quarterly"),
        "A_3": ("Empat bulanan (subround)", "Every four months"),
        "S": ("Semesteran", "Half-yearly"),
        "A": ("Tahunan", "Annual"),
        "A2": ("Dua tahunan", "Every two years"),
        "A3": ("Tiga tahunan", "Every three years"),
        "A4": ("Empat tahunan", "Every four years"),
        "A5": ("Lima tahunan", "Every five years"),
        "_O": ("Lainnya", "Other"),
    },
)
STATUSES = shared(
    "CL_OBS_STATUS",
    Words("Status nilai", "Observation status"),
    {
        "A": ("Angka biasa", "Normal value"),
        "E": ("Angka estimasi", "Estimated value"),
        "P": ("Angka sementara", "Provisional value"),
        "O": ("Data tidak tersedia", "Missing value"),
        "L": ("Ada tetapi tidak dikumpulkan", "Missing value; data exist but were not collected"),
        "Q": ("Tidak dapat ditampilkan", "Missing value; suppressed"),
        "U": ("Keandalan rendah", "Low reliability"),
        "N": ("Dapat diabaikan", "Not significant"),
    },
)
CONFIDENTIALITY = shared(
    "CL_CONF_STATUS",
    Words("Kerahasiaan nilai", "Confidentiality status"),
    {
        "F": ("Terbuka untuk umum", "Free"),
        "N": ("Tidak untuk diumumkan", "Not for publication, restricted for internal use only"),
        "C": ("Rahasia", "Confidential statistical information"),
    },
)
MULTIPLIERS = shared(
    "CL_UNIT_MULT",
    Words("Pangkat sepuluh dari satuan", "Unit multiplier"),
    {
        "-3": ("Seperseribu", "Thousandths"),
        "0": ("Satuan", "Units"),
        "2": ("Ratus", "Hundreds"),
        "3": ("Ribu", "Thousands"),
        "4": ("Puluh ribu", "Tens of thousands"),
        "6": ("Juta", "Millions"),
        "9": ("Miliar", "Billions"),
        "12": ("Triliun", "Trillions"),
    },
)
CONF_OF_ACCESS = {"terbuka": "F", "umum": "F", "": "F", "terbatas": "N", "internal": "N", "dikecualikan": "C"}
STATUS_OF = {
    **{key: key for key in STATUSES.ids},
    "tidak_tersedia": "O",
    "disembunyikan": "Q",
    "tidak_dapat_ditampilkan": "Q",
    "estimasi": "E",
    "sementara": "P",
    "sangat_sementara": "P",
    "sangat_sangat_sementara": "P",
    "dapat_diabaikan": "N",
    "keandalan_rendah": "U",
    "nihil": "A",
    "diperbaiki": "A",
    "tetap": "A",
    "…": "O",
    "...": "O",
    "NA": "Q",
    "e": "E",
    "r": "A",
    "~0": "N",
    "*": "P",
    "**": "P",
    "***": "P",
    "a": "U",
    "b": "U",
    "c": "A",
    "–": "A",
    "-": "A",
}
"""Status of a cell, by code, word or sign of a BPS table, as SDMX has it."""

COMMENTS = {
    "diperbaiki": "Angka diperbaiki",
    "r": "Angka diperbaiki",
    "nihil": "Tidak ada atau nol",
    "–": "Tidak ada atau nol",
    "-": "Tidak ada atau nol",
    "c": "Jumlah rincian berbeda dari jumlah wilayah di atasnya",
    "b": "RSE di atas 50 persen",
}
"""What a status says beyond its SDMX code."""
