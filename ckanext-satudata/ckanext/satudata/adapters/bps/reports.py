"""The validation report and the approval history, as JSON and as a page that opens anywhere."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ckanext.satudata.domain.bps.content import BundleContent
from ckanext.satudata.domain.bps.texts import printable, time_text

STYLE = (
    "body{font:15px/1.5 Arial,sans-serif;margin:2em auto;max-width:64em;padding:0 1em;color:#1b1b1b}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #bbb;padding:.35em .5em;text-align:left;vertical-align:top}"
    "th{background:#eef3f8}caption{text-align:left;font-weight:bold;padding:.5em 0}"
)
SEVERITIES = {"tolak": "Tolak", "konfirmasi": "Konfirmasi", "peringatan": "Peringatan"}
DECISIONS = {
    "approve": "Disetujui",
    "return": "Dikembalikan",
    "reject": "Ditolak",
    "submit": "Diajukan",
    "withdraw": "Ditarik",
}


def escape(text: str) -> str:
    """Make text safe to show in HTML."""
    return html.escape(printable(text))


def json_bytes(value: Any) -> bytes:
    """Write JSON with sorted keys, readable, ending in a newline."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2, default=str) + "\n").encode(
        "utf-8"
    )


def validation_json(item: BundleContent) -> bytes:
    """Give the whole report as the validator made it, with our findings beside it."""
    return json_bytes(
        {
            "pengajuan": item.review_number,
            "putaran": item.round,
            "table_digest": item.table_digest,
            "temuan": list(item.findings),
            "frictionless": item.report,
        }
    )


def history(item: BundleContent) -> dict[str, Any]:
    """Give the approval history as plain data."""
    return {
        "pengajuan": item.review_number,
        "putaran": item.round,
        "edisi": item.edition_number,
        "kode_dataset": item.code,
        "judul": item.title,
        "content_digest": item.content_digest,
        "persetujuan": [dict(row) for row in item.approvals],
    }


def validation_html(item: BundleContent) -> bytes:
    """Write the findings as a page in Indonesian."""
    counts = {name: sum(f.get("severity") == name for f in item.findings) for name in SEVERITIES}
    lead = (
        f"<p>{escape(item.title)}. Pengajuan {escape(item.review_number)}, putaran {item.round}. "
        + ", ".join(f"{SEVERITIES[name]}: {count}" for name, count in counts.items())
        + f".</p><p>Sidik tabel: <code>{escape(item.table_digest)}</code></p>"
    )
    body = [
        (
            SEVERITIES.get(str(f.get("severity")), str(f.get("severity") or "")),
            finding_place(f),
            " ".join(str(f[key]) for key in ("message", "mend") if f.get(key)),
            str(f.get("code") or ""),
        )
        for f in item.findings
    ]
    table = (
        html_table("Temuan", ("Tingkat", "Tempat", "Temuan", "Kode"), body) if body else "<p>0 temuan.</p>"
    )
    return html_page("Laporan pemeriksaan data", lead + table)


def finding_place(finding: Mapping[str, Any]) -> str:
    """Name the place of a finding as Excel does: sheet and cells, or what else its place says."""
    place = finding.get("place") or ""
    if not isinstance(place, Mapping):
        return str(place)
    cells = ", ".join(str(cell) for cell in finding.get("cells") or ())
    parts = [place.get("sheet"), cells or place.get("cell") or place.get("column")]
    return " ".join(str(part) for part in parts if part)


def history_html(item: BundleContent) -> bytes:
    """Write the approval history as a page in Indonesian."""
    zone = str(item.kabupaten.get("zona", "WIB"))
    body = [
        (
            str(row.get("label") or row.get("step") or ""),
            " ".join(part for part in (standing(row), str(row.get("post") or "")) if part),
            str(row.get("actor_name") or ""),
            DECISIONS.get(str(row.get("decision")), str(row.get("decision") or "")),
            moment_text(row.get("at"), zone),
            str(row.get("note") or ""),
            str(row.get("digest") or ""),
        )
        for row in item.approvals
    ]
    lead = (
        f"<p>{escape(item.title)}. Pengajuan {escape(item.review_number)}, putaran {item.round}, "
        f"edisi {item.edition_number}.</p><p>Sidik isi: <code>{escape(item.content_digest)}</code></p>"
    )
    head = ("Langkah", "Jabatan", "Nama", "Keputusan", "Waktu", "Catatan", "Sidik isi")
    return html_page("Riwayat persetujuan", lead + html_table("Keputusan menurut urutan", head, body))


def standing(row: Mapping[str, Any]) -> str:
    """Write Plt. or Plh. before a post held so."""
    return {"plt": "Plt.", "plh": "Plh."}.get(str(row.get("standing") or "").lower().rstrip("."), "")


def moment_text(value: object, zone: str) -> str:
    """Write an ISO moment in the office's zone; anything else as it is."""
    try:
        return time_text(datetime.fromisoformat(str(value)), zone)
    except ValueError:
        return str(value or "")


def html_table(caption: str, head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Write a table with escaped cells."""
    top = "".join(f'<th scope="col">{escape(text)}</th>' for text in head)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in body)
    head_row = f"<caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>"
    return f"<table>{head_row}\n<tbody>{rows}</tbody></table>"


def html_page(title: str, body: str) -> bytes:
    """Write a page without scripts or outside files."""
    return (
        f'<!DOCTYPE html>\n<html lang="id"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head>\n<body><h1>{escape(title)}</h1>\n{body}\n</body></html>\n"
    ).encode()
