"""Units of measure: their base unit and the power of ten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .ids import UNKNOWN, code_id
from .model import Code, Codelist, Words
from .words import MULTIPLIERS, VERSION
from .words import UNKNOWN as NOT_STATED

NAME = "CL_UNIT_MEASURE"


@dataclass(frozen=True)
class Unit:
    """A unit as SDMX has it: the base unit's code and the power of ten; 1 juta rupiah is RUPIAH and 6."""

    code: Code
    power: str = "0"


class Units:
    """The list of units, by code, name and other spellings."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self.rows: dict[str, Mapping[str, Any]] = {}
        listed = [(str(row.get("kode") or ""), row) for row in rows]
        for _, row in listed:
            for spelling in str(row.get("alias") or "").split("|"):
                self.rows.setdefault(spelling.strip().casefold(), row)
        for key, row in listed:
            self.rows[str(row.get("label") or key).casefold()] = row
        for key, row in listed:
            self.rows[key.casefold()] = row
        self.rows.pop("", None)

    def unit(self, text: str) -> Unit:
        """Give the unit that a text names; one that the list does not know keeps its own name."""
        if not text.strip():
            return Unit(Code(UNKNOWN, NOT_STATED))
        row = self.rows.get(text.strip().casefold())
        if row is None:
            return Unit(Code(code_id(text), Words(text.strip())))
        basis, power = str(row.get("basis") or ""), str(row.get("pangkat") or "0")
        if basis.casefold() in self.rows and power in MULTIPLIERS.ids:
            return Unit(self.code(self.rows[basis.casefold()]), power)
        return Unit(self.code(row))

    @staticmethod
    def code(row: Mapping[str, Any]) -> Code:
        """Make the code of one line of the list."""
        key = str(row.get("kode") or "")
        return Code(code_id(key), Words(str(row.get("label") or key), str(row.get("label_en") or "")))


def unit_list(units: Iterable[Unit], partial: bool = True) -> Codelist:
    """Make the code list of some units."""
    codes = {unit.code.id: unit.code for unit in units}
    return Codelist(
        NAME, VERSION, Words("Satuan", "Unit of measure"), tuple(codes[key] for key in sorted(codes)), partial
    )
