"""Errors as Frictionless describes them, written as dictionaries at once instead of through its objects."""

from __future__ import annotations

from typing import Any

from frictionless import errors

Told = dict[str, Any]


class KeyTeller:
    """Writes the descriptor of a primary-key error."""

    def __init__(self) -> None:
        model = errors.PrimaryKeyError(note="", cells=[], row_number=1).to_descriptor()
        self.head = {name: model[name] for name in ("type", "title", "description")}
        self.tags = model["tags"]

    def tell(self, cells: list[str], row: int, note: str) -> Told:
        """Give the descriptor of an error in the key of a row."""
        message = errors.PrimaryKeyError.template.format(rowNumber=row, note=note)
        return {
            **self.head,
            "message": message,
            "tags": self.tags,
            "note": note,
            "cells": cells,
            "rowNumber": row,
        }


class CellTeller:
    """Writes the descriptor of one kind of cell error. What does not change is taken from an error it made itself."""

    def __init__(self, kind: type[errors.CellError]) -> None:
        model = kind(note="", cells=[], row_number=1, cell="", field_name="", field_number=1).to_descriptor()
        self.head = {name: model[name] for name in ("type", "title", "description")}
        self.tags = model["tags"]
        self.template = kind.template

    def tell(self, cells: list[str], row: int, text: str, name: str, number: int, note: str) -> Told:
        """Give the descriptor of an error in ``text``, the cell of the field ``name``, ``number`` counted from 1."""
        message = self.template.format(
            cell=text, rowNumber=row, fieldName=name, fieldNumber=number, note=note
        )
        return {
            **self.head,
            "message": message,
            "tags": self.tags,
            "note": note,
            "cells": cells,
            "rowNumber": row,
            "cell": text,
            "fieldName": name,
            "fieldNumber": number,
        }
