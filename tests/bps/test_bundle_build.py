"""The real build: equal bytes in different surroundings, approved bytes unchanged, nothing half-written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from ckanext.satudata.adapters.bps.builder import build, csv_bytes
from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.adapters.bps.reports import finding_place
from ckanext.satudata.adapters.bps.verify import verify
from ckanext.satudata.domain.bps.codes import LIST_OF_FIELD, CodeLists, own_places
from ckanext.satudata.domain.bps.content import BundleContent, BundleError
from support.bundle_samples import DATASET, PLACES, SCHEMA, approval, content, population_csv

TESTS = Path(__file__).resolve().parents[1]
LISTS = sorted({*LIST_OF_FIELD.values()} & {*code_lists().lists} | {"wilayah"})
EXPECTED = [
    "BACA-SAYA.txt",
    "data/jumlah-penduduk-menurut-kecamatan.csv",
    "datapackage.json",
    *sorted(f"kode-referensi/{name.replace('_', '-')}.csv" for name in LISTS),
    "laporan/laporan-validasi.html",
    "laporan/laporan-validasi.json",
    "laporan/riwayat-persetujuan.html",
    "laporan/riwayat-persetujuan.json",
    "manifest-sha256.txt",
    "metadata/MS-Ind.xlsx",
    "metadata/MS-Keg.xlsx",
    "metadata/MS-Var.xlsx",
    "metadata/ms-ind.json",
    "metadata/ms-keg.json",
    "metadata/ms-var.json",
    "schema/jumlah-penduduk-menurut-kecamatan.schema.json",
    "surat-pengantar.docx",
    "tabel/jumlah-penduduk-menurut-kecamatan.xlsx",
]
SCRIPT = """
import os, sys, time
os.umask(int(sys.argv[2], 8))
shift, real, local = float(sys.argv[3]), time.time, time.localtime
time.time = lambda: real() + shift
time.localtime = lambda when=None: local(time.time() if when is None else when)
sys.path.insert(0, sys.argv[4])
if sys.argv[5] == "turned":
    listed = os.listdir
    os.listdir = lambda *given: sorted(listed(*given), reverse=True)
