"""Parts that SDMX-ML messages share: who sends them, references, annotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ckanext.satudata.domain.sdmx.model import Words

from .xml_writer import Attributes, XmlWriter


@dataclass(frozen=True)
class Sender:
    """Who sends a message, and when its content was ready."""

    id: str
    name: Words
    prepared: datetime
    message: str


def many(xml: XmlWriter, tag: str, writers: Sequence[object]) -> None:
    """Write a container with its parts; none for no parts."""
    if writers:
        with xml.element(tag):
            for write in writers:
                write()  # type: ignore[operator]


def write_sender(xml: XmlWriter, sender: Sender) -> None:
    """Write what every header begins with."""
    xml.leaf("mes:ID", sender.message)
    xml.leaf("mes:Test", "false")
    xml.leaf("mes:Prepared", sender.prepared.strftime("%Y-%m-%dT%H:%M:%SZ"))
    with xml.element("mes:Sender", {"id": sender.id}):
        xml.words("com:Name", sender.name)


def maintained(key: str, agency: str, version: str, partial: bool = False) -> Attributes:
    """Give the attributes of a maintained part."""
    found = {"id": key, "agencyID": agency, "version": version, "isFinal": "true"}
    return {**found, "isPartial": "true"} if partial else found


def reference(xml: XmlWriter, key: str, version: str, agency: str, package: str, kind: str) -> None:
    """Write a reference to a maintained part."""
    xml.leaf(
        "Ref",
        attributes={"id": key, "version": version, "agencyID": agency, "package": package, "class": kind},
    )


def item_reference(
    xml: XmlWriter, key: str, scheme: str, version: str, agency: str, package: str, kind: str
) -> None:
    """Write a reference to an item of a scheme."""
    parent = {"id": key, "maintainableParentID": scheme, "maintainableParentVersion": version}
    xml.leaf("Ref", attributes={**parent, "agencyID": agency, "package": package, "class": kind})


def write_notes(xml: XmlWriter, notes: Iterable[tuple[str, str]]) -> None:
    """Write annotations, each with its type and a text that no language owns."""
    kept = [(kind, text) for kind, text in notes if text.strip()]
    if kept:
        with xml.element("com:Annotations"):
            for kind, text in kept:
                with xml.element("com:Annotation"):
                    xml.leaf("com:AnnotationTitle", text)
                    xml.leaf("com:AnnotationType", kind)
