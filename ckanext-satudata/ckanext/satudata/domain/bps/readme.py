"""The read-me of a bundle (BACA-SAYA.txt)."""

from __future__ import annotations

from collections.abc import Sequence

from ..figures.indonesian import format_date, format_number
from .content import BundleContent
from .texts import local_date, printable


def write_readme(items: Sequence[BundleContent], counts: Sequence[int], filename: str, template: str) -> str:
    """Fill the template baca-saya.txt for these items."""
    first = items[0]
    latest = max(items, key=lambda item: item.last_gate_at)
    lines = [
        f"{number}. {printable(item.title)}\n"
        f"   kode {item.code}; {item.organization.get('title', '')}; "
        f"edisi {item.edition_number}, putaran {item.round}; {format_number(count)} baris\n"
        f"   sidik isi {item.content_digest}"
        for number, (item, count) in enumerate(zip(items, counts, strict=True), start=1)
    ]
    return template % {
        "berkas": filename,
        "walidata": first.walidata.get("title", ""),
        "kabupaten": first.kabupaten.get("nama", ""),
        "kode_kemendagri": first.kabupaten.get("kode_kemendagri", ""),
        "kode_bps": first.kabupaten.get("kode_bps", ""),
        "tanggal": format_date(local_date(latest.last_gate_at, str(first.kabupaten.get("zona", "WIB")))),
        "daftar": "\n".join(lines),
    }
