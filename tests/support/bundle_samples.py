"""Contents for bundle tests: data rekaan of the fictional Kabupaten Sukamaju."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from ckanext.satudata.adapters.bps.xlsx_table import xlsx_table_file
from ckanext.satudata.domain.bps.content import BundleContent
from ckanext.satudata.domain.bps.texts import TableContent

PLACES = [
    {"kode": "99", "nama": "Provinsi Rekaan", "kode_bps": "99"},
    {"kode": "99.01", "nama": "Kabupaten Sukamaju", "kode_bps": "9902"},
    {"kode": "99.01.01", "nama": "Sukamaju Kota", "kode_bps": "9902030"},
    {"kode": "99.01.02", "nama": "Wanasari", "kode_bps": "9902010"},
    {"kode": "99.01.03", "nama": "Karangjati", "kode_bps": "9902020"},
    {"kode": "98.01.01", "nama": "Kecamatan Jauh", "kode_bps": "9801010"},
]
DATASET: dict[str, Any] = {
    "title": "Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin",
    "name": "jumlah-penduduk-menurut-kecamatan",
    "notes": "Penduduk menurut kecamatan (data rekaan).",
    "kode_dataset": "D01",
    "urusan": "2.12",
    "sektor_kegiatan": "2",
    "konsep": "Penduduk",
    "definisi": "Orang yang tercatat dalam basis data kependudukan.",
    "klasifikasi": "Kecamatan; Jenis Kelamin",
    "ukuran": "jumlah",
    "satuan": "orang",
    "interpretasi": "Semakin tinggi nilainya, semakin banyak penduduk.",
    "rumus": "Banyaknya orang yang tercatat pada tanggal acuan.",
    "sumber_data": "Data Konsolidasi Bersih",
    "frekuensi": "semesteran",
    "jadwal_rilis": "2026-12-01",
    "tingkat_penyajian": ["kabupaten", "kecamatan"],
    "cakupan_wilayah": "99.01",
    "cakupan_awal": "2023",
    "cakupan_akhir": "2025",
    "acuan_waktu": "30 Juni dan 31 Desember",
    "status_data": "tetap",
    "klasifikasi_akses": "terbuka",
    "data_prioritas": False,
    "license_id": "cc-by-4.0",
    "kontak_unit": "Bidang Pengelolaan Informasi",
    "kontak_email": "data@sukamaju.example",
    "kontak_telepon": "(0999) 1234",
    "tags": ["penduduk"],
}
SCHEMA: dict[str, Any] = {
    "fields": [
        {
            "name": "kode_kecamatan",
            "title": "Kode Kecamatan",
            "type": "string",
            "description": "Kode Kemendagri.",
            "constraints": {"required": True, "pattern": r"\d{2}\.\d{2}\.\d{2}"},
            "satudata:role": "dimension",
        },
        {
            "name": "nama_kecamatan",
            "title": "Kecamatan",
            "type": "string",
            "description": "Nama kecamatan.",
            "constraints": {"required": True},
            "satudata:role": "dimension",
        },
        {"name": "tahun", "title": "Tahun", "type": "year", "constraints": {"required": True}},
        {
            "name": "semester",
            "title": "Semester",
            "type": "integer",
            "constraints": {"required": True, "enum": [1, 2]},
        },
        {
            "name": "laki_laki",
            "title": "Laki-laki",
            "type": "integer",
            "unit": "orang",
            "konsep": "Penduduk laki-laki",
            "description": "Penduduk berjenis kelamin laki-laki.",
            "constraints": {"minimum": 0},
            "satudata:role": "measure",
        },
        {
            "name": "perempuan",
            "title": "Perempuan",
            "type": "integer",
            "unit": "orang",
            "description": "Penduduk berjenis kelamin perempuan.",
            "constraints": {"minimum": 0},
            "satudata:role": "measure",
        },
        {
            "name": "jumlah",
            "title": "Jumlah",
            "type": "integer",
            "unit": "orang",
            "description": "L dan P.",
            "satudata:role": "total",
        },
    ],
    "primaryKey": ["kode_kecamatan", "tahun", "semester"],
    "foreignKeys": [
        {"fields": ["kode_kecamatan"], "reference": {"resource": "wilayah", "fields": ["kode"]}},
    ],
    "missingValues": [""],
}


def population_csv(years: tuple[int, ...] = (2023, 2024, 2025)) -> bytes:
    """Write a small population table."""
    lines = ["kode_kecamatan,nama_kecamatan,tahun,semester,laki_laki,perempuan,jumlah"]
    for year in years:
        for semester in (1, 2):
            for number, place in enumerate(PLACES[2:5], start=1):
                men = 5000 * number + (year - 2023) * 137 + semester * 11
                women = 4900 * number + (year - 2023) * 151 + semester * 7
                lines.append(f"{place['kode']},{place['nama']},{year},{semester},{men},{women},{men + women}")
    return ("\n".join(lines) + "\n").encode()


def approval(step: str, post: str, at: str, digest: str, **more: Any) -> dict[str, Any]:
    """Make one approval."""
    base = {
        "step": step,
        "label": step.capitalize(),
        "post": post,
        "standing": "definitif",
        "actor_name": "Pejabat Rekaan",
        "decision": "approve",
        "at": at,
        "digest": digest,
        "note": "",
    }
    return {**base, **more}


def content(csv: bytes | None = None, **more: Any) -> BundleContent:
    """Make the content of one reviewed dataset; ``more`` replaces any of its parts."""
    data = population_csv() if csv is None else csv
    digest = "c" * 64
    base: dict[str, Any] = {
        "review_number": "P-0001",
        "round": 2,
        "dataset": DATASET,
        "organization": {
            "title": "Dinas Kependudukan dan Pencatatan Sipil",
            "alamat": "Jalan Rekaan 1, Sukamaju",
            "email": "dukcapil@sukamaju.example",
            "telepon": "(0999) 1111",
            "jabatan_pimpinan": "Kepala Dinas Kependudukan dan Pencatatan Sipil",
        },
        "walidata": {
            "title": "Dinas Komunikasi dan Informatika",
            "alamat": "Jalan Rekaan 2, Sukamaju",
            "email": "walidata@sukamaju.example",
            "telepon": "(0999) 2222",
            "jabatan_pimpinan": "Kepala Dinas Komunikasi dan Informatika",
        },
        "kabupaten": {"kode_kemendagri": "99.01", "kode_bps": "9902", "nama": "Kabupaten Sukamaju"},
        "schema": SCHEMA,
        "canonical_csv": data,
        "canonical_sha256": sha256(data).hexdigest(),
        "table_digest": "a" * 64,
        "content_digest": digest,
        "report": {"valid": True, "stats": {"errors": 0}, "tasks": []},
        "findings": [
            {
                "code": "RASIO-JK",
                "severity": "peringatan",
                "place": "E7",
                "message": "Sel E7 <berisi> 5.148; rasio jenis kelamin 101.",
            },
        ],
        "approvals": [
            approval("verifikator", "Verifikator", "2026-11-18T02:10:00+00:00", digest),
            approval("kabid", "Kepala Bidang Statistik", "2026-11-19T03:20:00+00:00", digest, standing="plt"),
            approval("kadis", "Kepala Dinas", "2026-11-20T17:05:00+00:00", digest),
        ],
        "last_gate_at": datetime(2026, 11, 20, 17, 5, 33, 123456, tzinfo=UTC),
        "edition_number": 1,
        "codes": {"wilayah": PLACES},
    }
    return BundleContent(**{**base, **more})


def xlsx_table(content: TableContent) -> bytes:
    """The table as XLSX."""
    with tempfile.TemporaryDirectory() as folder:
        return xlsx_table_file(content, Path(folder) / "tabel.xlsx").read_bytes()
