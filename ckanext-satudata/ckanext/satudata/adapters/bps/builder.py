"""Builds the BPS bundle: a ZIP that is equal, byte for byte, whenever and wherever it is built."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from ckanext.satudata.domain.bps.codes import CodeLists, Rows, code_column, code_of, used_lists
from ckanext.satudata.domain.bps.content import BundleContent, BundleError, BundleResult
from ckanext.satudata.domain.bps.datapackage import TableFile, code_list_schema, datapackage, dataset_facts
from ckanext.satudata.domain.bps.letter import write_letter
from ckanext.satudata.domain.bps.manifest import NAME as MANIFEST
from ckanext.satudata.domain.bps.manifest import write_manifest
from ckanext.satudata.domain.bps.names import Collection, bundle_filename, sections, slug
from ckanext.satudata.domain.bps.readme import write_readme

from . import reports
from .containers import LEVEL, Entry, entry_of, entry_of_file, whole_file, write_entries
from .defaults import load_text, load_yaml, shipped_lists
from .hashing import hash_file
from .letter_docx import letter_docx
from .letter_html import Printer, history_pdf, letter_pdf
from .metadata import metadata_entries
from .sources import chunks, rows, verified_size
from .xlsx_table import xlsx_table_file

Progress = Callable[[int, int, str], None]
Maker = Callable[[BundleContent, CodeLists, Path], Iterator[tuple[str, bytes | Path]]]
OWN_ENTRIES = 13


def build(
    items: Sequence[BundleContent],
    target: Path,
    on_progress: Progress | None = None,
    makers: Sequence[Maker] = (),
    to_pdf: Printer | None = None,
    of: Collection | None = None,
) -> BundleResult:
    """Build the bundle of ``items`` (1..n, in any order) at ``target``: a folder (our file name in it) or a file's path.

    The file appears whole or not at all. ``on_progress(done, of, path)`` is told after each entry.
    Each of ``makers`` adds entries to every dataset's folder: it is called with the dataset, the code lists
    and an empty folder of its own, and yields ``(path, bytes)`` or ``(path, file it wrote there)``.
    ``of`` goes into the name of a bundle of several.
    ``to_pdf`` prints the letter and the approval histories; without it they are there as DOCX and HTML alone.
    Raises BundleError when a stored table is not the approved one, an approval speaks of other content,
    or a code list is missing; OSError when the disk refuses.
    """
    check_items(items)
    items = sorted(items, key=lambda item: (item.code, item.review_number, item.content_digest))
    filename = bundle_filename(items, of)
    final = target / filename if target.is_dir() else target
    moment = max(item.last_gate_at for item in items)
    with tempfile.TemporaryDirectory(prefix=".paket-", dir=final.parent) as folder:
        stage = Stage(Path(folder), on_progress or ignore_progress, len(items) * OWN_ENTRIES + 6, to_pdf)
        entries = collect(items, filename, moment, stage, makers)
        with whole_file(final) as temporary:
            with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
                write_entries(archive, entries, moment)
            digest = hash_file(temporary)
    names = tuple(sorted(entry.path for entry in entries))
    return BundleResult(digest, final.stat().st_size, filename, names)


def ignore_progress(done: int, of: int, path: str) -> None:
    """Take a progress report and do nothing with it."""


class Stage:
    """Holds finished entries on disk, tells of progress, and prints."""

    def __init__(
        self, folder: Path, on_progress: Progress, expected: int, to_pdf: Printer | None = None
    ) -> None:
        self.folder, self.on_progress, self.expected, self.to_pdf = folder, on_progress, expected, to_pdf
        self.entries: list[Entry] = []

    def add(self, path: str, data: bytes) -> None:
        """Keep a small file's bytes as a file of the stage."""
        file = self.new_file()
        file.write_bytes(data)
        self.keep(entry_of_file(path, file))

    def new_file(self) -> Path:
        """Give the path of the next file of the stage."""
        return self.folder / f"{len(self.entries):06d}"

    def keep(self, entry: Entry) -> None:
        """Keep an entry that is read from where it lies."""
        self.entries.append(entry)
        done = len(self.entries)
        self.on_progress(done, max(done, self.expected), entry.path)


def check_items(items: Sequence[BundleContent]) -> None:
    """Refuse a bundle without items, or one whose approvals of this round speak of other content."""
    if not items:
        raise BundleError("no-items")
    for item in items:
        for row in item.approvals:
            present = row.get("round", item.round) == item.round and row.get("decision") == "approve"
            if present and row.get("digest") not in (None, item.content_digest):
                raise BundleError(
                    "approval-of-other-content",
                    step=row.get("label") or row.get("step"),
                    found=row.get("digest"),
                    expected=item.content_digest,
                )


