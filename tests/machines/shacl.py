"""Judging graphs by shapes: those kept here and, where they are at hand, the European Commission's own."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pyshacl
from rdflib import Graph, Literal, Namespace
from rdflib.term import Node

SH = Namespace("http://www.w3.org/ns/shacl#")
OWN = Path(__file__).resolve().parents[1] / "data" / "shapes" / "dcat-ap-3.ttl"
OFFICIAL = "SATUDATA_DCAT_AP_SHAPES"
"""Names Turtle files of https://github.com/SEMICeu/DCAT-AP (releases/3.0.1), separated by colons."""


@cache
def shapes() -> tuple[Graph, ...]:
    """The sets of shapes to judge by."""
    others = [Path(name) for name in os.environ.get(OFFICIAL, "").split(":") if name]
    return tuple(Graph().parse(path) for path in (OWN, *others))


def violations(graph: Graph) -> list[str]:
    """What a graph breaks, one line each; warnings are left out."""
    found = []
    for one in shapes():
        _conforms, report, _text = pyshacl.validate(graph, shacl_graph=one)
        assert isinstance(report, Graph)
        found += [_line(report, node) for node in report.subjects(SH.resultSeverity, SH.Violation)]
    return sorted(found)


def _line(report: Graph, node: Node) -> str:
    told = [report.value(node, SH[name]) for name in ("focusNode", "resultPath", "resultMessage")]
    return " ".join(str(part) for part in told if isinstance(part, Literal) or part is not None)
