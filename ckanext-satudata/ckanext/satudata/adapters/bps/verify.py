"""Verifies a bundle with nothing but the ZIP and the standard library, trusting no name or size in it."""

from __future__ import annotations

import io
import json
import posixpath
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from ckanext.satudata.domain.bps.manifest import NAME as MANIFEST
from ckanext.satudata.domain.bps.manifest import read_manifest
from ckanext.satudata.domain.bps.messages import Problem
from ckanext.satudata.domain.bps.names import path_problem
from ckanext.satudata.domain.bps.rowcheck import check_table

from .verify_sdmx import sdmx_problems
from .zip_layout import has_hidden_bytes

PACKAGE = "datapackage.json"
TABLE = re.compile(r"(^|/)(data|kode-referensi)/[^/]+\.csv$")
WITH_EVERY_BUNDLE = ("BACA-SAYA.txt", "surat-pengantar.docx")
WITH_EVERY_TABLE = (
    *(f"metadata/MS-{form}.xlsx" for form in ("Keg", "Var", "Ind")),
    *(f"metadata/ms-{form}.json" for form in ("keg", "var", "ind")),
    *(
        f"laporan/{name}.{kind}"
        for name in ("laporan-validasi", "riwayat-persetujuan")
        for kind in ("html", "json")
    ),
)
MAX_ENTRIES = 10_000
MAX_BYTES = 8 << 30
MAX_TEXT = 64 << 20
RATIO_LIMIT = 200
RATIO_FROM = 32 << 20
CHUNK = 1 << 20
READ_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError)


def verify(path: str | Path) -> list[Problem]:
    """Give everything wrong with the bundle at ``path``; an empty list says it is whole and as approved."""
    file = Path(path)
    if file.is_symlink() or not file.is_file():
        return [Problem("not-a-file", str(path))]
    with file.open("rb") as stream:
        if stream.read(4) != b"PK\x03\x04":
            return [Problem("not-a-zip", str(path))]
        try:
            archive = zipfile.ZipFile(stream)
        except READ_ERRORS:
            return [Problem("not-a-zip", str(path))]
        with archive:
            return (
                container_problems(archive) or layout_problems(stream, archive) or content_problems(archive)
            )


def container_problems(archive: zipfile.ZipFile) -> list[Problem]:
    """Check names, kinds and announced sizes before a byte is unpacked."""
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        return [Problem("too-many-entries", "", {"found": len(infos), "limit": MAX_ENTRIES})]
    total = sum(info.file_size for info in infos)
    if total > MAX_BYTES:
        return [Problem("too-large", "", {"found": total, "limit": MAX_BYTES})]
    seen: set[str] = set()
    problems = []
    for info in infos:
        folded = unicodedata.normalize("NFC", info.filename).casefold()
        if folded in seen:
            problems.append(Problem("path-twice", info.filename))
        seen.add(folded)
        problems.extend(entry_problems(info))
    return problems


def layout_problems(stream: BinaryIO, archive: zipfile.ZipFile) -> list[Problem]:
    """Refuse bytes that no entry owns: no hash speaks of them."""
    return [Problem("hidden-bytes")] if has_hidden_bytes(stream, archive) else []


def entry_problems(info: zipfile.ZipInfo) -> Iterator[Problem]:
    """Check one entry's name, kind and ratio."""
    unsafe = path_problem(info.filename)
    if unsafe:
        yield Problem(unsafe, info.filename)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if info.is_dir() or kind not in (0, stat.S_IFREG):
        yield Problem("not-regular", info.filename)
    if info.flag_bits & 0x1:
        yield Problem("encrypted", info.filename)
    if info.file_size > RATIO_FROM and info.file_size > RATIO_LIMIT * max(info.compress_size, 1):
        yield Problem("compressed-too-far", info.filename, {"limit": RATIO_LIMIT})


def content_problems(archive: zipfile.ZipFile) -> list[Problem]:
    """Check the manifest, then the package, then each table and the approvals."""
    if MANIFEST not in archive.namelist():
        return [Problem("missing", MANIFEST)]
    text, problem = read_text(archive, MANIFEST)
    if problem:
        return [problem]
    listed, problems = read_manifest(text)
    problems.extend(manifest_problems(archive, listed))
    if not problems:
        problems.extend(package_problems(archive, listed))
    return problems


def manifest_problems(archive: zipfile.ZipFile, listed: Mapping[str, str]) -> Iterator[Problem]:
    """Compare the files that are there with the files that are listed, by name and by hash."""
    present = set(archive.namelist()) - {MANIFEST}
    for path in sorted(set(listed) - present):
        yield Problem("missing", path)
    for path in sorted(present - set(listed)):
        yield Problem("unlisted", path)
    for path in sorted(present & set(listed)):
        try:
            found = hash_entry(archive, path)
        except READ_ERRORS:
            yield Problem("damaged", path)
            continue
        if found != listed[path]:
            yield Problem("hash-differs", path, {"found": found, "expected": listed[path]})


