"""Metadata of a draft that lacks nothing (data rekaan)."""

from __future__ import annotations

METADATA = {
    "title": "Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin",
    "notes": "Jumlah penduduk Kabupaten Sukamaju menurut kecamatan (data rekaan).",
    "konsep": "Penduduk",
    "definisi": "Orang yang terdaftar dalam DKB.",
    "klasifikasi": "Kecamatan, jenis kelamin",
    "satuan": "orang",
    "sumber_data": "DKB (data rekaan)",
    "urusan": "2.12",
    "frekuensi": "tahunan",
    "tingkat_penyajian": ["kecamatan"],
    "cakupan_wilayah": "99.01",
    "status_data": "tetap",
    "klasifikasi_akses": "terbuka",
    "license_id": "CC-BY-4.0",
    "kontak_unit": "Disdukcapil (rekaan)",
    "kontak_email": "unit@sukamaju.example",
}

COMPLETE = {
    **METADATA,
    "ukuran": "jumlah",
    "sektor_kegiatan": "2",
    "cakupan_awal": "2025",
    "cakupan_akhir": "2025",
    "jadwal_rilis": "2027-03-15",
    "data_prioritas": "tidak",
}
"""With what the portal finds out by itself where a draft is begun at the portal."""
