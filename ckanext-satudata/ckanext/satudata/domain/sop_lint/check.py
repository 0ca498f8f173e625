"""All rules, in the order of a document; what the engine itself refuses comes last."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..sop import SopFlawed, forms, read
from . import graph, identity, quality, runs, shape, stages
from .flaws import Flaw, flaw
from .rule import ERROR

PARTS = ("id", "versi", "nama_sop", "pelaksana", "langkah")


def check(sop: Mapping[str, Any], known: Collection[str] = (), twice: bool = False) -> tuple[Flaw, ...]:
    """Every flaw of one document (the mapping under ``sop:``).

    ``known`` are the ids that related SOPs may name; ``twice`` says that another file has the same id.
    """
    unfit = [flaw("missing_part", (part,), part=part) for part in PARTS if not sop.get(part)]
    unfit += shape.check(sop)
    if unfit:
        return tuple(unfit)
    repeated = [flaw("id_twice", ("id",), id=sop["id"])] if twice else []
    rules = (graph.check(sop), stages.check(sop), quality.check(sop), identity.check(sop, known))
    found = (*repeated, *(one for part in rules for one in part))
    if any(one.severity == ERROR for one in found):
        return found
    return (*found, *_refused_by_the_engine(sop))


def _refused_by_the_engine(sop: Mapping[str, Any]) -> Iterator[Flaw]:
    try:
        whole = read(sop)
        forms(whole)
        yield from runs.check(whole, sop)
    except SopFlawed as flawed:
        yield from (flaw("engine", ("langkah",), problem=problem) for problem in flawed.flaws)
    except (KeyError, TypeError, ValueError, OverflowError) as broken:
        yield flaw("engine", ("langkah",), problem=f"{type(broken).__name__} {broken}")