def hash_entry(archive: zipfile.ZipFile, path: str) -> str:
    """Hash an entry in pieces; it can never give more bytes than it announced."""
    digest = sha256()
    with archive.open(path) as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def package_problems(archive: zipfile.ZipFile, listed: Mapping[str, str]) -> Iterator[Problem]:
    """Check datapackage.json: every resource is there, as announced, and fits its schema."""
    package, problem = read_json(archive, PACKAGE)
    if problem:
        yield problem
        return
    resources = package.get("resources") if isinstance(package, Mapping) else None
    if not isinstance(resources, list) or not all(isinstance(entry, Mapping) for entry in resources):
        yield Problem("json-unreadable", PACKAGE)
        return
    if lacking := list(required_problems([str(resource.get("path")) for resource in resources], listed)):
        yield from lacking
        return
    for resource in resources:
        path = str(resource.get("path"))
        if path not in listed:
            yield Problem("missing", path)
            continue
        size = archive.getinfo(path).file_size
        if resource.get("bytes") != size:
            yield Problem("size-differs", path, {"found": size, "expected": resource.get("bytes")})
        if resource.get("hash") != f"sha256:{listed[path]}":
            yield Problem("hash-differs", path, {"found": listed[path], "expected": resource.get("hash")})
        yield from table_problems(archive, path, resource.get("schema"))
        yield from approval_problems(archive, path, resource)


def required_problems(described: Sequence[str], listed: Mapping[str, str]) -> Iterator[Problem]:
    """Check that there is a table, that every table is described, and that everything is there that belongs with it."""
    tables = [path for path in sorted(listed) if TABLE.search(path)]
    data = [path for path in tables if posixpath.basename(posixpath.dirname(path)) == "data"]
    for path in tables:
        if path not in described:
            yield Problem("not-described", path)
    if not data:
        yield Problem("missing", "data/*.csv")
    for path in [*WITH_EVERY_BUNDLE, *(one for table in data for one in beside(table))]:
        if path not in listed:
            yield Problem("missing", path)


def beside(table: str) -> Iterator[str]:
    """Everything that belongs with one dataset's table."""
    folder = posixpath.dirname(posixpath.dirname(table))
    name = posixpath.basename(table).removesuffix(".csv")
    for part in (f"schema/{name}.schema.json", f"tabel/{name}.xlsx", *WITH_EVERY_TABLE):
        yield posixpath.join(folder, part)


def table_problems(archive: zipfile.ZipFile, path: str, schema: Any) -> Iterator[Problem]:
    """Check the rows of one table against its schema, inline or in a file."""
    if isinstance(schema, str):
        place = schema
        schema, problem = read_json(archive, place)
        if problem:
            yield problem
            return
    fields = schema.get("fields") if isinstance(schema, Mapping) else None
    if not isinstance(fields, list) or not all(
        isinstance(field, Mapping) and "name" in field for field in fields
    ):
        yield Problem("json-unreadable", path)
        return
    with archive.open(path) as stream, io.TextIOWrapper(stream, encoding="utf-8", newline="") as lines:
        problems = check_table(path, lines, schema)
    yield from problems or sdmx_problems(archive, path, schema)


def approval_problems(archive: zipfile.ZipFile, path: str, resource: Mapping[str, Any]) -> Iterator[Problem]:
    """Check that the approval history beside a table speaks of the content that the package names."""
    expected = resource.get("satudata:content_digest")
    if expected is None:
        return
    place = posixpath.join(posixpath.dirname(posixpath.dirname(path)), "laporan/riwayat-persetujuan.json")
    history, problem = read_json(archive, place)
    if problem:
        yield problem
    elif history.get("content_digest") != expected:
        yield Problem("digest-differs", place, {"found": history.get("content_digest"), "expected": expected})


def read_text(archive: zipfile.ZipFile, path: str) -> tuple[str, Problem | None]:
    """Read a small text entry."""
    try:
        with archive.open(path) as stream:
            data = stream.read(MAX_TEXT + 1)
        if len(data) > MAX_TEXT:
            return "", Problem("too-large", path, {"found": len(data), "limit": MAX_TEXT})
        return data.decode("utf-8"), None
    except KeyError:
        return "", Problem("missing", path)
    except (*READ_ERRORS, UnicodeDecodeError):
        return "", Problem("damaged", path)


def read_json(archive: zipfile.ZipFile, path: str) -> tuple[Any, Problem | None]:
    """Read a JSON object."""
    text, problem = read_text(archive, path)
    if problem:
        return None, problem
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None, Problem("json-unreadable", path)
    return (value, None) if isinstance(value, dict) else (None, Problem("json-unreadable", path))
