"""The ``sdmx`` folder of a dataset in the bundle: structure, generic data, CSV; or why there is none."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ckanext.satudata.domain.bps.codes import CodeLists
from ckanext.satudata.domain.bps.content import BundleContent, BundleError
from ckanext.satudata.domain.sdmx import proof
from ckanext.satudata.domain.sdmx.build import Source, prove, read_table
from ckanext.satudata.domain.sdmx.errors import Inexpressible
from ckanext.satudata.domain.sdmx.reading import Reading, Totals
from ckanext.satudata.domain.sdmx.survey import Rows

from .data_files import csv_message, generic_message
from .structure_xml import sender_of, whole, write_structure

STRUCTURE, GENERIC, CSV = "sdmx/structure.xml", "sdmx/data.xml", "sdmx/data.csv"
NONE = "sdmx/TIDAK-ADA.txt"
CHUNK = 1 << 20


def entries(item: BundleContent, codes: CodeLists, folder: Path) -> Iterator[tuple[str, bytes | Path]]:
    """Yield the SDMX files of one dataset, written in ``folder``; a text with the reason where SDMX has no form for it.

    What was written is read back and compared with the table; BundleError ``sdmx-...`` when it differs.
    """
    rows = opener(item)
    try:
        reading = read_table(source_of(item, codes, rows))
        totals = prove(reading, rows)
    except Inexpressible as reason:
        yield NONE, why_not(item, reason)
        return
    files = write_files(reading, rows, folder)
    compare(files, totals)
    yield from files.items()


def source_of(item: BundleContent, codes: CodeLists, rows: Rows) -> Source:
    """Take from a bundle's content what SDMX needs."""
    return Source(
        schema=item.schema,
        dataset=item.dataset,
        organization=item.organization,
        kabupaten=item.kabupaten,
        codes=codes,
        edition=item.edition_number,
        prepared=item.last_gate_at,
        year=item.year,
        rows=rows,
    )


def opener(item: BundleContent) -> Rows:
    """Give a function that reads the canonical table from its beginning."""

    def rows() -> Iterable[Sequence[str]]:
        with open_binary(item) as stream, io.TextIOWrapper(stream, encoding="utf-8", newline="") as text:
            yield from csv.reader(text)

    return rows


def open_binary(item: BundleContent) -> BinaryIO:
    """Open the canonical CSV, whatever it lies in."""
    if isinstance(item.canonical_csv, Path):
        return item.canonical_csv.open("rb")
    if isinstance(item.canonical_csv, bytes):
        return io.BytesIO(item.canonical_csv)
    return item.canonical_csv()


def write_files(reading: Reading, rows: Rows, folder: Path) -> dict[str, Path]:
    """Write the three files."""
    structure = reading.structure
    files = {path: folder / Path(path).name for path in (STRUCTURE, GENERIC, CSV)}
    with files[STRUCTURE].open("w", encoding="utf-8", newline="") as stream:
        write_structure(stream, sender_of(structure, "structure"), whole(structure))
    with files[GENERIC].open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(generic_message(sender_of(structure, "data"), structure, reading.rows(rows)))
    with files[CSV].open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(csv_message(structure, reading.rows(rows)))
    return files


def compare(files: dict[str, Path], totals: Totals) -> None:
    """Read the files back; raise BundleError for the first thing that is not as in the table."""
    lists = proof.read_lists(pieces(files[STRUCTURE]))
    found = proof.problems(GENERIC, proof.generic_observations(pieces(files[GENERIC])), lists, totals)
    if not found:
        with files[CSV].open(encoding="utf-8", newline="") as lines:
            found = proof.problems(CSV, proof.csv_observations(lines), lists, totals)
    for problem in found:
        raise BundleError(problem.code, path=problem.path, **problem.facts)


def pieces(file: Path) -> Iterator[bytes]:
    """Read a file in pieces."""
    with file.open("rb") as stream:
        while piece := stream.read(CHUNK):
            yield piece


def why_not(item: BundleContent, reason: Inexpressible) -> bytes:
    """Write why a dataset has no SDMX files, in both languages."""
    text = (
        f"{item.title}\n\nBerkas SDMX untuk dataset ini tidak dibuat.\n{reason.sentence('id')}\n"
        "Seluruh isi tabel ada pada berkas CSV dan Excel dalam paket ini.\n\n"
        f"This dataset has no SDMX files.\n{reason.sentence('en')}\n"
        "The whole table is in the CSV and Excel files of this bundle.\n"
    )
    return text.replace("\n", "\r\n").encode("utf-8")