from pathlib import Path
from support.bundle_samples import DATASET, content
from ckanext.satudata.adapters import pdf
from ckanext.satudata.adapters.bps.builder import build
from ckanext.satudata.adapters.dcat.bundle import entries as dcat_entries
from ckanext.satudata.adapters.sdmx.bundle import entries as sdmx_entries
from ckanext.satudata.domain.bps.names import Collection
items = [content(), content(review_number="P-0002", dataset={**DATASET, "kode_dataset": "D02", "title": "Lain"})]
items = items if sys.argv[5] == "straight" else items[::-1]
made = build(items, Path(sys.argv[1]), makers=(dcat_entries, sdmx_entries), to_pdf=pdf.render, of=Collection("cycle", 3))
assert sum("/sdmx/" in path or "dcat" in path or path.endswith(".pdf") for path in made.entries) >= 9, made.entries
print(made.sha256)
"""


def built_elsewhere(
    folder: Path, umask: str, shift: str, order: str, **surroundings: str
) -> tuple[str, bytes]:
    folder.mkdir()
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), umask, shift, str(TESTS), order],
        env={**os.environ, **surroundings},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    (file,) = folder.iterdir()
    return run.stdout.strip(), file.read_bytes()


def test_two_builds_in_different_surroundings_are_equal(tmp_path: Path) -> None:
    one = built_elsewhere(
        tmp_path / "a", "022", "0", "straight", TZ="Asia/Jayapura", LC_ALL="C", PYTHONHASHSEED="1"
    )
    two = built_elsewhere(
        tmp_path / "b",
        "077",
        "-99999999",
        "turned",
        TZ="America/Lima",
        LC_ALL="C.UTF-8",
        LANG="id_ID.UTF-8",
        PYTHONHASHSEED="77",
    )
    assert one == two
    assert one[0] == sha256(one[1]).hexdigest()


def unpacked(folder: Path, *items: object, **more: object) -> Path:
    result = build(list(items) or [content(**more)], folder)  # type: ignore[arg-type]
    target = folder / "isi"
    with zipfile.ZipFile(folder / result.filename) as archive:
        archive.extractall(target)
    return target


def test_entries_progress_and_verification(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    result = build([content()], tmp_path, lambda *report: told.append(report))
    assert list(result.entries) == EXPECTED
    assert [done for done, _, _ in told] == list(range(1, len(EXPECTED) + 1))
    assert all(done <= of for done, of, _ in told)
    file = tmp_path / result.filename
    assert (file.stat().st_size, file.stat().st_mode & 0o777) == (result.bytes, 0o644)
    assert verify(file) == []


def test_the_approved_csv_is_in_the_bundle_byte_for_byte(tmp_path: Path) -> None:
    data = population_csv().replace(b"\n", b"\r\n")
    target = unpacked(tmp_path, csv=data)
    assert (target / EXPECTED[1]).read_bytes() == data


def test_sha256sum_accepts_the_manifest(tmp_path: Path) -> None:
    target = unpacked(tmp_path)
    run = subprocess.run(
        ["sha256sum", "--strict", "-c", "manifest-sha256.txt"], cwd=target, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count(": OK\n") == len(EXPECTED) - 1


def test_frictionless_accepts_the_package_and_notices_a_changed_figure(tmp_path: Path) -> None:
    target = unpacked(tmp_path)
    program = shutil.which("frictionless", path=str(Path(sys.executable).parent))
    assert program, "the frictionless program is not installed beside python"
    command = [program, "validate", "datapackage.json", "--json"]
    good = subprocess.run(command, cwd=target, capture_output=True, text=True)
    report = json.loads(good.stdout)
    assert (good.returncode, report["valid"], report["stats"]["tasks"]) == (0, True, 1 + len(LISTS))
    table = target / EXPECTED[1]
    table.write_bytes(table.read_bytes().replace(b",5148,", b",5149,"))
    assert subprocess.run(command, cwd=target, capture_output=True, check=False).returncode == 1


def test_frictionless_checks_the_foreign_key_against_the_list_in_the_bundle(tmp_path: Path) -> None:
    csv = population_csv() + b"99.01.77,Antah,2025,1,1,1,2\n"
    target = unpacked(tmp_path, csv=csv)
    program = shutil.which("frictionless", path=str(Path(sys.executable).parent))
    run = subprocess.run(
        [str(program), "validate", "datapackage.json", "--json"], cwd=target, capture_output=True, text=True
    )
    errors = json.loads(run.stdout)["tasks"][0]["errors"]
    assert [error["type"] for error in errors] == ["foreign-key"]


def test_places_of_other_kabupaten_stay_out() -> None:
    assert "98.01.01" not in {row["kode"] for row in own_places(PLACES, "99.01")}
    assert csv_bytes(["kode", "nama"], [{"kode": "01", "nama": 'a,"b"'}]) == b'kode,nama\n01,"a,""b"""\n'


def test_two_datasets_lie_in_folders_and_verify(tmp_path: Path) -> None:
    second = content(
        dataset={**DATASET, "kode_dataset": "D99", "name": "lain", "title": "Lain"}, edition_number=3
    )
    target = unpacked(tmp_path, content(), second)
    assert (target / "d01" / EXPECTED[1]).is_file()
    assert (target / "d99/metadata/MS-Keg.xlsx").is_file()
    package = json.loads((target / "datapackage.json").read_text())
    assert [entry["path"] for entry in package["resources"]][:2] == [
        "d01/data/jumlah-penduduk-menurut-kecamatan.csv",
        "d99/data/lain.csv",
    ]
    assert verify(next(tmp_path.glob("*.zip"))) == []


def test_the_shipped_list_of_places_serves_as_foreign_key(tmp_path: Path) -> None:
    keys = [
        {"fields": ["kode_kecamatan"], "reference": {"resource": "wilayah", "fields": ["kode_kemendagri"]}}
    ]
    names = {row["kode_kemendagri"]: row["nama"] for row in code_lists().lists["wilayah"]}
    csv = population_csv().decode()
    for place in PLACES[2:5]:
        csv = csv.replace(place["nama"], names[place["kode"]])
    target = unpacked(tmp_path, csv=csv.encode(), codes={}, schema={**SCHEMA, "foreignKeys": keys})
    program = shutil.which("frictionless", path=str(Path(sys.executable).parent))
    run = subprocess.run(
        [str(program), "validate", "datapackage.json", "--json"], cwd=target, capture_output=True
    )
    assert json.loads(run.stdout)["valid"]
    assert "9902" in (target / "kode-referensi/wilayah.csv").read_text()


