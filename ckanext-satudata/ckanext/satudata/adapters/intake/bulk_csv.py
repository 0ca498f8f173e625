"""Large delimited text in pieces: UTF-8, one record a row, as many fields in each. Memory holds one piece at a time."""

from __future__ import annotations

import csv
import gc
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ...domain.intake.grid import Sheet, Workbook
from ...domain.intake.limits import Limits
from ...domain.intake.plain_rows import NotPlain
from .cell_remarks import remarks_of_cells, tidy_names
from .csv_text import TAB, values_of
from .delimiters import delimiter_of

PIECE_ROWS = 20_000
HEAD = 200_001
_OTHER_KINDS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xfe\xff", b"<", b"{", b"%PDF")


class BulkCsv:
    """Reads one large text in pieces. Raises ``NotPlain`` for anything that another reader must look at."""

    def __init__(self, path: Path, filename: str, limits: Limits, delimiter: str) -> None:
        self.path, self.filename, self.limits, self.delimiter = path, filename, limits, delimiter
        self.width = 0
        self._odd = False

    def sample(self) -> Workbook:
        """Give the first rows as a workbook, as the reader of small files does."""
        rows = self._rows()
        sheet = Sheet(Path(self.filename).stem[:100] or "CSV", after_file=True)
        first = islice(rows, self.limits.bulk_sample_rows + 1)
        sheet.rows = {number: values_of(row) for number, row in first}
        kind = "tsv" if self.delimiter == TAB else "csv"
        workbook = Workbook(kind, [sheet], encoding="utf-8", delimiter=self.delimiter)
        tidy_names(workbook)
        self._refuse_odd(sheet)
        return workbook

    def pieces(self) -> Iterator[Sheet]:
        """Give all rows below the titles, numbered as in the file."""
        rows = self._rows()
        next(rows, None)
        while piece := list(islice(rows, PIECE_ROWS)):
            sheet = Sheet("", {number: [cell or None for cell in row] for number, row in piece})
            self._refuse_odd(sheet)
            yield sheet
            gc.collect()  # the child does without; what one piece leaves behind may not pile up on the next

    def _refuse_odd(self, sheet: Sheet) -> None:
        """Raise ``NotPlain`` where signs that are no ASCII are damaged or unseen."""
        odd, self._odd = self._odd, False
        if odd and remarks_of_cells(Workbook("csv", [sheet])):
            raise NotPlain("damaged or unseen signs")

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Give (number, fields) of each row, the titles included."""
        csv.field_size_limit(self.limits.cell_chars + 1)
        quoting = csv.QUOTE_NONE if self.delimiter == TAB else csv.QUOTE_MINIMAL
        with self.path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(self._lines(stream), delimiter=self.delimiter, quoting=quoting, strict=True)
            try:
                for number, row in enumerate(reader, 1):
                    if number > self.limits.rows:
                        raise NotPlain("too many rows")
                    self.width = self.width or len(row)
                    if len(row) != self.width or not any(row):
                        raise NotPlain(f"row {number} is blank, or of another width")
                    yield number, row
            except (csv.Error, UnicodeDecodeError) as broken:
                raise NotPlain(f"{type(broken).__name__}: {broken}") from broken

    def _lines(self, stream: Iterator[str]) -> Iterator[str]:
        tabbed = self.delimiter == TAB
        for line in stream:
            if "\0" in line or '="' in line or (tabbed and '"' in line):
                raise NotPlain("a sign that another reader must look at")
            self._odd = self._odd or not line.isascii()
            yield line


def bulk_of(path: Path, filename: str, limits: Limits, kind: str | None = None) -> BulkCsv | None:
    """Give the reader in pieces for a text with more cells than fit into memory; ``None`` for every other file."""
    size = path.stat().st_size
    if kind is not None or not 0 < size <= max(limits.bulk_bytes, limits.file_bytes):
        return None
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if head.lstrip().startswith(_OTHER_KINDS) or b"\0" in head:
        return None
    text = _head_text(head)
    if text is None:
        return None
    delimiter, skip = delimiter_of(text)
    width = text.partition("\n")[0].count(delimiter) + 1
    cells = width * _count_lines(path)
    if (
        skip
        or delimiter not in ",;\t"
        or width < 2
        or not limits.bulk_from_cells < cells <= limits.bulk_cells
    ):
        return None
    return BulkCsv(path, filename, limits, delimiter)


def _head_text(head: bytes) -> str | None:
    """Give the first part of a UTF-8 text, its last sign left out where it was cut through."""
    for cut in range(4):
        part = head[: len(head) - cut]
        try:
            return part.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
    return None


def _count_lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b"")) + 1
