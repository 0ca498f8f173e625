"""What is checked and set before the portal answers anybody."""

from __future__ import annotations

from importlib import resources
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import ckan
import ckan.model as model
import ckan.plugins.toolkit as tk
from ckan.exceptions import CkanConfigurationException
from sqlalchemy.exc import SQLAlchemyError

from . import codes, demo_people, wiring
from .adapters.bps.defaults import put_in_front
from .domain.holidays import CalendarFlawed
from .domain.sop import SopFlawed

SCHEMING = {
    "scheming.dataset_schemas": "ckanext.satudata.schemas:rancangan.yaml ckanext.satudata.schemas:dataset.yaml",
    "scheming.presets": "ckanext.scheming:presets.json ckanext.satudata.schemas:presets.yaml",
}
"""What ckanext-scheming is told where the configuration says nothing."""


OTHERWISE = (
    ("ckan.auth.route_after_login", "dashboard.datasets", "satudata_kerja.index"),
    ("ckan.gravatar_default", "identicon", "disabled"),
)
"""Option, CKAN's own value, ours: people land on their own page, and nobody's address goes to a foreign server."""


def prepare(config: Any) -> None:
    """Fill in what the portal needs and the configuration leaves open."""
    for option, value in SCHEMING.items():
        if option not in config:
            config[option] = value
    for option, of_ckan, ours in OTHERWISE:
        if config.get(option) in (None, of_ckan):
            config[option] = ours
    if not config.get("licenses_group_url"):
        licences = resources.files("ckanext.satudata.schemas").joinpath("licences.json")
        config["licenses_group_url"] = f"file://{licences}"


def check(config: Any) -> None:
    """Stop with every reason when the portal cannot run: CKAN's version, flawed SOPs, demo logins in earnest."""
    if not ckan.__version__.startswith("2.12"):
        raise CkanConfigurationException(f"Satu Data needs CKAN 2.12; this is {ckan.__version__}")
    try:
        sops = wiring.current_sops()
    except SopFlawed as flawed:
        raise CkanConfigurationException("SOP:\n  " + "\n  ".join(flawed.flaws)) from flawed
    _check_calendar()
    if edited := _edited_in_place():
        raise CkanConfigurationException("SOP:\n  " + "\n  ".join(edited))
    put_in_front(codes.imported_rows)
    default = tk.config["ckanext.satudata.sop.default"]
    if default not in sops:
        raise CkanConfigurationException(
            f"ckanext.satudata.sop.default: no SOP '{default}' (have {', '.join(sops)})"
        )
    if not tk.config["ckanext.satudata.demo"] and _demo_logins():
        raise CkanConfigurationException(
            "Demo logins exist in this database. Set ckanext.satudata.demo = true, or remove the demo users."
        )


def _check_calendar() -> None:
    name = tk.config["ckanext.satudata.region.zone"]
    try:
        wiring.zone()
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        told = f"ckanext.satudata.region.zone: no time zone '{name}'. Use Asia/Jakarta, Asia/Makassar or Asia/Jayapura."
        raise CkanConfigurationException(told) from unknown
    try:
        wiring.calendar()
    except CalendarFlawed as flawed:
        raise CkanConfigurationException("Calendar:\n  " + "\n  ".join(flawed.flaws)) from flawed


def _edited_in_place() -> list[str]:
    """A sentence for each SOP file that changed after reviews began with its version; none before the migration."""
    try:
        edited = wiring.sop_port().edited_in_place()
    except SQLAlchemyError:
        return []
    finally:
        model.Session.remove()
    return [
        f"{sop.id}: berkas berubah, tetapi versi {sop.version} sudah dipakai pengajuan. Naikkan 'versi' di berkas itu."
        for sop in edited
    ]


def _demo_logins() -> bool:
    try:
        query = model.Session.query(model.User).filter(model.User.name.in_(demo_people.NAMES))
        return query.filter(model.User.state == "active").count() > 0
    except Exception:
        return False
    finally:
        model.Session.remove()
