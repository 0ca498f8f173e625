"""What the portal knows of an office, of the walidata and of its own area: for forms, and frozen with each submission."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk

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


class Offices:
    """Reads CKAN's organisations and the portal's options as they are now. ``zone``: WIB, WITA or WIT."""

    def __init__(self, zone: str) -> None:
        self.zone = zone

    def facts(self, owner_org: str) -> dict[str, Any]:
        """Those who stand in a bundle: ``organization`` (the producer), ``walidata``, ``kabupaten``."""
        return {
            "organization": organization(owner_org),
            "walidata": walidata(),
            "kabupaten": {**region(), "zona": self.zone},
        }

    def learn(self, owner_org: str, told: Mapping[str, str]) -> None:
        """Keep what was told of an office where its profile has nothing; the caller's transaction commits it."""
        office = model.Group.get(owner_org)
        for name, text in told.items():
            if office is not None and name in PROFILE and not office.extras.get(name):
                office.extras[name] = text


def organization(org_id: str) -> dict[str, Any]:
    """Title and profile of an office; its id alone where it is gone."""
    office = model.Group.get(org_id)
    if office is None:
        return {"title": org_id}
    return {"title": office.title, **{name: office.extras.get(name, "") for name in PROFILE}}


def walidata() -> dict[str, Any]:
    """The office that signs the letter to BPS: title, address and reach, what its head is called."""
    option = "ckanext.satudata.walidata."
    return {
        "title": tk.config[f"{option}name"],
        "email": tk.config[f"{option}email"],
        "alamat": tk.config[f"{option}address"],
        "telepon": tk.config[f"{option}telephone"],
        "jabatan_pimpinan": tk.config[f"{option}head"],
    }


def region() -> dict[str, Any]:
    """The kabupaten or kota of the portal: name, capital, both codes."""
    return {
        "nama": tk.config["ckanext.satudata.region.name"],
        "ibu_kota": tk.config["ckanext.satudata.region.capital"],
        "kode_kemendagri": tk.config["ckanext.satudata.region.kemendagri"],
        "kode_bps": tk.config["ckanext.satudata.region.bps"],
    }
