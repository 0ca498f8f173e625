"""What a column's title says beyond the name of its figures: a year, a month, a quarter, a semester, a sex, a
kecamatan."""

from __future__ import annotations

import re

from .rows import year_of
from .text import fold, years_in

Said = dict[str, "int | str"]
PLACE = "nama_kecamatan"
TITLES = {
    PLACE: "Kecamatan",
    "tahun": "Tahun",
    "bulan": "Bulan",
    "triwulan": "Triwulan",
    "semester": "Semester",
    "jenis_kelamin": "Jenis Kelamin",
}
TYPES = {"tahun": "year", "bulan": "integer", "triwulan": "integer", "semester": "integer"}
_MONTHS = (
    "januari jan january",
    "februari feb february pebruari peb",
    "maret mar march",
    "april apr",
    "mei may",
    "juni jun june",
    "juli jul july",
    "agustus agu ags agt aug august",
    "september sep sept",
    "oktober okt oct october",
    "november nov nop nopember",
    "desember des dec december",
)
_MONTH_OF = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PART = re.compile(r"(?:(triwulan|tw|trw|kuartal|quarter|q)|(semester|sem|smt))[ .-]*([1-4]|i{1,3}|iv)")
_SEXES = {
    "laki-laki": "Laki-laki",
    "laki laki": "Laki-laki",
    "laki": "Laki-laki",
    "l": "Laki-laki",
    "lk": "Laki-laki",
    "pria": "Laki-laki",
    "perempuan": "Perempuan",
    "p": "Perempuan",
    "pr": "Perempuan",
    "wanita": "Perempuan",
}
_DIMENSION_NAMES = frozenset(
    ("tahun", "thn", "bulan", "triwulan", "semester", "jenis kelamin", "periode", "year", "month", "sex")
)
_TAIL = re.compile(r"[\s,\u2013-]*(?:tahun\s*)?\(?((?:19|20)\d{2})\)?\*{0,3}\s*$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


def said_by(part: str) -> tuple[Said, str]:
    """Give what one part of a title says, and the words that are left: ``Januari 2025`` says both, ``Luas 2025`` says
    the year and leaves ``Luas``."""
    if (year := year_of(part)) is not None:
        return {"tahun": year}, ""
    text = fold(_BRACKET.sub("", part))
    if text in _DIMENSION_NAMES:
        return {}, ""
    if text in _SEXES:
        return {"jenis_kelamin": _SEXES[text]}, ""
    years = set(years_in(part))
    bare = fold(re.sub(r"\b(19|20)\d{2}\b", "", text)).strip(" -/,'")
    said: Said = {"tahun": next(iter(years))} if len(years) == 1 else {}
    if len(years) <= 1 and (period := _period(bare)):
        return {**period, **said}, ""
    plain = _BRACKET.sub("", part)
    tail = _TAIL.search(plain)
    if said and tail and plain[: tail.start()].strip():
        return said, plain[: tail.start()].strip(" ,\u2013-")
    return {}, part


def _period(text: str) -> Said:
    if text in _MONTH_OF:
        return {"bulan": _MONTH_OF[text]}
    match = _PART.fullmatch(text)
    if match is None:
        return {}
    number = int(match[3]) if match[3].isdecimal() else _ROMAN[match[3]]
    return {"triwulan": number} if match[1] else {"semester": number} if number < 3 else {}
