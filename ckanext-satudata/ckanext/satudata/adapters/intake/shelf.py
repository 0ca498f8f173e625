"""Canonical CSV on disk: UTF-8 without mark, comma, LF, quotes only where needed; the same rows give the same bytes."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from .series_join import SeriesJoin, header_of


class FolderShelf:
    """Keeps what a check makes in one folder."""

    def __init__(self, folder: Path, base: Path | None) -> None:
        self.folder, self.base = folder, base

    def write_csv(self, name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        """Write canonical CSV and give its SHA-256."""
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)
        return sha256_of(path)

    def read_base(self) -> tuple[list[str], list[list[str]]] | None:
        """Give the series that the upload joins, or ``None``."""
        return read_canonical(self.base) if self.base else None

    def base_header(self) -> list[str] | None:
        """Give the columns of that series, or ``None``."""
        return header_of(self.base) if self.base else None

    def join(self, name: str, key: Sequence[str]) -> SeriesJoin:
        """Join the CSV kept under that name to the series, row by row."""
        if self.base is None:
            raise FileNotFoundError("no series to join")
        return SeriesJoin(self.base, self.folder / name, key, self.folder / "gabung.db")


def read_canonical(path: Path) -> tuple[list[str], list[list[str]]]:
    """Give header and rows of a canonical CSV."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, [])
        return header, list(reader)


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
