"""What a bundle is built from: frozen content of one review and round."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from .messages import message

CsvSource = Path | bytes | Callable[[], BinaryIO]
JsonObject = Mapping[str, Any]


@dataclass(frozen=True)
class BundleContent:
    """One reviewed dataset as it goes to BPS. Nothing here may change between two builds.

    ``organization`` and ``walidata`` carry title, alamat, telepon, email, faksimile, jabatan_pimpinan,
    jabatan_teknis (all optional but title); ``kabupaten`` carries kode_kemendagri, kode_bps, nama and may
    carry provinsi, ibu_kota. Each approval has step, label, post, standing, actor_name, decision, at (ISO,
    UTC), digest, note and may have round. ``codes`` maps a code list's name to its rows (kode, nama, ...)
    and wins over the shipped lists.
    """

    review_number: str
    round: int
    dataset: JsonObject
    organization: JsonObject
    walidata: JsonObject
    kabupaten: JsonObject
    schema: JsonObject
    canonical_csv: CsvSource
    canonical_sha256: str
    table_digest: str
    content_digest: str
    report: JsonObject
    findings: Sequence[JsonObject]
    approvals: Sequence[JsonObject]
    last_gate_at: datetime
    edition_number: int
    codes: Mapping[str, Sequence[JsonObject]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Give a metadata field as text, nothing when it is not filled."""
        value = self.dataset.get(name)
        return "" if value is None else str(value).strip()

    @property
    def title(self) -> str:
        """The dataset's title."""
        return self.text("title")

    @property
    def code(self) -> str:
        """The dataset's code, else its name, else its title."""
        return self.text("kode_dataset") or self.text("name") or self.title

    @property
    def year(self) -> int:
        """The last year covered; the year of the last gate where the metadata do not tell."""
        head = self.text("cakupan_akhir")[:4]
        return int(head) if head.isdecimal() else self.last_gate_at.year

    @property
    def version(self) -> str:
        """Edition and round, ``1.2``: a round that BPS sent back never shares a name with the next."""
        return f"{self.edition_number}.{self.round}"

    @property
    def release_date(self) -> date | None:
        """The planned release, None when it is missing or no ISO date; data that come once are released with their approval."""
        try:
            return date.fromisoformat(self.text("jadwal_rilis"))
        except ValueError:
            return self.last_gate_at.date() if self.text("frekuensi") == "sekali" else None

    @property
    def is_open(self) -> bool:
        """Whether everybody may read the data."""
        return self.text("klasifikasi_akses") in {"terbuka", "umum"}


NO_TABLE = b""


def described(dataset: JsonObject, offices: JsonObject, schema: JsonObject, at: datetime) -> BundleContent:
    """What the MS forms are filled from; the table itself is not among it. ``offices``: ``organization``, ``kabupaten``."""
    return BundleContent(
        review_number="",
        round=0,
        dataset=dict(dataset),
        organization=offices["organization"],
        walidata={},
        kabupaten=offices["kabupaten"],
        schema=dict(schema),
        canonical_csv=NO_TABLE,
        canonical_sha256="",
        table_digest="",
        content_digest="",
        report={},
        findings=(),
        approvals=(),
        last_gate_at=at,
        edition_number=1,
    )


@dataclass(frozen=True)
class TableView:
    """What the Dalam Angka table of a published edition is made from."""

    dataset: JsonObject
    organization: JsonObject
    kabupaten: JsonObject
    schema: JsonObject
    canonical_csv: CsvSource
    last_gate_at: datetime


@dataclass(frozen=True)
class BundleResult:
    """A bundle that lies whole on disk: its SHA-256, size, file name and entries in archive order."""

    sha256: str
    bytes: int
    filename: str
    entries: tuple[str, ...]


class BundleError(Exception):
    """A bundle cannot be built or read; ``code`` is a key of MESSAGES and ``facts`` fill its placeholders."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return message(self.code, self.facts)
