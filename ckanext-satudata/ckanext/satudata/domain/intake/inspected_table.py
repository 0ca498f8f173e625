"""One table of an inspection, as the dictionary that page, command and API show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .canonical import convert_rows
from .column import INTEGER, NUMBERING, Column
from .display import shown
from .grid import column_number
from .missing import rule_of
from .personal_columns import Found
from .private import private_columns
from .proposal import propose
from .reading import Reference, TableReading
from .recipe import Recipe, RecipeColumn
from .table_proof import table_proof
from .wide import find_wide

PREVIEW_ROWS = 6
HIDDEN = "\u2022\u2022\u2022"


def table_dict(
    reading: TableReading,
    reference: Reference,
    hints: Mapping[str, Any],
    private: Sequence[Found],
    container: Mapping[str, Any],
) -> dict[str, Any]:
    """Give everything understood about a table as JSON. Columns with personal data show nothing of their content."""
    table = reading.table
    proposal = propose(reading, reference, hints, container.get("sha256"))
    masked = private_columns(private, reading.sheet.name)
    names = {column.letter: column for column in proposal.columns}
    return {
        "id": table.id,
        "sheet": table.sheet,
        "range": str(table.area),
        "header_rows": table.header_rows,
        "first_row": reading.data_rows[0] if reading.data_rows else table.first_row,
        "last_row": table.last_row,
        "rows": len(reading.data_rows),
        **_proof(reading),
        "numbering_row": table.numbering_row,
        "unit_row": table.unit_row,
        "wide": [
            {"kinds": list(item.kinds), **item.unpivot, "left_out": list(item.totals)}
            for item in find_wide(reading)
        ],
        "columns": [_column(column, names[column.letter], masked) for column in _shown(reading)],
        "set_apart": [
            {"kind": item.kind, "rows": item.rows, "text": "" if masked else item.text, **item.facts}
            for item in sorted(table.set_apart, key=lambda item: item.rows[0])
        ],
        "title": None if masked else reading.around.title,
        "year": reading.around.year,
        "source": None if masked else reading.around.source,
        "notes": []
        if masked
        else [item.text for item in table.set_apart if item.kind in ("footnote", "note")],
        "metadata": reading.around.to_dict(),
        "preview": _preview(reading, masked),
        "preview_rows": reading.data_rows[:PREVIEW_ROWS],
        "preview_read": _preview_read(reading, proposal, reference, masked),
    }


def _shown(reading: TableReading) -> list[Column]:
    """Give the columns but for those that only keep others apart: no title, no cell."""
    return [item for item in reading.columns if item.label or item.stats.filled or item.stats.sign_kinds]


def _proof(reading: TableReading) -> dict[str, Any]:
    confidence, evidence = table_proof(reading)
    return {
        "confidence": confidence,
        "evidence": [text for text, _ in evidence],
        "evidence_en": [text for _, text in evidence],
    }


def _shown_type(column: Column, proposed: RecipeColumn) -> str:
    """Give the type that is told: the numbers of rows, which are not taken along, are whole numbers where they are."""
    stats = column.stats
    others = stats.fractions or stats.dates or stats.words.total or stats.errors or stats.broken.total
    whole = (stats.whole or stats.numbers.total) and all(text.isdecimal() for text in stats.numbers.counts)
    counts = proposed.role == NUMBERING and proposed.skip and whole and not others
    return INTEGER if counts else proposed.type


def _column(column: Column, proposed: Any, masked: set[int]) -> dict[str, Any]:
    decision = column.decision
    hide = column.index in masked
    return {
        "index": column.index,
        "letter": column.letter,
        "label": column.label,
        "source_label": column.label,
        "name": proposed.name,
        "title": proposed.title,
        "type": _shown_type(column, proposed),
        "unit": proposed.unit,
        "unit_evidence": column.unit_evidence,
        "role": proposed.role,
        "skip": proposed.skip,
        "year": column.year,
        "confidence": column.confidence,
        "evidence": [] if hide else [text for text, _ in column.evidence],
        "evidence_en": [] if hide else [text for _, text in column.evidence],
        "missing": dict(column.stats.sign_kinds) | ({"": column.stats.blanks} if column.stats.blanks else {}),
        "missing_rules": {kind: rule_of(kind).meaning for kind in column.stats.sign_kinds},
        "convention": {
            "kind": decision.kind,
            "confidence": decision.confidence,
            "evidence": [] if hide else [text for text, _ in decision.evidence],
            "evidence_en": [] if hide else [text for _, text in decision.evidence],
            "ambiguous": decision.ambiguous is not None,
            "question": decision.ambiguous,
            "suggested": decision.suggested,
        },
    }


def _preview(reading: TableReading, masked: set[int]) -> list[list[str]]:
    formats = reading.sheet.formats
    return [
        [
            HIDDEN
            if column in masked
            else shown(reading.sheet.get(row, column), formats.get((row, column)))[:200]
            for column in (item.index for item in _shown(reading))
        ]
        for row in reading.data_rows[:PREVIEW_ROWS]
    ]


def _preview_read(
    reading: TableReading, proposal: Recipe, reference: Reference, masked: set[int]
) -> dict[str, Any]:
    converted = convert_rows(reading.sheet, reading.data_rows[:PREVIEW_ROWS], proposal, reference, None)
    private = {column.name for column in proposal.used() if column_number(column.letter) in masked}
    rows = [
        [HIDDEN if name in private else text for name, text in zip(converted.header, row, strict=True)]
        for row in converted.rows
    ]
    return {"header": converted.header, "rows": rows}
