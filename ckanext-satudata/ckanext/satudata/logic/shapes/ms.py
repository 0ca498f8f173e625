"""The MS forms as the page and the API show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...adapters.bps.defaults import load_yaml, ms_forms
from ...domain.bps.layout import FormColumn, Question
from ...domain.bps.ms_import import Difference, Imported
from ...domain.bps.ms_keg import OFFICE, Answer
from ...domain.bps.ms_rows import FormRow
from ...domain.bps.ms_rules import ERROR, Flaw, Value
from ...domain.bps.ms_state import IND, KEG, VAR, Filled
from ...domain.bps.ms_values import shown
from ...ms_labels import called
from ..ms_words import note_sentence, origin_label, reading_sentence, said

BLOCKS = ("b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8")


def ms_shape(filled: Filled) -> dict[str, Any]:
    """The answers with code, label, source and reason, and the rules that are broken."""
    faults = [flaw for flaw in filled.flaws if flaw.severity == ERROR]
    return {
        "profile": filled.profile,
        "profiles": {name: profile["nama"] for name, profile in ms_forms().profiles.items()},
        KEG: [question_shape(filled, answer) for answer in filled.keg],
        **{name: [row_shape(filled, name, row) for row in filled.rows[name]] for name in (VAR, IND)},
        "errors": len(faults),
        "warnings": len(filled.flaws) - len(faults),
        "unexplained": len(filled.unexplained),
        "flaws": [flaw_shape(flaw, filled) for flaw in filled.flaws],
    }


def question_shape(filled: Filled, answer: Answer) -> dict[str, Any]:
    """One question of MS-Keg with its answer."""
    question, computed = answer.question, filled.computed_keg[answer.question.key]
    return {
        "cell": question.cell,
        "number": question.number,
        "key": question.key,
        "block": question.key[:2],
        "label": question.label,
        "hint": question.hint,
        "kind": question.kind,
        "options": [{"code": code, "label": label} for code, label in question.options.items()],
        "answer": answer.text,
        "code": answer.value if answer.codes else None,
        "codes": list(answer.codes),
        "value": answer.value,
        "source": answer.origin,
        "source_label": origin_label(answer.origin),
        "changed": answer.origin == OFFICE or (answer.value != computed.value and not answer.skip),
        "computed": computed.text,
        "reason": answer.reason,
        "skipped": answer.skip,
        "flaws": [flaw_shape(flaw, filled) for flaw in flaws_at(filled, "", question.key)],
    }


def row_shape(filled: Filled, name: str, row: FormRow) -> dict[str, Any]:
    """One row of MS-Var or MS-Ind."""
    form, computed = ms_forms().rows_of(name), filled.computed_rows[name].get(row.key)
    return {
        "row": row.key,
        "added": computed is None,
        "cells": [cell_shape(filled, f"{name}.{row.key}", row, column, computed) for column in form.columns],
    }


def cell_shape(
    filled: Filled, where: str, row: FormRow, column: FormColumn, computed: FormRow | None
) -> dict[str, Any]:
    """One cell of a row."""
    key, origin = column.key, row.origins.get(column.key, "")
    before = computed.answers[key] if computed else ""
    return {
        "column": column.letter,
        "number": column.number,
        "key": key,
        "label": f"{column.group}: {column.label}" if column.group else column.label,
        "kind": column.kind,
        "options": list(column.options),
        "answer": row.answers[key],
        "source": origin,
        "source_label": origin_label(origin),
        "changed": row.answers[key] != before and key not in row.skips,
        "computed": before,
        "reason": row.reasons.get(key, ""),
        "skipped": row.skips.get(key, ""),
        "flaws": [flaw_shape(flaw, filled) for flaw in flaws_at(filled, where, key)],
    }


def flaws_at(filled: Filled, row: str, key: str) -> Iterable[Flaw]:
    """The broken rules at an answer."""
    return (flaw for flaw in filled.flaws if flaw.key == key and flaw.row == row)


def flaw_shape(flaw: Flaw, filled: Filled | None = None) -> dict[str, str]:
    """A broken rule: which, where, how grave, in words, and the office's reason to leave it so."""
    form, _, row = flaw.row.partition(".")
    return {
        "rule": flaw.rule,
        "form": form or KEG,
        "row": row,
        "key": flaw.key,
        "severity": flaw.severity,
        "message": said(flaw.sentence),
        "place": flaw.place,
        "reason": filled.told.get(flaw.place, "") if filled else "",
    }


def import_shape(told: Imported) -> dict[str, Any]:
    """What a workbook says otherwise, cell by cell."""
    return {
        "forms": list(told.forms),
        "same": told.same,
        "differences": [difference_shape(one) for one in told.differences],
        "notes": [
            {"code": note.code, "message": note_sentence(note.code, note.facts)} for note in told.notes
        ],
    }


def difference_shape(one: Difference) -> dict[str, Any]:
    """One difference: the portal's answer, the workbook's, and what can be done."""
    problem = reading_sentence(one.asked, one.key, one.reading) if one.reading.problem else ""
    return {
        "id": one.id,
        "form": one.form,
        "row": one.row,
        "key": one.key,
        "cell": one.cell,
        "question": called(one.asked, one.key),
        "about": one.about,
        "kind": one.kind,
        "portal": label_of(one.asked, one.portal),
        "workbook": one.reading.found[:500] if one.reading.problem else label_of(one.asked, one.given),
        "value": one.given,
        "offer": label_of(one.asked, one.reading.offer),
        "takes": one.kind in ("changed", "added"),
        "message": problem,
        "flaws": [flaw_shape(flaw) for flaw in one.flaws],
    }


def label_of(asked: Question | FormColumn, value: Value) -> str:
    """An answer as the form shows it."""
    return shown(asked, value) if isinstance(asked, Question) else str(value)


def blocks(questions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The questions of MS-Keg by block, with the form's own headings."""
    texts = load_yaml("ms-keg.yaml")["teks_tetap"]
    headings = ["", *(text for cell, text in texts.items() if cell[0] == "A" and text.split(".")[0] in ROMAN)]
    listed = list(questions)
    return [
        {"id": block, "heading": headings[at], "questions": [one for one in listed if one["block"] == block]}
        for at, block in enumerate(BLOCKS)
    ]


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
