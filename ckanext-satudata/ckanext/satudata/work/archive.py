"""The archive ZIP by the worker: every file and record of a finished review, the same bytes whenever it is built."""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import ckan.plugins.toolkit as tk

from .. import wiring
from ..adapters.bps.containers import Entry, entry_of, entry_of_file, whole_file, write_entries
from ..app.ports import Work
from ..app.publication import archive as case
from ..domain.bps.manifest import NAME as MANIFEST
from ..domain.bps.manifest import write_manifest
from ..domain.draft import Draft
from ..domain.review.model import Review
from .progress import Progress

README = """ARSIP PENGAJUAN {number}

Dataset   : {title}
Instansi  : {office}
Selesai   : {moment} (UTC)
Sidik isi : {digest}

Isi arsip
  asli/              berkas sebagaimana diunggah produsen data
  data/data.csv      tabel yang diperiksa dan diterbitkan (CSV, UTF-8)
  skema.json         kolom dan tipenya (Table Schema)
  resep.json         cara berkas asli dibaca, dengan jawaban atas pertanyaan
  metadata.json      metadata yang disetujui
  pemeriksaan.json   hasil pemeriksaan otomatis
  putaran.json       isi setiap putaran pengajuan
  peristiwa.json     siapa melakukan apa, kapan, dan dalam jabatan apa
  pengajuan.json     nomor, SOP, dan sidik digital
  edisi.json         edisi yang terbit (tidak ada pada penarikan)
  bps/               paket untuk BPS, bila ada
  {manifest}   SHA-256 setiap berkas; periksa dengan: sha256sum -c {manifest}
"""


def archive(work: Work, progress: Progress) -> None:
    """Build the archive, keep it by its hash, record it."""
    unit = wiring.unit()
    review = unit.reviews.get(work.subject)
    sha256 = ""
    if case.waits(unit, review):
        with tempfile.TemporaryDirectory() as folder:
            sha256 = wiring.blobs().put_path(build(review, Path(folder))).sha256
    case.archived(wiring.unit(), work, sha256, wiring.now())


def build(review: Review, folder: Path) -> Path:
    """Write the archive of a finished review into ``folder``; give its path."""
    unit = wiring.unit()
    draft = unit.drafts.get(review.draft_id)
    moment = case.sealed_at(unit.events.of_review(review.id))
    entries = list(_entries(review, draft, folder))
    entries.append(entry_of(MANIFEST, write_manifest({entry.path: entry.sha256 for entry in entries})))
    target = folder / f"arsip-P-{review.number:04d}.zip"
    with whole_file(target) as path, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        write_entries(container, entries, moment)
    return target


def _entries(review: Review, draft: Draft, folder: Path) -> Iterator[Entry]:
    unit = wiring.unit()
    for name, document in case.documents(unit, review, draft).items():
        text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True)
        yield entry_of(name, text.encode() + b"\n")
    yield entry_of("BACA-SAYA.txt", _readme(review).encode())
    yield _stored("data/data.csv", draft.canonical_sha, folder)
    if draft.original_sha:
        yield _stored(f"asli/{_safe(draft.original_name)}", draft.original_sha, folder)
    bundle = unit.bundles.of_round(review.id, review.round)
    if bundle is not None and bundle.sha256:
        yield _stored(f"bps/{_safe(bundle.filename)}", bundle.sha256, folder)


def _stored(path: str, sha256: str, folder: Path) -> Entry:
    """A kept file, copied out and checked against its hash."""
    copy = folder / sha256
    wiring.blobs().copy_to(sha256, copy)
    return entry_of_file(path, copy)


def _safe(name: str) -> str:
    """A file name of letters, digits, dots and dashes; the original one stands in the draft's record."""
    return re.sub(r"[^\w.-]+", "_", name, flags=re.ASCII).strip("._") or "berkas"


def _readme(review: Review) -> str:
    unit = wiring.unit()
    office = tk.get_action("organization_show")(
        {"ignore_auth": True}, {"id": review.owner_org, "include_users": False}
    )
    return README.format(
        number=f"P-{review.number:04d}",
        title=review.title,
        office=office["title"],
        moment=case.sealed_at(unit.events.of_review(review.id)).strftime("%Y-%m-%d %H.%M"),
        digest=review.content_digest,
        manifest=MANIFEST,
    )
