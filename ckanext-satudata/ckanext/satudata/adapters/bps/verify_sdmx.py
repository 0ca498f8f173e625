"""Compares the SDMX files of a bundle with the table beside them, with the standard library alone."""

from __future__ import annotations

import csv
import io
import posixpath
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ckanext.satudata.domain.bps.messages import Problem
from ckanext.satudata.domain.sdmx import proof
from ckanext.satudata.domain.sdmx.errors import Inexpressible

CHUNK = 1 << 20
BROKEN_SCHEMA = (TypeError, ValueError, KeyError, AttributeError)


def sdmx_problems(archive: zipfile.ZipFile, path: str, schema: Mapping[str, Any]) -> Iterator[Problem]:
    """Check count, sums, codes, periods and numbers of the SDMX files of the table at ``path``, where there are any."""
    folder = posixpath.join(posixpath.dirname(posixpath.dirname(path)), "sdmx")
    structure, generic, plain = (f"{folder}/{name}" for name in ("structure.xml", "data.xml", "data.csv"))
    if posixpath.basename(posixpath.dirname(path)) != "data" or structure not in archive.namelist():
        return
    missing = [name for name in (generic, plain) if name not in archive.namelist()]
    if missing:
        yield Problem("missing", missing[0])
        return
    try:
        totals = proof.table_totals(schema, opener(archive, path))
        lists = proof.read_lists(pieces(archive, structure))
    except (Inexpressible, proof.Unreadable):
        yield Problem("sdmx-unreadable", structure)
        return
    except BROKEN_SCHEMA:
        yield Problem("json-unreadable", path)
        return
    yield from proof.problems(generic, proof.generic_observations(pieces(archive, generic)), lists, totals)
    with archive.open(plain) as stream, io.TextIOWrapper(stream, encoding="utf-8", newline="") as lines:
        yield from proof.problems(plain, proof.csv_observations(lines), lists, totals)


def opener(archive: zipfile.ZipFile, path: str) -> Callable[[], Iterable[Sequence[str]]]:
    """Give a function that reads a table of the archive from its beginning."""

    def rows() -> Iterable[Sequence[str]]:
        with archive.open(path) as stream, io.TextIOWrapper(stream, encoding="utf-8", newline="") as lines:
            yield from csv.reader(lines)

    return rows


def pieces(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """Read an entry in pieces."""
    with archive.open(path) as stream:
        while piece := stream.read(CHUNK):
            yield piece
