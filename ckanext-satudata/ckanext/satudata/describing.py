"""The description as the portal runs it: its form, and what the portal knows about a dataset without asking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import yaml

from . import codes
from .domain.description.infer import Found, Known, Proposal, infer
from .domain.description.keep import BY_PERSON
from .domain.description.model import Form, read_form
from .domain.figures.roles import table_shape
from .domain.intake.suggest import suggest

SCHEMAS = "ckanext.satudata.schemas"
FOLLOWING = ("jadwal_rilis", "jadwal_pemutakhiran", "sektor_kegiatan", "ukuran", "data_prioritas", "bahasa")
"""Fields that follow from others or from the portal's usage, whenever a draft is changed."""
MOVING = ("cakupan_awal", "cakupan_akhir", "jadwal_rilis")
"""Fields that a new file of a revision tells anew."""


@cache
def form() -> Form:
    """The fields of a description with their rules. Raises ``FormFlaw`` when the schema cannot be used."""
    text = resources.files(SCHEMAS).joinpath("rancangan.yaml").read_text(encoding="utf-8")
    return read_form(yaml.safe_load(text))


def known_at_start(owner_org: str, package: Mapping[str, Any]) -> Found:
    """What is known of a draft before there is a file: from its office, its title and the portal's lists."""
    return _of_form(infer(_known(owner_org, package)))


def known_from(
    owner_org: str,
    package: Mapping[str, Any],
    notes: Mapping[str, Any],
    code: str,
    inspection: Mapping[str, Any],
) -> Found:
    """What is known of a draft whose file was read (``inspection``). ``code``: the one the portal would give it."""
    told = suggest(inspection, None, {"home": tk.config["ckanext.satudata.region.name"]})
    again = {name for name in MOVING if not notes.get(name, {}).get(BY_PERSON)}
    settled = {name: value for name, value in package.items() if name not in again}
    known = _known(owner_org, settled, told, _texts(inspection), code)
    return _of_form(infer(replace(known, whole_numbers=_counts(inspection))))


def known_after(owner_org: str, package: Mapping[str, Any]) -> Found:
    """What follows from the other fields of a description: it moves with them until a person changes it."""
    found = known_at_start(owner_org, package)
    return {name: proposal for name, proposal in found.items() if name in FOLLOWING}


def period_of(schema: Mapping[str, Any], header: Sequence[str], rows: Iterable[Sequence[str]]) -> Found:
    """First and last period of the whole table as it was read; empty where its time tells no year."""
    time = [one.name for one in table_shape(schema).time if one.name in header]
    if not time:
        return {}
    at = header.index(time[0])
    seen = {row[at] for row in rows}
    years = sorted(value[:4] for value in seen if value[:4].isdecimal())
    if not years or time[0].split("_")[0] not in ("tahun", "tanggal"):
        return {}
    last = max(seen)[-4:] if "/" in max(seen) else years[-1]
    return {
        "cakupan_awal": Proposal(f"{years[0]}-01-01", "berkas", time[0]),
        "cakupan_akhir": Proposal(f"{last}-12-31", "berkas", time[0]),
    }


def _known(
    owner_org: str,
    package: Mapping[str, Any],
    file: Mapping[str, Mapping[str, Any]] | None = None,
    texts: Sequence[str] = (),
    code: str = "",
) -> Known:
    office = model.Group.get(owner_org)
    return Known(
        package=package,
        file=file or {},
        texts=texts,
        profile={**office.extras, "title": office.title} if office else {},
        planned=_rows("daftar_data"),
        standards=_rows("standar_data"),
        sectors={one.code: one.more.get("sektor", "") for one in codes.load("urusan_sektor").values()},
        unit_groups={one.code: one.more.get("kelompok", "") for one in codes.load("satuan").values()},
        usual={
            "cakupan_wilayah": tk.config["ckanext.satudata.region.kemendagri"],
            "license_id": "CC-BY-4.0",
            "klasifikasi_akses": "terbuka",
            "status_data": "tetap",
            "data_prioritas": "tidak",
            "bahasa": ["ind"],
        },
        code=code,
    )


def _rows(name: str) -> list[dict[str, str]]:
    """The rows of a code list; ``judul`` is what a row is called."""
    return [{"kode": one.code, "judul": one.label_id, **one.more} for one in codes.load(name).values()]


def _texts(inspection: Mapping[str, Any]) -> list[str]:
    """Titles and notes of the table that was chosen."""
    chosen = [one for one in inspection.get("tables", ()) if one["id"] == inspection.get("chosen")]
    return [
        str(text)
        for table in chosen
        for text in (table["metadata"].get("title"), *(part.get("text") for part in table["set_apart"]))
        if text
    ]


def _counts(inspection: Mapping[str, Any]) -> bool:
    """Whether every figure of the table is a whole number, as counts are."""
    columns = (inspection.get("proposal") or {}).get("columns", ())
    types = {one["type"] for one in columns if one["role"] in ("measure", "total") and not one["skip"]}
    return types == {"integer"}


def _of_form(found: Found) -> Found:
    names = {one.name for one in form().fields}
    return {name: proposal for name, proposal in found.items() if name in names}
