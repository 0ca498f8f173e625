"""Digests: what exactly was checked, and what exactly was approved.

``table_digest`` binds the gate report: canonical CSV, Table Schema, recipe and the validator's version.
``content_digest`` binds decisions, bundle and edition: the table digest and the metadata that readers see.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

METADATA_FIELDS = (
    "title",
    "notes",
    "owner_org",
    "kode_dataset",
    "urusan",
    "sektor_kegiatan",
    "konsep",
    "definisi",
    "klasifikasi",
    "ukuran",
    "satuan",
    "interpretasi",
    "rumus",
    "sumber_data",
    "frekuensi",
    "jadwal_rilis",
    "tingkat_penyajian",
    "cakupan_wilayah",
    "cakupan_awal",
    "cakupan_akhir",
    "acuan_waktu",
    "status_data",
    "klasifikasi_akses",
    "data_prioritas",
    "license_id",
    "kontak_unit",
    "kontak_email",
    "kontak_telepon",
    "kode_dssd",
    "tags",
    "satuan_lain",
    "jadwal_pemutakhiran",
    "sumber_eksternal",
    "dasar_hukum_akses",
    "keputusan_akses",
    "akses_sampai",
    "dasar_prioritas",
    "bahasa",
    "catatan_versi",
    "profil_ms",
    "ms_keg",
    "ms_var",
    "ms_ind",
    "ms_alasan",
    "title_en",
    "nomor_tabel_dda",
)


def canonical_json(value: Any) -> str:
    """JSON with one spelling: sorted keys, no spaces, Unicode kept."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_hex(text: str) -> str:
    """SHA-256 of the UTF-8 text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def normalise_metadata(package: Mapping[str, Any]) -> dict[str, Any]:
    """The named metadata fields of a package, empty ones left out, texts NFC without outer blanks, lists sorted."""
    normal: dict[str, Any] = {}
    for field in METADATA_FIELDS:
        value = _tags(package) if field == "tags" else _value(package.get(field))
        if value not in (None, "", []):
            normal[field] = value
    return normal


def as_package(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Normalised metadata as CKAN's package wants them: tags are dictionaries there."""
    package = dict(metadata)
    if "tags" in package:
        package["tags"] = [{"name": tag} for tag in package["tags"]]
    return package


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
    if isinstance(value, (list, tuple, set)):
        return sorted(str(_value(item)) for item in value)
    return value


def _tags(package: Mapping[str, Any]) -> list[str]:
    return sorted(
        {str(_value(tag["name"] if isinstance(tag, Mapping) else tag)) for tag in package.get("tags") or ()}
    )


def table_digest(
    canonical_sha256: str, schema: Mapping[str, Any], recipe: Mapping[str, Any], validator_version: str
) -> str:
    """Digest of what the gate checked."""
    parts = {"csv": canonical_sha256, "schema": schema, "recipe": recipe, "validator": validator_version}
    return sha256_hex(canonical_json(parts))


def content_digest(
    table: str,
    package: Mapping[str, Any],
    columns: Mapping[str, str],
    about: Mapping[str, Any] | None = None,
) -> str:
    """Digest of what reviewers decide on: the table, the normalised metadata, the definitions of columns.

    ``about``: subject and reason of a correction, rollback or retraction.
    """
    parts = {"table": table, "metadata": normalise_metadata(package), "columns": dict(columns)}
    if about:
        parts["about"] = dict(about)
    return sha256_hex(canonical_json(parts))
