"""Words of others for our codes: EU authority lists, licences, intervals."""

from __future__ import annotations

from collections.abc import Mapping

from .model import License

AUTHORITY = "http://publications.europa.eu/resource/authority/"
LANGUAGES = AUTHORITY + "language"
INDONESIAN = "IND"
THEMES = AUTHORITY + "data-theme"
FREQUENCIES = AUTHORITY + "frequency"
ACCESS_RIGHTS = AUTHORITY + "access-right"

THEME_LABELS: Mapping[str, tuple[str, str]] = {
    "AGRI": ("Pertanian, perikanan, kehutanan, dan pangan", "Agriculture, fisheries, forestry and food"),
    "ECON": ("Ekonomi dan keuangan", "Economy and finance"),
    "EDUC": ("Pendidikan, kebudayaan, dan olahraga", "Education, culture and sport"),
    "ENER": ("Energi", "Energy"),
    "ENVI": ("Lingkungan", "Environment"),
    "GOVE": ("Pemerintah dan sektor publik", "Government and public sector"),
    "HEAL": ("Kesehatan", "Health"),
    "JUST": ("Keadilan, hukum, dan keamanan publik", "Justice, legal system and public safety"),
    "REGI": ("Wilayah dan perkotaan", "Regions and cities"),
    "SOCI": ("Penduduk dan masyarakat", "Population and society"),
    "TECH": ("Ilmu pengetahuan dan teknologi", "Science and technology"),
    "TRAN": ("Perhubungan", "Transport"),
}
THEME_OF_URUSAN: Mapping[str, str] = {
    "1.01": "EDUC",
    "1.02": "HEAL",
    "1.03": "REGI",
    "1.04": "REGI",
    "1.05": "JUST",
    "1.06": "SOCI",
    "2.07": "ECON",
    "2.08": "SOCI",
    "2.09": "AGRI",
    "2.10": "REGI",
    "2.11": "ENVI",
    "2.12": "SOCI",
    "2.13": "SOCI",
    "2.14": "SOCI",
    "2.15": "TRAN",
    "2.16": "TECH",
    "2.17": "ECON",
    "2.18": "ECON",
    "2.19": "EDUC",
    "2.20": "GOVE",
    "2.21": "TECH",
    "2.22": "EDUC",
    "2.23": "EDUC",
    "2.24": "GOVE",
    "3.25": "AGRI",
    "3.26": "ECON",
    "3.27": "AGRI",
    "3.28": "AGRI",
    "3.29": "ENER",
    "3.30": "ECON",
    "3.31": "ECON",
    "3.32": "SOCI",
    "5.02": "ECON",
}
"""The EU data theme of each urusan (``config/codes/urusan.csv``): our own reading."""
OTHER_THEME = "GOVE"

ACCESS_OF_CLASS: Mapping[str, str] = {
    "": "PUBLIC",
    "terbuka": "PUBLIC",
    "umum": "PUBLIC",
    "terbatas": "RESTRICTED",
    "dikecualikan": "NON_PUBLIC",
    "internal": "NON_PUBLIC",
}
"""EU access right by our access class."""

INTERVALS: Mapping[str, str] = {
    "harian": "R/P1D",
    "mingguan": "R/P1W",
    "bulanan": "R/P1M",
    "triwulanan": "R/P3M",
    "empat_bulanan": "R/P4M",
    "semesteran": "R/P6M",
    "tahunan": "R/P1Y",
    "tahun_ajaran": "R/P1Y",
    "dua_tahunan": "R/P2Y",
    "tiga_tahunan": "R/P3Y",
    "empat_tahunan": "R/P4Y",
    "lima_tahunan": "R/P5Y",
    "tidak_tetap": "irregular",
}
"""ISO 8601 intervals by the code of the frequency, as data.json wants them."""

_CC = "https://creativecommons.org/"
_LICENSES = (
    License(
        f"{_CC}licenses/by/4.0/",
        "CC-BY-4.0",
        "Creative Commons Attribution",
        "Creative Commons Attribution 4.0",
    ),
    License(
        f"{_CC}licenses/by-sa/4.0/",
        "CC-BY-SA-4.0",
        "Creative Commons Attribution Share-Alike",
        "Creative Commons Attribution-ShareAlike 4.0",
    ),
    License(
        f"{_CC}publicdomain/zero/1.0/", "CC0-1.0", "Creative Commons CCZero", "Creative Commons Zero 1.0"
    ),
    License(
        "https://opendatacommons.org/licenses/by/1-0/",
        "ODC-BY-1.0",
        "Open Data Commons Attribution License",
        "Open Data Commons Attribution License 1.0",
    ),
)
LICENSES: Mapping[str, License] = {
    **{one.code.lower(): one for one in _LICENSES},
    "cc-by": _LICENSES[0],
    "cc-by-sa": _LICENSES[1],
    "cc-zero": _LICENSES[2],
    "odc-by": _LICENSES[3],
}
"""Licences by what CKAN and the portal call them, in small letters."""


def license_of(code: str) -> License | None:
    """Give the licence of a ``license_id``; None for one whose text has no known address."""
    return LICENSES.get(code.strip().lower())
