"""What the portal knows of an office and of its own area, for forms and bundles."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk

from . import wiring

PROFILE = (
    "alamat",
    "telepon",
    "email",
    "faksimile",
    "jabatan_pimpinan",
    "jabatan_teknis",
    "eselon_1",
    "eselon_2",
)
"""Fields of an office's profile that the BPS forms ask for."""


def organization(org_id: str) -> dict[str, Any]:
    """Title and profile of an office; its id alone where it is gone."""
    office = model.Group.get(org_id)
    if office is None:
        return {"title": org_id}
    return {"title": office.title, **{name: office.extras.get(name, "") for name in PROFILE}}


def region() -> dict[str, Any]:
    """The kabupaten or kota of the portal: name, both codes, the word of its time zone."""
    return {
        "nama": tk.config["ckanext.satudata.region.name"],
        "kode_kemendagri": tk.config["ckanext.satudata.region.kemendagri"],
        "kode_bps": tk.config["ckanext.satudata.region.bps"],
        "zona": wiring.zone_word(),
    }
