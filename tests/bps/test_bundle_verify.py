"""Verifying with nothing but the ZIP: each kind of harm is told, and the command imports no CKAN."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from ckanext.satudata.adapters.bps import verify as module
from ckanext.satudata.adapters.bps.builder import build
from ckanext.satudata.adapters.bps.verify import verify
from ckanext.satudata.cli_bundle import bundle
from ckanext.satudata.domain.bps.manifest import write_manifest
from support.bundle_samples import content, population_csv

CSV = "data/jumlah-penduduk-menurut-kecamatan.csv"
Change = Callable[[dict[str, bytes]], None]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paket")
    return folder / build([content()], folder).filename


def changed(good: Path, target: Path, change: Change) -> Path:
    with zipfile.ZipFile(good) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    change(parts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target


def rehash(parts: dict[str, bytes]) -> None:
    """Write a manifest that fits, as a forger would."""
    hashes = {name: sha256(data).hexdigest() for name, data in parts.items() if name != "manifest-sha256.txt"}
    parts["manifest-sha256.txt"] = write_manifest(hashes)


def one_figure(parts: dict[str, bytes]) -> None:
    parts[CSV] = parts[CSV].replace(b",5148,", b",9999,")


def forged_figure(parts: dict[str, bytes]) -> None:
    one_figure(parts)
    rehash(parts)


def forged_package(parts: dict[str, bytes]) -> None:
    parts[CSV] = population_csv() + b"99.01.01,Sukamaju Kota,2025,2,x,1,1\n"
    package = json.loads(parts["datapackage.json"])
    package["resources"][0].update(bytes=len(parts[CSV]), hash="sha256:" + sha256(parts[CSV]).hexdigest())
    parts["datapackage.json"] = json.dumps(package).encode()
    rehash(parts)


def other_approvals(parts: dict[str, bytes]) -> None:
    name = "laporan/riwayat-persetujuan.json"
    parts[name] = parts[name].replace(b"c" * 64, b"d" * 64)
    rehash(parts)


def unreadable_package(parts: dict[str, bytes]) -> None:
    parts["datapackage.json"] = b"[" * 100_000
    rehash(parts)


def no_resources(parts: dict[str, bytes]) -> None:
    parts["datapackage.json"] = b'{"resources": [1]}'
    rehash(parts)


def taken_out(name: str) -> Change:
    """A file and its line of the manifest are gone."""

    def change(parts: dict[str, bytes]) -> None:
        del parts[name]
        rehash(parts)

    return change


def nothing_described(parts: dict[str, bytes]) -> None:
    parts["datapackage.json"] = b'{"resources": []}'
    rehash(parts)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (one_figure, {"hash-differs"}),
        (forged_figure, {"hash-differs"}),
        (forged_package, {"cell-type", "key-twice"}),
        (other_approvals, {"digest-differs"}),
        (unreadable_package, {"json-unreadable"}),
        (no_resources, {"json-unreadable"}),
        (lambda parts: parts.pop("BACA-SAYA.txt"), {"missing"}),
        (taken_out("surat-pengantar.docx"), {"missing"}),
        (taken_out("metadata/MS-Ind.xlsx"), {"missing"}),
        (taken_out("tabel/jumlah-penduduk-menurut-kecamatan.xlsx"), {"missing"}),
        (taken_out("laporan/laporan-validasi.html"), {"missing"}),
        (taken_out(CSV), {"missing"}),
        (nothing_described, {"not-described"}),
        (lambda parts: parts.pop("manifest-sha256.txt"), {"missing"}),
        (lambda parts: parts.update({"tambahan.txt": b"x"}), {"unlisted"}),
        (lambda parts: parts.update({"../keluar.txt": b"x"}), {"path-unsafe"}),
        (lambda parts: parts.update({"C:/x": b"x"}), {"path-unsafe"}),
        (lambda parts: parts.update({"baca-saya.TXT": b"x"}), {"path-twice"}),
        (
            lambda parts: parts.update({"manifest-sha256.txt": b"bukan manifes\n"}),
            {"manifest-line", "unlisted"},
        ),
    ],
)
def test_each_harm_is_told(good: Path, tmp_path: Path, change: Change, codes: set[str]) -> None:
    assert {problem.code for problem in verify(changed(good, tmp_path / "x.zip", change))} == codes


def test_links_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    info = zipfile.ZipInfo("tautan")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert [problem.code for problem in verify(file)] == ["not-regular"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * (40 << 20))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("unpacked"))
    assert [problem.code for problem in verify(file)] == ["compressed-too-far"]
    monkeypatch.setattr(module, "MAX_BYTES", 1 << 20)
    assert [problem.code for problem in verify(file)] == ["too-large"]
    monkeypatch.setattr(module, "MAX_ENTRIES", 0)
    assert [problem.code for problem in verify(file)] == ["too-many-entries"]


def test_files_that_are_no_bundle(tmp_path: Path, good: Path) -> None:
    (tmp_path / "teks.zip").write_bytes(b"bukan zip")
    (tmp_path / "potong.zip").write_bytes(good.read_bytes()[:5000])
    (tmp_path / "tautan.zip").symlink_to(good)
    (tmp_path / "gambar.zip").write_bytes(b"GIF89a" + good.read_bytes())
    for name, code in (
        ("tidak-ada.zip", "not-a-file"),
        ("teks.zip", "not-a-zip"),
        ("potong.zip", "not-a-zip"),
        ("tautan.zip", "not-a-file"),
        ("gambar.zip", "not-a-zip"),
    ):
        assert [problem.code for problem in verify(tmp_path / name)] == [code], name


def commented(data: bytes) -> bytes:
    return data[:-2] + struct.pack("<H", 5) + b"pesan"


def between(data: bytes) -> bytes:
    end = data.rindex(b"PK\x05\x06")
    (start,) = struct.unpack("<I", data[end + 16 : end + 20])
    moved = struct.pack("<I", start + 7)
    return data[:start] + b"sisipan" + data[start:end] + data[end : end + 16] + moved + data[end + 20 :]


@pytest.mark.parametrize("hide", [lambda data: data + b"ekor", commented, between])
def test_bytes_that_no_file_owns_are_told(tmp_path: Path, good: Path, hide: Callable[[bytes], bytes]) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(hide(good.read_bytes()))
    assert [problem.code for problem in verify(file)] == ["hidden-bytes"]


def test_a_bundle_packed_again_in_a_stream_is_as_good(tmp_path: Path, good: Path) -> None:
    """Programs that cannot go back in what they write put the sizes behind each file."""
    reader, writer = os.pipe()
    with zipfile.ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def pack() -> None:
        with os.fdopen(writer, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
            for name, data in reversed(parts.items()):
                target.writestr(name, data)

    thread = Thread(target=pack)
    thread.start()
    with os.fdopen(reader, "rb") as stream:
        (tmp_path / "x.zip").write_bytes(stream.read())
    thread.join()
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert all(info.flag_bits & 0x8 for info in archive.infolist())
    assert verify(tmp_path / "x.zip") == []


def test_a_flipped_byte_anywhere_is_told(tmp_path: Path, good: Path) -> None:
    whole, file = good.read_bytes(), tmp_path / "x.zip"
    with zipfile.ZipFile(good) as archive:
        places = [info.header_offset + 60 + len(info.filename) for info in archive.infolist()]
    for place in places:
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        assert verify(file), place


def test_the_command_answers_and_exits(tmp_path: Path, good: Path) -> None:
    with zipfile.ZipFile(good) as archive:
        count = len(archive.namelist())
    fine = CliRunner().invoke(bundle, ["verify", str(good), "--lang", "en"])
    assert (fine.exit_code, f"{count} files, whole and in agreement" in fine.output) == (0, True)
    harmed = changed(good, tmp_path / "x.zip", one_figure)
    bad = CliRunner().invoke(bundle, ["verify", str(harmed), "--lang", "en"])
    assert bad.exit_code == 1
    assert f"{CSV} was changed" in bad.output
    assert "problems found: 1." in bad.output
    assert CliRunner().invoke(bundle, ["verify", str(tmp_path / "tidak-ada.zip")]).exit_code == 2


def test_verifying_needs_neither_ckan_nor_a_data_library(good: Path) -> None:
    script = (
        "import sys; from ckanext.satudata.cli_bundle import bundle; from ckanext.satudata.adapters.bps.verify "
        f"import verify; assert verify({str(good)!r}) == []; "
        "print(sorted({'ckan', 'frictionless', 'openpyxl', 'yaml', 'xlsxwriter', 'docx'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
