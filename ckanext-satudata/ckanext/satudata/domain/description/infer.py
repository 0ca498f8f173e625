"""What can be known about a dataset without asking: a value for a field, and where it comes from.

Pure: everything that is known is handed in. A value comes from the most telling source that has one; the order is
that of ``_MAKERS``. What a person wrote is never replaced (see ``changes``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ..intake.text import fold
from ..periods import MONTHS
from .model import is_empty, parts_of

TITLE_TAIL = re.compile(r"\s+(menurut|per|berdasarkan|di|pada|tahun|dirinci)\s.*$", re.IGNORECASE)
REFERENCE_DAY = re.compile(
    r"\b(?:per|keadaan|kondisi|posisi)\s+(?:tanggal\s+)?(\d{1,2}\s+[a-z]+)(?:\s+(?:19|20)\d{2})?\b",
    re.IGNORECASE,
)
MEASURE_WORDS = (
    ("jumlah", "jumlah"),
    ("banyaknya", "jumlah"),
    ("persentase", "persentase"),
    ("rata-rata", "rata-rata"),
    ("harga", "harga"),
    ("luas", "luas"),
    ("panjang", "panjang"),
    ("volume", "volume"),
    ("nilai", "nilai"),
    ("rasio", "rasio"),
    ("indeks", "indeks"),
    ("laju", "laju"),
    ("prevalensi", "prevalensi"),
    ("kepadatan", "kepadatan"),
)
"""First word of a title to the measure it names."""
MEASURE_OF_GROUP = {
    "hitungan": "jumlah",
    "jumlah_ribuan": "jumlah",
    "luas": "luas",
    "panjang": "panjang",
    "berat": "berat",
    "volume": "volume",
    "uang": "nilai",
    "harga": "harga",
}
"""Group of a unit (``config/codes/satuan.csv``) to the measure that is usual with it."""
RELEASE_DAYS = {
    "harian": 1,
    "mingguan": 7,
    "bulanan": 15,
    "triwulanan": 45,
    "empat_bulanan": 45,
    "semesteran": 45,
}
YEARLY_RELEASE_DAYS = 74
"""Days from the end of a period to its release; 74 after a year is 15 March, the end of the usual calendar."""
UPDATES = {
    "harian": "Setiap hari",
    "mingguan": "Setiap minggu",
    "bulanan": "Setiap bulan",
    "triwulanan": "Setiap triwulan",
    "empat_bulanan": "Setiap empat bulan",
    "semesteran": "Setiap semester",
    "tahunan": "Setiap tahun",
    "tahun_ajaran": "Setiap tahun ajaran",
}


@dataclass(frozen=True)
class Known:
    """Everything that is known. ``package``: the description as it stands, which ties the rest together.

    ``file``: what reading the file told, field to ``{"value", "evidence"}``; ``texts``: titles and notes of the file;
    ``profile``: fields of the office; ``planned``: rows of the list of data; ``standards``: rows of the registry of
    standards; ``sectors``: affair to sector; ``unit_groups``: unit to its group; ``usual``: what the portal uses;
    ``code``: the code that the portal would give the dataset; ``whole_numbers``: all figures of the file are
    whole numbers.
    """

    package: Mapping[str, Any] = field(default_factory=dict)
    file: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    texts: Sequence[str] = ()
    profile: Mapping[str, Any] = field(default_factory=dict)
    planned: Sequence[Mapping[str, str]] = ()
    standards: Sequence[Mapping[str, str]] = ()
    sectors: Mapping[str, str] = field(default_factory=dict)
    unit_groups: Mapping[str, str] = field(default_factory=dict)
    usual: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    whole_numbers: bool = False


@dataclass(frozen=True)
class Proposal:
    """A value, where it comes from (one of ``model.SOURCES``), and what shows it."""

    value: Any
    source: str
    evidence: str = ""

    def as_dict(self) -> dict[str, Any]:
        """As it is kept with the draft."""
        return {"value": self.value, "from": self.source, "evidence": self.evidence}


Found = dict[str, Proposal]


def infer(known: Known) -> Found:
    """Propose a value for every field that something is known about."""
    found: Found = {}
    for make in _MAKERS:
        for name, proposal in make(known, found):
            if not is_empty(proposal.value):
                found.setdefault(name, proposal)
    return found


def _now(known: Known, found: Found, name: str) -> Any:
    """A field as it will stand: what is written, else what was found."""
    written = known.package.get(name)
    return written if not is_empty(written) else found[name].value if name in found else ""


def _from_file(known: Known, found: Found) -> Iterator[tuple[str, Proposal]]:
    for name, told in known.file.items():
        value, evidence = told["value"], str(told.get("evidence") or "")
        if name == "klasifikasi" and not isinstance(value, str):
            value = ", ".join(map(str, value))
        if name == "tingkat_penyajian" and isinstance(value, str):
            value = [value]
        if name == "tags":
            name, value = "tag_string", ", ".join(map(str, value))
        yield name, Proposal(value, "berkas", evidence)
    for text in known.texts:
        if day := REFERENCE_DAY.search(text):
            yield "acuan_waktu", Proposal(_day_words(day[1]), "berkas", text)


def _day_words(text: str) -> str:
    number, _, month = text.partition(" ")
    return f"{int(number)} {month.strip().capitalize()}"


def _from_plan(known: Known, found: Found) -> Iterator[tuple[str, Proposal]]:
    title = _plain(_now(known, found, "title"))
    row = next((row for row in known.planned if title and _plain(row.get("judul", "")) == title), None)
    if row is None:
        return
    names = ("urusan", "frekuensi", "jadwal_rilis", "kode_dssd", "data_prioritas", "dasar_prioritas")
    for name in names:
        yield name, Proposal(row.get(name, ""), "daftar_data", row.get("kode", ""))
    yield "kode_dataset", Proposal(row.get("kode", ""), "daftar_data", row.get("judul", ""))


def _plain(title: Any) -> str:
    """A title by which two are the same: small letters, without the area at its end."""
    return fold(re.sub(r"\s+di\s+(kabupaten|kota)\s.*$", "", str(title), flags=re.IGNORECASE))


def _from_standards(known: Known, found: Found) -> Iterator[tuple[str, Proposal]]:
    wanted = fold(str(_now(known, found, "konsep") or concept_of(str(_now(known, found, "title")))))
    row = next((row for row in known.standards if wanted and fold(row.get("konsep", "")) == wanted), None)
    if row is None:
        return
    for name in ("konsep", "definisi", "klasifikasi", "ukuran", "satuan"):
        yield name, Proposal(row.get(name, ""), "standar", row.get("kode", ""))


def _from_title(known: Known, found: Found) -> Iterator[tuple[str, Proposal]]:
    title = str(_now(known, found, "title"))
    if concept := concept_of(title):
        yield "konsep", Proposal(concept, "berkas", title)
    kinds = [kind for word, kind in MEASURE_WORDS if fold(title).startswith(fold(word))][:1]
    group = known.unit_groups.get(str(_now(known, found, "satuan")), "")
    if str(_now(known, found, "satuan")) == "persen":
        kinds = kinds or ["persentase"]
    kinds = kinds or [kind for kind in (MEASURE_OF_GROUP.get(group),) if kind]
    kinds = kinds or (["jumlah"] if known.whole_numbers and not group else [])
    if kinds:
        yield "ukuran", Proposal(", ".join(kinds), "berkas", title)


def concept_of(title: str) -> str:
    """The noun that a title is about: without its measure, breakdown, area and year."""
    words = TITLE_TAIL.sub("", title.strip())
    for word in (
        "jumlah",
        "banyaknya",
        "persentase",
        "rata-rata",
        "nilai",
        "rasio",
        "indeks",
        "laju",
        "data",
    ):
        words = re.sub(rf"^{word}\s+", "", words, flags=re.IGNORECASE)
    words = re.sub(r"[,\s]*\b(?:19|20)\d{2}\b.*$", "", words).strip(" ,.-")
    return words[:1].upper() + words[1:].lower() if words.istitle() or words.islower() else words


def _from_profile(known: Known, found: Found) -> Iterator[tuple[str, Proposal]]:
    profile = known.profile
    title = str(profile.get("title") or "")
    yield "urusan", Proposal((parts_of(profile.get("urusan")) or ("",))[0], "opd", title)
    yield "kontak_unit", Proposal(profile.get("kontak_unit") or title, "opd", title)
    yield "kontak_email", Proposal(profile.get("email", ""), "opd", title)
    yield "kontak_telepon", Proposal(profile.get("telepon", ""), "opd", title)


def _from_affair(known: Known, found: Found) -> Iterator[tuple[str, Proposal]]:
    urusan = str(_now(known, found, "urusan"))
    yield "sektor_kegiatan", Proposal(known.sectors.get(urusan, ""), "opd", urusan)


def _usual(known: Known, found: Found) -> Iterator[tuple[str, Proposal]]:
    for name, value in known.usual.items():
        yield name, Proposal(value, "ketentuan")
    yield "kode_dataset", Proposal(known.code, "ketentuan")
    frequency = str(_now(known, found, "frekuensi"))
    due = next_release(frequency, str(_now(known, found, "cakupan_akhir")))
    yield "jadwal_rilis", Proposal(due.isoformat() if due else "", "ketentuan", frequency)
    yield "jadwal_pemutakhiran", Proposal(UPDATES.get(frequency, ""), "ketentuan", frequency)


_MAKERS = (
    _from_file,
    _from_plan,
    _from_standards,
    _from_title,
    _from_profile,
    _from_affair,
    _usual,
)


def next_release(frequency: str, last_period: str) -> date | None:
    """The usual day on which the period after ``last_period`` is released; None where there is no next one."""
    end = period_end(last_period)
    if end is None or frequency in ("sekali", "tidak_tetap"):
        return None
    return following_end(end, frequency) + timedelta(days=release_days(frequency))


def release_days(frequency: str) -> int:
    """Days that are usual between the end of a period and its release."""
    return RELEASE_DAYS.get(frequency, YEARLY_RELEASE_DAYS)


def following_end(end: date, frequency: str) -> date:
    """The last day of the period after the one that ends at ``end``."""
    if frequency in ("harian", "mingguan"):
        return end + timedelta(days=1 if frequency == "harian" else 7)
    month = end.year * 12 + end.month - 1 + MONTHS.get(frequency, 12)
    return _month_end(month // 12, month % 12 + 1)


def period_end(period: str) -> date | None:
    """The last day of a period (``2025``, ``2025-03``, ``2025-Q1``, ``2025-12-31``, ``2025/2026``); None if unreadable."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-([QTS])(\d)|/(\d{4}))?", period.strip())
    if not found:
        return None
    year, month, day, kind, number, until = found.groups()
    try:
        if day:
            return date(int(year), int(month), int(day))
        if until:
            return date(int(until), 6, 30)
        last = int(month) if month else int(number) * {"Q": 3, "T": 4, "S": 6}[kind] if kind else 12
        return _month_end(int(year), last) if 1 <= last <= 12 else None
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
