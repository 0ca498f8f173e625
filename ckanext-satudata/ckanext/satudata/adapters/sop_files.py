"""SOP files (YAML), read whole and checked before the portal starts."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

import yaml

from ..domain.sop import Sop, SopFlawed, read


def load(folder: str = "") -> Mapping[str, Sop]:
    """Every SOP of a folder (or of the shipped ones) by id; raises :class:`SopFlawed` with the flaws of all files."""
    root = Path(folder) if folder else resources.files("ckanext.satudata.defaults").joinpath("sop")
    found: dict[str, Sop] = {}
    flaws: list[str] = []
    for entry in sorted(root.iterdir(), key=lambda item: item.name):
        if not entry.name.endswith(".yaml"):
            continue
        try:
            sop = read(yaml.safe_load(entry.read_text(encoding="utf-8")))
            found[sop.id] = sop
        except SopFlawed as flawed:
            flaws.extend(f"{entry.name}: {flaw}" for flaw in flawed.flaws)
        except yaml.YAMLError as broken:
            flaws.append(f"{entry.name}: {broken}")
    if flaws:
        raise SopFlawed("config/sop", flaws)
    return found