def collect(
    items: Sequence[BundleContent],
    filename: str,
    moment: datetime,
    stage: Stage,
    makers: Sequence[Maker] = (),
) -> list[Entry]:
    """Make every entry of the bundle; the manifest last."""
    codes = shipped_lists()
    lists = used_lists(items, codes)
    tables: list[TableFile] = []
    counts = []
    for folder, item in sections(items):
        tables.append(add_data(folder, item, stage))
        counts.append(sum(1 for _ in rows(item.canonical_csv)))
        add_reports(folder, item, stage)
        for path, data in metadata_entries(item, codes.over(item.codes)):
            stage.add(folder + path, data)
        add_made(folder, item, codes.over(item.codes), stage, makers)
    for name, members in lists.items():
        tables.append(add_code_list(name, members, stage))
    add_documents(items, counts, filename, moment, codes, stage)
    package = datapackage(slug(filename.removesuffix(".zip")), items, tables)
    stage.add("datapackage.json", reports.json_bytes(package))
    manifest = write_manifest({entry.path: entry.sha256 for entry in stage.entries})
    stage.add(MANIFEST, manifest)
    return stage.entries


def add_data(folder: str, item: BundleContent, stage: Stage) -> TableFile:
    """Add the approved CSV as it is, its schema and its Excel table."""
    name = slug(item.text("name") or item.title, "tabel")
    size = verified_size(item)
    check_header(item)
    path = f"{folder}data/{name}.csv"
    schema_path = f"{folder}schema/{name}.schema.json"
    stage.keep(Entry(path, size, item.canonical_sha256, lambda: chunks(item.canonical_csv)))
    stage.add(schema_path, reports.json_bytes(item.schema))
    stage.keep(entry_of_file(f"{folder}tabel/{name}.xlsx", xlsx_table_file(item, stage.new_file())))
    resource_name = (folder + name).replace("/", "-")
    return TableFile(
        resource_name, item.title, path, size, item.canonical_sha256, schema_path, dataset_facts(item)
    )


def check_header(item: BundleContent) -> None:
    """Refuse a table whose header is not its schema's fields in their order."""
    with io.TextIOWrapper(io.BytesIO(b"".join(first_lines(item))), encoding="utf-8", newline="") as text:
        header = next(csv.reader(text), [])
    expected = [str(field["name"]) for field in item.schema.get("fields", [])]
    if header != expected:
        raise BundleError(
            "header-differs", dataset=item.title, found=", ".join(header), expected=", ".join(expected)
        )


def first_lines(item: BundleContent) -> list[bytes]:
    """Read the first piece of the table, enough for its header."""
    for piece in chunks(item.canonical_csv):
        return [piece]
    return []


def add_reports(folder: str, item: BundleContent, stage: Stage) -> None:
    """Add the validation report and the approval history."""
    stage.add(f"{folder}laporan/laporan-validasi.json", reports.validation_json(item))
    stage.add(f"{folder}laporan/laporan-validasi.html", reports.validation_html(item))
    stage.add(f"{folder}laporan/riwayat-persetujuan.json", reports.json_bytes(reports.history(item)))
    stage.add(f"{folder}laporan/riwayat-persetujuan.html", reports.history_html(item))
    if stage.to_pdf:
        stage.add(f"{folder}laporan/riwayat-persetujuan.pdf", history_pdf(item, stage.to_pdf))


def add_made(
    folder: str, item: BundleContent, codes: CodeLists, stage: Stage, makers: Sequence[Maker]
) -> None:
    """Add what the makers give for one dataset; a file stays where its maker wrote it."""
    for maker in makers:
        own = Path(tempfile.mkdtemp(prefix="buatan-", dir=stage.folder))
        for path, made in maker(item, codes, own):
            if isinstance(made, bytes):
                stage.add(folder + path, made)
            else:
                stage.keep(entry_of_file(folder + path, made))


def add_code_list(name: str, members: Rows, stage: Stage) -> TableFile:
    """Add a reference code list as CSV."""
    columns = list(dict.fromkeys(key for row in members for key in row))
    codes = [code_of(row) for row in members]
    key = code_column(members[0]) if len(set(codes)) == len(codes) else ""
    data = csv_bytes(columns, members)
    entry = entry_of(f"kode-referensi/{slug(name)}.csv", data)
    stage.keep(entry)
    return TableFile(
        name,
        f"Kode referensi {name}",
        entry.path,
        entry.size,
        entry.sha256,
        code_list_schema(columns, key),
        {},
    )


def csv_bytes(columns: Sequence[str], members: Rows) -> bytes:
    """Write rows as canonical CSV: UTF-8, comma, line feed."""
    target = io.StringIO()
    writer: Any = csv.DictWriter(target, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(members)
    return target.getvalue().encode("utf-8")


def add_documents(
    items: Sequence[BundleContent],
    counts: Sequence[int],
    filename: str,
    moment: datetime,
    codes: CodeLists,
    stage: Stage,
) -> None:
    """Add the letter and the read-me."""
    letter = write_letter(items, counts, filename, load_yaml("surat.yaml"), codes)
    stage.add("surat-pengantar.docx", letter_docx(letter, moment))
    if stage.to_pdf:
        stage.add("surat-pengantar.pdf", letter_pdf(letter, stage.to_pdf))
    readme = write_readme(items, counts, filename, load_text("baca-saya.txt"))
    stage.add("BACA-SAYA.txt", readme.replace("\n", "\r\n").encode("utf-8"))
