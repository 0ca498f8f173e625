"""What is known of a published edition, as its rows tell it, and of the portal that publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

OPEN = ("terbuka", "umum")


@dataclass(frozen=True)
class Office:
    """The office that prepared the data."""

    name: str
    title: str
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class Portal:
    """The portal: its address without a slash at the end, its title, its walidata and its region."""

    site: str
    title: str
    walidata: str
    walidata_email: str
    region: str
    kemendagri: str
    bps: str


@dataclass(frozen=True)
class Edition:
    """One frozen edition. ``reason`` is what its office said of it; ``size`` in bytes; ``digest`` of its content."""

    number: int
    metadata: Mapping[str, Any]
    sha256: str
    size: int
    rows: int
    published_at: datetime
    kind: str = "edition"
    reason: str = ""
    restored_from: int | None = None
    schema: Mapping[str, Any] = field(default_factory=dict)
    digest: str = ""

    def text(self, name: str) -> str:
        """Give a metadata field as text, nothing when it is not filled."""
        value = self.metadata.get(name)
        return "" if value is None else str(value).strip()

    @property
    def is_open(self) -> bool:
        """Whether everybody may have the data, and not the description alone."""
        return (self.text("klasifikasi_akses") or OPEN[0]) in OPEN


@dataclass(frozen=True)
class Published:
    """A dataset with the edition that is shown. ``past``: every edition, the newest first, where it was asked for."""

    id: str
    name: str
    resource_id: str
    office: Office
    edition: Edition
    first_at: datetime
    past: tuple[Edition, ...] = ()
