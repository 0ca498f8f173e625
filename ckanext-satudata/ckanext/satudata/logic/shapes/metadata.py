"""Metadata fields as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model

from ...codes import label as code_label
from ...ms_labels import expand
from ...words import field_label, language

CODED = {
    "urusan": "urusan",
    "sektor_kegiatan": "sektor_kegiatan",
    "satuan": "satuan",
    "frekuensi": "frekuensi",
    "status_data": "status_data",
    "klasifikasi_akses": "akses",
    "cakupan_wilayah": "wilayah",
}


def metadata_labels(metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each metadata field with its label and the words for its code; the answers of the BPS forms one by one."""
    return [
        {"field": name, "label": field_label(name), "value": value, "display": display(name, value)}
        for name, value in expand(metadata).items()
    ]


def display(name: str, value: Any) -> str:
    """A metadata value as a person reads it; an empty text for none."""
    if value is None:
        return ""
    if name == "owner_org":
        office = model.Group.get(value)
        return office.title if office else str(value)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if name in CODED:
        return code_label(CODED[name], str(value), language())
    return str(value)
