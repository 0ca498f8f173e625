"""Metadata fields as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model

from ...codes import label as code_label
from ...describing import form
from ...domain.description.model import parts_of
from ...ms_labels import expand
from ...words import field_label, language


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
    if (known := form().field(name)) and known.codes:
        return ", ".join(code_label(known.codes, part, language()) for part in parts_of(value))
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)
