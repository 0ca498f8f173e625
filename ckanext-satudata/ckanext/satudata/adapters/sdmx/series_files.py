"""Data by series, the period at the observation: the other shape of SDMX-ML 2.1, and series without observations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ckanext.satudata.domain.sdmx.model import PERIOD, Structure
from ckanext.satudata.domain.sdmx.reading import Cell, Row
from ckanext.satudata.domain.sdmx.series import grouped

from .data_files import GENERIC_END, SPECIFIC_END, Fragments, generic_head, specific_head
from .xml_parts import Sender
from .xml_writer import attribute


def generic_series(
    sender: Sender, structure: Structure, rows: Iterable[Row], attributes: bool = True, values: bool = True
) -> Iterator[str]:
    """Yield a generic data message by series; ``values`` false leaves the observations out."""
    yield generic_head(sender, structure, attributes, PERIOD)
    value, names = Fragments().value, [part.id for part in structure.dimensions]
    for key, observations in grouped(rows):
        told = "".join([value(name, code) for name, code in zip(names, key, strict=True)])
        seen = "".join([_generic(*one, value, attributes) for one in observations]) if values else ""
        yield f"<gen:Series><gen:SeriesKey>{told}</gen:SeriesKey>{seen}</gen:Series>\n"
    yield GENERIC_END


def _generic(period: str, cell: Cell, value: Callable[[str, str], str], attributes: bool) -> str:
    figure = f'<gen:ObsValue value="{cell.value}"/>' if cell.value else ""
    said = "".join([value(key, text) for key, text in cell.attributes]) if attributes else ""
    noted = f"<gen:Attributes>{said}</gen:Attributes>" if said else ""
    return f"<gen:Obs><gen:ObsDimension value={attribute(period)}/>{figure}{noted}</gen:Obs>\n"


def specific_series(
    sender: Sender, structure: Structure, rows: Iterable[Row], attributes: bool = True, values: bool = True
) -> Iterator[str]:
    """Yield a structure-specific data message by series."""
    yield specific_head(sender, structure, attributes, PERIOD)
    names = [part.id for part in structure.dimensions]
    for key, observations in grouped(rows):
        told = " ".join([f"{name}={attribute(code)}" for name, code in zip(names, key, strict=True)])
        seen = "".join([_specific(*one, attributes) for one in observations]) if values else ""
        yield f"<Series {told}>{seen}</Series>\n"
    yield SPECIFIC_END


def _specific(period: str, cell: Cell, attributes: bool) -> str:
    parts = [(PERIOD, period), *([("OBS_VALUE", cell.value)] if cell.value else [])]
    parts += cell.attributes if attributes else ()
    return f"<Obs {' '.join([f'{name}={attribute(text)}' for name, text in parts])}/>\n"