@pytest.mark.parametrize("kind", ["path", "opener"])
def test_the_table_may_lie_in_a_file_or_behind_a_function(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "asal.csv"
    file.write_bytes(population_csv())
    source = file if kind == "path" else lambda: file.open("rb")
    result = build([content(canonical_csv=source)], tmp_path)
    assert result.sha256 == build([content()], tmp_path).sha256


def test_a_damaged_table_makes_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(BundleError) as caught:
        build([content(canonical_csv=population_csv() + b"x")], tmp_path)
    assert caught.value.code == "content-damaged"
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_changes_while_it_is_read_makes_no_bundle(tmp_path: Path) -> None:
    file, readings = tmp_path / "asal.csv", []

    def reopened() -> object:
        readings.append(1)
        file.write_bytes(population_csv() if len(readings) < 6 else population_csv((2023,)))
        return file.open("rb")

    with pytest.raises(BundleError) as caught:
        build([content(canonical_csv=reopened)], tmp_path)
    assert caught.value.code == "content-damaged"
    assert [entry.name for entry in tmp_path.iterdir()] == ["asal.csv"]


def test_an_earlier_bundle_stays_when_the_next_build_breaks(tmp_path: Path) -> None:
    before = build([content()], tmp_path)

    def broken(done: int, of: int, path: str) -> None:
        if path == "datapackage.json":
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        build([content(review_number="P-0002")], tmp_path, broken)
    (file,) = tmp_path.iterdir()
    assert sha256(file.read_bytes()).hexdigest() == before.sha256


def test_an_approval_of_other_content_is_refused(tmp_path: Path) -> None:
    old = approval("kabid", "Kabid", "2026-11-01T00:00:00+00:00", "d" * 64)
    with pytest.raises(BundleError) as caught:
        build([content(approvals=[old])], tmp_path)
    assert caught.value.code == "approval-of-other-content"
    build([content(approvals=[{**old, "round": 1}, {**old, "decision": "return"}])], tmp_path)


def test_a_missing_code_list_is_named(tmp_path: Path) -> None:
    keys = [{"fields": ["kode_kecamatan"], "reference": {"resource": "antah_berantah", "fields": ["kode"]}}]
    with pytest.raises(BundleError, match="antah_berantah"):
        build([content(schema={**SCHEMA, "foreignKeys": keys})], tmp_path)


def test_a_header_that_is_not_the_schemas_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError) as caught:
        build([content(csv=population_csv().replace(b"tahun,semester", b"semester,tahun"))], tmp_path)
    assert caught.value.code == "header-differs"


def test_no_dataset_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no dataset"):
        build([], tmp_path)


def test_reports_escape_what_people_typed(tmp_path: Path) -> None:
    row = approval(
        "kadis", "Kepala Dinas", "2026-11-20T17:05:00+00:00", "c" * 64, note="<script>alert(1)</script>"
    )
    target = unpacked(tmp_path, approvals=[{**row, "standing": "plt"}])
    page = (target / "laporan/riwayat-persetujuan.html").read_text()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "Plt. Kepala Dinas" in page
    assert "21 November 2026 pukul 00.05 WIB" in page
    assert "Sel E7 &lt;berisi&gt; 5.148" in (target / "laporan/laporan-validasi.html").read_text()


@pytest.mark.parametrize(
    ("finding", "place"),
    [
        ({"place": {"sheet": "Data", "cell": "C9"}, "cells": ["D9", "E9"]}, "Data D9, E9"),
        ({"place": {"cell": "C9"}, "cells": []}, "C9"),
        ({"place": {"column": "C"}}, "C"),
        ({"place": "baris 4"}, "baris 4"),
        ({}, ""),
    ],
)
def test_places_of_findings(finding: dict[str, object], place: str) -> None:
    assert finding_place(finding) == place


def test_makers_add_bytes_and_files_to_every_datasets_folder(tmp_path: Path) -> None:
    def maker(item: BundleContent, codes: CodeLists, folder: Path) -> Iterator[tuple[str, bytes | Path]]:
        assert codes.label("frekuensi", item.dataset["frekuensi"]) and not list(folder.iterdir())
        yield "tambahan/kecil.txt", item.code.encode()
        large = folder / "besar.txt"
        large.write_text("x" * 1000, encoding="utf-8")
        yield "tambahan/besar.txt", large

    items = [content(), content(dataset={**DATASET, "kode_dataset": "D-02"})]
    result = build(items, tmp_path, makers=(maker, lambda *asked: iter(())))
    made = [path for path in result.entries if "/tambahan/" in path]
    assert made == [f"{code}/tambahan/{name}.txt" for code in ("d-02", "d01") for name in ("besar", "kecil")]
    assert verify(tmp_path / result.filename) == []
