"""What there are data for, as a content constraint of SDMX-ML 2.1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ckanext.satudata.domain.sdmx.model import PERIOD, Structure, Words

from .xml_parts import maintained, reference
from .xml_writer import XmlWriter


@dataclass(frozen=True)
class Constraint:
    """What there are data for, of one dataflow: codes by dimension, and the days (none: not told)."""

    structure: Structure
    codes: Mapping[str, Iterable[str]]
    days: tuple[str, str] | None
    observations: int

    @property
    def id(self) -> str:
        """Its id."""
        return "CR_" + self.structure.flow.removeprefix("DF_")


def write_constraint(xml: XmlWriter, one: Constraint) -> None:
    """Write what there are data for: the codes of each dimension, the days that the data span, how many observations."""
    flow = one.structure
    with xml.element(
        "str:ContentConstraint", {**maintained(one.id, flow.agency, flow.version), "type": "Actual"}
    ):
        with xml.element("com:Annotations"), xml.element("com:Annotation", {"id": "obs_count"}):
            xml.leaf("com:AnnotationTitle", str(one.observations))
            xml.leaf("com:AnnotationType", "sdmx_metrics")
        xml.words("com:Name", Words("Data yang ada", "Data that there are"))
        with xml.element("str:ConstraintAttachment"), xml.element("str:Dataflow"):
            reference(xml, flow.flow, flow.version, flow.agency, "datastructure", "Dataflow")
        with xml.element("str:CubeRegion", {"include": "true"}):
            for name, codes in one.codes.items():
                write_key_value(xml, name, codes)
            if one.days:
                with xml.element("com:KeyValue", {"id": PERIOD}), xml.element("com:TimeRange"):
                    xml.leaf("com:StartPeriod", one.days[0], {"isInclusive": "true"})
                    xml.leaf("com:EndPeriod", one.days[1], {"isInclusive": "true"})


def write_key_value(xml: XmlWriter, name: str, codes: Iterable[str]) -> None:
    """Write the codes of one dimension; nothing where there are none."""
    found = sorted(codes)
    if found:
        with xml.element("com:KeyValue", {"id": name}):
            for code in found:
                xml.leaf("com:Value", code)
