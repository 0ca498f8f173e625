"""What is true about a file: told by whoever made it, never by the program that reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .pages import letter

SURE = "sure"  # the file proves how its figures are meant: no question, the right value
EITHER = "either"  # evidence speaks for one meaning: the right value or a question
ASK = "ask"  # nobody can know: a question must come

TOPICS = {
    "number": ("ANGKA_", "BUKAN_BILANGAN", "DESIMAL_", "RIBUAN_"),
    "percent": ("PERSEN_",),
    "missing": ("TANDA_", "KOSONG_", "ANGKA_PENANDA", "NILAI_PENANDA"),
    "date": ("TANGGAL_",),
    "year": ("TAHUN_BELUM", "TAHUN_BEDA", "TAHUN_AJARAN", "PERIODE_"),
    "wide": ("TAHUN_SEBAGAI", "KATEGORI_SEBAGAI", "BULAN_SEBAGAI", "PERIODE_SEBAGAI"),
    "table": ("TABEL_PILIHAN", "LEMBAR_"),
    "header": (
        "JUDUL_KOLOM",
        "KOLOM_TANPA_NAMA",
        "BARIS_TIDAK_RATA",
        "BARIS_LEBIH",
        "KOLOM_LEBIH",
        "CSV_",
        "KOLOM_A_",
        "SEL_DI_LUAR",
        "SATU_KOLOM",
    ),
    "total": ("BARIS_JUMLAH", "JUMLAH_"),
    "region": ("WILAYAH_", "KODE_"),
    "formula": ("RUMUS_",),
    "personal": ("DATA_PRIBADI",),
    "sample": ("BARIS_CONTOH",),
    "unit": ("SATUAN_",),
    "shape": ("BENTUK_BERUBAH",),
    "blank": ("TANPA_BARIS", "TABEL_TIDAK", "KOLOM_KOSONG", "TEMPLAT_", "TANPA_ANGKA"),
}


@dataclass
class Column:
    """One column: words its title must hold, its type, and the canonical value in each data row.

    A value may be a set: any of its members will do (``-`` may come out as 0 or as blank once it has been asked).
    """

    label: str
    type: str | frozenset[str] = "integer"
    values: Sequence[Any] = ()
    certainty: str = SURE
    unit: str | None = None
    may_skip: bool = False

    def types(self) -> frozenset[str]:
        """Give the types that are right."""
        return frozenset((self.type,)) if isinstance(self.type, str) else self.type


@dataclass
class Truth:
    """The truth about one file. ``rows`` are the source rows of the data, ``columns`` go by letter.

    ``needs``: topics of which a question must come. ``may``: topics that may be asked about. ``quiet``: nothing may be
    asked and nothing refused. ``header_also``: another fair answer. ``long``: the rows once turned long.
    """

    refusal: frozenset[str] = frozenset()
    type: str = "xlsx"
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header: Sequence[int] = ()
    header_also: Sequence[Sequence[int]] = ()
    rows: Sequence[int] = ()
    columns: Mapping[str, Column] = field(default_factory=dict)
    totals: Sequence[int] = ()
    totals_also: Sequence[int] = ()
    year: int | None = None
    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    quiet: bool = False
    long: frozenset[tuple[str, ...]] | None = None
    tables: int | None = None
    told: bool = False


@dataclass
class Case:
    """One file with its truth. ``klass`` is the class of layout it stands for."""

    name: str
    klass: str
    content: bytes
    truth: Truth
    filename: str = "data.xlsx"
    hints: Mapping[str, Any] = field(default_factory=dict)
    following: Case | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Maker:
    """A case not yet made: files are made when they are looked at."""

    name: str
    klass: str
    make: Callable[[], Case]


REGISTRY: dict[str, Maker] = {}


def case(klass: str) -> Callable[[Callable[[], Case]], Callable[[], Case]]:
    """Register a function that makes a named case of a class."""

    def register(make: Callable[[], Case]) -> Callable[[], Case]:
        name = make.__name__.replace("_", "-").strip("-")
        if name in REGISTRY:
            raise ValueError(f"two cases are called {name}")
        REGISTRY[name] = Maker(name, klass, make)
        return make

    return register


def letters(columns: Sequence[Column], first: int = 1) -> dict[str, Column]:
    """Give columns that stand beside each other by their letters."""
    return {letter(first + offset): column for offset, column in enumerate(columns)}
