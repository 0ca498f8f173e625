"""Data of one edition as SDMX-ML 2.1 (generic, structure-specific) and as SDMX-CSV 2.0, told row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from ckanext.satudata.domain.bps.texts import printable
from ckanext.satudata.domain.sdmx.model import Structure
from ckanext.satudata.domain.sdmx.reading import Cell, Row

from .xml_parts import Sender, reference, write_sender
from .xml_writer import BASE, NAMESPACES, Attributes, XmlWriter, attribute

ACTION = "I"
GENERIC_END = "</mes:DataSet>\n</mes:GenericData>\n"
SPECIFIC_END = "</mes:DataSet>\n</mes:StructureSpecificData>\n"
SPECIFIC = {
    "xmlns:ss": BASE + "data/structurespecific",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def generic_message(
    sender: Sender, structure: Structure, rows: Iterable[Row], attributes: bool = True
) -> Iterator[str]:
    """Yield a generic data message, all dimensions at the observation; ``attributes`` false leaves them out."""
    yield generic_head(sender, structure, attributes, "AllDimensions")
    yield from observations(structure, rows, attributes)
    yield GENERIC_END


def generic_head(sender: Sender, structure: Structure, attributes: bool, dimension: str) -> str:
    """Begin a generic data message with the dimension that stands at the observation."""
    head = io.StringIO()
    xml = XmlWriter(head)
    xml.begin("mes:GenericData", {k: v for k, v in NAMESPACES.items() if k != "xmlns:str"})
    write_header(xml, sender, structure, {"dimensionAtObservation": dimension})
    xml.begin("mes:DataSet", {"structureRef": structure.dsd, "action": "Information"})
    if attributes:
        write_dataset_values(xml, structure)
    return head.getvalue()


def write_header(xml: XmlWriter, sender: Sender, structure: Structure, shape: Attributes) -> None:
    """Write the header of a data message: who sends it, and which structure it is of."""
    with xml.element("mes:Header"):
        write_sender(xml, sender)
        at = {"structureID": structure.dsd, **shape}
        with xml.element("mes:Structure", at), xml.element("com:Structure"):
            reference(
                xml, structure.dsd, structure.version, structure.agency, "datastructure", "DataStructure"
            )
        xml.leaf("mes:DataSetAction", "Information")


def write_dataset_values(xml: XmlWriter, structure: Structure) -> None:
    """Write the attributes of the whole dataset."""
    values = whole_values(structure, True)
    if values:
        with xml.element("gen:Attributes"):
            for key, text in values.items():
                xml.leaf("gen:Value", attributes={"id": key, "value": text})


class Fragments:
    """Pieces of XML by component and value, made once each."""

    def __init__(self) -> None:
        self.made: dict[tuple[str, str], str] = {}

    def value(self, key: str, text: str) -> str:
        """Write one value; those of codes are kept."""
        found = self.made.get((key, text))
        if found is None:
            found = f'<gen:Value id="{key}" value={attribute(text)}/>'
            if len(self.made) < 50_000:
                self.made[key, text] = found
        return found


def observations(structure: Structure, rows: Iterable[Row], attributes: bool) -> Iterator[str]:
    """Yield every observation as an element, those of one row together."""
    value = Fragments().value
    names = [part.id for part in structure.dimensions]
    for row in rows:
        head = value("FREQ", row.head[0]) + value("REF_AREA", row.head[1])
        tail = "".join([value(key, code) for key, code in zip(names[3:], row.tail, strict=True)])
        tail += value("TIME_PERIOD", row.period)
        told = []
        for cell in row.cells:
            said = "".join([value(key, text) for key, text in cell.attributes]) if attributes else ""
            key = f"{head}{value('INDICATOR', cell.indicator)}{tail}"
            figure = f'<gen:ObsValue value="{cell.value}"/>' if cell.value else ""
            noted = f"<gen:Attributes>{said}</gen:Attributes>" if said else ""
            told.append(f"<gen:Obs><gen:ObsKey>{key}</gen:ObsKey>{figure}{noted}</gen:Obs>\n")
        yield "".join(told)


def specific_message(
    sender: Sender, structure: Structure, rows: Iterable[Row], attributes: bool = True
) -> Iterator[str]:
    """Yield a structure-specific data message: the same as generic data, each observation one element."""
    yield specific_head(sender, structure, attributes, "AllDimensions")
    names = [part.id for part in structure.dimensions]
    for row in rows:
        yield "".join([specific_observation(names, row, cell, attributes) for cell in row.cells])
    yield SPECIFIC_END


def specific_head(sender: Sender, structure: Structure, attributes: bool, dimension: str) -> str:
    """Begin a structure-specific data message with the dimension that stands at the observation."""
    urn = (
        "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure="
        f"{structure.agency}:{structure.dsd}({structure.version}):ObsLevelDim:{dimension}"
    )
    head = io.StringIO()
    xml = XmlWriter(head)
    xml.begin(
        "mes:StructureSpecificData",
        {**{key: NAMESPACES[key] for key in ("xmlns:mes", "xmlns:com")}, **SPECIFIC, "xmlns:own": urn},
    )
    write_header(xml, sender, structure, {"namespace": urn, "dimensionAtObservation": dimension})
    shape = {"ss:structureRef": structure.dsd, "xsi:type": "own:DataSetType", "ss:dataScope": "DataStructure"}
    xml.begin("mes:DataSet", {**shape, "action": "Information", **(whole_values(structure, attributes))})
    return head.getvalue()


def whole_values(structure: Structure, attributes: bool) -> dict[str, str]:
    """Give the attributes of the whole dataset that say anything."""
    kept = structure.dataset_values.items() if attributes else ()
    return {key: text for key, text in kept if printable(text).strip()}


def specific_observation(names: Sequence[str], row: Row, cell: Cell, attributes: bool) -> str:
    """Write one observation with everything about it as XML attributes."""
    key = zip(names, (*row.head, cell.indicator, *row.tail), strict=True)
    parts = [*key, ("TIME_PERIOD", row.period), *([("OBS_VALUE", cell.value)] if cell.value else [])]
    parts += cell.attributes if attributes else ()
    return f"<Obs {' '.join([f'{name}={attribute(text)}' for name, text in parts])}/>\n"


def csv_message(structure: Structure, rows: Iterable[Row], attributes: bool = True) -> Iterator[str]:
    """Yield SDMX-CSV 2.0: comma, line feed, one observation a line."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    names = [part.id for part in structure.attributes] if attributes else []
    whole = dict(structure.dataset_values) if attributes else {}
    dimensions = [part.id for part in structure.dimensions]
    writer.writerow(
        ["STRUCTURE", "STRUCTURE_ID", "ACTION", *dimensions, "TIME_PERIOD", "OBS_VALUE", *names, *whole]
    )
    start = ["dataflow", structure.structure_id, ACTION]
    end = [printable(text) for text in whole.values()]
    for row in rows:
        for cell in row.cells:
            key = [*row.head, cell.indicator, *row.tail, row.period]
            writer.writerow([*start, *key, cell.value, *values(cell, names), *end])
        yield taken(lines)
    yield taken(lines)


def taken(lines: io.StringIO) -> str:
    """Give what was written so far, and begin anew."""
    text = lines.getvalue()
    lines.seek(0)
    lines.truncate()
    return text


def values(cell: Cell, names: Iterable[str]) -> list[str]:
    """Give a cell's attributes in the order of the columns."""
    given = dict(cell.attributes)
    return [printable(given.get(name, "")) for name in names]
